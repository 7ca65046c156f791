"""Write places and located events as GeoJSON (RFC 7946), for QGIS, geopandas and web maps.

A place is one feature for all texts: a Point where its record has coordinates, no geometry ("unlocated", section 3.2 of the RFC)
where it has none. `names` are the forms that the texts use, with the most frequent first and none of them the right one;
`mentions` are their places in the texts. An event is a Point, or a MultiPoint where it names several places; one that no
coordinates are known for is left out (`extractor.formats.left_out` tells how many), as it is in the other formats. A state or a
region is a point too: `kind` and `precision`, the metres within which the point is right, say how much that means.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from extractor.formats.dated import days, uid
from extractor.knowledge import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.knowledge.places import Gazetteer, Place
    from extractor.records import Argument, Document, Event

Feature = dict[str, Any]


def geojson(documents: Sequence[Document], *, gazetteer: Gazetteer | None = None) -> str:
    """The FeatureCollection of all places with an id, and of all events at a place with coordinates.

    `gazetteer` is the one that the documents were made with, if there was one.

    >>> import extractor
    >>> made = json.loads(geojson([extractor.extract_text("They met in Shusha; Shushi was calm.", id="a")]))
    >>> made["features"][0]["geometry"]["type"], made["features"][0]["properties"]["names"]
    ('Point', ['Shusha', 'Shushi'])
    """
    sites = {place.id: place for place in places.load(gazetteer)}
    features = [*_places(documents, sites), *_events(documents, sites)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def unlocated(documents: Iterable[Document], *, gazetteer: Gazetteer | None = None) -> str | None:
    """What a map has to leave out, in words; None where that is nothing."""
    sites = {place.id: place for place in places.load(gazetteer)}
    events = [event for document in documents for event in document.events]
    missing = sum(not _points(event.places, sites) for event in events)
    return f"{missing} of {len(events)} events have no place with coordinates and are left out" if missing else None


def _places(documents: Iterable[Document], sites: dict[str, Place]) -> list[Feature]:
    found: dict[str, list[tuple[Document, Any]]] = {}
    for document in documents:
        for mention in document.of("place"):
            if mention.id:
                found.setdefault(mention.id, []).append((document, mention))
    return [_place(id, mentions, sites.get(id)) for id, mentions in sorted(found.items())]


def _place(id: str, mentions: list[tuple[Document, Any]], site: Place | None) -> Feature:
    names = Counter(" ".join(mention.text.split()) for _, mention in mentions)
    properties = {
        "what": "place",
        "place": id,
        "kind": site.kind if site else mentions[0][1].label,
        "names": [name for name, _ in names.most_common()],
        "count": len(mentions),
        "documents": sorted({document.id for document, _ in mentions}),
        "precision": site.precision if site else None,
        "external": {name: str(value) for name, value in site.external.items()} if site else {},
        "mentions": [
            {"document": document.id, "start": mention.start, "end": mention.end, "text": mention.text}
            for document, mention in mentions
        ],
    }
    point = _point(site)
    return {
        "type": "Feature",
        "id": f"place:{id}",
        "geometry": {"type": "Point", "coordinates": point} if point else None,
        "properties": properties,
    }


def _events(documents: Iterable[Document], sites: dict[str, Place]) -> list[Feature]:
    return [
        _event(document, event, points)
        for document in documents
        for event in document.events
        if (points := _points(event.places, sites))
    ]


def _event(document: Document, event: Event, points: list[list[float]]) -> Feature:
    span = days(event)
    properties = {
        "what": "event",
        "document": document.id,
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "date": event.date.edtf if event.date else None,
        "first_day": str(span.first) if span else None,
        "last_day": str(span.last) if span else None,
        "actors": [part.id or part.text for part in event.actors],
        "recipients": [part.id or part.text for part in event.recipients],
        "places": [part.id or part.text for part in event.places],
        "articles": list(event.articles),
        "claimed_by": event.attribution.who or event.attribution.kind,
        "quote": " ".join(event.sentence.text.split()),
        "start": event.sentence.start,
        "end": event.sentence.end,
    }
    shape = {"type": "MultiPoint", "coordinates": points}
    return {
        "type": "Feature",
        "id": uid(document, event),
        "geometry": shape if len(points) > 1 else {"type": "Point", "coordinates": points[0]},
        "properties": properties,
    }


def _points(arguments: Iterable[Argument], sites: dict[str, Place]) -> list[list[float]]:
    return [point for id in dict.fromkeys(part.id for part in arguments) if (point := _point(sites.get(id)))]


def _point(site: Place | None) -> list[float] | None:
    """Longitude, then latitude, as the RFC has it."""
    return [site.lon, site.lat] if site and site.lon is not None and site.lat is not None else None
