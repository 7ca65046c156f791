"""What a worker is asked to make: a part, or a piece of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractor.batch.units import Unit

Fault = tuple[str, dict[str, Any], str]  # code, facts, class of error


@dataclass
class Task:
    """A part to make. `reuse` names, for the key of a text, the part in the retired store that has its rows.

    One that a worker died on is read `one_by_one`, so that it is known which text it was.
    """

    name: str
    job: str
    units: list[Unit]
    reuse: dict[str, str] = field(default_factory=dict)
    put_aside: dict[str, Fault] = field(default_factory=dict)
    one_by_one: bool = False

    @property
    def size(self) -> int:
        """Bytes of its texts."""
        return sum(unit.size for unit in self.units)

    def to_json(self) -> dict[str, Any]:
        """The task as a worker gets it."""
        return vars(self) | {"units": [unit.to_json() for unit in self.units]}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Task:
        """What `to_json` gave."""
        return cls(**values | {"units": [Unit.from_json(row) for row in values["units"]]})
