"""Know which words a document uses, so that a word cut at a line end is mended the way its author writes it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
HYPHEN = re.compile("[-‐]")
CUTS = "-‐\xad\ufffe"
GAPS = frozenset(hyphen + gap for hyphen in CUTS for gap in " \n\f")
VOWELS = frozenset("aeiou")


class Words:
    """How often each word, and each pair of words with a hyphen between, stands in a document; counted when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def single(self) -> Counter[str]:
        """The words, less those that a hyphen and a gap cut in two."""
        return self._counted[0]

    @property
    def pairs(self) -> Counter[tuple[str, str]]:
        """The pairs with a hyphen between."""
        return self._counted[1]

    @cached_property
    def hyphenates_re(self) -> bool:
        """Whether the author writes "re-enter"."""
        return any(left == "re" and right[0] in VOWELS for left, right in self.pairs)

    @cached_property
    def _counted(self) -> tuple[Counter[str], Counter[tuple[str, str]]]:
        text = self._text
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
        return Counter(single), Counter(pairs)
