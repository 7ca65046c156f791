"""Counts and what follows from them: precision, recall, F, and how far F may be off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractor.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

RESAMPLES = 2000
CHANCE = 0.05  # intervals leave out this much, half on each side


class Count(Record):
    """How many were right (`tp`), claimed wrongly (`fp`) and missed (`fn`). Partial credit is counted in thousandths.

    Where nothing is to be found and nothing was claimed, all is right: the three figures are 1.

    >>> Count(tp=6, fp=2, fn=4).f, Count().f, Count(fp=1).precision, Count(fn=1).recall
    (0.6666666666666666, 1.0, 0.0, 0.0)
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """The share of what was claimed that is right."""
        return self._share(self.tp + self.fp)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self._share(self.tp + self.fn)

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        whole = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / whole if whole else 1.0

    def is_below(self, other: Count) -> bool:
        """Whether F is lower than the other's, compared as fractions: no rounding."""
        whole, others = 2 * self.tp + self.fp + self.fn, 2 * other.tp + other.fp + other.fn
        mine, theirs = (self.tp * 2, whole) if whole else (1, 1), (other.tp * 2, others) if others else (1, 1)
        return mine[0] * theirs[1] < theirs[0] * mine[1]

    def _share(self, of: int) -> float:
        if of:
            return self.tp / of
        return 1.0 if self.fp == self.fn == 0 else 0.0


class Figure(Record):
    """A count with its figures; `low` and `high` hold F in 95 of 100 resamples of the documents (None below two documents)."""

    tp: int
    fp: int
    fn: int
    precision: float
    recall: float
    f: float
    low: float | None = None
    high: float | None = None

    @property
    def count(self) -> Count:
        """The three integers alone."""
        return Count(tp=self.tp, fp=self.fp, fn=self.fn)


def total(counts: Iterable[Count]) -> Count:
    """The sum of counts.

    >>> total([Count(tp=1, fp=2), Count(tp=3, fn=1)])
    Count(tp=4, fp=2, fn=1)
    """
    tp = fp = fn = 0
    for count in counts:
        tp, fp, fn = tp + count.tp, fp + count.fp, fn + count.fn
    return Count(tp=tp, fp=fp, fn=fn)


def figure(count: Count, low: float | None = None, high: float | None = None) -> Figure:
    """A count with its figures written out."""
    return Figure(**count.model_dump(), precision=count.precision, recall=count.recall, f=count.f, low=low, high=high)


def table(rows: list[list[Count]]) -> NDArray[np.int64]:
    """Counts as an array: documents x lines x (tp, fp, fn)."""
    return np.array([[(c.tp, c.fp, c.fn) for c in row] for row in rows], dtype=np.int64).reshape(len(rows), -1, 3)


def f_of(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """F of an array whose last axis is (tp, fp, fn)."""
    hits = 2 * counts[..., 0]
    whole = hits + counts[..., 1] + counts[..., 2]
    return np.where(whole > 0, hits / np.maximum(whole, 1), 1.0)


def interval(counts: NDArray[np.int64], *, seed: int, resamples: int = RESAMPLES) -> NDArray[np.float64]:
    """Low and high end of F for each line: percentile bootstrap over documents; shape 2 x lines.

    A resample draws as many documents as there are, with replacement; drawing is counting, so that a resample is a row of weights.
    """
    documents = len(counts)
    draws = np.random.default_rng(seed).multinomial(documents, [1 / documents] * documents, size=resamples)
    sums = np.tensordot(draws.astype(np.int64), counts, axes=1)
    ends: NDArray[np.float64] = np.percentile(f_of(sums), [100 * CHANCE / 2, 100 * (1 - CHANCE / 2)], axis=0)
    return ends


def swap_test(base: NDArray[np.int64], new: NDArray[np.int64], *, seed: int, swaps: int = 5000) -> NDArray[np.float64]:
    """For each line, how probable a difference in F of this size is if it did not matter which run a document came from.

    Approximate randomisation (Noreen 1989): the two runs are swapped document by document at random, `swaps` times.
    """
    observed = np.abs(f_of(new.sum(axis=0)) - f_of(base.sum(axis=0)))
    swap = np.random.default_rng(seed).integers(0, 2, size=(swaps, len(base)), dtype=np.int64)
    moved = np.tensordot(swap, new - base, axes=1)
    difference = np.abs(f_of(new.sum(axis=0) - moved) - f_of(base.sum(axis=0) + moved))
    at_least: NDArray[np.int64] = (difference >= observed - 1e-12).sum(axis=0)
    return (at_least + 1) / (swaps + 1)
