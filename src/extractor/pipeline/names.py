"""Find many names in a text at once, whatever their case, diacritics, hyphens or apostrophes, with exact characters.

The text is folded character by character, so that offsets stay; an index by first word makes the scan independent of the number of
names. The longest name wins where several begin at one word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WORD = re.compile(r"[^\W_]+")
SPACED = "-‐‑‒–—\n\t\u00a0"
QUOTES = "’‘ʼʹ`´′"
SPECIAL = {"ə": "e", "Ə": "e", "ǝ": "e", "Ǝ": "e", "ı": "i", "İ": "i", "ł": "l", "ø": "o", "đ": "d", "ё": "е", "Ё": "е"}

# Bodies and works that are called after a place or a person: "Georgia State University", "Bank of Georgia", "Moscow Times".
BODY = (
    r"(?:University|Institute|College|Academy|Bank|Airlines|Airways|Foundation|Fund|Times|Post|Tribune|Herald|Gazette|Chronicle|Daily|News|"
    r"Mail|Journal|Review|Club|FC|Company|Corporation|Holding|Hotel|Orchestra|Prize|Award|Street|Avenue|Boulevard|Stadium|Tech)\b"
)
# What is called after a person only: "Baku Airport" still lies in Baku.
NAMESAKE = rf"(?:{BODY}|(?:Airport|Cent(?:er|re)|Museum|Park|Square|Bridge|Palace|Hospital|School|Library|Theatre|Theater|Complex)\b)"
WORD_OF_NAME = r"[^\W\d_a-z][\w'’-]{0,20}"
BEFORE_BODY = re.compile(rf"\b{BODY}\s(?:of|for)\s(?:the\s)?$")
AFTER_BODY = re.compile(rf"(?:\s{WORD_OF_NAME}){{0,2}}?\s{BODY}")
AFTER_NAMESAKE = re.compile(rf"(?:\s{WORD_OF_NAME}){{0,2}}?\s{NAMESAKE}")

# Texts of this many characters are remembered, and that many of them: what one document is asked for by several finders.
SHORTEST, LONGEST, REMEMBERED = 200, 200_000, 2

T = TypeVar("T")


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
    return _folded(text) if SHORTEST < len(text) < LONGEST else text.translate(_FOLD)


@lru_cache(maxsize=REMEMBERED)
def _folded(text: str) -> str:
    return text.translate(_FOLD)


def _words(folded: str) -> Sequence[tuple[int, str]]:
    """Where each word begins, and the word; several indexes read one text in turn."""
    return _listed(folded) if SHORTEST < len(folded) < LONGEST else _list(folded)


def _list(folded: str) -> list[tuple[int, str]]:
    return [(word.start(), word[0]) for word in WORD.finditer(folded)]


_listed = lru_cache(maxsize=REMEMBERED)(_list)


def is_in_body(text: str, start: int, end: int) -> bool:
    """Whether a place's name belongs to a body or a work that is called after it.

    >>> is_in_body("the Bank of Georgia", 12, 19), is_in_body("in Georgia on Friday", 3, 10)
    (True, False)
    """
    return bool(AFTER_BODY.match(text, end) or BEFORE_BODY.search(text, max(0, start - 24), start))


def has_namesake(text: str, end: int) -> bool:
    """Whether a person's name that ends here is part of the name of something else.

    >>> has_namesake("Heydar Aliyev International Airport", 13)
    True
    """
    return bool(AFTER_NAMESAKE.match(text, end))


class Hit(NamedTuple, Generic[T]):
    """A name found: its characters and everything that bears it."""

    start: int
    end: int
    values: tuple[T, ...]


class _Entry(NamedTuple, Generic[T]):
    folded: str
    name: str
    value: T


class NameIndex(Generic[T]):
    """Names and what they stand for. A capitalised name is not found in lower case, an acronym only in capitals."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._by_name: dict[str, list[_Entry[T]]] = {}
        lengths: dict[str, set[int]] = {}
        for name, value in names:
            folded = fold(unicodedata.normalize("NFC", name))
            first = WORD.search(folded)
            if first and not first.start():
                self._by_name.setdefault(folded, []).append(_Entry(folded, name, value))
                lengths.setdefault(first[0], set()).add(len(folded))
        # How long names are that begin with a word, the longest first: a scan asks for each length, however many names there are.
        self._lengths = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}

    def __call__(self, text: str, folded: str | None = None) -> Iterator[Hit[T]]:
        """The names in the text, left to right, without overlaps; `folded` saves the folding where it is done already."""
        folded = fold(text) if folded is None else folded
        done = 0
        known = self._lengths
        for start, word in _words(folded):
            # A plural, or a possessive whose apostrophe was lost, begins as the name does.
            lengths = known.get(word) or (known.get(word[:-1]) if word[-1] == "s" else None)
            if lengths and start >= done and (hit := self._at(text, folded, start, lengths)):
                yield hit
                done = hit.end

    def get(self, name: str) -> tuple[T, ...]:
        """Everything that bears exactly this name, folded."""
        return tuple(
            dict.fromkeys(entry.value for entry in self._by_name.get(fold(unicodedata.normalize("NFC", name)), ()))
        )

    def _at(self, text: str, folded: str, start: int, lengths: tuple[int, ...]) -> Hit[T] | None:
        for length in lengths:
            end = start + length
            entries = self._by_name.get(folded[start:end])
            if entries and _ends(folded, end):
                found = [entry.value for entry in entries if _cased(entry.name, text[start:end])]
                if found:
                    return Hit(start, end, tuple(dict.fromkeys(found)))
        return None


def _ends(folded: str, end: int) -> bool:
    """Whether a word ends here, or but for one `s` of a plural or a possessive that lost its apostrophe."""
    rest = folded[end : end + 2]
    # A last word of one letter takes none: "Oslo is" is not "Oslo I" in the plural.
    return not rest[:1].isalnum() or (rest[0] == "s" and not rest[1:].isalnum() and folded[end - 2 : end].isalnum())


def _cased(name: str, surface: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return all(char.isupper() for char in surface if char.isalpha())
    return not (name[0].isupper() and surface[0].islower())
