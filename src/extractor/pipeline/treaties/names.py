"""All ways to write the names of the registry's instruments, whatever name the author gives to the town in them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.knowledge import places, treaties
from extractor.pipeline.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.knowledge.places import Place
    from extractor.knowledge.treaties import Treaty

TOWNS = {"CITY", "TOWN", "VILLAGE"}


class TreatyName(NamedTuple):
    """A name of an instrument; `ambiguous` where others share it."""

    text: str
    treaty: str
    ambiguous: bool


def treaty_names(registry: Sequence[Treaty], gazetteer: Sequence[Place]) -> tuple[TreatyName, ...]:
    """The aliases of the registry, each with every Latin name of the town that it holds: "Şuşa Declaration" for "Shusha Declaration"."""
    ours = registry is treaties.load() and gazetteer is places.load()
    return _shipped() if ours else tuple(_written(registry, gazetteer))


@cache
def _shipped() -> tuple[TreatyName, ...]:
    """Those of the library's own tables, which two finders ask for."""
    return tuple(_written(treaties.load(), places.load()))


def _written(registry: Iterable[Treaty], gazetteer: Iterable[Place]) -> Iterator[TreatyName]:
    latin = {
        place.id: sorted({name.text for name in place.names if _is_latin(name.text)})
        for place in gazetteer
        if place.kind in TOWNS
    }
    towns = NameIndex((name, id) for id, names in latin.items() for name in names)
    for treaty in registry:
        for alias in treaty.aliases:
            if alias.beside:
                continue
            yield TreatyName(alias.text, treaty.id, alias.ambiguous)
            for hit in towns(alias.text) if alias.lang == "en" else ():
                for name in latin[hit.values[0]] if len(hit.values) == 1 else ():
                    yield TreatyName(alias.text[: hit.start] + name + alias.text[hit.end :], treaty.id, alias.ambiguous)


def _is_latin(name: str) -> bool:
    return all(letter < "\u0250" or letter in "əƏǝ" for letter in name)
