"""Have a Ray cluster make the parts of a run: the same plan, watched workers and files. Needs ``pip install "extractor[ray]"``.

A part has a fixed size and is named by the hash of what is in it, and only this process puts parts in place. So a worker or a machine that
is lost costs its part alone, and a run whose driver was killed goes on like any other. Parts stand where Ray Data would have blocks, and
there are no read tasks that workers could starve.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch import plan
from extractor.batch.making_on_ray import Maker
from extractor.batch.output import MANIFEST
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.batch.plan import Part
    from extractor.batch.progress import Progress
    from extractor.batch.running import _Job as Run

CPU = 0.9  # of a processor for each worker: beside them other tasks of the cluster still find a place
RETRIES = 8  # of a part whose worker was lost with its machine or its process
QUIET: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
# A cluster of one machine is reached from that machine only, and yields to other programs no more than a local run does; answers are a few
# kilobytes, and the least store that Ray takes is plenty.
ALONE: dict[str, Any] = {
    "include_dashboard": False, "_node_ip_address": "127.0.0.1", "object_store_memory": 80_000_000,
    "_system_config": {"worker_niceness": 0},
}  # fmt: skip
TICK = 1.0  # seconds between looks at the clock
PATIENCE = 600.0  # seconds, and three times the limit for one text: the deadline when none is given


def make_parts(
    run: Run,
    number: int | None,
    timeout: float,
    memory: int | None,
    entry: str,
    deadline: float | None,
    missing: list[Part],
    reusable: dict[str, str],
    progress: Progress,
) -> None:
    """Make all parts on the cluster, by `number` workers or as many as it has processors.

    Raises E715, E716, E717, and what a worker meets.
    """
    said = {
        "settings": run.settings.to_json(), "key": run.key, "manifest": _shared(run.target / MANIFEST),
        "retired": _shared(run.retired.root), "aside": _shared(run.aside), "spool": _shared(run.spool), "folder": str(Path.cwd()),
        "path": sys.path, "timeout": timeout, "memory": memory, "entry": entry,
    }  # fmt: skip
    with _connected() as ray:
        processors = int(ray.cluster_resources().get("CPU", 1))
        actor = ray.remote(num_cpus=CPU, max_restarts=-1, max_task_retries=RETRIES)(Maker)
        actors = [actor.remote(said) for _ in range(min(number or max(processors, 1), len(missing)))]
        clock = _Clock(run.aside, deadline or PATIENCE + 3 * timeout)
        try:
            _share_out(ray, actors, run, deque(missing), reusable, progress, clock)
        except ray.exceptions.RayError as error:
            raise ExtractorError("E717", host="the cluster", reason=str(error).splitlines()[0]) from error
        finally:
            for one in actors:
                ray.kill(one)


def _share_out(
    ray: Any,
    actors: list[Any],
    run: Run,
    waiting: deque[Part],
    reusable: dict[str, str],
    progress: Progress,
    clock: _Clock,
) -> None:
    """Give parts to workers that have said that they are ready; one that finds no place is never waited for."""
    at: dict[Any, tuple[Any, Part | None]] = {actor.ready.remote(): (actor, None) for actor in actors}
    left = len(waiting)
    while left:
        answers, _ = ray.wait(list(at), timeout=TICK)
        for answer in answers:
            actor, part = at.pop(answer)
            result = ray.get(answer)
            clock.wind()
            if result["error"]:
                code, facts = result["error"]
                raise ExtractorError(code, **facts)
            if part is not None:
                made = {table: Path(path) for table, path in result["made"].items()}
                run.store.put(result["record"], made, run.aside)
                progress.done(part.texts, part.size)
                left -= 1
            if waiting:
                part = waiting.popleft()
                reuse = plan.task_of(part, run.key, run.target / MANIFEST, reusable).reuse if reusable else {}
                at[actor.make.remote(asdict(part), reuse)] = (actor, part)
        clock.look()


class _Clock:
    """Runs out when for so long no worker has come to another text."""

    def __init__(self, aside: Path, limit: float) -> None:
        self._aside, self._limit = aside, limit
        self._seen: set[bytes] = set()
        self.wind()

    def wind(self) -> None:
        """Begin anew."""
        self._since = time.monotonic()

    def look(self) -> None:
        """Raise E716 when the time is over. What workers note is compared, not its time: clocks of machines differ."""
        noted = set()
        with suppress(OSError):
            for path in self._aside.glob("beat-*"):
                noted.add(path.name.encode() + path.read_bytes())
        if noted != self._seen:
            self._seen = noted
            self.wind()
        if time.monotonic() - self._since > self._limit:
            raise ExtractorError("E716", limit=self._limit)


@contextmanager
def _connected() -> Iterator[Any]:
    """Ray: the connection that the program has, else the cluster that RAY_ADDRESS names or this machine is part of, else one of our own."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray = import_module("ray")
    except ImportError as error:
        raise ExtractorError("E715", reason=error) from error
    if ray.is_initialized():
        yield ray
        return
    try:
        try:
            ray.init("auto", **QUIET)
        except ConnectionError:
            if os.environ.get("RAY_ADDRESS"):
                raise
            ray.init("local", **QUIET, **ALONE)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ExtractorError("E715", reason=str(error).splitlines()[0]) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _shared(path: Path) -> str:
    return str(path.resolve())
