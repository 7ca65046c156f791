"""Put on one line of the timeline what a text says of one happening: planned here, put off there, done in the end."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from extractor import ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Event

AHEAD = frozenset(("planned", "proposed", "postponed"))
DONE = frozenset(("actual", "ongoing"))
BEFORE, AFTER = timedelta(days=31), timedelta(days=366)


class Dated(NamedTuple):
    """An event with the first and last day of its date; `open` says which end is: "", "first" or "last". `approximate` as EDTF says it."""

    event: Event
    first: date
    last: date
    edtf: str
    open: str
    approximate: bool

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last and not self.open


def dated(event: Event, edtf: str) -> Dated | None:
    """The event at a date, None where the date names no days of the calendar."""
    view = ids.parse_date(edtf) if edtf else None
    if not isinstance(view, ids.Edtf):
        return None
    first, last = view.first_day or view.last_day, view.last_day or view.first_day
    if first is None or last is None:
        return None
    opened = "first" if view.first_day is None else "last" if view.last_day is None else ""
    return Dated(event, first, last, edtf, opened, view.approximate or view.uncertain)


def happenings(events: Iterable[Event]) -> list[list[Dated]]:
    """Events with days, those of one happening together, the earliest first.

    Together are events of one type, of modes that do not differ, that share a place and have one date, or of which one was planned
    (proposed, put off) and the other is told as done from a month before to a year behind that date.
    """
    found = [one for event in events if event.date and (one := dated(event, event.date.edtf))]
    parent = list(range(len(found)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    by_place: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        for place in {place.id for place in one.event.places if place.id}:
            by_place[one.event.type, place].append(at)
    for members in by_place.values():
        for nth, at in enumerate(members):
            for other in members[nth + 1 : nth + 60]:
                if _together(found[at], found[other]):
                    parent[root(other)] = root(at)
    groups: dict[int, list[Dated]] = defaultdict(list)
    for at, one in enumerate(found):
        groups[root(at)].append(one)
    for group in groups.values():
        group.sort(key=lambda one: (one.first, one.last, one.event.trigger.start))
    return sorted(groups.values(), key=lambda group: (group[0].first, group[0].last, group[0].event.trigger.start))


def _together(one: Dated, other: Dated) -> bool:
    if one.event.mode and other.event.mode and one.event.mode != other.event.mode:
        return False
    if (one.first, one.last) == (other.first, other.last):
        return True
    for planned, done in ((one, other), (other, one)):
        if planned.event.status in AHEAD and done.event.status in {*DONE, "postponed"}:
            return planned.first - BEFORE <= done.first <= planned.first + AFTER
    return False
