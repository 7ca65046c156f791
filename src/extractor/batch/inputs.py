"""Turn what the user names (folders, patterns, files, ``-``) into units, in one order whatever the order of naming."""

from __future__ import annotations

import glob
import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import sources
from extractor.batch import rows
from extractor.batch.settings import file_digest
from extractor.batch.units import Unit, faulty
from extractor.sources import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from extractor.batch.settings import Columns

STDIN = "-"
STDIN_LIMIT = 4_000_001  # bytes: one more than a text of a million characters can have
TABULAR: dict[str, Callable[[Path, Columns], Iterator[Unit]]] = {
    ".csv": rows.scan_csv,
    ".tsv": rows.scan_csv,
    ".parquet": rows.scan_parquet,
}
LINES = (".jsonl", ".ndjson")


def units(inputs: Iterable[str | Path], columns: Columns, *, tables: bool, out: Path, spool: Path) -> Iterator[Unit]:
    """All texts of the inputs, sorted by path and row, each once.

    Folders are read at any depth; CSV and Parquet files in them only with `tables`, for many hold no text. What lies in `out` is left out.
    A path that leads nowhere is a unit too, so that its failure is told. Standard input is kept in the folder `spool` for the workers.
    """
    named = [str(path) for path in inputs]
    if STDIN in named:
        yield _stdin(spool)
    found = {path: fault for one in named if one != STDIN for path, fault in _files(one, tables=tables)}
    output = Path(os.path.realpath(out))
    for path in sorted(found, key=lambda path: Path(path).parts):
        if fault := found[path]:
            yield faulty(path, fault, file=path)
        elif not Path(os.path.realpath(path)).is_relative_to(output):
            yield from _texts(path, columns)


def _files(named: str, *, tables: bool) -> Iterator[tuple[str, str | None]]:
    """The files behind a name, each with the code of its fault or none."""
    if any(mark in named for mark in "*?[") and not Path(named).exists():
        matches = glob.glob(named, recursive=True)  # noqa: PTH207  # a pattern may begin at the root
        if not matches:
            yield named, "E710"
        for match in matches:
            yield from _files_at(match, tables=tables)
        return
    yield from _files_at(named, tables=tables)


def _files_at(named: str, *, tables: bool) -> Iterator[tuple[str, str | None]]:
    path = Path(named)
    if not path.is_dir():
        yield path.as_posix(), None
        return
    for found, leads_out in folder.walk(path, suffixes=(*sources.SUFFIXES, *(TABULAR if tables else ()))):
        yield found.as_posix(), "E701" if leads_out else None


def _texts(path: str, columns: Columns) -> Iterator[Unit]:
    file = Path(path)
    suffix = file.suffix.lower()
    try:
        beside = file_digest(file.with_suffix(".toml")) if file.with_suffix(".toml").is_file() else ""
        if suffix in TABULAR or suffix in LINES:
            scan = TABULAR.get(suffix, rows.scan_jsonl)
            for unit in scan(file, columns):
                yield replace(unit, beside=beside) if beside else unit
        else:
            yield Unit("file", path, 0, 0, file.stat().st_size, file_digest(file), beside)
    except (OSError, ValueError) as error:
        # Its reader finds the same fault and says it in its own words.
        yield Unit("file", path, 0, 0, 0, f"unreadable: {error}")


def _stdin(spool: Path) -> Unit:
    data = sys.stdin.buffer.read(STDIN_LIMIT)
    sha256 = hashlib.sha256(data).hexdigest()
    spool.mkdir(parents=True, exist_ok=True)
    (spool / sha256).write_bytes(data)
    return Unit("stdin", STDIN, 0, 0, len(data), sha256)
