"""Read units: the documents of their texts, or the failures that stand in their place."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from extractor import build, sources
from extractor.batch import rows
from extractor.batch.skipping import Sieve
from extractor.errors import ExtractorError
from extractor.grouping import groups
from extractor.records import Failure
from extractor.sources.jsonl import read_row
from extractor.sources.metadata import FIELDS, Metadata
from extractor.sources.plain import read_plain
from extractor.sources.request import Request
from extractor.sources.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    from extractor.batch.making import Item
    from extractor.batch.settings import Settings
    from extractor.batch.units import Unit

MAX_CHARS = 1_000_000
MEDIA = {"cells": "text/csv", "row": "application/vnd.apache.parquet"}
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].*", re.DOTALL)


class Reader:
    """Reads units with one pipeline and one set of settings; made once in each process."""

    def __init__(self, nlp: Language, settings: Settings, spool: Path) -> None:
        self._nlp = nlp
        self._settings = settings
        self._spool = spool
        self._sieve = Sieve(settings)
        self._parquet = lru_cache(maxsize=1)(lambda path: _Parquet(path, settings))
        self._sidecar = lru_cache(maxsize=8)(lambda request: request.sidecar())
        self._header = lru_cache(maxsize=8)(self._read_header)

    def __call__(self, units: Sequence[Unit], at_once: int) -> Iterator[Iterable[Item]]:
        """What is in each unit, also what the list of `only` leaves out; all that goes wrong is a failure among them.

        Neighbours are read together that have no more than `at_once` bytes.
        """
        for group in groups(units, attrgetter("size"), at_once):
            if len(group) == 1:
                yield self._alone(group[0])
                continue
            read = [(list(self._told(unit)), self._sieve.take()) for unit in group]
            made = build.build_all(chain.from_iterable(items for items, _ in read), self._nlp)
            for items, skipped in read:
                yield [*islice(made, len(items)), *skipped]

    def _alone(self, unit: Unit) -> Iterator[Item]:
        yield from build.build_all(self._told(unit), self._nlp)
        yield from self._sieve.take()

    def _told(self, unit: Unit) -> Iterator[Source | Failure]:
        if unit.fault:
            code, facts = unit.fault
            error = ExtractorError(code, **facts)
            yield Failure.of(error, unit.uri, stage="find" if code in ("E701", "E710") else "read")
            return
        yield from build.told(self._sieve.pass_on(self._items(unit)), uri=unit.uri)

    def _items(self, unit: Unit) -> Iterator[Source | ExtractorError]:
        request = Request(Path(unit.path), self._settings.published, None, MAX_CHARS)
        if unit.kind == "stdin":
            yield from read_plain(_Held(request, (self._spool / unit.sha256).read_bytes()))
        elif unit.kind == "file":
            yield from sources.read(unit.path, published=self._settings.published)
        elif unit.kind == "line":
            yield self._line(unit, request)
        else:
            values = self._cells(unit, request) if unit.kind == "cells" else self._parquet(unit.path).row(unit.row)
            yield self._row(values, unit, request)

    def _line(self, unit: Unit, request: Request) -> Source | ExtractorError:
        named = self._settings.columns
        if unit.size > rows.LONGEST:
            return read_row(None, unit.row, request, Metadata(), "utf-8", "declared")
        data = _slice(unit, request)
        if hashlib.sha256(data).hexdigest() != unit.sha256:
            raise ExtractorError("E708", file=unit.uri)
        marked = unit.row == 1 and data.startswith(b"\xef\xbb\xbf")
        text = data.removeprefix(b"\xef\xbb\xbf" if marked else b"").decode("utf-8", "surrogateescape")
        if named != type(named)():
            try:
                values = json.loads(text)
            except (ValueError, RecursionError):
                values = None  # told below, by the reader of lines
            if isinstance(values, dict):
                text = self._renamed(values)
        return read_row(text, unit.row, request, self._sidecar(request), "utf-8", "bom" if marked else "declared")

    def _cells(self, unit: Unit, request: Request) -> dict[str, Any]:
        header, top = self._header(request)
        data = _slice(unit, request)
        if hashlib.sha256(top + data).hexdigest() != unit.sha256:
            raise ExtractorError("E708", file=unit.uri)
        text = data.decode("utf-8", "surrogateescape")
        record = next(csv.reader(io.StringIO(text, newline=""), delimiter=header.delimiter))
        return dict(zip(header.names, record, strict=False))

    def _row(self, values: dict[str, Any], unit: Unit, request: Request) -> Source | ExtractorError:
        made = read_row(self._renamed(values), unit.row, request, self._sidecar(request), "utf-8", "declared")
        return replace(made, media_type=MEDIA[unit.kind]) if isinstance(made, Source) else made

    def _renamed(self, values: dict[str, Any]) -> str:
        """A row under our own names, as a line of JSON; a moment of publication is cut to its day."""
        columns = self._settings.columns
        kept = {name: values[name] for name in FIELDS if name in values}
        kept["text"] = values.get(columns.text) or ""
        for role in ("id", "title", "published"):
            if (column := getattr(columns, role)) in values:
                kept[role] = values[column]
        if isinstance(moment := kept.get("published"), str):
            kept["published"] = _MOMENT.sub(r"\1", moment.strip())
        return json.dumps(kept, ensure_ascii=False)

    def _read_header(self, request: Request) -> tuple[rows.Header, bytes]:
        with request.open() as stream:
            header = rows.read_header(stream, self._settings.columns)
            stream.seek(0)
            lines = rows.Lines(stream)
            next(csv.reader(lines, delimiter=header.delimiter))
            return header, lines.take()[1]


class _Parquet:
    """The rows of a Parquet file by number, quick when they are asked for in order."""

    def __init__(self, path: str, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self._start()

    def row(self, number: int) -> dict[str, Any]:
        """Row `number`, counted from 1."""
        if number <= self._at:
            self._start()
        for values in self._rows:
            self._at += 1
            if self._at == number:
                return values
        raise ExtractorError("E708", file=f"{self._path}#{number}")

    def _start(self) -> None:
        self._at = 0
        self._rows = rows.parquet_rows(pq.ParquetFile(self._path), self._settings.columns)


class _Held(Request):
    """A request whose bytes were read before."""

    def __init__(self, request: Request, data: bytes) -> None:
        super().__init__(request.path, request.published, request.encoding, request.max_chars)
        object.__setattr__(self, "_data", data)

    def read_bytes(self) -> bytes:
        """The bytes, under the limit that holds for a file."""
        return self._within(io.BytesIO(self._data), self.max_chars * 4)  # type: ignore[attr-defined]


def _slice(unit: Unit, request: Request) -> bytes:
    with request.open() as stream:
        stream.seek(unit.offset)
        return stream.read(unit.size)
