"""Builders for years that stand alone, and the judgement whether a number is one.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import expression, modifier, named, opened, strip, year_of

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens

POSSESSIVES = frozenset(("his", "her", "its", "their", "our", "my", "your"))
YEAR_VERBS = frozenset(("was", "saw", "witnessed", "brought", "marked", "became", "began", "ended", "ushered"))
CUES = frozenset("ipFb2&fezcTAIqXLS(/|.'")


def years(tokens: Tokens, first: int, _: int) -> list[Expression] | None:
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
    if tokens.codes[first + 1] in "z2" and not opened(tokens, first):
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
    short = tokens.codes[place] == "j"
    return [expression(tokens, first, last, moment=Moment(number), mod=modifier(tokens, first, place - 1), short=short)]


def year_cue(tokens: Tokens, at: int) -> bool:
    """Whether a bare number between 1500 and 2099 stands where years stand."""
    before = tokens.codes[at - 1] if at else "|"
    after = tokens.codes[at + 1] if at + 1 < len(tokens.codes) else "|"
    if after in "2z&" and tokens.codes[at + 2 : at + 3] == "n" and not tokens.tight(at + 1):
        return False
    if tokens.codes[at] == "j":
        return True
    if _is_cited(tokens, at):
        return False
    if _in_figures(tokens, at, before, after):
        return False
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
        return (recent and not (plural and tokens.word(at - 2) == "out")) or not plural
    if before in CUES:
        return recent and not (plural and before in "2&q")
    if before == "_" and tokens.tight(at):
        return False
    return number >= 1900 and not plural and number % 100 != 0


def _is_cited(tokens: Tokens, at: int) -> bool:
    """Whether it dates a work that is quoted with its page: (Author 1998, p. 12), Author 1998: 155; I.C.J. Reports 1975, 12."""
    if not named(tokens, at - 1) and tokens.word(at - 1) != "al" and tokens.codes[at - 2 : at] != "l.":
        return False
    after = tokens.codes[at + 1 : at + 2]
    if after == "_" and tokens.text[tokens.starts[at + 1]] == ":":
        return tokens.codes[at + 2 : at + 3] in ("n", "d", "y")
    follower = tokens.word(at + 2)
    page = follower in ("p", "pp", "para", "paras", "ch", "note", "n", "at") or tokens.codes[at + 2 : at + 3] in (
        "n",
        "d",
    )
    return (
        after == "c" and page and not (tokens.codes[at + 2 : at + 3] == "d" and tokens.codes[at + 3 : at + 4] in "mMK")
    )


def _in_figures(tokens: Tokens, at: int, before: str, after: str) -> bool:
    """Whether it stands in a row of figures, in a telephone number or a sum: 419-2020, x + 1994, 0000 2019 1137."""
    if before == "z" and tokens.codes[at - 2 : at - 1] in ("n", "d", "o") and at > 1:
        return True
    if tokens.word(at - 1) in ("+", "=", "<", ">", "*", "×") or tokens.word(at + 1) in ("+", "="):
        return True
    return before in "ny" or (before not in "iFbp2" and after in "ny")
