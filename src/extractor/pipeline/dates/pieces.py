"""The pieces of a text, words and signs and numbers, and what each is as a token by itself.

A text is cut into pieces without regard to their meaning, and what each different piece means is looked up once. Most
are plain words; `ASK` and `FIRST` mark those that only the whole pattern of a token (`lex.py`) can read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from extractor.pipeline.dates.words import fold, lexicon

SIGNS = {
    ",": "c",
    "-": "z",
    "–": "z",
    "—": "z",
    "‒": "z",
    "/": "/",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    ".": ".",
    "?": ".",
    "!": ".",
    "'": "'",
    "’": "'",
    "&": "&",
}
KEPT = 24  # characters of a piece whose reading is kept for other texts
# The first kind is part of the second: plain letters are read faster.
PIECE = re.compile(r" ?[A-Za-z]++(?![^\W\d_])| ?[^\W\d_]+| ?\d+| ?\S|\s+")
# Codes while a text is read: a piece that the whole pattern must read, one that begins something if the next goes on, no token.
ASK, FIRST, GAP = "*", "^", " "
# What the whole pattern reads in another way than the lexicon: alone; first pieces; and the pieces that go on behind these.
ALONE = ("am", "pm", "ad", "bc", "bce", "ce", "q")
BEGINNINGS = ("a", "p", "b", "o", "n", "old", "new", "'", "’")
GOING_ON = frozenset((".", "style", "'", "’"))
OTHER: tuple[str, Any] = ("_", None)
# What a piece of text is as a token: code, value, folded word, and 1 where the piece begins with a space.
Read = tuple[str, Any, str, int]
BLANK: Read = (GAP, None, "", 0)


class Pieces(dict[str, Read]):
    """The pieces of one text as tokens, each different one read once."""

    def __missing__(self, piece: str) -> Read:
        read = self[piece] = _read(piece) if len(piece) <= KEPT else _read.__wrapped__(piece)
        return read


@lru_cache(maxsize=8192)
def _read(piece: str) -> Read:
    lead = int(piece[0] == " " and len(piece) > 1)
    written = piece[lead:]
    folded = fold(written)
    code: str = "_"
    value = None
    if coded := lexicon().words.get(folded):
        code, value = unless_short(written, folded, coded)
    elif not written[0].isalpha():
        code = ASK if written.isdecimal() or written.count("\n") > 1 else sign_code(written)
    read = BLANK if written.isspace() and code != ASK else (code, value, folded, lead)
    begins = _firsts().get(folded)
    # Where nothing goes on behind a first piece, its value says what it is by itself.
    return (begins, read, folded, lead) if begins else read


def goes_on(after: Read) -> bool:
    """Whether the next piece may go on with what a first piece began."""
    return after[0] in (ASK, GAP) or after[2] in _seconds()


def unless_short(word: str, folded: str, coded: tuple[str, Any]) -> tuple[str, Any]:
    """An abbreviation that is an everyday word as well needs a capital: sat, mar; so does a month like that: may."""
    if coded[0] not in "Mv" or word[0].isupper():
        return coded
    if folded in lexicon().short:
        return OTHER
    return ("K" if coded[0] == "M" else "v"), coded[1]


def sign_code(sign: str) -> str:
    """The code of a sign; ``$`` for those that make the number behind them no date."""
    return SIGNS.get(sign, "$" if sign in lexicon().signs else "_")


@cache
def _firsts() -> dict[str, str]:
    """The first pieces of all that only the whole pattern reads: `FIRST` where more must follow, `ASK` where none need."""
    phrases = [PIECE.findall(phrase) for phrase in lexicon().phrases]
    return {
        **dict.fromkeys(BEGINNINGS, FIRST),
        **{phrase[0]: FIRST for phrase in phrases},
        **{phrase[0]: ASK for phrase in phrases if len(phrase) == 1},
        **dict.fromkeys(ALONE, ASK),
    }


@cache
def _seconds() -> frozenset[str]:
    phrases = [PIECE.findall(phrase) for phrase in lexicon().phrases]
    return GOING_ON.union(phrase[1].strip() for phrase in phrases if len(phrase) > 1)
