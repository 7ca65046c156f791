"""Read a knowledge table: one JSON object a line, each checked, each error with its file, line and field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import ExtractorError, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.resources.abc import Traversable


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
        raise ExtractorError("E101", file=path.name, reason=why(error)) from error
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


@dataclass(frozen=True, slots=True)
class Own(Generic[R]):
    """A row of a user's file as it lies over ours, and where it stands."""

    row: R
    file: str
    line: int

    def fault(self, field: str, reason: str) -> ExtractorError:
        """E201 for a field of this row."""
        return ExtractorError("E201", file=self.file, line=self.line, field=field, reason=reason)


def merged(
    model: type[R], shipped: Iterable[R], own: str | Path | Sequence[Mapping[str, object]], *, name: str, joined: str
) -> tuple[dict[str, R], list[Own[R]]]:
    """The rows that come with the library and a user's over them, by id; and the user's alone.

    `own` is a JSONL file or its rows. A row with an id of ours adds to the list `joined`, before ours, and replaces the other
    fields that it gives; any other is a row of its own. E101 for no file, E201 (file, line, field) for a row that does not fit;
    `name` stands for the file where there is none.
    """
    found = {str(getattr(row, model.key)): row for row in shipped}
    if isinstance(own, str | Path):
        rows, file = _lines(Path(own)), Path(own).name
    else:
        rows, file = enumerate(own, start=1), name
    added: dict[str, Own[R]] = {}
    for number, raw in rows:
        try:
            row = model.model_validate(_over(found, raw, model.key, joined))
        except ValidationError as error:
            fault = error.errors()[0]
            field = ".".join(map(str, fault["loc"])) or "(the line)"
            raise ExtractorError("E201", file=file, line=number, field=field, reason=fault["msg"]) from error
        key = str(getattr(row, model.key))
        found[key] = row
        added[key] = Own(row, file, number)
    return found, list(added.values())


def _lines(path: Path) -> Iterator[tuple[int, object]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractorError("E101", file=path, reason=why(error)) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ExtractorError("E201", file=path, line=number, field="(the line)", reason=error) from error
            except RecursionError:
                reason = "it is nested too deep"
                raise ExtractorError("E201", file=path, line=number, field="(the line)", reason=reason) from None
            yield number, row


def _over(found: Mapping[str, R], row: object, key: str, joined: str) -> object:
    if isinstance(row, Mapping) and (old := found.get(str(row.get(key)))):
        before = old.model_dump(by_alias=True)
        more = row.get(joined, [])
        return {**before, **row, joined: [*more, *before[joined]] if isinstance(more, list | tuple) else more}
    return row
