"""Markers that look like anything else: "(1)", "[a]", "army.ii", "war*", "war.5", "February 20217", "in June. 1 The".

None is believed on its looks, so that each comes with a weight: how seldom such characters are anything but a marker.
`aligned` weighs them against the notes that would answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.markers import unclosed

if TYPE_CHECKING:
    from collections.abc import Iterator

SYMBOLS = "*†‡§¶"
HIGH = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
PLAIN_LETTERS = str.maketrans(HIGH, "abcdefghijklmnoprstuvwxyz")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
WIDEST = 20  # notes that one range calls
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"
)
# "*word" before "*" is emphasis in Markdown.
EMPHASIS = re.compile(r"(?<=[\s(])[*_]{1,3}\w[^*_\n]{0,80}$")
LONGEST = 90

LIST = r"\d{1,3}(?:(?:, ?|[–-])\d{1,3}){0,5}"
QUOTE = '"”’»“)'
SMALL_LETTER = r"[^\W\d_A-ZÀ-ÖØ-ÞА-Я]"
NEXT = r"(?![\d\w%])(?!\.\d)"
# What a number does not count: it is followed by the next sentence, a stop, or a word that begins no noun.
NOT_MONTH = rf"(?!\s(?:{MONTHS})\b)"
SMALL = r"\s(?:of|and|or|in|on|at|by|for|from|to|with|is|was|has|had|but|which|who|that|as)\b"
SENTENCE = r"\s[A-ZÀ-ÞА-Я\"“«(]"
UNCOUNTED = rf"(?={SENTENCE}|{SMALL}|[.,;:]\s|\s*$){NOT_MONTH}"
# What stands before a marker: a stop, a closing quote, or both.
CLOSED = rf"(?<=[^\W\d][.,;:!?])|(?<=[^\W\d][.,;:!?][{QUOTE}])|(?<=[^\W\d][{QUOTE}])|(?<=[^\W\d][{QUOTE}][.,;:])"
FIGURE = rf"(?<=(?<!\d)1[89]\d\d[.,;:])|(?<=(?<!\d)20\d\d[.,;:])|(?<=\d[{QUOTE}][.,;:])|(?<=\d[{QUOTE}])"
UNIT = r"(?:[Aa]rt(?:icle|\.)|[Aa]nnex|[Pp]oint|[Pp]aragraph|[Cc]lause|[Ss]ection|[Rr]esolution)s?\s"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of writing a marker, with the share of such characters that are markers.

    `sign` finds where one can begin: at its group, or else where it begins itself.
    """

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Style:
    """Markers that count in one manner, and how a note begins that they call; `last` ways only where the others are few."""

    name: str
    ways: tuple[Way, ...]
    note: re.Pattern[str]
    last: tuple[Way, ...] = ()


class Weak(NamedTuple):
    """Characters that may be a marker of these labels."""

    start: int
    end: int
    labels: tuple[str, ...]
    weight: float


def _ways(*ways: tuple[str, str, float]) -> tuple[Way, ...]:
    return tuple(Way(re.compile(sign), re.compile(pattern, re.MULTILINE), weight) for sign, pattern, weight in ways)


