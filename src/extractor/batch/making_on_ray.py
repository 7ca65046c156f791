"""The worker of a Ray cluster: it has a watched process read the texts of a part, as on one machine, and says where the files are."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch import plan
from extractor.batch.plan import Part
from extractor.batch.settings import Settings
from extractor.batch.store import Store
from extractor.batch.supervisor import Supervisor
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.batch.store import Record
    from extractor.batch.tasks import Task
    from extractor.batch.units import Unit

BEAT = 1.0  # seconds between two notes of how far it is
Answer = dict[str, Any]


class Maker:
    """Makes one part after the other; `said` is what the driver says of the run."""

    def __init__(self, said: dict[str, Any]) -> None:
        self._said = said
        self._supervisor: Supervisor | None = None
        self._out = _Carried()

    def ready(self) -> Answer:
        """Whether this machine sees what it needs, under the same job key."""
        said, host = self._said, socket.gethostname()
        sys.path += [path for path in said["path"] if path not in sys.path]
        try:
            os.chdir(said["folder"])  # inputs are named from there
            with Path(said["manifest"]).open("rb"):
                pass
        except OSError as error:
            return _failed("E717", host=host, reason=str(error))
        if Settings.from_json(said["settings"]).key() != said["key"]:
            return _failed("E717", host=host, reason="its library, spaCy, model or tables are not those of the driver")
        return {"error": None}

    def make(self, part: dict[str, Any], reuse: dict[str, str]) -> Answer:
        """The record of a part and where its files are; or the error that ends the run."""
        said = self._said
        task = plan.task_of(Part(**part), said["key"], Path(said["manifest"]), reuse)
        try:
            self._supervised().run([lambda: task], 1)
        except ExtractorError as error:
            return _failed(error.code, **error.facts)
        except OSError as error:
            return _failed("E717", host=socket.gethostname(), reason=str(error))
        return {"error": None, "record": self._out.record, "made": self._out.made}

    def _supervised(self) -> Supervisor:
        """The one watched process, begun with the first part: the actor itself holds no model and reads no text."""
        said = self._said
        self._supervisor = self._supervisor or Supervisor(
            Settings.from_json(said["settings"]), self._out, Store(Path(said["retired"])), Path(said["aside"]), workers=1,
            timeout=said["timeout"], memory=said["memory"], spool=Path(said["spool"]), progress=_Beat(Path(said["aside"])),
            entry=said["entry"],
        )  # fmt: skip
        return self._supervisor


class _Carried:
    """Takes a finished part, for the driver to put in place."""

    def put(self, record: Record, made: dict[str, Path], aside: Path) -> None:  # noqa: ARG002  # as a store is asked
        self.record, self.made = record, {table: str(path) for table, path in made.items()}


class _Beat:
    """Notes in a small file which text the worker has come to, so that the driver sees it move."""

    def __init__(self, aside: Path) -> None:
        self._path = aside / f"beat-{socket.gethostname()}-{os.getpid()}"
        self._noted, self._since = "", 0.0

    def show(self, working: Iterable[tuple[int, Task]]) -> None:
        note = " ".join(f"{task.name} {at}" for at, task in working)
        if note != self._noted and time.monotonic() - self._since > BEAT:
            self._path.write_text(note)
            self._noted, self._since = note, time.monotonic()

    def done(self, texts: int, size: int) -> None:
        """The driver hears of it by the answer."""

    def put_aside(self, unit: Unit, cause: str) -> None:
        """It is in the rows of the part."""


def _failed(code: str, **facts: Any) -> Answer:
    return {
        "error": [
            code,
            {name: value if isinstance(value, str | int | float) else str(value) for name, value in facts.items()},
        ]
    }
