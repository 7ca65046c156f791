"""Read a file in a process apart, so that one made to do harm ends that process and nothing else.

A page of a PDF is unpacked and drawn by a library that is not written in Python: what a few kilobytes unpack to takes all memory, or time
without end, and no error comes of it. The process has limits for both, where the system knows such limits (not on Windows). It is kept for
the next file, for starting it takes a quarter of a second.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from math import ceil
from pathlib import Path
from threading import Lock
from typing import IO, Any

from extractor.errors import ExtractorError
from extractor.sources.request import Request

MEMORY = 1 << 30  # bytes; the longest texts that are read need about half of it
SECONDS = 20  # of computing for one page, and for putting all pages together
_START = "from extractor.sources import apart; apart.serve()"
_apart = False  # whether this is such a process


def renew() -> None:
    """Begin to count the seconds anew; a reader calls it with each page."""
    if not _apart or sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not every system has it

    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(used.ru_utime + used.ru_stime) + SECONDS, resource.RLIM_INFINITY))


def call(function: str, request: Request) -> Any:
    """What a function (``module:name``) gives for a request, as JSON. Raises its errors, and E118 where the process met its limits."""
    with _lock:
        return _process().ask(function, request)


def serve() -> None:
    """Answer requests on standard input until it ends: the process apart."""
    global _apart  # noqa: PLW0603  # what this process is does not change
    _apart = True
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes nowhere near the answers
    _limit_memory()
    while (asked := _take(sys.stdin.buffer)) is not None:
        function, path, *stated = asked
        request = Request(Path(path), *stated)
        module, _, name = function.partition(":")
        renew()
        try:
            _put(answers, {"found": getattr(import_module(module), name)(request)})
            continue
        except ExtractorError as known:
            error = known
        except MemoryError:
            error = _stopped(request, _TOO_LARGE)
        except Exception as other:  # noqa: BLE001  # told in the other process
            error = ExtractorError("E405", file=request.uri, reason=f"{type(other).__name__}: {other}")
        _put(answers, {"error": [error.code, error.facts]})


class _Process:
    def __init__(self) -> None:
        path = os.pathsep.join(part or str(Path.cwd()) for part in sys.path)
        self.owner = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip

    @property
    def alive(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def ask(self, function: str, request: Request) -> Any:
        assert self._process.stdin is not None  # both were asked for
        assert self._process.stdout is not None
        try:
            stated = (request.published, request.encoding, request.max_chars)
            _put(self._process.stdin, [function, str(request.path), *stated])
            answer = _take(self._process.stdout)
        except OSError:
            answer = None
        except BaseException:
            self._process.kill()  # its answer would be taken for that to the next request
            raise
        if answer is None:
            raise _stopped(request, self._ended())
        if "error" in answer:
            code, facts = answer["error"]
            raise ExtractorError(code, **facts)
        return answer["found"]

    def _ended(self) -> str:
        code = self._process.wait()
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return f"a page takes more than {SECONDS} seconds"
        # Memory that is refused ends the library in one of several ways.
        return f"{_TOO_LARGE}, or it breaks the library that reads it"


_TOO_LARGE = f"it needs more than {MEMORY >> 20:,} MiB of memory"
_lock = Lock()
_kept: list[_Process] = []


def _process() -> _Process:
    if not _kept or not _kept[0].alive:
        _kept[:] = [_Process()]
    return _kept[0]


def _stopped(request: Request, reason: str) -> ExtractorError:
    return ExtractorError("E118", file=request.uri, reason=reason)


def _put(stream: IO[bytes], value: object) -> None:
    stream.write(json.dumps(value, default=str).encode("ascii") + b"\n")
    stream.flush()


def _take(stream: IO[bytes]) -> Any:
    """The next message; None where the other side has ended."""
    line = stream.readline()
    return json.loads(line) if line.endswith(b"\n") else None


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not every system has it

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
