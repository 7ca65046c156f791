"""The gazetteer: places with a neutral id, all their names and who uses them, and phrases that hold a name but mean no place."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from extractor.knowledge import table

FILE = "places.jsonl"
Kind = Literal[
    "CITY", "TOWN", "VILLAGE", "DISTRICT", "REGION", "COUNTRY", "RIVER", "LAKE", "RESERVOIR", "MOUNTAIN",
    "CORRIDOR", "CROSSING", "STATION", "MONASTERY", "SEA", "PASS", "BORDER",
]  # fmt: skip
Tradition = Literal["az", "hy", "ru", "tr", "en", "fa", "ka", "other"]


class Name(table.Row):
    """One written form of a name: its language (BCP 47), the naming tradition that it belongs to, and its role there."""

    text: str
    lang: str
    tradition: Tradition
    role: Literal["name", "official", "historical", "romanisation", "misspelling", "exonym"] = "name"


class Parent(table.Row):
    """The place that another one belongs to, and by whose authority."""

    id: str
    authority: Literal["de jure", "de facto"] = "de jure"


class Place(table.Row):
    """A place. `lat` and `lon` are WGS 84 degrees; `checked` names the fields compared with an outside source."""

    id: str
    kind: Kind
    feature: Literal["P", "A", "H", "T", "S", "R", "L"]
    names: Annotated[tuple[Name, ...], Field(min_length=1)]
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    parents: tuple[Parent, ...] = ()
    country: tuple[str, ...] = ()
    external: dict[str, str | int] = {}
    excluded: tuple[str, ...] = Field(default=(), alias="not")
    common: bool = False
    kindwords: tuple[str, ...] = ()
    confusable_with: tuple[str, ...] = ()
    note: str | None = None
    source: str
    checked: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the record's facts come from."""
        return (self.source,)


def load() -> tuple[Place, ...]:
    """All places that come with the library."""
    return table.shipped(Place, FILE)
