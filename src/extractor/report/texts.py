"""Find the raw text behind a document again: offsets are only of use beside the characters that they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor import sources
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from extractor.records import Document, Mention, Trigger


def texts_of(
    documents: Iterable[Document], given: Mapping[str, str] | None = None, folder: str | Path | None = None
) -> dict[str, str]:
    """The raw text of each document by its id: from `given`, from the texts in `folder`, or from the file that the document names.

    A text that does not hold what the document says it holds is not taken, and a document without one is left out.
    """
    known = dict(given or {})
    elsewhere = _read(sources.expand([folder])) if folder is not None else {}
    found: dict[str, str] = {}
    files: dict[str, dict[str, str]] = {}
    for document in documents:
        path = document.source.uri.partition("#")[0]
        if document.id in known:
            raw: str | None = known[document.id]
        elif document.id in elsewhere:
            raw = elsewhere[document.id]
        elif path in ("", "-"):
            raw = None
        else:
            if path not in files:
                files[path] = _read([path])
            raw = files[path].get(document.id)
        if raw is not None and fits(document, raw):
            found[document.id] = raw
    return found


def fits(document: Document, raw: str) -> bool:
    """Whether every mention and every trigger stands in the text where the document says."""
    spans: tuple[Mention | Trigger, ...] = (*document.mentions, *(event.trigger for event in document.events))
    return all(raw[span.start : span.end] == span.text for span in spans)


def _read(paths: Iterable[str | Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        try:
            for item in sources.read(path):
                if isinstance(item, sources.Source):
                    found.setdefault(item.id, item.raw)
        except ExtractorError:
            continue  # a text that is gone: its document is shown by the sentences that it quotes
    return found
