"""A document as lines for people to read and to compare: a mention a line, then its notes, events and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Argument, Document, Event, When


def listing(document: Document) -> str:
    """The document as tab-separated lines: `start end kind label id text attrs`; events as `start end event type status slots`.

    Line breaks and tabs inside a text are shown as spaces. The same document gives the same lines.
    """
    lines = [f"# {document.id}\tpublished {document.published or '-'}\t{document.published_basis or '-'}"]
    for mention in document.mentions:
        attrs = " ".join(f"{key}={value}" for key, value in sorted(mention.attrs.items()))
        lines.append(
            _line(mention.start, mention.end, mention.kind, mention.label, mention.id or "-", mention.text, attrs)
        )
    lines += [_line(note.start, note.end, "note", note.label, note.kind, note.text) for note in document.notes]
    lines += [_event(event) for event in document.events]
    lines += [_line(caveat.start, caveat.end, "warning", caveat.code, caveat.message) for caveat in document.warnings]
    return "\n".join(lines) + "\n"


def _event(event: Event) -> str:
    slots = {
        "actors": _names(event.actors),
        "recipients": _names(event.recipients),
        "places": _names(event.places),
        "date": _date(event.date),
        "original_date": _date(event.original_date),
        "articles": " ".join(event.articles),
        "footnotes": " ".join(event.footnotes),
        "by": event.attribution.kind + (f" {event.attribution.who}" if event.attribution.who else ""),
        "quantity": f"{event.quantity.number:g} {event.quantity.unit}" if event.quantity else "",
    }
    said = "\t".join(f"{slot}={value}" for slot, value in slots.items() if value and value != "author")
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    return _line(event.trigger.start, event.trigger.end, "event", kind, event.status, event.trigger.text, said)


def _names(arguments: Iterable[Argument]) -> str:
    return ", ".join((argument.id or f"“{argument.text}”") + "*" * argument.inferred for argument in arguments)


def _date(date: When | None) -> str:
    return date.edtf + "*" * date.inferred if date else ""


def _line(*cells: object) -> str:
    shown = [" ".join(str(cell).split()) if not str(cell).count("\t") else str(cell) for cell in cells]
    return "\t".join("-" if cell == "None" else cell for cell in shown).rstrip("\t")
