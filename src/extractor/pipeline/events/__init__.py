"""Find events: who did what to whom, where, when, under which article, on which note, and whether it happened.

The span group holds one span a record, on its trigger: the label is the PLOVER type, the id is left to `extractor.assemble`, which knows
the document. The record itself, with characters of the Doc's text, stands as JSON in the group's attribute `records`.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Span, SpanGroup

from extractor.knowledge import actors, senses
from extractor.pipeline import spans
from extractor.pipeline.entities import role_forms
from extractor.pipeline.events.arguments import slots
from extractor.pipeline.events.attribution import attribution_of
from extractor.pipeline.events.binding import Sentence
from extractor.pipeline.events.cast import Cast
from extractor.pipeline.events.dating import bind_dates, when
from extractor.pipeline.events.evidence import bind_articles, bind_footnotes
from extractor.pipeline.events.gaps import members, occasions, remnants
from extractor.pipeline.events.merge import absorbed, add_sides, done_before, is_mediation, merge, told_before
from extractor.pipeline.events.modes import mode_of
from extractor.pipeline.events.parse import Parse
from extractor.pipeline.events.party import Party
from extractor.pipeline.events.placing import bind_places
from extractor.pipeline.events.quantity import number_of, quantity_of
from extractor.pipeline.events.status import is_general, on_its_day, status_of
from extractor.pipeline.events.triggers import TriggerFinder
from extractor.pipeline.events.why import WHY, reasons
from extractor.pipeline.facts import RECORDS
from extractor.pipeline.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from extractor.pipeline.events.parse import Stretch
    from extractor.pipeline.events.triggers import Trigger
    from extractor.pipeline.spans import Found

# What it is to stand in a mention: by label, else by kind.
CLASSES = {
    "PERSON": {"person", "polity"}, "NORP": {"person", "displaced"},
    "ORG": {"polity", "organisation"}, "GPE": {"polity"}, "CORRIDOR": {"territory", "route"},
    "CROSSING": {"border", "route", "territory"}, "place": {"territory", "border", "polity"}, "route": {"route"}, "treaty": {"document"},
}  # fmt: skip
NEAR = 40  # records back to which a mention can point
KINDS = ("entity", "date", "place", "route", "treaty", "article", "footnote")


class EventFinder:
    """Writes the span group `spans_key`; reads the parse and the span groups of the other kinds. Without a parse it finds nothing."""

    def __init__(self, *, spans_key: str) -> None:
        self.spans_key = spans_key
        self._sectors = {form: role.sector for role in actors.load_roles() for form in role_forms(role)}
        people = {noun: {"person"} for noun, sector in self._sectors.items() if sector}
        classes = {noun: {*ids, *people.get(noun, ())} for noun, ids in (people | senses.noun_classes()).items()}
        known = senses.load()
        self._nouns = {sense.head for sense in known if sense.pos == "NOUN"} | set(senses.noun_classes())
        self._triggers = TriggerFinder(known, classes, senses.governors())
        self._speech = senses.speech_verbs()
        self._seats = NameIndex((seat, actor.id) for actor in actors.load() for seat in actor.seats)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its event group."""
        parse = Parse(doc) if doc.has_annotation("DEP") else None
        found = _without_echoes(self._events(parse)) if parse else []
        found.sort(key=lambda pair: (pair[0].span.start, pair[1]["type"], pair[1].get("at", 0)))
        group = [Span(doc, t.span.start, t.span.end, label=t.sense.type) for t, _ in found]
        texts = [json.dumps(record, ensure_ascii=False, sort_keys=True) for _, record in found]
        if parse:
            parse.forget()
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=group, attrs={RECORDS: texts})
        return doc

    def _events(self, parse: Parse) -> Iterator[tuple[Trigger, dict[str, Any]]]:
        kinds = {kind: spans.read(parse.doc, kind) for kind in KINDS}
        in_treaty = {at for item in kinds["treaty"] for at in range(item.start, item.end)}
        dated = kinds["date"]
        kinds["place"] = [item for item in kinds["place"] if item.start not in in_treaty]
        kinds["date"] = [
            item for item in kinds["date"] if item.start not in in_treaty
        ]  # "the 9 November agreement" happened when it says
        in_number = _tokens_of(parse, [*dated, *kinds["treaty"], *kinds["article"]])
        named = _classes(parse, kinds)
        articles = [item for item in kinds["article"] if item.label != "RESOLUTION" or item.start not in in_treaty]
        kinds["article"] = articles  # "resolution 1701" alone is the instrument, not a provision of it
        cast = Cast(parse, kinds["entity"], sectors=self._sectors, seats=self._seat, nouns=self._nouns)
        by_sentence: dict[int, list[Trigger]] = {}
        in_date = _tokens_of(parse, kinds["date"])
        for trigger in self._triggers(parse, lambda token: named.get(token.i, ()), in_date):
            by_sentence.setdefault(trigger.token.sent.start, []).append(trigger)
        heading: Found | None = None
        earlier: list[dict[str, Any]] = []
        for span in parse.sents:
            if span.start and "\n" in parse.words[span.start - 1].text:
                heading = None
            heading = _heading(span, kinds["date"]) or heading
            told = [(trigger, status_of(trigger)) for trigger in by_sentence.get(span.start, [])]
            kept = [(trigger, status) for trigger, status in told if status]
            if not kept or span.text.rstrip().endswith("?"):
                continue
            sentence = Sentence(parse, span, [trigger for trigger, _ in kept], self._speech)
            mine = {kind: sentence.within(found) for kind, found in kinds.items()}
            for trigger, record in self._records(
                parse, sentence, [status for _, status in kept], mine, cast, in_number, is_dated=heading is not None
            ):
                record["mode"] = mode_of(trigger, record, earlier)
                if record["mode"] != trigger.sense.mode:
                    record[WHY]["mode"] = [
                        f"{record['mode']}: by what the clause says is demanded, refused, or how they met"
                    ]
                if not record["actors"] and (known := done_before(record, earlier)):
                    record["actors"] = known
                earlier.append(record)
                if heading and not record["date"]:
                    record["date"] = when(parse.text, heading, "date of the heading above", inferred=True)
                if (status := on_its_day(trigger, record)) != record["status"]:
                    record[WHY]["status"].append(f"{status}: the plain present on a given day tells what happened")
                    record["status"] = status
                yield trigger, record

    def _records(
        self,
        parse: Parse,
        sentence: Sentence,
        statuses: list[str],
        mine: dict[str, list[Found]],
        cast: Cast,
        in_number: set[int],
        *,
        is_dated: bool,
    ) -> Iterator[tuple[Trigger, dict[str, Any]]]:
        parties = [slots(trigger, cast) for trigger in sentence.triggers]
        taken = [{(party.start, party.end) for listed in slot.values() for party in listed} for slot in parties]
        dates = bind_dates(parse, sentence, mine["date"], statuses)
        places = bind_places(parse, sentence, mine["place"], taken)
        articles = bind_articles(parse, sentence, mine["article"])
        footnotes = bind_footnotes(sentence, mine["footnote"])
        records: list[dict[str, Any]] = [
            {
                "type": trigger.sense.type,
                "mode": trigger.sense.mode,
                "status": statuses[number],
                "trigger": [trigger.span.start_char, trigger.span.end_char],
                "sentence": [sentence.span.start_char, sentence.span.end_char],
                "actors": [_argument(parse, party) for party in parties[number]["actors"]],
                "recipients": [_argument(parse, party) for party in parties[number]["recipients"]],
                "places": [_place(parse, place) for place in places[number]],
                **dates[number],
                "articles": list(dict.fromkeys(articles[number])),
                "footnotes": list(dict.fromkeys(footnotes[number])),
                "attribution": attribution_of(trigger, cast, parse.text, self._speech),
                "quantity": quantity_of(trigger, lambda token: token.i in in_number),
                WHY: reasons(trigger, statuses[number]),
            }
            for number, trigger in enumerate(sentence.triggers)
        ]
        into = absorbed(sentence.triggers, statuses)
        for number, kept in into.items():
            merge(records[kept], records[number])
            if is_mediation(sentence.triggers[number], sentence.triggers[kept]):
                add_sides(
                    records[kept], [_argument(parse, party) for party in cast.sides(sentence.triggers[kept].token)]
                )
        for number, trigger in enumerate(sentence.triggers):
            if number not in into and (is_dated or not is_general(trigger, records[number])):
                yield from (
                    (trigger, told)
                    for told in self._members(parse, sentence, trigger, records[number], mine, taken[number])
                )

    def _members(
        self,
        parse: Parse,
        sentence: Sentence,
        trigger: Trigger,
        record: dict[str, Any],
        mine: dict[str, list[Found]],
        taken: set[tuple[int, int]],
    ) -> Iterator[dict[str, Any]]:
        """The records of one trigger: one, or one for each member of a gapped clause."""
        free = [
            place
            for place in mine["place"]
            if not any(start <= place.start and place.end <= end for start, end in taken)
        ]
        days = [date for date in mine["date"] if date.label == "DATE" and date.id]
        told = members(parse, trigger, free, days, sentence.span)
        if not told and (often := occasions(parse, trigger, free, days)):
            last = [_place(parse, place) for place in often[-1].places]
            for one in often:
                yield record | {
                    "at": one.date.start,
                    "places": [_place(parse, place) for place in one.places] or last,
                    "date": when(parse.text, one.date, "one of the days on which it happened"),
                }
            return
        if not told:
            yield from self._repeated(parse, sentence, trigger, record, mine)
        counted = record["quantity"] and record["quantity"]["number"] == len(
            told
        )  # "three districts", named one by one
        opening = min([trigger.token.idx, *(place.start for place, *_ in told)])  # what stands before all holds for all
        for place, date, at, low, high in told:
            yield record | {
                "quantity": None if counted else record["quantity"],
                "at": at,
                "places": [_place(parse, place)],
                "date": when(parse.text, date, "one of a list of places and dates"),
                "original_date": None,
                "articles": _cited(parse, mine["article"], low, high, opening),
                "footnotes": [item.id for item in mine["footnote"] if low < item.end <= high],
            }

    def _repeated(
        self, parse: Parse, sentence: Sentence, trigger: Trigger, record: dict[str, Any], mine: dict[str, list[Found]]
    ) -> Iterator[dict[str, Any]]:
        """The record of a verb, and one for each clause that repeats the verb without saying it."""
        told = remnants(parse, trigger, mine["entity"], mine["date"], sentence.span) if record["actors"] else []
        told = [one for one in told if not any(part["start"] == one.who.start for part in record["recipients"])]
        if not told or not record["date"]:
            yield record
            return
        first = min(one.low for one in told)
        places = [place for place in record["places"] if place["start"] < first]
        own = [item for item in mine["date"] if item.id and item.end <= first]
        date = (
            record["date"]
            if record["date"]["start"] < first or not own
            else when(parse.text, own[-1], "date of the clause")
        )
        actors = [part for part in record["actors"] if part["start"] < first]
        yield record | {"places": places, "date": date, "actors": actors}
        for one in told:
            how = "stands where the subject of the clause before stands"
            number = number_of(one.number) if one.number is not None else None
            yield record | {
                "at": one.low,
                "actors": [_argument(parse, Party(one.who.id, one.who.start, one.who.end, how=how))],
                "places": [
                    _place(parse, item)
                    for item in mine["place"]
                    if one.low < item.start < one.high and item.start != one.who.start
                ],
                "date": when(parse.text, one.date, "date of the clause") if one.date else None,
                "original_date": None,
                "quantity": {"number": number, "unit": (record["quantity"] or {}).get("unit", "")} if number else None,
            }

    def _seat(self, name: str) -> str:
        """The state whose government a capital or palace stands for; empty for other names."""
        ids = self._seats.get(name)
        return ids[0] if len(ids) == 1 else ""


