"""Documents as pandas tables: one of documents, one of mentions, one of events; the first column of each is the document id."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from extractor.errors import ExtractorError
from extractor.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Argument, Document, Event

TEXT, COUNT, NUMBER = "string", "Int64", "Float64"
DOCUMENTS = {
    "document": TEXT, "title": TEXT, "published": TEXT, "published_basis": TEXT, "uri": TEXT, "media_type": TEXT, "sha256": TEXT,
    "mentions": COUNT, "events": COUNT, "notes": COUNT, "warnings": COUNT, "version": TEXT, "record": TEXT,
}  # fmt: skip
MENTIONS = {
    "document": TEXT, "start": COUNT, "end": COUNT, "kind": TEXT, "label": TEXT, "text": TEXT, "id": TEXT, "attrs": TEXT,
}  # fmt: skip
EVENTS = {
    "document": TEXT, "event": TEXT, "type": TEXT, "mode": TEXT, "status": TEXT, "trigger": TEXT, "start": COUNT, "end": COUNT,
    "date": TEXT, "original_date": TEXT, "actors": TEXT, "recipients": TEXT, "places": TEXT, "articles": TEXT, "footnotes": TEXT,
    "attribution": TEXT, "source": TEXT, "number": NUMBER, "unit": TEXT, "quote": TEXT, "quote_start": COUNT, "quote_end": COUNT,
    "record": TEXT,
}  # fmt: skip
FAILURES = {"document": TEXT, "uri": TEXT, "code": TEXT, "message": TEXT, "stage": TEXT, "error": TEXT}
COLUMNS = {"documents": DOCUMENTS, "mentions": MENTIONS, "events": EVENTS, "failures": FAILURES}


@dataclass(frozen=True)
class Frames:
    """Four tables. Lists of ids are joined by `;`; `attrs` and `record` (the whole document, the whole event) are JSON.

    `failures` holds what could not be read.
    """

    documents: pd.DataFrame
    mentions: pd.DataFrame
    events: pd.DataFrame
    failures: pd.DataFrame

    def to_parquet(self, folder: str | Path) -> None:
        """Write `documents.parquet`, `mentions.parquet`, `events.parquet` and `failures.parquet`; E401 where that is not possible."""
        folder = Path(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in COLUMNS:
                getattr(self, name).to_parquet(folder / f"{name}.parquet", index=False)
        except OSError as error:
            raise ExtractorError("E401", file=folder, reason=error.strerror or error) from error


def to_frames(documents: Iterable[Document | Failure]) -> Frames:
    """Tables made of documents; failures among them go to a table of their own.

    >>> import extractor
    >>> tables = to_frames([extractor.extract_text("They met in Shusha on 5 May 2021.", id="a")])
    >>> tables.mentions[["kind", "text", "id"]].query("kind == 'place'").values.tolist()
    [['place', 'Shusha', 'shusha']]
    """
    made = rows(documents)
    return Frames(**{name: _frame(made[name], columns) for name, columns in COLUMNS.items()})


def rows(documents: Iterable[Document | Failure]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, as dicts."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for document in documents:
        if isinstance(document, Failure):
            found["failures"].append({"document": document.id, **document.model_dump(exclude={"id"})})
            continue
        found["documents"].append(_document(document))
        for mention in document.mentions:
            row = mention.model_dump()
            found["mentions"].append(
                {"document": document.id, **row, "attrs": json.dumps(row["attrs"], ensure_ascii=False, sort_keys=True)}
            )
        found["events"] += [_event(document, event) for event in document.events]
    return found


def _frame(rows: list[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    """A table with these columns and types, also where there is no row or a column is empty."""
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in columns.items()}
    )


def _document(document: Document) -> dict[str, Any]:
    counted = {name: len(getattr(document, name)) for name in ("mentions", "events", "notes", "warnings")}
    stated = document.model_dump(include={"title", "published", "published_basis"})
    source = document.source.model_dump(include={"uri", "media_type", "sha256"})
    return {
        "document": document.id,
        **stated,
        **source,
        **counted,
        "version": document.made_by.version,
        "record": document.model_dump_json(),
    }


def _event(document: Document, event: Event) -> dict[str, Any]:
    return {
        "document": document.id,
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "trigger": event.trigger.text,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "date": event.date.edtf if event.date else None,
        "original_date": event.original_date.edtf if event.original_date else None,
        "actors": _ids(event.actors),
        "recipients": _ids(event.recipients),
        "places": _ids(event.places),
        "articles": ";".join(event.articles),
        "footnotes": ";".join(event.footnotes),
        "attribution": event.attribution.kind,
        "source": event.attribution.who,
        "number": event.quantity.number if event.quantity else None,
        "unit": event.quantity.unit if event.quantity else None,
        "quote": " ".join(event.sentence.text.split()),
        "quote_start": event.sentence.start,
        "quote_end": event.sentence.end,
        "record": event.model_dump_json(),
    }


def _ids(arguments: Iterable[Argument]) -> str:
    """Ids, or in quotes the words where there is no id."""
    return ";".join(argument.id or json.dumps(argument.text, ensure_ascii=False) for argument in arguments)
