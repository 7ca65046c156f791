"""The word lists that the rules of this package ask, read once from ``cues.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """Word parts and headings in small letters; what each list is for stands beside it in the file."""

    suspending: frozenset[str]
    small: frozenset[str]
    compounding: frozenset[str]
    endings: frozenset[str]
    second: frozenset[str]
    after_name: frozenset[str]
    grown: frozenset[str]
    doubling: frozenset[str]
    linking: frozenset[str]
    note_headings: frozenset[str]
    joining: frozenset[str]
    signals: frozenset[str]
    same_note: frozenset[str]
    same_author: frozenset[str]
    named_before: frozenset[str]


@cache
def cues() -> Cues:
    """The word lists.

    >>> "based" in cues().second, "dipnotlar" in cues().note_headings
    (True, True)
    """
    rows = tomllib.loads(files("extractor.text").joinpath("cues.toml").read_text(encoding="utf-8"))
    return Cues(**{name: frozenset(row.split() if isinstance(row, str) else row) for name, row in rows.items()})
