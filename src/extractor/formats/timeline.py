"""Write dated events as the JSON that TimelineJS reads (timeline.knightlab.com/docs/json-format.html).

A month or a year is given as such, without a day, so that the page shows no day that the text does not name; a longer span has
`end_date`. `display_date` has the words of the text. The page treats headline and text as HTML, so both are escaped, and
`autolink` is off. Events without a date, or with an open one, are left out; `extractor.formats.left_out` tells how many.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

from extractor.formats.dated import dated, evidence, headline, plain, uid

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from extractor.formats.dated import Days
    from extractor.records import Document, Event

PARTS = {"year": 1, "month": 2}  # how many of year, month, day a date of this precision states


def timelinejs(documents: Iterable[Document]) -> str:
    """The time line of all dated events.

    >>> import extractor
    >>> made = json.loads(timelinejs([extractor.extract_text("Russia signed the agreement with Armenia in May 2021.", id="a")]))
    >>> made["events"][0]["start_date"], made["events"][0]["group"]
    ({'year': 2021, 'month': 5}, 'SUPPORT')
    """
    slides = [_slide(document, event, span) for document, event, span in dated(documents)]
    return json.dumps({"events": slides}, ensure_ascii=False, indent=1) + "\n"


def _slide(document: Document, event: Event, span: Days) -> dict[str, Any]:
    parts = PARTS.get(span.precision, 3)
    slide = {
        "unique_id": uid(document, event),
        "start_date": _date(span.first, parts),
        "text": {
            "headline": html.escape(headline(event)),
            "text": html.escape(f"“{plain(event.sentence.text)}” ({plain(evidence(document, event))})"),
        },
        "group": html.escape(event.type),
        "autolink": False,
    }
    if parts == 3 and span.first != span.last:
        slide["end_date"] = _date(span.last, parts)
    if event.date and event.date.text:
        slide["display_date"] = html.escape(plain(event.date.text))
    return slide


def _date(day: date, parts: int) -> dict[str, int]:
    return dict(list(zip(("year", "month", "day"), day.timetuple()[:3], strict=True))[:parts])
