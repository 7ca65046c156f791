"""Say which of the places that bear a name is meant, and how sure that is.

A kind word beside the name weighs most ("the Lachin region"), then what the document last called it, then the places named around it
and in the whole text; what a bare name usually means comes last. Where two are as likely, none is chosen.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from extractor.knowledge import world
from extractor.pipeline.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.knowledge.places import Place
    from extractor.pipeline.names import Hit

CITY_BEFORE = re.compile(r"(?<![\w-])(?P<city>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?),\s$")
# What a bare name means first where nothing else decides.
RANK = ("COUNTRY", "CITY", "TOWN", "REGION", "VILLAGE", "DISTRICT", "RIVER", "LAKE", "SEA", "MOUNTAIN")
BY_KIND_WORD = 6.0
BY_NAME_BEFORE = 4.0  # a district that the text called so before
NEEDS_WORD = 3.0  # off a record that is only meant where its kind word stands by
BY_RANK = 0.4  # for each rank
BY_NAMES, MANY = 0.04, 25
BY_REGION = 1.5  # all places of the text lie in its country
BY_NEIGHBOUR = 0.7  # for each larger place that it shares with a place nearby
NEIGHBOURS = 3.0  # at most
NEAR = 300  # characters to either side
EQUAL = 0.05


class Chooser:
    """Knows the places and what each lies in."""

    def __init__(self, places: Mapping[str, Place], parents: Mapping[str, set[str]]) -> None:
        self._places = places
        self._parents = parents

    def choose(
        self, text: str, hits: Sequence[Hit[str]], kinds: Sequence[set[str]]
    ) -> list[tuple[str, dict[str, float]]]:
        """For each name the place meant (empty where that is open) and each candidate's share of likelihood, the likeliest first."""
        bearing = Counter(hit.values for hit in hits)
        above = {values: self._above(values) for values in bearing}
        about: Counter[str] = Counter()
        for values, times in bearing.items():
            about.update(dict.fromkeys(self._countries(values), times))
        starts = [hit.start for hit in hits]
        called: dict[str, str] = {}  # name -> what the text last said that it is
        chosen: list[tuple[str, dict[str, float]]] = []
        for hit, kind in zip(hits, kinds, strict=True):
            if len(hit.values) == 1:
                chosen.append((hit.values[0], {}))
                continue
            name = fold(text[hit.start : hit.end])
            fitting = [id for id in hit.values if self._places[id].kind in kind]
            if len(fitting) == 1:
                called[name] = fitting[0]
            around = Counter(
                id
                for near in hits[bisect_left(starts, hit.start - NEAR) : bisect_left(starts, hit.end + NEAR)]
                if near.values != hit.values
                for id in above[near.values]
            )
            if country := _city_before(text, hit.start):
                fitting = [id for id in hit.values if country in self._places[id].country]
            scores = {
                id: self._score(id, fitting, called.get(name, ""), about, around) for id in dict.fromkeys(hit.values)
            }
            chosen.append(_decided(scores))
        return chosen

    def _countries(self, values: tuple[str, ...]) -> set[str]:
        """The countries that all candidates of a name share."""
        return set.intersection(*(set(self._places[id].country) for id in values))

    def _above(self, values: tuple[str, ...]) -> set[str]:
        """What all candidates of a name lie in, or are."""
        return set.intersection(*(self._parents.get(id, set()) | {id} for id in values))

    def _score(self, id: str, fitting: list[str], called: str, about: Counter[str], around: Counter[str]) -> float:
        place = self._places[id]
        rank = RANK.index(place.kind) if place.kind in RANK else len(RANK)
        score = -BY_RANK * rank - NEEDS_WORD * bool(place.kindwords)
        score += BY_KIND_WORD * (id in fitting)
        score += BY_NAME_BEFORE * (id == called and (place.kind == "DISTRICT" or id in fitting))
        # Who is spoken of much has many names.
        score += BY_NAMES * min(len(place.names), MANY)
        if about:
            score += BY_REGION * max((about[country] for country in place.country), default=0) / max(about.values())
        shared = sum(min(around[above], 2) for above in self._parents.get(id, set()))
        return score + min(NEIGHBOURS, BY_NEIGHBOUR * shared)


def _city_before(text: str, start: int) -> str:
    """The country of a well-known city that stands before with a comma: Savannah, Georgia."""
    city = CITY_BEFORE.search(text, max(0, start - 30), start)
    found = world.find(city["city"]) if city else ()
    return found[0].country if found else ""


def _decided(scores: dict[str, float]) -> tuple[str, dict[str, float]]:
    best = max(scores.values())
    weights = {id: math.exp(score - best) for id, score in scores.items()}
    total = sum(weights.values())
    shares = {
        id: round(weight / total, 3) for id, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    }
    first, second = sorted(scores.values(), reverse=True)[:2]
    return (next(iter(shares)) if first - second > EQUAL else ""), shares
