"""Find routes: strings of places that end in a word for a way ("the Yeraskh-Ordubad-Megri-Horadiz railway").

A route's id is its places in order, joined by ``~``; a place that has no id stands there as ``?``. Two names of one place make one stop.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from extractor.pipeline import spans
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

UNKNOWN = "?"
WAYS = {
    "line": "LINE", "route": "LINE", "corridor": "LINE", "pipeline": "LINE", "railway": "RAIL", "railroad": "RAIL", "rail": "RAIL",
    "road": "ROAD", "highway": "ROAD", "motorway": "ROAD",
}  # fmt: skip
GAP = re.compile(r"\)?\s?(?:[-–—/,(]|,?\s?and)\s?\(?")
DASH = re.compile(r"[-–—]")
TAIL = re.compile(rf"\)?\s(?:\w{{2,20}}\s)?(?P<way>{'|'.join(WAYS)})(?P<plural>s?)\b", re.IGNORECASE)
FROM_TO = re.compile(rf"\b(?P<way>{'|'.join(WAYS)})s?\s(?:\w{{2,20}}\s)?(?:from|between|linking|connecting|joining)\s(?:the\s)?$", re.IGNORECASE)
TO = re.compile(r"\s(?:to|and|with)\s(?:the\s)?")


def find_routes(text: str, places: Sequence[Found]) -> Iterator[Found]:
    """Routes made of places found before, in the order of the text.

    >>> stops = [Found(4, 7, "TOWN", "a"), Found(8, 11, "TOWN", "b")]
    >>> [(r.label, r.id) for r in find_routes("the Aaa-Bbb railway line", stops)]
    [('RAIL', 'a~b')]
    """
    chain: list[Found] = []
    for place in places:
        if chain and not GAP.fullmatch(text, chain[-1].end, place.start):
            chain = []
        chain.append(place)
        tail = TAIL.match(text, place.end)
        if tail and (stops := _stops(text, chain, is_plural=bool(tail["plural"]))):
            yield Found(stops[0].start, tail.end(), WAYS[tail["way"].lower()], _id(stops))
    for first, last in zip(places, places[1:], strict=False):
        way = FROM_TO.search(text, max(0, first.start - 60), first.start)
        if way and TO.fullmatch(text, first.end, last.start):
            yield Found(way.start(), last.end, WAYS[way["way"].lower()], _id([first, last]))


class RouteFinder:
    """Writes the span group `spans_key`; reads the text and the places found before."""

    def __init__(self, *, spans_key: str, places_key: str) -> None:
        self.spans_key = spans_key
        self.places_key = places_key

    def __call__(self, doc: Doc) -> Doc:
        return spans.write(doc, self.spans_key, find_routes(doc.text, spans.read(doc, self.places_key)))


@Language.factory("extractor_routes", assigns=["doc.spans"], default_config={"spans_key": "route", "places_key": "place"})
def create(nlp: Language, name: str, *, spans_key: str, places_key: str) -> RouteFinder:  # noqa: ARG001
    """The component `extractor_routes`."""
    return RouteFinder(spans_key=spans_key, places_key=places_key)


def _stops(text: str, chain: Sequence[Found], *, is_plural: bool) -> list[Found]:
    """The stops of one route: from the first dash on, or the whole list where the word is plural; empty when no dash joins two."""
    joins = [n for n in range(1, len(chain)) if DASH.search(text, chain[n - 1].end, chain[n].start)]
    if not joins:
        return []
    first = 0 if is_plural else joins[0] - 1
    while not is_plural and first and "," not in text[chain[first - 1].end : chain[first].start]:
        first -= 1  # "Hocavend (Martuni) - Sukovuşan": both names belong to the first stop
    return list(chain[first:])


def _id(stops: Sequence[Found]) -> str:
    ids = [stop.id or UNKNOWN for stop in stops]
    return "~".join(id for n, id in enumerate(ids) if not n or id != ids[n - 1] or id == UNKNOWN)
