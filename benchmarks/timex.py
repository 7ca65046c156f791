"""Read public corpora of time expressions (inline TIMEX2 or TIMEX3) and score predictions on them as TempEval-3 does."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TAG = re.compile(r"<!--.*?-->|<(?P<close>/?)(?P<name>\w+)(?P<rest>[^<>]*)>", re.DOTALL)
ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
CREATED = re.compile(r"<(DCT|DATETIME|DATE_TIME)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
BODY = re.compile(r"<TEXT\b[^>]*>(.*)</TEXT>", re.DOTALL | re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2}|\d{1,4}\s*(?:BCE?|AD|CE))(?!\d)|'\d{2}\b", re.IGNORECASE)
TRIM = " \t\r\n\u00a0.,;:!?()[]{}\"'`‘’“”"
SUFFIXES = (".tml", ".xml", ".sgm", ".sgml")

Span = tuple[int, int, str]  # start, end, value


class Text(NamedTuple):
    """One text of a corpus, the day it was created, and its gold expressions."""

    name: str
    text: str
    created: str | None
    gold: list[Span]


def load(folder: Path) -> list[Text]:
    """The texts of a folder, in the order of their names."""
    return [_read(path) for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]


def _read(path: Path) -> Text:
    raw = path.read_text("utf-8", "replace")
    created = CREATED.search(raw)
    day = re.search(r"\d{4}-\d{2}-\d{2}", created[2]) if created else None
    body = BODY.search(raw)
    text, gold = inline(body[1] if body else raw)
    name = re.sub(r"(\.TE3input|\.key)?(\.\w+)$", "", path.name)
    return Text(name, text, day[0] if day else None, gold)


def inline(markup: str) -> tuple[str, list[Span]]:
    """The text without tags, and the spans that the TIMEX tags enclose; TIMEX2 may nest."""
    pieces: list[str] = []
    gold: list[Span] = []
    opened: list[tuple[int, str]] = []
    length = position = 0
    for tag in TAG.finditer(markup):
        piece = html.unescape(markup[position : tag.start()])
        pieces.append(piece)
        length, position = length + len(piece), tag.end()
        if not (tag["name"] or "").upper().startswith("TIMEX"):
            continue
        if not tag["close"]:
            found = {key.lower(): a or b for key, a, b in ATTRIBUTE.findall(tag["rest"])}
            opened.append((length, found.get("value") or found.get("val") or ""))
        elif opened:
            start, value = opened.pop()
            gold.append((start, length, value))
    pieces.append(html.unescape(markup[position:]))
    return "".join(pieces), sorted(gold)


def score(texts: Sequence[Text], predicted: Sequence[Sequence[Span]]) -> dict[str, float]:
    """Percentages: strict, relaxed and value F1, and the share of the dates without a year in their words that got the right value."""
    gold = found = strict = relaxed = valued = yearless = right = 0
    for text, spans in zip(texts, predicted, strict=True):
        gold, found = gold + len(text.gold), found + len(spans)
        partner = _pairs(text, spans)
        for at, (start, end, value) in enumerate(text.gold):
            open_year = re.match(r"(BC)?\d{4}", value) is not None and not YEAR.search(text.text[start:end])
            yearless += open_year
            if at not in partner:
                continue
            a, b, said = spans[partner[at]]
            same = said.upper() == value.upper()
            relaxed, valued = relaxed + 1, valued + same
            strict += _trimmed(text.text, a, b) == _trimmed(text.text, start, end)
            right += open_year and same
    total = (gold + found) / 200 or 1.0
    return {
        "relaxed": relaxed / total, "value": valued / total, "strict": strict / total,
        "precision": 100 * relaxed / max(found, 1), "recall": 100 * relaxed / max(gold, 1), "yearless": 100 * right / max(yearless, 1),
    }  # fmt: skip


def _pairs(text: Text, spans: Sequence[Span]) -> dict[int, int]:
    """Gold to predicted, one to one: exact spans first, then the longest overlap."""
    scored = [
        (_trimmed(text.text, *one[:2]) == _trimmed(text.text, *other[:2]), min(one[1], other[1]) - max(one[0], other[0]), -i, -j)
        for i, one in enumerate(text.gold)
        for j, other in enumerate(spans)
        if one[0] < other[1] and other[0] < one[1]
    ]  # fmt: skip
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(scored, reverse=True):
        if -i not in partner and -j not in taken:
            partner[-i] = -j
            taken.add(-j)
    return partner


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end
