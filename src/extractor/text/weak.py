"""Markers that look like anything else: "(1)", "[a]", "[iv]", "war*", "war.5", "February 20217".

They are looked for only where a text has no plain marker, one way of writing at a time, and believed only where they
call, in order, the notes that are written in the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.text.markers import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SYMBOLS = "*†‡§¶"
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
LETTER = r"[a-z](?:, ?[a-z]){0,5}"
NUMERAL = r"[ivxlc]{1,7}(?:, ?[ivxlc]{1,7}){0,5}"

# "*word" before "*" is emphasis in Markdown.
EMPHASIS = re.compile(r"(?<=[\s(])[*_]{1,3}\w[^*_\n]{0,80}$")
LONGEST = 90
WIDEST = 20  # notes that one range calls
SWALLOWED = re.compile(
    r"\b(?:[Aa]rt(?:icle|\.)|[Aa]nnex|[Pp]oint|[Pp]aragraph|[Cc]lause|[Ss]ection|[Rr]esolution)s?\s(?P<figure>\d{2,6})\b"
)


@dataclass(frozen=True, slots=True)
class Style:
    """A way of writing markers, and the ways in which a note may begin that they call."""

    name: str
    marker: re.Pattern[str]
    note: re.Pattern[str]


STYLES = (
    Style(
        "paren",
        re.compile(r"(?:(?<=[^\s(\d])|(?<=[^\s(\d]\s))\((?P<label>\d{1,3})\)(?![\w(])"),
        re.compile(r"\((?P<label>\d{1,3})\) ?(?=\S)"),
    ),
    Style(
        "roman",
        re.compile(rf"(?<=[^\s(\[])\[(?P<label>{NUMERAL})\]"),
        re.compile(r"\[(?P<label>[ivxlc]{1,7})\] ?(?=\S)|(?P<dot>[ivxlc]{1,7})[.)] (?=\S)"),
    ),
    Style(
        "letter",
        re.compile(rf"(?<=[^\s(\[])\[(?P<label>{LETTER})\]"),
        re.compile(r"\[(?P<label>[a-z])\] ?(?=\S)|(?P<dot>[a-z])[.)] (?=\S)"),
    ),
    Style(
        "symbol",
        re.compile(rf"(?<=[^\s{SYMBOLS}])(?P<label>\*{{1,3}}|[†‡§¶]{{1,2}})(?=[\s.,;:)\"”’]|$)"),
        re.compile(r"(?P<label>\*{1,3}|[†‡§¶]{1,2}) ?(?=[^\s*])"),
    ),
    Style(
        "glued",
        re.compile(
            r"(?:(?<=[a-zà-ÿа-я]{3})|(?<=[^\W\d][.,;:!?])|(?<=[^\W\d][.,;:!?][\"”’»“)])|(?<=[^\W\d][\"”’»“)])|(?<=[^\W\d][\"”’»“)][.,;:])"
            r"|(?<=\d[\"”’][.,;:])|(?<=(?<!\d)1[89]\d\d)|(?<=(?<!\d)20\d\d)|(?<=(?<!\d)20\d\d[.,;:]))"
            r"(?P<label>\d{1,3}(?:(?:, ?|[–-])\d{1,3}){0,5})(?![\d\w%])(?!\.\d)"
        ),
        re.compile(r"(?P<label>\d{1,3})[.)]? (?=[^\W\d_]|[\"'“‘«„(@])"),
    ),
)


def order(label: str, style: str) -> int:
    """The place of a label in its row.

    >>> order("iv", "roman"), order("c", "letter"), order("†", "symbol"), order("**", "symbol")
    (4, 3, 2, 6)
    """
    if style == "letter":
        return ord(label) - ord("a") + 1
    if style == "roman":
        values = [ROMAN[digit] for digit in label]
        return sum(-one if any(one < after for after in values[at + 1 :]) else one for at, one in enumerate(values))
    if style == "symbol":
        return SYMBOLS.index(label[0]) + 1 + len(SYMBOLS) * (len(label) - 1)
    return int(label)


def candidates(text: str, style: Style) -> Iterator[Candidate]:
    """Everything that may be a marker of this style."""
    for match in style.marker.finditer(text):
        if style.name == "symbol" and EMPHASIS.search(text, max(0, match.start() - LONGEST), match.start()):
            continue
        labels = tuple(label for part in re.split(r", ?", match["label"]) for label in _range(part))
        yield Candidate(*match.span("label" if style.name == "glued" else 0), labels, style.name)


def _range(written: str) -> Iterator[str]:
    first, _, last = written.replace("–", "-").partition("-")
    if last and last.isdecimal() and 0 < int(last) - int(first) <= WIDEST:
        yield from map(str, range(int(first), int(last) + 1))
    else:
        yield written


def believable(text: str, style: Style, answers: set[str]) -> list[Candidate]:
    """The candidates that call, in order, what begins a line as a note would; `answers` are the labels of those lines.

    A figure that swallowed a marker ("article 24" for article 2 and note 4) counts only for a label that nothing else shows.
    """
    found = list(candidates(text, style))
    if style.name == "glued":
        shown = {label for one in found for label in one.labels}
        found += [one for one in _swallowed(text) if one.labels[0] in answers - shown]
        found.sort(key=lambda one: one.start)
    return list(in_order(found, answers, style.name)) if answers else []


def _swallowed(text: str) -> Iterator[Candidate]:
    for match in SWALLOWED.finditer(text):
        for length in (1, 2):
            start = match.end() - length
            if start > match.start("figure") and text[start] != "0":
                yield Candidate(start, match.end(), (text[start : match.end()],), "glued")


def in_order(found: Iterable[Candidate], labels: set[str], style: str) -> Iterator[Candidate]:
    """The candidates that call the notes one after another, from the first note on; at 1 a row may begin anew."""
    found = list(found)
    begin = 1
    if style in ("paren", "glued"):
        # An excerpt may begin at note 7.
        called = {label for one in found for label in one.labels} & labels
        begin = min((order(label, style) for label in called), default=1)
    at = begin - 1
    for one in found:
        if not all(label in labels for label in one.labels):
            continue
        first = order(one.labels[0], style)
        if first == at + 1 or (first == begin and at > begin) or first == at + 2:
            at = order(one.labels[-1], style)
            yield one
