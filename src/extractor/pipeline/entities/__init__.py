"""Find who acts: states, persons, bodies, and groups such as "Armenian soldiers", each with an actor id where it is known.

The actor table decides; places stand as GPE or LOC; the model's entities fill in, without an id, where both are silent. A short name
("Pashinyan") counts where the table says that it is unmistakable, or where the full name stands in the same document. Where two readings
overlap, the one that begins first and reaches furthest holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from extractor.knowledge import actors, places
from extractor.pipeline import spans
from extractor.pipeline.entities.groups import Groups, role_forms, title_words
from extractor.pipeline.entities.persons import is_other_person
from extractor.pipeline.names import NameIndex, fold, has_namesake
from extractor.pipeline.places.guards import is_other
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from extractor.knowledge.actors import Actor, Role
    from extractor.pipeline.names import Hit

__all__ = ["EntityFinder", "create", "role_forms"]

NOBODY = ""
MODEL_LABELS = ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW")
AREAS = {"COUNTRY", "CITY", "TOWN", "VILLAGE", "DISTRICT", "REGION"}
OWNED = re.compile(r"['’]s\s$")  # "Armenia's Security Council" is not the one of the table


class EntityFinder:
    """Writes the span group `spans_key`; reads the text, the places found before, and the model's entities where there are some.

    `excluded` are phrases that hold a name but mean something else; `common` the ids of actors whose name is a usual word or given name.
    """

    def __init__(
        self,
        table: Sequence[Actor],
        roles: Sequence[Role],
        *,
        spans_key: str,
        places_key: str,
        treaties_key: str,
        excluded: Iterable[str] = (),
        common: Iterable[str] = (),
    ) -> None:
        self.spans_key = spans_key
        self.places_key = places_key
        self.treaties_key = treaties_key
        self._actors = {actor.id: actor for actor in table}
        self._common = frozenset(common)
        names = [(name, actor.id) for actor in table for name in actor.names]
        self._names = NameIndex([*names, *((phrase, NOBODY) for phrase in excluded)])
        self._short = NameIndex((name, actor.id) for actor in table for name in actor.short)
        self._groups = Groups(table, roles)
        self._titles = title_words(roles)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its entity group."""
        found = list(self.find(doc.text, spans.read(doc, self.places_key), spans.read(doc, self.treaties_key)))
        if doc.has_annotation("ENT_IOB"):
            taken = {at for item in found for at in range(item.start, item.end)}
            found += [
                Found(ent.start_char, ent.end_char, ent.label_, "", {"found_by": "model"})
                for ent in doc.ents
                if ent.label_ in MODEL_LABELS
                and ent.text[:1].isalpha()
                and taken.isdisjoint(range(ent.start_char, ent.end_char))
            ]
        return spans.write(doc, self.spans_key, found)

    def find(self, text: str, places: Sequence[Found] = (), named: Sequence[Found] = ()) -> Iterator[Found]:
        """Actors of the table, groups made of a demonym and a role noun, named treaties as LAW, and places as GPE or LOC."""
        folded = fold(text)
        full = list(self._full_names(text, folded))
        bodies = {item.start: item.end for item in full}
        ends = {item.end for item in [*full, *places]}
        short = list(self._short_names(text, folded, full, ends))
        persons = {item.start for item in [*full, *short] if item.label == "PERSON"}
        readings = [
            *full,
            *short,
            *self._groups(text, folded, bodies=bodies, persons=persons),
            *(Found(item.start, item.end, "LAW") for item in named if item.label == "NAMED"),
            *(Found(item.start, item.end, "GPE" if item.label in AREAS else "LOC") for item in places if item.id),
        ]
        done = 0
        for item in sorted(readings, key=lambda item: (item.start, -item.end)):  # stable: the table before places
            if item.start >= done:
                yield item
                done = item.end

    def _full_names(self, text: str, folded: str) -> Iterator[Found]:
        for hit in self._names(text, folded):
            actor = next((self._actors[id] for id in hit.values if id != NOBODY), None)
            if actor and not self._is_other(text, hit, actor):
                yield Found(hit.start, hit.end, actor.label, actor.id)

    def _is_other(self, text: str, hit: Hit[str], actor: Actor) -> bool:
        if actor.label == "GPE":
            return is_other(text, hit, common=actor.id in self._common)
        return actor.label == "PERSON" and has_namesake(text, hit.end)

    def _short_names(self, text: str, folded: str, full: Sequence[Found], ends: set[int]) -> Iterator[Found]:
        said = {item.id for item in full}
        inside = {at for item in full for at in range(item.start, item.end)}
        for hit in self._short(text, folded):
            fitting = [id for id in hit.values if id in said] or [id for id in hit.values if self._actors[id].alone]
            if len(fitting) != 1 or hit.start in inside:
                continue
            actor = self._actors[fitting[0]]
            if actor.label == "PERSON" and is_other_person(text, hit.start, hit.end, actor, self._titles, ends):
                continue
            if actor.label == "ORG" and OWNED.search(text, max(0, hit.start - 3), hit.start):
                continue
            yield Found(hit.start, hit.end, actor.label, actor.id)


@Language.factory(
    "extractor_entities",
    assigns=["doc.spans"],
    default_config={"spans_key": "entity", "places_key": "place", "treaties_key": "treaty"},
)
def create(nlp: Language, name: str, *, spans_key: str, places_key: str, treaties_key: str) -> EntityFinder:  # noqa: ARG001
    """The component `extractor_entities`."""
    gazetteer = places.load()
    return EntityFinder(
        actors.load(),
        actors.load_roles(),
        spans_key=spans_key,
        places_key=places_key,
        treaties_key=treaties_key,
        excluded=[phrase for place in gazetteer for phrase in place.excluded],
        common=[place.id for place in gazetteer if place.common],
    )
