"""Somebody in a slot of an event."""

from __future__ import annotations

from typing import NamedTuple


class Party(NamedTuple):
    """Somebody in a slot: actor id (empty where unknown), characters of the clean text, whether another clause said it, by what rule;
    `proper` for a name of its own, though nobody in the table bears it.
    """

    id: str
    start: int
    end: int
    inferred: bool = False
    how: str = ""
    proper: bool = False
