"""Builders for what is said from the day of speaking or of the story: today, recently, on Friday, the 26th, 10:30.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import dated, expression, modifier, named, strip, tail
from extractor.pipeline.dates.words import lexicon

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens


def phrase(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """New Year, Christmas 2007; recently, the past, overnight."""
    place = first + (tokens.codes[first] == "T")
    value = str(tokens.values[place])
    if value[:1].isdigit():
        if tokens.codes[place + 1 : place + 2] in ("_", "s") and tokens.text[tokens.starts[place + 1]].isupper():
            # Christmas Island.
            return None
        month, number = value.split("-")
        found = dated(tokens, first, last, tail(tokens, place + 1, last), month=int(month), day=int(number))
        return [found] if found else None
    if place > first or last > place:
        return None
    if value == "NI":
        if tokens.codes[first - 1 : first] in ("A", "T", "w"):
            return None
        moment = Moment(time=value)
        return [expression(tokens, first, last, label="TIME", link="same", unit="D", deictic=True, moment=moment)]
    if not _stands_alone(tokens, first, last):
        return None
    return [expression(tokens, first, last, link="value", value=value)]


def _stands_alone(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the past is no adjective and no part of an idiom, and soon is not the next thing in a story."""
    word, after = tokens.word(first), tokens.word(last + 1)
    if word == "soon":
        ahead = lexicon().sets["future"]
        near = [tokens.word(at) for at in range(max(0, first - 4), first)]
        return after not in ("as", "after", "afterwards") and any(word in ahead for word in near)
    if word in ("to", "recently", "lately") or tokens.ends[last] - tokens.starts[last] > len("the future"):
        return True
    if tokens.text[tokens.starts[last] : tokens.ends[last]].startswith(("this", "modern", "present")):
        return True
    noun = tokens.codes[last + 1 : last + 2] == "_" and after.isalpha() and after not in lexicon().sets["closed_class"]
    return not noun and tokens.codes[last + 1 : last + 2] not in (
        "f",
        "u",
        "U",
        "Y",
        "k",
        "d",
        "n",
        "w",
        "z",
        "'",
        "E",
        "x",
    )


def weekday(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """On Friday; Sunday evening."""
    number = int(tokens.values[first])
    if tokens.text[tokens.starts[first]].islower():
        return None
    if last == first and named(tokens, first + 1) and tokens.codes[first - 1 : first] not in ("p", "2", "F", "c", "f"):
        # The Friday Mosque, Tuesday Weld.
        return None
    if last == first:
        return [expression(tokens, first, last, link="weekday", amount=number)]
    return [
        expression(
            tokens, first, last, label="TIME", link="weekday", amount=number, moment=Moment(time=tokens.values[last])
        )
    ]


def day(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The 26th, after a preposition."""
    if tokens.codes[first - 1 : first] not in ("p", "F", "2", "&", "f", "i", "c", "b"):
        return None
    return [expression(tokens, first, last, link="day", amount=int(tokens.values[last]))]


def deictic(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Today; late yesterday; yesterday evening; now; at present."""
    mod = modifier(tokens, first, first)
    early = first
    first += tokens.codes[first] == "e"
    if tokens.codes[first] == "p" and tokens.word(last) != "present":
        first += 1
    word = tokens.word(first)
    if tokens.codes[last] == "h":
        if tokens.codes[first] == "p":
            if word != "at" or tokens.codes[last + 1 : last + 2] == "_":
                return None
        elif word == "present" or tokens.word(last + 1) == "that" or _now_and_then(tokens, last):
            return None
        return [expression(tokens, first, last, link="value", value="PRESENT_REF")]
    time = tokens.values[last] if tokens.codes[last] == "P" else "NI" if word == "tonight" else ""
    label = "TIME" if time else "DATE"
    amount = int(tokens.values[first])
    return [
        expression(
            tokens,
            early,
            last,
            label=label,
            link="same",
            amount=amount,
            unit="D",
            deictic=True,
            mod=mod,
            moment=Moment(time=time),
        )
    ]


def _now_and_then(tokens: Tokens, last: int) -> bool:
    return tokens.word(last + 1) == "and" and tokens.word(last + 2) in ("then", "again")


def clock(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """10:30; 11 a.m."""
    first = strip(tokens, first, last)
    place = last - (tokens.codes[last] == "a")
    value = tokens.values[place]
    if tokens.codes[place] == "n":
        value = _dotted(tokens, place, last)
    hour, *rest = value if isinstance(value, list) else [value]
    if not isinstance(hour, int):
        return None
    if tokens.codes[last] == "a":
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if tokens.values[last] == "p" else 0)
    elif tokens.codes[place] not in "Cn" or _is_ratio(tokens, place):
        return None
    minutes = rest[0] if rest else 0
    return [
        expression(tokens, first, last, label="TIME", link="clock", moment=Moment(time=f"{hour:02d}:{minutes:02d}"))
    ]


def _dotted(tokens: Tokens, place: int, last: int) -> list[int] | None:
    """At 18.30; 6.30 p.m.: hours and minutes with a dot, where nothing is counted."""
    written = tokens.text[tokens.starts[place] : tokens.ends[place]]
    hour, _, minute = written.partition(".")
    if len(minute) != len("30") or not (hour + minute).isdecimal() or int(hour) > 24 or int(minute) > 59:
        return None
    after = tokens.codes[last + 1 : last + 2]
    follows = after in ("c", ".", ")", "|", "", "p", "&") or named(tokens, last + 1)
    return [int(hour), int(minute)] if last > place or (follows and tokens.word(place - 1) == "at") else None


def _is_ratio(tokens: Tokens, at: int) -> bool:
    """Whether it is none of the clock: a ratio of 10:12, Luke 12:30."""
    before = [tokens.word(back) for back in range(at - 1, max(at - 4, -1), -1)]
    if set(before) & lexicon().sets["ratios"]:
        return True
    return (
        named(tokens, at - 1) and before[0] != "time" and tokens.codes[at - 2 : at - 1] not in ("c", "/")
        if at
        else False
    )


def part(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Midnight, noon; at night, in the afternoon; the morning only beside a date (see `join.py`)."""
    word = tokens.word(first - 1)
    if first == last and word in ("at", "by") and tokens.values[last] == "NI":
        return [expression(tokens, first, last, label="TIME", link="value", value="XXXX-XX-XXTNI")]
    if tokens.codes[first - 1 : last] == "iT" and tokens.codes[last + 1 : last + 2] not in ("f", "_", "p"):
        moment = Moment(time=tokens.values[last])
        return [expression(tokens, first, last, label="TIME", link="same", unit="D", moment=moment)]
    return [expression(tokens, first, last, label="TIME", link="clock", moment=Moment(time=tokens.values[last]))]
