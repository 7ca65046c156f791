"""What the steps of a story cost, and what they are counted on: the dates of a text as nodes, and its publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LATELY = 14  # days before publication


class Node(NamedTuple):
    """One date on the way. `year` for a fixed point, `step` for "the next year", neither for a year-less date.

    `full` are the years that the text gives elsewhere for this day; `named` those of the known instruments of this day,
    where the text names one; `soon` is the year that the same sentence goes on to give. `ahead` says that words of the
    future stand before, `now` that the sentence speaks in the present, `back` that it speaks in the past perfect.
    `winter` and `turn` (1 for "the following spring", -1 for "the previous May") are read against the month at hand.
    A `weak` fixed point names a thing (the 1994 ceasefire) and seldom moves the story; a `heading` does so more often.
    `standing` says "as of": the state of things on the day of writing, where that day is near; `spoken` is a date
    counted from that day (last Friday).
    """

    year: int | None
    month: int | None
    day: int | None = None
    step: int | None = None
    paragraph: int = 0
    full: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    soon: int | None = None
    ahead: bool = False
    now: bool = False
    back: bool = False
    weak: bool = False
    heading: bool = False
    winter: bool = False
    turn: int = 0
    standing: bool = False
    spoken: bool = False


class Publication(NamedTuple):
    """When the text came out, and how strongly its dates hang on that: 0 in a narrative, 1 in news."""

    year: int
    month: int
    day: int
    pull: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What the steps of a story cost, after counts on WikiWars 01 to 12.

    There 302 year-less dates follow another date: 259 lie in its month or later, 34 lie earlier in its year, 25 lie in
    another year, most of these just after a year was named.
    """

    later: float = 0.13  # a month forward
    earlier: float = 0.8  # going back at all
    month_back: float = 0.2
    new_year: float = 1.02  # over New Year, either way
    new_year_fresh: float = 0.384  # forward over New Year from a year just named
    other_year: float = 1.0  # to another year, where a month is not known
    each_year: float = 0.5
    paragraph: float = 0.8  # the share that a step costs across the end of a paragraph
    jump: float = 0.45  # the share that moving to a fixed point costs
    jump_most: float = 4.32
    passing_day: float = 4.06  # a fixed point in passing: a day or month with its year
    passing_year: float = 1.72  # a year alone
    passing_weak: float = 1.3
    heading: float = 1.536  # more where it is a heading
    resume: float = 1.562  # back to the line of the story that was left
    resume_paragraph: float = 0.108  # the share of it in a new paragraph
    aside: float = 1.974  # a year-less date that leaves the story where it is
    aside_ahead: float = 0.367  # one that lies ahead
    aside_weak: float = 0.584  # one that names a thing
    background: float = 4.0  # in news, for the story to move to a year alone or to a date long past
    away_most: float = 7.0  # of `month_away`
    earlier_back: float = 0.24  # going back, in the past perfect
    spoken: float = 0.223  # to the day of writing, where the words count from it
    start_known: float = 7.0  # a story that starts at a year named later, and not at publication
    repeated: float = 0.768  # a day in passing that the text gives in full elsewhere
    not_full: float = 0.336  # another year than the one given elsewhere for that day
    future: float = 7.0  # a date after publication
    recent: float = 0.816  # taken off for a day in the fortnight before publication
    news: float = 0.9  # the share that the order of the story loses in news
    month_away: float = 0.037  # in news, for each month before publication
    passing_back: float = 2.288  # a fixed point in the past perfect
    step_back: float = -0.25  # the previous year, in passing
    home: float = 1.7  # back to the months before publication, from anywhere
    home_month: float = 0.1  # for each of these months
    home_now: float = 1.13  # taken off where the sentence speaks in the present
    not_soon: float = 8.0  # where no year was named: another than the one that the sentence goes on to give
    not_named: float = 5.24  # another year than that of the instrument
