"""Show on standard error how far a run is: texts, rate in bytes, time left. Silent where that is no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from tqdm import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.batch.tasks import Task
    from extractor.batch.units import Unit


class Progress:
    """A bar over the bytes that are to be read; `notes` are lines for the user, printed above it."""

    def __init__(self, texts: int, size: int, *, quiet: bool, stream: TextIO | None = None) -> None:
        self._texts, self._read, self._size = texts, 0, 0
        self._stream = stream
        self._bar = tqdm(
            total=size, unit="B", unit_scale=True, disable=True if quiet else None, file=stream, mininterval=0.5,
            desc=f"0 of {texts:,} texts", smoothing=0.05,
        )  # fmt: skip

    def show(self, working: Iterable[tuple[int, Task]]) -> None:
        """Move the bar to what is finished and what workers have behind them in their tasks."""
        texts, size = self._read, self._size
        for at, task in working:
            texts += at
            size += sum(unit.size for unit in task.units[:at])
        self._move(texts, size)

    def done(self, texts: int, size: int) -> None:
        """Count a part."""
        self._read += texts
        self._size += size
        self._move(self._read, self._size)

    def put_aside(self, unit: Unit, cause: str) -> None:
        """Say at once that a text was put aside."""
        if not self._bar.disable:
            self._bar.write(f"put aside: {unit.uri} ({cause})", file=self._stream)

    def close(self) -> None:
        """Leave the bar as it stands."""
        self._bar.close()

    def _move(self, texts: int, size: int) -> None:
        if size > self._bar.n:
            self._bar.set_description(f"{min(texts, self._texts):,} of {self._texts:,} texts", refresh=False)
            self._bar.update(min(size, self._bar.total) - self._bar.n)
