"""Even out a text for the search: words alone, without diacritics, each with a space of its own on both sides.

So a whole word is found by its spaces, and two names side by side share none. Letters without small forms in ASCII are made small here;
ASCII keeps its case, and ``bytes.lower`` evens that out where case does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np

ASCII_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
# What parts words in ASCII becomes a space; the bytes of other letters stay.
_PARTED = bytes(code if code in ASCII_LETTERS or code > 127 else 32 for code in range(256))
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_BROKEN = re.compile(r"(?:-|\u00ad|\ufffe)\r?\n[ \t]{0,40}(?=[^\W\d_])")  # a word parted at the end of a line
_STUCK = re.compile(rb"(?<=[A-Za-z\x80-\xff]{3})(?=\d)")  # "Aghdam3": the mark of a note that stuck to a word
_FEW = 400  # bytes up to which the pattern is faster than NumPy
_ALIKE = {"ə": "e", "Ə": "E", "ǝ": "e", "Ǝ": "E", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
_HALF = 60  # characters on each side of a line's end that a broken word may have


def words(text: str) -> bytes:
    r"""The words of a text, UTF-8.

    >>> words("Kara-\nbakh’s Şuşa[3]").decode()
    ' Kara  bakh  s  Susa  3  Karabakh  s '
    """
    if broken := [_mended(text, found) for found in _BROKEN.finditer(text)]:
        text = f"{text} {' '.join(broken)}"
    if not text.isascii():
        text = _BEYOND.sub(_folded, text)
    data = _unstuck(text.encode("utf-8", "replace").translate(_PARTED))
    return b" %b " % b"  ".join(data.split())


def name(text: str) -> bytes:
    """A name as `words` shows it in a text; empty where it holds no letter or digit."""
    return words(text) if any(char.isalnum() for char in text) else b""


def _unstuck(data: bytes) -> bytes:
    """The figures of notes that stick to a word ("Aghdam3") parted from it; in long texts NumPy finds them ten times as fast."""
    if len(data) < _FEW:
        return _STUCK.sub(b" ", data)
    codes = np.frombuffer(data, dtype=np.uint8)
    letter = codes >= ord("A")
    figure = (codes >= ord("0")) & (codes <= ord("9"))
    at = np.flatnonzero(figure[3:] & letter[2:-1] & letter[1:-2] & letter[:-3]) + 3
    if not at.size:
        return data
    return b" ".join(data[start:end] for start, end in zip([0, *at], [*at, len(data)], strict=True))


def _mended(text: str, found: re.Match[str]) -> str:
    """A word that a line's end parts, in one piece."""
    before = text[max(0, found.start() - _HALF) : found.start()].split()[-1:]
    after = text[found.end() : found.end() + _HALF].split()[:1]
    return "".join((*before, *after))


def _folded(found: re.Match[str]) -> str:
    return _fold(found[0])


@lru_cache(maxsize=1 << 16)
def _fold(run: str) -> str:
    return "".join(map(_fold_one, unicodedata.normalize("NFKD", "".join(map(_apart, run)))))


def _apart(char: str) -> str:
    """Raised figures are marks of notes and no part of a word."""
    return " " if unicodedata.category(char) == "No" else char


@lru_cache(maxsize=1 << 12)
def _fold_one(char: str) -> str:
    if char.isascii():
        return char
    if char in _ALIKE:
        return _ALIKE[char]
    kind = unicodedata.category(char)
    if kind in ("Mn", "Cf") or char == "\ufffe":
        return ""
    return char.lower() if char.isalnum() else " "
