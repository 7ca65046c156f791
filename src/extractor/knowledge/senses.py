"""Event words: which verbs and nouns name which PLOVER type, who fills which role, and which words around them change the status."""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import ClassVar, Literal

from extractor.knowledge import table

FILE = "senses.jsonl"
NOUNS_FILE = "nouns.jsonl"
GOVERNORS_FILE = "governors.jsonl"
SPEECH_FILE = "speech.jsonl"
MODES_FILE = "modes.toml"

Slot = Literal["actor", "recipient", "place", "complement", ""]
Effect = Literal[
    "begin", "continue", "complete", "light", "carrier", "plan", "propose", "postpone", "cancel", "attempt"
]


class Sense(table.Row):
    """One meaning of a verb or noun.

    `lemma` may hold more words than the head ("hand over", "take control"). `object` names the noun classes of which the
    thing acted on must be, and `bare` says that it may also be left out; `doer` names the classes of which the subject must be, for verbs
    that tell of no event otherwise ("the working group works on routes"); `subject`, `complement`, `of` and `preps` say which
    slot the words in that position fill. The type ``NONE`` marks words that only look like an event ("heart attack").
    """

    key: ClassVar[str] = ""
    lemma: str
    pos: Literal["VERB", "NOUN", "ADV", "ADJ"]
    type: str
    mode: str | None = None
    object: tuple[str, ...] = ()
    bare: bool = False
    doer: tuple[str, ...] = ()
    subject: Slot = "actor"
    complement: Slot = ""
    of: Slot = ""
    preps: dict[str, Slot] = {}
    domain: str = ""
    source: str

    @cached_property
    def head(self) -> str:
        """The word that the parse hangs on: the last of a noun, else the first."""
        return self.lemma.split()[-1 if self.pos == "NOUN" else 0]

    @cached_property
    def rest(self) -> tuple[str, ...]:
        """The other words of the lemma."""
        words = self.lemma.split()
        return tuple(words[:-1] if self.pos == "NOUN" else words[1:])


class NounClass(table.Row):
    """Nouns of one kind, by which the object of a verb decides its sense."""

    id: str
    nouns: tuple[str, ...]
    source: str


class Governor(table.Row):
    """A word that governs an event word and says how far it has come: begun, planned, postponed ..."""

    key: ClassVar[str] = "lemma"
    lemma: str
    effect: Effect
    source: str


class Speech(table.Row):
    """A verb of speech or belief, under which a clause is somebody's claim."""

    key: ClassVar[str] = "lemma"
    lemma: str
    source: str


def load() -> tuple[Sense, ...]:
    """All senses that come with the library."""
    return table.shipped(Sense, FILE)


def noun_classes() -> dict[str, frozenset[str]]:
    """The classes that each noun belongs to."""
    classes: dict[str, set[str]] = {}
    for row in table.shipped(NounClass, NOUNS_FILE):
        for noun in row.nouns:
            classes.setdefault(noun, set()).add(row.id)
    return {noun: frozenset(ids) for noun, ids in classes.items()}


def governors() -> dict[str, Effect]:
    """What each governing word does to the status."""
    return {row.lemma: row.effect for row in table.shipped(Governor, GOVERNORS_FILE)}


@cache
def mode_words() -> dict[str, dict[str, str]]:
    """For what is demanded (`content`), by what means (`means`) and how people met (`met`): the mode that each word gives."""
    rows = tomllib.loads(files("extractor.knowledge").joinpath(MODES_FILE).read_text(encoding="utf-8"))
    return {name: {word: mode for mode, words in row.items() for word in words.split()} for name, row in rows.items()}


def speech_verbs() -> frozenset[str]:
    """Verbs of speech and belief, in their base form."""
    return frozenset(row.lemma for row in table.shipped(Speech, SPEECH_FILE))
