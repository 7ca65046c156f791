"""Say how much of a value is right when it is not wholly right: dates by their days, places by their parents, actors by their state."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from extractor import ids
from extractor.errors import ExtractorError
from extractor.knowledge import actors, places

if TYPE_CHECKING:
    from collections.abc import Callable

HALF = 0.5
NO_STATE = {"", "IGO", "NGO"}


def of_dates(found: str, right: str) -> float:
    """1 for the same days, 0.5 when one holds the other, else the share of days that both have of those that either has.

    Dates without known days, and durations, are right or wrong as strings.

    >>> of_dates("2020-11", "2020-11-01/2020-11-30"), of_dates("2020-11-09", "2020-11"), of_dates("2020", "2021")
    (1.0, 0.5, 0.0)
    >>> of_dates("2020-11-01/2020-11-04", "2020-11-03/2020-11-06"), of_dates("P44D", "2020"), of_dates("XXXX-02", "XXXX-02")
    (0.3333333333333333, 0.0, 1.0)
    """
    if found == right:
        return 1.0
    one, other = _days(found), _days(right)
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.0
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low > high:
        return 0.0
    if (low, high) in (one, other):
        return HALF
    return _length(low, high) / _length(min(one[0], other[0]), max(one[1], other[1]))


def of_places(found: str, right: str) -> float:
    """1 for the same place, 0.5 for one that lies directly in the other.

    >>> of_places("shusha", "shusha"), of_places("shusha", "yerevan"), of_places("", "shusha")
    (1.0, 0.0, 0.0)
    """
    if found == right:
        return 1.0
    parents = _parents()
    is_kin = right in parents.get(found, ()) or found in parents.get(right, ())
    return HALF if is_kin else 0.0


def of_actors(found: str, right: str) -> float:
    """1 for the same actor, 0.5 for two of the same state.

    >>> of_actors("armenia/mil", "armenia"), of_actors("ilham-aliyev", "azerbaijan"), of_actors("armenia", "azerbaijan")
    (0.5, 0.5, 0.0)
    """
    if found == right:
        return 1.0
    if not found or not right:
        return 0.0
    return HALF if _state(found) == _state(right) else 0.0


BY_KIND: dict[str, Callable[[str, str], float]] = {"date": of_dates, "place": of_places}
BY_SLOT: dict[str, Callable[[str, str], float]] = {
    "actors": of_actors,
    "recipients": of_actors,
    "places": of_places,
    "date": of_dates,
    "original_date": of_dates,
}


def _days(text: str) -> tuple[date, date] | None:
    if not text or text.startswith("P"):
        return None
    try:
        view = ids.parse_edtf(text)
    except ExtractorError:
        return None
    if view.first_day is None and view.last_day is None:
        return None
    return view.first_day or date.min, view.last_day or date.max


def _length(low: date, high: date) -> int:
    return (high - low).days + 1


@cache
def _parents() -> dict[str, frozenset[str]]:
    return {place.id: frozenset(parent.id for parent in place.parents) for place in places.load()}


@cache
def _codes() -> dict[str, str]:
    return {actor.id: actor.code for actor in actors.load()}


def _state(id: str) -> str:
    actor = id.partition("/")[0]
    code = _codes().get(actor, "")
    return actor if code in NO_STATE else code
