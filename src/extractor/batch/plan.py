"""Cut the texts of a run into parts, and write the plan down as the manifest of the run.

Where a part ends depends on the texts around that place only, so a text that is added, changed or removed changes the part that it lies in
and leaves the others as they are. A part's name is made of the job and of what is in it: a part that exists is done.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.batch.disk import write_aside
from extractor.batch.settings import digest
from extractor.batch.tasks import Task
from extractor.batch.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LEAST, USUAL, MOST = 128_000, 384_000, 1_000_000  # bytes of input in a part
MOST_TEXTS = 2000


@dataclass(frozen=True, slots=True)
class Part:
    """A run of texts that is read as one task and lies in one file of each table; `at` is the place of its line in the manifest."""

    name: str
    texts: int
    size: int
    at: int


def cut(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Lists of units, about as large as `USUAL`."""
    part: list[Unit] = []
    size = 0
    for unit in units:
        part.append(unit)
        size += unit.size
        # A place hash decides, more likely for a large text: on average every USUAL - LEAST bytes.
        chance = int(digest(f"{unit.path}#{unit.row}")[:12], 16) / 16**12
        enough = size >= LEAST and chance < max(unit.size, 1) / (USUAL - LEAST)
        if enough or size >= MOST or len(part) >= MOST_TEXTS:
            yield part
            part, size = [], 0
    if part:
        yield part


def write(units: Iterable[Unit], job: str, header: dict[str, Any], path: Path, aside: Path) -> list[Part]:
    """Plan all units and write the manifest: a header, then a line a part."""
    parts: list[Part] = []

    def lines() -> Iterator[bytes]:
        top = _line(header)
        at = len(top)
        yield top
        for group in cut(units):
            name = f"{job[:8]}-{digest(' '.join(unit.key(job) for unit in group))[:16]}-{len(group)}"
            line = _line({"part": name, "texts": [unit.to_json() for unit in group]})
            parts.append(Part(name, len(group), sum(unit.size for unit in group), at))
            at += len(line)
            yield line

    write_aside(path, lines(), aside)
    return parts


def units_of(part: Part, manifest: Path) -> list[Unit]:
    """The units of a part, out of the manifest."""
    with manifest.open("rb") as stream:
        stream.seek(part.at)
        return [Unit.from_json(row) for row in json.loads(stream.readline())["texts"]]


def task_of(part: Part, job: str, manifest: Path, reusable: dict[str, str]) -> Task:
    """What is to be made of a part; `reusable` names for the key of a text the part of an earlier plan with its rows."""
    units = units_of(part, manifest)
    keys = (unit.key(job) for unit in units)
    return Task(part.name, job, units, reuse={key: reusable[key] for key in keys if key in reusable})


def _line(values: dict[str, Any]) -> bytes:
    # ASCII, because a file's name may hold bytes that are no text.
    return json.dumps(values, sort_keys=True).encode("ascii") + b"\n"
