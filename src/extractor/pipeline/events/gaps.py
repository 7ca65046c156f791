"""Split one predicate into its records: "A was to be handed over on 20 November, B on the 15th and C on 1 December".

The later members have no verb of their own; each is a place beside a date, in the order that the first member has: "A (25 November), B
(20 November) and C were returned". Or a list of places answers a list of dates: "A, B and C were to be returned by 1, 2 and 3 May".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.events.words import VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.pipeline.events.parse import Parse, Stretch, Word
    from extractor.pipeline.events.triggers import Trigger
    from extractor.pipeline.spans import Found


REPEATED = {"CONSULT", "ASSAULT", "PROTEST"}  # what happens in a day
JOINING = {"on", "and", "in", "at", "the", "again", "then", "later", "also"}
NEARBY = 30  # characters behind the last day in which its place stands
ACTING = {"GPE", "NORP", "ORG", "PERSON"}


class Member(NamedTuple):
    """One of the events that a gapped clause tells: its place, its date, where it begins, and the characters whose evidence is its own."""

    place: Found
    date: Found
    at: int
    low: int
    high: int


class Occasion(NamedTuple):
    """One of the days on which the like happened, and the places named with it."""

    date: Found
    places: tuple[Found, ...]


def members(
    parse: Parse, trigger: Trigger, places: Sequence[Found], dates: Sequence[Found], span: Stretch
) -> list[Member]:
    """The members of a gapped clause; empty when the sentence tells one event."""
    at = trigger.token.idx
    if listed := _answering(parse, at, places, dates, span):
        low, high = span.start_char, span.end_char
        return [Member(place, date, place.start, low, high) for place, date in listed]
    after = sorted([item for item in [*places, *dates] if item.start > at])
    before = sorted([item for item in [*places, *dates] if item.end <= at])
    shape = "".join("D" if item in dates else "P" for item in after)
    led_by_place = [item for item in before if item in places][-1:]
    led_by_date = [item for item in before if item in dates][-1:]
    if led_by_place and _is_run(shape[1:], "PD") and shape[:1] == "D":
        pairs = [(led_by_place[0], after[0]), *_pairs(after[1:])]
    elif led_by_place and led_by_date and _is_run(shape, "DP"):
        pairs = [(led_by_place[0], led_by_date[0]), *((place, date) for date, place in _pairs(after))]
    elif _is_run(shape, "PD") and len(shape) >= 4:
        pairs = _pairs(after)
    elif _is_run(shape, "DP") and len(shape) >= 4:
        pairs = [(place, date) for date, place in _pairs(after)]
    elif (
        (not shape or _is_beyond(parse, trigger, after[0]))
        and len(before) >= 4
        and _is_run("".join("D" if item in dates else "P" for item in before), "PD")
    ):
        pairs = _pairs(before)
        at = -1
    else:
        return []
    if _repeat(pairs) or _has_verb(parse, [one for pair in pairs[at >= 0 :] for one in pair], at):
        return []
    starts = [min(place.start, date.start) for place, date in pairs]
    lows, highs = [span.start_char, *starts[1:]], [*starts[1:], span.end_char]
    return [Member(*pair, *ends) for pair, *ends in zip(pairs, starts, lows, highs, strict=True)]


def occasions(parse: Parse, trigger: Trigger, places: Sequence[Found], dates: Sequence[Found]) -> list[Occasion]:
    """The days on which the like happened: "met on 14 January in Moscow, on 24 February and on 3 May in Vienna"; empty for one day."""
    days = sorted(
        item
        for item in dates
        if item.id.count("-") == len("m-") and "/" not in item.id and item.start > trigger.token.idx
    )
    if len(days) < 2 or trigger.sense.type not in REPEATED or _repeat([(day, day) for day in days]):
        return []
    told: list[Occasion] = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        root = parse.at(day.start, day.end)
        here = root.root if root is not None else trigger.token
        while here not in trigger.chain and here.dep_ in {"pobj", "prep", "conj", "npadvmod"}:
            here = here.head
        if here not in trigger.chain:
            return []
        end = following.start if following else day.end + NEARBY
        between = parse.text[day.end : end] if following else ""
        inside = [item for item in places if day.end <= item.start < end]
        for item in inside:
            between = between.replace(item_text(parse, item), "")
        if not set(re.findall(r"\w+", between)) <= JOINING:
            return []
        told.append(Occasion(day, tuple(inside)))
    return told


def item_text(parse: Parse, item: Found) -> str:
    """The characters of a mention."""
    return parse.text[item.start : item.end]


def _answering(
    parse: Parse, at: int, places: Sequence[Found], dates: Sequence[Found], span: Stretch
) -> list[tuple[Found, Found]]:
    """Places and dates of two lists of one length, the verb between them or before both; two of each only with "respectively"."""
    if not 2 <= len(places) == len(dates):
        return []
    if len(places) == 2 and "respective" not in span.text.lower():
        return []
    lists = sorted((sorted(places), sorted(dates)), key=lambda items: items[0].start)
    in_order = lists[0][-1].end <= lists[1][0].start
    joined = all(
        not _has_verb(parse, items, -1) and not any(char in ";:" for char in parse.text[items[0].end : items[-1].start])
        for items in lists
    )
    pairs = list(zip(sorted(places), sorted(dates), strict=True))
    led = lists[0][0].start <= at or at < lists[1][0].start
    return pairs if in_order and joined and led and not _repeat(pairs) else []


def _is_beyond(parse: Parse, trigger: Trigger, item: Found) -> bool:
    """Whether a mention stands below another verb than the trigger's."""
    span = parse.at(item.start, item.end)
    verb = next((word for word in span.root.ancestors if word.pos_ in VERBAL), None) if span is not None else None
    return verb is not None and verb not in trigger.chain


