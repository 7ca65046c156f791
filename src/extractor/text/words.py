"""Know which words a document uses, so that a word cut at a line end is mended the way its author writes it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

WORD = re.compile(r"[^\W\d_]+")
# A hyphen, the gap where a line or a tool cut a word, and what stands behind.
HYPHEN = re.compile(r"[-‐\xad\ufffe]([ \n\f]?)([^\W\d_]*)")
LINKING = "-‐"
LONGEST = 100  # letters; nobody asks for longer words
BEFORE = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{1,{LONGEST}}}\Z")
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
        # All at once: to look at each word by itself would take ten times as long.
        single = Counter("\n".join(WORD.findall(text)).casefold().split())
        pairs: list[tuple[str, str]] = []
        cut: list[str] = []
        last = -1  # where the last word that a cut left over begins
        for hyphen in HYPHEN.finditer(text):
            at, (gap, right) = hyphen.start(), hyphen.groups()
            far = max(0, at - LONGEST - 1)
            left = BEFORE.search(text, max(far, text.rfind(" ", far, at)), at)
            if left and right and not gap and text[at] in LINKING:
                pairs.append((left[0].casefold(), right.casefold()))
            elif left and left.start() != last:
                cut.append(left[0].casefold())
            if gap and right:
                last = hyphen.start(2)
                cut.append(right.casefold())
        single.subtract(cut)
        return single, Counter(pairs)
