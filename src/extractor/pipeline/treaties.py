"""Find mentions of treaties: by name, by date ("the 9 November agreement"), by kind ("the ceasefire agreement").

A mention is NAMED where one of the instrument's names stands, DESCRIBED otherwise. Its id is that of the registry, found by the name, by
the date of signature, or by the last instrument spoken of that can be called so; it is empty where two fit or none does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language

from extractor.knowledge import treaties
from extractor.pipeline import spans
from extractor.pipeline.names import NameIndex
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from extractor.knowledge.treaties import Treaty

NOUNS = (
    "agreement", "accord", "accords", "armistice", "communiqué", "communique", "convention", "deal", "declaration", "document", "memorandum",
    "memorandum of understanding", "pact", "protocol", "statement", "text", "treaty", "ceasefire declaration", "ceasefire deal",
)  # fmt: skip
KINDS = {"accords": "accord", "communique": "communiqué", "memorandum of understanding": "memorandum"}
MODIFIER = (
    r"(?:ceasefire|cease-fire|tripartite|trilateral|bilateral|joint|peace|quadrilateral|armistice|truce|final|framework|border|"
    r"historic|landmark|Russian-brokered|Moscow-brokered|US-brokered|signed|above-mentioned|aforementioned|said)"
)
NOUN = re.compile(
    rf"(?P<det>\b(?:the|this|that|said|its|their|[Tt]his|[Tt]hat|The)\s)?(?P<phrase>(?:{MODIFIER}\s){{0,3}}"
    rf"(?P<noun>{'|'.join(sorted(map(re.escape, NOUNS), key=len, reverse=True))})\b)(?!\s+(?:by|of|from)\s+(?:[A-Z]\w+\s){{0,3}}(?:President|Minister|spokes))",
    re.IGNORECASE,
)
CONCLUDED = re.compile(
    r"\b(?:signed|announced|adopted|concluded|reached|issued|published|agreed|dated|brokered|initialled|ratified|of|on|from|between)\b", re.IGNORECASE
)  # fmt: skip
BREAK = re.compile(r"[.;:!?]\s|\n")
REACH = 140  # characters between a noun and the date that it was signed on
SPEAKER = re.compile(r"\s(?:of|by|from)\s[A-Z]")


class _Noun(NamedTuple):
    start: int
    end: int
    noun: str
    definite: bool
    modified: bool


class TreatyFinder:
    """Writes the span group `spans_key`; reads the text and the dates found before."""

    def __init__(self, registry: Sequence[Treaty], *, spans_key: str, dates_key: str) -> None:
        self.spans_key = spans_key
        self.dates_key = dates_key
        self._treaties = {treaty.id: treaty for treaty in registry}
        self._names = NameIndex((alias.text, treaty.id) for treaty in registry for alias in treaty.aliases)
        self._by_date: dict[str, list[Treaty]] = {}
        for treaty in registry:
            for day in treaty.dates:
                self._by_date.setdefault(day, []).append(treaty)

    def __call__(self, doc: Doc) -> Doc:
        return spans.write(doc, self.spans_key, self.find(doc.text, spans.read(doc, self.dates_key)))

    def find(self, text: str, dates: Sequence[Found]) -> list[Found]:
        """Mentions of treaties in the order of the text, each with its id where one instrument fits."""
        fixed = sorted([*self._named(text, dates), *self._dated(text, dates)])
        fixed = [item for n, item in enumerate(fixed) if not n or item.start >= max(one.end for one in fixed[:n])]
        found = list(fixed)
        words: dict[str, set[str]] = {}  # treaty id -> nouns it was called by
        queue = iter([*fixed, None])
        following = next(queue)
        past: list[Found] = []
        for noun in _nouns(text):
            while following is not None and following.start < noun.end:
                past.append(following)
                words.setdefault(following.id, set()).update(_kinds_in(text[following.start : following.end]))
                following = next(queue)
            if noun.definite and not (past and past[-1].end > noun.start) and (named := self._antecedent(noun, past, words)):
                past.append(Found(noun.start, noun.end, "DESCRIBED", named, {"resolved": "anaphora"}))
                found.append(past[-1])
        return sorted(found)

    def _named(self, text: str, dates: Sequence[Found]) -> Iterator[Found]:
        said = {date.id for date in dates}
        for hit in self._names(text):
            fitting = list(hit.values)
            if len(fitting) > 1 or self._is_shared(text[hit.start : hit.end], fitting[0]):
                fitting = [id for id in fitting if said & set(self._treaties[id].dates)]
            known = len(fitting) == 1
            attrs: spans.Attrs = {"resolved": "name" if known else "none"}
            if not known:
                attrs["candidates"] = list(hit.values)
            yield Found(hit.start, hit.end, "NAMED", fitting[0] if known else "", attrs)

    def _is_shared(self, surface: str, id: str) -> bool:
        return any(alias.ambiguous and alias.text.lower() == surface.lower() for alias in self._treaties[id].aliases)

    def _dated(self, text: str, dates: Sequence[Found]) -> Iterator[Found]:
        """ "the 9 November agreement" and "the memorandum, signed in Moscow on 9 November"."""
        nouns = list(_nouns(text))
        for date in dates:
            if not date.id or date.label != "DATE":
                continue
            for noun in nouns:
                if noun.start >= date.end and text[date.end : noun.start].strip(" ,’'s") == "":
                    treaty = self._of_date(date.id, noun.noun)
                    yield Found(date.start, noun.end, "DESCRIBED", treaty, {"resolved": "date"})
                    break
                if noun.end > date.start:
                    continue
                gap = text[noun.end : date.start]
                is_near = len(gap) <= REACH and not BREAK.search(gap) and CONCLUDED.search(gap)
                is_last = not any(noun.end <= other.start < date.start for other in nouns)
                if is_near and is_last and (treaty := self._of_date(date.id, noun.noun)):
                    yield Found(noun.start, noun.end, "DESCRIBED", treaty, {"resolved": "date"})

    def _of_date(self, date: str, noun: str) -> str:
        """The instrument of a date; where the date bears several, the one that is called so."""
        signed = self._by_date.get(date, [])
        called = [treaty for treaty in signed if KINDS.get(noun, noun) in _called(treaty)]
        fitting = called if len(signed) > 1 else signed
        return fitting[0].id if len(fitting) == 1 else ""

    def _antecedent(self, noun: _Noun, past: Sequence[Found], words: dict[str, set[str]]) -> str:
        """The last instrument before that was, or can be, called by this noun; none for a bare noun that fits none."""
        kind = KINDS.get(noun.noun, noun.noun)
        for item in reversed(past):
            if item.id and kind in words.get(item.id, ()):
                return item.id
        for item in reversed(past):
            if item.id and kind in _called(self._treaties[item.id]):
                return item.id
        return ""


@Language.factory(
    "extractor_treaties",
    assigns=["doc.spans"],
    default_config={"spans_key": "treaty", "dates_key": "date"},
)
def create(nlp: Language, name: str, *, spans_key: str, dates_key: str) -> TreatyFinder:  # noqa: ARG001
    """The component `extractor_treaties`."""
    return TreatyFinder(treaties.load(), spans_key=spans_key, dates_key=dates_key)


def _nouns(text: str) -> Iterator[_Noun]:
    for match in NOUN.finditer(text):
        noun = match["noun"].lower()
        definite = match["det"] is not None and not (noun == "statement" and SPEAKER.match(text, match.end()))
        yield _Noun(match.start("phrase"), match.end("phrase"), noun, definite, match["phrase"] != match["noun"])


def _called(treaty: Treaty) -> set[str]:
    """The nouns that this instrument goes by."""
    return {treaty.kind} | {kind for words in treaty.described_as for kind in _kinds_in(words)}


def _kinds_in(words: str) -> set[str]:
    return {KINDS.get(noun, noun) for noun in NOUNS if re.search(rf"\b{re.escape(noun)}\b", words, re.IGNORECASE)}
