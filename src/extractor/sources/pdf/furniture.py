"""Find the heads and feet of pages: lines that come again at the same height, word for word or with a number that counts along."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.sources.pdf.lines import Line

EDGE = 4  # lines at the top of a page, and at its foot, that may belong to it
ALONE, SMALL, SHORT = (
    1.0,
    0.95,
    80,
)  # a head that comes once: its distance, its size against that of the text, its letters
LONGEST = 160
HEIGHT = 4.0  # points by which the height of a head may differ
NUMBER = re.compile(r"\d{1,9}|\b[ivxl]{1,7}\b", re.IGNORECASE)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
# Notes that say "the same" come again without being furniture.
AGAIN = re.compile(r"\b(?:ibid|idem|op\. ?cit|там же|a\.g\.e)\b", re.IGNORECASE)
# What is numbered in a text and may stand at the top of page after page.
NUMBERED = re.compile(
    r"\b(?:art(?:icle|\.)|chapter|section|part|annex|point|paragraph|table|figure|note)\s?#", re.IGNORECASE
)
COUNTED, FEWEST = 3, 2  # pages on which a numbered heading, and any other line, must come again


def furniture(pages: Sequence[list[Line]]) -> set[Line]:
    """The lines of all pages that belong to the paper and not to the text.

    A line that is larger on the page where it comes first is the title there, and stays.
    """
    groups: dict[str, list[Line]] = defaultdict(list)
    for lines in pages:
        for line in {*lines[:EDGE], *lines[-EDGE:]}:
            text = " ".join(line.text.split())
            if len(text) <= LONGEST and not AGAIN.search(text) and any(sign.isalnum() for sign in text):
                groups[NUMBER.sub("#", text).casefold()].append(line)
    found: set[Line] = set()
    for shape, lines in groups.items():
        for level in _levels(lines):
            found.update(_repeated(shape, level))
    for lines in pages[1:]:
        found.update(_lone_head(lines))
    return found


def _lone_head(lines: list[Line]) -> Iterator[Line]:
    """What stands alone and small above the text of a later page: heads that alternate come but once in a short paper."""
    top = [line for line in lines[:EDGE] if line.foot - lines[0].foot < line.size / 2]
    if len(lines) - len(top) < EDGE:
        return
    size = median(line.size for line in lines)
    apart = lines[len(top)].box.top - lines[0].foot
    if apart > ALONE * size and all(line.size < SMALL * size and len(line.signs) <= SHORT for line in top):
        yield from top


def _levels(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines at one height."""
    level: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.foot, one.page, one.box.left)):
        if level and line.foot - level[0].foot > HEIGHT:
            yield level
            level = []
        level.append(line)
    if level:
        yield level


def _repeated(shape: str, level: list[Line]) -> set[Line]:
    same: dict[tuple[str, int], set[Line]] = defaultdict(set)
    for line in level:
        if any(sign.isalpha() for sign in shape):
            same[" ".join(line.text.split()), -1].add(line)
        for column, number in enumerate(NUMBER.findall(line.text)):
            same[f"{column}", _value(number) - line.page].add(line)
    needed = COUNTED if NUMBERED.search(shape) else FEWEST
    found = {line for lines in same.values() if len({one.page for one in lines}) >= needed for line in lines}
    usual = Counter(round(line.size, 1) for line in found).most_common(1)
    return {line for line in found if abs(line.size - usual[0][0]) < 1}


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [ROMAN[letter] for letter in number.lower()]
    return sum(-one if any(one < after for after in values[at + 1 :]) else one for at, one in enumerate(values))
