"""Builders for what names a place in the calendar: days, months, seasons, years, decades, centuries.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.expression import Expression
from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.words import lexicon

if TYPE_CHECKING:
    from extractor.pipeline.dates.lex import Tokens

CENTURY_TURN = 30
QUARTERS = "Q1", "Q2", "Q3", "Q4"
POSSESSIVES = frozenset(("his", "her", "its", "their", "our", "my", "your"))
YEAR_VERBS = frozenset(("was", "saw", "witnessed", "brought", "marked", "became", "began", "ended", "ushered"))
CUES = frozenset("ipFb2&fezcTAIqXLS(/|.'")


def expression(tokens: Tokens, first: int, last: int, **fields: object) -> Expression:
    """An expression over these tokens."""
    return Expression(tokens.starts[first], tokens.ends[last], first, last, **fields)  # type: ignore[arg-type]


def strip(tokens: Tokens, first: int, last: int) -> int:
    """The first token that belongs to the expression: a leading preposition does not, nor `than` without `more`."""
    while first < last:
        code = tokens.codes[first]
        if code == "p" and tokens.word(first + 1) in ("least", "most") and tokens.word(first) == "at":
            break
        if code not in "pi" and not (code == "q" and tokens.word(first) == "than"):
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


def _dated(
    tokens: Tokens, first: int, last: int, said: dict[str, object], mod: str = "", **parts: object
) -> Expression | None:
    moment = Moment(said.get("year"), **parts)  # type: ignore[arg-type]
    if not moment.valid():
        return None
    extra = {key: value for key, value in said.items() if key != "year"}
    return expression(tokens, first, last, moment=moment, mod=mod, **extra)


def _fill(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Place of the month and the month."""
    for at in range(first, last + 1):
        if tokens.codes[at] in "mMK":
            return at, int(tokens.values[at])
    return -1, 0


