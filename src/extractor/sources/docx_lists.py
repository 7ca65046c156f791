"""Say what Word prints before the paragraphs of numbered lists: "3.", "Article 4", "(b)"; it stands nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.sources.package import attribute, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

LEVEL = re.compile(r"%([1-9])")
LONGEST = 60
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LARGEST_ROMAN = 399
ALPHABET = 26
DEEPEST = 9  # levels that Word knows


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: its first number, its kind of figures, its label with %1 for the first level's number."""

    start: int = 1
    kind: str = "decimal"
    label: str = ""


@dataclass(slots=True)
class Lists:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by the id of the list's pattern
    patterns: dict[str, str] = field(default_factory=dict)  # of each list
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # the list and level of paragraphs of a style
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: Element) -> str:
        """What stands before a paragraph, counted on; nothing where it is in no list, or in one of bullets."""
        list_id, depth = self._place(paragraph)
        pattern = self.patterns.get(list_id)
        if pattern is None:
            return ""
        levels, counts = self.levels.get(pattern, {}), self.counts.setdefault(pattern, {})
        level = levels.get(depth, Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.kind in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            counting = levels.get(one, Level())
            return _figures(counts.get(one, counting.start), counting.kind)

        return LEVEL.sub(number, level.label)[:LONGEST]

    def _place(self, paragraph: Element) -> tuple[str, int]:
        style, found = "", ("", 0)
        for one in _children(paragraph, "pPr"):
            if local_name(one) == "pStyle":
                style = attribute(one, "val")
            elif local_name(one) == "numPr":
                found = _numbering(one)
        given = self.styles.get(style, ("", 0))
        return found if found[0] else given


def read_lists(numbering: Element | None, styles: Element | None) -> Lists:
    """The lists that a document declares."""
    lists = Lists()
    for one in numbering if numbering is not None else ():
        if local_name(one) == "abstractNum":
            levels = (level for level in one if local_name(level) == "lvl")
            lists.levels[attribute(one, "abstractNumId")] = {
                _integer(attribute(lvl, "ilvl")): _level(lvl) for lvl in levels
            }
        elif local_name(one) == "num":
            pattern = next((attribute(part, "val") for part in one if local_name(part) == "abstractNumId"), "")
            lists.patterns[attribute(one, "numId")] = pattern
    for one in styles if styles is not None else ():
        if local_name(one) == "style":
            for part in _children(one, "pPr"):
                if local_name(part) == "numPr":
                    lists.styles[attribute(one, "styleId")] = _numbering(part)
    return lists


def _children(element: Element, name: str) -> Iterator[Element]:
    for one in element:
        if local_name(one) == name:
            yield from one


def _numbering(element: Element) -> tuple[str, int]:
    values = {local_name(one): attribute(one, "val") for one in element}
    return values.get("numId", ""), min(_integer(values.get("ilvl", "0")), DEEPEST)


def _level(element: Element) -> Level:
    values = {local_name(one): attribute(one, "val") for one in element}
    return Level(_integer(values.get("start", "1")), values.get("numFmt", "decimal"), values.get("lvlText", ""))


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < DEEPEST else 0


def _figures(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % ALPHABET) * min((number - 1) // ALPHABET + 1, LONGEST)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= LARGEST_ROMAN:
        written = "c" * (number // 100) + _tens(number % 100)
        return written.upper() if kind == "upperRoman" else written
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _tens(number: int) -> str:
    written = ""
    for value, letters in ((90, "xc"), (50, "l"), (40, "xl"), *ROMAN):
        while number >= value:
            written += letters
            number -= value
    return written
