"""What cleaning gives back: the clean text, its map, and all that was taken out of the way of its readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.text.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class Marker:
    """A footnote marker that was lifted out.

    `start` and `end` are raw. `at` is the point of the clean text that the marker hung on: the end of the word or
    punctuation before it. A list such as "[2, 3]" gives one marker a label, all with the same raw span.
    """

    label: str
    scope: int
    start: int
    end: int
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note found in the text: its label and scope, its raw characters, and its text on one line."""

    label: str
    scope: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text that finders and parsers read; `replaced` counts its unreadable characters."""

    text: str
    map: OffsetMap
    markers: tuple[Marker, ...]
    notes: tuple[NoteBlock, ...]
    replaced: int
