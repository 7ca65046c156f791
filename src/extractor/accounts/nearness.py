"""Say whether two events can speak of one happening: their places, parties and dates compared."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from extractor import ids
from extractor.knowledge import actors, places

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

UP = 6  # steps from a place to what it lies in


@cache
def _parents() -> dict[str, tuple[str, ...]]:
    return {place.id: tuple(parent.id for parent in place.parents) for place in places.load()}


@cache
def _countries() -> frozenset[str]:
    return frozenset(place.id for place in places.load() if place.kind == "COUNTRY")


@cache
def around(place: str) -> frozenset[str]:
    """A place and all that it lies in, by any authority, but no country: that a town lies in a state tells nothing apart."""
    found, edge = {place}, {place}
    for _ in range(UP):
        edge = {parent for one in edge for parent in _parents().get(one, ())} - found
        found |= edge
    return frozenset(found - _countries() | {place})


def share_place(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether a place of the one list is, or lies in, a place of the other."""
    others = {id for id in second if id}
    return any(
        id in others or around(id) & others or any(id in around(other) for other in others) for id in first if id
    )


@cache
def _owners() -> dict[str, str]:
    """The state that a force or an office belongs to, by actor id."""
    by_code = {actor.code: actor.id for actor in actors.load() if actor.label == "GPE" and actor.code}
    return {actor.id: by_code[actor.code] for actor in actors.load() if actor.label != "GPE" and actor.code in by_code}


def states(ids: Iterable[str]) -> set[str]:
    """The states and bodies that actors belong to: no sector, and for a force its state."""
    named = {id.partition("/")[0] for id in ids if id}
    return {_owners().get(name, name) for name in named}


def days(edtf: str | None) -> tuple[date, date] | None:
    """First and last day that a date can mean; None where it is open or unknown."""
    if not edtf:
        return None
    first, last = ids.day_range(edtf)
    if first is None or last is None:
        return None
    midnight = "T00:00" in edtf  # the end of one day and the beginning of the next
    return first - timedelta(days=midnight), last


def apart(first: str | None, second: str | None) -> int | None:
    """Days from the first date to the second: 0 where they can be one, negative where the second lies before; None where one is open."""
    one, other = days(first), days(second)
    if one is None or other is None:
        return None
    if other[0] > one[1]:
        return (other[0] - one[1]).days
    return -(one[0] - other[1]).days if other[1] < one[0] else 0


def within(first: str | None, second: str | None, window: timedelta) -> bool | None:
    """Whether two dates lie no further apart than the window; None where one is open."""
    found = apart(first, second)
    return None if found is None else abs(found) <= window.days
