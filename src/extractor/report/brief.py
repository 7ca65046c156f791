"""A document as a notebook shows it: counts, the first events with their words; no script and no style sheet, which it would cut out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from extractor.report import page
from extractor.report.layers import NAMES, layer_of
from extractor.report.saying import say, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Argument, Document, Event

SHOWN = 15  # events


class Line(NamedTuple):
    """An event in the table; the sentence is cut into what stands before its word, the word, and what stands behind."""

    date: str
    what: str
    status: str
    who: str
    whom: str
    where: str
    cited: str
    before: str
    trigger: str
    after: str


def brief(document: Document) -> str:
    """The HTML of a document in short."""
    counts = Counter(layer_of(mention.kind, mention.label) for mention in document.mentions)
    return page.render(
        "brief.html.j2",
        title=document.title or document.id,
        published=say(document.published) if document.published else "",
        counts=[(counts[css], name.lower()) for css, name in NAMES.items() if counts[css]],
        lines=[_line(event) for event in document.events[:SHOWN]],
        events=len(document.events),
        warnings=document.warnings[:SHOWN],
        unsettled=len(document.warnings),
    )


def _line(event: Event) -> Line:
    text, start = event.sentence.text, event.sentence.start
    low, high = event.trigger.start - start, event.trigger.end - start
    inside = low >= 0 and high <= len(text)
    return Line(
        date=say(event.date.edtf, short=True) if event.date else "",
        what=f"{event.type.capitalize()} {words(event.mode or '')}".strip(),
        status=words(event.status),
        who=_ids(event.actors),
        whom=_ids(event.recipients),
        where=_ids(event.places),
        cited=" ".join((*event.articles, *event.footnotes)),
        before=text[:low] if inside else text,
        trigger=text[low:high] if inside else "",
        after=text[high:] if inside else "",
    )


def _ids(arguments: Iterable[Argument]) -> str:
    return ", ".join(one.id or f"“{' '.join(one.text.split())}”" for one in arguments)
