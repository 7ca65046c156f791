"""Pair the mentions of one kind with the gold's and count them: found, exact, labelled, right.

Pairs are made once for all levels, so that a mention found is the same mention at every level: as many gold mentions as possible
get a prediction that overlaps them, and among such pairings the one with most right ids is taken, then most exact spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.score.assign import best_pairs
from extractor.score.credit import BY_KIND
from extractor.score.figures import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.records import Mention, Span, Trigger
    from extractor.score.items import GoldMention

PARTS = 1000  # partial credit is counted in thousandths, so that all counts are integers
LEVELS = ("found", "exact", "labelled", "right", "right_exact")
PARTIAL = "partial"


class Pairing(NamedTuple):
    """Who met whom: pairs of prediction and gold, predictions left over, gold left over. Optional ones are left out of the rest."""

    pairs: list[tuple[GoldMention, GoldMention]]
    spurious: list[GoldMention]
    missed: list[GoldMention]


def pair(pred: Sequence[GoldMention], gold: Sequence[GoldMention]) -> Pairing:
    """The pairing of the mentions of one kind in one document."""
    found, right = sorted(pred, key=_order), sorted(gold, key=_order)
    met = best_pairs(found, right, _worth)
    taken, given = {i for i, _ in met}, {j for _, j in met}
    return Pairing(
        pairs=[(found[i], right[j]) for i, j in met],
        spurious=[mention for i, mention in enumerate(found) if i not in taken and not mention.optional],
        missed=[mention for j, mention in enumerate(right) if j not in given and not mention.optional],
    )


def tally(kind: str, pairing: Pairing) -> dict[str, Count]:
    """Counts by level. A pair with an optional gold mention counts nowhere."""
    pairs = [(found, right) for found, right in pairing.pairs if not right.optional]
    predicted, wanted = len(pairs) + len(pairing.spurious), len(pairs) + len(pairing.missed)
    hits = {
        "found": len(pairs),
        "exact": sum(is_exact(*both) for both in pairs),
        "labelled": sum(is_labelled(*both) for both in pairs),
        "right": sum(is_right(*both) for both in pairs),
        "right_exact": sum(is_right(*both) and is_exact(*both) for both in pairs),
    }
    counts = {level: Count(tp=tp, fp=predicted - tp, fn=wanted - tp) for level, tp in hits.items()}
    if kind in BY_KIND:
        credit = BY_KIND[kind]
        tp = sum(round(PARTS * max(credit(a, b) for a in found.ids for b in right.ids)) for found, right in pairs)
        counts[PARTIAL] = Count(tp=tp, fp=PARTS * predicted - tp, fn=PARTS * wanted - tp)
    return counts


def overlap(one: Span | Trigger | Mention | GoldMention, other: Span | Trigger | Mention | GoldMention) -> int:
    """How many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def is_exact(found: GoldMention, right: GoldMention) -> bool:
    """Whether both are over the same characters."""
    return (found.start, found.end) == (right.start, right.end)


def is_right(found: GoldMention, right: GoldMention) -> bool:
    """Whether the id is right; either side may allow for several."""
    return found.id in right.ids or right.id in found.ids


def is_labelled(found: GoldMention, right: GoldMention) -> bool:
    """Whether the label is right; either side may allow for several."""
    return found.label in right.labels or right.label in found.labels


def _worth(found: GoldMention, right: GoldMention) -> float:
    shared = overlap(found, right)
    if not shared:
        return 0.0
    # Steps of a hundred: a lower concern never outweighs a higher one where spans of one kind stand together.
    worth = 1e8 if right.optional else 1e10
    worth += 1e6 * is_right(found, right) + 1e4 * is_exact(found, right) + 1e2 * is_labelled(found, right)
    return worth + shared / (max(found.end, right.end) - min(found.start, right.start))


def _order(mention: GoldMention) -> tuple[int, int, str, str, bool]:
    return mention.start, mention.end, mention.label, mention.id, mention.optional
