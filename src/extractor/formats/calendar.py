r"""Write dated events as iCalendar (RFC 5545), for any calendar program.

Every event is all-day and does not block the day (TRANSP). `DTEND` is the day after the last, as the RFC has it. A month, a year
or an interval is one entry from its first to its last day, and its description says that the date means some day between. An
event without a date, or whose date is open ("since 2021"), is left out; `extractor.formats.left_out` tells how many. No clock is
read: `DTSTAMP` is the same in every file, so the same records give the same bytes.

What is planned, proposed or postponed is TENTATIVE. The rest has no STATUS: what a text says that happened is not CONFIRMED by
being written down, and what did not happen would be hidden as CANCELLED. The status stands in SUMMARY and CATEGORIES.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from extractor.formats.dated import dated, evidence, headline, is_future, plain, uid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.formats.dated import Days
    from extractor.records import Document, Event

LINE = 75  # bytes of a line without its end
STAMP = "19700101T000000Z"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def ical(documents: Iterable[Document]) -> str:
    r"""The calendar of all dated events.

    >>> import extractor
    >>> made = ical([extractor.extract_text("Russia signed the agreement with Armenia on 5 May 2021.", id="a")])
    >>> [line for line in made.split("\r\n") if line.startswith("DT")]
    ['DTSTAMP:19700101T000000Z', 'DTSTART;VALUE=DATE:20210505', 'DTEND;VALUE=DATE:20210506']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//extractor//events//EN", "CALSCALE:GREGORIAN"]
    for document, event, span in dated(documents):
        lines += ["BEGIN:VEVENT", *_entry(document, event, span), "END:VEVENT"]
    return "".join(f"{fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def fold(line: str) -> str:
    """A content line cut after 75 bytes at most, never inside a character; each further piece begins with a space."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n".join(pieces)


def _entry(document: Document, event: Event, span: Days) -> Iterator[str]:
    yield f"UID:{uid(document, event)}@extractor.invalid"
    yield f"DTSTAMP:{STAMP}"
    yield f"DTSTART;VALUE=DATE:{_day(span.first)}"
    if span.last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(span.last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(headline(event))}"
    yield f"DESCRIPTION:{_text(*_description(document, event, span))}"
    if event.places:
        yield f"LOCATION:{_text(' / '.join(plain(place.text) for place in event.places))}"
    yield f"CATEGORIES:{event.type},{event.status}"
    if is_future(event):
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"


def _description(document: Document, event: Event, span: Days) -> Iterator[str]:
    yield f"“{plain(event.sentence.text)}”"
    if event.date and span.first != span.last:
        words = f" (“{plain(event.date.text)}”)" if event.date.text else ""
        yield f"Some day of {span.first} to {span.last}{words}"
    if event.date and event.date.inferred:
        yield "The date is taken from elsewhere in the text"
    if event.original_date and event.original_date.edtf:
        yield f"Was {event.original_date.edtf}"
    if event.attribution.kind != "author":
        yield f"Claimed by {plain(event.attribution.who or 'nobody named')}"
    yield plain(evidence(document, event))


def _text(*lines: str) -> str:
    return "\n".join(lines).translate(_ESCAPED)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
