"""Compare two runs on one gold set: what was gained and what was lost, document by document, before any figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.records import Record
from extractor.score import alignment, figures, mistakes, rendering, spans
from extractor.score.scores import KINDS, by_id, in_order, partner, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractor.score.figures import Count
    from extractor.score.items import GoldDocument, GoldEvent, GoldMention
    from extractor.score.scores import Predicted

EVENT = mistakes.EVENT
Key = tuple[str, int, int, str, str]  # kind, start, end, words, what it says


class Change(Record):
    """A gold item that is right in one run only (`claim` false), or a wrong claim that only one run makes (`claim` true)."""

    kind: str
    document: str
    start: int
    end: int
    text: str
    says: str
    claim: bool


class Difference(Record):
    """F of a line in both runs, and how probable such a difference is by chance (paired test over documents)."""

    line: str
    base: float
    new: float
    p: float


class Comparison(Record):
    """Gains and losses of `new` over `base`. A mention is right when its id is; an event when its core record is."""

    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    lines: tuple[Difference, ...]
    documents: int

    def render(self) -> str:
        """Losses, then gains, by document, then the figures."""
        head = ("", "document", "kind", "at", "text", "says")
        rows = [_row(sign, change) for sign, part in (("lost", self.lost), ("gained", self.gained)) for change in part]
        figures_head = ("line", "base", "new", "difference", "p")
        lines = [[d.line, f"{d.base:.3f}", f"{d.new:.3f}", f"{d.new - d.base:+.3f}", f"{d.p:.3f}"] for d in self.lines]
        told = f"{len(self.gained)} gained, {len(self.lost)} lost in {self.documents} documents"
        return "\n\n".join([rendering.table(head, rows, words=head), told, rendering.table(figures_head, lines)])


def compare(
    base: Iterable[Predicted],
    new: Iterable[Predicted],
    gold: Iterable[GoldDocument],
    *,
    seed: int = 0,
    held: bool = False,
) -> Comparison:
    """What `new` gets right that `base` did not, and the reverse; held documents are left out unless `held`.

    A dropped false claim is a gain, a new one is a loss. Raises as `score` does.
    """
    documents = [document for document in in_order(gold) if held or not document.held]
    befores, afters = by_id(base), by_id(new)
    gained: list[Change] = []
    lost: list[Change] = []
    rows: list[tuple[list[Count], list[Count]]] = []
    names: list[str] = []
    for document in documents:
        sides = [partner(document, run) for run in (befores, afters)]
        (right_before, claims_before), (right_after, claims_after) = (_items(side, document) for side in sides)
        gained += _changes(document, right_after - right_before, claims_before - claims_after)
        lost += _changes(document, right_before - right_after, claims_after - claims_before)
        before, after = (_right(tally(side, document)) for side in sides)
        names = list(before)
        rows.append((list(before.values()), list(after.values())))
    return Comparison(
        gained=tuple(gained), lost=tuple(lost), lines=tuple(_differences(names, rows, seed)), documents=len(documents)
    )


def _differences(names: list[str], rows: list[tuple[list[Count], list[Count]]], seed: int) -> list[Difference]:
    if not rows:
        return []
    before, after = (figures.table([row[side] for row in rows]) for side in (0, 1))
    chances = figures.swap_test(before, after, seed=seed)
    f_before, f_after = figures.f_of(before.sum(axis=0)), figures.f_of(after.sum(axis=0))
    return [
        Difference(line=name, base=float(f_before[at]), new=float(f_after[at]), p=float(chances[at]))
        for at, name in enumerate(names)
    ]


def _right(counts: Mapping[str, Mapping[str, Count]]) -> dict[str, Count]:
    return {line: levels["right"] for line, levels in counts.items()}


def _items(pred: GoldDocument | None, gold: GoldDocument) -> tuple[set[Key], set[Key]]:
    """The gold items that are right, and the claims that are not."""
    right: set[Key] = set()
    claims: set[Key] = set()
    for kind in KINDS:
        pairing = spans.pair(pred.of(kind) if pred else (), gold.of(kind))
        pairs = [(found, wanted) for found, wanted in pairing.pairs if not wanted.optional]
        right |= {_of_mention(wanted) for found, wanted in pairs if spans.is_right(found, wanted)}
        claims |= {_of_mention(found) for found, wanted in pairs if not spans.is_right(found, wanted)}
        claims |= {_of_mention(found) for found in pairing.spurious}
    aligned = alignment.align(pred.events if pred else (), gold.events)
    events = [(found, wanted) for found, wanted in aligned.pairs if not wanted.optional]
    right |= {_of_event(wanted) for found, wanted in events if alignment.is_right(found, wanted)}
    claims |= {_of_event(found) for found, wanted in events if not alignment.is_right(found, wanted)}
    return right, claims | {_of_event(found) for found in aligned.spurious}


def _of_mention(mention: GoldMention) -> Key:
    return mention.kind, mention.start, mention.end, mention.text, f"{mention.id or '-'} {mention.label}"


def _of_event(event: GoldEvent) -> Key:
    return EVENT, event.trigger.start, event.trigger.end, event.trigger.text, mistakes.summary(event)


def _changes(document: GoldDocument, right: set[Key], claims: set[Key]) -> list[Change]:
    marked = [(key, False) for key in right] + [(key, True) for key in claims]
    return [
        Change(kind=key[0], document=document.document, start=key[1], end=key[2], text=key[3], says=key[4], claim=claim)
        for key, claim in sorted(marked, key=lambda item: (item[0][1:3], item[0][0], item[1], item))
    ]


def _row(sign: str, change: Change) -> list[str]:
    # A false claim that went is a gain, and one that came is a loss: say so, or the row reads the wrong way round.
    told = f"{sign} (false claim {'dropped' if sign == 'gained' else 'made'})" if change.claim else sign
    words = " ".join(change.text.split())
    return [told, change.document, change.kind, f"{change.start}:{change.end}", f'"{words}"', change.says]
