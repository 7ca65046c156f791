"""Places whose names are spelt nearly as a word in question: spellings that the gazetteer does not list.

Names are found by their skeletons, with one consonant more or less; the time does not grow with the number of names.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.places.kinds import KIND_WORDS
from extractor.pipeline.places.spelling import NEAR, VOWELS, distance, skeleton, sounds
from extractor.pipeline.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.knowledge.places import Place

SHORTEST = 4  # sounds of a name that may be spelt in another way
LIMIT = 0.2  # of distance, for each sound
LONG, SHORT_LIMIT = 6, 0.15  # a shorter name must be nearer
MOST = 1.25
FAR = 1.0  # of a state or a capital elsewhere
OTHER_START = 0.5
REGION = frozenset(("AM", "AZ", "GE"))
CLEAR_OF_SAME = 0.25
CLEAR = 0.35  # that another place must be worse by
# Words that only say what kind of place it is; the rest of the name must be near by itself.
KIND = re.compile(
    r"\b(?:river|lake|reservoir|mount|mountain|pass|district|region|province|rayonu?|raion|county|village|city|town|"
    r"republic|the|of|cayi|gol[uı]?|dagi?|ili|sehri|koyu|kendi|marz|река|озеро|район|гора|город|село)\b"
)
SIDE = re.compile(
    r"\b(?:north|south|east|west|upper|lower|new|old|nerkin|verin|yukhari|ashaghi|asagi|yukari|nor|yeni|kohne|hin)(?=ern\b|\b)"
)


class Near(NamedTuple):
    """A place that a word may spell, the name it is near to, and how far that is (0: the same sounds)."""

    id: str
    name: str
    distance: float


class _Index(NamedTuple):
    by_skeleton: dict[str, list[tuple[str, str]]]  # names and places of a skeleton, or of one with a consonant more
    called: dict[str, set[str]]  # the sounds of all names of a place


class Variants:
    """An index of names and their places. States, and cities outside the region, may only be meant by slight differences."""

    def __init__(self, gazetteer: Sequence[Place]) -> None:
        self._gazetteer = gazetteer

    @cached_property
    def _far(self) -> frozenset[str]:
        return frozenset(_far(self._gazetteer))

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {place.id: place.kind for place in self._gazetteer}

    @cached_property
    def _index(self) -> _Index:
        """Made at the first word that no list knows: most short texts hold none."""
        names = [(name.text, place.id) for place in self._gazetteer for name in place.names]
        index = _Index({}, {})
        for name, id in dict.fromkeys((_proper(name), id) for name, id in names):
            bare = skeleton(name)
            index.called.setdefault(id, set()).add(sounds(name))
            if len(sounds(name)) >= SHORTEST and len(bare) > 1:
                for key in {bare, *_shorter(bare)}:
                    index.by_skeleton.setdefault(key, []).append((name, id))
        return index

    def near(self, word: str, *, limit: float = LIMIT) -> list[Near]:
        """The places near enough, nearest first, each once."""
        kinds = _kinds_said(word)
        word = _proper(word)
        bare, length = skeleton(word), len(sounds(word))
        if length < SHORTEST or len(bare) < 2:
            return []
        best: dict[str, Near] = {}
        seen = dict.fromkeys(pair for key in (bare, *_shorter(bare)) for pair in self._index.by_skeleton.get(key, ()))
        script = _script(word)
        for name, id in seen:
            if kinds and self._kinds[id] not in kinds:
                continue
            if _script(name) not in ("other", script):
                continue
            if _side(word) != _side(name):
                continue
            longer = max(length, len(sounds(name)))
            allowed = min(MOST, (limit if longer >= LONG else min(limit, SHORT_LIMIT)) * longer)
            away = OTHER_START * (not _alike(sounds(word)[0], sounds(name)[0]))
            away += distance(word, name, allowed)
            if away <= allowed and (id not in best or away < best[id].distance):
                best[id] = Near(id, name, away)
        return sorted(best.values(), key=lambda near: (near.distance, near.id))

    def clear(self, word: str, *, limit: float = LIMIT, farthest: float = FAR) -> list[Near]:
        """The nearest places, where no other is nearly as near; several only where they share a name, as a town and its district do.

        `farthest` is the most for a state or a capital elsewhere.
        """
        found = self.near(word, limit=limit)
        if not found or (found[0].id in self._far and found[0].distance > farthest):
            return []
        called = self._index.called[found[0].id]
        margin = CLEAR if found[0].distance else CLEAR_OF_SAME
        close = [near for near in found if near.distance < found[0].distance + margin]
        if any(called.isdisjoint(self._index.called[near.id]) for near in close):
            return []
        return [near for near in found if not called.isdisjoint(self._index.called[near.id])]


def _far(gazetteer: Iterable[Place]) -> list[str]:
    """States, and cities outside the region that the gazetteer is about."""
    return [
        place.id
        for place in gazetteer
        if place.kind == "COUNTRY" or (place.kind == "CITY" and REGION.isdisjoint(place.country))
    ]


def _kinds_said(name: str) -> set[str]:
    """The kinds that a word in the name says, where one does: a river, a reservoir."""
    return {kind for word in re.findall(r"\w+", name.lower()) for kind in KIND_WORDS.get(word, ())}


def _proper(name: str) -> str:
    """The name without words of kind."""
    rest = " ".join(KIND.sub(" ", fold(name) if name.isascii() else name.lower()).split())
    return rest if len(rest) > 2 else name


def _script(name: str) -> str:
    """Names in Arabic and Georgian letters are compared with their like only: they lack vowels, or carry an ending."""
    at = ord(name[0])
    return "arabic" if 0x600 <= at < 0x780 else "georgian" if 0x10A0 <= at < 0x1100 else "other"


def _alike(one: str, other: str) -> bool:
    """Whether a name may begin with either sound; y before a vowel comes and goes, as h does."""
    soft = VOWELS | {"h"}
    return one == other or (one in soft and other in soft) or frozenset((one, other)) in NEAR


def _side(name: str) -> frozenset[str]:
    """The words that tell one place from its neighbour of the same name."""
    return frozenset(SIDE.findall(name.lower()))


def _shorter(bare: str) -> Iterator[str]:
    """The skeleton without each of its consonants."""
    if len(bare) > 2:
        for at in range(len(bare)):
            yield bare[:at] + bare[at + 1 :]
