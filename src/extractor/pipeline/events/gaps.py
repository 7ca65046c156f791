"""Split one predicate into its records: "A was to be handed over on 20 November, B on the 15th and C on 1 December".

The later members have no verb of their own; each is a place beside a date, in the order that the first member has.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.events.words import VERBAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from extractor.pipeline.events.triggers import Trigger
    from extractor.pipeline.spans import Found


class Member(NamedTuple):
    """One of the events that a gapped clause tells: its place, its date, and the characters up to the next member."""

    place: Found
    date: Found
    start: int
    end: int


def members(doc: Doc, trigger: Trigger, places: Sequence[Found], dates: Sequence[Found], end: int) -> list[Member]:
    """The members of a gapped clause; empty when the sentence tells one event. `end` is where the sentence ends."""
    at = trigger.token.idx
    after = sorted([item for item in [*places, *dates] if item.start > at])
    before = sorted([item for item in [*places, *dates] if item.end <= at])
    shape = "".join("D" if item in dates else "P" for item in after)
    led_by_place = [item for item in before if item in places][-1:]
    led_by_date = [item for item in before if item in dates][-1:]
    if led_by_place and _is_run(shape[1:], "PD") and shape[:1] == "D":
        pairs = [(led_by_place[0], after[0]), *_pairs(after[1:])]
    elif led_by_place and led_by_date and _is_run(shape, "DP"):
        pairs = [(led_by_place[0], led_by_date[0]), *((place, date) for date, place in _pairs(after))]
    elif _is_run(shape, "PD") and len(shape) >= 4:
        pairs = _pairs(after)
    elif _is_run(shape, "DP") and len(shape) >= 4:
        pairs = [(place, date) for date, place in _pairs(after)]
    else:
        return []
    if len({place.id or place.start for place, _ in pairs}) < len(pairs) or _has_verb(
        doc, [one for pair in pairs[1:] for one in pair], at
    ):
        return []
    starts = [min(place.start, date.start) for place, date in pairs]
    return [Member(*pair, start, stop) for pair, start, stop in zip(pairs, starts, [*starts[1:], end], strict=True)]


def _is_run(shape: str, unit: str) -> bool:
    return bool(shape) and shape == unit * (len(shape) // 2)


def _pairs(items: Sequence[Found]) -> list[tuple[Found, Found]]:
    return list(zip(items[::2], items[1::2], strict=True))


def _has_verb(doc: Doc, items: Sequence[Found], at: int) -> bool:
    """Whether a verb of its own stands among the later members."""
    stretch = doc.char_span(min(item.start for item in items), max(item.end for item in items), alignment_mode="expand")
    words = [] if stretch is None else list(stretch)
    if any(first.sent != second.sent for first, second in pairwise(words)):
        return True
    return any(word.pos_ in VERBAL and word.dep_ != "amod" and word.idx > at for word in words)
