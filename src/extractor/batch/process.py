"""A worker process as its supervisor sees it: started, given tasks, watched, ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from extractor.batch.worker import ENVIRONMENT

if TYPE_CHECKING:
    from queue import SimpleQueue

    from extractor.batch.tasks import Task

# A fresh interpreter: no fork beside threads, and no second run of the user's script as `multiprocessing` would have it.
_START = "import importlib, sys; module, _, name = sys.argv[1].partition(':'); getattr(importlib.import_module(module), name)()"


class Worker:
    """One process. What it says comes to `inbox` as (worker, message); its end as (worker, None)."""

    def __init__(
        self, entry: str, first: dict[str, Any], inbox: SimpleQueue[tuple[Worker, dict[str, Any] | None]]
    ) -> None:
        self.task: Task | None = None
        self.at = 0
        self.since = time.monotonic()
        self.ready = False
        self.timed_out = False
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        # The same modules as here, also those that the user's script has put on the path.
        path = os.pathsep.join(part or str(Path.cwd()) for part in sys.path)
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", _START, entry],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env=os.environ | ENVIRONMENT | {"PYTHONPATH": path},
        )
        self._send(first)
        Thread(target=self._listen, args=(inbox,), daemon=True).start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def give(self, task: Task) -> None:
        """Have it make a part."""
        self.task, self.at, self.since = task, 0, time.monotonic()
        self._send(task.to_json())

    def hear(self, index: int) -> None:
        """Note that it has begun with a text."""
        self.at, self.since = index, time.monotonic()

    def late(self, timeout: float | None) -> bool:
        """Whether it has worked on one text for longer than allowed; putting a part together is not limited."""
        return bool(
            timeout and self.task and self.at < len(self.task.units) and time.monotonic() - self.since > timeout
        )

    def kill(self) -> None:
        """End it now."""
        self._process.kill()

    def close(self) -> None:
        """Let it end, and see that it does."""
        try:
            if self._process.stdin:
                self._process.stdin.close()
        except OSError:
            pass
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._complaints.close()

    def ended(self) -> str:
        """How it ended: the name of a signal, or its exit code."""
        code = self._process.wait()
        try:
            return signal.Signals(-code).name if code < 0 else f"exit code {code}"
        except ValueError:
            return f"signal {-code}"

    def complaint(self) -> str:
        """The last line that it wrote to standard error."""
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def _send(self, message: dict[str, Any]) -> None:
        try:
            assert self._process.stdin is not None  # it was asked for
            self._process.stdin.write(json.dumps(message).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError:
            pass  # it is dead, and the end of what it says will tell

    def _listen(self, inbox: SimpleQueue[tuple[Worker, dict[str, Any] | None]]) -> None:
        assert self._process.stdout is not None  # it was asked for
        for line in self._process.stdout:
            try:
                inbox.put((self, json.loads(line)))
            except ValueError:
                break  # cut off by its death
        inbox.put((self, None))
