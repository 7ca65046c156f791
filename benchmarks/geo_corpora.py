"""Read public geoparsing sets: LGL.xml, TR-News.xml, GeoVirus.xml, GeoWebNews (GWN.xml, or brat's .txt and .ann).

Offsets of the sets are not taken on trust: a toponym whose words do not stand where the set says is moved to where they stand
nearest, and one whose words stand nowhere near is left out. Both are counted, as is every record that cannot be read.

Formats: LGL (Lieberman, Samet and Sankaranarayanan 2010) and TR-News (Kamalloo and Rafiei 2018) hold `toponym` with `phrase` and
`gaztag`; GeoVirus (Gritta, Pilehvar and Collier 2018) holds `location` with offsets that count from 1; GeoWebNews (Gritta,
Pilehvar and Collier 2019) holds a `type`, of which expressions ("the town") and the names of bodies are no toponyms.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NO_TOPONYM = re.compile(r"(?:Literal|Non_Lit)_Expression|Non_Toponym")
PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(?P<dtd><!DOCTYPE)?", re.DOTALL)
ENTITY = re.compile(r"T\d+\t(?P<type>\S+) (?P<start>\d+) (?:\d+;\d+ )*(?P<end>\d+)\t(?P<name>.*)")
NOTE = re.compile(r"#\d+\tAnnotatorNotes (?P<on>T\d+)\t(?P<note>.*)")
COORDINATES = re.compile(r"\s*(-?\d{1,3}\.\d+)\s*[,; ]\s*(-?\d{1,3}\.\d+)\s*")
FIRST = {"location": 1, "toponym": 0}  # what the first character of a text is called
REACH = 100  # characters that a toponym may be moved


class Toponym(NamedTuple):
    """A place name of a gold standard: its characters, WGS 84 degrees and GeoNames id where the set gives them."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Article(NamedTuple):
    """One text of a set."""

    name: str
    text: str
    gold: list[Toponym]


class Corpus(NamedTuple):
    """A set and what was wrong in it: `moved` toponyms, records `left out`, files `unreadable`."""

    name: str
    articles: list[Article]
    faults: Counter[str]

    @property
    def toponyms(self) -> int:
        """How many names are to be found."""
        return sum(len(article.gold) for article in self.articles)


class _Record(NamedTuple):
    """A toponym as a set writes it."""

    name: str
    start: int
    end: int
    lat: float | None
    lon: float | None
    geonames: int | None


def load(folder: Path) -> list[Corpus]:
    """The sets of a folder, by name: each .xml file is one, and each folder of .ann files."""
    found = [_of_xml(path) for path in sorted(folder.rglob("*.xml"))]
    found += [_of_brat(place) for place in sorted({path.parent for path in folder.rglob("*.ann")})]
    return [corpus for corpus in found if corpus.articles or corpus.faults]


def _of_xml(path: Path) -> Corpus:
    faults: Counter[str] = Counter()
    articles = []
    for number, element in enumerate(_articles(path, faults), start=1):
        text = element.findtext("text")
        if not text:
            faults["left out"] += 1
            continue
        records = list(_records(element, faults))
        name = element.get("docid") or str(number)
        articles.append(Article(name, text, _placed(text, records, faults)))
    return Corpus(path.stem, articles, faults)


def _articles(path: Path, faults: Counter[str]) -> list[ET.Element]:
    """The articles of a file that is one of ours; other XML is passed over, a file that may define entities is refused."""
    try:
        raw = path.read_bytes().decode("utf-8-sig")
        prolog = PROLOG.match(raw)
        if prolog and prolog["dtd"]:
            faults["unreadable"] += 1
            return []
        root = ET.fromstring(raw)  # noqa: S314  (without a document type there are no entities to expand)
    except (OSError, UnicodeDecodeError, ET.ParseError):
        faults["unreadable"] += 1
        return []
    return root.findall("article") if root.tag == "articles" else []


def _records(article: ET.Element, faults: Counter[str]) -> Iterator[_Record]:
    for tag, first in FIRST.items():
        for element in article.iter(tag):
            if NO_TOPONYM.fullmatch(element.findtext("type") or ""):
                continue
            tags = element if (found := element.find("gaztag")) is None else found
            try:
                name = _first_of(element, "phrase", "name", "extractedName")
                start, end = (int(_first_of(element, key)) - first for key in ("start", "end"))
            except ValueError:
                faults["left out"] += 1
                continue
            lat, lon = (_number(_first_of(tags, *keys)) for keys in (("lat", "latitude"), ("lon", "longitude")))
            id = tags.get("geonameid") or _first_of(tags, "geonamesID")
            yield _Record(name, start, end, *_on_earth(lat, lon), int(id) if id.isdecimal() else None)


def _first_of(element: ET.Element, *tags: str) -> str:
    return next((text for tag in tags if (text := (element.findtext(tag) or "").strip())), "")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _on_earth(lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
    if lat is None or lon is None or not (abs(lat) <= 90 and abs(lon) <= 180):
        return None, None
    return lat, lon


def _of_brat(folder: Path) -> Corpus:
    faults: Counter[str] = Counter()
    articles = []
    for path in sorted(folder.glob("*.ann"), key=lambda path: (len(path.stem), path.stem)):
        try:
            # Bytes, because reading as text would turn CRLF into one character, and brat counts two.
            text = path.with_suffix(".txt").read_bytes().decode("utf-8-sig")
            lines = path.read_bytes().decode("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            faults["unreadable"] += 1
            continue
        articles.append(Article(path.stem, text, _placed(text, list(_marks(lines, faults)), faults)))
    return Corpus(folder.name, articles, faults)


def _marks(lines: list[str], faults: Counter[str]) -> Iterator[_Record]:
    """The T lines; a note holds a GeoNames id, or a latitude and a longitude."""
    notes = {note["on"]: note["note"] for line in lines if (note := NOTE.fullmatch(line))}
    for line in lines:
        if not line.startswith("T"):
            continue
        mark = ENTITY.fullmatch(line)
        if mark is None:
            faults["left out"] += 1
        elif not NO_TOPONYM.fullmatch(mark["type"]):
            said = notes.get(line.split("\t")[0], "").strip()
            pair = COORDINATES.fullmatch(said)
            lat, lon = _on_earth(float(pair[1]), float(pair[2])) if pair else (None, None)
            id = int(said) if said.isdecimal() else None
            yield _Record(mark["name"], int(mark["start"]), int(mark["end"]), lat, lon, id)


def _placed(text: str, records: Iterable[_Record], faults: Counter[str]) -> list[Toponym]:
    """The records as toponyms at the characters where their words stand, each place once."""
    found: dict[tuple[int, int], Toponym] = {}
    drifted = []
    for record in records:
        if text[record.start : record.end] == record.name:
            span = (record.start, record.end)
            found.setdefault(span, _toponym(span, record))
        else:
            drifted.append(record)
    for record in drifted:
        begin = max(0, record.start - REACH)
        starts = [
            begin + match.start()
            for match in re.finditer(re.escape(record.name), text[begin : record.start + REACH + len(record.name)])
        ]
        free = [(start, start + len(record.name)) for start in starts]
        free = [span for span in free if span not in found] if record.name else []
        if not free:
            faults["left out"] += 1
            continue
        span = min(free, key=lambda span: abs(span[0] - record.start))
        found[span] = _toponym(span, record)
        faults["moved"] += 1
    return [found[span] for span in sorted(found)]


def _toponym(span: tuple[int, int], record: _Record) -> Toponym:
    return Toponym(*span, lat=record.lat, lon=record.lon, geonames=record.geonames)
