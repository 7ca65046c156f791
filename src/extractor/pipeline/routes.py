"""Find routes: strings of places that end in a word for a way ("the Yeraskh-Ordubad-Megri-Horadiz railway").

A route's id is its places in order, joined by ``~``; a place that has no id stands there as ``?``. Two names of one place make one stop.
"""

from __future__ import annotations

import re
from itertools import pairwise
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
    "train": "RAIL", "road": "ROAD", "highway": "ROAD", "motorway": "ROAD", "expressway": "ROAD", "street": "ROAD",
}  # fmt: skip
_WAY = "|".join(sorted(WAYS, key=len, reverse=True))
GAP = re.compile(r"\)?\s?(?:[-–—/,(]|,?\s?and)\s?\(?")
LISTED = re.compile(r",|\band\b")
DASH = re.compile(r"[-–—]")
# "railway line", "road link": the first word says what it is. "Line" alone is a way only with nothing but a means of transport before it:
# the line of contact, a hot line and a front line are none.
KIND = rf"(?P<way>{_WAY})(?P<plural>s?)(?:\s(?:line|link|route|connection|corridor)(?P<plurals>s?))?"
MEANS = (
    r"(?:rail|railway|railroad|gas|oil|bus|train|ferry|freight|cargo|power|transmission|transport|transit|supply|air)"
)
TAIL = re.compile(
    rf"\)?\s(?:(?:{MEANS}|(?!\w+\slines?\b)\w{{2,20}})\s)??{KIND}\b(?!\s(?:of\s(?:contact|control|communication)|map)\b)",
    re.IGNORECASE,
)
RUNS = r"(?:\s[\w-]{2,20}){0,3}\s(?:runs?|ran|running|leads?|led|leading|goes|going|stretch(?:es|ing)?)"
LED = "from|between|linking|connecting|joining"
LINKS = "links|connects|joins"
HEAD = re.compile(
    rf"\b{KIND}(?:(?:{RUNS}|\s\w{{2,20}})?\s(?:{LED})|\s(?:that|which)\s(?:{LINKS}))\s(?:the\s)?$",
    re.IGNORECASE,
)
SAME = re.compile(r"\s?[/(]\s?")  # a second name of the same stop
NEXT = re.compile(r"\s(?P<word>to|and|with|via|through)\s(?:the\s)?|,\s(?P<via>via|through)\s|,\s")
TOWARDS = re.compile(rf"\b{KIND}\sto\s(?:the\s)?$", re.IGNORECASE)
LEADS = re.compile(f"{LED}|{LINKS}|to", re.IGNORECASE)  # the last word of HEAD and TOWARDS, but for "the"
VIA = re.compile(r",?\s(?:via|through|across)\s(?:the\s)?")
WIDEST_GAP = 9  # characters that `GAP` takes at most
LED_REACH = 20  # characters before a place in which its last two words stand, where one of them is in `LEADS`
HEAD_REACH = 60  # characters before the first stop in which the word for the way stands
STOPS = 12  # a longer list of places is no route


