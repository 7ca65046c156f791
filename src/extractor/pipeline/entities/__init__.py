"""Find who acts: states, persons, bodies, and groups such as "Armenian soldiers", each with an actor id where it is known.

The actor table decides; places stand as GPE or LOC; the model's entities fill in, without an id, where both are silent. A short name
("Pashinyan") counts where the table says that it is unmistakable, or where the full name stands in the same document. Where two readings
overlap, the one that begins first and reaches furthest holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from extractor.knowledge import actors, places
from extractor.pipeline import spans
from extractor.pipeline.entities.capitals import acting
from extractor.pipeline.entities.groups import Groups, role_forms, title_words
from extractor.pipeline.entities.model import filled_in
from extractor.pipeline.entities.persons import is_other_person, with_first_names
from extractor.pipeline.entities.wars import find_wars
from extractor.pipeline.names import NameIndex, has_namesake
from extractor.pipeline.places.guards import is_other
from extractor.pipeline.spans import Found
from extractor.pipeline.taken import Taken
from extractor.pipeline.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from extractor.knowledge.actors import Actor, Role
    from extractor.knowledge.places import Place
    from extractor.pipeline.names import Hit
    from extractor.pipeline.words import Words

__all__ = ["EntityFinder", "create", "role_forms"]

NOBODY = ""
AREAS = {"COUNTRY", "CITY", "TOWN", "VILLAGE", "DISTRICT", "REGION"}
OWNED = re.compile(r"['’]s\s$")  # "Armenia's Security Council" is not the one of the table


class EntityFinder:
    """Writes the span group `spans_key`; reads the text, the places found before, and the model's entities where there are some.

    `excluded` are phrases that hold a name but mean something else; `common` the ids of actors whose name is a usual word or given name;
    `areas` the ids of places that are settlements, districts or countries; `seats` maps the ids of capitals to those of their states.
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
        areas: Iterable[str] = (),
        seats: Mapping[str, str] | None = None,
    ) -> None:
        self.spans_key = spans_key
        self.places_key = places_key
        self.treaties_key = treaties_key
        self._actors = {actor.id: actor for actor in table}
        self._common = frozenset(common)
        self._areas = frozenset(areas)
        self._seats = seats or {}
        names = [(name, actor.id) for actor in table for name in actor.names]
        self._names = NameIndex([*names, *((phrase, NOBODY) for phrase in excluded)])
        self._short = NameIndex((name, actor.id) for actor in table for name in actor.short)
        self._groups = Groups(table, roles)
        self._titles = title_words(roles)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its entity group."""
        found = list(
            self.find(spans.text_of(doc), spans.read(doc, self.places_key), spans.read(doc, self.treaties_key))
        )
        if doc.has_annotation("ENT_IOB"):
            taken = Taken(spans.text_of(doc), ((item.start, item.end) for item in found))
            found += [item for item in filled_in(doc, self._titles) if taken.is_free(item.start, item.end)]
        return spans.write(doc, self.spans_key, found)

    def find(self, text: str, places: Sequence[Found] = (), named: Sequence[Found] = ()) -> Iterator[Found]:
        """Actors of the table, groups made of a demonym and a role noun, named treaties as LAW, and places as GPE or LOC."""
        words = words_of(text)
        full = list(self._full_names(words))
        bodies = {item.start: item.end for item in full}
        ends = {item.end for item in [*full, *places]}
        short = list(self._short_names(text, words, full, ends))
        persons = {item.start for item in [*full, *short] if item.label == "PERSON"}
        states = acting(words, places, self._seats)
        areas = [self._of_place(item, states) for item in places if item.attrs.get("found_by") != "model"]
        readings = [
            *full,
            *self._groups.offices(words, [item for item in full if item.label == "GPE"]),
            *short,
            *self._groups(text, words, bodies=bodies, persons=persons),
            *find_wars(text),
            *(Found(item.start, item.end, "LAW") for item in named if item.label == "NAMED"),
            *areas,
        ]
        taken: list[Found] = []
        for item in sorted(readings, key=lambda item: (item.start, -item.end)):  # stable: the table before places
            if not taken or item.start >= taken[-1].end:
                taken.append(item)
        people = Taken(text, ((item.start, item.end) for item in taken if item.label == "NORP"))
        yield from taken
        yield from (item for item in areas if item.start in people)  # the land in "Karabakh Armenians"

    def _of_place(self, place: Found, states: Mapping[int, str]) -> Found:
        """A place as an entity: a state, and a capital that acts for it, has the state's id; an unknown stop of a route is a settlement."""
        actor = self._actors.get(states.get(place.start, place.id))
        is_area = place.label in AREAS or (
            not place.id and place.attrs.get("found_by") in ("route", "world", "context")
        )
        is_area = is_area or any(id in self._areas for id in place.attrs.get("candidates", ()) if not place.id)
        return Found(
            place.start, place.end, "GPE" if is_area else "LOC", actor.id if actor and actor.label == "GPE" else ""
        )

    def _full_names(self, words: Words) -> Iterator[Found]:
        for hit in self._names(words.text, words):
            actor = next((self._actors[id] for id in hit.values if id != NOBODY), None)
            if actor and not self._is_other(words, hit, actor):
                yield Found(hit.start, hit.end, actor.label, actor.id)

    def _is_other(self, words: Words, hit: Hit[str], actor: Actor) -> bool:
        if actor.label == "GPE":
            return is_other(words, hit, common=actor.id in self._common)
        return actor.label == "PERSON" and has_namesake(words.text, hit.end)

    def _short_names(self, text: str, words: Words, full: Sequence[Found], ends: set[int]) -> Iterator[Found]:
        said = {item.id for item in full}
        inside = Taken(text, ((item.start, item.end) for item in full))
        for hit in self._short(text, words):
            fitting = [id for id in hit.values if id in said] or [id for id in hit.values if self._actors[id].alone]
            if len(fitting) != 1 or hit.start in inside:
                continue
            actor = self._actors[fitting[0]]
            start = with_first_names(text, hit.start, actor) if actor.label == "PERSON" else hit.start
            if start < hit.start:
                yield Found(start, hit.end, actor.label, actor.id)
                continue
            if actor.label == "PERSON" and is_other_person(text, hit.start, hit.end, actor, self._titles, ends):
                continue
            if actor.label == "ORG" and OWNED.search(text, max(0, hit.start - 3), hit.start):
                continue
            yield Found(hit.start, hit.end, actor.label, actor.id)


