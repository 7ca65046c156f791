"""Builders for months, seasons, quarters, decades and centuries.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from extractor.pipeline.dates.bare_years import YEAR_VERBS
from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import dated, expression, modifier, month_at, named, strip, tail
from extractor.pipeline.dates.words import lexicon

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens


def month(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """November 2020; mid-May; the end of March; last June; August of that year."""
    first = strip(tokens, first, last)
    place, number = month_at(tokens, first, last)
    said = tail(tokens, place + 1, last)
    head = tokens.codes[first:place]
    if tokens.codes[place] == "M" and "year" not in said and place == first and not _month_cue(tokens, first, last):
        return None
    if head in ("T", "TS") and not said and tokens.codes[place] == "M" and not _names_its_month(tokens, place):
        return None
    mod = modifier(tokens, first, place - 1)
    if not said and head and head[-1] in "XLIHS" and "f" not in head:
        said = {
            "link": "month",
            "amount": ("X" in head) - ("L" in head),
            "deictic": "T" not in head and head[-1] not in "HS",
        }
    found = dated(tokens, first, last, said, mod, month=number)
    return [found] if found else None


def _names_its_month(tokens: Tokens, place: int) -> bool:
    """A March operation, the May ceasefire: an article, a full name with a capital, and a noun without one."""
    follower = tokens.word(place + 1)
    return (
        tokens.codes[place - 1 : place] in ("T", "A")
        and tokens.word(place) in ("march", "may", "august")
        and tokens.codes[place + 1 : place + 2] in ("_", "s")
        and follower.isalpha()
        and tokens.text[tokens.starts[place + 1]].islower()
        and follower not in lexicon().sets["closed_class"]
    )


def _month_cue(tokens: Tokens, first: int, last: int) -> bool:
    """A bare May, March or August needs a preposition before it; an abbreviation always needs a number."""
    if tokens.text[tokens.ends[first] - 1] == "." or (
        len(tokens.word(first)) <= 4 and tokens.word(first) not in ("may", "june")
    ):
        return False
    start, end = tokens.starts[first], tokens.ends[last]
    if tokens.text[start - 1 : start] in ("", "\n") and tokens.text[end : end + 1] in ("", "\n"):
        # The heading of a chronology.
        return True
    before = tokens.codes[first - 1] if first else "|"
    follower = tokens.word(last + 1)
    if tokens.word(first) == "august" and (
        before not in "|." or follower in YEAR_VERBS or follower in lexicon().sets["closed_class"]
    ):
        return True
    after = tokens.codes[last + 1 : last + 2]
    return (
        before in "iFb2p"
        or _names_its_month(tokens, last)
        or (before == "f" and after != "f")
        or (before in "z&" and tokens.codes[first - 2] in "mM")
        or (after in ("z", "2", "&", "/") and tokens.codes[last + 2 : last + 3] in ("m", "M"))
    )


def slice_(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The last week of August 2020: the month, and where in it."""
    place, number = month_at(tokens, first, last)
    if tokens.values[first + 2] not in ("D", "W"):
        return None
    code, value = tokens.codes[first + 1], tokens.values[first + 1]
    said = tail(tokens, place + 1, last)
    if tokens.values[first + 2] == "D" and (day := _nth_day(code, value, number, said)):
        found = dated(tokens, first, last, said, month=number, day=day)
        return [found] if found else None
    mod = "end" if code == "L" else {1: "start"}.get(value, "") if code == "r" else str(value)
    found = dated(tokens, first, last, said, mod, month=number)
    return [found] if found else None


def _nth_day(code: str, value: object, month: int, said: dict[str, object]) -> int | None:
    """The day that `the first day of May`, `the last day of February 2024` mean."""
    if code in "ro" and isinstance(value, int):
        return value
    year = said.get("year")
    if code != "L" or (month == 2 and not isinstance(year, int)):
        return None
    return monthrange(year if isinstance(year, int) and year > 0 else 2001, month)[1]


