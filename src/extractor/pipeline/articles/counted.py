"""Find provisions that a text counts off: "the last of the six points", "the first of these", "the second clause" of nine.

Such words cite a treaty only where one was just spoken of that counts in this unit, and has as many where the text says how many.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.articles.grammar import CARDINAL_WORDS, LABELS, NTHS, ORDINALS, WORDS, Reference
from extractor.pipeline.words import matches, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST = "last"
ENDS = {"last", "final"}
UNITS = r"article|point|item|principle|clause|paragraph"
UNIT = rf"(?P<unit>{UNITS})"
CARDINALS = (
    *CARDINAL_WORDS,
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
NUMBER = rf"(?P<count>{'|'.join(sorted(CARDINALS, key=len, reverse=True))}|[1-9][0-9]?)"
WHICH = rf"\b(?P<which>{'|'.join(ORDINALS)}|[1-9][0-9]?(?:st|nd|rd|th)|last|final)"
OF_UNITS = re.compile(
    rf"{WHICH}\s(?:one\s)?of\s(?:the|its|their|these|those)\s(?:{NUMBER}\s)?{UNIT}s\b(?!\s?[0-9IVX(])", re.IGNORECASE
)
# "These villages is" counts villages; "these protects" has its verb.
OF_THEM = re.compile(
    rf"{WHICH}\s(?:one\s)?of\s(?:them|these|those)\b(?!\s[a-z]{{2,20}}s\s(?:is|was|has|had|lies|lay|will|would|can|came|stands|stood)\b)",
    re.IGNORECASE,
)
LAST_UNIT = re.compile(
    rf"\b(?P<which>last|final)\s{UNIT}\b(?!\s?[0-9IVX(]|\s(?:on|in|at|along|where|before|to|I|we|he|she|they)\b)",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"\b{NUMBER}(?:[\s-]{UNIT}s?\b|\s(?:[a-z]{{3,16}}\s)?(?:(?P<more>{UNITS})|[a-z]{{3,16}})s\b)", re.IGNORECASE
)
NEAR = 200  # characters between the counted noun and "the first of these"


class Counted(NamedTuple):
    """A provision counted off; `total` of how many, 0 where the text does not say; `spoken` where it must have said so before."""

    reference: Reference
    total: int
    spoken: bool


def find_counted(text: str) -> Iterator[Counted]:
    """Provisions that are counted off, in the order of the text, whatever text they belong to.

    >>> text = "the last of the six points, the first of its articles"
    >>> [(one.reference.label, one.reference.numbers, one.total) for one in find_counted(text)]
    [('POINT', ('last',), 6), ('ARTICLE', ('1',), 0)]
    >>> text = "He named four principles. The third of these is trust. The second of these villages is empty."
    >>> [one.total for one in find_counted(text)]
    [4]
    """
    words = words_of(text)
    ends, which = words.at(ENDS), words.at(NTHS | ENDS)
    found = [*matches(OF_UNITS, text, which), *matches(LAST_UNIT, text, ends), *matches(OF_THEM, text, which)]
    for match in sorted(found, key=lambda match: match.start()):
        unit, total = _of(text, match)
        if unit:
            numbers = (_number(match["which"].lower()),)
            reference = Reference(match.start(), match.end(), LABELS[unit], numbers, needs_treaty=True)
            yield Counted(reference, total, match.re is LAST_UNIT)


def says(text: str, unit: str, total: int) -> bool:
    """Whether a text says that something has so many of these: "nine clauses", "six-point plan".

    >>> says("a six-point plan", "point", 6), says("nine articles", "point", 9)
    (True, False)
    """
    same = (m for m in COUNTED.finditer(text) if LABELS.get(_unit(m)) == LABELS.get(unit))
    return any(_value(match["count"]) == total for match in same)


def _of(text: str, match: re.Match[str]) -> tuple[str, int]:
    """The unit in which is counted, and how many there are; what "these" are is the last thing that was counted before."""
    if match.re is not OF_THEM:
        count = match["count"] if match.re is OF_UNITS else None
        return match["unit"].lower(), _value(count) if count else 0
    before = list(COUNTED.finditer(text, max(0, match.start() - NEAR), match.start()))
    unit = _unit(before[-1]) if before else ""
    return (unit, _value(before[-1]["count"])) if unit else ("", 0)


def _unit(match: re.Match[str]) -> str:
    """What is counted, where it is a kind of provision: "nine short clauses"."""
    return (match["unit"] or match["more"] or "").lower()


def _number(which: str) -> str:
    return LAST if which in ENDS else ORDINALS.get(which) or re.sub(r"\D", "", which)


def _value(count: str) -> int:
    word = count.lower()
    return int(WORDS.get(word) or (word if word.isdigit() else CARDINALS.index(word) + 1))
