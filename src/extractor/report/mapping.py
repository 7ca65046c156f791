"""Draw the places of a text: an outline for orientation, a point for each place, beside it the names that the text used, in its order.

The projection is equirectangular: longitude times the cosine of the middle latitude, and latitude, both to one scale. The window is chosen
around most of what is mentioned; what lies far off is listed and not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians, sqrt
from typing import TYPE_CHECKING, NamedTuple

from extractor.report import geometry
from extractor.report.geometry import Point, Window
from extractor.report.labels import Label, place_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractor.report.topology import Outline

WIDTH, LOWEST, HIGHEST = 700, 340, 560
SHARE = 0.8  # of the mentions that the window holds at least
FURTHER = 1.7  # times the distance of those: what else is still drawn
SMALLEST = 0.8  # degrees between the middle and the edge
DEGREE = 111.2  # kilometres of latitude
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Spot(NamedTuple):
    """A place with coordinates: its number in the page, id, names as written, mentions, degrees, and whether it is a whole state."""

    key: int
    id: str
    names: tuple[str, ...]
    times: int
    lon: float
    lat: float
    state: bool
    anchor: str = ""


@dataclass(frozen=True)
class Dot:
    """A place as it is drawn."""

    spot: Spot
    x: int
    y: int
    r: float
    label: Label | None


@dataclass(frozen=True)
class Map:
    """What a template draws: paths of land, coasts and borders, dots with labels, `scale_px` for `scale_km`, what lies beyond."""

    width: int
    height: int
    land: str
    coast: str
    border: str
    dots: tuple[Dot, ...]
    scale_px: int
    scale_km: int
    beyond: tuple[Spot, ...]
    source: str


def draw(spots: Sequence[Spot], outline: Outline, *, borders: bool = True) -> Map | None:
    """The map of the places, None where there is none."""
    if not spots:
        return None
    window, inside = _window(spots)
    middle = (window.low + window.high) / 2
    squeeze = max(cos(radians(middle)), 0.1)
    scale = min(WIDTH / ((window.right - window.left) * squeeze), HIGHEST / (window.high - window.low))
    height = round(min(max((window.high - window.low) * scale, LOWEST), HIGHEST))
    half_x, half_y = WIDTH / scale / squeeze / 2, height / scale / 2
    center = (window.left + window.right) / 2
    window = Window(center - half_x, middle - half_y, center + half_x, middle + half_y)

    def project(point: Point) -> Point:
        return (point[0] - window.left) * scale * squeeze, (window.high - point[1]) * scale

    wide = Window(
        window.left - half_x / 9, window.low - half_y / 9, window.right + half_x / 9, window.high + half_y / 9
    )
    land = [clipped for ring in outline.near("land", wide) if (clipped := geometry.clip_ring(ring, wide))]
    coasts, lines = outline.near("coasts", wide), outline.near("borders", wide) if borders else []
    drawn = {
        name: geometry.path(
            [piece for line in those for piece in geometry.clip_line(line, wide)], project, closed=False
        )
        for name, those in (("coast", coasts), ("border", lines))
    }
    if not borders and outline.coasts is outline.land:
        drawn["coast"] = ""  # polygons of a GeoJSON may be states: their edges are borders
    dots = _dots(inside, project, height)
    km = scale / DEGREE  # pixels of a kilometre
    scale_km = max((step for step in SCALES if step * km <= WIDTH / 4), default=1)
    return Map(
        width=WIDTH,
        height=height,
        land=geometry.path(land, project, closed=True),
        coast=drawn["coast"],
        border=drawn["border"],
        dots=dots,
        scale_px=round(scale_km * km),
        scale_km=scale_km,
        beyond=tuple(spot for spot in spots if spot not in inside),
        source=outline.source,
    )


def _window(spots: Sequence[Spot]) -> tuple[Window, list[Spot]]:
    """A window about most of the mentions, and the places inside it. Whole states count only where there is nothing else."""
    exact = [spot for spot in spots if not spot.state] or list(spots)
    center = (_median([(s.lon, s.times) for s in exact]), _median([(s.lat, s.times) for s in exact]))
    squeeze = max(cos(radians(center[1])), 0.1)

    def away(spot: Spot) -> float:
        return hypot((spot.lon - center[0]) * squeeze, spot.lat - center[1])

    reach, held, total = SMALLEST, 0, sum(spot.times for spot in exact)
    for spot in sorted(exact, key=away):
        if held >= SHARE * total and away(spot) > reach * FURTHER:
            break
        held += spot.times
        reach = max(reach, away(spot))
    inside = [spot for spot in spots if away(spot) <= reach * (1 if spot.state else 1.001)]
    xs, ys = [spot.lon for spot in inside] or [center[0]], [spot.lat for spot in inside] or [center[1]]
    pad_y = max((max(ys) - min(ys)) * 0.14, SMALLEST / 2)
    pad_x = max((max(xs) - min(xs)) * 0.16, SMALLEST / 2 / squeeze)
    return Window(min(xs) - pad_x, min(ys) - pad_y, max(xs) + pad_x, max(ys) + pad_y), inside


def _median(weighted: list[tuple[float, int]]) -> float:
    ordered = sorted(weighted)
    half, passed = sum(weight for _, weight in ordered) / 2, 0
    for value, weight in ordered:
        passed += weight
        if passed >= half:
            return value
    return ordered[-1][0]


def _dots(spots: list[Spot], project: Callable[[Point], Point], height: int) -> tuple[Dot, ...]:
    ordered = sorted(spots, key=lambda spot: (spot.state, -spot.times, spot.id))
    placed = [
        (round(x), round(y), 3.2 + min(1.4 * sqrt(s.times - 1), 6))
        for s in ordered
        for x, y in [project((s.lon, s.lat))]
    ]
    labels = place_labels(
        [(x, y, r, _named(s.names)) for s, (x, y, r) in zip(ordered, placed, strict=True)], WIDTH, height
    )
    return tuple(Dot(s, x, y, round(r, 1), label) for s, (x, y, r), label in zip(ordered, placed, labels, strict=True))


def _named(names: Sequence[str], most: int = 3) -> str:
    """The names as written, in the order met."""
    return " / ".join(names[:most]) + (" …" if len(names) > most else "")
