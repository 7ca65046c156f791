"""The texts of the inputs, one unit each, with the hash of their bytes: what the manifest of a run is made of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from extractor.batch.settings import digest

Kind = Literal["file", "line", "cells", "row", "stdin", "fault"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One text, or one file that only its reader can take apart.

    `kind` is what it is: a whole file, a line of JSONL, a record of CSV (cells), a row of Parquet, standard input, or a fault that stands
    in place of a text (`fault`: its code and facts). `row` counts from 1 and is 0 for a whole file; `offset` and `size` are bytes of the
    file. `beside` is the hash of the metadata beside the file.
    """

    kind: Kind
    path: str
    row: int
    offset: int
    size: int
    sha256: str
    beside: str = ""
    fault: tuple[str, dict[str, Any]] | None = None

    @property
    def uri(self) -> str:
        """How records name it: the path, with the row where there is one."""
        path = self.path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return f"{path}#{self.row}" if self.row else path

    def key(self, job: str) -> str:
        """What it is the same text by, in a job: path, row and bytes."""
        facts = [job, self.kind, self.path, self.row, self.sha256, self.beside, self.fault]
        return digest(json.dumps(facts, sort_keys=True))[:32]

    def to_json(self) -> list[Any]:
        """The unit as a row of the manifest, in the order of its fields."""
        return [self.kind, self.path, self.row, self.offset, self.size, self.sha256, self.beside, self.fault]

    @classmethod
    def from_json(cls, row: list[Any]) -> Unit:
        """What `to_json` gave."""
        kind, path, line, offset, size, sha256, beside, fault = row
        return cls(kind, path, line, offset, size, sha256, beside, tuple(fault) if fault else None)


def faulty(path: str, code: str, *, row: int = 0, **facts: Any) -> Unit:
    """A unit in place of a text that cannot be had."""
    return Unit("fault", path, row, 0, 0, "", fault=(code, facts))
