"""Find the texts in files of many rows (JSONL, CSV, Parquet), each with the place and the hash of its bytes, without holding the file."""

from __future__ import annotations

import csv
import hashlib
import json
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.batch.units import Unit, faulty
from extractor.errors import ExtractorError
from extractor.sources.binary import HEAD, refuse_binary
from extractor.sources.encodings import mark_of
from extractor.sources.metadata import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extractor.batch.settings import Columns

LONGEST = 16_000_000  # bytes of a line or of a cell; a text of a million characters in any notation is shorter
PIECE = 1_000_000
DELIMITERS = (",", ";", "\t")
BATCH = 256  # rows of Parquet that are decoded at once


def scan_jsonl(path: Path, _columns: Columns) -> Iterator[Unit]:
    """A unit for each line that is not blank; the whole file as one where it is no UTF-8 text, for its reader to judge."""
    name = path.as_posix()
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        if not head.strip() or mark_of(head) not in (None, "utf-8") or _is_binary(head):
            yield Unit("file", name, 0, 0, path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())
            return
        offset = 0
        for row, (size, sha256, blank) in enumerate(_lines(stream), start=1):
            if not blank:
                yield Unit("line", name, row, offset, size, sha256)
            offset += size


def scan_csv(path: Path, columns: Columns) -> Iterator[Unit]:
    """A unit for each record under the header, which is row 1; a file without the columns, or broken, ends in a faulty one."""
    name = path.as_posix()
    row = 1
    try:
        with path.open("rb") as stream:
            header = read_header(stream, columns)
            if fault := _missing(name, header.names, columns):
                yield fault
                return
            stream.seek(0)
            lines = Lines(stream)
            records = csv.reader(lines, delimiter=header.delimiter)
            next(records)
            top = lines.take()[1]
            while True:
                row += 1
                offset = lines.position
                record = next(records, None)
                if record is None:
                    return
                size, data = lines.take()
                if record:
                    yield Unit("cells", name, row, offset, size, hashlib.sha256(top + data).hexdigest())
    except (csv.Error, ValueError) as error:
        yield faulty(name, "E703", row=row, file=name, kind="CSV", reason=f"row {row}: {error}")


def scan_parquet(path: Path, columns: Columns) -> Iterator[Unit]:
    """A unit for each row."""
    name = path.as_posix()
    row = 0
    try:
        with pq.ParquetFile(path) as file:
            if fault := _missing(name, file.schema_arrow.names, columns):
                yield fault
                return
            for row, values in enumerate(parquet_rows(file, columns), start=1):  # told where reading breaks off
                data = json.dumps(values, sort_keys=True).encode()
                yield Unit("row", name, row, 0, len(data), hashlib.sha256(data).hexdigest())
    except (pa.ArrowException, ValueError) as error:
        reason = str(error).splitlines()[0]
        yield faulty(name, "E703", row=row, file=name, kind="Parquet", reason=f"after row {row}: {reason}")


def parquet_rows(file: pq.ParquetFile, columns: Columns) -> Iterator[dict[str, Any]]:
    """The columns that hold text or metadata, a row at a time, dates as text."""
    wanted = [name for name in file.schema_arrow.names if name in {*FIELDS, *_named(columns).values()}]
    for batch in file.iter_batches(batch_size=BATCH, columns=wanted):
        for values in batch.to_pylist():
            yield {name: value if isinstance(value, str | int | None) else str(value) for name, value in values.items()}


class Header:
    """The names of a CSV file's columns, and what stands between cells."""

    def __init__(self, names: list[str], delimiter: str) -> None:
        self.names = names
        self.delimiter = delimiter


def read_header(stream: BinaryIO, columns: Columns) -> Header:
    """The first record, read with the delimiter that gives a column for the text, else with the one that gives most columns."""
    csv.field_size_limit(LONGEST)
    found = []
    for delimiter in DELIMITERS:
        stream.seek(0)
        names = [name.strip() for name in next(csv.reader(Lines(stream), delimiter=delimiter), [])]
        found.append(Header(names, delimiter))
    return max(found, key=lambda header: (columns.text in header.names, len(header.names)))


class Lines:
    """The lines of a CSV file as text, and how many bytes the records took that were made of them."""

    def __init__(self, stream: BinaryIO) -> None:
        self.position = 0
        self._stream = stream
        self._taken: list[bytes] = []

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST + 1)
        if not line:
            raise StopIteration
        if len(line) > LONGEST:
            raise ValueError("a line is too long for a text within the limit")
        text = line.decode("utf-8", "surrogateescape")
        first = not self.position
        self.position += len(line)
        self._taken.append(line)
        return text.removeprefix("\ufeff") if first else text

    def take(self) -> tuple[int, bytes]:
        """How many bytes were read since the last call, and which."""
        data = b"".join(self._taken)
        self._taken.clear()
        return len(data), data


def _named(columns: Columns) -> dict[str, str]:
    return {role: getattr(columns, role) for role in ("text", "id", "title", "published")}


def _missing(name: str, known: list[str], columns: Columns) -> Unit | None:
    """A fault where there is no column for the text, or none of a name that the user gave."""
    for role, column in _named(columns).items():
        if column not in known and (role == "text" or column != role):
            return faulty(name, "E702", file=name, column=column, known=", ".join(known[:50]), role=role)
    return None


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str, bool]]:
    """Size, hash and blankness of each line, however long."""
    while piece := stream.readline(PIECE):
        hasher, size, blank = hashlib.sha256(), 0, True
        for part in (
            chain((piece,), iter(lambda: stream.readline(PIECE), b"")) if not piece.endswith(b"\n") else (piece,)
        ):
            hasher.update(part)
            size += len(part)
            blank = blank and not part.strip()
            if part.endswith(b"\n"):
                break
        yield size, hasher.hexdigest(), blank


def _is_binary(head: bytes) -> bool:
    try:
        refuse_binary(head, file="", encoding=None)
    except ExtractorError:
        return True
    return False
