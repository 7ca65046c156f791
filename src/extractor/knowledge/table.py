"""Read a knowledge table: one JSON object a line, each checked, each error with its file, line and field."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path


class Row(BaseModel):
    """A row of a table: frozen, no unknown field. `key` names the field that must be unique; empty where none is."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    key: ClassVar[str] = "id"


R = TypeVar("R", bound=Row)


@cache
def shipped(model: type[R], name: str) -> tuple[R, ...]:
    """The table `name` that comes with the library, read once."""
    return read(model, files("extractor.knowledge") / name)


def read(model: type[R], path: Path | Traversable) -> tuple[R, ...]:
    """The rows of a JSONL file; E201 for a row that does not fit, E202 for an id that stands twice, E101 for no file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractorError("E101", file=path.name, reason=error) from error
    return tuple(check(model, text.split("\n"), path.name))


def check(model: type[R], lines: Iterable[str], file: str) -> Iterable[R]:
    """Rows made of lines, blank lines skipped; `file` is the name that errors give."""
    first: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = model.model_validate_json(line)
        except ValidationError as error:
            fault = error.errors()[0]
            field = ".".join(map(str, fault["loc"])) or "(the line)"
            raise ExtractorError("E201", file=file, line=number, field=field, reason=fault["msg"]) from error
        if model.key:
            found = getattr(row, model.key)
            if found in first:
                raise ExtractorError("E202", file=file, line=number, found=found, first=first[found])
            first[found] = number
        yield row
