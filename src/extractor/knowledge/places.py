"""The gazetteer: places with a neutral id, all their names and who uses them, and phrases that hold a name but mean no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from extractor.knowledge import table

FILE = "places.jsonl"
Kind = Literal[
    "CITY", "TOWN", "VILLAGE", "DISTRICT", "REGION", "COUNTRY", "RIVER", "LAKE", "RESERVOIR", "MOUNTAIN",
    "CORRIDOR", "CROSSING", "STATION", "MONASTERY", "SEA", "PASS", "BORDER", "RAILWAY", "ROAD", "DAM", "ISLAND",
    "FORTRESS", "ZONE", "SITE",
]  # fmt: skip
Gazetteer: TypeAlias = str | Path | Sequence[Mapping[str, object]]
Tradition = Literal["az", "hy", "ru", "tr", "en", "fa", "ka", "other"]


class Name(table.Row):
    """One written form of a name: its language (BCP 47), the naming tradition that it belongs to, and its role there.

    `since` and `until` are EDTF dates of its validity in that role, `source` is given where it is not the record's.
    """

    text: str
    lang: str
    tradition: Tradition
    role: Literal["name", "official", "de facto official", "historical", "romanisation", "misspelling", "exonym"] = (
        "name"
    )
    since: str | None = None
    until: str | None = None
    source: str | None = None


class Parent(table.Row):
    """The place that another one belongs to, by whose authority and from when until when (EDTF)."""

    id: str
    authority: Literal["de jure", "de facto"] = "de jure"
    since: str | None = None
    until: str | None = None


class Confusable(table.Row):
    """Another place of the same or a near name, and what in a text tells the two apart."""

    id: str
    clue: str


class Place(table.Row):
    """A place. `lat` and `lon` are WGS 84 degrees, right to `precision` metres.

    `external` are ids in GeoNames, Wikidata or ISO 3166-2 of the same place, `close` those of nearly the same (the district for the
    town); `excluded` are phrases that hold the name and mean no place; `common` says that the name is also an ordinary
    word or a personal name; `checked` names the fields compared with an outside source.
    """

    id: str
    kind: Kind
    feature: Literal["P", "A", "H", "T", "S", "R", "L"]
    names: Annotated[tuple[Name, ...], Field(min_length=1)]
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    precision: Annotated[int, Field(gt=0)] | None = None
    parents: tuple[Parent, ...] = ()
    country: tuple[str, ...] = ()
    external: dict[str, str | int] = {}
    close: dict[str, str | int] = {}
    excluded: tuple[str, ...] = Field(default=(), alias="not")
    common: bool = False
    kindwords: tuple[str, ...] = ()
    confusable_with: tuple[Confusable, ...] = ()
    note: str | None = None
    source: str
    checked: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the record's facts come from."""
        return (self.source,)


def load(gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """All places that come with the library, and those of a user's gazetteer over them.

    `gazetteer` is a JSONL file or its rows as dicts. A row with an id of ours changes that place: its names are added before
    ours, its other fields replace ours; any other row is a place of its own. Raises E101 for no file, E201 (file, line,
    field) for a row that does not fit.
    """
    shipped = table.shipped(Place, FILE)
    if gazetteer is None:
        return shipped
    found, own = table.merged(Place, shipped, gazetteer, name="gazetteer", joined="names")
    for place in own:
        for field, others in (("parents", place.row.parents), ("confusable_with", place.row.confusable_with)):
            for other in others:
                if other.id not in found:
                    raise place.fault(field, f"no place has the id {other.id!r}")
    return tuple(found.values())
