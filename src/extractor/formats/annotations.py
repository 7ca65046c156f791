"""What comes back from an annotation tool: mentions and events in the shape of the records."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

from extractor import ids
from extractor.errors import ExtractorError
from extractor.formats.layer import DATES, ROLES, Layer, Link, Mark
from extractor.formats.payload import blame, same_surface, whole
from extractor.records import Argument, Event, Kind, Mention, Quote, Record, Trigger, When
from extractor.sources.metadata import half_character, whole_characters

if TYPE_CHECKING:
    from extractor.records import Span

KINDS = get_args(Kind)
MENTION_FIELDS = {"id", "attrs"}
ARGUMENT_FIELDS = {"id"}
EVENT_FIELDS = {
    "id", "status", "mode", "sentence", "mentions", "attribution", "quantity", "articles", "footnotes",
}  # fmt: skip


class Annotations(Record):
    """The mentions and events of one document; `remarks` tell, with its place, what the records could not take.

    A remark is a note that an annotator wrote, a relation that is no argument of an event, a second annotator's version, or a
    value that the tool did not state and the record must have.
    """

    document: str
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    remarks: tuple[str, ...] = ()


def put_together(layer: Layer, text: str, document: str) -> Annotations:
    """Marks and links as mentions and events; E604 for a label that is none of ours, E603 for a value that does not fit."""
    remarks = list(layer.remarks)
    heads: dict[int, list[Link]] = defaultdict(list)
    for link in layer.links:
        ends = (layer.marks[link.head].label, layer.marks[link.tail].label)
        if ends[0].startswith("event-") and not ends[1].startswith("event-"):
            heads[link.head].append(link)
        else:
            remarks.append(f"{link.where}: the relation {link.role!r} is not read; it is no argument of an event")
    mentions, events = [], []
    for number, mark in enumerate(layer.marks):
        kind: Any
        kind, dash, label = mark.label.partition("-")
        same_surface(text, mark.start, mark.end, None, document, mark.where)
        if not dash or kind not in (*KINDS, "event", "argument", "inferred"):
            known = ", ".join(f"{one}-LABEL" for one in KINDS) + ", event-TYPE, argument-ROLE, inferred-ROLE"
            raise ExtractorError("E604", file=document, where=mark.where, what="label", found=mark.label, known=known)
        with blame(document, mark.where):
            _whole(mark)
            if kind in KINDS:
                _only(mark, MENTION_FIELDS)
                mentions.append(Mention(**_span(mark, text), **mark.data, kind=kind, label=label))
            elif kind == "event":
                events.append(_event(mark, label, _filled(heads[number], layer, text, document), text, document))
                remarks += _guessed(mark)
            else:
                _only(mark, ARGUMENT_FIELDS)
    said = tuple(whole_characters(remark) for remark in remarks)
    return Annotations(document=document, mentions=tuple(mentions), events=tuple(events), remarks=said)


def _event(mark: Mark, label: str, slots: dict[str, Any], text: str, document: str) -> Event:
    _only(mark, EVENT_FIELDS)
    data = {
        "id": ids.event_id(document, mark.start, mark.end, label),
        "status": "actual",
        **mark.data,
        "type": label,
        "trigger": _cut(Trigger, [mark.start, mark.end], text, document, mark),
        "sentence": _cut(Quote, mark.data.get("sentence", [mark.start, mark.end]), text, document, mark),
        "mentions": tuple(_cut(Trigger, span, text, document, mark) for span in mark.data.get("mentions", [])),
    }
    return Event(**data, **slots)


def _filled(links: list[Link], layer: Layer, text: str, document: str) -> dict[str, Any]:
    slots: dict[str, Any] = {name: [] for name in ROLES.values()}
    for link in links:
        mark = layer.marks[link.tail]
        span = {**_span(mark, text), "inferred": mark.label.startswith("inferred-")}
        if link.role in ROLES:
            slots[ROLES[link.role]].append(Argument(id=mark.data.get("id", ""), **span))
        elif link.role not in DATES:
            known = ", ".join((*ROLES, *DATES))
            raise ExtractorError("E604", file=document, where=link.where, what="role", found=link.role, known=known)
        elif DATES[link.role] in slots:
            raise ExtractorError(
                "E603", file=document, where=link.where, reason=f"the event has a second {link.role}; it can have one"
            )
        else:
            slots[DATES[link.role]] = When(edtf=mark.data.get("id", ""), **span)
    return slots


def _span(mark: Mark, text: str) -> dict[str, Any]:
    return {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}


def _cut(model: type[Span], span: Any, text: str, document: str, mark: Mark) -> Span:
    start, end = span
    same_surface(text, whole(start), whole(end), None, document, mark.where)
    return model(start=start, end=end, text=text[start:end])  # type: ignore[call-arg]  # both models have a text


def _only(mark: Mark, fields: set[str]) -> None:
    if unknown := sorted(set(mark.data) - fields):
        raise ValueError(f"the field {unknown[0]!r} is not known here; known: {', '.join(sorted(fields))}")


def _whole(mark: Mark) -> None:
    """ValueError where a label or a value holds half of a character, which no file can hold."""
    if half_character(json.dumps([mark.label, mark.data], ensure_ascii=False)) is not None:
        raise ValueError("a label or a value holds half of a character (a lone surrogate)")


def _guessed(mark: Mark) -> list[str]:
    """One remark for each value that an event must have and the tool did not state."""
    place = f"{mark.where}: the event at {mark.start} to {mark.end}"
    remarks = [] if "status" in mark.data else [f"{place} has no status; read as actual"]
    return remarks if "sentence" in mark.data else [*remarks, f"{place} has no sentence; its trigger stands for it"]
