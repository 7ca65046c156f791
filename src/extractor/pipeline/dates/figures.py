"""Read dates in figures, 09/11/2020, in the order that the document itself proves; day first where nothing does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.pipeline.dates.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens

UNDATED = 2029  # the publication year that two-figure years are read against where none is known


def read(tokens: Tokens, found: Sequence[Expression], published: Moment) -> None:
    """Give every date in figures its moment, and say how it was read where two readings exist."""
    split = [(one, re.split(r"[./-]", one.figures)) for one in found if one.figures]
    american = _american(tokens, found, [(int(a), int(b)) for one, (a, b, _) in split if "/" in one.figures])
    for one, (a, b, last) in split:
        swap = int(b) > 12 or (int(a) <= 12 and "/" in one.figures and american)
        day, month, year = (int(b), int(a), int(last)) if swap else (int(a), int(b), int(last))
        if len(last) == 2:
            year += 2000 if year <= (published.year or UNDATED) % 100 + 1 else 1900
        moment = Moment(year, month, day)
        one.moment = moment if moment.valid() else Moment()
        if "/" in one.figures and day != month and max(day, month) <= 12:
            one.order = "month-first" if swap else "day-first"


def centuries(found: Sequence[Expression], published: Moment) -> None:
    """Give '99 and the '60s the century that brings them nearest to the next full year in the text, else to publication."""
    written = [
        (one.start, one.moment.year) for one in found if one.moment.year and not one.short and one.moment.width == 1
    ]
    for one in found:
        if not one.short or one.moment.year is None:
            continue
        near = min(written, key=lambda item: abs(item[0] - one.start))[1] if written else published.year
        if near is None or near < 0:
            continue
        latest = published.year or UNDATED
        rest = one.moment.year % 100
        choices = list(range(rest, latest + 1, 100)) or [one.moment.year]
        one.moment = replace(one.moment, year=min(choices, key=lambda year: abs(year - near)))


def _american(tokens: Tokens, found: Sequence[Expression], slashed: list[tuple[int, int]]) -> bool:
    """Whether the document puts the month first: by figures that leave no choice, else by its dates in words."""
    proof = sum(b > 12 for _, b in slashed) - sum(a > 12 for a, _ in slashed)
    if proof:
        return proof > 0
    written = [tokens.codes[one.first] for one in found if one.moment.day and not one.figures]
    return any(code in "mM" for code in written) and not any(code in "do" for code in written)
