"""Finished parts on disk: a file in each of the tables, and a record that says so.

The record is written last, so a part without one does not count, and only one process, which holds the lock, puts parts in place.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.batch.disk import sync_folder, write_aside
from extractor.batch.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Record = dict[str, Any]
# What shows last shows first when it goes: a document is never there without its mentions and events.
IN_ORDER = ("mentions", "events", "failures", "skipped", "documents")


@dataclass(frozen=True, slots=True)
class Store:
    """Parts under one folder: those of the output, and under ``_retired`` those that an earlier plan made."""

    root: Path

    def create(self) -> Store:
        """Make the folders."""
        for name in (*TABLES, "_parts"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        return self

    def file(self, table: str, name: str) -> Path:
        """Where a part's rows of a table lie."""
        return self.root / table / f"{name}.parquet"

    def names(self) -> list[str]:
        """All parts that have a record."""
        folder = self.root / "_parts"
        return sorted(path.stem for path in folder.glob("*.json")) if folder.is_dir() else []

    def record(self, name: str) -> Record | None:
        """The record of a part: its texts with their rows in each table, its files with rows, bytes and hash. None if it is not whole."""
        try:
            record: Record = json.loads(self._record_file(name).read_bytes())
            if all(self.file(table, name).stat().st_size == record["files"][table]["bytes"] for table in TABLES):
                return record
        except (OSError, ValueError, KeyError):
            pass
        return None

    def put(self, record: Record, made: dict[str, Path], aside: Path) -> None:
        """Put the files of a part in place, then its record."""
        name = record["name"]
        for table in IN_ORDER:
            made[table].replace(self.file(table, name))
            sync_folder(self.root / table)
        write_aside(self._record_file(name), [json.dumps(record).encode()], aside)

    def move(self, name: str, other: Store, aside: Path) -> None:
        """Move a part to another store; what another process has moved already is passed over."""
        record = self.record(name)
        self._record_file(name).unlink(missing_ok=True)
        if record is None:
            self._remove_files(name)
            return
        with suppress(FileNotFoundError):
            for table in reversed(IN_ORDER):
                self.file(table, name).replace(other.file(table, name))
            write_aside(other._record_file(name), [json.dumps(record).encode()], aside)

    def clean(self) -> None:
        """Remove files that belong to no part."""
        known = set(self.names())
        for table in TABLES:
            for path in (self.root / table).iterdir():
                if path.suffix != ".parquet" or path.stem not in known:
                    path.unlink()

    def stray(self) -> Iterator[Path]:
        """Files that belong to no part."""
        known = set(self.names())
        for table in TABLES:
            yield from (path for path in sorted((self.root / table).iterdir()) if path.stem not in known)

    def _record_file(self, name: str) -> Path:
        return self.root / "_parts" / f"{name}.json"

    def _remove_files(self, name: str) -> None:
        for table in reversed(IN_ORDER):
            self.file(table, name).unlink(missing_ok=True)
