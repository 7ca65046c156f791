"""Exchange mentions and events with annotation tools, both ways; write events, places and works for other programs.

    payload = formats.dump(document, text, to="brat")
    annotations = formats.load(payload, text, from_="brat", document=document.id)
    page = formats.write(documents, to="geojson")

Every format of an annotation tool shows the same marks and links (see `extractor.formats.layer`). A file whose text differs
from ours, or whose offsets do not give the words they name, is refused.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import ExtractorError
from extractor.formats import annotation, brat, doccano, label_studio, prodigy
from extractor.formats.annotations import Annotations
from extractor.formats.bibliography import bibtex, csl
from extractor.formats.calendar import ical
from extractor.formats.dated import undated
from extractor.formats.flat import flat
from extractor.formats.geojson import geojson, unlocated
from extractor.formats.payload import same_text
from extractor.formats.plover import plover
from extractor.formats.table import events_csv
from extractor.formats.timeline import timelinejs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from extractor.knowledge.places import Gazetteer
    from extractor.records import Document

__all__ = ["BINARY", "FORMATS", "WRITERS", "Annotations", "Format", "docbin", "dump", "left_out", "load", "write"]


class Format(NamedTuple):
    """A module with `dump` and `load`, the suffix of its files, and that of the text file beside them, if there is one."""

    module: ModuleType
    suffix: str
    companion: str | None = None


FORMATS = {
    "annotation": Format(annotation, ".annotation.jsonld"),
    "brat": Format(brat, ".ann", companion=".txt"),
    "doccano": Format(doccano, ".doccano.jsonl"),
    "label-studio": Format(label_studio, ".label-studio.json"),
    "prodigy": Format(prodigy, ".prodigy.jsonl"),
}

# Formats that hold the records of many documents and need no text.
WRITERS: dict[str, Callable[..., str]] = {
    "csl": csl, "bibtex": bibtex, "plover": plover, "flat": flat, "csv": events_csv, "geojson": geojson, "ical": ical,
    "timelinejs": timelinejs,
}  # fmt: skip
LOCATED = frozenset({"plover", "flat", "geojson"})  # they look coordinates up, so they take a gazetteer
BINARY = "docbin"  # bytes, of many documents and their texts


def dump(document: Document, text: str, *, to: str) -> str:
    """A document in the format of a tool; `text` is the raw text that its offsets count."""
    payload: str = _named(to).module.dump(document, text)
    return payload


def write(documents: Sequence[Document], *, to: str, gazetteer: Gazetteer | None = None) -> str:
    """Many documents in a format that needs no text; `gazetteer` is your own, where places of it are to have their coordinates."""
    if to not in WRITERS:
        raise ExtractorError("E402", found=to, what="format", known=", ".join(WRITERS))
    return WRITERS[to](documents, **({"gazetteer": gazetteer} if to in LOCATED else {}))


def left_out(documents: Sequence[Document], *, to: str, gazetteer: Gazetteer | None = None) -> str | None:
    """What a format has to leave out of these documents, counted and in words; None where that is nothing."""
    if to == "geojson":
        return unlocated(documents, gazetteer=gazetteer)
    return undated(documents) if to in ("ical", "timelinejs") else None


def docbin(documents: Sequence[Document], texts: Mapping[str, str]) -> bytes:
    """The documents as a spaCy DocBin, see `extractor.formats.spacy_docs`; `texts` are their raw texts by document id."""
    made: bytes = import_module("extractor.formats.spacy_docs").docbin(documents, texts)
    return made


def load(payload: str, text: str, *, from_: str, document: str, companion: str | None = None) -> Annotations:
    """The mentions and events of a tool's file over our text; `companion` is the text file beside it (brat's `.txt`)."""
    module = _named(from_).module
    if companion is not None:
        same_text(companion, text, document)
    annotations: Annotations = module.load(payload, text, document=document)
    return annotations


def _named(name: str) -> Format:
    if name not in FORMATS:
        raise ExtractorError("E402", found=name, what="format", known=", ".join([*FORMATS, *WRITERS, BINARY]))
    return FORMATS[name]
