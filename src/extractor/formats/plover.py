"""Write events as PLOVER JSON, a line each, under the field names of the manual (version 2.0).

PLOVER wants an actor and a date; an event without them is written all the same, the field empty, so that a reader leaves it out knowingly.
Of the manual's marks that change a meaning, `future` stands in `context` for what is planned, proposed or postponed, `negation` for what
did not happen. What PLOVER has no field for is kept under `extra`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from extractor import ids
from extractor.knowledge import actors, places
from extractor.knowledge.codes import QUADS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Argument, Document, Event

MARKS = {"planned": "future", "proposed": "future", "postponed": "future", "not-happened": "negation"}
QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def plover(documents: Iterable[Document], *, gazetteer: places.Gazetteer | None = None) -> str:
    """PLOVER JSON lines of all events.

    >>> import extractor
    >>> line = plover([extractor.extract_text("Russia signed the agreement with Armenia on 5 May 2021.", id="a")])
    >>> record = json.loads(line)
    >>> record["event"], record["date"], [actor["code"] for actor in record["actor"]]
    ('SUPPORT', '2021-05-05', ['RUS', 'ARM'])
    """
    known = {actor.id: actor for actor in actors.load()}
    sites = {place.id: place for place in places.load(gazetteer)}
    lines = (
        json.dumps(_record(document, event, known, sites), ensure_ascii=False)
        for document in documents
        for event in document.events
    )
    return "".join(f"{line}\n" for line in lines)


def _record(
    document: Document, event: Event, known: dict[str, actors.Actor], sites: dict[str, places.Place]
) -> dict[str, Any]:
    days = ids.day_range(event.date.edtf) if event.date and event.date.edtf else (None, None)
    first, last = (str(day) if day else None for day in days)
    return {
        "id": event.id,
        "date": first,
        "enddate": last if last != first else None,
        "has_event": True,
        "actor": [_entity(part, known) for part in event.actors],
        "recipient": [_entity(part, known) for part in event.recipients],
        "event": event.type,
        "quad_code": QUAD_NAMES[QUADS[event.type]],
        "mode": [event.mode] if event.mode else [],
        "context": [MARKS[event.status]] if event.status in MARKS else [],
        "event_loc": [_place(part, sites) for part in event.places],
        "event_text": event.trigger.text,
        "size": {"number": event.quantity.number, "unit": event.quantity.unit} if event.quantity else None,
        "text": " ".join(event.sentence.text.split()),
        "text_info": {"start": event.sentence.start, "end": event.sentence.end, "document": document.id},
        "cite_info": {"url": document.source.url, "title": document.title, "author": document.source.author, "date": document.published},
        "coder": f"extractor {document.made_by.version}",
        "extra": {
            "status": event.status,
            "attribution": event.attribution.model_dump(),
            "articles": list(event.articles),
            "footnotes": list(event.footnotes),
            "original_date": event.original_date.edtf if event.original_date else None,
            "edtf": event.date.edtf if event.date else None,
        },
    }  # fmt: skip


def _entity(part: Argument, known: dict[str, actors.Actor]) -> dict[str, Any]:
    """An actor as PLOVER has it: ISO 3166-1 alpha-3 code, sector, the words, the id."""
    state, _, sector = part.id.partition("/")
    row = known.get(state)
    return {
        "code": row.code if row else "",
        "sector": (sector or (row.sector if row else "")).upper(),
        "entity_text": part.text,
        "identifier_id": part.id,
        "identifier_text": row.names[0] if row else "",
    }


def _place(part: Argument, sites: dict[str, places.Place]) -> dict[str, Any]:
    site = sites.get(part.id)
    return {"text": part.text, "id": part.id, "lat": site.lat if site else None, "lon": site.lon if site else None}
