"""The Arrow schema of each table: the same in every file, also in one without rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from extractor import tables
from extractor.tables import COUNT, NUMBER, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

SKIPPED = dict.fromkeys(("document", "uri", "sha256", "code", "message"), TEXT)
COLUMNS = tables.COLUMNS | {"skipped": SKIPPED}
TABLES = tuple(COLUMNS)
_TYPES = {TEXT: pa.string(), COUNT: pa.int64(), NUMBER: pa.float64()}


@cache
def schema(table: str) -> pa.Schema:
    """Columns and types of a table."""
    return pa.schema([(name, _TYPES[kind]) for name, kind in COLUMNS[table].items()])


def to_arrow(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as Arrow."""
    return pa.Table.from_pylist(rows, schema=schema(table))


def joined(table: str, pieces: Iterable[pa.Table]) -> pa.Table:
    """Pieces as one, laid out in memory as if they had never been apart, so that the bytes of its file are the same."""
    return pa.concat_tables([schema(table).empty_table(), *pieces]).combine_chunks()
