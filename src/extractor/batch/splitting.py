"""What becomes of a task whose worker died: tried again, cut around the text that it died on, or that text put aside."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.batch.settings import digest
from extractor.batch.tasks import Task

TRIES = {
    "timeout": 2,
    "SIGKILL": 4,
}  # how often a single text may fail in this way; a signal 9 may have come from anywhere
USUAL_TRIES = 3


@dataclass
class Job:
    """A task with what has happened to it. A piece of a part has the part's job as `whole`, which waits for its `open` pieces."""

    task: Task
    whole: Job | None = None
    deaths: int = 0
    open: int = 0
    settled: bool = False  # each of its texts has been read, in a piece, or put aside: it only has to be put together

    @property
    def top(self) -> Job:
        """The job of the part itself."""
        return self.whole or self

    def hopeless(self, cause: str) -> bool:
        """Whether it is one text that has failed often enough to be put aside."""
        return len(self.task.units) == 1 and self.deaths >= TRIES.get(cause, USUAL_TRIES)

    def to_split(self, cause: str) -> bool:
        """Whether it is to be cut up: the second time that its worker died, or at once when it is known which text took too long."""
        return len(self.task.units) > 1 and self.task.one_by_one and (self.deaths > 1 or cause == "timeout")


def around(job: Job, index: int) -> list[Job]:
    """Three pieces of a job: the text at `index` alone, with the deaths it has on it, and what stands before and behind it."""
    units = job.task.units
    index = min(index, len(units) - 1)
    pieces = [job_of(job, slice(index, index + 1), deaths=job.deaths)]
    rests = (slice(0, index), slice(index + 1, len(units)))
    return pieces + [job_of(job, rest) for rest in rests if units[rest]]


def shared_out(job: Job, number: int) -> list[Job]:
    """About `number` pieces of a job, alike in size, so that several workers have something to do."""
    units = job.task.units
    goal = sum(unit.size for unit in units) / number
    cuts, size = [0], 0
    for index, unit in enumerate(units[:-1], start=1):
        size += unit.size
        if size >= goal * len(cuts):
            cuts.append(index)
    return [job_of(job, slice(start, end)) for start, end in zip(cuts, [*cuts[1:], len(units)], strict=True)]


def job_of(job: Job, chosen: slice, *, deaths: int = 0) -> Job:
    """A piece of a job; its rows go to the retired store, where the part finds them."""
    old = job.task
    units = old.units[chosen]
    name = f"piece-{digest(' '.join(unit.key(old.job) for unit in units))[:24]}"
    task = Task(name, old.job, units, reuse=old.reuse, one_by_one=old.one_by_one)
    return Job(task, whole=job.top, deaths=deaths)
