"""Run the extractor over many texts: on one machine, in worker processes, into a folder of Parquet tables that can be resumed.

``out/documents``, ``out/mentions``, ``out/events`` and ``out/failures`` hold a file for each part of the inputs;
``out/manifest.jsonl`` says what was read, ``out/_SUCCESS`` that the run has ended. See docs/batch.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.batch.output import Result, check_made, check_output, records, verify
    from extractor.batch.querying import query
    from extractor.batch.running import TIMEOUT, run
    from extractor.batch.schema import TABLES
    from extractor.batch.settings import Columns

# Imported on first use, so that a worker can tie itself to its run before it loads anything heavy.
_HOMES = {
    "Result": "output", "check_made": "output", "check_output": "output", "records": "output", "verify": "output",
    "query": "querying", "TIMEOUT": "running", "run": "running", "TABLES": "schema", "Columns": "settings",
}  # fmt: skip

__all__ = ["TABLES", "TIMEOUT", "Columns", "Result", "check_made", "check_output", "query", "records", "run", "verify"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor.batch' has no attribute {name!r}")
    return getattr(import_module(f"extractor.batch.{_HOMES[name]}"), name)
