"""What the machine has to share out: processors and memory."""

from __future__ import annotations

import os
import re
from pathlib import Path

from extractor.errors import ExtractorError

LEAST_MEMORY = 2 << 30  # the model and a long text need about half of it
_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s?([KMGT])?(?:i?B)?", re.IGNORECASE)
_FACTORS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
_CGROUP = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_of_memory(workers: int) -> int | None:
    """Bytes that each of so many workers can have, so that together they leave a fifth; none where the machine does not say."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    for path in _CGROUP:
        try:
            total = min(total, int(path.read_text()))
        except (OSError, ValueError):
            continue
    return max(total * 4 // 5 // workers, LEAST_MEMORY)


def size_of(text: str | int) -> int:
    """Bytes, written with a unit or as a number of MiB.

    >>> size_of("2G"), size_of("512 MB"), size_of("300")
    (2147483648, 536870912, 314572800)
    """
    if isinstance(text, int):
        return text
    match = _SIZE.fullmatch(text.strip())
    if not match or not float(match[1]):
        raise ExtractorError("E713", found=text, what="an amount of memory", example="2G or 512M")
    return int(float(match[1]) * _FACTORS[(match[2] or "M").upper()])


def shard_of(text: str | None) -> tuple[int, int] | None:
    """Which part of how many.

    >>> shard_of("3/8")
    (3, 8)
    """
    if text is None:
        return None
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text.strip())
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise ExtractorError("E713", found=text, what="a shard", example="3/8, from 1/8 to 8/8")
    return int(match[1]), int(match[2])
