"""Have worker processes make all parts, whatever happens to them."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from extractor.batch import splitting
from extractor.batch.process import Worker
from extractor.batch.splitting import Job
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from extractor.batch.settings import Settings
    from extractor.batch.store import Record, Store
    from extractor.batch.tasks import Task
    from extractor.batch.units import Unit

TICK = 0.25  # seconds between looks at the clock
# Workers that die before they are ready, one after the other, before the run gives up; a signal 9 may have come from anywhere.
FALSE_STARTS, FALSE_STARTS_KILLED = 3, 12
MOST_DEATHS = 8  # of workers that only put a part together: none of its texts can be the cause
WORTH_SHARING = 40_000  # bytes: a smaller part is read before a second worker has loaded its model


class Putting(Protocol):
    """Where finished parts go: the store of the run, or what carries them there."""

    def put(self, record: Record, made: dict[str, Path], aside: Path) -> None:
        """Take the files of a part and its record."""


class Watching(Protocol):
    """What hears how far the work is."""

    def show(self, working: Iterable[tuple[int, Task]]) -> None:
        """The tasks that workers are at, each with the text it has come to."""

    def done(self, texts: int, size: int) -> None:
        """A part is made."""

    def put_aside(self, unit: Unit, cause: str) -> None:
        """A text was put aside."""


class Supervisor:
    """Gives parts to workers, and counts a part as made when its files are in place.

    A worker that dies is replaced; what its part met is decided in `splitting`.
    """

    def __init__(
        self,
        settings: Settings,
        store: Putting,
        retired: Store,
        aside: Path,
        *,
        workers: int,
        timeout: float | None,
        memory: int | None,
        spool: Path,
        progress: Watching,
        entry: str,
    ) -> None:
        self._store, self._retired, self._aside = store, retired, aside
        self._number, self._timeout, self._memory = workers, timeout, memory
        self._limits = limits(timeout, memory)
        self._progress, self._entry = progress, entry
        self._first = {
            "settings": settings.to_json(), "retired": str(retired.root), "aside": str(aside), "spool": str(spool),
            "memory": memory, "parent": os.getpid(),
        }  # fmt: skip
        self._inbox: SimpleQueue[tuple[Worker, dict[str, Any] | None]] = SimpleQueue()
        self._workers: set[Worker] = set()
        self._jobs: dict[Worker, Job] = {}
        self._again: deque[Job] = deque()  # before the tasks that nobody has tried
        self._waiting = 0  # parts that wait for their pieces
        self._false_starts = 0

    def run(self, tasks: Iterable[Callable[[], Task]], number: int) -> None:
        """Make all parts. A task is made when its turn comes, so that texts of parts that wait take no memory.

        The workers wait for another call, until `close`.
        """
        fresh = iter(tasks)
        if number < self._number:
            for task in fresh:
                self._share(Job(task()), self._number)
        left = True
        while True:
            idle = [worker for worker in self._workers if worker.ready and worker not in self._jobs]
            while idle:
                job = self._again.popleft() if self._again else None
                if job is None and (make := next(fresh, None)) is not None:
                    job = Job(make())
                if job is None:
                    left = False
                    break
                worker = idle.pop()
                self._jobs[worker] = job
                worker.give(job.task)
            if not left and not self._jobs and not self._again and not self._waiting:
                return
            self._hire(number if left else 0)
            self._hear()

    def close(self) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            if worker in self._jobs:
                worker.kill()
        for worker in self._workers:
            worker.close()
        self._workers.clear()

    def _hire(self, number: int) -> None:
        wanted = min(self._number, max(number, len(self._again) + len(self._jobs), 1))
        while len(self._workers) < wanted:
            self._workers.add(Worker(self._entry, self._first, self._inbox))

    def _hear(self) -> None:
        with contextlib.suppress(Empty):
            worker, message = self._inbox.get(timeout=TICK)
            self._take(worker, message)
            while True:
                self._take(*self._inbox.get_nowait())
        for worker, job in self._jobs.items():
            if not job.settled and worker.late(self._timeout) and not worker.timed_out:
                worker.timed_out = True
                worker.kill()
        self._progress.show((worker.at, job.task) for worker, job in self._jobs.items())

    def _take(self, worker: Worker, message: dict[str, Any] | None) -> None:
        if worker not in self._workers:
            return
        if message is None:
            self._bury(worker, "timeout" if worker.timed_out else worker.ended())
        elif "at" in message:
            worker.hear(message["at"])
        elif "record" in message:
            self._finish(self._jobs.pop(worker), message["record"], message["made"])
        elif "ready" in message:
            worker.ready, self._false_starts = True, 0
        elif "memory" in message:
            self._bury(worker, "memory")
        else:
            code, facts = message["fatal"]
            raise ExtractorError(code, **facts)

    def _finish(self, job: Job, record: Record, made: dict[str, str]) -> None:
        whole = job.whole
        store = self._retired if whole else self._store
        store.put(record | {"limits": self._limits}, {table: Path(path) for table, path in made.items()}, self._aside)
        if whole is None:
            self._progress.done(len(job.task.units), job.task.size)
            return
        whole.task.reuse = whole.task.reuse | {text[0]: job.task.name for text in record["texts"]}
        self._piece_done(whole)

    def _piece_done(self, whole: Job) -> None:
        whole.open -= 1
        if not whole.open:
            self._waiting -= 1
            self._settle(whole)

    def _settle(self, job: Job) -> None:
        job.settled, job.deaths = True, 0
        self._again.appendleft(job)

    def _bury(self, worker: Worker, cause: str) -> None:
        """Take leave of a dead worker and decide about its job."""
        self._workers.discard(worker)
        complaint = worker.complaint()
        worker.close()
        job = self._jobs.pop(worker, None)
        if job is None:
            if not worker.ready:
                self._false_starts += 1
                if self._false_starts >= (FALSE_STARTS_KILLED if cause == "SIGKILL" else FALSE_STARTS):
                    said = "memory limit too low to load the model" if cause == "memory" else complaint or cause
                    raise ExtractorError("E709", reason=said)
            return
        job.deaths += 1
        if job.settled and job.deaths > MOST_DEATHS:
            raise ExtractorError("E709", reason=complaint or cause)
        if job.settled:
            self._again.appendleft(job)
        elif job.hopeless(cause):
            self._put_aside(job, cause)
        elif job.to_split(cause):
            self._split(job, splitting.around(job, worker.at))
        else:
            job.task.one_by_one = True
            self._again.appendleft(job)

    def _split(self, job: Job, pieces: list[Job]) -> None:
        top = job.top
        if job is top:
            self._waiting += 1
            top.open = 0
        else:
            top.open -= 1  # the pieces stand in for it
        top.open += len(pieces)
        self._again.extendleft(pieces)

    def _share(self, job: Job, number: int) -> None:
        size = sum(unit.size for unit in job.task.units if unit.key(job.task.job) not in job.task.reuse)
        if len(job.task.units) > 1 and size > WORTH_SHARING:
            self._split(job, splitting.shared_out(job, number))
        else:
            self._again.append(job)

    def _put_aside(self, job: Job, cause: str) -> None:
        (unit,) = job.task.units
        code = {"timeout": "E704", "memory": "E705"}.get(cause, "E706")
        facts: dict[str, Any] = {"file": unit.uri}
        if code == "E704":
            facts["limit"] = self._timeout
        elif code == "E705":
            facts["limit"] = (self._memory or 0) >> 20
        else:
            facts["reason"] = cause
        error = {"timeout": "TimeoutError", "memory": "MemoryError"}.get(cause, cause)
        top = job.top
        top.task.put_aside[unit.key(top.task.job)] = (code, facts, error)
        self._progress.put_aside(unit, cause)
        if job is top:
            self._settle(job)
        else:
            self._piece_done(top)


def limits(timeout: float | None, memory: int | None) -> list[float | None]:
    """The limits under which a text was put aside, as a record keeps them."""
    return [timeout, memory]
