"""The words of a text and where each stands, read once for all finders.

A dear pattern need not be tried at every character: it is tried where one of the words stands that it can begin with. So it costs what
the text holds of those words, and a text that holds none of them pays nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

SPACED = "-‐‑‒–—\n\t\u00a0"
QUOTES = "’‘ʼʹ`´′"
SPECIAL = {"ə": "e", "Ə": "e", "ǝ": "e", "Ǝ": "e", "ı": "i", "İ": "i", "ł": "l", "ø": "o", "đ": "d", "ё": "е", "Ё": "е"}
WORD = re.compile(r"[^\W_]+")
BETWEEN = re.compile(rf"({WORD.pattern})")

# Texts of this many characters are remembered, and that many of them: what one document is asked for by several finders.
SHORTEST, LONGEST, REMEMBERED = 200, 200_000, 2


class _Fold(dict[int, str]):
    """Folds one character to one character, remembering each answer."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in SPACED:
            folded = " "
        elif char in QUOTES:
            folded = "'"
        else:
            base = SPECIAL.get(char) or unicodedata.normalize("NFD", char)[0]
            lower = base.lower()
            folded = lower if len(lower) == 1 else base
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """The text with case, diacritics, hyphens and line breaks evened out; as many characters as before.

    >>> fold("Şuşa, NAGORNO-Karabakh, Kəlbəcər")
    'susa, nagorno karabakh, kelbecer'
    """
    return text.translate(_FOLD)


class Words:
    """The words of a text, folded, and where each begins. Letters and digits make a word; hyphens, apostrophes and `_` end it.

    >>> words = Words("The Lachin corridor, the Ağdam road")
    >>> words.at({"the", "agdam"}), words.before(25), words.after(25)
    ([0, 21, 25], 'the', 'agdam')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        # A pattern that ignores case takes the long s for an s.
        parts = BETWEEN.split(self.folded.replace("ſ", "s"))
        self._words = parts[1::2]
        self._starts = list(accumulate(map(len, parts)))[:-1:2]
        self.starts: dict[str, list[int]] = {}
        for start, word in zip(self._starts, self._words, strict=True):
            if word in self.starts:
                self.starts[word].append(start)
            else:
                self.starts[word] = [start]
        self.singulars = {word[:-1] for word in self.starts if word[-1] == "s"}

    def at(self, wanted: AbstractSet[str]) -> list[int]:
        """Where these words stand, in the order of the text."""
        return sorted([start for word in self.starts.keys() & wanted for start in self.starts[word]])

    def before(self, at: int) -> str:
        """The last word that begins before these characters."""
        n = bisect_left(self._starts, at)
        return self._words[n - 1] if n else ""

    def after(self, at: int) -> str:
        """The first word that begins here or behind."""
        n = bisect_left(self._starts, at)
        return self._words[n] if n < len(self._words) else ""


def first_words(*names: str) -> frozenset[str]:
    """The words that these names begin with, as `Words` has them."""
    return frozenset(word[0] for name in names if (word := WORD.search(fold(name))))


def words_of(text: str) -> Words:
    """The words of a text; those of a document are remembered while finders ask for them in turn."""
    return _remembered(text) if SHORTEST < len(text) < LONGEST else Words(text)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> Words:
    return Words(text)


def matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, of a pattern that can only match at these places.

    >>> text = "point 4 or item 5"
    >>> [match[0] for match in matches(re.compile(r"(?:item|point) [0-9]"), text, Words(text).at({"item", "point"}))]
    ['point 4', 'item 5']
    """
    done = 0
    for start in starts:
        if start >= done and (match := pattern.match(text, start)):
            yield match
            done = match.end()
