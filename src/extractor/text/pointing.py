"""Know the words that lead to a source or point back to one: "See also", "Ibid.", "a. a. O.", "там же".

The words of each language are rows of ``cues.toml``; here they become patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractor.text.cues import cues

if TYPE_CHECKING:
    from collections.abc import Iterable

# "Aktar, age., s. 33": without its stops the word is English as well, so that a page must follow.
UNSTOPPED = r"(?<=, )ag[emty]\.?(?=,? (?:ss?|c)\. ?\d)"


@dataclass(frozen=True, slots=True)
class Pointing:
    """Patterns that are matched where a note or a part of it begins; `back` is looked for anywhere in it."""

    signal: re.Pattern[str]
    same_note: re.Pattern[str]
    same_author: re.Pattern[str]
    back: re.Pattern[str]


@cache
def pointing() -> Pointing:
    """The patterns, made once.

    >>> pointing().signal.match("See also Holm")[0], pointing().same_note.match("Vgl. ebd., S. 4")[0]
    ('See also ', 'Vgl. ebd')
    >>> pointing().back.search("Treml, a. a. O., S. 110")[0]
    'a. a. O'
    """
    words = cues()
    signal = rf"(?:(?:{_any(words.signals)})[,:]?\s){{0,2}}"
    return Pointing(
        signal=re.compile(signal, re.IGNORECASE),
        same_note=re.compile(rf"{signal}(?:{_any(words.same_note)})", re.IGNORECASE),
        same_author=re.compile(rf"{signal}(?:{_any(words.same_author)})", re.IGNORECASE),
        back=re.compile(rf"(?<!\w)(?:{_any(words.named_before)})|{UNSTOPPED}", re.IGNORECASE),
    )


def _any(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest first; behind a stop a space may be there or not."""
    return "|".join(_written(phrase) for phrase in sorted(phrases, key=lambda one: (-len(one), one)))


def _written(phrase: str) -> str:
    pattern = re.escape(phrase).replace(r"\.\ ", r"\.").replace(r"\.", r"\.\s?").replace(r"\ ", r"\s")
    return pattern.removesuffix(r"\s?") if phrase.endswith(".") else pattern + r"(?!\w)"
