"""Places whose written form no table lists: spellings of known names, and cities of the rest of the world."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from extractor.knowledge import world
from extractor.pipeline.names import Hit
from extractor.pipeline.places.unknown import LOOSE, several, unknown
from extractor.pipeline.spans import Found
from extractor.pipeline.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.places.variants import Near, Variants
    from extractor.pipeline.words import Words

SAME = 0.3  # of distance: a spelling farther away yields to a city of the world of exactly that name
FAR = 0.8  # of distance, of a state or a capital elsewhere where a place is called for
LARGE = 50_000  # inhabitants of a city that is taken for meant


class Unlisted(NamedTuple):
    """`spelt`: by where they start, words that spell a known name in their own way, and that name; `elsewhere`: cities of the world."""

    spelt: dict[int, tuple[Hit[str], str]]
    elsewhere: list[Found]


def find(
    words: Words, named: Sequence[Hit[str]], hits: Sequence[Hit[str]], variants: Variants, proper: set[int] | None
) -> Unlisted:
    """What the words that no table knows may be.

    `named` are all names found before, `hits` those that are places; `proper` are the characters at which a model sees a
    proper noun begin.
    """
    text = words.text
    taken = Taken(text, ((hit.start, hit.end) for hit in named))
    edges = {at for hit in hits for at in (hit.start, hit.end - 1)}
    found = Unlisted({}, [])
    asked: dict[tuple[str, float], list[Near]] = {}
    covered: set[int] = set()  # by rows of several words, which come first
    for word in chain(several(words, taken), unknown(words, taken, edges)):
        if (proper is not None and word.start not in proper) or word.start in covered:
            continue
        surface = text[word.start : word.end]
        if (surface, word.limit) not in asked:
            farthest = FAR if word.limit == LOOSE else 0.0
            asked[surface, word.limit] = variants.clear(surface, limit=word.limit, farthest=farthest)
        near = asked[surface, word.limit]
        if near and near[0].distance <= SAME:
            found.spelt[word.start] = Hit(word.start, word.end, tuple(one.id for one in near)), near[0].name
            covered.update(range(word.start, word.end))
        elif (near or word.limit == LOOSE) and (places := world.find(surface)):
            if word.limit == LOOSE and (place := _well_known(surface, places)):
                attrs = {"found_by": "world", "geonames": place.geonames, "country": place.country}
                found.elsewhere.append(Found(word.start, word.end, "PLACE", "", attrs))
        elif near:
            found.spelt[word.start] = Hit(word.start, word.end, tuple(one.id for one in near)), near[0].name
            covered.update(range(word.start, word.end))
    return found


def _well_known(surface: str, places: Sequence[world.WorldPlace]) -> world.WorldPlace | None:
    first = places[0]
    named = world.plain(first.name) == world.plain(surface)
    return first if named and first.population >= LARGE else None