def season(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Spring 2016; the winter of 1776-77; in autumn; that summer."""
    first = strip(tokens, first, last)
    place = next(at for at in range(first, last + 1) if tokens.codes[at] == "s")
    name, head = str(tokens.values[place]), tokens.codes[first:place]
    said = tail(tokens, place + 1, last)
    if tokens.codes[first] == "y" and place == first + 1:
        said = {"year": int(tokens.values[first])}
    if tokens.codes[last] in "dn" and last > place:
        said = {"year": int(tokens.values[last - 2]) + (name == "WI")}
        name = "WE" if name == "WI" else name
    event = tokens.word(last + 1) in lexicon().sets["season_events"]
    if not said and not event and tokens.text[tokens.starts[place]].isupper() and named(tokens, last + 1):
        # The Winter Palace, but the Spring Offensive.
        return None
    if head == "T" and tokens.word(last + 1) in ("will", "shall"):
        # The winter will be hard.
        said = {"link": "month", "amount": 1, "deictic": True}
    if not said:
        before = tokens.codes[first - 1] if first else "|"
        after = tokens.codes[last + 1 : last + 2]
        eventful = (
            event
            or (before == "&" and tokens.codes[first - 2] == "s")
            or (after == "&" and tokens.codes[last + 2 : last + 3] == "s")
        )
        if (
            (not head and before not in "ip" and not eventful)
            or after in ("f", "z", "'")
            or (head == "T" and after == "_" and before not in "ipq")
        ):
            return None
        if head and head[-1] in "XLIHS" and "f" not in head:
            said = {
                "link": "month",
                "amount": ("X" in head) - ("L" in head),
                "deictic": "T" not in head and head[-1] not in "HS",
            }
    found = dated(tokens, first, last, said, modifier(tokens, first, place - 1), part=name)
    return [found] if found else None


def quarter(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The second half of 2020; the first quarter; Q3 2021."""
    if tokens.codes[first] == "J":
        found = dated(tokens, first, last, tail(tokens, first + 1, last), part=str(tokens.values[first]))
        return [found] if found and found.moment.year else None
    place = next(at for at in range(first, last + 1) if tokens.codes[at] == "E")
    kind = tokens.values[place]
    at = place - 1 - (tokens.codes[place - 1] == "z")
    number = {"half": 2, "quarter": 4}.get(kind, 0)
    if tokens.codes[at] in "ro":
        number = tokens.values[at]
    elif tokens.values[at] in ("start", "mid"):
        return None
    said = tail(tokens, place + 1, last)
    if (
        kind not in ("half", "quarter")
        or not 1 <= number <= (2 if kind == "half" else 4)
        or (kind == "half" and not said)
    ):
        return None
    if not said and (tokens.codes[last + 1 : last + 2] in ("f", "_", "z") or tokens.codes[first - 1 : first] != "i"):
        return None
    found = dated(tokens, first, last, said, part=f"{'H' if kind == 'half' else 'Q'}{number}")
    return [found] if found else None


def century(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The early 19th century; the 5th century BC."""
    first = strip(tokens, first, last)
    place = max(at for at in range(first, last + 1) if tokens.codes[at] == "u")
    at = place - 1 - (tokens.codes[place - 1] == "z")
    number = int(tokens.values[at])
    if tokens.values[place] != "CE" or not 1 <= number <= 21:
        return None
    past = tokens.codes[last] == "R" and tokens.values[last] == -1
    # The first century has no year 0 to be written with.
    year = -max(1, (number - 1) * 100) if past else (number - 1) * 100
    if number == 1:
        return None
    moment = Moment(year, width=100)
    return [expression(tokens, first, last, moment=moment, mod=modifier(tokens, first, at - 1))]


def decade(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The early 1990s; the '90s, the nineties."""
    first = strip(tokens, first, last)
    place = last - (tokens.codes[last] == "R")
    year = int(tokens.values[place])
    short = year < 100 and tokens.codes[last] != "R"
    if short:
        if tokens.word(place).isalpha() and not set(tokens.codes[first:place]) & set("Te"):
            # In his nineties: an age.
            return None
        year += 1900
    if not 1000 <= year < 2100 and tokens.codes[last] != "R":
        return None
    if tokens.codes[last] == "R" and tokens.values[last] == -1:
        year = -year
    mod = modifier(tokens, first, place - 1)
    return [expression(tokens, first, last, moment=Moment(year, width=10), mod=mod, short=short)]
