"""What the pipeline wrote on a Doc, as records: every offset is one of the raw input."""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from extractor import ids, text
from extractor.errors import message
from extractor.naming import naming
from extractor.pipeline import facts, spans
from extractor.records import Caveat, Document, Event, MadeBy, Mention, Note, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from extractor.sources import Source
    from extractor.text import CleanText

# The footnote group is left out: its mentions come from the markers themselves, which the Doc's text no longer holds.
KINDS = ("entity", "date", "place", "route", "treaty", "article")
EVENTS = "event"
SLOTS = (
    "type",
    "mode",
    "status",
    "actors",
    "recipients",
    "places",
    "date",
    "original_date",
    "articles",
    "footnotes",
    "attribution",
)


def assemble(source: Source, clean: CleanText, read: Iterable[tuple[Doc, int]], model: str) -> Document:
    """The document of a source.

    `read` gives the Docs of its clean text, each with the character at which it begins; `model` names the pipeline that read them.
    """
    mentions, events, pieces = list(_footnotes(source, clean)), [], 0
    published = source.published
    for doc, start in read:
        if not pieces:
            published = published or doc.user_data.get(facts.DATELINE)
        pieces += 1
        address = _Address(source.raw, clean, start)
        mentions += _mentions(doc, address)
        events += [event for event, _ in _explained(source, doc, address)]
    return _document(source, clean, model, mentions, events, published=published, pieces=pieces)


def explained(
    source: Source, clean: CleanText, read: Iterable[tuple[Doc, int]]
) -> Iterator[tuple[Event, dict[str, list[str]]]]:
    """Each event, and for each of its slots the rule and the words that gave it."""
    for doc, start in read:
        yield from _explained(source, doc, _Address(source.raw, clean, start))


def _mentions(doc: Doc, address: _Address) -> Iterator[Mention]:
    found = {kind: spans.read(doc, kind) for kind in KINDS}
    found["entity"] = list(_pointing_to_dates(found["entity"], found["date"]))
    yield from (address.mention(kind, one) for kind in KINDS for one in found[kind])


def _document(
    source: Source,
    clean: CleanText,
    model: str,
    mentions: list[Mention],
    events: list[Event],
    *,
    published: str | None,
    pieces: int,
) -> Document:
    if locate := source.locate:
        mentions = [one.model_copy(update={"attrs": one.attrs | locate(one.start, one.end)}) for one in mentions]
    mentions.sort(key=lambda mention: (mention.start, mention.end, mention.kind, mention.label, mention.id))
    notes = tuple(
        Note(
            label=note.label,
            scope=note.scope,
            start=note.start,
            end=note.end,
            text=note.text,
            kind=cited.kind,
            resolves_to=cited.resolves_to,
            bib=_works(note.text) if cited.kind in ("bib", "multi") else None,
        )
        for note, cited in zip(clean.notes, text.read_notes(clean.notes), strict=True)
    )
    return Document(
        id=source.id,
        title=source.title,
        published=published,
        published_basis=source.published_basis or ("dateline" if published else None),
        source=Origin(
            uri=source.uri, media_type=source.media_type, sha256=source.sha256, encoding=source.encoding,
            title=source.title, author=source.author, url=source.url, language=source.language,
        ),
        mentions=tuple(mentions),
        naming=naming(source.raw, [mention for mention in mentions if mention.kind == "place"]),
        notes=notes,
        events=tuple(events),
        warnings=tuple(_caveats(source, clean, mentions, pieces)),
        made_by=MadeBy(version=_version(), settings={"model": model}),
    )  # fmt: skip


@cache
def _version() -> str:
    return version("extractor")


def _works(note: str) -> Any:
    from extractor import works  # noqa: PLC0415  (its patterns are many: only for a text with notes)

    return works.read_works(note)


def _pointing_to_dates(entities: Iterable[spans.Found], dates: Iterable[spans.Found]) -> Iterator[spans.Found]:
    """The name of an event that holds a date or a length of time says where: the 44-Day War, the 2020 war."""
    starts = sorted((date.start, date.end) for date in dates)
    for entity in entities:
        at = bisect_left(starts, (entity.start, 0)) if entity.label == "EVENT" else len(starts)
        if at < len(starts) and starts[at][1] <= entity.end:
            yield entity._replace(attrs=entity.attrs | {"date": list(starts[at])})
        else:
            yield entity


