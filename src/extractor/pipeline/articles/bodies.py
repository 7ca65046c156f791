"""Say whose resolution is cited: the Security Council's, the General Assembly's, an assembly's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.articles.cited import UNKNOWN, Cited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.knowledge.treaties import Treaty
    from extractor.pipeline.articles.grammar import Reference

BODY = re.compile(
    r"(?P<unsc>Security\sCouncil|UNSCR?\b|UN\sSC\b|S/RES)|(?P<unga>General\sAssembly|UNGA\b|A/RES)|"
    r"(?P<pace>PACE\b|Parliamentary\sAssembly\sof\sthe\sCouncil)|(?P<ep>European\sParliament)"
)
AFTER = re.compile(rf"\s(?:of|by|from)\s(?:the\s)?(?:UN\s|United\sNations\s)?(?:{BODY.pattern})")
SENTENCE_END = re.compile(r"[.!?]\s|\n")
REACH = 60  # characters before a reference in which its body is named
REGISTERED = re.compile(r"(?P<body>[a-z]+)-resolution-(?P<number>(?:es-|s-)?[\d-]+)")


class Bodies:
    """Knows the resolutions of the registry by their numbers, written with a hyphen: 62-243."""

    def __init__(self, registry: Iterable[Treaty]) -> None:
        self._by_number: dict[str, set[str]] = {}
        for treaty in registry:
            if match := REGISTERED.fullmatch(treaty.id):
                self._by_number.setdefault(match["number"], set()).add(match["body"])

    def cited(self, text: str, reference: Reference) -> Cited:
        """The body named beside the reference, else the one whose resolutions bear these numbers in the registry."""
        if own := BODY.search(text, reference.start, reference.end):
            return Cited(_body(own), "adjacent")
        if after := AFTER.match(text, reference.end):
            return Cited(_body(after), "adjacent")
        start = max(0, reference.start - REACH)
        ends = [match.end() for match in SENTENCE_END.finditer(text, start, reference.start)]
        before = list(BODY.finditer(text, ends[-1] if ends else start, reference.start))
        if before:
            return Cited(_body(before[-1]), "adjacent")
        known = [self._by_number.get(number.lower(), set()) for number in reference.numbers]
        common = set.intersection(*known)
        return Cited(common.pop(), "registry") if len(common) == 1 else Cited(UNKNOWN, "none")


def _body(match: re.Match[str]) -> str:
    return next(name for name, found in match.groupdict().items() if found)
