"""Mend words that were cut in two: "accom-" and "plished" are one word, "Nagorno-" and "Karabakh" keep their hyphen.

No dictionary is needed. The document itself is asked first: the form it uses elsewhere wins. Then capitals, digits and
a few word parts decide, and a plain cut between small letters is closed.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from extractor.text.cues import cues
from extractor.text.draft import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.text.words import Words

INSIDE_LINE = re.compile(r"[-‐](?<=[^\W_][-‐]) (?=[^\W_])")  # sought by its hyphen, the rarest part
LEFT = re.compile(r"[^\W\d_]{1,40}$|\d{1,9}$")
RIGHT = re.compile(r"[^\W\d_]{1,40}|\d{1,9}")


class Mend(Enum):
    """What becomes of a hyphen and the gap after it: both go, the gap goes, or both stay."""

    JOIN = "join"
    KEEP = "keep"
    LEAVE = "leave"


def judge(before: str, after: str, words: Words, *, line_end: bool) -> Mend:
    """Decide from the text before the hyphen and the text after the gap.

    >>> from extractor.text.words import Words
    >>> judge("was accom", "plished by", Words(""), line_end=True).name
    'JOIN'
    >>> judge("in Nagorno", "Karabakh", Words(""), line_end=True).name
    'KEEP'
    """
    # A pattern that ends at the end is tried from every character; a word holds no space.
    cut_left, cut_right = LEFT.search(before[-41:].rpartition(" ")[2]), RIGHT.match(after)
    if not cut_left or not cut_right:
        return Mend.KEEP if line_end else Mend.LEAVE
    left, right = cut_left[0].casefold(), cut_right[0].casefold()
    together, apart = words.single[left + right], words.pairs[left, right]
    if together or apart:
        return Mend.KEEP if apart >= together else Mend.JOIN
    if right in cues().suspending:
        return Mend.LEAVE
    name = cut_left[0][0].isupper()
    if cut_right[0].isdigit() or cut_right[0][0].isupper():
        sure = line_end or (name and cut_right[0].isalpha()) or left in cues().compounding
        return Mend.KEEP if sure else Mend.LEAVE
    if not line_end and right in cues().small:
        return Mend.LEAVE
    linked = left in cues().linking and before[-len(left) - 1 : -len(left)] in ("-", "‐")
    if left.isdigit() or (len(left) == 1 and left not in "aio") or linked or _compound(left, right, words, name=name):
        return Mend.KEEP
    # Inside a line a whole word before the hyphen speaks for "war- torn", a part of one for "accom- plished".
    return Mend.KEEP if not line_end and len(left) > 2 and words.single[left] else Mend.JOIN


def inside_lines(text: str, words: Words) -> Iterator[Edit]:
    """Mend the cuts that an earlier tool left inside a line when it joined lines with a space."""
    for match in INSIDE_LINE.finditer(text):
        start, end = match.span()
        mend = judge(text[max(0, start - 60) : start], text[end : end + 60], words, line_end=False)
        if mend is Mend.JOIN:
            yield Edit(start, end, "")
        elif mend is Mend.KEEP:
            yield Edit(end - 1, end, "")


def _compound(left: str, right: str, words: Words, *, name: bool) -> bool:
    if left in cues().compounding:
        return right not in cues().endings
    if left in cues().doubling and left[-1] == right[0]:
        return True  # "co-operation", "re-elected": the hyphen parts two equal vowels
    if left == "re" and right[0] in "aeiou" and words.hyphenates_re:
        return True  # an author of "re-establish" writes "re-include"
    return (right in cues().second and left not in cues().grown) or (right in cues().after_name and name)