@Language.factory("extractor_events", assigns=["doc.spans"], default_config={"spans_key": "event"})
def create(nlp: Language, name: str, *, spans_key: str) -> EventFinder:  # noqa: ARG001
    """The component `extractor_events`."""
    return EventFinder(spans_key=spans_key)


def _without_echoes(
    events: Iterable[tuple[Trigger, dict[str, Any]]],
) -> list[tuple[Trigger, dict[str, Any]]]:
    """The records of a text, later mentions that say nothing new put under the first."""
    kept: list[tuple[Trigger, dict[str, Any]]] = []
    for trigger, record in events:
        others = (pair for pair in reversed(kept) if pair[1]["sentence"] != record["sentence"])
        if known := told_before(trigger, record, list(islice(others, NEAR))[::-1]):
            known.setdefault("mentions", []).append(record["trigger"])
            known["footnotes"] += [id for id in record["footnotes"] if id not in known["footnotes"]]
        else:
            kept.append((trigger, record))
    return kept


def _cited(parse: Parse, articles: Sequence[Found], low: int, high: int, opening: int) -> list[str]:
    """The articles of one member of a list: its own, those before the list, else those behind the member that *and* joins to it."""
    own = [item.id for item in articles if low <= item.start < high]
    if not own and parse.text[low:high].rstrip(" ,").endswith(" and"):
        end = min(
            [at for at in (parse.text.find(mark, high) for mark in (",", ";", ".")) if at >= 0],
            default=len(parse.text),
        )
        own = [item.id for item in articles if high <= item.start < end]
    return list(dict.fromkeys([*(item.id for item in articles if item.end <= opening), *own]))


