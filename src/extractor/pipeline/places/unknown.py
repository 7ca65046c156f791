"""Capitalised words that no table knows, where a place may stand under a spelling of its own.

What stands around decides how near a spelling must be to a known name: after a preposition of place, beside a kind word, in a chain of
stops or beside another name of a place a loose likeness is enough; elsewhere only nearly the same sounds are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.words import fold
from extractor.pipeline.places.kinds import AFTER, BEFORE, REACH

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = re.compile(r"(?<![\w'’-])[^\W\d_][\w'’]{2,29}(?:-[^\W\d_][\w'’]{2,29})?(?![\w-])")
SEVERAL = re.compile(r"(?<![\w'’-])[^\W\d_][\w'’]{2,29}(?:\s[^\W\d_][\w'’]{2,29}){1,2}(?![\w-])")
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|to|from|towards?|into|around|outside|inside|between|through|via|within|reach(?:ed|es)?|entered|left|captured|"
    r"took|seized|shelled|visit(?:ed|s)?|liberated|over|north|south|east|west)\s(?:the\s)?(?:(?:northern|southern|eastern|western|occupied|nearby)\s)?$"
)
PERHAPS_BEFORE = re.compile(r"\b(?:on|of|for|against|by)\s$")
LINKED_BEFORE = re.compile(r"(?:[(/–—]|\s-\s|-|,\s(?:and\s)?|\sand\s)$")
LINKED_AFTER = re.compile(r"\s?\(|[)/–—]|\s-\s|-|,\s?|\sand\s")
CAPITAL_BEFORE = re.compile(r"[^\W\d_a-z][\w'’.-]*\s$")
CAPITAL_AFTER = re.compile(r"\s[^\W\d_a-z][^\W\d_]")
STARTS = re.compile(r"(?:^|[.!?:;…\n•]|[.!?]['\"”’)])\s*['\"“‘(]?$")
# Adjectives and people of a place: Karabakhi, Shushan, Nakhchivanis.
DEMONYM = re.compile(r"(?:ians?|ans|is|ese|li|lu|tsi|tsy|ites?|ers?|tsev|i)$")
PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|President|Minister|General|Colonel|Ambassador|Senator|Professor|Commander|Secretary|Chancellor|Premier|King)\.?\s$"
)
TIGHT, WHOLE, LOOSE = 0.1, 0.12, 0.2  # of distance, for each sound
LONG = 5  # letters of a word that is asked without help from around


class Unknown(NamedTuple):
    """A capitalised word, and how near a known name must be for it to be taken for a spelling of that."""

    start: int
    end: int
    limit: float


def unknown(text: str, taken: set[int], names: set[int]) -> Iterator[Unknown]:
    """Words that may spell a place. `taken` are characters that are something else, `names` the last and first characters of places."""
    lower = set(re.findall(r"\b[a-z]{4,}\b", text))
    for match in NAME.finditer(text):
        start, end = match.span()
        word = match[0].removesuffix("'s").removesuffix("’s")
        end = start + len(word)
        if not all(part[0].isupper() for part in word.split("-")):
            continue
        if len(word) < LONG - 1 or start in taken or end - 1 in taken or word.lower() in lower:
            continue
        before, after = text[max(0, start - REACH) : start], text[end : end + 40]
        kind = has_kind_word(text, start, end)
        if not kind and (PERSON_BEFORE.search(before) or CAPITAL_AFTER.match(after) or CAPITAL_BEFORE.search(before)):
            continue
        if kind or is_beside(text, start, end, names) or PLACE_BEFORE.search(before):
            yield Unknown(start, end, LOOSE)
        elif len(word) >= LONG and not STARTS.search(before) and not DEMONYM.search(fold(word)):
            yield Unknown(start, end, TIGHT)


def several(text: str, taken: set[int]) -> Iterator[Unknown]:
    """Rows of two or three capitalised words after a preposition of place; their name must be near as a whole."""
    for match in SEVERAL.finditer(text):
        start, end = match.span()
        words = match[0].split()
        while words and not words[-1][0].isupper():
            end -= len(words.pop()) + 1
        if len(words) == 1 or not all(word[0].isupper() for word in words) or not taken.isdisjoint(range(start, end)):
            continue
        if PLACE_BEFORE.search(text[max(0, start - REACH) : start]):
            yield Unknown(start, end, WHOLE)


def has_kind_word(text: str, start: int, end: int) -> bool:
    """Whether a word for a kind of place stands before or behind."""
    return bool(AFTER.match(text, end) or BEFORE.search(text[max(0, start - REACH) : start]))


def is_beside(text: str, start: int, end: int, names: set[int]) -> bool:
    """Whether another name of a place stands beside, in a list, a chain or brackets; `names` as in `unknown`."""
    before = LINKED_BEFORE.search(text[max(0, start - REACH) : start])
    if before is not None and start - len(before[0]) - 1 in names:
        return True
    after = LINKED_AFTER.match(text, end)
    return after is not None and after.end() in names


def is_where(text: str, start: int) -> bool:
    """Whether words that call for a place stand before."""
    before = text[max(0, start - REACH) : start]
    return bool(PLACE_BEFORE.search(before) or PERHAPS_BEFORE.search(before))
