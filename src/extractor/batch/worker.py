"""The process that reads texts: takes tasks as lines of JSON on standard input, answers in lines of JSON on standard output.

It ends when whoever started it ends, and takes no more memory than it was given.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from extractor.batch.making import Item, Read
    from extractor.batch.settings import Settings

# A matrix product of one text is too small to share out, and workers share out the texts already.
ENVIRONMENT = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
) | {"ARROW_DEFAULT_MEMORY_POOL": "system"}  # the other pools reserve memory that they do not use, against the limit
_PR_SET_PDEATHSIG = 1


def main(reader: Callable[[Settings, Path], Read] | None = None) -> None:
    """Serve until standard input ends. `reader` makes the function that reads units; without one, the pipeline of the settings does."""
    tasks: SimpleQueue[dict[str, Any]] = SimpleQueue()
    # Whatever a library prints goes to standard error, and never between the answers.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    stream = sys.stdin.buffer
    first = json.loads(stream.readline())
    _end_with(first["parent"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_listen, args=(stream, tasks), daemon=True).start()

    def say(**message: Any) -> None:
        answers.write(json.dumps(message, default=str).encode() + b"\n")

    try:
        _serve(first, tasks, say, reader or pipeline_reader)
    except MemoryError:
        say(memory=True)


def pipeline_reader(settings: Settings, spool: Path) -> Read:
    """Reads units with the pipeline that the settings name. Raises E403, E201."""
    from extractor import pipeline  # noqa: PLC0415  # after the limits are set
    from extractor.batch.reading import Reader  # noqa: PLC0415

    nlp = pipeline.load(settings.model, gazetteer=settings.gazetteer, treaties=settings.treaties)
    gc.freeze()  # the tables stay as long as the worker: the collector need not go through them again and again
    return Reader(nlp, settings, spool)


def _serve(
    first: dict[str, Any],
    tasks: SimpleQueue[dict[str, Any]],
    say: Callable[..., None],
    reader: Callable[[Settings, Path], Read],
) -> None:
    from extractor.batch.making import make  # noqa: PLC0415  # heavy, and after what may end the process
    from extractor.batch.settings import Settings  # noqa: PLC0415
    from extractor.batch.store import Store  # noqa: PLC0415
    from extractor.batch.tasks import Task  # noqa: PLC0415
    from extractor.errors import ExtractorError  # noqa: PLC0415

    retired, aside = Store(Path(first["retired"])), Path(first["aside"])
    try:
        if first["memory"]:
            _limit_memory(first["memory"])
        read = reader(Settings.from_json(first["settings"]), Path(first["spool"]))
    except ExtractorError as error:
        say(fatal=[error.code, error.facts])
        return
    say(ready=True)
    while True:
        task = Task.from_json(tasks.get())
        try:
            record, made = make(task, _strict(read), retired, aside, lambda index: say(at=index))
        except MemoryError:
            say(memory=True)
            return
        except OSError as error:
            if error.errno is None and "memory" in str(error):  # so zstd says it
                say(memory=True)
                return
            say(fatal=["E401", {"file": str(aside.parent), "reason": error.strerror or str(error)}])
            return
        say(record=record, made={table: str(path) for table, path in made.items()})


def _strict(read: Read) -> Read:
    """Let no text go on after the memory limit was met: the process is better begun anew, and the text tried again."""

    def watched(items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if getattr(item, "error", "").endswith("MemoryError"):
                raise MemoryError
            yield item

    return lambda units, at_once: map(watched, read(units, at_once))


def _listen(stream: BinaryIO, tasks: SimpleQueue[dict[str, Any]]) -> None:
    for line in stream:
        tasks.put(json.loads(line))
    # The other side has closed the pipe, or is dead.
    os._exit(0)


def _end_with(parent: int) -> None:
    """Have the system end this process with its parent; the end of standard input does so where the system cannot."""
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415  # one system has it

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)  # it died before the call


def _limit_memory(size: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not every system has it

    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


if __name__ == "__main__":
    main()
