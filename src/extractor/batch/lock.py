"""One run at a time in an output folder; shards of one run may share it.

The system holds the lock and lets go of it when the process ends, however it ends, so the lock of a dead run holds nobody up.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "_lock"


@contextmanager
def locked(folder: Path, shard: tuple[int, int] | None) -> Iterator[None]:
    """Hold the folder: alone, or beside other shards. Raises E707 where another run holds it, E401 where it cannot be locked."""
    with _held(folder / NAME, shared=shard is not None, folder=folder):
        if shard is None:
            yield
            return
        with _held(folder / f"{NAME}-{shard[0]}-of-{shard[1]}", shared=False, folder=folder):
            yield


@contextmanager
def _held(path: Path, *, shared: bool, folder: Path) -> Iterator[None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise ExtractorError("E401", file=folder, reason=error.strerror or error) from error
    try:
        _take(handle, shared=shared)
    except BlockingIOError:
        holder = _holder(handle)
        os.close(handle)
        raise ExtractorError("E707", file=folder, holder=holder) from None
    except OSError as error:
        os.close(handle)
        raise ExtractorError("E401", file=folder, reason=error.strerror or error) from error
    try:
        if not shared:
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    try:
        said = json.loads(os.read(handle, 1000))
        return f"process {said['pid']} on {said['host']}"
    except (ValueError, KeyError, TypeError, OSError):
        return "its shards"


if os.name == "posix":
    import fcntl

    def _take(handle: int, *, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

else:
    import msvcrt

    def _take(handle: int, *, shared: bool) -> None:
        # There is no shared lock here: shards hold their own file only.
        if not shared:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            except PermissionError as error:
                raise BlockingIOError from error
