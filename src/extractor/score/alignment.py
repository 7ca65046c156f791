"""Align predicted events with gold events one to one, and count them slot by slot.

A pair weighs 0.40 for the anchor + 0.25 for the type + 0.25 times the F over actors, recipients, places and date + 0.10 for the
status, and the alignment of most weight is taken. The anchor is where the event is told: a predicted trigger, or a later trigger of
the same event, must overlap the gold's. Several events may share one trigger ("A on 1 May, B on 2 May were returned").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.score import slots
from extractor.score.assign import best_pairs
from extractor.score.credit import BY_SLOT
from extractor.score.figures import Count, total
from extractor.score.spans import PARTS, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.score.items import GoldEvent

ANCHOR, TYPE, ARGUMENTS, STATUS = 0.40, 0.25, 0.25, 0.10
REST = 1e-4  # members of a gapped list may differ in nothing but a footnote
REQUIRED = 1e-6  # of two equal partners, the one that must be found
RIGHT = "right"
PARTIAL = "partial"
LINES = (
    "event", "event.type", "event.mode", "event.status", "event.date", "event.original_date", "event.actors", "event.recipients",
    "event.places", "event.articles", "event.footnotes", "event.attribution", "event.quantity", "event.core", "event.whole",
    "event.slots",
)  # fmt: skip


class Alignment(NamedTuple):
    """Pairs of prediction and gold, predictions left over, gold left over. Optional ones are left out of the rest."""

    pairs: list[tuple[GoldEvent, GoldEvent]]
    spurious: list[GoldEvent]
    missed: list[GoldEvent]


def align(pred: Sequence[GoldEvent], gold: Sequence[GoldEvent]) -> Alignment:
    """The alignment of the events of one document."""
    found, right = sorted(pred, key=order), sorted(gold, key=order)
    met = best_pairs(found, right, _weight)
    taken, given = {i for i, _ in met}, {j for _, j in met}
    return Alignment(
        pairs=[(found[i], right[j]) for i, j in met],
        spurious=[event for i, event in enumerate(found) if i not in taken and not event.optional],
        missed=[event for j, event in enumerate(right) if j not in given and not event.optional],
    )


def tally(alignment: Alignment) -> dict[str, dict[str, Count]]:
    """Counts by line and level: whether the event was seen, each slot, the core record, the whole record, all slots.

    What has no partner costs precision (or recall) in every slot that it fills. A pair with an optional gold event counts nowhere.
    """
    pairs = [(found, right) for found, right in alignment.pairs if not right.optional]
    both: list[tuple[GoldEvent | None, GoldEvent | None]] = [
        *pairs, *((event, None) for event in alignment.spurious), *((None, event) for event in alignment.missed)
    ]  # fmt: skip
    lines = {"event": {RIGHT: _of_records(alignment, len(pairs), len(pairs))}}
    strict = {slot: total(slots.count(slot, *each) for each in both) for slot in slots.SLOTS}
    near = {slot: total(slots.partial(slot, *each) for each in both) for slot in BY_SLOT}
    for slot in slots.SLOTS:
        lines[f"event.{slot}"] = {RIGHT: strict[slot]} | ({PARTIAL: near[slot]} if slot in near else {})
    for name, which in (("core", slots.CORE), ("whole", slots.SLOTS)):
        whole = sum(is_right(found, right, which) for found, right in pairs)
        lines[f"event.{name}"] = {RIGHT: _of_records(alignment, whole, len(pairs))}
    mixed = total(near.get(slot) or _in_parts(strict[slot]) for slot in slots.SLOTS)
    lines["event.slots"] = {RIGHT: total(strict.values()), PARTIAL: mixed}
    return {line: lines[line] for line in LINES}


def is_right(found: GoldEvent, right: GoldEvent, which: Sequence[str] = slots.CORE) -> bool:
    """Whether nothing is wrong or missing in these slots."""
    return all(each.fp == each.fn == 0 for each in (slots.count(slot, found, right) for slot in which))


def order(event: GoldEvent) -> tuple[int, int, str, str]:
    """What events are sorted by: the place in the text, then everything else that they say."""
    return event.trigger.start, event.trigger.end, event.type, event.model_dump_json()


def _of_records(alignment: Alignment, tp: int, pairs: int) -> Count:
    return Count(tp=tp, fp=pairs + len(alignment.spurious) - tp, fn=pairs + len(alignment.missed) - tp)


def _weight(found: GoldEvent, right: GoldEvent) -> float:
    mine, theirs = (found.trigger, *found.mentions), (right.trigger, *right.mentions)
    if not any(overlap(one, other) for one in mine for other in theirs):
        return 0.0
    arguments = total(slots.partial(slot, found, right) for slot in slots.ARGUMENTS)
    weight = (
        ANCHOR + TYPE * _hit("type", found, right) + ARGUMENTS * arguments.f + STATUS * _hit("status", found, right)
    )
    everything = total(slots.count(slot, found, right) for slot in slots.SLOTS)
    return weight + REST * everything.f + REQUIRED * (not right.optional)


def _hit(slot: str, found: GoldEvent, right: GoldEvent) -> int:
    return slots.count(slot, found, right).tp


def _in_parts(count: Count) -> Count:
    return Count(tp=PARTS * count.tp, fp=PARTS * count.fp, fn=PARTS * count.fn)
