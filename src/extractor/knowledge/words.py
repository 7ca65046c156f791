"""What the words of the records mean: types, modes, statuses, labels and the like, each with the page that tells more."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FILE = "words.toml"
PAGE = "page"
MODE = "mode of "


class Word(NamedTuple):
    """A word, the group that it belongs to, what it means there, and the page of the documentation."""

    text: str
    group: str
    meaning: str
    page: str


@cache
def load() -> tuple[Word, ...]:
    """All words, in the order of the table."""
    groups = tomllib.loads(files("extractor.knowledge").joinpath(FILE).read_text(encoding="utf-8"))
    return tuple(
        Word(text, group, meaning, words[PAGE])
        for group, words in groups.items()
        for text, meaning in words.items()
        if text != PAGE
    )


def meaning(text: str) -> list[Word]:
    """What a word means in each group that has it, whatever its case; a mode may stand behind its type: ``RETREAT/withdraw``.

    >>> [(word.group, word.meaning) for word in meaning("RETREAT/withdraw")]
    [('mode of RETREAT', 'troops leave, or land is handed over')]
    >>> [word.group for word in meaning("Withdraw")], meaning("RETREAT/visit")
    (['mode of RETREAT', 'mode of SANCTION'], [])
    """
    kind, _, mode = text.casefold().rpartition("/")
    return [
        word
        for word in load()
        if word.text.casefold() == mode and (not kind or word.group.casefold() == f"{MODE}{kind}")
    ]


def modes(kind: str) -> list[str]:
    """The modes of an event type.

    >>> modes("SANCTION"), modes("AID")
    (['convict', 'expel', 'withdraw', 'discontinue'], [])
    """
    return [word.text for word in load() if word.group == f"{MODE}{kind}"]
