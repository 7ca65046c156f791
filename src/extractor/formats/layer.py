"""One flat picture of a document for every annotation tool: marks over characters, and links between marks.

A mention is a mark ``kind-LABEL`` (``place-CITY``), an event a mark ``event-TYPE`` over its trigger, linked to the
marks of its arguments: ``actor``, ``recipient``, ``place``, ``date``, ``original-date``. A stated argument links to the
mention with its characters and id. One without such a mention has a mark of its own, ``argument-ROLE``, and an inferred
one always has: ``inferred-ROLE``. What a tool cannot show (id, attrs, status, sentence ...) is the `data` of the mark.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor import ids
from extractor.errors import ExtractorError
from extractor.formats.payload import blame, rows, table, whole
from extractor.records import Argument, Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.records import Document, Event, Quote, Trigger

ROLES = {"actor": "actors", "recipient": "recipients", "place": "places"}
DATES = {"date": "date", "original-date": "original_date"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Labelled characters of our text, in code points; `where` says where it stands in the file of the tool."""

    start: int
    end: int
    label: str
    data: dict[str, Any] = field(default_factory=dict)
    where: str = ""


class Link(NamedTuple):
    """A role between two marks, named by their number; the head is an event."""

    head: int
    role: str
    tail: int
    where: str = ""


@dataclass(slots=True)
class Layer:
    """All marks and links of one document; `remarks` tell what a file holds and a record cannot."""

    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def take_apart(document: Document, text: str) -> Layer:
    """The mentions and events of a document as marks and links; E605 where they do not fit the text."""
    layer = Layer()
    known: dict[tuple[int, int, str], int] = {}
    own: dict[tuple[int, int, str, str], int] = {}
    for mention in document.mentions:
        _fits(document, text, "the mention", mention.start, mention.end, mention.text)
        known.setdefault((mention.start, mention.end, mention.id), len(layer.marks))
        data = {"id": mention.id, "attrs": mention.attrs}
        layer.marks.append(Mark(mention.start, mention.end, f"{mention.kind}-{mention.label}", _stated(data)))
    for event in document.events:
        head = len(layer.marks)
        layer.marks.append(Mark(event.trigger.start, event.trigger.end, f"event-{event.type}", _rest(document, event)))
        spans: list[Trigger | Quote] = [event.trigger, event.sentence, *event.mentions]
        for span in spans:
            _fits(document, text, "a part of the event", span.start, span.end, span.text)
        for role, one in arguments(event):
            _fits(document, text, f"the {role} of the event", one.start, one.end, one.text)
            tail = None if one.inferred else known.get((one.start, one.end, one.id))
            if tail is None:
                label = f"{'inferred' if one.inferred else 'argument'}-{role}"
                tail = own.setdefault((one.start, one.end, label, one.id), len(layer.marks))
                if tail == len(layer.marks):
                    layer.marks.append(Mark(one.start, one.end, label, _stated({"id": one.id})))
            layer.links.append(Link(head, role, tail))
    return layer


def arguments(event: Event) -> Iterator[tuple[str, Argument]]:
    """Each argument of an event with its role; a date is an argument whose id is its EDTF string."""
    for role, name in ROLES.items():
        yield from ((role, one) for one in getattr(event, name))
    for role, name in DATES.items():
        if when := getattr(event, name):
            yield role, Argument(id=when.edtf, text=when.text, start=when.start, end=when.end, inferred=when.inferred)


def carried(layer: Layer, document: str) -> dict[str, Any]:
    """The data of the marks, to travel beside them in a field that the tool keeps and does not look into.

    A mark is named by its characters (in code points) and label, as tools give their marks new ids.
    """
    marks = [[mark.start, mark.end, mark.label, mark.data] for mark in layer.marks]
    return {"document": document, "marks": marks}


def restored(marks: list[Mark], value: object, file: str, where: str) -> list[Mark]:
    """The marks with the data that was carried beside them; a mark whose label was changed within its kind keeps it."""
    waiting: dict[tuple[int, int, str], deque[dict[str, Any]]] = defaultdict(deque)
    with blame(file, f"{where}, field extractor"):
        for start, end, label, data in rows(table(value or {}, file, where).get("marks"), file, where):
            waiting[whole(start), whole(end), str(label)].append(table(data, file, where))
    found = [_claim(waiting, (mark.start, mark.end, mark.label)) for mark in marks]
    for (start, end, label), left in list(waiting.items()):
        if left and (kind := label.partition("-")[0]) != label:
            waiting[start, end, kind].extend(left)
    for number, mark in enumerate(marks):
        if found[number] is None:
            found[number] = _claim(waiting, (mark.start, mark.end, mark.label.partition("-")[0]))
    return [replace(mark, data={**(data or {}), **mark.data}) for mark, data in zip(marks, found, strict=True)]


def _claim(waiting: dict[tuple[int, int, str], deque[dict[str, Any]]], key: tuple[int, int, str]) -> Any:
    return waiting[key].popleft() if waiting.get(key) else None


def _rest(document: Document, event: Event) -> dict[str, Any]:
    """What an event holds beside its type, trigger and arguments; its id only where the library would not give it."""
    usual = ids.event_id(document.id, event.trigger.start, event.trigger.end, event.type)
    data = {
        "status": event.status,
        "sentence": [event.sentence.start, event.sentence.end],
        "mentions": [[span.start, span.end] for span in event.mentions],
        "attribution": event.attribution.model_dump() if event.attribution != Attribution() else None,
        "quantity": event.quantity.model_dump() if event.quantity else None,
        "articles": list(event.articles),
        "footnotes": list(event.footnotes),
    }
    own = {} if event.id == usual else {"id": event.id}
    return own | ({} if event.mode is None else {"mode": event.mode}) | _stated(data)


def _stated(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _fits(document: Document, text: str, what: str, start: int, end: int, surface: str) -> None:
    if end > len(text) or text[start:end] != surface:
        reason = f"the text has {text[start:end][:40]!r} there, the record {surface[:40]!r}"
        raise ExtractorError("E605", file=document.id, what=what, start=start, end=end, reason=reason)