def find_routes(text: str, places: Sequence[Found]) -> Iterator[Found]:
    """Routes made of places found before, in the order of the text.

    >>> stops = [Found(4, 7, "TOWN", "a"), Found(8, 11, "TOWN", "b")]
    >>> [(r.label, r.id) for r in find_routes("the Aaa-Bbb railway line", stops)]
    [('RAIL', 'a~b')]
    >>> stops = [Found(10, 11, "TOWN", "a"), Found(15, 16, "TOWN", "b"), Found(21, 22, "TOWN", "c")]
    >>> [r.id for r in find_routes("road from A to B via C", stops)]
    ['a~c~b']
    """
    done = 0
    chain: list[Found] = []
    for n, place in enumerate(places):
        if chain and (place.start > chain[-1].end + WIDEST_GAP or not GAP.fullmatch(text, chain[-1].end, place.start)):
            chain = []
        chain.append(place)
        tail = TAIL.match(text, place.end) if len(chain) > 1 else None
        if tail and (stops := _stops(text, chain, is_plural=bool(tail["plural"] or tail["plurals"]))):
            *others, own = _split(text, stops) if tail["plural"] or tail["plurals"] else [stops]
            label = WAYS[tail["way"].lower()]
            yield from (Found(other[0].start, other[-1].end, label, _id(other)) for other in others)
            yield Found(own[0].start, tail.end(), label, _id(own))
            done = n + 1
        elif n < done or not _is_led(text, place.start):
            continue
        elif head := HEAD.search(text, max(0, place.start - HEAD_REACH), place.start):
            stops, last = _listed(text, places[n : n + STOPS])
            if len(stops) > 1:
                yield Found(head.start(), last.end, WAYS[head["way"].lower()], _id(stops))
                done = n + len(stops)
        elif towards := _towards(text, places[n : n + 2]):
            yield towards
            done = n + 2


def _is_led(text: str, start: int) -> bool:
    """Whether the word before a place is one that may stand between a way and its first stop: a quick look before `HEAD`."""
    words = text[max(0, start - LED_REACH) : start].split()
    return any(LEADS.fullmatch(word) for word in words[-2:])


def _towards(text: str, places: Sequence[Found]) -> Found | None:
    """A way that names its end first: "a route to B via A"."""
    head = TOWARDS.search(text, max(0, places[0].start - HEAD_REACH), places[0].start)
    if head and len(places) == 2 and VIA.fullmatch(text, places[0].end, places[1].start):
        return Found(head.start(), places[1].end, WAYS[head["way"].lower()], _id([places[1], places[0]]))
    return None


class RouteFinder:
    """Writes the span group `spans_key`; reads the text and the places found before."""

    def __init__(self, *, spans_key: str, places_key: str) -> None:
        self.spans_key = spans_key
        self.places_key = places_key

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its route group."""
        return spans.write(doc, self.spans_key, find_routes(spans.text_of(doc), spans.read(doc, self.places_key)))


@Language.factory(
    "extractor_routes", assigns=["doc.spans"], default_config={"spans_key": "route", "places_key": "place"}
)
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


def _split(text: str, stops: list[Found]) -> list[list[Found]]:
    """The routes in "the A-B and C-D roads"; one route where a part of the list has no dash of its own."""
    routes = [[stops[0]]]
    for before, stop in pairwise(stops):
        if LISTED.search(text, before.end, stop.start):
            routes.append([stop])
        else:
            routes[-1].append(stop)
    have_dash = all(any(DASH.search(text, a.end, b.start) for a, b in pairwise(route)) for route in routes)
    return routes if have_dash else [stops]


def _listed(text: str, places: Sequence[Found]) -> tuple[list[Found], Found]:
    """The stops after "the road from": in order of travel, what stands behind "via" between the ends; and the last one named."""
    ends, last = [places[0]], places[0]
    between: list[Found] = []
    is_between = False
    for place in places[1:]:
        if place.id and place.id == last.id and SAME.fullmatch(text, last.end, place.start):
            last = place._replace(end=place.end + (text[place.end : place.end + 1] == ")"))
            continue
        gap = NEXT.fullmatch(text, last.end, place.start)
        if not gap:
            break
        word = gap["word"] or gap["via"] or ","
        if word in {"via", "through"}:
            is_between = True
        elif word == "to" or (word in {"and", "with"} and len(ends) == 1 and not is_between):
            is_between = False
        elif len(ends) == 2 and not is_between:
            break  # the two ends are known: what follows is another matter
        (between if is_between else ends).append(place)
        last = place
    return [ends[0], *between, *ends[1:]], last


def _id(stops: Sequence[Found]) -> str:
    ids = [stop.id or UNKNOWN for stop in stops]
    return "~".join(id for n, id in enumerate(ids) if not n or id != ids[n - 1] or id == UNKNOWN)
