"""Run the extractor over many texts: on one machine, in worker processes, into a folder of Parquet tables that can be resumed.

``out/documents``, ``out/mentions``, ``out/events`` and ``out/failures`` hold a file for each part of the inputs;
``out/manifest.jsonl`` says what was read, ``out/_SUCCESS`` that the run has ended. See docs/batch.md.
"""

from extractor.batch.output import Result, check_made, check_output, records, verify
from extractor.batch.querying import query
from extractor.batch.running import TIMEOUT, run
from extractor.batch.schema import TABLES
from extractor.batch.settings import Columns

__all__ = ["TABLES", "TIMEOUT", "Columns", "Result", "check_made", "check_output", "query", "records", "run", "verify"]
