"""What calendars, time lines and maps share: the days that an event can mean, its name on one line, an id that is safe anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor import ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from extractor.records import Argument, Document, Event

_USUAL = re.compile(r"ev-[0-9a-f]{12}")
_FUTURE = frozenset({"planned", "proposed", "postponed"})


class Days(NamedTuple):
    """The first and last day of an event, and how exact its date is: day, month, season, year, decade, century, interval."""

    first: date
    last: date
    precision: str


def days(event: Event) -> Days | None:
    """The days of an event; None where no date is known, or one of its ends is open or unknown."""
    if event.date is None or not event.date.edtf:
        return None
    first, last = ids.day_range(event.date.edtf)
    if first is None or last is None:
        return None
    return Days(first, last, getattr(ids.parse_date(event.date.edtf), "precision", "day"))


def dated(documents: Iterable[Document]) -> Iterator[tuple[Document, Event, Days]]:
    """Each event with a first and a last day, by day, then in the order of the texts."""
    found = [(document, event, span) for document in documents for event in document.events if (span := days(event))]
    yield from sorted(found, key=lambda one: one[2][:2])


def undated(documents: Iterable[Document]) -> str | None:
    """What a calendar has to leave out, in words; None where that is nothing."""
    events = [event for document in documents for event in document.events]
    missing = sum(days(event) is None for event in events)
    return f"{missing} of {len(events)} events have no day, or an open one, and are left out" if missing else None


def headline(event: Event) -> str:
    """An event on one line: type, status unless it is actual, who, whom, where, in the text's own words."""
    kind = f"{event.type} {event.mode}" if event.mode else event.type
    said = f"{kind} ({event.status})" if event.status != "actual" else kind
    slots = ((_words(event.actors), ""), (_words(event.recipients), "to "), (_words(event.places), "at "))
    return ": ".join(part for part in (said, ", ".join(before + words for words, before in slots if words)) if part)


def uid(document: Document, event: Event) -> str:
    """An id that is the same on every run and holds nothing but letters, figures and hyphens."""
    if _USUAL.fullmatch(event.id):
        return event.id
    return f"ev-{ids.digest(f'{document.id}:{event.id}:{event.trigger.start}:{event.trigger.end}')[:12]}"


def plain(text: str) -> str:
    """A text on one line, without control characters."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", "", " ".join(text.split()))


def is_future(event: Event) -> bool:
    """The text tells the event as planned, proposed or postponed."""
    return event.status in _FUTURE


def evidence(document: Document, event: Event) -> str:
    """Where an event stands: document and characters of the raw text."""
    return f"{document.id}, characters {event.sentence.start} to {event.sentence.end}"


def _words(arguments: tuple[Argument, ...]) -> str:
    return " and ".join(dict.fromkeys(plain(one.text) for one in arguments))
