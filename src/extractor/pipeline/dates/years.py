"""Give every year-less date its year by one joint choice over the document.

The hidden state is the narrative's present: a year, and the month last spoken of. Dates with a year are fixed points
that the narrative may move to, or mention in passing; year-less dates move it forward or back at a cost; "the next
year" moves it by what it says. The cheapest path wins (Viterbi with a beam).
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from extractor.pipeline.dates.costs import Costs, Node, Publication
from extractor.pipeline.dates.moves import AT_HOME, UNNAMED, WORSE, Moves, State

if TYPE_CHECKING:
    from collections.abc import Sequence

BEAM = 10  # states kept
NARRATIVE = Costs()
Path = tuple[int | None, int | None]
Step = tuple[
    float, State, int, int
]  # the cheapest way to a state: its cost, the state before, the node's year and origin


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
    trail: list[dict[State, Step]] = []
    for place, node in enumerate(nodes):
        scale = news * (costs.paragraph if place and node.paragraph != nodes[place - 1].paragraph else 1.0)
        moves = Moves(place, node, ahead[place], publication, costs, scale)
        reached: dict[State, Step] = {}
        for state, cost in beam.items():
            for moved, year, origin, price in moves.of(state):
                total = cost + price
                cheapest = reached.get(moved)
                if cheapest is None or total < cheapest[0]:
                    reached[moved] = total, state, year, origin
        most = min(reached.values(), key=_cost)[0] + WORSE
        near = [(state, step[0]) for state, step in reached.items() if step[0] <= most]
        beam = dict(sorted(near, key=_cheapest)[:BEAM])
        trail.append(reached)
    return _walk_back(beam, trail, nodes)


_cost = itemgetter(0)


def _cheapest(item: tuple[State, float]) -> tuple[float, int, int, int, int]:
    (year, month, origin, left), cost = item
    return cost, year, month or 0, origin, left[0] if left else 0


def _walk_back(beam: dict[State, float], trail: list[dict[State, Step]], nodes: Sequence[Node]) -> list[Path]:
    chosen: list[Path] = []
    state = min(beam.items(), key=_cheapest)[0]
    for place in range(len(nodes) - 1, -1, -1):
        _, state, year, origin = trail[place][state]
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
