"""Ask the output of a run in SQL. DuckDB answers from the Parquet files where they lie; it sees these tables and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds

from extractor.batch.output import check_made
from extractor.batch.schema import TABLES, schema
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    import pandas as pd

# No file, no network, no variable of this program, and no way to allow them again.
_CLOSED = ("python_enable_replacements=false", "enable_external_access=false", "lock_configuration=true")


def query(sql: str, out: str | Path) -> pd.DataFrame:
    """The answer to a query over documents, mentions, events, failures and skipped.

    Raises E711 without DuckDB, E712 for a query that cannot be answered, E714 where `out` is no output of a run.
    """
    try:
        import duckdb  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise ExtractorError("E711") from error
    folder = Path(out)
    check_made(folder)
    with duckdb.connect(":memory:") as connection:
        for table in TABLES:
            connection.register(table, _dataset(folder / table, table))
        for setting in _CLOSED:
            connection.execute(f"SET {setting}")
        try:
            answer = connection.execute(sql)
            return answer.df() if answer.description else _nothing()
        except duckdb.Error as error:
            raise ExtractorError("E712", reason=str(error).strip()) from error


def _dataset(folder: Path, table: str) -> Any:
    files = sorted(str(path) for path in folder.glob("*.parquet")) if folder.is_dir() else []
    return (
        ds.dataset(files, schema=schema(table), format="parquet") if files else pa.Table.from_pylist([], schema(table))
    )


def _nothing() -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame()
