"""Say what a note is: a source, several, a remark, or a word that points back ("Ibid."), and which note that means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from extractor.text.pointing import pointing
from extractor.text.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.text.result import NoteBlock

NoteKind = Literal["bib", "comment", "ibid", "op_cit", "multi"]

# "Notes 14" in the middle of a note is a journal.
NOTE_WORD = r"notes?|nn?\.?|dipnot|прим(?:ечание|\.)|сноска|Anm\.|fn\.?|Fn\.|qeyd|nota"
BACK_TO = re.compile(
    rf"(?:\b(?:supra|above)[,\s]{{1,3}}(?:note|n\.?|nn\.)|\b(?:{NOTE_WORD}))\s?(?P<number>\d{{1,3}})(?:\s(?:above|supra))?\b"
)
IN_BRACKETS = re.compile(r"(?:[Rr]ef\. ?)?\[(?P<number>\d{1,3})\](?=[,.;]|\s?$)")
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
SHORTEST = 40  # characters of "see also the sources in note 3 above"
SURNAME = re.compile(
    r"(?:[A-ZÀ-ÞА-Я]\.[\s-]?){0,3}(?:[A-ZÀ-ÞА-Я][\w’'-]+\s){0,3}?(?P<name>[A-ZÀ-ÞА-Яİ][\w’'-]{1,30})(?=[,:. ]|$)"
)
NAME_BEFORE = re.compile(r"(?P<name>[A-ZÀ-ÞА-Яİ][\w’'-]{1,30})(?:\s[A-ZÀ-ÞА-Я]\.(?:\s?[A-ZÀ-ÞА-Я]\.)?)?,?\s$")
SHORT_TITLE = re.compile(r"[A-ZÀ-ÞА-Яİ][\w’'-]{1,30}, [^.;]{2,60}, (?:pp?\. ?|s\. ?|S\. ?)?\d{1,4}(?:[–-]\d{1,4})?\.?$")
# "2015; 12(3)" is one place of one journal.
PARTS = re.compile(
    r";\s(?:а также:?\s)?(?!\d{1,4}\s?[(:])|\.\s(?=(?:See also|See|Cf\.|Also|Compare|Bkz|См\.|Vgl\.|Siehe|Voir|Véase)\s)"
)
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
        elif kind == "op_cit" or (
            kind != "multi" and len(text) < SHORT and not YEAR.search(text) and not PROSE.search(text)
        ):
            target = _meant(text, works, seen, last)
            kind = "op_cit" if target else kind
        elif kind == "multi":
            target = next((found for part in PARTS.split(text) if (found := _back(part, works, seen, last))), None)
        elif kind == "bib" and (target := _short_title(text, works)):
            kind = "multi"
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
    parts = PARTS.split(text)
    again = _is_same(parts[0])
    back = [_points_back(part) for part in parts]
    works = [part for part, is_back in zip(parts, back, strict=True) if not is_back and _is_source(part)]
    if again:
        return "multi" if any(part != parts[0] for part in works) else "ibid"
    names = [part for part, is_back in zip(parts, back, strict=True) if is_back and not _is_reference(part)]
    if len(works) + len(names) > 1 and works:
        return "multi"
    return "op_cit" if any(back) and not works else "bib" if works else "comment"


def _is_same(part: str) -> bool:
    """Whether a part says no more than "the same", with a page."""
    words = pointing()
    if words.same_note.match(part):
        return True
    author = words.same_author.match(part)
    return author is not None and not YEAR.search(part) and not words.back.search(part)


def _is_reference(part: str) -> bool:
    """Whether a part sends the reader to another note, and names no work: "see also note 3"."""
    return BACK_TO.search(part) is not None and len(part) < SHORTEST and not pointing().back.search(part)


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
    return (
        pointing().back.search(part) is not None or BACK_TO.search(part) is not None or _in_brackets(part) is not None
    )


def _in_brackets(part: str) -> re.Match[str] | None:
    """The number of a work in a list whose numbers stand in brackets: "See [3], ch. 5"."""
    signal = pointing().signal.match(part)
    return IN_BRACKETS.match(part, signal.end() if signal else 0)


def _is_source(part: str) -> bool:
    if IMPRINT.search(part) or "://" in part:
        return True
    dated, named = YEAR.search(part) is not None, TITLED.search(part) is not None
    return (dated and (named or INTERVIEW.search(part) is not None)) or ((dated or named) and not PROSE.search(part))


def _meant(text: str, works: Shelf, seen: set[str], last: str | None) -> str | None:
    """The label of the work that is pointed back to, in the first part that does, or by a short title."""
    parts = [part for part in PARTS.split(text) if _points_back(part)]
    return next(
        (found for part in parts or [text] if (found := _back(part, works, seen, last) or _named(part, works))), None
    )


def _back(part: str, works: Shelf, seen: set[str], last: str | None) -> str | None:
    """What a part of a note points back to: by the number of its note, else by its author, else the note before."""
    words = pointing()
    if number := BACK_TO.search(part) or _in_brackets(part):
        return number["number"] if number["number"] in seen else None
    if words.same_note.match(part):
        return last
    back = words.back.search(part)
    if back is None:
        return None
    if words.same_author.match(part):
        return last
    before = NAME_BEFORE.search(part, max(0, back.start() - 60), back.start())
    return _named(part, works) or (works.last_with(before["name"]) if before else None)


def _named(part: str, works: Shelf) -> str | None:
    """The last work of the author that a part begins with."""
    signal = pointing().signal.match(part)
    name = SURNAME.match(part, signal.end() if signal else 0)
    return works.last_with(name["name"]) if name else None


def _short_title(text: str, works: Shelf) -> str | None:
    """The work that one part of a note names by its author and a short title, beside works given in full."""
    parts = PARTS.split(text)
    if len(parts) < 2:
        return None
    short = (part for part in parts if not YEAR.search(part) and SHORT_TITLE.match(part))
    return next((found for part in short if (found := _named(part, works))), None)
