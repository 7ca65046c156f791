"""Look a place up by any of its names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extractor.knowledge import places
from extractor.pipeline.names import NameIndex

if TYPE_CHECKING:
    from extractor.knowledge.places import Place


def lookup(name: str) -> list[Place]:
    """Places that bear a name, best first: those that it names as a settlement or country before districts and regions.

    Each has ``.id``, ``.names``, ``.lat``, ``.lon`` (WGS 84 degrees, None where unknown) and ``.sources``. An unknown name gives ``[]``.

    >>> [place.id for place in lookup("SHUSHI")], lookup("Nowhere")
    (['shusha', 'shusha-district'], [])
    """
    known = {place.id: place for place in places.load()}
    found = [known[id] for id in _index().get(name.strip())]
    return sorted(found, key=lambda place: (bool(place.kindwords), place.id))


@cache
def _index() -> NameIndex[str]:
    return NameIndex((name.text, place.id) for place in places.load() for name in place.names)
