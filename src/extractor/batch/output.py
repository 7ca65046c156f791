"""The folder that a run writes: whose it is, whether the run has ended, whether all is still there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.disk import write_aside
from extractor.batch.lock import NAME as LOCK
from extractor.batch.schema import TABLES
from extractor.batch.settings import file_digest
from extractor.batch.store import Store
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = "manifest.jsonl"
SUCCESS = "_SUCCESS"
RETIRED, ASIDE, SPOOL, PARTS = "_retired", "_aside", "_stdin", "_parts"
OURS = {MANIFEST, SUCCESS, RETIRED, ASIDE, SPOOL, PARTS, *TABLES}


@dataclass(frozen=True)
class Result:
    """What a run did: rows by table in all, the folder that holds them, how many texts were read now, and how many stood there before.

    A run of one shard counts only its own texts, and has no `rows`: they are counted by the run that ends it all.
    """

    folder: Path
    rows: dict[str, int]
    read: int = 0
    kept: int = 0


def check_output(target: Path) -> None:
    """Raise E404 when `target` exists and is not the output of a run, or an empty folder."""
    if not target.exists():
        return
    if target.is_dir():
        names = {path.name for path in target.iterdir()}
        # A run that was killed at once has left some of our names, and no other.
        if MANIFEST in names or all(name in OURS or name.startswith(LOCK) for name in names):
            return
    raise ExtractorError("E404", file=target)


def check_made(target: Path) -> None:
    """Raise E714 unless `target` is the output of a run."""
    if not (target / MANIFEST).is_file():
        raise ExtractorError("E714", file=target)


def success(target: Path) -> dict[str, Any] | None:
    """What the last run said at its end; None where it has not ended."""
    try:
        said: dict[str, Any] = json.loads((target / SUCCESS).read_bytes())
    except (OSError, ValueError):
        return None
    return said


def write_success(target: Path, header: dict[str, Any], names: list[str]) -> dict[str, int]:
    """Say that all parts are there, with rows and hash of every file; gives the rows of each table."""
    store = Store(target)
    files, texts = {}, 0
    rows = dict.fromkeys(TABLES, 0)
    for name in sorted(names):
        record = store.record(name)
        if record is None:
            raise ExtractorError("E401", file=store.file("documents", name), reason="it was removed during the run")
        files[name] = record["files"]
        texts += len(record["texts"])
        for table in TABLES:
            rows[table] += record["files"][table]["rows"]
    said = {**header, "texts": texts, "rows": rows, "parts": files}
    write_aside(target / SUCCESS, [json.dumps(said, indent=1, sort_keys=True).encode(), b"\n"], target / ASIDE)
    return rows


def verify(out: str | Path) -> list[str]:
    """What is wrong with the output of a run: files that are missing, changed or too many. An empty list says that all is well.

    Raises E714 where the folder is no output of a run.
    """
    target = Path(out)
    check_made(target)
    said = success(target)
    if said is None:
        return ["the run has not ended: type its command again"]
    if set(said["rows"]) != set(TABLES):
        return ["another version of the library made it: type its command again"]
    return list(_faults(Store(target), said))


def records(out: Path) -> Iterator[str]:
    """The JSON of all documents in the output of a run."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    check_made(out)
    for path in sorted((out / "documents").glob("*.parquet")):
        yield from pq.read_table(path, columns=["record"])["record"].to_pylist()


def _faults(store: Store, said: dict[str, Any]) -> Iterator[str]:
    for name, files in said["parts"].items():
        for table, facts in files.items():
            path = store.file(table, name)
            try:
                if file_digest(path) != facts["sha256"]:
                    yield f"{path}: has changed"
            except OSError as error:
                yield f"{path}: {error.strerror}"
    for path in store.stray():
        yield f"{path}: belongs to no part"
    rows = {table: sum(files[table]["rows"] for files in said["parts"].values()) for table in TABLES}
    if rows != said["rows"]:
        yield f"{store.root / SUCCESS}: its counts of rows do not fit"
