"""What several builders read out of matched tokens: where an expression begins, its modifier, its year, its month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.expression import Expression
from extractor.pipeline.dates.moment import Moment

if TYPE_CHECKING:
    from extractor.pipeline.dates.lex import Tokens

CENTURY_TURN = 30


def expression(tokens: Tokens, first: int, last: int, **fields: object) -> Expression:
    """An expression over these tokens."""
    return Expression(tokens.starts[first], tokens.ends[last], first, last, **fields)  # type: ignore[arg-type]


def strip(tokens: Tokens, first: int, last: int) -> int:
    """The first token that belongs to the expression: a leading preposition does not, nor `than` without `more`,
    nor `over` that says how long and not how much: over the winter, but over 40 days.
    """
    while first < last:
        code = tokens.codes[first]
        if code == "p" and tokens.word(first + 1) in ("least", "most") and tokens.word(first) == "at":
            break
        spatial = code == "q" and tokens.word(first) in ("over", "under") and tokens.codes[first + 1] not in "dnykA"
        if code not in "pi" and not spatial and not (code == "q" and tokens.word(first) == "than"):
            break
        first += 1
    return first


def modifier(tokens: Tokens, first: int, last: int) -> str:
    """The mod that the words from `first` to `last` state: the end of, mid-, about."""
    found = ""
    for at in range(first, last + 1):
        code, value = tokens.codes[at], tokens.values[at]
        if code == "e" or (code == "E" and value in ("start", "mid", "end")):
            found = str(value)
        elif code == "E" and not found and at > first:
            before = tokens.codes[at - 1], tokens.values[at - 1]
            found = {("r", 1): "start", ("r", 2): "end", ("L", None): "end"}.get(before, "")
        elif code == "q" and value == "approx" and not found:
            found = "approx"
    return found


def two_figures(number: int) -> int:
    """The year that two figures mean; a fixed window, since nothing else speaks."""
    return number + (2000 if number <= CENTURY_TURN else 1900)


def year_of(tokens: Tokens, at: int) -> int:
    """The year at a place, counted as historians do."""
    code, value = tokens.codes[at], int(tokens.values[at])
    if code == "j":
        return two_figures(value)
    era = tokens.values[at + 1] if tokens.codes[at + 1 : at + 2] == "R" else None
    if era is None and at and tokens.codes[at - 1] == "R":
        era = tokens.values[at - 1]
    return -value if era == -1 else value


def tail(tokens: Tokens, first: int, last: int) -> dict[str, object]:
    """What the end of a match says of the year: nothing, a number, or `of that year`."""
    for at in range(last, first - 1, -1):
        code = tokens.codes[at]
        if code in "yj" or (code in "nd" and tokens.codes[at + 1 : at + 2] == "R" and at < last):
            return {"year": year_of(tokens, at)}
        if code == "Y":
            words = tokens.codes[max(first, at - 3) : at]
            amount = ("X" in words) - ("L" in words)
            return {
                "link": "year",
                "amount": amount,
                "deictic": "T" not in words and "H" not in words and "S" not in words,
            }
        if code in "mMsE":
            break
    return {}


def dated(
    tokens: Tokens, first: int, last: int, said: dict[str, object], mod: str = "", **parts: object
) -> Expression | None:
    """An expression for these parts and what the words say of the year; None for a day that does not exist."""
    moment = Moment(said.get("year"), **parts)  # type: ignore[arg-type]
    if not moment.valid():
        return None
    extra = {key: value for key, value in said.items() if key != "year"}
    return expression(tokens, first, last, moment=moment, mod=mod, **extra)


def month_at(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Place of the month and the month."""
    for at in range(first, last + 1):
        if tokens.codes[at] in "mMK":
            return at, int(tokens.values[at])
    return -1, 0


def named(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word that is none of time stands at this place."""
    return tokens.codes[at : at + 1] in ("_", "s") and tokens.text[tokens.starts[at]].isupper()


def opened(tokens: Tokens, first: int) -> bool:
    """Whether `from` or `between` stands before: then the two sides are mentions of their own."""
    return first > 0 and tokens.codes[first - 1] in "Fb"
