"""Find the footnote markers of a text: "[12]", "[5-7]", "¹²", "³)", "[^note]", "^4", "<sup>3</sup>".

Square brackets and raised digits have other uses ("[sic]", "[2020]", "w[0]", "km²"), so that no marker is believed on
its looks alone: what stands around it must allow it, and its number must fit the numbers of the other markers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
PLAIN_DIGITS = str.maketrans(
    dict(zip(RAISED + "⁻" + CIRCLES, [*"0123456789-", *map(str, range(1, len(CIRCLES) + 1))], strict=True))
)
SEQUENCE = r"\d{1,3}(?: ?[,;–-] ?\d{1,3}){0,20}"
PAGE = r", ?(?:(?:с|стр|pp?|ss?|ch|chap|art|sec|vol|paras?|гл|т|cilt)\. ?|at |§§? ?)\d{1,4}(?:[–-]\d{1,4})?"
CANDIDATE = re.compile(
    r"\[(?P<rest>\d{1,3})\]_(?!\w)|［(?P<wide>\d{1,3})］"
    rf"|⁽(?P<high>[{RAISED}]{{1,3}})⁾|(?P<circle>[{CIRCLES}])|\[\[(?P<double>\d{{1,3}})\]\](?!\()|/(?P<slash>\d{{1,3}})/(?!\w)"
    rf"|\[(?P<joined>\d{{1,3}}\] ?[–-] ?\[\d{{1,3}})\]"
    rf"|\[(?P<bracket>{SEQUENCE})\]"
    rf"|\[(?P<cited>\d{{1,3}}{PAGE}(?:; ?\d{{1,3}}(?:{PAGE})?){{0,9}}|\d{{1,3}}(?:; ?\d{{1,3}}(?:{PAGE})?){{1,9}})\]"
    rf"|(?P<raised>[{RAISED}]{{1,3}}(?:[,⁻–-] ?[{RAISED}]{{1,3}}){{0,20}})(?![{RAISED}])"
    r"|\[\^(?P<markdown>[^\s\[\]^]{1,40})\]"
    r"|\\\[(?P<escaped>\d{1,3}(?:, ?\d{1,3}){0,20})\\\]"
    r"|\[\\?\[?\^?(?P<linked>\d{1,3})\\?\]?\]\(#[^()\s]{1,60}\)"
    r"|\[(?P<placed>\d{1,3}): ?\d{1,4}(?:[–-]\d{1,4})?\]"
    r"|\[(?:note|fn|n)(?:\. ?|:| )?(?P<word>\d{1,3})\]|<(?P<angle>\d{1,3})>|\{(?P<brace>\d{1,3})\}"
    r"|\$\^\{?(?P<tex>\d{1,3}(?:, ?\d{1,3}){0,5})\}?\$"
    r"|\^\{?(?P<caret>\d{1,3}(?:,\d{1,3}){0,5})(?![\d^]|[.,]\d)\}?|\^(?P<carets>\d{1,3}(?:, ?\d{1,3}){0,5})\^"
    r"|<sup>(?:<a\b[^<>\n\f]{0,200}>)? ?\[?(?P<sup>\d{1,3}(?:, ?\d{1,3}){0,20})\]? ?(?:</a>)?</sup>",
    re.IGNORECASE,
)
# How a candidate begins.
SIGN = re.compile(
    rf"[\[{RAISED}⁽［{CIRCLES}]|[<^\\{{$/](?:(?<=<)(?=[sS\d])|(?<=\^)(?=[{{\d])|(?<=\\)(?=\[)|(?<=\{{)(?=\d)|(?<=\$)(?=\^)|(?<=/)(?=\d{{1,3}}/))"
)
URL = re.compile(r"(?:https?://|www\.)\S{1,2000}")
# A small letter or two before "^2" is a power: "t^2", "mv^2"; so is a sign of a formula.
RISING = re.compile(r"(?:\w{3}|[.,;:!?\"”’»)])$")
FUNCTION = re.compile(r"(?:^|\W)(?:sin|cos|tan|log|exp|min|max|sec)$|[=+*/]\s?\(?[^\s()]{1,20}\)$")
UNIT = re.compile(r"(?:^|[\s\d(/.])(?:[kcdm]?m|mi|ft|in|yd|km|ha|[кс]?м|mc)$")
POWER = re.compile(r"(?:^|[^\w])[A-Za-z]$|[=^*]\w{0,4}$")
CODE_BEFORE = re.compile(r"(?:^|[^\w])(?:[a-z]|\w{1,30}_\w{0,30})$|=\s?$")
CODE_AFTER = re.compile(r"\s?(?:[=+*]{1,2}\s?\w|\[[a-z\"'])|\.[a-z_]{1,20}[(\[]")
PROVISION = re.compile(
    r"\b(?:[Aa]rt(?:icles?|s?\.)|[Pp]oints?|[Pp]aragraphs?|[Pp]aras?\.|[Cc]lauses?|[Aa]nnex|[Rr]esolutions?)\s\d{1,4}$"
)
INDEXED = re.compile(r"(?:^|[^\w])[A-Za-z]$")  # "a matrix A[2,3]"
YEAR = re.compile(r"(?:^|\D)(?:1[789]|20)\d\d$")
MONTH_AFTER = re.compile(
    r" (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
FAR = 300  # characters that a bracket may hold
# Other ways of writing a style.
SAME = {
    "joined": "bracket", "escaped": "bracket", "linked": "bracket", "rest": "bracket", "wide": "bracket",
    "carets": "caret", "tex": "caret", "high": "raised",
}  # fmt: skip
RARE = (
    "caret",
    "word",
    "angle",
    "brace",
    "circle",
    "double",
    "slash",
)  # believed only where notes answer that nothing else calls
BLANK = " \t\u00a0"  # inside a line
LEAP = 12  # a marker may run this far ahead of those before it: some were lost, or cited in one list


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that looks like a marker; `labels` are the notes it calls, `style` the way it is written."""

    start: int
    end: int
    labels: tuple[str, ...]
    style: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The labels as numbers, where they are numbers."""
        return tuple(int(label) for label in self.labels if label.isdecimal())


def candidates(text: str) -> list[Candidate]:
    """Everything in the text that its surroundings allow to be a marker."""
    found: list[Candidate] = []
    links = [match.span() for match in URL.finditer(text)] if "://" in text or "www." in text else []
    link = done = 0
    for sign in SIGN.finditer(text):
        match = CANDIDATE.match(text, sign.start()) if sign.start() >= done else None
        if match is None:
            continue
        start, end = match.span()
        done = end
        while link < len(links) and links[link][1] <= start:
            link += 1
        if link < len(links) and links[link][0] <= start:
            continue
        group = match.lastgroup or ""
        style = SAME.get(group, group)
        labels = tuple(_labels(match[group], style))
        if labels and _allowed(text, start, end, style, labels):
            start, end = _with_bracket(text, start, end) if style == "raised" else (start, end)
            found.append(Candidate(start, end, labels, style))
    return found


def unclosed(text: str, at: int) -> bool:
    """Whether a round bracket that was opened shortly before a point waits to be closed.

    >>> unclosed("war (so he said", 15), unclosed("war (1991) was", 14)
    (True, False)
    """
    before = text[max(0, at - FAR) : at].rpartition("\n\n")[2]
    return before.rfind("(") > before.rfind(")")


def _with_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """A raised digit with the bracket that was set behind it, or with the two around it: "¹)", "(¹)"."""
    if text[end : end + 1] != ")":
        return start, end
    if text[start - 1 : start] == "(":
        return start - 1, end + 1
    return (start, end) if unclosed(text, start) else (start, end + 1)


def believed(text: str, found: list[Candidate], notes: set[str]) -> list[Candidate]:
    """The candidates whose numbers fit together, or that call one of the notes found in the text."""
    kept: list[Candidate] = []
    called: set[str] = set()
    for style in sorted(dict.fromkeys(one.style for one in found), key=RARE.__contains__):
        family = [one for one in found if one.style == style]
        if style == "raised" and not any(_proves(one, notes) for one in family):
            continue  # only ² and ³: powers
        if style in RARE or style == "placed":
            family = [one for one in family if notes.issuperset(one.labels)]
        if style in RARE and any(label in called for one in family for label in one.labels):
            continue
        if style == "bracket":
            family = _without_places(text, family, notes)
            if len(family) == 1 and _stands_alone(text, family[0], notes):
                continue
        fitting = family if style == "markdown" else _fitting(family, notes)
        called.update(label for one in fitting for label in one.labels)
        kept += fitting
    return sorted(kept, key=lambda one: one.start)


def scopes(labels: Sequence[str], given: Sequence[int]) -> list[int]:
    """The scope of each label in turn: numbering that begins again at 1 begins a new scope.

    A paper may also cite note 1 again; numbering begins anew only if the next numbers count up from 1. `given` says
    how many notes labelled 1 stand before each marker: once the notes of a scope were given, a 1 opens the next.

    >>> scopes(["1", "2", "3", "1", "2"], [0] * 5), scopes(["1", "2", "3", "1", "4"], [0] * 5)
    ([1, 1, 1, 2, 2], [1, 1, 1, 1, 1])
    """
    numbers = [int(label) if label.isdecimal() else 0 for label in labels]
    scope, highest = 1, 0
    result: list[int] = []
    for index, number in enumerate(numbers):
        may_begin = number == 1 and (highest > 1 or given[index] >= scope)
        if may_begin and highest and _counts_anew(numbers, index, highest):
            scope, highest = scope + 1, 0
        highest = max(highest, number)
        result.append(scope)
    return result


def _counts_anew(numbers: list[int], start: int, highest: int) -> bool:
    at = 1
    # Forty markers tell; looking further would make long papers slow.
    for number in numbers[start + 1 : start + 40]:
        if number == at + 1:
            at = number
        elif number > at:
            return number != highest + 1
    return True


def _labels(written: str, style: str) -> Iterator[str]:
    if style == "markdown":
        yield written
        return
    if style == "cited":
        yield from (re.match(r"\d+", part.strip())[0] for part in written.split(";"))  # type: ignore[index]
        return
    written = written.translate(PLAIN_DIGITS).replace(" ", "").replace("]", "").replace("[", "")
    for part in re.split(r"[,;]", written):
        first, *rest = (int(number) for number in re.split(r"[–-]", part))
        last = rest[0] if rest else first
        if len(rest) > 1 or not 1 <= first <= last <= 999 or last - first > 20:
            return
        yield from map(str, range(first, last + 1))


def _allowed(text: str, start: int, end: int, style: str, labels: tuple[str, ...]) -> bool:
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if style == "markdown":
        if before.rpartition("\n")[2].count("`") % 2 and "`" in after.partition("\n")[0]:
            return False
        return not (after[:1] == ":" and before.rstrip(" ")[-1:] in ("", "\n", "\f"))
    if style == "raised":
        if before[-1:] == "⁻" or (before[-1:] in ("", " ", "\n") and after[:1].isupper()):
            return False  # m⁻², ¹⁴C
        if before[-1:].isdigit():
            return YEAR.search(before) is not None or PROVISION.search(before) is not None
        small = labels in {("2",), ("3",)}
        return not (small and UNIT.search(before)) and not POWER.search(before) and not after[:1].isdigit()
    if style == "caret":
        return RISING.search(before) is not None and not FUNCTION.search(before)
    if style == "bracket":
        if len(labels) > 1 and INDEXED.search(before):
            return False
        return not (CODE_BEFORE.search(before) or CODE_AFTER.match(after) or MONTH_AFTER.match(after))
    return True


def _proves(one: Candidate, notes: set[str]) -> bool:
    return any(number == 1 or number > 3 for number in one.numbers) or any(label in notes for label in one.labels)


def _stands_alone(text: str, one: Candidate, notes: set[str]) -> bool:
    """Whether a number that begins no row and calls nothing is part of the sentence: "room [12] is let"."""
    return one.labels[0] != "1" and text[one.start - 1 : one.start] == " " and notes.isdisjoint(one.labels)


def _without_places(text: str, family: list[Candidate], notes: set[str]) -> list[Candidate]:
    """The markers without the places of a program ("count[1]"): glued to a word, where others behind a space call every note."""
    glued = {one.start for one in family if one.start and text[one.start - 1].isalpha()}
    spaced = {label for one in family if one.start and text[one.start - 1] in BLANK for label in one.labels}
    if not glued or not notes or not spaced.issuperset(notes):
        return family
    return [one for one in family if one.start not in glued]


def _fitting(family: list[Candidate], notes: set[str]) -> list[Candidate]:
    """Drop the numbers that leap: not near any before them, not followed by the next, not among the notes."""
    firsts = [one.numbers[0] for one in family] + [0]
    near = [0 < after - first <= 3 for first, after in pairwise(firsts)]
    highest = 0
    kept: list[Candidate] = []
    for index, one in enumerate(family):
        called = any(label in notes for label in one.labels)
        if firsts[index] <= highest + LEAP or called or near[index] or (index and near[index - 1]):
            kept.append(one)
            highest = max(highest, *one.numbers)
    return kept
