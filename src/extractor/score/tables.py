"""Which labels and ids an annotation may use: those of the records and of the knowledge tables."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from extractor import ids
from extractor.errors import ExtractorError
from extractor.knowledge import actors, places, treaties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extractor.knowledge.places import Gazetteer
    from extractor.knowledge.treaties import Registry

NO_PLACE = "?"  # a stop of a route that has a name and no id
PLACE_LABELS = ("PLACE", *get_args(places.Kind))
LABELS: dict[str, tuple[str, ...]] = {
    "entity": ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW"),
    "date": ("DATE", "TIME", "DURATION", "SET"),
    "place": PLACE_LABELS,
    "route": ("ROAD", "RAIL", "LINE"),
    "treaty": ("NAMED", "DESCRIBED"),
    "article": ("ARTICLE", "POINT", "PARAGRAPH", "PROTOCOL", "ANNEX", "RESOLUTION", "CHAPTER", "PREAMBLE"),
    "footnote": ("MARK", "NOTE"),
}
MODES: dict[str, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack",
        "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip
Wrong = tuple[str, dict[str, object]]


class Known(NamedTuple):
    """The ids that annotations may use: of places, treaties and actors."""

    places: frozenset[str]
    treaties: frozenset[str]
    actors: frozenset[str]


def known_ids(gazetteer: Gazetteer | None = None, registry: Registry | None = None) -> Known:
    """The ids of the library's tables, and of your own places and treaties."""
    return _shipped() if gazetteer is None and registry is None else _known(gazetteer, registry)


def wrong_id(kind: str, id: str, *, label: str = "", known: Known | None = None) -> Iterator[Wrong]:
    """The code and facts of what is wrong with an id of a kind of mention; nothing for an empty one.

    `known` are the ids of `known_ids`; without it those of the library's tables.

    >>> list(wrong_id("place", "shusha")), list(wrong_id("route", "shusha~?")), list(wrong_id("place", "atlantis"))
    ([], [], [('E516', {'found': 'atlantis', 'table': 'places'})])
    """
    if id:
        yield from CHECKS[kind](id, label, known or _shipped())


def _date(id: str, _: str, __: Known) -> Iterator[Wrong]:
    yield from _grammar(ids.parse_date, id, "a date or duration")


def _place(id: str, _: str, known: Known) -> Iterator[Wrong]:
    yield from _in_table(id, "places", known.places)


def _route(id: str, _: str, known: Known) -> Iterator[Wrong]:
    for stop in id.split("~"):
        if stop != NO_PLACE:
            yield from _in_table(stop, "places", known.places)


def _treaty(id: str, _: str, known: Known) -> Iterator[Wrong]:
    yield from _in_table(id, "treaties", known.treaties)


def _article(id: str, label: str, known: Known) -> Iterator[Wrong]:
    faults = list(_grammar(ids.parse_article, id, "an article id"))
    yield from faults
    if faults:
        return
    treaty = id.partition("/")[0]
    # A resolution is cited by the body that passed it (unsc/853), all other provisions by their treaty.
    is_known = treaty == ids.UNKNOWN_TREATY or label == "RESOLUTION"
    if not is_known:
        yield from _in_table(treaty, "treaties", known.treaties)


def _footnote(id: str, _: str, __: Known) -> Iterator[Wrong]:
    faults = list(_grammar(ids.parse_footnote, id, "a footnote id"))
    yield from faults
    if not faults and (written := str(ids.parse_footnote(id))) != id:
        yield "E515", {"found": id, "expected": f"written {written}"}


def _entity(id: str, _: str, known: Known) -> Iterator[Wrong]:
    yield from _in_table(id.partition("/")[0], "actors", known.actors)


CHECKS: dict[str, Callable[[str, str, Known], Iterator[Wrong]]] = {
    "date": _date, "place": _place, "route": _route, "treaty": _treaty, "article": _article, "footnote": _footnote,
    "entity": _entity,
}  # fmt: skip


def _grammar(parse: Callable[[str], object], id: str, expected: str) -> Iterator[Wrong]:
    try:
        parse(id)
    except ExtractorError:
        yield "E515", {"found": id, "expected": expected}


def _in_table(id: str, table: str, known: frozenset[str]) -> Iterator[Wrong]:
    if id not in known:
        yield "E516", {"found": id, "table": table}


@cache
def _shipped() -> Known:
    return _known(None, None)


def _known(gazetteer: Gazetteer | None, registry: Registry | None) -> Known:
    return Known(
        frozenset(place.id for place in places.load(gazetteer)),
        frozenset(treaty.id for treaty in treaties.load(registry)),
        frozenset(actor.id for actor in actors.load()),
    )
