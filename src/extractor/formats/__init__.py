"""Exchange mentions and events with annotation tools, both ways.

    payload = formats.dump(document, text, to="brat")
    annotations = formats.load(payload, text, from_="brat", document=document.id)

Every format shows the same marks and links (see `extractor.formats.layer`). A file whose text differs from ours, or whose
offsets do not give the words they name, is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import ExtractorError
from extractor.formats import brat, doccano, label_studio, prodigy
from extractor.formats.annotations import Annotations
from extractor.formats.bibliography import bibtex, csl
from extractor.formats.flat import flat
from extractor.formats.payload import same_text
from extractor.formats.plover import plover

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from extractor.records import Document

__all__ = ["FORMATS", "WRITERS", "Annotations", "Format", "dump", "load"]


class Format(NamedTuple):
    """A module with `dump` and `load`, the suffix of its files, and that of the text file beside them, if there is one."""

    module: ModuleType
    suffix: str
    companion: str | None = None


FORMATS = {
    "brat": Format(brat, ".ann", companion=".txt"),
    "doccano": Format(doccano, ".doccano.jsonl"),
    "label-studio": Format(label_studio, ".label-studio.json"),
    "prodigy": Format(prodigy, ".prodigy.jsonl"),
}

# Formats that hold the records of many documents and need no text.
WRITERS: dict[str, Callable[[list[Document]], str]] = {"csl": csl, "bibtex": bibtex, "plover": plover, "flat": flat}


def dump(document: Document, text: str, *, to: str) -> str:
    """A document in the format of a tool; `text` is the raw text that its offsets count."""
    payload: str = _named(to).module.dump(document, text)
    return payload


def load(payload: str, text: str, *, from_: str, document: str, companion: str | None = None) -> Annotations:
    """The mentions and events of a tool's file over our text; `companion` is the text file beside it (brat's `.txt`)."""
    module = _named(from_).module
    if companion is not None:
        same_text(companion, text, document)
    annotations: Annotations = module.load(payload, text, document=document)
    return annotations


def _named(name: str) -> Format:
    if name not in FORMATS:
        raise ExtractorError("E402", found=name, what="format", known=", ".join([*FORMATS, *WRITERS]))
    return FORMATS[name]
