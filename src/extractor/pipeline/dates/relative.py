"""Builders for what counts from another date: two weeks later, that month, last Friday, the day before.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.lengths import counted, is_age, units
from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import expression, modifier, strip
from extractor.pipeline.dates.words import lexicon

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens


SIGNS = {"after": 1, "following": 1, "before": -1, "early": -1}


def offset(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Two weeks later; a year ago; several months before; two days early."""
    first = strip(tokens, first, last)
    place = max(at for at in range(first, last + 1) if tokens.codes[at] in "uUY")
    word = tokens.word(last)
    sign = tokens.values[last] if tokens.codes[last] in "GB" else SIGNS.get(word, 0)
    if tokens.codes[last] == "e" and tokens.codes[last + 1 : last + 2] in ("_", "i", "f", "m", "y"):
        return None
    seen, amount = counted(tokens, first, place - 1)
    mod = "approx" if "approx" in [tokens.values[at] for at in range(first, place) if tokens.codes[at] == "q"] else ""
    if not sign or (not seen and tokens.codes[place] != "U"):
        return None
    unit = tokens.values[place]
    if not seen or amount is None or amount != int(amount):
        return [expression(tokens, first, last, link="value", value="FUTURE_REF" if sign > 0 else "PAST_REF")]
    moved = sign * int(amount)
    if unit.startswith("T"):
        return [expression(tokens, first, last, label="TIME", link="value")]
    return [expression(tokens, first, last, link="offset", amount=moved, unit=unit, deictic=word == "ago", mod=mod)]


