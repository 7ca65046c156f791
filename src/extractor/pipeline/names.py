"""Find many names in a text at once, whatever their case, diacritics, hyphens or apostrophes, with exact characters.

The text is folded character by character, so that offsets stay; an index by first word makes the scan independent of the number of
names. The longest name wins where several begin at one word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from extractor.pipeline.words import WORD, Words, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Bodies and works that are called after a place or a person: "Georgia State University", "Bank of Georgia", "Moscow Times".
BODY = (
    r"(?:University|Institute|College|Academy|Bank|Airlines|Airways|Foundation|Fund|Times|Post|Tribune|Herald|Gazette|Chronicle|Daily|News|"
    r"Mail|Journal|Review|Club|FC|Company|Corporation|Holding|Hotel|Orchestra|Prize|Award|Street|Avenue|Boulevard|Stadium|Tech)\b"
)
# What is called after a person only: "Baku Airport" still lies in Baku.
NAMESAKE = rf"(?:{BODY}|(?:Airport|Cent(?:er|re)|Museum|Park|Square|Bridge|Palace|Hospital|School|Library|Theatre|Theater|Complex)\b)"
WORD_OF_NAME = r"[^\W\d_a-z][\w'’-]{0,20}"
BEFORE_BODY = re.compile(rf"\b{BODY}\s(?:of|for)\s(?:the\s)?$")
OF_BODY = {"of", "for", "the"}
AFTER_BODY = re.compile(rf"(?:\s{WORD_OF_NAME}){{0,2}}?\s{BODY}")
AFTER_NAMESAKE = re.compile(rf"(?:\s{WORD_OF_NAME}){{0,2}}?\s{NAMESAKE}")

REMEMBERED = 4_096  # names that were found, and whether they are acronyms

T = TypeVar("T")


def is_in_body(words: Words, start: int, end: int) -> bool:
    """Whether a place's name belongs to a body or a work that is called after it.

    >>> is_in_body(Words("the Bank of Georgia"), 12, 19), is_in_body(Words("in Georgia on Friday"), 3, 10)
    (True, False)
    """
    if AFTER_BODY.match(words.text, end):
        return True
    return words.before(start) in OF_BODY and bool(BEFORE_BODY.search(words.text, max(0, start - 24), start))


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

    def __call__(self, text: str, words: Words | None = None) -> Iterator[Hit[T]]:
        """The names in the text, left to right, without overlaps; `words` are those of the text, where they are read already."""
        words = words or words_of(text)
        done = 0
        for start, lengths in self._beginnings(words):
            if start >= done and (hit := self._at(text, words.folded, start, lengths)):
                yield hit
                done = hit.end

    def _beginnings(self, words: Words) -> list[tuple[int, tuple[int, ...]]]:
        """Where a name may begin, and how long names are that begin so."""
        known = self._lengths
        found = {word: known[word] for word in known.keys() & words.starts.keys()}
        # A plural, or a possessive whose apostrophe was lost, begins as the name does.
        found |= {f"{word}s": known[word] for word in known.keys() & words.singulars if f"{word}s" not in known}
        return sorted([(start, lengths) for word, lengths in found.items() for start in words.starts[word]])

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
    if _is_acronym(name):
        return all(char.isupper() for char in surface if char.isalpha())
    return not (name[0].isupper() and surface[0].islower())


@lru_cache(maxsize=REMEMBERED)
def _is_acronym(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)
