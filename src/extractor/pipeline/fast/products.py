"""Choose the faster of the two matrix products that a model can use on this machine, for one pipeline only.

thinc multiplies with the kernels of the blis wheel, which on many machines are its slow generic ones; numpy brings its own. Both give the
same tags, heads and entities. The choice is written on the nodes of one model: other pipelines of the process keep what they have.
"""

from __future__ import annotations

import ctypes
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

ROWS, WIDTH = 256, 288  # what a paragraph looks like in the convolutions of the small model
TRIES = 5
SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")
GETTERS = ("scipy_openblas_get_num_threads64_", "scipy_openblas_get_num_threads", "openblas_get_num_threads")


class SteadyOps(NumpyOps):  # type: ignore[misc]
    """numpy's matrix product on one thread: products this small lose time to a second one; the setting is put back after each."""

    def __init__(self, device_type: Any = "cpu", device_id: int = -1, **_: object) -> None:
        super().__init__(device_type, device_id, use_blis=False)

    def gemm(self, x: Any, y: Any, **how: Any) -> Any:
        """As thinc's own."""
        with one_thread():
            return super().gemm(x, y, **how)


def choose(nlp: Language) -> None:
    """Put the faster product on the models of a pipeline; those that run on a GPU or with other operations stay as they are."""
    if isinstance(best(), SteadyOps):
        for _, component in nlp.components:
            model = getattr(component, "model", None)
            if isinstance(model, Model):
                for node in model.walk():
                    if type(node.ops) is NumpyOps:
                        node.ops = best()


@cache
def best() -> NumpyOps:
    """The faster operations, measured once a process in some ten milliseconds."""
    return min((NumpyOps(), SteadyOps()), key=_seconds)


@contextmanager
def one_thread() -> Iterator[None]:
    """Numpy's products on one thread; the setting is put back after."""
    threads = _threads()
    before = threads[0]() if threads else 1
    if threads and before != 1:
        threads[1](1)
    try:
        yield
    finally:
        if threads and before != 1:
            threads[1](before)


def _seconds(ops: NumpyOps) -> float:
    """The best of a few products, in seconds of this process's time: other processes do not disturb the choice."""
    rows = np.full((ROWS, WIDTH), 0.5, dtype="float32")
    weights = np.full((WIDTH, WIDTH), 0.5, dtype="float32")
    ops.gemm(rows, weights, trans2=True)
    taken = []
    for _ in range(TRIES):
        begun = time.process_time()
        ops.gemm(rows, weights, trans2=True)
        taken.append(time.process_time() - begun)
    return min(taken)


@cache
def _threads() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """How numpy's OpenBLAS tells and takes its number of threads; None where numpy has another library."""
    for folder in ("numpy.libs", "numpy/.dylibs"):
        for library in sorted((Path(np.__file__).parents[1] / folder).glob("*openblas*")):
            try:
                loaded = ctypes.CDLL(str(library))
            except OSError:
                continue
            for getter, setter in zip(GETTERS, SETTERS, strict=True):
                if hasattr(loaded, getter) and hasattr(loaded, setter):
                    return getattr(loaded, getter), getattr(loaded, setter)
    return None