def beside(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The day before; what follows decides whether it is an event, whose date is not ours to know."""
    if tokens.codes[last] == "t":
        return _beside_today(tokens, first, last)
    word = tokens.word(last)
    sign = {"after": 1, "following": 1, "later": 1, "before": -1, "earlier": -1}.get(word, 0)
    unit = tokens.values[first + 1]
    if not sign or unit.startswith("T"):
        return None
    if tokens.codes[last + 1 : last + 2] not in ("", "c", ".", ")", "|", "p", "i", "&"):
        return [expression(tokens, first, last, link="value")] if unit == "D" else None
    return [expression(tokens, first, last, link="offset", amount=sign, unit=unit)]


def _beside_today(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The day after tomorrow, the day before yesterday."""
    sign, away = SIGNS.get(tokens.word(last - 1)), tokens.values[last]
    if tokens.values[first + 1] != "D" or sign is None or away != sign:
        return None
    return [expression(tokens, first, last, link="same", amount=2 * sign, unit="D", deictic=True)]


def later(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Later that year; earlier this week."""
    words = tokens.codes[first:last]
    unit = tokens.values[last]
    if tokens.codes[last] == "P" or (unit.startswith("T") and len(unit) == 2):
        return None
    deictic = "I" in words or "L" in words
    return [expression(tokens, first, last, link="same", amount=-("L" in words), unit=unit, deictic=deictic)]


def anchored(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Two days before 9 November; a week after the vote: the day hangs on what follows, which may be no date at all.

    After a preposition it is a length: within 30 days after signature.
    """
    before = tokens.codes[first - 1] if first else "|"
    found = offset(tokens, first, last)
    than = "than" in [tokens.word(at) for at in range(first, last)]
    if not found or than or before in "pi2Ff":
        return None
    one = found[0]
    if one.link == "offset":
        one.link = "next"
    return found


def ordinal(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The first day of the war; on the seventh day: a day or year of something whose date is not ours to know."""
    after, unit = tokens.codes[last + 1 : last + 2], tokens.values[last]
    code, value = tokens.codes[last - 1], tokens.values[last - 1]
    if code == "w" and tokens.word(last - 1) != "final":
        return None
    if unit.startswith("T") or unit in ("Q", "CE", "ML") or (code == "L" and after != "f"):
        return None
    follows = (
        after in ("c", ".", ")", "|", "p", "i", "&", "") or tokens.word(last + 1) in lexicon().sets["closed_class"]
    )
    if after != "f" and not (follows and tokens.codes[first - 1 : first] in ("p", "f", "i")):
        return None
    if code in "ro" and not value:
        return None
    return [expression(tokens, first, last, link="value")]


def pointer(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The same day; that month; last year; the following week; the next two years; last Friday."""
    first = strip(tokens, first, last)
    if tokens.word(first) == "last" and tokens.word(first - 1) in lexicon().sets["before_verb"]:
        return None
    code, value = tokens.codes[last], tokens.values[last]
    place = max(at for at in range(first, last + 1) if tokens.codes[at] in "uUYPW")
    seen, amount = counted(tokens, first, place - 1)
    start = max((at for at in range(first, place) if tokens.codes[at] == "f"), default=first - 1) + 1
    words = "".join(code for code in tokens.codes[start:place] if code in "TIHSXLQ")
    if code == "U" or seen:
        return _stretch(tokens, first, last, seen, amount)
    word = [tokens.word(at) for at in range(start, place)]
    move = ("X" in words) - ("L" in words)
    deictic = bool(set(words) & {"I", "Q"}) or (not set(words) & set("THS") and bool({"last", "next"} & set(word)))
    mod = modifier(tokens, first, start - 1)
    if words in ("TL", "TX") and tokens.codes[last + 1 : last + 2] == "f" and tokens.codes[last] != "P":
        # The last day of the war.
        return None
    if words == "S" and tokens.codes[first - 1 : first] in ("p", "i") and code == "u" and tokens.word(first) == "same":
        # Translated prose leaves out the article.
        return [expression(tokens, first, last, link="same", unit=value)]
    if words == "S" or (words == "Q" and tokens.codes[start - 1 : start] != "T") or set(words) <= {"T"}:
        return None
    if tokens.codes[place] == "W":
        number = int(tokens.values[place])
        return [
            expression(
                tokens,
                first,
                last,
                link="weekday",
                amount=number,
                unit=("last" if move < 0 else "next" if move > 0 else ""),
                deictic=deictic,
            )
        ]
    if code == "P":
        moment = Moment(time=value)
        return [
            expression(
                tokens,
                first,
                last,
                label="TIME",
                link="same",
                amount=move,
                unit="D",
                deictic="I" in words,
                moment=moment,
            )
        ]
    if value.startswith("T") or (value == "D" and mod) or (tokens.codes[last + 1 : last + 3] == "'_" and value == "D"):
        return None
    return [expression(tokens, first, last, link="same", amount=move, unit=value, deictic=deictic, mod=mod)]


def _stretch(tokens: Tokens, first: int, last: int, seen: bool, amount: float | None) -> list[Expression] | None:  # noqa: FBT001
    words = tokens.codes[first:last]
    if tokens.codes[last] == "P":
        return None  # "9 mornings" is no length
    if set(words) <= set("TdnykAf") or (tokens.codes[last] != "U" and not seen) or ":" in tokens.values[last]:
        return None  # noon and midnight are no lengths
    if "I" in words and not seen:
        return (
            [expression(tokens, first, last, link="value", value="PRESENT_REF")]
            if tokens.word(last) == "days"
            else None
        )
    if not seen and not set(words) & set("XL"):
        return None
    if is_age(tokens, first, last):
        return None
    if not seen and tokens.word(last - 1) in ("coming", "upcoming"):
        return [expression(tokens, first, last, link="value", value="FUTURE_REF")]
    value, iso = units(amount if seen else None, tokens.values[last])
    return [expression(tokens, first, last, label="DURATION", link="value", value=value, id=iso)]


def bound(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The end of the year; mid-year; month's end."""
    if tokens.codes[last] == "E":
        place = first + (tokens.codes[first] == "T")
        if tokens.values[last] not in ("end", "mid") or place == last - 1:
            return None
        mod = tokens.values[last]
    else:
        place = last
        head = tokens.codes[first:last]
        if "T" not in head and "z" not in head:
            return None
        mod = modifier(tokens, first, last - 1)
    unit = tokens.values[place]
    if unit not in ("W", "M", "Y", "DE", "CE") or not mod:
        return None
    if tokens.codes[last] == "E" and "'" in tokens.codes[first:last] and tokens.text[tokens.starts[place + 2]] != "s":
        return None
    return [expression(tokens, first, last, link="same", unit=unit, mod=str(mod))]


def recent(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Recent years."""
    return [expression(tokens, first, last, link="value", value="PAST_REF")]
