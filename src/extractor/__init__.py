"""Read political commentary; get back structured event records, every value with its place in the text.

>>> import extractor
>>> extractor.lookup("Şuşa")[0].id
'shusha'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor import report, score
    from extractor.accounts import compare_accounts, implementation
    from extractor.batch import run
    from extractor.build import extract, extract_all, extract_text
    from extractor.errors import ExtractorError
    from extractor.pipeline import load
    from extractor.pipeline.lookup import lookup
    from extractor.records import Document, Event, Failure, Mention, Note
    from extractor.score import read
    from extractor.tables import Frames, to_frames
    from extractor.triage import Triage

    __version__: str

# Where each public name lives: imported on first use, so that `import extractor` costs nothing.
_HOMES = {
    "extract": "build", "extract_all": "build", "extract_text": "build", "ExtractorError": "errors",
    "load": "pipeline", "lookup": "pipeline.lookup", "Document": "records", "Event": "records", "Failure": "records",
    "Mention": "records", "Note": "records", "Frames": "tables", "to_frames": "tables", "run": "batch", "read": "score",
    "compare_accounts": "accounts", "implementation": "accounts",
    "Triage": "triage",
}  # fmt: skip

__all__ = [
    "Document", "Event", "ExtractorError", "Failure", "Frames", "Mention", "Note", "Triage", "compare_accounts",
    "extract", "extract_all", "extract_text", "implementation", "load", "lookup", "read", "report", "run", "score", "to_frames",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in ("report", "score"):
        return import_module(f"extractor.{name}")  # a folder that can be called
    if name == "__version__":
        return import_module("importlib.metadata").version("extractor")
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    return getattr(import_module(f"extractor.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
