"""Know which words a document uses, so that a word cut at a line end is mended the way its author writes it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
HYPHEN = re.compile("[-‐]")
CUTS = "-‐\xad\ufffe"
GAPS = frozenset(hyphen + gap for hyphen in CUTS for gap in " \n\f")
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Words:
    """How often each word, and each pair of words with a hyphen between, stands in a document."""

    single: Counter[str]
    pairs: Counter[tuple[str, str]]
    hyphenates_re: bool

    @classmethod
    def of(cls, text: str) -> Words:
        """Count the words of a text, leaving aside those that a hyphen and a gap cut in two."""
        single: list[str] = []
        pairs: list[tuple[str, str]] = []
        for match in WORD.finditer(text):
            start, end = match.span()
            parts = HYPHEN.split(match[0].casefold())
            if len(parts) > 1:
                pairs += pairwise(parts)
            if text[end : end + 1] in CUTS and end < len(text):
                parts.pop()
            if text[max(0, start - 2) : start] in GAPS:
                parts = parts[1:]
            single += parts
        hyphenates_re = any(left == "re" and right[0] in VOWELS for left, right in pairs)
        return cls(Counter(single), Counter(pairs), hyphenates_re)
