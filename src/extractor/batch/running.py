"""Run the extractor over files and folders into a folder of tables, and go on where an earlier run has stopped."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch import inputs as finding
from extractor.batch import machine, output, plan
from extractor.batch.lock import locked
from extractor.batch.output import ASIDE, MANIFEST, RETIRED, SPOOL, SUCCESS, Result, check_output
from extractor.batch.progress import Progress
from extractor.batch.settings import Columns, Rows, Settings
from extractor.batch.store import Store
from extractor.batch.supervisor import Supervisor, limits
from extractor.defaults import DEFAULT_MODEL
from extractor.errors import ExtractorError
from extractor.sources.metadata import check_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language

    from extractor.batch.making import Item
    from extractor.batch.plan import Part
    from extractor.batch.tasks import Task
    from extractor.batch.units import Unit
    from extractor.records import Document, Failure

TIMEOUT = 300.0  # seconds for one text
WORKER = "extractor.batch.worker:main"
LOCAL, RAY = ENGINES = ("local", "ray")


def run(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    published: str | None = None,
    nlp: Language | None = None,
    on_item: Callable[[Document | Failure], None] | None = None,
    model: str = DEFAULT_MODEL,
    gazetteer: Rows = None,
    treaties: Rows = None,
    columns: Columns | None = None,
    workers: int | None = None,
    timeout: float | None = None,
    memory: str | int | None = None,
    shard: str | None = None,
    retry: bool = False,
    quiet: bool = True,
    only: str | Path | Iterable[str | Path] | None = None,
    engine: str = LOCAL,
    deadline: float | None = None,
    worker: str = WORKER,
) -> Result:
    """Extract files, folders, patterns, JSONL, CSV and Parquet into `out`; a text that fails is a row of `failures`, and the rest goes on.

    What an earlier run with the same settings has read stays; what is new or changed is read; what is no longer among the inputs goes.
    `columns` names the columns of tables, and has those in folders read too. Texts are read by `workers` processes (as many as there are
    processors), each text in `timeout` seconds (300) and each process in `memory` ("2G", or bytes; its share of the machine); `retry` tries
    again what was put aside for these. With ``workers=1`` and no limit all happens in this process; so it does with a pipeline of your own,
    `nlp`, or with `on_item`, which is called with each document that is read. `shard` "3/8" does one part in eight; the run without it ends
    the job.

    `only` is a list as `extractor.Triage` takes it: what touches nothing of it is not read and becomes a row of `skipped`. `engine` "ray"
    has the workers of a Ray cluster read (docs/cluster.md); it gives up after `deadline` seconds in which no text was finished.

    Raises E401 where nothing can be written, E404 where `out` holds something else, E707 where another run is at work there, E403 when the
    model cannot be loaded, E709 when workers do not start, E411 and
    E412 for a wrong list, E715 to E718 where a run on Ray cannot go on.
    """
    target = Path(out)
    check_output(target)
    if published is not None:
        check_date(published, file="published")
    chosen = machine.shard_of(shard)
    limit = machine.size_of(memory) if memory is not None else None
    listed = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    settings = Settings(model, published, gazetteer, treaties, columns or Columns(), _identity(nlp))
    if only is not None:
        settings = replace(settings, only=_written(only, settings))
    if engine not in ENGINES:
        raise ExtractorError("E402", found=engine, what="engine", known=", ".join(ENGINES))
    alone = nlp is not None or on_item is not None
    if alone and engine == RAY:
        raise ExtractorError("E718")
    alone = alone or (engine == LOCAL and workers == 1 and timeout is None and limit is None)
    number = workers or machine.processors()
    try:
        target.mkdir(parents=True, exist_ok=True)
        with locked(target, chosen):
            job = _Job(target, listed, settings, tables=columns is not None, shard=chosen)
            if alone:
                make = partial(_alone, job, nlp, on_item)
                return job.run(make, [None, None], retry=retry, quiet=quiet)
            limit = limit or machine.share_of_memory(number)
            seconds = timeout or TIMEOUT
            if engine == RAY:
                from extractor.batch import on_ray  # noqa: PLC0415  # an extra

                make = partial(on_ray.make_parts, job, workers, seconds, limit, worker, deadline)
                return job.run(make, limits(seconds, limit), retry=retry, quiet=quiet)
            make = partial(_supervised, job, number, seconds, limit, worker)
            return job.run(make, limits(seconds, limit), retry=retry, quiet=quiet)
    except OSError as error:
        raise ExtractorError("E401", file=target, reason=error.strerror or error) from error


@dataclass
class _Job:
    """One run in one folder, under its lock."""

    target: Path
    inputs: list[str | Path]
    settings: Settings
    tables: bool
    shard: tuple[int, int] | None

    def __post_init__(self) -> None:
        self.key = self.settings.key()
        self.store = Store(self.target).create()
        self.retired = Store(self.target / RETIRED)
        self.aside = self.target / ASIDE
        self.spool = self.target / SPOOL
        self.aside.mkdir(exist_ok=True)
        self.header = {
            "made_by": "extractor", "version": version("extractor"), "key": self.key, "settings": self.settings.facts,
            "inputs": [str(path) for path in self.inputs],
        }  # fmt: skip

    def run(
        self,
        make: Callable[[list[Part], dict[str, str], Progress], None],
        under: list[float | None],
        *,
        retry: bool,
        quiet: bool,
    ) -> Result:
        """Plan, put away what is not in the plan, make what is missing, and say that all is done."""
        if self.shard is None:
            self._clear_aside()
        parts = self._plan()
        mine = [
            part for index, part in enumerate(parts) if self.shard is None or index % self.shard[1] + 1 == self.shard[0]
        ]
        missing = [part for part in mine if not self._done(part, under, retry=retry)]
        gone = set(self.store.names()) - ({part.name for part in parts} - {part.name for part in missing})
        said = output.success(self.target)
        if missing or gone or said is None or said["key"] != self.key:
            (self.target / SUCCESS).unlink(missing_ok=True)
        self.retired.create()
        for name in gone:
            self.store.move(name, self.retired, self.aside)
        if self.shard is None:
            self.store.clean()
        texts = sum(part.texts for part in missing)
        with closing(Progress(texts, sum(part.size for part in missing), quiet=quiet)) as progress:
            if missing:
                make(missing, self._reusable(), progress)
        kept = sum(part.texts for part in mine) - texts
        if self.shard is not None:
            return Result(self.target, {}, texts, kept)
        rows = output.write_success(self.target, self.header, [part.name for part in parts])
        for folder in (self.retired.root, self.aside, self.spool):
            shutil.rmtree(folder, ignore_errors=True)
        return Result(self.target, rows, texts, kept)

    def task(self, part: Part, reusable: dict[str, str]) -> Task:
        """What is to be made, with the rows that an earlier plan has for it."""
        return plan.task_of(part, self.key, self.target / MANIFEST, reusable)

    def _plan(self) -> list[Part]:
        units = finding.units(self.inputs, self.settings.columns, tables=self.tables, out=self.target, spool=self.spool)
        return plan.write(units, self.key, self.header, self.target / MANIFEST, self.aside)

    def _done(self, part: Part, under: list[float | None], *, retry: bool) -> bool:
        record = self.store.record(part.name)
        if record is None:
            return False
        return not (record["put_aside"] and (retry or record["limits"] != under))

    def _reusable(self) -> dict[str, str]:
        """For each text that an earlier plan of the same job has read: the part with its rows."""
        found: dict[str, str] = {}
        for name in self.retired.names():
            record = self.retired.record(name)
            if record and record["job"] == self.key:
                found |= {key: name for key, *_ in record["texts"] if key not in record["put_aside"]}
        return found

    def _clear_aside(self) -> None:
        shutil.rmtree(self.aside, ignore_errors=True)
        self.aside.mkdir(exist_ok=True)


def _alone(
    job: _Job,
    nlp: Language | None,
    on_item: Callable[[Document | Failure], None] | None,
    missing: list[Part],
    reusable: dict[str, str],
    progress: Progress,
) -> None:
    """Make all parts in this process."""
    from extractor import pipeline  # noqa: PLC0415  # seconds, for those who need it
    from extractor.batch import making  # noqa: PLC0415
    from extractor.batch.reading import Reader  # noqa: PLC0415
    from extractor.batch.skipping import Skipped  # noqa: PLC0415

    settings = job.settings
    nlp = nlp or pipeline.load(settings.model, gazetteer=settings.gazetteer, treaties=settings.treaties)
    reader = Reader(nlp, settings, job.spool)

    def heard(items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if on_item and not isinstance(item, Skipped):
                on_item(item)
            yield item

    def read(units: Sequence[Unit], at_once: int) -> Iterator[Iterable[Item]]:
        return map(heard, reader(units, at_once))

    for part in missing:
        task = job.task(part, reusable)

        def begun(index: int, task: Task = task) -> None:
            progress.show([(index, task)])

        record, made = making.make(task, read, job.retired, job.aside, begun)
        job.store.put(record | {"limits": [None, None]}, made, job.aside)
        progress.done(len(task.units), task.size)


def _supervised(
    job: _Job,
    number: int,
    timeout: float,
    memory: int | None,
    entry: str,
    missing: list[Part],
    reusable: dict[str, str],
    progress: Progress,
) -> None:
    """Have worker processes make all parts."""
    supervisor = Supervisor(
        job.settings,
        job.store,
        job.retired,
        job.aside,
        workers=number,
        timeout=timeout,
        memory=memory,
        spool=job.spool,
        progress=progress,
        entry=entry,
    )
    with closing(supervisor):
        supervisor.run((partial(job.task, part, reusable) for part in missing), len(missing))


def _written(only: str | Path | Iterable[str | Path], settings: Settings) -> tuple[str, ...]:
    from extractor.batch import skipping  # noqa: PLC0415  # for those who have a list

    return skipping.written(only, settings)


def _identity(nlp: Language | None) -> str:
    """A hash of a pipeline in memory: its settings and its weights."""
    if nlp is None:
        return ""
    made: dict[str, Any] = {"config": nlp.config.to_str(), "version": nlp.meta["version"]}
    hasher = hashlib.sha256(repr(made).encode())
    for name, component in nlp.components:
        hasher.update(name.encode())
        if hasattr(component, "to_bytes"):
            hasher.update(component.to_bytes())
    return hasher.hexdigest()
