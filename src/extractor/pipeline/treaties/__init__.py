"""Find mentions of treaties: by name, by date ("the 9 November agreement"), by kind ("the ceasefire agreement").

A mention is NAMED where one of the instrument's names stands, DESCRIBED otherwise. Its id is that of the registry, found by the name, by
the date of signature, or by the last instrument spoken of that can be called so; it is empty where several fit or the date fits none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language

from extractor.knowledge import treaties
from extractor.pipeline import spans
from extractor.pipeline.names import NameIndex
from extractor.pipeline.spans import Found
from extractor.pipeline.treaties.nouns import DEFINITE, INDEFINITE, SAID, called, find_nouns, kinds_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from extractor.knowledge.treaties import Treaty
    from extractor.pipeline.names import Hit
    from extractor.pipeline.treaties.nouns import Noun

# Between a noun and the date that it was concluded on: a verb that says so, or a bare preposition.
CONCLUDED = re.compile(
    r"\b(?:signed|adopted|concluded|reached|issued|agreed|dated|brokered|initialled|initialed|ratified|initialling|announced|published)\b",
    re.IGNORECASE,
)
DATED = re.compile(r"(?:\s\([^()]{0,60}\)|\s[\w-]+){0,12}?,?\s(?:of|on|from|dated)\s(?:the\s)?", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"(?:['’]s)?\s|(?<=\d\d\d\d),\s(?=[a-z])"
)  # "9 November agreement", "November 9, 2020, agreement"
OF = re.compile(r"\sof\s(?:the\s)?")
BREAK = re.compile(r"[.;:!?]\s|\n")
LEAD = re.compile(r"(?:[A-Za-z]+\s)?(?:the|this|that)\s")  # a date's own article is no part of the treaty's mention
REACH = 140  # characters between a noun and the date that it was signed on
VERB_REACH = 48  # characters between the verb and the noun: "signed in Moscow the trilateral statement"


class _Dates:
    """The dates of a text that can be days of signature, in order."""

    def __init__(self, dates: Sequence[Found]) -> None:
        self.all = [date for date in dates if date.id and date.label == "DATE"]
        self.ids = {date.id for date in self.all}
        self._starts = [date.start for date in self.all]

    def within(self, start: int, end: int) -> list[Found]:
        """The dates that begin in these characters."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class _Read(NamedTuple):
    """What a text holds before anything is resolved."""

    text: str
    dates: _Dates
    nouns: list[Noun]


