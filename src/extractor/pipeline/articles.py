"""Find references to treaty articles and say which treaty each one cites.

"Articles 3 and 4 of the agreement" becomes a span labelled ARTICLE with the id ``trilateral-statement-2020-11-09/3+4``. The treaty is
the one named beside the reference, else the one that the sentence or the text before it speaks of; when none is known the treaty part
is ``?``: a reference that was seen is never dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language

from extractor.knowledge import treaties
from extractor.pipeline import spans
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

UNKNOWN = "?"
LABELS = {
    "article": "ARTICLE", "art": "ARTICLE", "point": "POINT", "item": "POINT", "principle": "POINT", "clause": "PARAGRAPH",
    "paragraph": "PARAGRAPH", "para": "PARAGRAPH", "chapter": "CHAPTER", "annex": "ANNEX", "protocol": "PROTOCOL",
    "resolution": "RESOLUTION", "res": "RESOLUTION",
}  # fmt: skip
UNIT = r"\b(?P<unit>[Aa]rt(?:icle)?|ARTICLE|[Pp]oint|[Ii]tem|[Pp]rinciple|[Cc]lause|[Pp]ara(?:graph)?|Chapter|Annex|Protocol|[Rr]esolution|Res)"
ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\b"
NUMBER = rf"(?:\d{{1,4}}(?![\d,]\d)[a-z]?\b|{ROMAN})"
SUB = r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)|/\d{1,2}\b|\.\d{1,2}(?!\d)|\s?§§?\s?\d{1,2})"
ITEM = rf"{NUMBER}(?:\s(?:bis|ter|quater)\b)?{SUB}{{0,4}}"
JOIN = r"(?:\s?[-–—]\s?|\s?,\s?(?:and\s)?|\s(?:and|or|to|&)\s)"
REFERENCE = re.compile(
    rf"{UNIT}(?P<plural>s?)\.?\s{{0,2}}(?:No\.?\s?|Nos\.?\s?)?(?P<list>{ITEM}(?:{JOIN}{ITEM}){{0,20}})"
    rf"(?:,?\s(?:[Pp]aragraph|[Pp]ara|[Pp]oint|[Cc]lause)(?:s|\.)?\s?(?P<inner>{NUMBER}(?:{JOIN}{NUMBER}){{0,10}}))?"
)
OUTER = re.compile(rf"\sof\s(?:[Aa]rticle|[Aa]rt\.)\s?(?P<number>{NUMBER})")
ONE = re.compile(rf"(?P<join>{JOIN})?(?P<number>{NUMBER})(?:\s(?P<bis>bis|ter|quater)\b)?(?P<subs>{SUB}{{0,4}})")
SUBS = re.compile(r"[0-9a-z]+")
# What may stand between a reference and the treaty beside it.
LINK_AFTER = re.compile(r"[\s),]*(?:(?:of|to|in|from|under|the|said|same|this|that|which|also)\s){0,4}", re.IGNORECASE)
LINK_BEFORE = re.compile(r"(?:['’]s)?(?:\s?[,(:;–-])?\s?(?:\(?(?:in|at|under|see|per|its|and|with|the)\s){0,3}", re.IGNORECASE)
# "In a 2021 article 3 analysts say", "at that point 20 soldiers": a noun that is counted follows the number.
COUNTED = re.compile(r"\s(?!(?:of|and|or|on|in|to|is|was|are|were|has|had|as|by|for|which|that|states?|says?|said|provides?|requires?|concern|"
                     r"calls?|obliges?|does|did|also|above|below|thereof|deals?|stipulates?|envisag|may|shall|will|with|from|under|remain|should)\b)[a-z]{3,}")  # fmt: skip
INDEFINITE = re.compile(r"(?:\b(?:an?|that|this|some|which|his|her|their|recent|newspaper|journal|magazine|\d{4}|starting|turning|match|at)\s)$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?]\s|\n")
REACH = 160


class Reference(NamedTuple):
    """A reference as written, before its treaty is known."""

    start: int
    end: int
    label: str
    numbers: tuple[str, ...]
    subs: tuple[str, ...]


class Cited(NamedTuple):
    """The treaty that a reference cites, and how that was found: adjacent, sentence, antecedent, document or none."""

    id: str
    how: str


def find_articles(text: str) -> Iterator[Reference]:
    """References to articles, points, paragraphs, chapters, annexes, protocols and resolutions, in the order of the text.

    >>> [(r.label, r.numbers, r.subs) for r in find_articles("Articles 3-5 and 9; paragraph 2 of Article 7; art. 5(2)(b)")]
    [('ARTICLE', ('3', '4', '5', '9'), ()), ('ARTICLE', ('7',), ('2',)), ('ARTICLE', ('5',), ('2', 'b'))]
    """
    for match in REFERENCE.finditer(text):
        label = LABELS[match["unit"].lower()]
        if _is_prose(text, match):
            continue
        numbers, subs = _numbers(match["list"])
        if match["inner"]:
            subs = (*subs, "+".join(_numbers(match["inner"])[0]))
        end = match.end()
        if label in {"PARAGRAPH", "POINT"} and (outer := OUTER.match(text, end)):
            numbers, subs, label, end = (outer["number"],), ("+".join(numbers), *subs), "ARTICLE", outer.end()
        if label == "RESOLUTION" or not re.match(r"\d{4}", numbers[0]):  # a year is no article
            yield Reference(match.start(), end, label, numbers, subs)


def cited_treaty(text: str, reference: Reference, named: Sequence[Found], counts: dict[str, int]) -> Cited:
    """The treaty of a reference: beside it, else in its sentence, else the last one before it that has such an article."""
    fits = [item for item in named if item.id and not _beyond(reference, item.id, counts)]
    after = [item for item in fits if reference.end <= item.start < reference.end + REACH]
    before = [item for item in fits if item.end <= reference.start]
    if after and (gap := text[reference.end : after[0].start]) is not None and LINK_AFTER.fullmatch(gap):
        return Cited(after[0].id, "adjacent")
    if before and LINK_BEFORE.fullmatch(text[before[-1].end : reference.start]):
        return Cited(before[-1].id, "adjacent")
    same = [item for item in before if not SENTENCE_END.search(text, item.end, reference.start)]
    if not same:
        same = [item for item in after[:1] if not SENTENCE_END.search(text, reference.end, item.start)]
    if same:
        return Cited(same[-1].id, "sentence")
    if before:
        return Cited(before[-1].id, "antecedent")
    if len(ids := {item.id for item in fits}) == 1:
        return Cited(ids.pop(), "document")
    return Cited(UNKNOWN, "none")


class ArticleFinder:
    """Writes the span group `spans_key`; reads the text and the treaties found before."""

    def __init__(self, registry: Sequence[treaties.Treaty], *, spans_key: str, treaties_key: str) -> None:
        self.spans_key = spans_key
        self.treaties_key = treaties_key
        self._counts = {treaty.id: treaty.count for treaty in registry if treaty.count}

    def __call__(self, doc: Doc) -> Doc:
        named = spans.read(doc, self.treaties_key)
        found = [self._found(doc.text, reference, named) for reference in find_articles(doc.text)]
        return spans.write(doc, self.spans_key, found)

    def _found(self, text: str, reference: Reference, named: Sequence[Found]) -> Found:
        if reference.label == "RESOLUTION":
            treaty, how = _resolution_body(text, reference)
        else:
            treaty, how = cited_treaty(text, reference, named, self._counts)
        attrs: spans.Attrs = {"resolved": how}
        if _beyond(reference, treaty, self._counts):
            attrs["out_of_range"] = True
        parts = [treaty, "+".join(reference.numbers), *reference.subs]
        return Found(reference.start, reference.end, reference.label, "/".join(parts), attrs)


@Language.factory(
    "extractor_articles",
    assigns=["doc.spans"],
    default_config={"spans_key": "article", "treaties_key": "treaty"},
)
def create(nlp: Language, name: str, *, spans_key: str, treaties_key: str) -> ArticleFinder:  # noqa: ARG001
    """The component `extractor_articles`."""
    return ArticleFinder(treaties.load(), spans_key=spans_key, treaties_key=treaties_key)


def _is_prose(text: str, match: re.Match[str]) -> bool:
    """Whether the words only look like a reference: an article in a journal, a point in time."""
    if match["unit"] == "ARTICLE" and match["list"] == "19":
        return True  # the organisation writes its name so
    if not match["unit"][0].islower():
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(INDEFINITE.search(before) or (not match["plural"] and COUNTED.match(text, match.end())))


def _numbers(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Numbers with ranges written out, and the sub-provisions of the last one."""
    numbers: list[str] = []
    subs: tuple[str, ...] = ()
    for item in ONE.finditer(written):
        number = item["number"] + (item["bis"] or "")
        join = (item["join"] or "").strip()
        if numbers and join in {"-", "–", "—", "to"} and number.isdigit() and numbers[-1].isdigit():
            first, last = int(numbers[-1]), int(number)
            if last < first:  # an elided range: 31-3 is 31 to 33
                last = int(str(first)[: -len(number)] + number)
            numbers += [str(n) for n in range(first + 1, min(last, first + 100))]
            number = str(last)
        numbers.append(number)
        subs = tuple(SUBS.findall(item["subs"]))
    return tuple(numbers), subs


def _beyond(reference: Reference, treaty: str, counts: dict[str, int]) -> bool:
    return any(number.isdigit() and int(number) > counts.get(treaty, 10_000) for number in reference.numbers)


def _resolution_body(text: str, reference: Reference) -> Cited:
    around = text[max(0, reference.start - 60) : reference.end]
    for pattern, body in ((r"Security Council|UNSC|UN SC|S/RES", "unsc"), (r"General Assembly|UNGA|A/RES", "unga")):
        if re.search(pattern, around):
            return Cited(body, "adjacent")
    return Cited(UNKNOWN, "none")