def _heading(span: Stretch, dates: list[Found]) -> Found | None:
    """The date that a sentence consists of: it heads an entry of a chronology."""
    first, last = (bisect_left(dates, at, key=attrgetter("start")) for at in (span.start_char, span.end_char))
    for date in dates[first:last]:
        if date.label == "DATE" and date.id:
            rest = span.text.replace(span.parse.text[date.start : date.end], "", 1)
            return None if any(char.isalnum() for char in rest) else date
    return None


def _classes(parse: Parse, kinds: dict[str, list[Found]]) -> dict[int, set[str]]:
    """The noun classes that tokens have because they stand in the name of a place, a treaty, a route, a person or a body."""
    classes: dict[int, set[str]] = {}
    for kind, found in kinds.items():
        for item in found:
            given = CLASSES.get(item.label) or CLASSES.get(kind)
            span = parse.at(item.start, item.end) if given else None
            if span is not None and given:
                for token in span:
                    classes.setdefault(token.i, set()).update(given)
    return classes


def _tokens_of(parse: Parse, found: list[Found]) -> set[int]:
    ranges = (parse.at(item.start, item.end) for item in found)
    return {token.i for span in ranges if span is not None for token in span}


def _argument(parse: Parse, party: Party) -> dict[str, Any]:
    return {
        "id": party.id,
        "text": parse.text[party.start : party.end],
        "start": party.start,
        "end": party.end,
        "inferred": party.inferred,
        "how": party.how,
    }


def _place(parse: Parse, item: Found) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": parse.text[item.start : item.end],
        "start": item.start,
        "end": item.end,
        "inferred": False,
        "how": "place of the clause",
    }