def days(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """9 November 2020; 12-13 January 1990; 10, 18 and 26 October; November 9, 2020; May 4 and 5."""
    first = strip(tokens, first, last)
    if tokens.codes[first : first + 2] == "Td":
        # "the 9 November statement": the article belongs to the statement.
        first += 1
    place, month = _fill(tokens, first, last)
    said = tail(tokens, place + 1, last)
    word = tokens.word(place)
    if tokens.codes[place] == "K" and word in ("may", "march", "august") and "year" not in said:
        return None
    numbers = [at for at in range(first, last + 1) if tokens.codes[at] in "do"]
    if not numbers:
        return None
    mod = modifier(tokens, first, min(numbers[0], place))
    if len(numbers) == 1:
        found = _dated(tokens, first, last, said, mod, month=month, day=tokens.values[numbers[0]])
        return [found] if found else None
    return _list_of_days(tokens, first, last, numbers, month, said)


def _list_of_days(
    tokens: Tokens, first: int, last: int, numbers: list[int], month: int, said: dict[str, object]
) -> list[Expression] | None:
    month_first = tokens.codes[numbers[0] - 1] in "mMT" and _fill(tokens, first, last)[0] < numbers[0]
    gaps = {tokens.codes[a + 1] for a, b in zip(numbers, numbers[1:], strict=False) if b > a}
    if len(numbers) == 2 and gaps <= set("z/2") and not _opened(tokens, first):
        a, b = (int(tokens.values[at]) for at in numbers)
        left = _dated(tokens, first, last, said, month=month, day=a)
        right = _dated(tokens, first, last, said, month=month, day=b)
        if left and right and a < b:
            left.pair = right.moment
            cut = tokens.ends[numbers[0]], tokens.starts[numbers[1]]
            left.sides = (left.start, cut[0]), (cut[1], left.end)
            return [left]
        return [right] if right else None
    found: list[Expression] = []
    for number, at in enumerate(numbers):
        begin = first if number == 0 else at - (tokens.codes[at - 1] == "T")
        if number == 0:
            end = at
        else:
            end = last if number == len(numbers) - 1 else at
        if number == len(numbers) - 1 and not month_first:
            end = last
        one = _dated(tokens, begin, end, said, month=month, day=tokens.values[at])
        if one is None:
            return None if not found else found
        found.append(one)
    return found


def _opened(tokens: Tokens, first: int) -> bool:
    """Whether `from` or `between` stands before: then the two sides are mentions of their own."""
    return first > 0 and tokens.codes[first - 1] in "Fb"


def double(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """28 May (15 May O.S.) 1918; 15 (28) May 1918: the Gregorian day counts."""
    opened = tokens.codes.index("(", first)
    closed = tokens.codes.index(")", opened)
    outer = [at for at in (*range(first, opened), *range(closed + 1, last + 1)) if tokens.codes[at] in "dmMK"]
    inner = [at for at in range(opened, closed) if tokens.codes[at] in "dmMK"]
    outside = {("d" if tokens.codes[at] == "d" else "m"): int(tokens.values[at]) for at in outer}
    inside = {("d" if tokens.codes[at] == "d" else "m"): int(tokens.values[at]) for at in inner}
    if ("m" not in outside and "m" not in inside) or "d" not in outside or "d" not in inside:
        return None
    style = [tokens.values[at] for at in range(opened, closed) if tokens.codes[at] == "O"]
    a, b = ({"m": outside.get("m", inside.get("m", 0)), **outside}, {"m": outside.get("m", 0), **inside})
    gap = (b["m"] * 31 + b["d"]) - (a["m"] * 31 + a["d"])
    # The two calendars lie 10 to 14 days apart; anything else in the brackets is another date.
    if not 10 <= min(abs(gap), 372 - abs(gap)) <= 14:
        return None
    inner_is_new = style == ["N"] or (not style and (gap > 0) == (abs(gap) < 31))
    chosen = b if inner_is_new else a
    said = tail(tokens, closed + 1, last)
    found = _dated(tokens, first, last, said, month=chosen["m"], day=chosen["d"])
    return [found] if found else None


def foreign(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """2020-ci il 10 noyabr; 9. November 2020."""
    place, month = _fill(tokens, first, last)
    year = next((at for at in range(first, last + 1) if tokens.codes[at] == "y"), None)
    said: dict[str, object] = {} if year is None else {"year": tokens.values[year]}
    day = next(int(tokens.values[at]) for at in range(first, last + 1) if tokens.codes[at] == "d")
    found = _dated(tokens, first, last, said, month=month, day=day)
    return [found] if found and place >= 0 else None


def figures(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """2020-11-09 at once; 09/11/2020 waits for the order that the document uses."""
    text = tokens.values[first]
    if text[:4].isdecimal():
        year, month, day = (int(part) for part in text.split("-"))
        moment = Moment(year, month, day)
        return [expression(tokens, first, last, moment=moment)] if year and month and day and moment.valid() else None
    sign = text[2] if text[2] in "./-" else text[1]
    a, b, _ = (int(part) for part in text.split(sign))
    if len(text.split(sign)[2]) == 2 and (len(text) < 8 or sign == "-"):
        return None
    fits = 1 <= min(a, b) and max(a, b) <= 31 and min(a, b) <= 12
    return [expression(tokens, first, last, figures=text)] if fits else None


def month(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """November 2020; mid-May; the end of March; last June; August of that year."""
    first = strip(tokens, first, last)
    place, number = _fill(tokens, first, last)
    said = tail(tokens, place + 1, last)
    head = tokens.codes[first:place]
    if tokens.codes[place] == "M" and "year" not in said and place == first and not _month_cue(tokens, first, last):
        return None
    if head in ("T", "TS") and not said and tokens.codes[place] == "M":
        return None
    mod = modifier(tokens, first, place - 1)
    if not said and head and head[-1] in "XLIHS" and "f" not in head:
        said = {
            "link": "month",
            "amount": ("X" in head) - ("L" in head),
            "deictic": "T" not in head and head[-1] not in "HS",
        }
    found = _dated(tokens, first, last, said, mod, month=number)
    return [found] if found else None


def _month_cue(tokens: Tokens, first: int, last: int) -> bool:
    """A bare May, March or August needs a preposition before it; an abbreviation always needs a number."""
    if (
        tokens.text[tokens.ends[first] - 1] == "."
        or len(tokens.word(first)) <= 4
        and tokens.word(first) not in ("may", "june")
    ):
        return False
    before = tokens.codes[first - 1] if first else "|"
    if tokens.word(first) == "august" and before not in "|.":
        return True
    after = tokens.codes[last + 1 : last + 2]
    return (
        before in "iFb2p"
        or (before == "f" and after != "f")
        or (before in "z&" and tokens.codes[first - 2] in "mM")
        or (after in ("z", "2", "&", "/") and tokens.codes[last + 2 : last + 3] in ("m", "M"))
    )


def slice_(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The last week of August 2020: the month, and where in it."""
    place, number = _fill(tokens, first, last)
    if tokens.values[first + 2] not in ("D", "W"):
        return None
    code, value = tokens.codes[first + 1], tokens.values[first + 1]
    mod = "end" if code == "L" else {1: "start"}.get(value, "") if code == "r" else str(value)
    found = _dated(tokens, first, last, tail(tokens, place + 1, last), mod, month=number)
    return [found] if found else None


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
    if not said:
        before = tokens.codes[first - 1] if first else "|"
        after = tokens.codes[last + 1 : last + 2]
        named = tokens.word(last + 1) in lexicon().sets["season_events"] or (
            before == "&" and tokens.codes[first - 2] == "s"
        )
        if (
            (not head and before not in "ip" and not named)
            or after in ("f", "z", "'")
            or (head == "T" and after == "_" and before not in "ip")
        ):
            return None
        if head and head[-1] in "XLIHS" and "f" not in head:
            said = {
                "link": "month",
                "amount": ("X" in head) - ("L" in head),
                "deictic": "T" not in head and head[-1] not in "HS",
            }
    found = _dated(tokens, first, last, said, modifier(tokens, first, place - 1), part=name)
    return [found] if found else None


def quarter(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The second half of 2020; the first quarter; Q3 2021."""
    if tokens.codes[first] == "J":
        found = _dated(tokens, first, last, tail(tokens, first + 1, last), part=str(tokens.values[first]))
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
    found = _dated(tokens, first, last, said, part=f"{'H' if kind == 'half' else 'Q'}{number}")
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
    """The early 1990s; the '90s."""
    first = strip(tokens, first, last)
    place = last - (tokens.codes[last] == "R")
    year = int(tokens.values[place])
    if not 1000 <= year < 2100 and tokens.codes[last] != "R":
        return None
    if tokens.codes[last] == "R" and tokens.values[last] == -1:
        year = -year
    return [expression(tokens, first, last, moment=Moment(year, width=10), mod=modifier(tokens, first, place - 1))]


def years(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """1988-94: both years, the second short."""
    begin, short = int(tokens.values[first]), tokens.values[first + 2]
    if not (tokens.tight(first + 1) and tokens.tight(first + 2)) or not isinstance(short, int):
        return None
    if tokens.ends[first + 2] - tokens.starts[first + 2] != 2 or tokens.codes[first + 3 : first + 4] == "z":
        return None
    if 1 <= short <= 12 and short != begin % 100 + 1 and tokens.text[tokens.starts[first + 1]] == "-":
        return [expression(tokens, first, first + 2, moment=Moment(begin, short))]
    if short <= begin % 100:
        return None
    found = expression(tokens, first, first + 2, moment=Moment(begin), pair=Moment(begin - begin % 100 + short))
    found.sides = (tokens.starts[first], tokens.ends[first]), (tokens.starts[first + 2], tokens.ends[first + 2])
    return [found]


def eras(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """499-493 BC; 496 and 495 BC: the era stands once, behind."""
    a, b, era = tokens.values[first], tokens.values[last - 1], tokens.values[last]
    if not isinstance(a, int) or not isinstance(b, int) or era != -1 or a <= b or b == 0 or a > 9999:
        return None
    right = expression(tokens, last - 1, last, moment=Moment(-b))
    if tokens.codes[first + 1] in "z2" and not _opened(tokens, first):
        whole = expression(tokens, first, last, moment=Moment(-a), pair=right.moment)
        whole.sides = (tokens.starts[first], tokens.ends[first]), (right.start, right.end)
        return [whole]
    return [expression(tokens, first, first, moment=Moment(-a)), right]


def year(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """2020 with a cue around it; the end of 2021; 499 BC."""
    first = strip(tokens, first, last)
    place = next(at for at in range(last, first - 1, -1) if tokens.codes[at] in "yjnd")
    if not isinstance(tokens.values[place], int):
        return None
    number = year_of(tokens, place)
    head = tokens.codes[first:place]
    if (
        not number
        or abs(number) > 9999
        or ("R" not in tokens.codes[first : last + 1] and not head and not year_cue(tokens, place))
    ):
        return None
    if (
        head[:1] == "q"
        and number % 100 == 0
        and tokens.word(place + 1).isalpha()
        and tokens.codes[first - 1 : first] != "i"
    ):
        return None
    if "E" in head and any(
        tokens.values[at] in ("part",) and "e" not in head for at in range(first, place) if tokens.codes[at] == "E"
    ):
        return None
    return [expression(tokens, first, last, moment=Moment(number), mod=modifier(tokens, first, place - 1))]


def year_cue(tokens: Tokens, at: int) -> bool:
    """Whether a bare number between 1500 and 2099 stands where years stand."""
    before = tokens.codes[at - 1] if at else "|"
    after = tokens.codes[at + 1] if at + 1 < len(tokens.codes) else "|"
    if after in "2z&" and tokens.codes[at + 2 : at + 3] == "n" and not tokens.tight(at + 1):
        return False
    if tokens.codes[at] == "j":
        return True
    number = int(tokens.values[at])
    recent = 1800 <= number <= 2099
    follower = tokens.word(at + 1)
    plural = (
        after == "_"
        and follower.isalpha()
        and follower.islower()
        and follower.endswith("s")
        and follower not in ("was", "is", "has")
    )
    before_that = tokens.codes[at - 2] if at > 1 else "|"
    if (after in "z2" and tokens.codes[at + 2 : at + 3] == "y") or (before in "z2&/" and before_that == "y"):
        return True
    if before == "T" or tokens.word(at - 1) in POSSESSIVES:
        return not (plural and number % 100 == 0)
    if after == "'" or follower in YEAR_VERBS:
        return True
    if before in "iFbef(|.pXLS":
        return recent or not plural
    if before in CUES:
        return recent and not (plural and before in "2&q")
    if before == "_" and tokens.tight(at):
        return False
    return number >= 1900 and not plural and number % 100 != 0
