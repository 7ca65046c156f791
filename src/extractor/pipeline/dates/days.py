"""Builders for days: 9 November 2020, lists and spans of days, double dates, dates in figures.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import dated, expression, modifier, month_at, strip, tail
from extractor.pipeline.dates.words import lexicon

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens

ODD = 40  # characters of a date in a language that the tables do not hold


def days(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """9 November 2020; 12-13 January 1990; 10, 18 and 26 October; November 9, 2020; May 4 and 5."""
    first = strip(tokens, first, last)
    if tokens.codes[first : first + 2] == "Td":
        # "the 9 November statement": the article belongs to the statement.
        first += 1
    place, month = month_at(tokens, first, last)
    said = tail(tokens, place + 1, last)
    word = tokens.word(place)
    if tokens.codes[place] == "K" and word in ("may", "march", "august") and "year" not in said:
        return None
    numbers = [at for at in range(first, last + 1) if tokens.codes[at] in "do"]
    if not numbers:
        return None
    mod = modifier(tokens, first, min(numbers[0], place))
    if len(numbers) == 1:
        found = dated(tokens, first, last, said, mod, month=month, day=tokens.values[numbers[0]])
        return [found] if found else None
    return _list_of_days(tokens, first, last, numbers, month, said)


def _list_of_days(
    tokens: Tokens, first: int, last: int, numbers: list[int], month: int, said: dict[str, object]
) -> list[Expression] | None:
    """The month and year stand once; the piece beside them carries their words."""
    month_first = month_at(tokens, first, last)[0] < numbers[0]
    found: list[Expression] = []
    for number, at in enumerate(numbers):
        begin = first if number == 0 else at - (tokens.codes[at - 1] == "T")
        one = dated(tokens, begin, last if at == numbers[-1] else at, said, month=month, day=tokens.values[at])
        if one is None:
            return found if month_first and found else None
        found.append(one)
    left, right = found[0], found[-1]
    joint = tokens.codes[numbers[0] + 1]
    spanned = len(found) == 2 and (joint in "z/2" or (joint == "&" and tokens.codes[first - 1 : first] == "b"))
    if not spanned:
        return found
    if (left.moment.day or 0) >= (right.moment.day or 0):
        return [right]
    left.pair, left.sides = right.moment, ((left.start, left.end), (right.start, right.end))
    left.end, left.last = right.end, right.last
    return [left]


def double(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """28 May (15 May O.S.) 1918; 15 (28) May 1918: the Gregorian day counts."""
    bracket = tokens.codes.index("(", first)
    closed = tokens.codes.index(")", bracket)
    outer = [at for at in (*range(first, bracket), *range(closed + 1, last + 1)) if tokens.codes[at] in "dmMK"]
    inner = [at for at in range(bracket, closed) if tokens.codes[at] in "dmMK"]
    outside = {("d" if tokens.codes[at] == "d" else "m"): int(tokens.values[at]) for at in outer}
    inside = {("d" if tokens.codes[at] == "d" else "m"): int(tokens.values[at]) for at in inner}
    if ("m" not in outside and "m" not in inside) or "d" not in outside or "d" not in inside:
        return None
    style = [tokens.values[at] for at in range(bracket, closed) if tokens.codes[at] == "O"]
    a, b = ({"m": outside.get("m", inside.get("m", 0)), **outside}, {"m": outside.get("m", 0), **inside})
    gap = (b["m"] * 31 + b["d"]) - (a["m"] * 31 + a["d"])
    # The two calendars lie 10 to 14 days apart; anything else in the brackets is another date.
    if not 10 <= min(abs(gap), 372 - abs(gap)) <= 14:
        return None
    inner_is_new = style == ["N"] or (not style and (gap > 0) == (abs(gap) < 31))
    chosen = b if inner_is_new else a
    said = tail(tokens, closed + 1, last)
    found = dated(tokens, first, last, said, month=chosen["m"], day=chosen["d"])
    return [found] if found else None


def worded(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The tenth of November 2020."""
    place, month = month_at(tokens, first, last)
    at = first + (tokens.codes[first] == "T")
    if tokens.codes[place] == "M" and tokens.text[tokens.starts[place]].islower():
        return None
    found = dated(tokens, first, last, tail(tokens, place + 1, last), month=month, day=int(tokens.values[at]))
    return [found] if found else None


def foreign(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """2020-ci il 10 noyabr; 9. November 2020; ноябре 2020 года; 10-Nov-2020."""
    place, month = month_at(tokens, first, last)
    year = next((at for at in range(first, last + 1) if tokens.codes[at] == "y"), None)
    said: dict[str, object] = {} if year is None else {"year": tokens.values[year]}
    day = next((int(tokens.values[at]) for at in range(first, last + 1) if tokens.codes[at] == "d"), None)
    lower = tokens.text[tokens.starts[place]].islower()
    if day is None and lower and tokens.word(place) in ("may", "march", "august"):
        # "may 2020" is English as well.
        return None
    if year is None and (tokens.codes[place] != "K" or not tokens.tight(first + 1)):
        # A list's "9." before a month begins an item.
        return None
    found = dated(tokens, first, last, said, month=month, day=day)
    return [found] if found else None


def odd_words(tokens: Tokens, first: int, last: int) -> str | None:
    """The words between a day and a year that may name a month in a language that the grammar does not know."""
    words = tokens.text[tokens.starts[first] : tokens.ends[last]]
    between = words[len(tokens.word(first)) : -len(tokens.word(last))]
    if len(words) > ODD or not between.replace(" ", "").isalpha():
        return None
    if max(map(len, words.split())) < len("mart") or set(words.lower().split()) & lexicon().sets["counts"]:
        return None
    return between.strip()


def odd(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """10 listopada 2020, 9 de noviembre de 2020: what dateparser makes of the cut-out words, if day and year stay."""
    words = odd_words(tokens, first, last)
    month = _month_of(words) if words else None
    if month is None:
        return None
    moment = Moment(int(tokens.values[last]), month, int(tokens.values[first]))
    return [expression(tokens, first, last, moment=moment)] if moment.valid() else None


@lru_cache(maxsize=4096)
def _month_of(words: str) -> int | None:
    import dateparser  # noqa: PLC0415  # slow to import, and few texts need it

    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    try:
        found = dateparser.parse(f"9 {words} 2020", settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found.month if found and (found.day, found.year) == (9, 2020) else None


def figures(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """2020-11-09 at once; 09/11/2020 waits for the order that the document uses."""
    text = tokens.values[first]
    if text[:4].isdecimal():
        year, month, day = (int(part) for part in re.split("[./-]", text))
        moment = Moment(year, month, day)
        return [expression(tokens, first, last, moment=moment)] if year and month and day and moment.valid() else None
    sign = text[2] if text[2] in "./-" else text[1]
    a, b, _ = (int(part) for part in text.split(sign))
    if len(text.split(sign)[2]) == 2 and (len(text) < 8 or sign == "-"):
        return None
    low, high = sorted((a, b))
    fits = low in range(1, 13) and high <= 31
    return [expression(tokens, first, last, figures=text)] if fits else None
