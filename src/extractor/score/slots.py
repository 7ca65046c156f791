"""Take an event apart into slots with values, and count the values of two events slot by slot.

Every slot holds a list of values, be it one (type), at most one (date) or many (actors), so that all are counted alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from extractor.score.assign import best_pairs
from extractor.score.credit import BY_SLOT
from extractor.score.figures import Count
from extractor.score.spans import PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.score.items import GoldArgument, GoldEvent, GoldWhen

ARGUMENTS = ("actors", "recipients", "places", "date")
CORE = ("type", "status", *ARGUMENTS)
SLOTS = (
    "type", "mode", "status", "date", "original_date", "actors", "recipients", "places",
    "articles", "footnotes", "attribution", "quantity",
)  # fmt: skip
SLIGHTLY = 1e-3  # a value that must be found is paired before one that may be


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a slot. `keys` are the answers that are right; one that is not `required` is never missed.

    An argument without an id is known by its `words` or by its characters alone.
    """

    keys: tuple[str, ...]
    required: bool = True
    words: str = ""
    span: tuple[int, int] = field(default=(0, 0))

    def same(self, other: Value) -> bool:
        """Whether the two are one answer."""
        if self.keys[0] or other.keys[0]:
            return self.keys[0] in other.keys or other.keys[0] in self.keys
        meet = min(self.span[1], other.span[1]) > max(self.span[0], other.span[0])
        return meet or (self.words == other.words)

    def credit(self, slot: str, right: Value) -> float:
        """1 for the same answer, else the partial credit that the slot knows."""
        if self.same(right):
            return 1.0
        near = BY_SLOT.get(slot)
        return (
            max((near(mine, key) for mine in self.keys for key in right.keys if mine and key), default=0.0)
            if near
            else 0.0
        )

    def __str__(self) -> str:
        return self.keys[0] or f'"{self.words}"'


def values(event: GoldEvent, slot: str) -> list[Value]:
    """What an event says in one slot, in an order that does not depend on how it was written down.

    The author's own voice is no value of `attribution`: the line counts claims that are laid to somebody else, or to nobody.
    """
    known: dict[object, Value] = {}
    # One that must be found comes first: somebody named twice is one value, and required if either naming is.
    for value in sorted(_values(event, slot), key=lambda each: (each.keys, not each.required, each.span, each.words)):
        known.setdefault(value.keys if value.keys[0] else value, value)
    return list(known.values())


def _values(event: GoldEvent, slot: str) -> list[Value]:
    if slot == "type":
        return [Value((event.type, *event.type_alt))]
    if slot == "status":
        return [Value((event.status, *event.status_alt))]
    if slot == "mode":
        return _optional(event.mode, event.mode_alt)
    if slot in ("date", "original_date"):
        return _date(event, slot)
    if slot == "articles":
        return [Value((id,)) for article in event.articles for id in single_articles(article)]
    if slot == "footnotes":
        return [Value((id,)) for id in event.footnotes]
    if slot == "attribution":
        who, kind = event.attribution.who, event.attribution.kind
        return [] if kind == "author" and not who else [Value((f"{kind}: {_fold(who or '')}",))]
    if slot == "quantity":
        many = event.quantity
        return [Value((f"{many.number:g} {_fold(many.unit)}",))] if many else []
    arguments: tuple[GoldArgument, ...] = getattr(event, slot)
    return [Value((each.id,), not each.inferred, _fold(each.text), (each.start, each.end)) for each in arguments]


def _optional(main: str | None, others: Sequence[str | None], *, is_inferred: bool = False) -> list[Value]:
    """A value that may be absent; where absence is among the answers, it need not be found."""
    keys = tuple(dict.fromkeys(key for key in (main, *others) if key is not None))
    return [Value(keys, required=main is not None and None not in others and not is_inferred)] if keys else []


def _date(event: GoldEvent, slot: str) -> list[Value]:
    when: GoldWhen | None = getattr(event, slot)
    others = event.date_alt if slot == "date" else ()
    if when is not None and not when.edtf:
        return [Value(("", *others), not when.inferred, _fold(when.text), (when.start, when.end))]
    return _optional(when.edtf if when else None, others, is_inferred=when.inferred if when else False)


def count(slot: str, pred: GoldEvent | None, gold: GoldEvent | None) -> Count:
    """Right, wrong and missing values of a slot; None stands for an event that has no partner."""
    found, right = values(pred, slot) if pred else [], values(gold, slot) if gold else []
    met = best_pairs(found, right, lambda mine, other: (1 + SLIGHTLY * other.required) * mine.same(other))
    missed = set(range(len(right))) - {j for _, j in met}
    return Count(tp=len(met), fp=len(found) - len(met), fn=sum(right[j].required for j in missed))


def partial(slot: str, pred: GoldEvent | None, gold: GoldEvent | None) -> Count:
    """The same with partial credit, in thousandths."""
    found, right = values(pred, slot) if pred else [], values(gold, slot) if gold else []
    met = best_pairs(found, right, lambda mine, other: mine.credit(slot, other) * (1 + SLIGHTLY * other.required))
    worth = {j: round(PARTS * found[i].credit(slot, right[j])) for i, j in met}
    tp = sum(worth.values())
    missed = sum(PARTS - worth.get(j, 0) for j, value in enumerate(right) if value.required)
    return Count(tp=tp, fp=PARTS * len(found) - tp, fn=missed)


def single_articles(id: str) -> list[str]:
    """The articles of a list, one by one.

    >>> single_articles("trilateral-statement-2020-11-09/3+4"), single_articles("un-charter/2/4+5")
    (['trilateral-statement-2020-11-09/3', 'trilateral-statement-2020-11-09/4'], ['un-charter/2/4', 'un-charter/2/5'])
    """
    return ["/".join(parts) for parts in product(*(part.split("+") for part in id.split("/")))]


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
