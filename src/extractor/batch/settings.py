"""What a run is asked to do with each text, and the key that tells one job from another.

Two runs with the same key give the same rows for the same bytes. The key covers the library's own files, spaCy, the model's files, own
places and treaties by content, and every option that changes a record.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import extractor
from extractor.defaults import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterable

# What decides about a record; the rest of the package only carries or shows it.
READING = (
    "text", "sources", "works", "knowledge", "pipeline", "records.py", "ids.py", "naming.py", "build.py", "tables.py", "errors.py",
)  # fmt: skip
SIFTING = (*READING, "triage")
Rows = str | list[dict[str, Any]] | None


@dataclass(frozen=True)
class Columns:
    """Names of the columns of CSV and Parquet, and of the fields of JSONL, that hold these things."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    published: str = "published"


@dataclass(frozen=True)
class Settings:
    """All that changes a record, besides the text. `gazetteer` and `treaties` are a path, or rows; `only` is of `skipping.written`."""

    model: str = DEFAULT_MODEL
    published: str | None = None
    gazetteer: Rows = None
    treaties: Rows = None
    columns: Columns = field(default_factory=Columns)
    model_hash: str = ""
    only: tuple[str, ...] | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """The settings as they stand in the manifest: files by their content, not by where they lie."""
        return {
            **asdict(self),
            "model_hash": self.model_hash or model_digest(self.model),
            "gazetteer": _content(self.gazetteer),
            "treaties": _content(self.treaties),
        }

    def key(self) -> str:
        """The job key: 64 hexadecimal digits."""
        made_with = [version("extractor"), version("spacy"), _package_digest(SIFTING if self.only else READING)]
        return digest(json.dumps([made_with, self.facts], sort_keys=True))

    def to_json(self) -> dict[str, Any]:
        """The settings as a worker gets them."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Settings:
        """What `to_json` gave."""
        only = values["only"]
        return cls(**values | {"columns": Columns(**values["columns"]), "only": None if only is None else tuple(only)})


def model_digest(model: str) -> str:
    """A hash of the files of a model: an installed package, or a folder; of a blank pipeline there are none."""
    if model.startswith("blank:"):
        return ""
    folder = Path(model)
    if not folder.is_dir():
        spec = find_spec(model) if model.isidentifier() else None
        if spec is None or spec.origin is None:
            return ""  # loading it will say what is wrong
        folder = Path(spec.origin).parent
    return _files_digest(folder, (path for path in folder.rglob("*") if path.suffix != ".pyc"))


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file; raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _content(value: Rows) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        try:
            return file_digest(Path(value))
        except OSError:
            return value  # loading it will say what is wrong
    return digest(json.dumps(value, sort_keys=True))


def _package_digest(names: tuple[str, ...]) -> str:
    folder = Path(extractor.__file__).parent
    paths = [
        path
        for name in names
        for path in ((folder / name).rglob("*") if (folder / name).is_dir() else (folder / name,))
    ]
    return _files_digest(folder, (path for path in paths if path.suffix != ".pyc"))


def _files_digest(folder: Path, paths: Iterable[Path]) -> str:
    listed = sorted((path.relative_to(folder).as_posix(), path) for path in paths if path.is_file())
    return digest("".join(f"{name} {file_digest(path)}\n" for name, path in listed))
