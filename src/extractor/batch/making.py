"""Make a part: read its texts, take over the rows of those that an earlier plan has read, write its files aside."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractor import tables
from extractor.batch.disk import write_synced
from extractor.batch.schema import TABLES, joined, schema, to_arrow
from extractor.batch.skipping import Skipped
from extractor.batch.units import Unit
from extractor.defaults import READ_TOGETHER
from extractor.errors import ExtractorError
from extractor.records import Document, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.batch.store import Record, Store
    from extractor.batch.tasks import Task

Item = Document | Failure | Skipped
# What is in each of some units, in their order. A reader may read neighbours together that have no more bytes than the number it is given.
Read = Callable[[Sequence[Unit], int], Iterator[Iterable[Item]]]


def make(
    task: Task, read: Read, retired: Store, aside: Path, on_unit: Callable[[int], None]
) -> tuple[Record, dict[str, Path]]:
    """Read a task's texts and write its files into `aside`; gives the record of the part and where its files are.

    `on_unit` hears the index of each text before it is read; of those that are read together, of the first.
    """
    pieces: dict[str, list[pa.Table]] = {table: [] for table in TABLES}
    counts: list[list[Any]] = []
    keys = [unit.key(task.job) for unit in task.units]
    known = _known(task, keys, _Retired(retired))
    unknown = [unit for unit, rows in zip(task.units, known, strict=True) if rows is None]
    fresh = read(unknown, 0 if task.one_by_one else READ_TOGETHER)
    for index, (key, rows) in enumerate(zip(keys, known, strict=True)):
        on_unit(index)
        found = rows or _rows(next(fresh))
        for table in TABLES:
            pieces[table].append(found[table])
        counts.append([key, *(found[table].num_rows for table in TABLES)])
    on_unit(len(task.units))
    files, made = {}, {}
    for table in TABLES:
        whole = joined(table, pieces[table])
        data = _parquet(whole)
        made[table] = aside / f"{task.name}.{table}.{os.getpid()}"
        write_synced(made[table], [data])
        files[table] = {"rows": whole.num_rows, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    record = {"name": task.name, "job": task.job, "texts": counts, "files": files, "put_aside": sorted(task.put_aside)}
    return record, made


def one_by_one(read: Callable[[Unit], Iterable[Item]]) -> Read:
    """A reader made of a function that reads one unit."""
    return lambda units, _: map(read, units)


def _known(task: Task, keys: list[str], old: _Retired) -> list[dict[str, pa.Table] | None]:
    """For each text the rows that need no reading: a failure where it was put aside, or what an earlier plan has read."""
    known: list[dict[str, pa.Table] | None] = []
    for unit, key in zip(task.units, keys, strict=True):
        rows = None
        if key in task.put_aside:
            code, facts, error = task.put_aside[key]
            stopped = Failure.of(ExtractorError(code, **facts), unit.uri, stage="extract")
            rows = _rows([stopped.model_copy(update={"error": error})])
        elif key in task.reuse:
            rows = old.rows(task.reuse[key], key)
        known.append(rows)
    return known


def _rows(items: Iterable[Item]) -> dict[str, pa.Table]:
    read: list[Document | Failure] = []
    skipped = []
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item.row())
        else:
            read.append(item)
    made = tables.rows(read) | {"skipped": skipped}
    return {table: to_arrow(table, rows) for table, rows in made.items()}


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


class _Retired:
    """Rows of texts out of parts of an earlier plan; the last part is kept open, for its neighbours are asked for next."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._name = ""
        self._tables: dict[str, pa.Table] = {}
        self._places: dict[str, dict[str, tuple[int, int]]] = {}

    def rows(self, name: str, key: str) -> dict[str, pa.Table] | None:
        """The rows of a text, or none where they are gone."""
        if name != self._name:
            record = self._store.record(name)
            if record is None:
                return None
            try:
                self._tables = {
                    table: pq.read_table(self._store.file(table, name), schema=schema(table)) for table in TABLES
                }
            except (OSError, pa.ArrowException):
                return None
            self._name, self._places = name, _places(record)
        place = self._places.get(key)
        return place and {table: self._tables[table].slice(*place[table]) for table in TABLES}


def _places(record: Record) -> dict[str, dict[str, tuple[int, int]]]:
    """For each text of a part its first row and number of rows in each table."""
    at = dict.fromkeys(TABLES, 0)
    places = {}
    for key, *counts in record["texts"]:
        places[key] = {table: (at[table], count) for table, count in zip(TABLES, counts, strict=True)}
        for table, count in zip(TABLES, counts, strict=True):
            at[table] += count
    return places
