"""Builders for what counts from somewhere else: two weeks later, that month, last Friday, today, 10:30.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.lengths import counted, is_age, units
from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import dated, expression, modifier, named, strip, tail
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
    follows = after in ("c", ".", ")", "|", "p", "i", "&", "") or tokens.word(last + 1) in lexicon().sets["closed_class"]
    if after != "f" and not (follows and tokens.codes[first - 1 : first] in ("p", "f", "i")):
        return None
    if code in "ro" and not value:
        return None
    return [expression(tokens, first, last, link="value")]


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
    return not noun and tokens.codes[last + 1 : last + 2] not in ("f", "u", "U", "Y", "k", "d", "n", "w", "z", "'", "E", "x")


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
    if set(words) <= set("TdnykAf") or (tokens.codes[last] != "U" and not seen):
        return None
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


def day(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The 26th, after a preposition."""
    if tokens.codes[first - 1 : first] not in ("p", "F", "2", "&", "f", "i", "c", "b"):
        return None
    return [expression(tokens, first, last, link="day", amount=int(tokens.values[last]))]


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
        elif word == "present" or tokens.word(last + 1) == "that":
            return None
        elif (tokens.word(last + 1), tokens.word(last + 2)) in {("and", "then"), ("and", "again")}:
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
    return named(tokens, at - 1) and before[0] != "time" and tokens.codes[at - 2 : at - 1] not in ("c", "/") if at else False


def part(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Midnight, noon; at night, in the afternoon; the morning only beside a date (see `join.py`)."""
    word = tokens.word(first - 1)
    if first == last and word in ("at", "by") and tokens.values[last] == "NI":
        return [expression(tokens, first, last, label="TIME", link="value", value="XXXX-XX-XXTNI")]
    if tokens.codes[first - 1 : last] == "iT" and tokens.codes[last + 1 : last + 2] not in ("f", "_", "p"):
        moment = Moment(time=tokens.values[last])
        return [expression(tokens, first, last, label="TIME", link="same", unit="D", moment=moment)]
    return [expression(tokens, first, last, label="TIME", link="clock", moment=Moment(time=tokens.values[last]))]
