"""Pair two lists one to one so that the pairs are worth most together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

A = TypeVar("A")
B = TypeVar("B")


def best_pairs(left: Sequence[A], right: Sequence[B], worth: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """Positions of the pairs whose `worth` sums up highest; what is worth nothing is never paired.

    The Hungarian method, in scipy's form. Ties fall by position: sort both lists first where the order must not matter.

    >>> best_pairs([1, 5], [5, 1, 9], lambda a, b: float(a == b))
    [(0, 1), (1, 0)]
    """
    if not left or not right:
        return []
    table = np.array([[worth(one, other) for other in right] for one in left], dtype=float)
    if table.size == 1:
        return [(0, 0)] if table[0, 0] > 0 else []
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # noqa: PLC0415  # slow to import

    rows, columns = linear_sum_assignment(table, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if table[row, column] > 0]
