"""Find places by name, whoever's name it is, and say which place is meant.

The gazetteer decides; the model's GPE, LOC and FAC stand in, without an id, where the gazetteer is silent. Where one name belongs to a
town and its district, a kind word beside it decides ("the Lachin region"), else a second name beside it ("Hocavend/Martuni"), else what
the document last called it, a district for one, else the town.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from spacy.language import Language

from extractor.knowledge import actors, places, treaties
from extractor.pipeline import spans
from extractor.pipeline.names import NameIndex, fold
from extractor.pipeline.places.guards import is_other
from extractor.pipeline.places.kinds import kinds_beside, shared_candidates
from extractor.pipeline.spans import Found
from extractor.pipeline.treaties.names import treaty_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from extractor.knowledge.places import Place
    from extractor.pipeline.names import Hit

NO_PLACE = ""
# What a bare name means first where nothing else decides.
RANK = ("COUNTRY", "CITY", "TOWN", "REGION", "VILLAGE", "DISTRICT", "RIVER", "LAKE", "SEA", "MOUNTAIN")
MODEL_LABELS = ("GPE", "LOC", "FAC")
ROUTE_WORD = r"(?:lines?|rail(?:way|road)s?|roads?|routes?|highways?|motorways?|corridors?|pipelines?)"
# A stop that the gazetteer lacks: a capitalised word in a chain of stops that ends in a word for a way.
CHAIN = re.compile(
    rf"(?<![\w'’])[^\W\d_][\w'’]{{2,30}}(?:[-–—][^\W\d_][\w'’]{{2,30}}){{1,8}}(?=\s(?:\w{{2,20}}\s)?{ROUTE_WORD}\b)"
)
STOP = re.compile(r"[^\W\d_][\w'’]+")


class PlaceFinder:
    """Writes the span group `spans_key`; reads the text and, where the pipeline has them, the model's entities."""

    def __init__(self, gazetteer: Sequence[Place], people: Iterable[str], *, spans_key: str, use_model: bool) -> None:
        self.spans_key = spans_key
        self.use_model = use_model
        self._places = {place.id: place for place in gazetteer}
        self._traditions = {
            (place.id, fold(name.text)): name.tradition
            for place in reversed(gazetteer)
            for name in reversed(place.names)
        }
        self._parents = _ancestors(gazetteer)
        names = [(name.text, place.id) for place in gazetteer for name in place.names]
        excluded = [(phrase, NO_PLACE) for place in gazetteer for phrase in place.excluded]
        self._names = NameIndex([*names, *excluded, *((name, NO_PLACE) for name in people)])

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its place group."""
        found = list(self.find(doc.text))
        if self.use_model and doc.has_annotation("ENT_IOB"):
            taken = _Taken(
                [*((hit.start, hit.end) for hit in self._names(doc.text)), *((item.start, item.end) for item in found)]
            )
            for ent in doc.ents:
                if (
                    ent.label_ in MODEL_LABELS
                    and ent.text[:1].isupper()
                    and taken.is_free(ent.start_char, ent.end_char)
                ):
                    start = ent.start_char + len(ent.text) - len(re.sub(r"^[Tt]he\s", "", ent.text))
                    found.append(Found(start, ent.end_char, "PLACE", "", {"found_by": "model"}))
        return spans.write(doc, self.spans_key, found)

    def find(self, text: str) -> Iterator[Found]:
        """Places that the gazetteer knows, and unknown stops in route strings, in the order of the text."""
        hits = [hit for hit in self._names(text) if NO_PLACE not in hit.values and not self._is_other(text, hit)]
        kinds = kinds_beside(text, hits)
        hits = [
            hit._replace(values=values)
            for hit, values in zip(hits, shared_candidates(text, hits, self._parents), strict=True)
        ]
        near = Counter(
            country for hit in hits if len(hit.values) == 1 for country in self._places[hit.values[0]].country
        )
        called: dict[str, str] = {}  # name -> what the text last said that it is
        for hit, kind in zip(hits, kinds, strict=True):
            name = fold(text[hit.start : hit.end])
            if said := self._choose(hit.values, kind):
                called[name] = said
            before = called.get(name, "")
            is_district = before in hit.values and self._places[before].kind == "DISTRICT"
            id = said or (before if is_district else "") or self._default(hit.values, near)
            yield Found(hit.start, hit.end, *self._describe(text, hit, id))
        taken = _Taken([(hit.start, hit.end) for hit in hits])
        for chain in CHAIN.finditer(text):
            if not taken.is_free(*chain.span()):
                for stop in STOP.finditer(text, *chain.span()):
                    if stop[0][0].isupper() and taken.is_free(*stop.span()):
                        yield Found(stop.start(), stop.end(), "PLACE", "", {"found_by": "route"})

    def _is_other(self, text: str, hit: Hit[str]) -> bool:
        return is_other(text, hit, common=any(self._places[id].common for id in hit.values))

    def _choose(self, candidates: tuple[str, ...], kinds: set[str]) -> str:
        fitting = [id for id in candidates if self._places[id].kind in kinds]
        return fitting[0] if len(fitting) == 1 else ""

    def _default(self, candidates: tuple[str, ...], near: Counter[str]) -> str:
        """The place that a bare name means: of the region that the text is about, and of the first rank; empty when two are equal."""

        def weight(id: str) -> tuple[bool, int, int]:
            place = self._places[id]
            rank = RANK.index(place.kind) if place.kind in RANK else len(RANK)
            # A record with kind words of its own is meant only where one of them stands by.
            return (bool(place.kindwords), rank, -max((near[country] for country in place.country), default=0))

        ordered = sorted(candidates, key=weight)
        return "" if len(ordered) > 1 and weight(ordered[0]) == weight(ordered[1]) else ordered[0]

    def _describe(self, text: str, hit: Hit[str], id: str) -> tuple[str, str, spans.Attrs]:
        attrs: spans.Attrs = {}
        bearer = id or hit.values[0]
        if tradition := self._traditions.get((bearer, fold(text[hit.start : hit.end]))):
            attrs["tradition"] = tradition
        if len(hit.values) > 1:
            attrs["candidates"] = list(hit.values)
        return self._places[id].kind if id else "PLACE", id, attrs


class _Taken:
    """Which characters are part of something already; linear to build, constant to ask."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._chars: set[int] = {at for start, end in ranges for at in range(start, end)}

    def is_free(self, start: int, end: int) -> bool:
        return self._chars.isdisjoint(range(start, end))


