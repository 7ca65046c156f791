"""Tell a place from what only bears its name: a person, a body, a work, an ordinary word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.names import is_in_body
from extractor.pipeline.places.kinds import kind_after

if TYPE_CHECKING:
    from extractor.pipeline.names import Hit
    from extractor.pipeline.words import Words

# The way that family names of the region are built; a place before one is a given name.
FAMILY_NAME = re.compile(
    r"\s[A-ZÇƏĞİÖŞÜ][\w’']{1,12}(?:yan|yants|ov|ev|ova|eva|yev|yeva|zad[eə]h?|shvili|dze|o[gğ]lu|enko|vi[cć])\b"
)
NEXT_NAME = re.compile(r"\s(?P<word>[A-ZÇƏĞİÖŞÜ][a-zçəğıöşü’'-]+)(?!\w)")
# A capitalised word before the name in the middle of a sentence; adjectives of direction and origin belong to the place.
NAME_BEFORE = re.compile(r"(?<![.!?:;\n])\s(?!\w+(?:ern|ian|ish|iet)\s)(?P<word>[A-Z][a-z]+)\s$")

ACRONYM = 3  # letters


def is_other(words: Words, hit: Hit[str], *, common: bool) -> bool:
    """Whether the name here is part of another name. `common`: the word is also a usual personal name or a word of its own.

    >>> from extractor.pipeline.names import Hit
    >>> from extractor.pipeline.words import Words
    >>> is_other(Words("at Georgia Tech"), Hit(3, 10, ()), common=True)
    True
    >>> is_other(Words("in Tbilisi, Georgia"), Hit(12, 19, ()), common=True)
    False
    """
    text = words.text
    if _shouted(text, hit) or is_in_body(words, hit.start, hit.end) or FAMILY_NAME.match(text, hit.end):
        return True
    if not common or text[hit.start : hit.end].isupper():
        return False
    after = NEXT_NAME.match(text, hit.end)
    return bool(
        (after and not kind_after(words, hit.end)) or NAME_BEFORE.search(text, max(0, hit.start - 24), hit.start)
    )


def _shouted(text: str, hit: Hit[str]) -> bool:
    """Whether an acronym stands in a line of capitals, where it may be any word: THEY TOLD US NOTHING."""
    surface = text[hit.start : hit.end]
    if not surface.isupper() or not surface.isalpha() or len(surface) > ACRONYM:
        return False
    words = [
        *re.findall(r"[^\W\d_]{3,}", text[max(0, hit.start - 24) : hit.start])[-1:],
        *re.findall(r"[^\W\d_]{3,}", text[hit.end : hit.end + 24])[:1],
    ]
    return bool(words) and all(word.isupper() for word in words)
