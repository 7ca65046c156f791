"""The words that say what a cited work is, read once from ``terms.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_](?:[\w’'-]{0,40}[^\W_])?\.?")


@dataclass(frozen=True, slots=True)
class Terms:
    """Words in small letters; what each list is for stands beside it in the file."""

    bodies: frozenset[str]
    networks: frozenset[str]
    stations: frozenset[str]
    houses: frozenset[str]
    outlets: frozenset[str]
    agencies: frozenset[str]
    neutral: tuple[str, ...]
    seasons: tuple[str, ...]
    types: dict[str, frozenset[str]]
    series: frozenset[str]

    def is_body(self, text: str) -> bool:
        """Whether a maker is a body, by one of its words."""
        found = words(text)
        return any(word in self.bodies for word in found) or any(
            word.startswith(stem[:-1]) for stem in self.bodies if stem.endswith("*") for word in found
        )

    def is_outlet(self, text: str) -> bool:
        """Whether a name of two words and more is that of a newspaper or a station, and not of a person.

        >>> terms().is_outlet("Line Herald"), terms().is_outlet("Ada Holm"), terms().is_outlet("Herald")
        (True, False, False)
        """
        found = words(text)
        return (
            1 < len(found) < 6
            and "," not in text.strip(", ")
            and bool({found[0], found[-1]} & (self.outlets | self.stations))
        )

    def is_institute(self, text: str) -> bool:
        """Whether a body publishes papers of its own: an institute or a ministry, and no agency, newspaper or press.

        >>> terms().is_institute("Fjell Institute"), terms().is_institute("Line News Agency"), terms().is_institute("Fjell Press")
        (True, False, False)
        """
        found = set(words(text))
        return self.is_body(text) and not (found & (self.agencies | self.houses | self.outlets | self.stations))

    def type_of(self, text: str) -> str | None:
        """The type that a word of the text names.

        >>> terms().type_of("Treaty of Good Neighbourhood"), terms().type_of("Two roads left")
        ('treaty', None)
        """
        found = words(text)
        named = [(found.index(word), kind) for kind, known in self.types.items() for word in set(found) & known]
        return min(named)[1] if named else None


def words(text: str) -> list[str]:
    """The words of a text in small letters, without the possessive.

    >>> words("The President’s Statement")
    ['the', 'president', 'statement']
    """
    return [re.sub(r"['’]s?$", "", word.rstrip(".").replace("İ", "i").casefold()) for word in WORD.findall(text[:400])]


@cache
def terms() -> Terms:
    """The lists."""
    rows = tomllib.loads(files("extractor.works").joinpath("terms.toml").read_text(encoding="utf-8"))
    return Terms(
        bodies=frozenset(rows["bodies"].split()),
        networks=frozenset(rows["networks"]),
        stations=frozenset(rows["stations"].split()),
        houses=frozenset(rows["houses"].split()),
        outlets=frozenset(rows["outlets"].split()),
        agencies=frozenset(rows["agencies"].split()),
        neutral=tuple(rows["neutral"].split()),
        seasons=tuple(rows["seasons"].split()),
        types={kind: frozenset(known.split()) for kind, known in rows["types"].items()},
        series=frozenset(rows["series"]["treaty"].split()),
    )
