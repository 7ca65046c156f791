"""Capitalised words that no table knows, where a place may stand under a spelling of its own.

What stands around decides how near a spelling must be to a known name: after a preposition of place, beside a kind word, in a chain of
stops or beside another name of a place a loose likeness is enough; elsewhere only nearly the same sounds are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.places.kinds import REACH, kind_after, kind_before
from extractor.pipeline.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.pipeline.taken import Taken
    from extractor.pipeline.words import Words

# The capital comes first, and then the look at what stands before it, so that the text is scanned for capitals.
NAME = re.compile(r"[^\W\d_a-z](?<![\w'’-].)[\w'’]{2,29}(?:-[^\W\d_][\w'’]{2,29})?(?![\w-])")
SEVERAL = re.compile(r"(?<![\w'’-])[^\W\d_][\w'’]{2,29}(?:\s[^\W\d_][\w'’]{2,29}){1,2}(?![\w-])")
WHERE = (
    "in", "at", "near", "to", "from", "toward", "towards", "into", "around", "outside", "inside", "between", "through", "via", "within",
    "reach", "reached", "reaches", "entered", "left", "captured", "took", "seized", "shelled", "visit", "visited", "visits", "liberated",
    "over", "north", "south", "east", "west",
)  # fmt: skip
SIDES = ("northern", "southern", "eastern", "western", "occupied", "nearby")
PLACE_BEFORE = re.compile(rf"\b(?:{'|'.join(WHERE)})\s(?:the\s)?(?:(?:{'|'.join(SIDES)})\s)?$")
PLACE_WORDS = frozenset({*WHERE, *SIDES, "the"})
PERHAPS_BEFORE = re.compile(r"\b(?:on|of|for|against|by)\s$")
LINKED_BEFORE = re.compile(r"(?:[(/–—]|\s-\s|-|,\s(?:and\s)?|\sand\s)$")
LONGEST_LINK = 8  # characters
LINKED_AFTER = re.compile(r"\s?\(|[)/–—]|\s-\s|-|,\s?|\sand\s")
CAPITAL_BEFORE = re.compile(r"[^\W\d_a-z][\w'’.-]*\s$")
CAPITAL_AFTER = re.compile(r"\s[^\W\d_a-z][^\W\d_]")
STARTS = re.compile(r"(?:^|[.!?:;…\n•]|[.!?]['\"”’)])\s*['\"“‘(]?$")
# Endings of adjectives and people of a place: Karabakhi, Shushan, Nakhchivanis.
DEMONYM = ("ian", "ians", "ans", "is", "ese", "li", "lu", "tsi", "tsy", "ite", "ites", "er", "ers", "tsev", "i")
TITLES = (
    "Mr", "Mrs", "Ms", "Dr", "President", "Minister", "General", "Colonel", "Ambassador", "Senator", "Professor", "Commander", "Secretary",
    "Chancellor", "Premier", "King",
)  # fmt: skip
PERSON_BEFORE = re.compile(rf"\b(?:{'|'.join(TITLES)})\.?\s$")
TIGHT, WHOLE, LOOSE = 0.1, 0.12, 0.2  # of distance, for each sound
LONG = 5  # letters of a word that is asked without help from around


class Unknown(NamedTuple):
    """A capitalised word, and how near a known name must be for it to be taken for a spelling of that."""

    start: int
    end: int
    limit: float


def unknown(words: Words, taken: Taken, names: set[int]) -> Iterator[Unknown]:
    """Words that may spell a place. `taken` are characters that are something else, `names` the last and first characters of places."""
    text = words.text
    lower = set(re.findall(r"\b[a-z]{4,}\b", text))
    for match in NAME.finditer(text):
        start, end = match.span()
        word = match[0].removesuffix("'s").removesuffix("’s")
        end = start + len(word)
        if len(word) < LONG - 1 or start in taken or end - 1 in taken or word.lower() in lower:
            continue
        if not all(part[0].isupper() for part in word.split("-")):
            continue
        kind = has_kind_word(words, start, end)
        before = text[max(0, start - REACH) : start]
        if not kind and (
            CAPITAL_AFTER.match(text, end) or CAPITAL_BEFORE.search(before) or PERSON_BEFORE.search(before)
        ):
            continue
        if kind or is_beside(text, start, end, names) or is_called_for(words, start):
            yield Unknown(start, end, LOOSE)
        elif len(word) >= LONG and not fold(word).endswith(DEMONYM) and not STARTS.search(before):
            yield Unknown(start, end, TIGHT)


def several(words: Words, taken: Taken) -> Iterator[Unknown]:
    """Rows of two or three capitalised words after a preposition of place; their name must be near as a whole."""
    text = words.text
    for match in SEVERAL.finditer(text):
        start, end = match.span()
        if not text[start].isupper():
            continue
        row = match[0].split()
        while not row[-1][0].isupper():
            end -= len(row.pop()) + 1
        is_row = len(row) > 1 and all(word[0].isupper() for word in row)
        if is_row and taken.is_free(start, end) and is_called_for(words, start):
            yield Unknown(start, end, WHOLE)


def has_kind_word(words: Words, start: int, end: int) -> bool:
    """Whether a word for a kind of place stands before or behind."""
    return bool(kind_after(words, end) or kind_before(words, start))


def is_beside(text: str, start: int, end: int, names: set[int]) -> bool:
    """Whether another name of a place stands beside, in a list, a chain or brackets; `names` as in `unknown`."""
    before = LINKED_BEFORE.search(text, max(0, start - LONGEST_LINK), start)
    if before is not None and start - len(before[0]) - 1 in names:
        return True
    after = LINKED_AFTER.match(text, end)
    return after is not None and after.end() in names


def is_called_for(words: Words, start: int) -> bool:
    """Whether words after which only a place can stand are before."""
    return words.before(start) in PLACE_WORDS and bool(PLACE_BEFORE.search(words.text, max(0, start - REACH), start))


def is_where(words: Words, start: int) -> bool:
    """Whether words that call for a place stand before."""
    return is_called_for(words, start) or bool(PERHAPS_BEFORE.search(words.text, max(0, start - REACH), start))
