"""Read outlines: TopoJSON (as world-atlas writes Natural Earth), or a user's GeoJSON.

``python -m extractor.report.topology countries-50m.json`` makes of such a file the small one that comes with the library; see
docs/report.md for where it is from.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extractor.errors import ExtractorError, why
from extractor.report.geometry import Point, Window, simplify

if TYPE_CHECKING:
    from collections.abc import Iterator

TOLERANCE = 0.012  # degrees; about a kilometre
SMALLEST = 0.001  # square degrees: islets below it are left out
SHIPPED = "outline.json"


@dataclass(frozen=True)
class Outline:
    """Land as rings, coasts and borders as lines, all in degrees (longitude, latitude); `source` is what the caption names."""

    source: str
    land: tuple[tuple[Point, ...], ...]
    coasts: tuple[tuple[Point, ...], ...]
    borders: tuple[tuple[Point, ...], ...]

    def near(self, part: Literal["land", "coasts", "borders"], window: Window) -> list[tuple[Point, ...]]:
        """The rings or lines of a part whose rectangle touches the window."""
        return [line for line, box in zip(getattr(self, part), self._boxes[part], strict=True) if box.meets(window)]

    @cached_property
    def _boxes(self) -> dict[str, list[Window]]:
        return {part: [Window.about(line) for line in getattr(self, part)] for part in ("land", "coasts", "borders")}


@cache
def shipped() -> Outline:
    """The outline that comes with the library."""
    text = (files("extractor.report") / "assets" / SHIPPED).read_text(encoding="utf-8")
    return _of_topology(json.loads(text), "")


def load(path: str | Path | None) -> Outline:
    """The outline of a user's GeoJSON or TopoJSON, else the one that comes with the library; E101 or E415 where it is none."""
    if path is None:
        return shipped()
    file = Path(path)
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
        if not isinstance(data, dict):
            raise TypeError("an outline is one JSON object")  # noqa: TRY301  # told below with the others
        made = _of_topology(data, file.name) if data.get("type") == "Topology" else _of_geojson(data, file.name)
    except OSError as error:
        raise ExtractorError("E101", file=file, reason=why(error)) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ExtractorError("E415", file=file, reason=f"{type(error).__name__}: {error}") from error
    if not (made.land or made.borders) or not all((*made.land, *made.borders)):
        raise ExtractorError("E415", file=file, reason="it holds no polygon and no line")
    return made


def _of_geojson(data: dict[str, Any], name: str) -> Outline:
    """Polygons are land with its coast, lines are borders."""
    rings: list[tuple[Point, ...]] = []
    lines: list[tuple[Point, ...]] = []
    for shape in _shapes(data):
        at = shape["coordinates"]
        match shape["type"]:
            case "Polygon":
                rings += [_points(ring) for ring in at]
            case "MultiPolygon":
                rings += [_points(ring) for polygon in at for ring in polygon]
            case "LineString":
                lines.append(_points(at))
            case "MultiLineString":
                lines += [_points(line) for line in at]
    return Outline(str(data.get("source") or name), tuple(rings), tuple(rings), tuple(lines))


def _shapes(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    match data["type"]:
        case "FeatureCollection":
            for feature in data["features"]:
                yield from _shapes(feature)
        case "Feature":
            if data["geometry"]:
                yield from _shapes(data["geometry"])
        case "GeometryCollection":
            for shape in data["geometries"]:
                yield from _shapes(shape)
        case "Polygon" | "MultiPolygon" | "LineString" | "MultiLineString":
            yield data


def _points(line: list[Any]) -> tuple[Point, ...]:
    return tuple((float(point[0]), float(point[1])) for point in line)


def _of_topology(data: dict[str, Any], name: str) -> Outline:
    arcs = _arcs(data)
    rings, borders = _parts(data)
    coast = {abs_index(at) for ring in rings for at in ring}
    return Outline(
        str(data.get("source") or name),
        tuple(tuple(_joined(arcs, ring)) for ring in rings),
        tuple(tuple(arcs[at]) for at in sorted(coast)),
        tuple(tuple(arcs[at]) for at in borders),
    )


def _arcs(data: dict[str, Any]) -> list[list[Point]]:
    """Arcs in degrees: quantised ones are steps to be summed up and scaled."""
    if "transform" not in data:
        return [[(x, y) for x, y, *_ in arc] for arc in data["arcs"]]
    (by_x, by_y), (at_x, at_y) = data["transform"]["scale"], data["transform"]["translate"]
    made = []
    for arc in data["arcs"]:
        xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        made.append([(x * by_x + at_x, y * by_y + at_y) for x, y in zip(xs, ys, strict=True)])
    return made


def _parts(data: dict[str, Any]) -> tuple[list[list[int]], list[int]]:
    """The rings of the land, and the arcs between two countries, as numbers of arcs."""
    objects = data["objects"]
    rings = [ring for shape in _within(objects["land"]) for ring in _rings(shape)]
    if "borders" in objects:
        return rings, [at for line in objects["borders"]["arcs"] for at in line]
    used = Counter(abs_index(at) for s in _within(objects["countries"]) for ring in _rings(s) for at in ring)
    return rings, sorted(at for at, count in used.items() if count > 1)


def _within(shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in shape.get("geometries", [shape]):
        yield from _within(one) if "geometries" in one else [one]


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    if shape.get("type") == "Polygon":
        yield from shape["arcs"]
    elif shape.get("type") == "MultiPolygon":
        yield from (ring for polygon in shape["arcs"] for ring in polygon)


def abs_index(at: int) -> int:
    """The number of an arc; one that is run backwards is written as its complement."""
    return at if at >= 0 else ~at


def _joined(arcs: list[list[Point]], ring: list[int]) -> list[Point]:
    points: list[Point] = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        points += arc[bool(points) :]
    return points


def smaller(data: dict[str, Any], source: str) -> dict[str, Any]:
    """A world-atlas file with what a map for orientation needs: simplified arcs of land and borders, in hundredths of a degree."""
    arcs = _arcs(data)
    rings, borders = _parts(data)
    rings = [ring for ring in rings if _area(_joined(arcs, ring)) >= SMALLEST]
    kept = sorted({abs_index(at) for ring in rings for at in ring} | set(borders))
    number = {old: new for new, old in enumerate(kept)}
    steps = [_steps(_thinned(arcs[at])) for at in kept]
    renamed = [[number[at] if at >= 0 else ~number[~at] for at in ring] for ring in rings]
    return {
        "type": "Topology",
        "source": source,
        "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "objects": {
            "land": {"type": "MultiPolygon", "arcs": [[ring] for ring in renamed]},
            "borders": {"type": "MultiLineString", "arcs": [[number[at]] for at in borders]},
        },
        "arcs": steps,
    }


def _thinned(arc: list[Point]) -> list[Point]:
    if arc[0] != arc[-1]:
        return simplify(arc, TOLERANCE)
    half = len(arc) // 2  # a closed arc has no line to lie near to: in two halves it has
    return [*simplify(arc[: half + 1], TOLERANCE), *simplify(arc[half:], TOLERANCE)[1:]]


def _steps(arc: list[Point]) -> list[list[int]]:
    whole = [(round(x * 100), round(y * 100)) for x, y in arc]
    return [
        list(whole[0]),
        *([x - a, y - b] for (a, b), (x, y) in pairwise(whole) if (a, b) != (x, y)),
    ]


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a * y - x * b for (a, b), (x, y) in pairs)) / 2


if __name__ == "__main__":
    made = smaller(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
    sys.stdout.write(json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n")