@Language.factory("extractor_places", assigns=["doc.spans"], default_config={"spans_key": "place", "use_model": True})
def create(nlp: Language, name: str, *, spans_key: str, use_model: bool) -> PlaceFinder:  # noqa: ARG001
    """The component `extractor_places`."""
    gazetteer = places.load()
    bodies = [name for actor in actors.load() if actor.label in {"PERSON", "ORG"} for name in actor.names]
    bodies += [name for actor in actors.load() if actor.label == "PERSON" and actor.alone for name in actor.short]
    return PlaceFinder(gazetteer, [*bodies, *_named_after_towns(gazetteer)], spans_key=spans_key, use_model=use_model)


def _ancestors(gazetteer: Sequence[Place]) -> dict[str, set[str]]:
    """For each place all that it lies in, near and far; the table has no circles."""
    direct = {place.id: {parent.id for parent in place.parents} for place in gazetteer}
    found: dict[str, set[str]] = {}
    for id, parents in direct.items():
        above, seen = set(parents), set()
        while above:
            seen |= above
            above = {higher for parent in above for higher in direct.get(parent, ())} - seen
        found[id] = seen
    return found


def _named_after_towns(gazetteer: Sequence[Place]) -> Iterator[str]:
    """Names of treaties that hold that of a town, "2013 Brussels Agreement": the town is not spoken of. A country in one still is."""
    towns = {fold(name.text) for place in gazetteer if place.kind in {"CITY", "TOWN"} for name in place.names}
    for name in treaty_names(treaties.load(), gazetteer):
        folded = fold(name.text)
        if folded not in towns and any(word in towns for word in STOP.findall(folded)):
            yield name.text
