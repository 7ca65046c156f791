"""Tell the line ends that a program made from those that the author made.

A program breaks a line where the next word no longer fits. So a line end is soft when the next line's first word would
not have fitted into the width that the lines around it have; lists, headings, chronologies and verse break earlier.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractor.text.characters import SOFT_HYPHENS
from extractor.text.joining import continues_link
from extractor.text.lines import Line, blocks

SOFT, HARD, PARAGRAPH = " ", "\n", "\n\n"

WIDEST = 200  # nobody wraps lines wider than this: a longer line is a paragraph of its own
NARROWEST = 30  # nor narrower than this, so that short lines prove nothing
LOOSE, TIGHT = 0.8, 0.93  # share of the width that a line must fill; letters of print differ in width
HEADING = 100


@dataclass(frozen=True, slots=True)
class Habit:
    """How a stretch of text breaks its lines: the width, and which lines stand on their own."""

    width: int
    wrapped: bool
    loose: bool
    items: bool
    entries: bool
    hanging: bool
    indent: int


def breaks(lines: list[Line]) -> list[str]:
    """What stands between each line and the next: a space, a line end or an empty line."""
    groups = list(blocks(lines))
    together = [group for group in groups if len(group) > 1]
    width = _usual_width([line.width for group in together for line in group])
    spaced = len(together) > 1
    result: list[str] = []
    last: Line | None = None
    habit = before = _habit([], width)
    for group in groups:
        before, habit = habit, _habit(group, width)
        if last is not None:
            result.append(_between_blocks(last, group[0], before if before.width >= habit.width else habit))
        for index, (line, after) in enumerate(pairwise(group), start=2):
            heading = index == len(group) and _closes_as_heading(line, after, habit)
            result.append(PARAGRAPH if heading else _between(line, after, habit, spaced=spaced))
        last = group[-1]
    return result


def _usual_width(widths: list[int]) -> int:
    """The width that the widest lines share; one in twenty may stick out."""
    fitting = sorted((width for width in widths if width <= WIDEST), reverse=True)
    return fitting[len(fitting) // 20] if fitting else 0


def _habit(group: list[Line], width: int) -> Habit:
    if len(group) < 2:
        # A line alone was broken by nobody and tells no width.
        return Habit(width, wrapped=False, loose=False, items=False, entries=False, hanging=False, indent=0)
    own = max(line.width for line in group)
    filled = [_fills(line, after, own, LOOSE) for line, after in pairwise(group)]
    wrapped = NARROWEST <= own <= WIDEST and len(filled) > 2 and sum(filled) >= 0.75 * len(filled)
    indent = min(line.indent for line in group)
    hangs = sum(line.indent > indent for line in group)
    return Habit(
        width=own if wrapped else max(width, own if own <= WIDEST else 0),
        wrapped=wrapped,
        loose=_stand_alone(group),
        items=_is_list(group, own),
        entries=group[0].entry and sum(line.entry for line in group) > 1,
        hanging=len(group) > 2 and group[0].indent == indent and 2 * hangs >= len(group),
        indent=indent,
    )


def _is_list(group: list[Line], width: int) -> bool:
    """Whether the lines that look like items are a list: it starts the block, or follows a short or closed line."""
    first = next((index for index, line in enumerate(group) if line.item), None)
    if not first:
        return first == 0
    before = group[first - 1]
    closed = before.ends or before.text.endswith((":", ";"))
    short = width < NARROWEST or not _fills(before, group[first], width, LOOSE)
    return closed or (short and sum(line.item for line in group) > 1)


def _stand_alone(group: list[Line]) -> bool:
    """Whether every line begins anew, as in verse, in a list of names, or with one paragraph a line."""
    if len(group) < 3 or not all(line.upper for line in group):
        return False
    small = any(char.islower() for line in group for char in line.text[:80])
    return small and (len(group) > 3 or all(line.ends for line in group))


def _fills(line: Line, after: Line, width: int, share: float) -> bool:
    return line.width + 1 + len(after.first_word) > share * width


def _cut(line: Line, after: Line) -> bool:
    """Whether the line stops amid a word or a link, which no author does."""
    text = line.text
    glued = text[-1:] in tuple("-‐–—/") and text[-2:-1].isalnum() and not after.item
    return glued or text[-1:] in SOFT_HYPHENS or continues_link(text, after.text)


def _between(line: Line, after: Line, habit: Habit, *, spaced: bool) -> str:
    if _starts_anew(line, after, habit):
        return HARD
    if _cut(line, after):
        return SOFT
    goes_on = after.lower and not line.ends
    if line.width > WIDEST or habit.loose:
        return SOFT if goes_on else HARD
    if line.ends and after.upper and after.indent > habit.indent and not habit.hanging:
        return PARAGRAPH
    if habit.hanging and line.ends and after.indent == habit.indent:
        return HARD
    if goes_on:
        return SOFT if habit.wrapped or 2 * line.width >= habit.width else HARD
    if habit.width < NARROWEST and not after.lower:
        return HARD
    tight = line.ends and after.upper and not spaced
    return SOFT if _fills(line, after, habit.width, TIGHT if tight else LOOSE) else HARD


def _starts_anew(line: Line, after: Line, habit: Habit) -> bool:
    if after.item and (habit.items or line.ends or line.item or line.text.endswith((":", ";"))):
        return True
    if line.text[0] == after.text[0] == "|":
        return True  # rows of a table
    return after.entry and (habit.entries or (line.ends and not _fills(line, after, habit.width, LOOSE)))


def _closes_as_heading(line: Line, after: Line, habit: Habit) -> bool:
    """Whether the last line of a block is the heading of the next one, set without an empty line before it."""
    short = after.width < min(HEADING, LOOSE * habit.width) and not after.lower
    closed = after.text[-1:] in ".!…:;,։۔।。"
    return line.ends and short and not closed and not after.item and not after.entry and after.upper and not habit.loose


def _between_blocks(line: Line, after: Line, habit: Habit) -> str:
    """An empty line parts paragraphs; a page break alone does not when the sentence goes on."""
    if not after.page or after.item:
        return PARAGRAPH
    if _cut(line, after) or (after.lower and not line.ends):
        return SOFT
    filled = habit.width >= NARROWEST and line.width <= WIDEST and _fills(line, after, habit.width, LOOSE)
    return SOFT if filled and (not line.ends or not after.blank) else PARAGRAPH
