"""The treaty registry: instruments, their names, their provisions, and what each provision obliges whom to do by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from extractor.knowledge import table

Registry: TypeAlias = str | Path | Sequence[Mapping[str, object]]
FILE = "treaties.jsonl"
PARTS = ("annex-", "chapter-", "basket-")  # before the number of a part in the key of a provision
ROMAN = {"i": 1, "v": 5, "x": 10}


class Alias(table.Row):
    """A name of an instrument; `ambiguous` when other instruments share it, `beside` when it means this one only beside a provision: what
    "Article 5 of NATO" and "the Charter's Article 51" cite.
    """

    text: str
    lang: str = "en"
    ambiguous: bool = False
    beside: bool = False


class Obligation(table.Row):
    """Who owes what to whom, concerning which places, by when; `type` is the PLOVER type of the act that would answer it."""

    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    due: str | None = None
    type: str | None = None
    mode: str | None = None
    what: str | None = None


class Provision(table.Row):
    """What one article or point is about, in the library's own words."""

    topic: str
    obligations: tuple[Obligation, ...] = ()


class Treaty(table.Row):
    """An instrument. `signed` is EDTF; `described_as` holds the nouns by which commentary refers to it."""

    id: str
    kind: Literal[
        "treaty", "convention", "agreement", "statement", "declaration", "protocol",
        "resolution", "charter", "memorandum", "principles", "plan", "constitution",
    ]  # fmt: skip
    title: str
    signed: str | None = None
    also_dated: tuple[str, ...] = ()
    in_force: str | None = None
    aliases: tuple[Alias, ...] = ()
    described_as: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    place: str | None = None
    unit: str | None = None
    count: int | None = None
    provisions: dict[str, Provision] = {}
    external: dict[str, str] = {}
    parent: str | None = None
    note: str | None = None
    source: str
    unchecked: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates by which the instrument is known."""
        return tuple(filter(None, (self.signed, *self.also_dated)))

    def cited(self, path: str) -> list[Provision]:
        """What a text means by "2/4", "XIV" or "1-A" of this instrument, the innermost that the table has; two where an article and an
        annex bear one number.
        """
        fitting = [key for key in self.provisions if key.count("/") <= path.count("/") and cites(path, key)]
        deepest = max((key.count("/") for key in fitting), default=0)
        return [self.provisions[key] for key in fitting if key.count("/") == deepest]


def cites(path: str, number: str) -> bool:
    """Whether what a text cites ("3+4", "XIV", "1-A", "4/ii") holds the provision of a registry's key ("4", "14", "annex-1a", "4/2").

    >>> [cites(path, number) for path, number in [("3+4", "4"), ("XIV", "14"), ("1-A", "annex-1a"), ("4/ii", "4/2"), ("9/2", "2")]]
    [True, True, True, True, False]
    """
    levels = [{_plain(one) for one in level.split("+")} for level in path.split("/")]
    return all(_plain(one) in level for one, level in zip(number.split("/"), levels, strict=False))


def _plain(number: str) -> str:
    """A number in one form: without the name of its part, Roman numerals as figures."""
    for part in PARTS:
        number = number.removeprefix(part)
    digits = [ROMAN.get(letter, 0) for letter in number.lower()]
    if digits and all(digits):
        return str(sum(-one if one < max(digits[at:]) else one for at, one in enumerate(digits)))
    return number.replace("-", "").lower()


def load(own: Registry | None = None) -> tuple[Treaty, ...]:
    """All instruments that come with the library, and those of a user's file over them.

    `own` is a JSONL file or its rows as dicts. A row with an id of ours changes that instrument: its aliases are added before
    ours, its other fields replace ours; any other row is an instrument of its own. Raises E101 for no file, E201 (file, line,
    field) for a row that does not fit.
    """
    shipped = table.shipped(Treaty, FILE)
    if own is None:
        return shipped
    found, added = table.merged(Treaty, shipped, own, name="treaties", joined="aliases")
    for one in added:
        if one.row.parent and one.row.parent not in found:
            raise one.fault("parent", f"no instrument has the id {one.row.parent!r}")
    return tuple(found.values())
