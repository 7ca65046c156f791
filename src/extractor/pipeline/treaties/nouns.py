"""Nouns by which a text speaks of an instrument ("this ceasefire agreement"), and whether they point at one or bring in a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.knowledge.treaties import Treaty

NOUNS = (
    "accord", "accords", "agreement", "armistice", "ceasefire deal", "ceasefire declaration", "charter", "communique", "communiqué",
    "constitution", "convention", "deal", "declaration", "document", "memorandum", "memorandum of understanding", "package", "pact", "plan",
    "principles", "protocol", "resolution", "road map", "roadmap", "statement", "statute", "text", "treaty",
)  # fmt: skip
KINDS = {
    "accords": "accord",
    "communique": "communiqué",
    "memorandum of understanding": "memorandum",
    "road map": "roadmap",
}
MODIFIER = (
    r"(?:above-mentioned|aforementioned|alliance|armistice|bilateral|border|cease-fire|ceasefire|final|four-party|framework|historic|joint|"
    r"landmark|Moscow-brokered|peace|quadrilateral|Russian-brokered|signed|three-party|trilateral|tripartite|truce|US-brokered)"
)
NOUN = re.compile(
    rf"\b(?P<phrase>(?:{MODIFIER}\s){{0,3}}(?P<noun>{'|'.join(sorted(map(re.escape, NOUNS), key=len, reverse=True))}))\b(?![-–])",
    re.IGNORECASE,
)
DEFINITE = re.compile(r"\b(?:the|this|that|the\s(?:said|same|very)|both)\s$", re.IGNORECASE)
INDEFINITE = re.compile(
    r"(?:\b(?:an?|any|another|no|some|every|each|new|one|draft|future|eventual|possible)|['’]s|s['’])\s$", re.IGNORECASE
)
# What somebody says, and what is still to be done: "the statement by the ministry", "the plan to reopen the road".
SPEAKER = re.compile(
    r"\s(?:by|from)\s|\sof\s(?:the\s)?(?:[A-Z]\w+\s){0,3}(?:[Pp]resident|[Pp]rime|[Mm]inist|[Ss]pokes|[Aa]mbassador|[Ee]mbassy|[Ss]peaker)"
)
PURPOSE = re.compile(r"\s(?:to|for|about|on\show)\s")
SAID = {"statement", "declaration", "text", "document"}
OPEN = {"plan", "text", "document", "package", "principles", "deal", "roadmap"}


class Noun(NamedTuple):
    """A noun with its modifiers; `definite` points back, `fresh` brings in a new thing, neither is a bare noun."""

    start: int
    end: int
    kind: str
    definite: bool
    fresh: bool


def find_nouns(text: str) -> Iterator[Noun]:
    """Nouns that can speak of an instrument, in the order of the text.

    >>> [(noun.kind, noun.definite, noun.fresh) for noun in find_nouns("this ceasefire agreement, a statement, Baku's plan")]
    [('agreement', True, False), ('statement', False, True), ('plan', False, True)]
    """
    for match in NOUN.finditer(text):
        start, end = match.span("phrase")
        kind = kind_of(match["noun"])
        before = text[max(0, start - 12) : start]
        fresh = bool(
            INDEFINITE.search(before)
            or (kind in SAID and SPEAKER.match(text, end))
            or (kind in OPEN and PURPOSE.match(text, end))
        )
        yield Noun(start, end, kind, not fresh and bool(DEFINITE.search(before)), fresh)


def kind_of(noun: str) -> str:
    """The noun in the one form under which it is compared."""
    return KINDS.get(noun.lower(), noun.lower())


def kinds_in(words: str) -> set[str]:
    """The nouns that these words hold: "Joint Declaration" holds a declaration."""
    return {kind_of(match["noun"]) for match in NOUN.finditer(words)}


def called(treaty: Treaty) -> set[str]:
    """The nouns that this instrument goes by."""
    return {treaty.kind, *(kind for words in treaty.described_as for kind in kinds_in(words))}
