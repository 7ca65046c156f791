"""Find who acts: states, persons, bodies, and groups such as "Armenian soldiers", each with an actor id where it is known.

The actor table decides; places stand as GPE or LOC; the model's entities fill in, without an id, where both are silent. A short name
("Pashinyan") counts where the table says that it is unmistakable, or where the full name stands in the same document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from extractor.knowledge import actors
from extractor.pipeline import spans
from extractor.pipeline.names import NameIndex, fold
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from extractor.knowledge.actors import Actor, Role
    from extractor.pipeline.names import Hit

MODEL_LABELS = ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW")
AREAS = {"COUNTRY", "CITY", "TOWN", "VILLAGE", "DISTRICT", "REGION"}
# Between a demonym and its role noun at most three words of this kind: "Armenian separatist forces", "Russian and Turkish troops".
MODIFIERS = r"(?:[\s-](?!(?:of|in|on|at|to|by|from|for|with|the|a|an|is|was|are|were|has|had|who|that|which|as|but|or|not)\b)[^\W\d_][\w-]{1,20}){0,3}?"


class EntityFinder:
    """Writes the span group `spans_key`; reads the text, the places found before, and the model's entities where there are some."""

    def __init__(self, table: Sequence[Actor], roles: Sequence[Role], *, spans_key: str, places_key: str, treaties_key: str) -> None:
        self.spans_key = spans_key
        self.places_key = places_key
        self.treaties_key = treaties_key
        self._actors = {actor.id: actor for actor in table}
        self._names = NameIndex((name, (actor.id, "")) for actor in table for name in actor.names)
        self._short = NameIndex((name, (actor.id, "")) for actor in table for name in actor.short)
        self._demonyms = NameIndex((name, actor.id) for actor in table for name in actor.demonyms)
        self._sectors = {form: role.sector for role in roles for form in role_forms(role)}
        nouns = sorted(map(re.escape, self._sectors), key=len, reverse=True)
        self._role = re.compile(rf"(?P<and>(?:\s?,|\sand|-)\s?)?{MODIFIERS}[\s-](?P<role>{'|'.join(nouns) or '(?!)'})\b", re.IGNORECASE)

    def __call__(self, doc: Doc) -> Doc:
        found = list(self.find(doc.text, spans.read(doc, self.places_key), spans.read(doc, self.treaties_key)))
        if doc.has_annotation("ENT_IOB"):
            taken = {at for item in found for at in range(item.start, item.end)}
            found += [
                Found(ent.start_char, ent.end_char, ent.label_, "", {"found_by": "model"})
                for ent in doc.ents
                if ent.label_ in MODEL_LABELS and ent.text[:1].isalpha() and taken.isdisjoint(range(ent.start_char, ent.end_char))
            ]
        return spans.write(doc, self.spans_key, found)

    def find(self, text: str, places: Sequence[Found] = (), named: Sequence[Found] = ()) -> Iterator[Found]:
        """Actors of the table, groups made of a demonym and a role noun, places as GPE or LOC, and named treaties as LAW."""
        folded = fold(text)
        groups = list(self._groups(text, folded))
        taken = {at for item in groups for at in range(item.start, item.end)}
        hits = [*self._names(text, folded), *self._short_names(text, folded)]
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if taken.isdisjoint(range(hit.start, hit.end)):
                id = hit.values[0][0]
                yield Found(hit.start, hit.end, self._actors[id].label, id)
                taken.update(range(hit.start, hit.end))
        yield from groups
        for item in named:
            if item.label == "NAMED" and taken.isdisjoint(range(item.start, item.end)):
                yield Found(item.start, item.end, "LAW")
                taken.update(range(item.start, item.end))
        for place in places:
            if place.id and taken.isdisjoint(range(place.start, place.end)):
                yield Found(place.start, place.end, "GPE" if place.label in AREAS else "LOC")

    def _short_names(self, text: str, folded: str) -> Iterator[Hit[tuple[str, str]]]:
        full = {value[0] for hit in self._names(text, folded) for value in hit.values}
        for hit in self._short(text, folded):
            fitting = [value for value in hit.values if value[0] in full] or [
                value for value in hit.values if self._actors[value[0]].alone
            ]
            if len(fitting) == 1:
                yield hit._replace(values=tuple(fitting))

    def _groups(self, text: str, folded: str) -> Iterator[Found]:
        """Demonyms, with the role noun that they belong to: "Azerbaijani residents" is ``azerbaijan/cvl``."""
        hits = list(self._demonyms(text, folded))
        whole = {hit.start: hit for hit in self._names(text, folded)}
        for hit in hits:
            if (body := whole.get(hit.start)) and body.end > hit.end:
                continue  # "Russian peacekeeping force" stands in the table itself
            state = hit.values[0]
            noun = self._role.match(text, hit.end)
            if noun and not noun["and"]:
                sector = self._sectors[noun["role"].lower()]
                label = "NORP" if sector in {"CVL", "REF", ""} else "ORG"
                yield Found(hit.start, noun.end(), label, f"{state}/{sector.lower()}" if sector else state)
            elif noun and (sector := self._sectors[noun["role"].lower()]) and noun["and"].strip() in {"and", "-"}:
                yield Found(hit.start, hit.end, "NORP", f"{state}/{sector.lower()}")  # "Russian and Turkish soldiers"
            elif text[hit.end : hit.end + 1] == "s":
                yield Found(hit.start, hit.end + 1, "NORP", f"{state}/cvl")
            else:
                yield Found(hit.start, hit.end, "NORP", state)


def role_forms(role: Role) -> Iterator[str]:
    """All ways to write a role noun, in lower case: singular, plural, other spellings."""
    plural = role.plural or f"{role.noun}s"
    yield from (form.lower() for form in (role.noun, plural, *role.spelling))


@Language.factory(
    "extractor_entities",
    assigns=["doc.spans"],
    default_config={"spans_key": "entity", "places_key": "place", "treaties_key": "treaty"},
)
def create(nlp: Language, name: str, *, spans_key: str, places_key: str, treaties_key: str) -> EntityFinder:  # noqa: ARG001
    """The component `extractor_entities`."""
    return EntityFinder(
        actors.load(), actors.load_roles(), spans_key=spans_key, places_key=places_key, treaties_key=treaties_key
    )
