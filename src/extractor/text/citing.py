"""Say what a note is: a source, several, a remark, or a word that points back ("Ibid."), and which note that means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from extractor.text.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.text.result import NoteBlock

NoteKind = Literal["bib", "comment", "ibid", "op_cit", "multi"]

SIGNAL = (
    r"(?:(?:[Ss]ee(?: also)?|[Cc]f\.?|[Cc]ompare|E\.g\.|But see|Quoted in|Cited in|[Bb]kz\.?|Ayrıca bkz\.?|См\.(?: также)?)"
    r"[,:]?\s){0,2}"
)
# The note before: in Latin, Turkish, Russian, German; "a.g.e." after an author names a work cited earlier.
IBID = re.compile(
    rf"{SIGNAL}(?:[Ii]bid(?:em)?\b|[Ii]d\.|Idem\b|[Aa]\.\s?g\.\s?e\.?|[Aa]ynı (?:yer|eser|yazar)|Там же|Ebd\.|Ebenda)"
)
BACK_TO = re.compile(
    r"(?:\b(?:supra|above)[,\s]{1,3}(?:note|n\.?|nn\.)|\b(?:note|n\.?|dipnot|прим(?:ечание|\.)|сноска))\s?(\d{1,3})(?:\s(?:above|supra))?\b"
)
OP_CIT = re.compile(
    r"\b(?:op|loc)\. ?cit\b|\bsupra\b|\ba\.\s?g\.\s?[em]\b|Указ\. соч|указ\. соч|\badı geçen\b|\bas above\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
TITLED = re.compile(
    r"[“«„\"‘][^”»\"’]{3,200}[”»\"’]|https?://|www\.|\bdoi\b|//|\bUN Doc|\b[SA]/(?:RES|PV)?\.?/?\d|\bpp?\. ?\d|\bvol\. ?\d|\bno\. ?\d"
    r"|\bss?\. ?\d|С\. ?\d",
    re.IGNORECASE,
)
IMPRINT = re.compile(
    r"\([^()]{2,80}:\s[^()]{2,80},\s\d{4}\)|\([^()]{2,60},\s\d{4}\)|[.–—-]\s[А-ЯA-Z][^.:]{0,20}\.?:\s[^,]{2,60},\s\d{4}"
)
INTERVIEW = re.compile(
    r"\b[Ii]nterview(?:s|ed)?\b|\b(?:e-?mail|letter|conversation|statement|speech|communication)\s(?:to|with|by|of)\b"
)
# A finite verb makes a remark; the author's own papers are no work that a reader can look up.
PROSE = re.compile(
    r"\b(?:is|was|were|are|has|had|have|did|does|do|will|would|said|says|may|might|can|cannot|could|should|must|seems?|not|nobody|we|I)\b"
    r"|\b(?:author|writer)['’]s (?:own )?(?:notes|archive)|^Field ?notes"
)
SHORT = 140  # characters of a short title
SURNAME = re.compile(
    rf"{SIGNAL}(?:[A-ZÀ-ÞА-Я]\.[\s-]?){{0,3}}(?:[A-ZÀ-ÞА-Я][\w’'-]+\s){{0,3}}?([A-ZÀ-ÞА-Яİ][\w’'-]{{1,30}})(?=[,:. ]|$)"
)
PARTS = re.compile(r";\s(?:а также:?\s)?|\.\s(?=(?:See also|See|Cf\.|Also|Compare|Bkz|См\.)\s)")
SENTENCE = re.compile(r"(?<=[.!?])\s(?=[A-ZÀ-ÞА-Яİ])")
LONGEST = 4000  # characters of a note that are looked at
TRIED = 20  # sentences of a note, from the last source on, that may begin a remark


class Cited(NamedTuple):
    """What a note is, and the label of the note that it points back to."""

    kind: NoteKind
    resolves_to: str | None = None


def read_notes(notes: Iterable[NoteBlock]) -> Iterator[Cited]:
    """The kind of each note in turn; what *ibid.* and a short title mean is looked for in the notes before.

    >>> from extractor.text.result import NoteBlock
    >>> texts = ["Ada Holm, The Long Line (Oslo: Fjell, 2019), p. 3.", "Ibid., p. 9.", "This was denied.", "Holm, op. cit., p. 7."]
    >>> [tuple(one) for one in read_notes(NoteBlock(str(n), 1, 0, 1, text) for n, text in enumerate(texts, start=1))]
    [('bib', None), ('ibid', '1'), ('comment', None), ('op_cit', '1')]
    """
    last: str | None = None
    seen: set[str] = set()
    works = Shelf()  # the notes that give a work in full
    for note in notes:
        text = note.text[:LONGEST].strip()
        kind = kind_of(text)
        target: str | None = None
        if kind == "ibid":
            target = last
        elif kind == "op_cit" or (kind != "multi" and len(text) < SHORT and not YEAR.search(text)):
            target = _meant(text, works, seen)
            kind = "op_cit" if target else kind
        elif kind == "multi":
            target = next(
                (found for part in PARTS.split(text) if OP_CIT.search(part) and (found := _meant(part, works, seen))),
                None,
            )
        if kind in ("bib", "multi"):
            works.put(note.label, text)
            last = note.label
        elif target:
            last = target
        seen.add(note.label)
        yield Cited(kind, target)


def kind_of(text: str) -> NoteKind:
    """What the words of a note are.

    >>> kind_of("“No road”, Line Herald, 3 May 2021; Ada Holm, The Line (Oslo, 2019), p. 3."), kind_of("Nobody has counted them.")
    ('multi', 'comment')
    """
    if IBID.match(text):
        return "ibid"
    parts = PARTS.split(text)
    back = [_points_back(part) for part in parts]
    works = [part for part, is_back in zip(parts, back, strict=True) if not is_back and _is_source(part)]
    if len(works) + sum(back) > 1 and works:
        return "multi"
    return "op_cit" if any(back) and not works else "bib" if works else "comment"


def is_remark(text: str) -> bool:
    """Whether a note is running text of the author, with names and events worth reading, and not the data of a source.

    >>> is_remark("The army denied this in June."), is_remark("A. Holm, Roads."), is_remark("Emphasis added.")
    (True, False, False)
    """
    text = text[:LONGEST]
    if kind_of(text) != "comment":
        return False
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) > 2 and (PROSE.search(text) is not None or (small > 3 and 2 * small > len(words)))


def remark_at(text: str) -> int | None:
    """Where the running text of a note begins: at its start, behind the source that it cites, or nowhere.

    >>> remark_at("This was denied."), remark_at("Ibid. Few had read it."), remark_at("Ibid., p. 3.")
    (0, 6, None)
    """
    text = text[:LONGEST]
    if is_remark(text):
        return 0
    if kind_of(text) == "comment":
        return None
    # What begins before the last part that cites holds that part.
    begin = _last_cited(text)
    prose = max((found.start() for found in PROSE.finditer(text)), default=-1)
    starts = [found.end() for found in SENTENCE.finditer(text) if begin <= found.end() <= prose]
    return next((at for at in starts[:TRIED] if is_remark(text[at:])), None)


def _last_cited(text: str) -> int:
    """Where the last part of a note begins that cites or points back; 0 where none does."""
    gaps = [found.span() for found in PARTS.finditer(text)]
    ends = [*(start for start, _ in gaps), len(text)]
    parts = zip([0, *(end for _, end in gaps)], ends, strict=True)
    return next((at for at, end in reversed(list(parts)) if _cites(text[at:end])), 0)


def _cites(part: str) -> bool:
    return _points_back(part) or _is_source(part)


def _points_back(part: str) -> bool:
    return OP_CIT.search(part) is not None or BACK_TO.search(part) is not None


def _is_source(part: str) -> bool:
    if IMPRINT.search(part) or "://" in part:
        return True
    dated, named = YEAR.search(part) is not None, TITLED.search(part) is not None
    return (dated and (named or INTERVIEW.search(part) is not None)) or ((dated or named) and not PROSE.search(part))


def _meant(text: str, works: Shelf, seen: set[str]) -> str | None:
    """The label of the work that is pointed back to: by the number of its note, else by its author."""
    if number := BACK_TO.search(text):
        return number[1] if number[1] in seen else None
    name = SURNAME.match(text)
    return works.last_with(name[1]) if name else None