class TreatyFinder:
    """Writes the span group `spans_key`; reads the text and the dates found before."""

    def __init__(self, registry: Sequence[Treaty], *, spans_key: str, dates_key: str) -> None:
        self.spans_key = spans_key
        self.dates_key = dates_key
        self._treaties = {treaty.id: treaty for treaty in registry}
        self._called = {treaty.id: called(treaty) for treaty in registry}
        self._names = NameIndex((alias.text, treaty.id) for treaty in registry for alias in treaty.aliases)
        self._ambiguous = {
            (alias.text.lower(), treaty.id) for treaty in registry for alias in treaty.aliases if alias.ambiguous
        }
        self._by_date: dict[str, list[str]] = {}
        for treaty in registry:
            for day in treaty.dates:
                self._by_date.setdefault(day, []).append(treaty.id)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its treaty group."""
        return spans.write(doc, self.spans_key, self.find(doc.text, spans.read(doc, self.dates_key)))

    def find(self, text: str, dates: Sequence[Found]) -> list[Found]:
        """Mentions of treaties in the order of the text, each with its id where one instrument fits."""
        read = _Read(text, _Dates(dates), list(find_nouns(text)))
        fixed: list[Found] = []
        for item in sorted([*self._named(read), *self._dated(read)], key=lambda item: (item.start, -item.end)):
            if not fixed or item.start >= fixed[-1].end:
                fixed.append(item)
        return self._with_anaphora(read, fixed)

    def _named(self, read: _Read) -> Iterator[Found]:
        """Names of the registry. One that several instruments share means the one of the day beside it or in the document, else the one
        that the document names elsewhere, else the only one that belongs to an instrument named elsewhere.
        """
        found = [self._by_name(read, hit) for hit in self._names(read.text)]
        said = {item.id for item in found if item.id}
        for item in found:
            if not item.id and not _is_new(read, item.start):
                candidates = item.attrs["candidates"] if not read.dates.within(item.start, item.end) else []
                same = [id for id in candidates if id in said]
                part = [id for id in candidates if self._treaties[id].parent in said]
                if chosen := next((ids[0] for ids in (same, part) if len(ids) == 1), ""):
                    yield item._replace(id=chosen, attrs={"resolved": "document", "candidates": candidates})
                    continue
            yield item

    def _by_name(self, read: _Read, hit: Hit[str]) -> Found:
        inside = read.dates.within(hit.start, hit.end)
        fitting = [id for id in hit.values if all(self._fits(id, date.id) for date in inside)]
        if len(hit.values) > 1 or (read.text[hit.start : hit.end].lower(), hit.values[0]) in self._ambiguous:
            fitting = self._of_day(read, hit, fitting)
        end = max([hit.end, *(date.end for date in inside)])  # a name that ends in a day takes its year along
        if len(fitting) == 1:
            return Found(hit.start, end, "NAMED", fitting[0], {"resolved": "name"})
        return Found(hit.start, end, "NAMED", "", {"resolved": "none", "candidates": list(hit.values)})

    def _of_day(self, read: _Read, hit: Hit[str], candidates: list[str]) -> list[str]:
        """Of the instruments that share a name, those of the day stated beside it, else of any day that the document states."""
        for date in read.dates.within(hit.end, hit.end + REACH)[:1]:
            gap = read.text[hit.end : date.start]
            if not BREAK.search(gap) and (DATED.fullmatch(gap) or CONCLUDED.search(gap)):
                return [id for id in candidates if date.id in self._treaties[id].dates]
        days = read.dates.ids
        if _is_new(
            read, hit.start
        ):  # "on 9 November they signed a trilateral statement": no day but that of the clause
            near = read.dates.within(max(0, hit.start - REACH), hit.start)
            days = {date.id for date in near if not BREAK.search(read.text, date.end, hit.start)}
        return [id for id in candidates if days & set(self._treaties[id].dates)]

    def _fits(self, id: str, date: str) -> bool:
        """Whether a date that stands inside a name can be the instrument's: a day of another year is another instrument."""
        days = [day for known in self._treaties[id].dates for day in known.split("/")]
        partial = date.removeprefix("XXXX")
        return not days or any(day.startswith(date) or (partial != date and day.endswith(partial)) for day in days)

    def _dated(self, read: _Read) -> Iterator[Found]:
        """Descriptions with a day: "the 9 November agreement" and "the memorandum, signed in Moscow on 9 November"."""
        starts, ends = [noun.start for noun in read.nouns], [noun.end for noun in read.nouns]
        for date in read.dates.all:
            after = bisect_left(starts, date.end)
            if after < len(read.nouns) and ATTRIBUTE.fullmatch(read.text, date.end, starts[after]):
                yield from self._described(read, date, read.nouns[after])
                continue
            before = bisect_left(ends, date.start + 1) - 1
            if before >= 0 and self._is_of(read, noun := read.nouns[before], date):
                id = self._on(date.id, noun.kind)
                is_certain = noun.definite and noun.kind not in SAID and OF.fullmatch(read.text, noun.end, date.start)
                if id or is_certain:
                    yield Found(noun.start, noun.end, "DESCRIBED", id, {"resolved": "date" if id else "none"})

    def _described(self, read: _Read, date: Found, noun: Noun) -> Iterator[Found]:
        """A definite description of a day is a mention though no instrument is known; what somebody said that day is none."""
        lead = LEAD.match(read.text, date.start, date.end)
        start = lead.end() if lead else date.start
        id = self._on(date.id, noun.kind)
        if id or (not noun.fresh and (lead or DEFINITE.search(read.text, max(0, start - 12), start))):
            yield Found(start, noun.end, "DESCRIBED", id, {"resolved": "date" if id else "none"})

    def _is_of(self, read: _Read, noun: Noun, date: Found) -> bool:
        """Whether the date behind a noun is its day: said with a verb, or with a bare preposition where the noun is no new thing."""
        gap = read.text[noun.end : date.start]
        if len(gap) > REACH or BREAK.search(gap):
            return False
        verb = bool(CONCLUDED.search(gap) or CONCLUDED.search(read.text, max(0, noun.start - VERB_REACH), noun.start))
        return verb or (not noun.fresh and bool(DATED.fullmatch(gap)))

    def _on(self, date: str, kind: str) -> str:
        """The instrument of a date; where the date bears several, the one that is called so."""
        signed = self._by_date.get(date, [])
        fitting = [id for id in signed if kind in self._called[id]] if len(signed) > 1 else signed
        return fitting[0] if len(fitting) == 1 else ""

    def _with_anaphora(self, read: _Read, fixed: list[Found]) -> list[Found]:
        """All mentions: those found by name or date, and definite nouns for the last instrument that was, or can be, called so.

        A new thing ("a statement") takes its noun away from what was spoken of before.
        """
        found = list(fixed)
        was: dict[str, str] = {}  # noun -> instrument last called so
        can: dict[str, str] = {}  # noun -> instrument last spoken of that can be called so
        queue = iter([*fixed, None])
        following = next(queue)
        done = 0
        for noun in read.nouns:
            while following is not None and following.start < noun.end:
                if following.id:
                    was.update(dict.fromkeys(kinds_in(read.text[following.start : following.end]), following.id))
                    can.update(dict.fromkeys(self._called[following.id], following.id))
                done = following.end
                following = next(queue)
            if noun.start < done:
                continue
            if noun.fresh:
                was[noun.kind] = can[noun.kind] = ""
            elif noun.definite and (id := was.get(noun.kind, can.get(noun.kind, ""))):
                found.append(Found(noun.start, noun.end, "DESCRIBED", id, {"resolved": "anaphora"}))
                was[noun.kind] = id
                can.update(dict.fromkeys(self._called[id], id))
        return sorted(found, key=lambda item: (item.start, item.end))


def _is_new(read: _Read, start: int) -> bool:
    """Whether the words before a name say that it is a new thing: "a new trilateral statement"."""
    return bool(INDEFINITE.search(read.text, max(0, start - 12), start))


@Language.factory(
    "extractor_treaties",
    assigns=["doc.spans"],
    default_config={"spans_key": "treaty", "dates_key": "date"},
)
def create(nlp: Language, name: str, *, spans_key: str, dates_key: str) -> TreatyFinder:  # noqa: ARG001
    """The component `extractor_treaties`."""
    return TreatyFinder(treaties.load(), spans_key=spans_key, dates_key=dates_key)
