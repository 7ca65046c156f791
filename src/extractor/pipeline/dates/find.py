"""Find every expression of time in a text, in the words' own meaning.

`find` scans the coded tokens once: where a rule of the grammar may start, those of its letter are tried in order and the first
whose builder accepts wins. What stands beside each other is then joined (`join.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates import bare_years, days, lengths, periods, relative, today
from extractor.pipeline.dates.grammar import rules
from extractor.pipeline.dates.join import join
from extractor.pipeline.dates.lex import tokens as cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens

    Builder = Callable[[Tokens, int, int], list[Expression] | None]

BUILDERS: dict[str, Builder] = {
    "double": days.double,
    "figures": days.figures,
    "foreign": days.foreign,
    "odd": days.odd,
    "worded": days.worded,
    "days": days.days,
    "month_days": days.days,
    "slice": periods.slice_,
    "quarter": periods.quarter,
    "month": periods.month,
    "season": periods.season,
    "century": periods.century,
    "decade": periods.decade,
    "years": bare_years.years,
    "eras": bare_years.eras,
    "year": bare_years.year,
    "set": lengths.set_,
    "phrase": today.phrase,
    "later": relative.later,
    "offset": relative.offset,
    "anchored": relative.anchored,
    "beside": relative.beside,
    "ordinal": relative.ordinal,
    "pointer": relative.pointer,
    "bound": relative.bound,
    "recent": relative.recent,
    "day": today.day,
    "weekday": today.weekday,
    "deictic": today.deictic,
    "duration": lengths.duration,
    "clock": today.clock,
    "part": today.part,
}
ODD_AT_LEAST, ODD_PER_WORD = (
    20,
    0.02,
)  # dateparser may be asked for so many different words: it tries 200 languages for each


def find(text: str) -> tuple[Tokens, list[Expression]]:
    """The tokens and the expressions of a text, in order and apart.

    >>> [text[e.start:e.end] for text in ["on 9 November, two weeks later"] for e in find(text)[1]]
    ['9 November', 'two weeks later']
    """
    tokens = cut(text)
    start, by_letter = rules()
    found: list[Expression] = []
    asked: set[str] = set()
    most = ODD_AT_LEAST + ODD_PER_WORD * len(tokens.codes)
    position = 0
    for hit in start.finditer(tokens.codes):
        first = hit.start()
        if first < position:
            continue
        for name, pattern in by_letter[hit[0]]:
            match = pattern.match(tokens.codes, first)
            if match is None:
                continue
            last = match.end() - 1
            if name == "odd" and (words := days.odd_words(tokens, first, last)):
                if words not in asked and len(asked) >= most:
                    continue
                asked.add(words)
            if built := BUILDERS[name](tokens, first, last):
                found.extend(built)
                position = built[-1].last + 1
                break
    return tokens, join(tokens, found)