NUMERAL = r"[ivxlc]{1,7}"
# Stops and quotes are far fewer than the letters and figures behind them.
STOPS = rf"[.,;:!?{QUOTE}]"
STYLES = (
    Style(
        "digits",
        _ways(
            (r"\[", rf"\[(?P<label>{LIST})\]", 1.0),
            (r"\(", rf"(?<=[^\s(\d])\((?P<label>{LIST})\)(?![\w(])", 1.0),
            (r"\(", rf"(?<=[^\s(]\s)\((?P<label>{LIST})\)(?![\w(])", 0.7),
            (rf"{STOPS}(\d)", rf"(?:{CLOSED})(?P<label>{LIST}){NEXT}\)?", 1.0),
            (r"\d", rf"(?<={SMALL_LETTER}{{3}})(?P<label>{LIST}){NEXT}\)?", 0.8),
            (r"(?<!\d)(\d{1,3})/(?=[\s.,;:])", r"(?<=[^\s(\d][ \n])(?P<label>\d{1,3})/(?=[\s.,;:])", 0.8),
            (rf"{STOPS}(\d)", rf"(?:{FIGURE})(?P<label>{LIST}){NEXT}", 0.8),
            (r"\d", rf"(?:(?<=(?<!\d)1[89]\d\d)|(?<=(?<!\d)20\d\d))(?P<label>{LIST}){NEXT}", 0.6),
            (r"[AaPpCcSsRr](?:rt|nnex|oint|arag|laus|ecti|esol)", rf"{UNIT}\d{{1,4}}?(?P<label>[1-9]\d?)(?!\d|[.,]\d)", 0.3),
            (r"[AaPpCcSsRr](?:rt|nnex|oint|arag|laus|ecti|esol)", rf"{UNIT}\d{{1,5}}(?P<label>[1-9])(?!\d|[.,]\d)", 0.3),
        ),
        re.compile(
            r"\[(?P<bracket>\d{1,3})\][.:]? ?(?=\S)|\((?P<paren>\d{1,3})\) ?(?=\S)"
            rf"|(?P<stroke>\d{{1,3}})/ (?=\S)|(?P<dot>\d{{1,3}})[.)] ?(?=[^\W\d_]|[\"'“‘«„(@])"
            rf"|(?P<bare>\d{{1,3}}) (?!(?:{MONTHS})\b)(?=[^\W\d_]|[\"'“‘«„(@])"
        ),
        _ways(
            (r"\d", rf"(?:(?<=[.!?]\s)|(?<=[.!?][{QUOTE}]\s))(?P<label>\d{{1,3}})(?={SENTENCE}|\s*$){NOT_MONTH}", 0.9),
            (r"\d", r"(?<=[^\W\d_][,;:]\s)(?P<label>\d{1,3})(?=\s)", 0.6),
            (r"\d", rf"(?<=\w\s)(?P<label>\d{{1,3}}){UNCOUNTED}", 0.4),
        ),
    ),
    Style(
        "roman",
        _ways(
            (r"\[", rf"(?<=[^\s(\[])\[(?P<label>{NUMERAL}(?:, ?{NUMERAL}){{0,5}}|[IVXLC]{{1,7}})\]", 1.0),
            (r"\(", rf"(?<=[^\s(\[\d])\((?P<label>{NUMERAL}(?:, ?{NUMERAL}){{0,5}})\)(?![\w(])", 1.0),
            (rf"{STOPS}([ivxlc])", rf"(?:{CLOSED}|(?<=\d[.,;:]))(?P<label>{NUMERAL})(?=\s|$)", 1.0),
        ),
        re.compile(rf"\[(?P<bracket>{NUMERAL}|[IVXLC]{{1,7}})\] ?(?=\S)|\((?P<paren>{NUMERAL})\) ?(?=\S)|(?P<dot>{NUMERAL})[.)] (?=\S)"
            rf"|(?P<bare>{NUMERAL}) (?=[^\W\d_]|[\"'“‘«„(])"),
    ),
    Style(
        "letter",
        _ways(
            (r"\[", r"(?<=[^\s(\[])\[(?P<label>[a-z](?:, ?[a-z]){0,5}|[A-Z])\]", 1.0),
            (rf"[{HIGH}]", rf"(?<=[^\s{HIGH}])(?P<label>[{HIGH}])(?!\w)", 1.0),
            (r"\(", r"(?<=[^\W\d]{2}[.,;:!?])\((?P<label>[a-z](?:, ?[a-z]){0,5})\)(?![\w(])", 1.0),
            (r"\(", r"(?<=[^\W\d]{3})\((?P<label>[a-z](?:, ?[a-z]){0,5})\)(?![\w(])", 0.8),
            (rf"{STOPS}([a-z])", rf"(?:(?<=[^\W\d]{{2}}[.,;:!?])|(?<=[^\W\d][.,;:!?][{QUOTE}]))(?P<label>[a-z])(?=\s|$)", 0.9),
        ),
        re.compile(rf"(?P<high>[{HIGH}]) ?(?=[^\s{HIGH}])|\[(?P<bracket>[a-zA-Z])\] ?(?=\S)|\((?P<paren>[a-z])\) ?(?=\S)"
            r"|(?P<dot>[a-z])[.)] (?=\S)"),
    ),
    Style(
        "symbol",
        _ways(
            (r"[*†‡§¶]", r"(?<=[.,;:!?\"”’)])(?P<label>\*{1,5}|[†‡§¶]{1,2})(?=\s|$)", 1.0),
            (r"[*†‡§¶]", r"(?<=[^\W\d]{3})(?P<label>\*{1,5}|[†‡§¶]{1,2})(?=[\s.,;:)\"”’]|$)", 0.8),
            # "a 5* hotel", "d*** dogs"
            (r"[*†‡§¶]", rf"(?<=[^\s{SYMBOLS}.,;:!?\"”’)])(?P<label>\*{{1,5}}|[†‡§¶]{{1,2}})(?=[\s.,;:)\"”’]|$)", 0.4),
        ),
        re.compile(r"(?P<sign>\*{1,5}|[†‡§¶]{1,2}) ?(?=[^\s*])"),
    ),
)  # fmt: skip


