"""Names that a text gives to an instrument for its own use: 'the trilateral statement of 9 November 2020 (the "Statement")'."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from extractor.pipeline.spans import Found
from extractor.pipeline.treaties.nouns import NOUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TERM = r"[\"“‘'](?P<{name}>[^\W\d_][^\"“”‘’'()\n]{{1,40}}?)[\"”’']"
DEFINED = re.compile(
    r"(?:\s(?:of|dated)\s[\w ,]{3,30})?\s\((?:(?:hereinafter|hereafter|henceforth|below|referred to as|the|or|also)[\s,:]{1,2}){0,4}"
    + TERM.format(name="term")
    + r"(?:,?\sor\s(?:the\s)?"
    + TERM.format(name="other")
    + r")?\s?\)"
)
LONGEST = 200  # characters of a definition
MOST = 40  # terms that one text defines


def with_terms(text: str, fixed: Sequence[Found]) -> list[Found]:
    """The mentions, with those by a term that the text defined for an instrument that the registry knows."""
    terms: dict[str, tuple[int, str]] = {}
    for item in fixed:
        match = DEFINED.match(text, item.end, item.end + LONGEST) if item.id and len(terms) < MOST else None
        for term in filter(None, match.groups()) if match else ():
            terms.setdefault(term, (item.end, item.id))
    if not terms:
        return list(fixed)
    starts = [item.start for item in fixed]
    new = [one for one in _mentions(text, terms) if not _is_taken(one, fixed, starts)]
    return sorted([*fixed, *new], key=lambda item: (item.start, item.end))


def _mentions(text: str, terms: dict[str, tuple[int, str]]) -> Iterator[Found]:
    words = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w-])(?:{words})(?![\w-])", text):
        begin, id = terms[match[0]]
        if match.start() >= begin:
            label = "DESCRIBED" if NOUN.fullmatch(match[0]) else "NAMED"
            yield Found(match.start(), match.end(), label, id, {"resolved": "definition"})


def _is_taken(one: Found, fixed: Sequence[Found], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, one.end) - 1
    return at >= 0 and fixed[at].end > one.start
