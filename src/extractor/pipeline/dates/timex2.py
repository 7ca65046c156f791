"""What corpora annotated by TIMEX2 mark beyond our guidelines: former, recent, at that time. Only where it is asked for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Sequence


def widened(text: str, dates: Sequence[Found]) -> list[Found]:
    """The dates and, between them, the words that only TIMEX2 counts as expressions of time, in text order.

    >>> [found.attrs["timex"] for found in widened("The former mayor", [])]
    ['PAST_REF']
    """
    pattern, values = _table()
    starts = {at for date in dates for at in range(date.start, date.end)}
    more = [
        Found(match.start(), match.end(), "DATE", "", {"timex": values[match[0].lower()], "basis": "unresolved"})
        for match in pattern.finditer(text)
        if match.start() not in starts and match.end() - 1 not in starts
    ]
    return sorted([*dates, *more], key=lambda date: date.start)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    data = tomllib.loads(files("extractor.knowledge").joinpath("dates.toml").read_text("utf-8"))
    values: dict[str, str] = data["timex2"]
    listed = "|".join(map(re.escape, sorted(values, key=len, reverse=True)))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE), values