@Language.factory(
    "extractor_entities",
    assigns=["doc.spans"],
    default_config={"spans_key": "entity", "places_key": "place", "treaties_key": "treaty", "gazetteer": None},
)
def create(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    spans_key: str,
    places_key: str,
    treaties_key: str,
    gazetteer: Any,
) -> EntityFinder:
    """The component `extractor_entities`; `gazetteer` is a user's own: a JSONL file or rows."""
    known = places.load(gazetteer)
    return EntityFinder(
        actors.load(),
        actors.load_roles(),
        spans_key=spans_key,
        places_key=places_key,
        treaties_key=treaties_key,
        excluded=[phrase for place in known for phrase in place.excluded],
        common=[place.id for place in known if place.common],
        areas=[place.id for place in known if place.kind in AREAS],
        seats=_seats(known),
    )


def _seats(gazetteer: Sequence[Place]) -> dict[str, str]:
    """The towns that the actor table names as seats of states; that of a de facto authority is taken for the town."""
    seated = [actor for actor in actors.load() if actor.label == "GPE" and not actor.id.endswith("-de-facto")]
    states = NameIndex((seat, actor.id) for actor in seated for seat in actor.seats)
    found = {}
    for place in gazetteer:
        owners = [state for name in place.names for state in states.get(name.text)]
        if place.kind in {"CITY", "TOWN"} and owners:
            found[place.id] = owners[0]
    return found
