"""Who acts: states, persons, bodies, and the role nouns that turn a state into one of its sectors (`armenia/mil`)."""

from __future__ import annotations

from typing import ClassVar, Literal

from extractor.knowledge import table

FILE = "actors.jsonl"
ROLES_FILE = "roles.jsonl"


class Office(table.Row):
    """An office that a person held: `of` is an actor id, `since` and `until` are EDTF."""

    title: str
    of: str
    since: str | None = None
    until: str | None = None


class Actor(table.Row):
    """An actor. `code` is ISO 3166-1 alpha-3 (or IGO, NGO), `sector` a PLOVER sector; `short` names count after a full one."""

    id: str
    label: Literal["PERSON", "NORP", "ORG", "GPE"]
    code: str = ""
    sector: str = ""
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    alone: bool = False
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    source: str


class Role(table.Row):
    """A noun that stands for a part of a state: soldiers are its military. An empty sector means the state itself."""

    key: ClassVar[str] = "noun"
    noun: str
    sector: str = ""
    plural: str | None = None
    spelling: tuple[str, ...] = ()
    source: str = "PLOVER 2.0 sectors"


def load() -> tuple[Actor, ...]:
    """All actors that come with the library."""
    return table.shipped(Actor, FILE)


def load_roles() -> tuple[Role, ...]:
    """All role nouns that come with the library."""
    return table.shipped(Role, ROLES_FILE)
