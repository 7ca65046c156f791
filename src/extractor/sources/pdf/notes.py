"""Find the notes at the feet of columns: lines in smaller type at their end, with labels that the page calls and that count on.

A note that runs on over the page begins its rest above the first label of the next page, and is put together here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.markers import POWER, PROVISION, UNIT, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.sources.pdf.lines import Line

SMALLER = 0.94  # of the size of the text is that of notes, at the most
LOST = 3  # labels between two notes
LABEL = re.compile(r"\s{0,3}[\[(]?(?P<label>\d{1,3}|[*†‡§]{1,3})[\])]?[.:]?\s{0,3}(?![\d.,/])(?=\S)")
BRACKET = re.compile(r"\[(\d{1,3})\]")
SYMBOL = re.compile(r"(?<=[\w.,;:!?”’\"')\]])([*†‡§]{1,3})(?![\w*†‡§])")
LISTED = re.compile(r"\d{1,3}")
LONGEST = 12  # lines of the rest of a note
NEAR = 1.7  # letters high: what is nearer stands under the same head
BEFORE = 40  # characters that tell a marker from a power


class Call(NamedTuple):
    """A marker in a line: its place among the signs of the line, and the labels that it calls."""

    line: Line
    first: int
    last: int
    labels: tuple[str, ...]
    weak: bool


@dataclass(slots=True)
class Note:
    """A note of a page: its label, the length of the label as it stands there, and its lines."""

    label: str
    written: int
    lines: list[Line] = field(default_factory=list)


def calls_of(lines: Sequence[Line]) -> list[Call]:
    """The raised figures and signs, and the figures in brackets, that may be markers."""
    return [call for line in lines for call in _calls(line)]


def _calls(line: Line) -> Iterator[Call]:
    text = "".join(line.glyphs.text[at] for at in line.signs)
    taken: list[tuple[int, int]] = []
    for first, last in line.raised():
        if not text[:first].strip():
            continue  # the label of a note
        taken.append((first, last))
        yield Call(line, first, last, tuple(_labels(text[first:last])), _is_weak(text[max(0, first - BEFORE) : first]))
    for pattern in (BRACKET, SYMBOL):
        for match in pattern.finditer(text):
            if not any(first < match.end() and match.start() < last for first, last in taken) and match.start():
                yield Call(line, *match.span(), (match[1],), weak=False)


def _labels(written: str) -> Iterator[str]:
    for part in written.split(","):
        numbers = [int(number) for number in LISTED.findall(part)]
        if len(numbers) == 2 and 0 < numbers[1] - numbers[0] <= 20:
            yield from map(str, range(numbers[0], numbers[1] + 1))
        elif numbers:
            yield from map(str, numbers)
        elif part:
            yield part


def _is_weak(before: str) -> bool:
    """Whether a raised figure may be a power: after a unit, or after a number that is no year and no article."""
    if before[-1:].isdigit():
        return not (YEAR.search(before) or PROVISION.search(before))
    return bool(UNIT.search(before) or POWER.search(before))


def take_notes(streams: list[list[Line]], size: float, before: Note | None) -> list[Note]:
    """The notes of a page, their lines taken out of its streams; `before` is the last note of the pages before, which may run on."""
    called = {label for call in calls_of([line for stream in streams for line in stream]) for label in call.labels}
    notes: list[Note] = []
    for stream in streams:
        top = len(stream)
        while top and stream[top - 1].size <= SMALLER * size:
            top -= 1
        found, rest = _chain(stream[top:], called, notes[-1].label if notes else None)
        last = notes[-1] if notes else before
        if rest and last and top and _runs_on(last, rest, found):
            last.lines += rest
        else:
            top += len(rest)
        notes += found
        del stream[top:]
    return notes


def _runs_on(note: Note, rest: list[Line], found: list[Note]) -> bool:
    """Whether lines of small type are the rest of a note: it is open, or they stand right above the next one."""
    if len(rest) > LONGEST:
        return False
    near = bool(found) and found[0].lines[0].foot - rest[-1].foot < NEAR * rest[-1].size
    return near or not note.lines[-1].text.rstrip("\"'”’»)] ").endswith((".", "!", "?", "…"))


def _chain(lines: list[Line], called: set[str], last: str | None) -> tuple[list[Note], list[Line]]:
    """The notes among lines of small type, and the lines before the first of them."""
    notes: list[Note] = []
    rest: list[Line] = []
    for line in lines:
        match = LABEL.match("".join(line.glyphs.text[at] for at in line.signs))
        label = match["label"] if match else ""
        before = notes[-1].label if notes else last
        if match and label in called and _counts_on(before, label):
            notes.append(Note(label, match.end(), [line]))
        else:
            (notes[-1].lines if notes else rest).append(line)
    return notes, rest


def _counts_on(before: str | None, label: str) -> bool:
    if before is None or not label.isdecimal() or not before.isdecimal():
        return before != label
    return 0 < int(label) - int(before) <= LOST
