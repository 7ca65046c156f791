"""Put files in place so that a reader, or a power cut, never meets half of one: written aside, synced, renamed, the folder synced."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_aside(path: Path, pieces: Iterable[bytes], aside: Path) -> None:
    """Write a file whole or not at all, by way of the folder `aside` on the same disk."""
    aside.mkdir(exist_ok=True)
    made = aside / f"{path.name}.{os.getpid()}"
    write_synced(made, pieces)
    made.replace(path)
    sync_folder(path.parent)


def write_synced(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file and have the disk keep it."""
    with path.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
