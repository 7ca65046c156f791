"""Score what was predicted against what was annotated: counts by document, figures by kind, open and held parts apart."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING, get_args

from extractor.errors import ExtractorError
from extractor.records import Document, Failure, Kind, Record
from extractor.score import alignment, figures, spans
from extractor.score.figures import Count, Figure
from extractor.score.items import GoldDocument, from_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.score.agreement import Agreement

KINDS: tuple[Kind, ...] = get_args(Kind)
Counts = dict[str, dict[str, Count]]
Part = dict[str, dict[str, Figure]]


class DocumentCounts(Record):
    """The counts of one document by line and level."""

    document: str
    held: bool
    counts: Counts


class Scores(Record):
    """Figures by line and level, for all documents and for the open and the held part (None where there is no such part).

    Lines are the kinds of mention (levels: found, exact, labelled, right, right_exact, and partial for dates and places) and
    ``event``, ``event.type`` ... ``event.slots`` (levels: right, and partial where values may be half right). `missing` documents are
    in the gold but were not predicted: all of theirs counts as missed; `unscored` ones have no gold.
    """

    version: str
    fingerprint: str
    seed: int
    all: Part
    open: Part | None
    held: Part | None
    documents: tuple[DocumentCounts, ...]
    missing: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()

    def render(self, agreement: Agreement | None = None) -> str:
        """The figures as a plain table, agreement between annotators beside them where given."""
        from extractor.score import rendering  # noqa: PLC0415  # which reads this module

        return rendering.render(self, agreement)


Predicted = GoldDocument | Document | Failure


def score(
    pred: Iterable[Predicted], gold: Iterable[GoldDocument], *, seed: int = 0, resamples: int = figures.RESAMPLES
) -> Scores:
    """How good predictions are. Neither the order of documents nor that of their lines matters.

    `pred` may be read with `read`, or come straight from ``extractor.extract_all``; a Failure counts as a document in which nothing
    was found. Raises E504 (a document twice) and E505 (the two sides have different texts).
    """
    annotated = in_order(gold)
    predicted = by_id(pred)
    rows = []
    for document in annotated:
        found = partner(document, predicted)
        rows.append(DocumentCounts(document=document.document, held=document.held, counts=tally(found, document)))
    known = {document.document for document in annotated}
    return Scores(
        version=version("extractor"),
        fingerprint=fingerprint(annotated),
        seed=seed,
        all=_part(rows, seed, resamples) or {},
        open=_part([row for row in rows if not row.held], seed, resamples),
        held=_part([row for row in rows if row.held], seed, resamples),
        documents=tuple(rows),
        missing=tuple(sorted(known - set(predicted))),
        unscored=tuple(sorted(set(predicted) - known)),
    )


def tally(pred: GoldDocument | None, gold: GoldDocument) -> Counts:
    """The counts of one document; None where nothing was predicted."""
    counts: Counts = {}
    for kind in KINDS:
        counts[kind] = spans.tally(kind, spans.pair(pred.of(kind) if pred else (), gold.of(kind)))
    return counts | alignment.tally(alignment.align(pred.events if pred else (), gold.events))


def by_id(pred: Iterable[Predicted]) -> dict[str, GoldDocument]:
    """Predictions by document id, in the shape of annotations; failures are left out."""
    known: dict[str, GoldDocument] = {}
    for item in pred:
        if isinstance(item, Failure):
            continue
        document = from_document(item) if isinstance(item, Document) else item
        if document.document in known:
            raise ExtractorError("E504", file=document.file or "-", found=document.document, first="the same list")
        known[document.document] = document
    return known


def in_order(gold: Iterable[GoldDocument]) -> list[GoldDocument]:
    """Annotated documents by id; E504 when one is there twice, E503 when there is none."""
    known = by_id(gold)
    if not known:
        raise ExtractorError("E503", file="the gold", suffix=".jsonl")
    return [known[id] for id in sorted(known)]


def partner(gold: GoldDocument, predicted: dict[str, GoldDocument]) -> GoldDocument | None:
    """The prediction for an annotated document; E505 when it was made of another text."""
    found = predicted.get(gold.document)
    if found and found.sha256 != gold.sha256:
        raise ExtractorError("E505", document=gold.document, found=found.sha256[:12], expected=gold.sha256[:12])
    return found


def fingerprint(gold: Sequence[GoldDocument]) -> str:
    """A hash of the texts (by their hashes) and of all that is annotated in them, whatever the order and layout of the lines."""
    lines = []
    for document in gold:
        head = f"{document.document} {document.sha256} {'held' if document.held else 'open'}"
        lines += [f"{head} {item.model_dump_json()}" for item in (*document.mentions, *document.events)] or [head]
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogatepass")).hexdigest()


def _part(rows: list[DocumentCounts], seed: int, resamples: int) -> Part | None:
    if not rows:
        return None
    keys = [(line, level) for line, levels in rows[0].counts.items() for level in levels]
    counts = figures.table([[row.counts[line][level] for line, level in keys] for row in rows])
    low, high = figures.interval(counts, seed=seed, resamples=resamples) if len(rows) > 1 else (None, None)
    part: Part = {}
    for at, (line, level) in enumerate(keys):
        tp, fp, fn = map(int, counts[:, at].sum(axis=0))
        part.setdefault(line, {})[level] = figures.figure(
            Count(tp=tp, fp=fp, fn=fn),
            None if low is None else float(low[at]),
            None if high is None else float(high[at]),
        )
    return part
