"""Find mentions of treaties: by name, by date ("the 9 November agreement"), by kind ("the ceasefire agreement").

A mention is NAMED where a title stands, DESCRIBED where kind, date or parties say what is meant. Its id is that of the registry, found by
the name, by the date of signature, or by the last instrument spoken of that can be called so; it is empty where several fit or none does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.language import Language

from extractor.knowledge import actors, places, treaties
from extractor.pipeline import spans
from extractor.pipeline.names import NameIndex
from extractor.pipeline.spans import Found
from extractor.pipeline.treaties.days import ATTACHED, Days
from extractor.pipeline.treaties.names import TreatyName, treaty_names
from extractor.pipeline.treaties.nouns import (
    DEFINITE,
    INDEFINITE,
    SAID,
    called,
    find_nouns,
    find_titles,
    is_title,
    kinds_in,
)
from extractor.pipeline.treaties.parties import Parties
from extractor.pipeline.treaties.resolutions import Resolutions
from extractor.pipeline.treaties.terms import with_terms
from extractor.pipeline.treaties.towns import Towns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from extractor.knowledge.actors import Actor
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
BODY = re.compile(
    r"\s(?:Organi[sz]ation|Secretariat|Agency|Committee|Commission|Council|Office|Group)\b"
)  # that a treaty set up
NAME_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]|[Tt]his)\s(?P<name>(?:[^\W\d_a-z][\w’-]{1,20}\s){1,2})$")
PLACES_IN_A_ROW = {"First", "Second", "Third", "Final"}  # they tell instruments apart and name none
CLAUSE = re.compile(r"\s(?:it|they|he|she|we)\s[a-z]")
OPENING = re.compile(r"(?:\A|\n|[.!?;:]\s|\bOn\s)$")
ENTRY = re.compile(r"(?:\s?[:.,–—-])?\s?")
STOP = re.compile(r"[.!?]\s|\n")
BREAK = re.compile(r"[.;:!?]\s|\n")
LEAD = re.compile(r"(?:[A-Za-z]+\s)?(?:the|this|that)\s")  # a date's own article is no part of the treaty's mention
REACH = 140  # characters between a noun and the date that it was signed on
VERB_REACH = 48  # characters between the verb and the noun: "signed in Moscow the trilateral statement"


class _Read(NamedTuple):
    """What a text holds before anything is resolved."""

    text: str
    dates: Days
    nouns: list[Noun]


class TreatyFinder:
    """Writes the span group `spans_key`; reads the text and the dates found before. `names` are more names than the registry's own,
    `actors` those by whose names instruments that share one are told apart.
    """

    def __init__(
        self,
        registry: Sequence[Treaty],
        *,
        spans_key: str,
        dates_key: str,
        names: Iterable[TreatyName] = (),
        actors: Sequence[Actor] = (),
    ) -> None:
        self.spans_key = spans_key
        self.dates_key = dates_key
        self._treaties = {treaty.id: treaty for treaty in registry}
        self._called = {treaty.id: called(treaty) for treaty in registry}
        known = list(names) or [
            TreatyName(alias.text, treaty.id, alias.ambiguous)
            for treaty in registry
            for alias in treaty.aliases
            if not alias.beside
        ]
        self._names = NameIndex((name.text, name.treaty) for name in known)
        self._ambiguous = {(name.text.lower(), name.treaty) for name in known if name.ambiguous}
        self._resolutions = Resolutions(registry)
        self._parties = Parties(self._treaties, actors)
        self._towns = Towns(registry, (seat for actor in actors for seat in actor.seats))
        self._by_date: dict[str, list[str]] = {}
        for treaty in registry:
            days = {part for day in treaty.dates for part in (day, f"XXXX{day[4:]}") if len(day) == len("2020-11-09")}
            for day in days | {day[:7] for day in treaty.dates if len(day) > len("2020")} | set(treaty.dates):
                self._by_date.setdefault(day, []).append(treaty.id)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its treaty group."""
        return spans.write(doc, self.spans_key, self.find(spans.text_of(doc), spans.read(doc, self.dates_key)))

    def find(self, text: str, dates: Sequence[Found]) -> list[Found]:
        """Mentions of treaties in the order of the text, each with its id where one instrument fits."""
        read = _Read(text, Days(text, dates), list(find_nouns(text)))
        fixed: list[Found] = []
        known = [
            *self._named(read),
            *self._dated(read),
            *self._told(read),
            *self._resolutions(text),
            *self._listed(read),
        ]
        known += self._towns(text, {item.id for item in known if item.id})
        named = sorted(item.start for item in known if item.id and item.label == "NAMED")
        for item in sorted(known, key=lambda item: (item.start, -item.end)):
            if not item.id and any(
                item.start < start < item.end for start in named[bisect_left(named, item.start) :][:1]
            ):
                continue  # "the 1997 Treaty of Friendship": the name says more than the noun with its year
            if not fixed or item.start >= fixed[-1].end:
                fixed.append(item._replace(end=read.dates.end_with_date(item.end)))
        fixed = sorted([*fixed, *self._unknown(read, fixed)], key=lambda item: item.start)
        fixed = with_terms(text, fixed)
        return self._with_anaphora(read, fixed)

    def _listed(self, read: _Read) -> Iterator[Found]:
        """The members of "statements of 9 November 2020 and 11 January 2021"; the first with the noun."""
        for start, noun, dates in read.dates.lists():
            for n, date in enumerate(dates):
                id = self._on(date.id, noun)
                yield Found(
                    date.start if n else start, date.end, "DESCRIBED", id, {"resolved": "date" if id else "none"}
                )

    def _unknown(self, read: _Read, known: Sequence[Found]) -> Iterator[Found]:
        """Titles of instruments that the registry lacks."""
        ends = [item.end for item in known]
        for start, end in find_titles(read.text):
            at = bisect_right(ends, start)
            if at == len(known) or known[at].start >= end:
                yield Found(start, read.dates.end_with_date(end), "NAMED", "", {"resolved": "none"})

    def _named(self, read: _Read) -> Iterator[Found]:
        """Names of the registry. One that several instruments share means the one of the day beside it or in the document, else the one
        that the document names elsewhere, else the only one that belongs to an instrument named elsewhere.
        """
        found = [self._by_name(read, hit) for hit in self._names(read.text) if not BODY.match(read.text, hit.end)]
        said = {item.id for item in found if item.id}
        for item in found:
            if not item.id and not _is_new(read, item.start):
                candidates = item.attrs["candidates"] if not read.dates.within(item.start, item.end) else []
                same = [id for id in candidates if id in said]
                part = [id for id in candidates if self._treaties[id].parent in said]
                if chosen := next((ids[0] for ids in (same, part) if len(ids) == 1), ""):
                    yield item._replace(id=chosen, attrs={"resolved": "document", "candidates": candidates})
                    continue
                is_dated = read.dates.end_with_date(item.end) > item.end
                if not is_dated and (id := self._parties.chosen(read.text, item.start, item.end, candidates)):
                    yield item._replace(id=id, attrs={"resolved": "parties", "candidates": candidates})
                    continue
            yield item

    def _by_name(self, read: _Read, hit: Hit[str]) -> Found:
        inside = read.dates.within(hit.start, hit.end)
        fitting = [id for id in hit.values if all(self._fits(id, date) for date in inside)]
        if len(hit.values) > 1 or (read.text[hit.start : hit.end].lower(), hit.values[0]) in self._ambiguous:
            fitting = self._of_day(read, hit, fitting)
        end = max([hit.end, *(date.end for date in inside)])  # a name that ends in a day takes its year along
        parties = max((self._treaties[id].parties for id in hit.values), key=len)
        label = "NAMED" if is_title(read.text[hit.start : hit.end], parties) else "DESCRIBED"
        if len(fitting) == 1:
            return Found(hit.start, end, label, fitting[0], {"resolved": "name"})
        return Found(hit.start, end, label, "", {"resolved": "none", "candidates": list(hit.values)})

    def _of_day(self, read: _Read, hit: Hit[str], candidates: list[str]) -> list[str]:
        """Of the instruments that share a name, those of the day stated beside it, else of any day that the document states."""
        for date in read.dates.within(hit.end, hit.end + REACH)[:1]:
            gap = read.text[hit.end : date.start]
            if not BREAK.search(gap) and (DATED.fullmatch(gap) or CONCLUDED.search(gap)):
                return [id for id in candidates if self._is_dated(id, {date.id})]
        is_new = _is_new(read, hit.start)
        limit = BREAK if is_new else STOP
        near = read.dates.within(max(0, hit.start - REACH), hit.start)
        before = [date.id for date in near if not limit.search(read.text, date.end, hit.start)]
        if before and (same := [id for id in candidates if self._is_dated(id, {before[-1]})]):
            return same
        # "On 9 November they signed a trilateral statement": a new thing has no day but that of its clause.
        days = set() if is_new else read.dates.ids
        return [id for id in candidates if self._is_dated(id, days)]

    def _is_dated(self, id: str, dates: set[str]) -> bool:
        """Whether an instrument is of one of these days, months or years."""
        return any(day[:length] in dates for day in self._treaties[id].dates for length in (4, 7, 10))

    def _fits(self, id: str, date: Found) -> bool:
        """Whether a date that stands inside a name can be the instrument's.

        A year that the text states must be its year. One that was inferred may be a later one, for names outlive their year; it may not
        be an earlier one, when the instrument did not exist.
        """
        days = [day for known in self._treaties[id].dates for day in known.split("/")]
        if not days or any(day.startswith(date.id) for day in days):
            return True
        is_day = any(day[4:] == date.id[4:] for day in days)
        return is_day and date.attrs.get("basis") != "explicit" and (date.id.startswith("XXXX") or date.id > max(days))

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
                is_told = (
                    not noun.fresh and noun.kind not in SAID and ATTACHED.fullmatch(read.text, noun.end, date.start)
                )
                if id or is_told:
                    yield self._named_after(read, noun, date, id)

    def _told(self, read: _Read) -> Iterator[Found]:
        """What an entry or a sentence that opens with a day brings in: "9 November 2020: the three leaders sign a statement"."""
        starts = [noun.start for noun in read.nouns]
        for date in read.dates.all:
            if not OPENING.search(read.text, max(0, date.start - 8), date.start):
                continue
            begin = ENTRY.match(read.text, date.end).end()  # type: ignore[union-attr]  # it matches nothing as well
            end = STOP.search(read.text, begin, begin + REACH)
            limit = end.start() if end else begin + REACH
            for noun in read.nouns[bisect_left(starts, begin) : bisect_left(starts, limit)]:
                if noun.fresh and (id := self._on(date.id, noun.kind)):
                    yield Found(noun.start, noun.end, "DESCRIBED", id, {"resolved": "date"})
                    break

    def _named_after(self, read: _Read, noun: Noun, date: Found, id: str) -> Found:
        """A noun with its day, and with the name before it where one stands there: "the Sochi accord of 24 June 1992"."""
        name = NAME_BEFORE.search(read.text, max(0, noun.start - 40), noun.start)
        attrs: spans.Attrs = {"resolved": "date" if id else "none"}
        if name and ATTACHED.fullmatch(read.text, noun.end, date.start):
            label = "DESCRIBED" if name["name"].strip() in PLACES_IN_A_ROW else "NAMED"
            return Found(name.start("name"), noun.end, label, id, attrs)
        return Found(noun.start, noun.end, "DESCRIBED", id, attrs)

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

    def _is_another(self, read: _Read, noun: Noun) -> bool:
        """Whether what follows says which one is meant: a day, or a clause ("the agreement it implements")."""
        return read.dates.end_with_date(noun.end) > noun.end or bool(CLAUSE.match(read.text, noun.end))

    def _on(self, date: str, kind: str) -> str:
        """The instrument of a date; where the date bears several, the one that is called so."""
        first, _, last = date.partition("/")
        signed = self._by_date.get(first, []) or self._by_date.get(last, [])
        is_day = len(first) == len("2020-11-09") and not first.startswith("XXXX")
        fitting = [id for id in signed if kind in self._called[id]] if len(signed) > 1 or not is_day else signed
        if len(fitting) > 1:
            fitting = [id for id in fitting if kind in kinds_in(self._treaties[id].title)]
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
            elif (
                noun.definite
                and not self._is_another(read, noun)
                and (id := was.get(noun.kind, can.get(noun.kind, "")))
            ):
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
    default_config={"spans_key": "treaty", "dates_key": "date", "registry": None},
)
def create(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    spans_key: str,
    dates_key: str,
    registry: Any,
) -> TreatyFinder:
    """The component `extractor_treaties`; `registry` is a user's own treaties: a JSONL file or rows."""
    known = treaties.load(registry)
    return TreatyFinder(
        known, spans_key=spans_key, dates_key=dates_key, names=treaty_names(known, places.load()), actors=actors.load()
    )
