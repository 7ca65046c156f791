"""Run the extractor over files and folders into a folder of tables.

``out/documents``, ``out/mentions``, ``out/events`` and ``out/failures`` hold Parquet part files; ``out/manifest.json`` says what they hold.
All is written aside and put in place at the end: a run that is stopped leaves the folder as it was.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import build, sources, tables
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language

    from extractor.records import Document, Failure

MANIFEST = "manifest.json"
TABLES = ("documents", "mentions", "events", "failures")
PART = 500  # documents in a part file


@dataclass(frozen=True)
class Result:
    """What a run did: rows by table, and the folder that holds them."""

    folder: Path
    rows: dict[str, int]


def run(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    published: str | None = None,
    nlp: Language | None = None,
    on_item: Callable[[Document | Failure], None] | None = None,
) -> Result:
    """Extract files and folders into `out`; a text that fails is a row of `failures`, and the rest goes on.

    An `out` that an earlier run made is replaced as a whole when this one has finished. Raises E401 where nothing can be written, E404
    where `out` holds something else. `on_item` is called with each document, for a progress bar or a summary.
    """
    target = Path(out)
    check_output(target)
    listed = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise ExtractorError("E401", file=target, reason=error.strerror or error) from error
    try:
        rows = _write_parts(build.extract_all(listed, published=published, nlp=nlp), aside, on_item)
        manifest = {"made_by": "extractor", "rows": rows, "inputs": [str(path) for path in listed]}
        (aside / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        aside.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        aside.rename(target)
    except OSError as error:
        raise ExtractorError("E401", file=target, reason=error.strerror or error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Result(target, rows)


def check_output(target: Path) -> None:
    """Raise E404 when `target` exists and is not the output of a run, or an empty folder."""
    if target.exists() and not (target.is_dir() and ((target / MANIFEST).is_file() or not any(target.iterdir()))):
        raise ExtractorError("E404", file=target)


def count(inputs: Iterable[str | Path]) -> int:
    """How many files a run would read."""
    return sum(1 for _ in sources.expand(inputs))


def _write_parts(
    documents: Iterator[Document | Failure], folder: Path, on_item: Callable[[Document | Failure], None] | None
) -> dict[str, int]:
    for name in TABLES:
        (folder / name).mkdir()
    rows = dict.fromkeys(TABLES, 0)
    number = 0
    while (part := _take(documents, on_item)) or not number:
        frames = tables.to_frames(part)
        for name in TABLES:
            frame = getattr(frames, name)
            rows[name] += len(frame)
            frame.to_parquet(folder / name / f"part-{number:05d}.parquet", index=False)
        number += 1
    return rows


def _take(
    documents: Iterator[Document | Failure], on_item: Callable[[Document | Failure], None] | None
) -> list[Document | Failure]:
    taken = []
    for document in islice(documents, PART):
        if on_item:
            on_item(document)
        taken.append(document)
    return taken
