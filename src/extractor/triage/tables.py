"""The rows of the tables of places, treaties and actors, and all the names by which a text can touch one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from extractor.knowledge import actors, places, treaties
from extractor.triage import dates, folding
from extractor.triage.named import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.knowledge.actors import Actor
    from extractor.knowledge.places import Gazetteer, Place
    from extractor.knowledge.treaties import Registry, Treaty
    from extractor.triage.choosing import Entry

SHARED = 2  # states that a place on a border lies in
SETTLED = {"CITY", "TOWN", "VILLAGE"}
ANYWHERE = "country"  # the hint that some state is spoken of
NUMBERED = re.compile(r"resolution-(?:es-)?(\d+)-?(\d*)$")
RESOLUTION = "resolution"  # the hint that a resolution is spoken of


@dataclass
class Tables:
    """All rows by id. Countries are ISO 3166-1 codes."""

    places: dict[str, Place]
    treaties: dict[str, Treaty]
    actors: dict[str, Actor]
    held: dict[str, list[str]] = field(default_factory=dict)
    _towns: dict[str, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note what lies in what."""
        self.held = {id: list(holds) for id, holds in _regions().items()}
        for place in self.places.values():
            for parent in place.parents:
                self.held.setdefault(parent.id, []).append(place.id)
        by_code: dict[str, list[str]] = {}
        for place in self.places.values():
            for code in place.country:
                by_code.setdefault(code, []).append(place.id)
        for place in self.places.values():
            if place.kind == "COUNTRY":
                for code in place.country:
                    # A sea or a range of mountains that many states share lies in none of them.
                    inside = [id for id in by_code[code] if len(self.places[id].country) <= SHARED]
                    self.held.setdefault(place.id, []).extend(id for id in inside if id != place.id)

    def within(self, id: str) -> dict[str, None]:
        """A place and all that lies in it."""
        found: dict[str, None] = {}
        queue = [id]
        while queue:
            at = queue.pop()
            if at not in found and at in self.places:
                found[at] = None
                queue += self.held.get(at, ())
        return found

    def chosen(self, entry: Entry) -> Iterator[Name]:
        """All names by which a text touches an entry of the list, with their hints; a name of the user's own stands for itself."""
        for id in entry.ids:
            yield from self._names(id, entry.label)
        if not entry.ids:
            exact = " " not in entry.label and entry.label != entry.label.lower()
            yield Name(entry.label, entry.label, entry.label, exact=exact)

    def _names(self, id: str, entry: str) -> Iterator[Name]:
        for place in self.within(id):
            yield from self._of_place(self.places[place], entry)
        if id in self.actors:
            yield from self._of_actor(self.actors[id], entry)
        for treaty in self.treaties.values():
            if id in (treaty.id, treaty.parent):
                yield from self._of_treaty(treaty, entry)

    def context(self, hints: Iterable[str]) -> Iterator[Name]:
        """Names that only give hints: of states and their people."""
        wanted = {hint for hint in hints if hint.startswith(ANYWHERE)}
        states = [place for place in self.places.values() if place.kind == "COUNTRY" and not place.common]
        for place in states:
            if given := self._hints(place) & wanted:
                for one in place.names:
                    yield Name(one.text, "", place.id, gives=tuple(sorted(given)))
        for actor in self.actors.values():
            state = self.places.get(actor.id)
            if state and (given := self._hints(state) & wanted):
                for text in (*actor.demonyms, *actor.seats):
                    yield Name(text, "", actor.id, gives=tuple(sorted(given)))

    @staticmethod
    def _hints(place: Place) -> set[str]:
        return {ANYWHERE, *(f"{ANYWHERE}:{code}" for code in place.country)}

    def _of_place(self, place: Place, entry: str) -> Iterator[Name]:
        """A name that is also a word or a person's needs the name of a state beside it: of its own, or of any where it is one."""
        own = [f"{ANYWHERE}:{code}" for code in place.country][:1] if place.kind != "COUNTRY" else []
        gives = tuple(sorted(self._hints(place)))
        for one in place.names:
            is_weak = place.common and folding.name(one.text).count(b"  ") == 0 and one.text.isascii()
            if is_weak:
                yield Name(one.text, entry, place.id, needs=tuple(own or [ANYWHERE]), exact=True)
            else:
                yield Name(one.text, entry, place.id, gives=gives)

    def _of_actor(self, actor: Actor, entry: str) -> Iterator[Name]:
        """Short names of bodies need the name of a state in the text, a person's family name that of a state that he or she served."""
        place = self.places.get(actor.id)
        is_common = bool(place and place.common)
        for text in (*actor.names, *actor.demonyms, *actor.seats):
            is_weak = is_common and text in actor.names and " " not in text and text.isascii()
            yield Name(text, entry, actor.id, needs=(ANYWHERE,) if is_weak else (), exact=is_weak)
        served = [self.places[office.of] for office in actor.offices if office.of in self.places]
        hints = [f"{ANYWHERE}:{code}" for state in served for code in state.country] or [ANYWHERE]
        for text in actor.short:
            for needs in [()] if actor.alone else [(hint,) for hint in dict.fromkeys(hints)]:
                yield Name(text, entry, actor.id, needs=needs, exact=text != text.lower())

    def _of_treaty(self, treaty: Treaty, entry: str) -> Iterator[Name]:
        about, noun, party = f"{treaty.id}:about", f"{treaty.id}:noun", f"{treaty.id}:party"
        yield Name(treaty.title, entry, treaty.id)
        for alias in treaty.aliases:
            is_weak = alias.ambiguous or alias.beside
            for text in self._spelled(treaty, alias.text):
                yield Name(text, entry, treaty.id, needs=(about,) if is_weak else (), exact=alias.beside)
        parties = [text for id in treaty.parties if id in self.actors for text in self._called(id)]
        for text in parties:
            yield Name(text, "", treaty.id, gives=(about, party))
        needs = (party,) if parties else ()
        for text in dates.written(treaty.dates):
            yield Name(text, entry, treaty.id, needs=needs, near=noun)
            yield Name(text, "", treaty.id, gives=(about,))
        for day in treaty.dates:
            yield Name(day[:4], "", treaty.id, gives=(about,))
        for text in (*treaty.described_as, treaty.kind):
            yield Name(text, "", treaty.id, gives=(noun,))
        if number := NUMBERED.search(treaty.id):
            text = " ".join(filter(None, number.groups()))
            yield Name(text, entry, treaty.id, near=RESOLUTION)
            yield Name("resolution", "", treaty.id, gives=(RESOLUTION,))

    def _called(self, id: str) -> Iterator[str]:
        actor = self.actors[id]
        yield from (*actor.names, *actor.demonyms, *actor.seats, *actor.short)

    def _spelled(self, treaty: Treaty, alias: str) -> Iterator[str]:
        """An alias with every Latin name of the town that it holds: "Şuşa Declaration" for "Shusha Declaration"."""
        yield alias
        towns = self.places_named(treaty.place)
        latin = sorted({one.text for place in towns for one in place.names if _is_latin(one.text)})
        for old in latin:
            before, held, after = alias.partition(old)
            if held and not before[-1:].isalpha() and not after[:1].isalpha():
                yield from (f"{before}{new}{after}" for new in latin)

    def places_named(self, text: str | None) -> list[Place]:
        """Towns that bear a name, as it is written."""
        if not self._towns:
            for place in self.places.values():
                for name in {one.text for one in place.names} if place.kind in SETTLED else ():
                    self._towns.setdefault(name, []).append(place)
        return self._towns.get(text or "", [])


def load(gazetteer: Gazetteer | None = None, registry: Registry | None = None) -> Tables:
    """The tables of the library, with a user's own places and treaties over them."""
    return Tables(
        {place.id: place for place in places.load(gazetteer)},
        {treaty.id: treaty for treaty in treaties.load(registry)},
        {actor.id: actor for actor in actors.load()},
    )


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    """What commentary counts in a region, where the gazetteer's `parents` do not say it."""
    lines = (files("extractor.triage") / "regions.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: tuple(row["holds"]) for row in map(json.loads, lines)}


def _is_latin(text: str) -> bool:
    return all(letter < "\u0250" or letter in "əƏǝ" for letter in text)