def _repeat(pairs: Sequence[tuple[Found, Found]]) -> bool:
    return len({place.id or place.start for place, _ in pairs}) < len(pairs)


def _is_run(shape: str, unit: str) -> bool:
    return bool(shape) and shape == unit * (len(shape) // 2)


def _pairs(items: Sequence[Found]) -> list[tuple[Found, Found]]:
    return list(zip(items[::2], items[1::2], strict=True))


def _has_verb(parse: Parse, items: Sequence[Found], at: int) -> bool:
    """Whether a verb of its own stands among the later members."""
    stretch = parse.at(min(item.start for item in items), max(item.end for item in items))
    words = [] if stretch is None else list(stretch)
    if any(first.sent != second.sent for first, second in pairwise(words)):
        return True
    return any(word.pos_ in VERBAL and word.dep_ != "amod" and word.idx > at for word in words)


class Remnant(NamedTuple):
    """What a clause without a verb leaves standing: who, when, how many, and the characters from `low` to `high` that it takes."""

    who: Found
    date: Found | None
    number: Word | None
    low: int
    high: int


def remnants(
    parse: Parse, trigger: Trigger, entities: Sequence[Found], dates: Sequence[Found], span: Stretch
) -> list[Remnant]:
    """The clauses that repeat a verb without saying it: "Armenia freed ten on 3 June, Azerbaijan five on the 7th"."""
    if trigger.token.pos_ not in VERBAL:
        return []
    found: list[Remnant] = []
    for words in _stretches(parse, trigger.token.i + 1, span.end):
        first = words[1] if words[0].lower_ == "the" and len(words) > 1 else words[0]
        who = next((item for item in entities if item.start == first.idx and item.id and item.label in ACTING), None)
        if who is None or any(word.pos_ in VERBAL for word in words):
            continue
        low, high = words[0].idx, words[-1].end
        inside = [item for item in dates if low <= item.start and item.end <= high]
        in_date = [word for item in dates for word in words if item.start <= word.idx < item.end]
        number = next((word for word in words if word.pos_ == "NUM" and word not in in_date), None)
        if inside and any(trigger.token.idx < item.start < (found[0].low if found else low) for item in dates):
            found.append(Remnant(who, inside[0], number, low, high))
    return found


def _stretches(parse: Parse, start: int, end: int) -> Iterator[list[Word]]:
    """The words between commas, semicolons and *and*, but for what comes first."""
    words: list[Word] = []
    after = False
    for token in parse.words[start:end]:
        if token.text in {",", ";"} or token.lower_ in {"and", "while", "but"}:
            if words and after:
                yield words
            words, after = [], True
        elif not token.text.isspace():
            words.append(token)
    if words and after:
        yield words[:-1] if words[-1].is_punct and len(words) > 1 else words
