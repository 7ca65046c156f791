"""Write events as one flat CSV table, with columns under the names that users of GDELT and ACLED know.

A row is a pair of actors, as in GDELT: each actor with each recipient; of an event of equals, each with each. An event whose actor is not
known has one row without. `EventCode` is CAMEO by the published mapping, for what happened or goes on; what is planned or did not happen
has the same code and says so in `Status`, so filter on that column before counting.
"""

from __future__ import annotations

import csv
import io
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from extractor import ids
from extractor.knowledge import actors, places
from extractor.knowledge.codes import QUADS, cameo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.records import Argument, Document, Event

COLUMNS = (
    "GlobalEventID", "EventDate", "EventDateEnd", "TimePrecision", "Status",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2Type1Code",
    "EventType", "EventMode", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "ActionGeo_FullName", "ActionGeo_Lat", "ActionGeo_Long", "Number", "Unit", "Articles", "Footnotes", "ClaimedBy", "Notes",
    "Source", "SourceDate", "SourceURL", "QuoteStart", "QuoteEnd",
)  # fmt: skip
PRECISION = {"day": 1, "month": 2, "year": 3}  # as ACLED has it; anything else counts as a year
RISKY = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t",
    "\n",
)  # what a spreadsheet would compute, wide forms in East Asian ones


def flat(documents: Iterable[Document], *, gazetteer: places.Gazetteer | None = None) -> str:
    """The CSV table of all events.

    >>> import extractor
    >>> table = flat([extractor.extract_text("Russia signed the agreement with Armenia on 5 May 2021.", id="a")])
    >>> row = next(csv.DictReader(io.StringIO(table)))
    >>> row["EventDate"], row["Actor1CountryCode"], row["EventCode"], row["QuadClass"]
    ('2021-05-05', 'RUS', '050', '1')
    """
    known = {actor.id: actor for actor in actors.load()}
    sites = {place.id: place for place in places.load(gazetteer)}
    made = io.StringIO()
    writer = csv.DictWriter(made, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for document in documents:
        for event in document.events:
            for first, second in _pairs(event):
                row = _event(event, sites) | _actor(1, first, known) | _actor(2, second, known) | _source(document)
                writer.writerow({name: safe_cell(value) for name, value in row.items()})
    return made.getvalue()


def _pairs(event: Event) -> Iterator[tuple[Argument | None, Argument | None]]:
    """Who with whom: actors with recipients, or equals among themselves."""
    if event.actors and event.recipients:
        yield from product(event.actors, event.recipients)
    elif len(event.actors) > 1:
        yield from combinations(event.actors, 2)
    else:
        yield next(iter(event.actors), None), next(iter(event.recipients), None)
        yield from ((None, other) for other in event.recipients[1:])


def _event(event: Event, sites: dict[str, places.Place]) -> dict[str, Any]:
    code = cameo(event.type, event.mode)
    first, last, precision = _days(event)
    place = next(iter(event.places), None)
    site = sites.get(place.id) if place else None
    return {
        "GlobalEventID": event.id, "EventDate": first, "EventDateEnd": last, "TimePrecision": precision, "Status": event.status,
        "EventType": event.type, "EventMode": event.mode, "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2],
        "QuadClass": QUADS[event.type], "ActionGeo_FullName": place.text if place else None,
        "ActionGeo_Lat": site.lat if site else None, "ActionGeo_Long": site.lon if site else None,
        "Number": event.quantity.number if event.quantity else None, "Unit": event.quantity.unit if event.quantity else None,
        "Articles": _joined(event.articles), "Footnotes": _joined(event.footnotes),
        "ClaimedBy": event.attribution.who or event.attribution.kind, "Notes": " ".join(event.sentence.text.split()),
        "QuoteStart": event.sentence.start, "QuoteEnd": event.sentence.end,
    }  # fmt: skip


def _days(event: Event) -> tuple[str | None, str | None, int | None]:
    if event.date is None or not event.date.edtf:
        return None, None, None
    first, last = (str(day) if day else None for day in ids.day_range(event.date.edtf))
    return first, last, PRECISION.get(getattr(ids.parse_date(event.date.edtf), "precision", ""), 3)


def _actor(number: int, part: Argument | None, known: dict[str, actors.Actor]) -> dict[str, Any]:
    if part is None:
        return {}
    state, _, sector = part.id.partition("/")
    row = known.get(state)
    code = row.code if row else ""
    sector = (sector or (row.sector if row else "")).upper()
    name = row.names[0] if row else part.text
    values = {"Code": code + sector, "Name": name, "CountryCode": code, "Type1Code": sector}
    return {f"Actor{number}{key}": value for key, value in values.items()}


def _source(document: Document) -> dict[str, Any]:
    return {"Source": document.id, "SourceDate": document.published, "SourceURL": document.source.url}


def _joined(values: Sequence[str]) -> str:
    return ";".join(values)


def safe_cell(value: Any) -> Any:
    r"""A value as a cell that no spreadsheet computes; its line ends are ones that Python's csv puts in quotes.

    >>> safe_cell("=1+1"), safe_cell("a\rb"), safe_cell(-1)
    ("'=1+1", 'a\nb', -1)
    """
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{value}" if value.startswith(RISKY) else value