class _Address:
    """Turns characters of a piece of the clean text, which begins at `shift`, into characters of the raw input."""

    def __init__(self, raw: str, clean: CleanText, shift: int) -> None:
        self._raw = raw
        self._map = clean.map
        self._shift = shift

    def span(self, start: int, end: int) -> dict[str, Any]:
        """Raw start, end and text of a clean span."""
        low, high = self._turned(start, end)
        return {"start": low, "end": high, "text": self._raw[low:high]}

    def mention(self, kind: str, found: spans.Found) -> Mention:
        """A mention as a record; offsets among its facts are turned too."""
        attrs = dict(found.attrs)
        for pointer in ("anchor", "date"):
            if pointer in attrs:
                attrs[pointer] = list(self._turned(*attrs[pointer]))
        if ends := attrs.pop("ends", None):
            attrs["ends"] = [
                value for start, end, value in ends for value in (*map(str, self._turned(start, end)), value)
            ]
        place = self.span(found.start, found.end)
        return Mention(kind=kind, label=found.label, id=found.id, attrs=attrs, **place)  # type: ignore[arg-type]

    def _turned(self, start: int, end: int) -> tuple[int, int]:
        return self._map.to_raw(start + self._shift, end + self._shift)


def _footnotes(source: Source, clean: CleanText) -> Iterator[Mention]:
    for marker in clean.markers:
        id = str(ids.FootnoteId(marker.label, marker.scope))
        yield Mention(kind="footnote", label="MARK", start=marker.start, end=marker.end, text=marker.text, id=id)
    for note in clean.notes:
        words = source.raw[note.start : note.end]
        yield Mention(
            kind="footnote",
            label="NOTE",
            start=note.start,
            end=note.end,
            text=words,
            id=str(ids.FootnoteId(note.label, note.scope)),
        )


def _explained(source: Source, doc: Doc, address: _Address) -> Iterator[tuple[Event, dict[str, list[str]]]]:
    """Each event, and for each slot the rule and the words that gave it."""
    group = doc.spans.get(EVENTS)
    for line in group.attrs.get(facts.RECORDS, []) if group is not None else []:
        record = json.loads(line)
        why: dict[str, list[str]] = record.pop("why")
        trigger = address.span(*record["trigger"])
        told_at = record.pop("at", None)
        # The members of a gapped clause share their trigger; where each one begins tells them apart.
        member = "" if told_at is None else f"@{address.span(told_at, told_at + 1)['start']}"
        for slot in ("actors", "recipients", "places"):
            why[slot] = [f"{part['id'] or 'unknown'}: {part.pop('how')}, “{part['text']}”" for part in record[slot]]
            record[slot] = [part | address.span(part["start"], part["end"]) for part in record[slot]]
        for slot in ("date", "original_date"):
            if part := record[slot]:
                why[slot] = [f"{part['edtf']}: {part.pop('how')}, “{part['text']}”"]
                record[slot] = part | address.span(part["start"], part["end"])
        why["attribution"] = [": ".join(filter(None, (record["attribution"]["who"], record["attribution"].pop("how"))))]
        why["articles"] = [f"{id}: cited in the clause" for id in record["articles"]]
        why["footnotes"] = [f"{id}: first mark after the words" for id in record["footnotes"]]
        record["mentions"] = [address.span(*other) for other in record.get("mentions", [])]
        record |= {"trigger": trigger, "sentence": address.span(*record["sentence"])}
        event = Event(id=ids.event_id(source.id, trigger["start"], trigger["end"], record["type"] + member), **record)
        yield event, {slot: why[slot] for slot in SLOTS if why.get(slot)}


def _caveats(source: Source, clean: CleanText, mentions: list[Mention], pieces: int) -> Iterator[Caveat]:
    if pieces > 1:
        yield Caveat(code="W405", message=message("W405", count=pieces))
    if source.encoding_basis in {"detected", "repaired"}:
        yield Caveat(code="W401", message=message("W401", encoding=source.encoding))
    if unreadable := clean.replaced + source.raw.count("\ufffd"):
        yield Caveat(code="W402", message=message("W402", count=unreadable))
    yield from (Caveat(code=code, message=message(code, **facts)) for code, facts in source.remarks)
    marks = {mention.id for mention in mentions if mention.label == "MARK"}
    notes = {mention.id for mention in mentions if mention.label == "NOTE"}
    for mention in mentions:
        code = None
        if mention.label == "MARK" and mention.id not in notes:
            code = "W101"
        elif mention.label == "NOTE" and mention.id not in marks:
            code = "W102"
        elif mention.kind == "date" and (mention.id.startswith("XXXX") or mention.attrs.get("basis") == "unresolved"):
            code = "W201"
        elif mention.kind == "article" and mention.id.startswith(ids.UNKNOWN_TREATY):
            code = "W301"
        if code:
            yield Caveat(code=code, message=message(code, text=mention.text[:60]), start=mention.start, end=mention.end)
        if mention.attrs.get("out_of_range"):
            treaty = mention.id.partition("/")[0]
            yield Caveat(
                code="W302",
                message=message("W302", text=mention.text, treaty=treaty),
                start=mention.start,
                end=mention.end,
            )
