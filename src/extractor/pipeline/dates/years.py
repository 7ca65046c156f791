"""Give every year-less date its year by one joint choice over the document.

The hidden state is the narrative's present: a year, and the month last spoken of. Dates with a year are fixed points
that the narrative may move to, or mention in passing; year-less dates move it forward or back at a cost; "the next
year" moves it by what it says. The cheapest path wins (Viterbi with a beam).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.costs import LATELY, Costs, Node, Publication

if TYPE_CHECKING:
    from collections.abc import Sequence

BEAM = 10  # states kept
WORSE = 7.0  # than the best by more: dropped
NEVER = 1e9
UNNAMED = -1  # the origin of a year before any was named
AT_HOME = -3  # the origin of a story that may begin at publication
FROM_PUBLICATION = -2  # the origin of a year that the date of publication gives
NARRATIVE = Costs()
State = tuple[int, int | None, int, tuple[int, int | None, int] | None]  # the last part: the line that was left
Move = tuple[State, int, int, float]
Path = tuple[int | None, int | None]


def choose(nodes: Sequence[Node], publication: Publication | None, costs: Costs = NARRATIVE) -> list[Path]:
    """The year of each node, and the place of the node that it was taken from.

    >>> choose([Node(2020, 9), Node(None, 11), Node(None, 1), Node(2021, 5)], None)
    [(2020, None), (2020, 0), (2021, 0), (2021, None)]
    """
    known = [node.year for node in nodes if node.year is not None]
    if not known and publication is None:
        return [(None, None)] * len(nodes)
    if publication and (publication.pull or not known):
        beam: dict[State, float] = {
            (publication.year, None, UNNAMED, None): 0.0,
            (publication.year - 1, None, UNNAMED, None): 1.5,
        }
    else:
        beam = {
            (year + shift, None, UNNAMED, None): 0.7 * -shift + 0.4 * at
            for at, year in enumerate(known[:3])
            for shift in (-1, 0)
        }
        if publication:
            beam = {state: cost + costs.start_known for state, cost in beam.items()}
            beam[publication.year, publication.month, AT_HOME, None] = 0.0
    ahead = _next_fixed(nodes)
    news = 1.0 - costs.news * publication.pull if publication else 1.0
    trail: list[dict[State, tuple[State, int, int]]] = []
    for place, node in enumerate(nodes):
        scale = news * (costs.paragraph if place and node.paragraph != nodes[place - 1].paragraph else 1.0)
        reached: dict[State, float] = {}
        back: dict[State, tuple[State, int, int]] = {}
        for state, cost in beam.items():
            for moved, year, origin, price in _moves(state, place, node, ahead[place], publication, costs, scale):
                if cost + price < reached.get(moved, NEVER):
                    reached[moved], back[moved] = cost + price, (state, year, origin)
        most = min(reached.values()) + WORSE
        beam = dict(sorted((item for item in reached.items() if item[1] <= most), key=_cheapest)[:BEAM])
        trail.append(back)
    return _walk_back(beam, trail, nodes)


def _cheapest(item: tuple[State, float]) -> tuple[float, int, int, int, int]:
    (year, month, origin, left), cost = item
    return cost, year, month or 0, origin, left[0] if left else 0


def _walk_back(
    beam: dict[State, float], trail: list[dict[State, tuple[State, int, int]]], nodes: Sequence[Node]
) -> list[Path]:
    chosen: list[Path] = []
    state = min(beam.items(), key=_cheapest)[0]
    for place in range(len(nodes) - 1, -1, -1):
        state, year, origin = trail[place][state]
        chosen.append((year, None if nodes[place].year is not None else origin))
    chosen.reverse()
    return chosen


def _next_fixed(nodes: Sequence[Node]) -> list[int | None]:
    """The next fixed year after each place."""
    out: list[int | None] = []
    ahead: int | None = None
    for node in reversed(nodes):
        out.append(ahead)
        ahead = node.year if node.year is not None else ahead
    out.reverse()
    return out


def _moves(
    state: State,
    place: int,
    node: Node,
    ahead: int | None,
    publication: Publication | None,
    costs: Costs,
    scale: float,
) -> list[Move]:
    """Where the story may be after a node: the state, the node's year, the node that gave it, the price.

    `ahead` is the next fixed year.
    """
    year, month, origin, left = state
    if node.year is not None:
        jump, passing = _to_fixed_point(state, node, costs, scale)
        if origin in (UNNAMED, AT_HOME) and not (publication and publication.pull):
            # Nothing was named before: a story starts at its first fixed point, news at its own day.
            passing += costs.passing_day
        if publication and not node.spoken and (node.month is None or node.year < publication.year - 1):
            # In news a lone year, or a date long past, is background: rioting since 1961.
            jump += publication.pull * costs.background
        line = (year, month, origin) if node.year < year else left if left and node.year < left[0] else None
        moved = (node.year, node.month, FROM_PUBLICATION if node.spoken else place, line)
        return [(moved, node.year, place, jump), (state, node.year, place, passing)]
    if node.step is not None:
        target = year + node.step
        line = (year, month, origin) if node.step < 0 else left
        moves: list[Move] = [
            ((target, None if node.step else month, origin, line), target, origin, 0.0),
        ]
        if node.step < 0:
            moves.append((state, target, origin, costs.step_back))
        return moves
    if node.turn:
        passed = month is None or node.month is None or (node.month - month) * node.turn <= 0
        target = year + node.turn * passed
        return [((target, node.month, origin, left), target, origin, 0.0)]
    if node.winter:
        # A winter belongs to the year it ends in, and the story goes on where it was.
        target = year + (month is not None and month > 4)
        return [(state, target, origin, 0.0)]
    if node.standing and publication and (now := _lately(node, publication)):
        return [(state, now, FROM_PUBLICATION, 0.0)]
    candidates = {year - 1, year, year + 1, *node.full, *node.named}
    if ahead is not None:
        candidates.add(ahead)
    if publication:
        candidates |= {publication.year, publication.year - 1, publication.year + node.ahead}
    moves = []
    for candidate in candidates:
        price = scale * _distance(year, month, candidate, node.month, costs, fresh=origin == place - 1, back=node.back)
        there = candidate == year and origin >= 0
        rest = _against_evidence(candidate, node, publication, costs, there=there)
        source = FROM_PUBLICATION if origin == AT_HOME else origin
        if origin in (UNNAMED, AT_HOME) and candidate != (node.soon or candidate):
            rest += costs.not_soon
        if publication and (home := _home(candidate, node, publication, costs)) < price:
            price, source = home, FROM_PUBLICATION
        moves.append(((candidate, node.month, source, left), candidate, source, price + rest))
        aside = costs.aside_ahead if node.ahead else costs.aside_weak if node.weak else costs.aside
        moves.append((state, candidate, source, price + rest + aside))
        if candidate in node.named or (candidate in node.full and candidate != year):
            moves.append((state, candidate, source, costs.repeated))
    if left is not None and not node.back:
        for candidate in (left[0], left[0] + 1):
            price = costs.resume * (costs.resume_paragraph if scale < 1 else 1.0)
            price += _distance(left[0], left[1], candidate, node.month, costs)
            price += _against_evidence(candidate, node, publication, costs, there=left[2] >= 0)
            moves.append(((candidate, node.month, left[2], None), candidate, left[2], price))
    return moves


def _to_fixed_point(state: State, node: Node, costs: Costs, scale: float) -> tuple[float, float]:
    """What it costs to take the story to a fixed point, and to mention it in passing."""
    year, month, _, _ = state
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