def candidates(text: str, style: Style, *, last: bool = False) -> list[Weak]:
    """Everything that may be a marker of this style, in order; the surest reading of the same label first.

    >>> [one.labels for one in candidates("war.5 In 20217 they", STYLES[0])]
    [('5',), ('7',)]
    """
    found = []
    signs: dict[re.Pattern[str], list[int]] = {}
    for way in (*style.ways, *(style.last if last else ())):
        if way.sign not in signs:
            signs[way.sign] = [sign.start(way.sign.groups) for sign in way.sign.finditer(text)]
        done = 0
        for begin in signs[way.sign]:
            match = way.pattern.match(text, begin)
            if match is None or match.start() < done:
                continue
            done = match.end()
            if style.name == "symbol" and EMPHASIS.search(text, max(0, match.start() - LONGEST), match.start()):
                continue
            labels = tuple(
                label for part in re.split(r", ?", match["label"].translate(PLAIN_LETTERS)) for label in _range(part)
            )
            found.append(Weak(*_around(text, match), labels, way.weight))
    return sorted(found, key=lambda one: (one.start, -one.weight))


def _around(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The characters of a marker: with its brackets, but not with the one that closes what stands before it."""
    last = text[match.end() - 1]
    if last in "]/" or (last == ")" and (text[match.start()] == "(" or not unclosed(text, match.start()))):
        return match.span()
    return match.span("label")


def follows(before: str, after: str, style: str) -> int:
    """How many places a label stands behind another; "**" follows "*" as well as "¶".

    >>> follows("ii", "iv", "roman"), follows("**", "***", "symbol"), follows("¶", "**", "symbol")
    (2, 1, 1)
    """
    if style == "symbol" and after == before + before[0]:
        return 1
    return order(after, style) - order(before, style)


def order(label: str, style: str) -> int:
    """The place of a label in its row.

    >>> order("iv", "roman"), order("c", "letter"), order("†", "symbol"), order("**", "symbol")
    (4, 3, 2, 6)
    """
    if style == "letter":
        return ord(label.lower()) - ord("a") + 1
    if style == "roman":
        values = [ROMAN[digit] for digit in label.lower()]
        return sum(-one if any(one < after for after in values[at + 1 :]) else one for at, one in enumerate(values))
    if style == "symbol":
        return SYMBOLS.index(label[0]) + 1 + len(SYMBOLS) * (len(label) - 1)
    return int(label)


def _range(written: str) -> Iterator[str]:
    first, _, last = written.replace("–", "-").partition("-")
    if last and last.isdecimal() and 0 < int(last) - int(first) <= WIDEST:
        yield from map(str, range(int(first), int(last) + 1))
    else:
        yield written
