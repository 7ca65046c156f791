"""Say how far two annotators agree: the ceiling that a score should be read against, and where they differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from extractor.errors import ExtractorError
from extractor.records import Kind, Record
from extractor.score import alignment, mistakes, rendering, spans
from extractor.score.scores import Scores, by_id, in_order, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.score.items import GoldDocument
    from extractor.score.mistakes import Mistake


class Kappa(Record):
    """Cohen's kappa on one choice over the `pairs` that both marked; None where there is no pair. `same` is the bare share."""

    kind: str
    choice: str
    pairs: int
    same: float | None
    kappa: float | None


class Agreement(Record):
    """Pairwise F over the documents that both annotated (`scores`, the second read as a prediction of the first), kappas, differences.

    In a disagreement `expected` is what the first says and `got` what the second says.
    """

    scores: Scores
    kappas: tuple[Kappa, ...]
    disagreements: tuple[mistakes.Mistake, ...]

    def render(self) -> str:
        """The figures as plain tables, without the list of disagreements (see `extractor.score.mistakes.render`)."""
        head = ("choice", "pairs", "same", "kappa")
        rows = [
            [f"{k.kind} {k.choice}", str(k.pairs), "-" if k.same is None else f"{k.same:.3f}", "-" if k.kappa is None else f"{k.kappa:.3f}"]
            for k in self.kappas
        ]  # fmt: skip
        return f"{self.scores.render()}\n\n{rendering.table(head, rows)}"


def agree(
    first: Iterable[GoldDocument],
    second: Iterable[GoldDocument],
    *,
    texts: Mapping[str, str] | None = None,
    seed: int = 0,
) -> Agreement:
    """Agreement of two annotations over the documents that both have; E508 when there is none.

    Alternatives of either side are accepted; what either side calls optional counts neither way.
    """
    mine, theirs = by_id(first), by_id(second)
    common = sorted(mine.keys() & theirs.keys())
    if not common:
        raise ExtractorError("E508", first="the first annotation", second="the second")
    one, other = [mine[id] for id in common], [theirs[id] for id in common]
    rows: list[Mistake] = []
    for document in in_order(one):
        text = (texts or {}).get(document.document, "")
        for kind in (*get_args(Kind), mistakes.EVENT):
            rows += mistakes.of_document(theirs[document.document], document, kind, text)
    return Agreement(
        scores=score(other, one, seed=seed),
        kappas=tuple(_kappas(one, theirs)),
        disagreements=tuple(rows),
    )


def kappa(choices: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of pairs of choices; None without pairs, 1 where both always chose one and the same.

    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")])
    0.5
    """
    if not choices:
        return None
    observed = sum(one == other for one, other in choices) / len(choices)
    left, right = Counter(one for one, _ in choices), Counter(other for _, other in choices)
    chance = sum(left[each] * right[each] for each in left) / len(choices) ** 2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def _kappas(first: Sequence[GoldDocument], second: Mapping[str, GoldDocument]) -> list[Kappa]:
    rows = []
    for kind in get_args(Kind):
        pairs = [pair for doc in first for pair in spans.pair(second[doc.document].of(kind), doc.of(kind)).pairs]
        labels = [
            (right.label, right.label if spans.is_labelled(found, right) else found.label) for found, right in pairs
        ]
        ids = [(right.id, right.id if spans.is_right(found, right) else found.id) for found, right in pairs]
        rows += [_row(kind, "label", labels), _row(kind, "id", ids)]
    events = [pair for doc in first for pair in alignment.align(second[doc.document].events, doc.events).pairs]
    for slot in ("type", "status"):
        choices = []
        for found, right in events:
            mine: str = getattr(right, slot)
            choices.append((mine, mine if alignment.is_right(found, right, (slot,)) else getattr(found, slot)))
        rows.append(_row(mistakes.EVENT, slot, choices))
    return rows


def _row(kind: str, choice: str, choices: Sequence[tuple[str, str]]) -> Kappa:
    same = sum(one == other for one, other in choices) / len(choices) if choices else None
    return Kappa(kind=kind, choice=choice, pairs=len(choices), same=same, kappa=kappa(choices))
