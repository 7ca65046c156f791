"""The moves that a story may make at one date: to it, past it in passing, or back to the line that was left.

States that share a year and a month share most of what a move costs; a node works that out once for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.costs import LATELY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.pipeline.dates.costs import Costs, Node, Publication

NEVER = 1e9
WORSE = 7.0  # a state that costs more than the best by more than this is dropped
ROUNDING = 1e-9  # prices that differ by less may change places when they are added to a cost
UNNAMED = -1  # the origin of a year before any was named
AT_HOME = -3  # the origin of a story that may begin at publication
FROM_PUBLICATION = -2  # the origin of a year that the date of publication gives
Line = tuple[int, int | None, int]  # year, month, and the node that gave the year
State = tuple[int, int | None, int, Line | None]  # the last part: the line that was left
Move = tuple[State, int, int, float]  # where the story is then, the node's year, the node that gave it, the price
# A year that a date may be of: whether the story goes there, the year, whether publication gives it, the price.
Choice = tuple[bool, int, bool, float]


class Moves:
    """Where the story may be after a node, and what that costs; `ahead` is the next fixed year."""

    def __init__(
        self, place: int, node: Node, ahead: int | None, publication: Publication | None, costs: Costs, scale: float
    ) -> None:
        self.place = place
        self.node = node
        self.ahead = ahead
        self.publication = publication
        self.costs = costs
        self.scale = scale
        self._fixed: dict[tuple[int, int | None, bool], tuple[float, float]] = {}
        self._choices: dict[tuple[int, int | None, int], list[Choice]] = {}
        self._resumed: dict[Line, list[Move]] = {}
        self._evidence: dict[int, tuple[float, float]] = {}
        self._homes: dict[int, float] = {}
        lately = not node.turn and not node.winter and node.standing and publication is not None
        self._now = _lately(node, publication) if lately and publication else None

    def of(self, state: State) -> Iterable[Move]:
        """The moves from a state."""
        node = self.node
        year, month, origin, left = state
        if node.year is not None:
            return self._to_fixed(state, node.year)
        if node.step is not None:
            target = year + node.step
            line = (year, month, origin) if node.step < 0 else left
            forth: Move = ((target, None if node.step else month, origin, line), target, origin, 0.0)
            return (forth, (state, target, origin, self.costs.step_back)) if node.step < 0 else (forth,)
        if node.turn:
            passed = month is None or node.month is None or (node.month - month) * node.turn <= 0
            target = year + node.turn * passed
            return (((target, node.month, origin, left), target, origin, 0.0),)
        if node.winter:
            # A winter belongs to the year it ends in, and the story goes on where it was.
            target = year + (month is not None and month > 4)
            return ((state, target, origin, 0.0),)
        if self._now:
            return ((state, self._now, FROM_PUBLICATION, 0.0),)
        return self._to_choices(state)

    def _to_fixed(self, state: State, target: int) -> Iterable[Move]:
        year, month, origin, left = state
        node = self.node
        key = year, month, origin in (UNNAMED, AT_HOME)
        prices = self._fixed.get(key)
        if prices is None:
            prices = self._fixed[key] = self._fixed_prices(*key)
        line = (year, month, origin) if target < year else left if left and target < left[0] else None
        moved = (target, node.month, FROM_PUBLICATION if node.spoken else self.place, line)
        return (moved, target, self.place, prices[0]), (state, target, self.place, prices[1])

    def _fixed_prices(self, year: int, month: int | None, unnamed: bool) -> tuple[float, float]:  # noqa: FBT001
        node, publication, costs = self.node, self.publication, self.costs
        jump, passing = _to_fixed_point(year, month, node, costs, self.scale)
        if unnamed and not (publication and publication.pull):
            # Nothing was named before: a story starts at its first fixed point, news at its own day.
            passing += costs.passing_day
        if publication and not node.spoken and (node.month is None or (node.year or 0) < publication.year - 1):
            # In news a lone year, or a date long past, is background: rioting since 1961.
            jump += publication.pull * costs.background
        return jump, passing

    def _to_choices(self, state: State) -> Iterable[Move]:
        year, month, origin, left = state
        node = self.node
        key = year, month, origin if origin < 0 else origin == self.place - 1
        choices = self._choices.get(key)
        if choices is None:
            choices = self._choices[key] = self._priced(year, month, origin)
        moves: list[Move] = []
        for goes, candidate, published, price in choices:
            source = FROM_PUBLICATION if published else origin
            moves.append(((candidate, node.month, source, left) if goes else state, candidate, source, price))
        if left is not None and not node.back:
            resumed = self._resumed.get(left)
            if resumed is None:
                resumed = self._resumed[left] = self._resume(*left)
            moves += resumed
        return moves

    def _priced(self, year: int, month: int | None, origin: int) -> list[Choice]:
        """The years that a date without one may be of, for a story in this month whose year has this origin."""
        node, publication, costs = self.node, self.publication, self.costs
        candidates = {year - 1, year, year + 1, *node.full, *node.named}
        if self.ahead is not None:
            candidates.add(self.ahead)
        if publication:
            candidates |= {publication.year, publication.year - 1, publication.year + node.ahead}
        fresh = origin == self.place - 1
        aside = costs.aside_ahead if node.ahead else costs.aside_weak if node.weak else costs.aside
        choices: list[Choice] = []
        for candidate in candidates:
            price = self.scale * _distance(year, month, candidate, node.month, costs, fresh=fresh, back=node.back)
            there = candidate == year and origin >= 0
            rest = self._against(candidate, there=there)
            published = origin == AT_HOME
            if origin in (UNNAMED, AT_HOME) and candidate != (node.soon or candidate):
                rest += costs.not_soon
            if publication and (home := self._home(candidate, publication)) < price:
                price, published = home, True
            choices.append((True, candidate, published, price + rest))
            choices.append((False, candidate, published, price + rest + aside))
            if candidate in node.named or (candidate in node.full and candidate != year):
                choices.append((False, candidate, published, costs.repeated))
        return _within_reach(choices)

    def _against(self, year: int, *, there: bool) -> float:
        known = self._evidence.get(year)
        if known is None:
            elsewhere, here = (
                _against_evidence(year, self.node, self.publication, self.costs, there=one) for one in (False, True)
            )
            known = self._evidence[year] = elsewhere, here
        return known[there]

    def _home(self, year: int, publication: Publication) -> float:
        known = self._homes.get(year)
        if known is None:
            known = self._homes[year] = _home(year, self.node, publication, self.costs)
        return known

    def _resume(self, year: int, month: int | None, origin: int) -> list[Move]:
        """Back to the line of the story that was left."""
        node, costs = self.node, self.costs
        moves: list[Move] = []
        for candidate in (year, year + 1):
            price = costs.resume * (costs.resume_paragraph if self.scale < 1 else 1.0)
            price += _distance(year, month, candidate, node.month, costs)
            price += self._against(candidate, there=origin >= 0)
            moves.append(((candidate, node.month, origin, None), candidate, origin, price))
        return moves


def _within_reach(choices: list[Choice]) -> list[Choice]:
    """The choices that can be part of the cheapest path: no dearer mention of the date, nothing that would be dropped."""
    most = min(price for *_, price in choices) + WORSE + ROUNDING
    aside = min(price for goes, *_, price in choices if not goes) + ROUNDING
    return [choice for choice in choices if choice[3] <= (most if choice[0] else min(most, aside))]


def _to_fixed_point(year: int, month: int | None, node: Node, costs: Costs, scale: float) -> tuple[float, float]:
    """What it costs to take the story to a fixed point, and to mention it in passing."""
    target = node.year or 0
    jump = min(costs.jump * scale * _distance(year, month, target, node.month, costs, fresh=True), costs.jump_most)
    if node.spoken:
        return costs.spoken, costs.passing_weak
    if node.heading:
        return 0.0, costs.heading + costs.passing_day
    if node.full:
        passing = costs.repeated
    elif node.weak:
        passing = costs.passing_weak
    elif node.back and target <= year:
        passing = costs.passing_back
    else:
        passing = costs.passing_day if node.month else costs.passing_year
    return jump, passing


def _home(year: int, node: Node, publication: Publication, costs: Costs) -> float:
    """What it costs to speak of the months before publication, or after it where the words look ahead."""
    gap = (year - publication.year) * 12 + (node.month or publication.month) - publication.month
    if gap > 0 and not node.ahead:
        return NEVER
    return costs.home + costs.home_month * abs(gap) - (costs.home_now if node.now or node.ahead else 0.0)


def _lately(node: Node, publication: Publication) -> int | None:
    """The year in which a day lies shortly before publication, where there is one."""
    for year in (publication.year, publication.year - 1):
        days = (
            365 * (publication.year - year)
            + 30 * (publication.month - (node.month or 0))
            + publication.day
            - (node.day or 1)
        )
        if node.month and node.month <= 12 and 0 <= days <= LATELY:
            return year
    return None


def _distance(
    year: int,
    month: int | None,
    to_year: int,
    to_month: int | None,
    costs: Costs,
    *,
    fresh: bool = False,
    back: bool = False,
) -> float:
    """What it costs the story to go there; `fresh` says that the year at hand was just named, `back` that the past perfect is used."""
    if month is None or to_month is None:
        gap = abs(to_year - year)
        return costs.other_year + costs.each_year * min(gap, 6) if gap else 0.0
    gap = (to_year - year) * 12 + to_month - month
    # Beyond a year the months count for less.
    months = min(abs(gap), 12) + 0.7 * min(max(abs(gap) - 12, 0), 36)
    if gap < 0:
        return (
            (costs.earlier_back if back else costs.earlier)
            + costs.month_back * months
            + (costs.new_year if to_year < year else 0.0)
        )
    if to_year == year:
        return costs.later * months
    return costs.later * months + (costs.new_year_fresh if fresh else costs.new_year)


def _against_evidence(year: int, node: Node, publication: Publication | None, costs: Costs, *, there: bool) -> float:
    """What speaks against a year beyond the story: other years of this day in the text, publication, what lies ahead.

    `there` says that the story is in this year already, by a date with its year.
    """
    price = 0.0
    if node.named:
        price += 0.0 if year in node.named else costs.not_named
    elif node.full and year not in node.full:
        price += costs.not_full
    if publication is None:
        return price
    gap = (year - publication.year) * 12 + (node.month or publication.month) - publication.month
    if gap > 0 and not node.ahead:
        return price + costs.future
    if not publication.pull:
        near = node.day and not node.full and publication.day and 0 <= publication.day - node.day - 31 * gap <= LATELY
        return price - costs.recent * bool(near)
    if there:
        return price
    if node.ahead:
        return price + publication.pull * (2.0 if gap < 0 else 0.25 * gap)
    return price + publication.pull * min(costs.month_away * -gap, costs.away_most)
