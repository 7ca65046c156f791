"""What the page shows of one document: marked text, events with filters, timeline, map, names, notes, what is not settled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extractor.report import rows, timeline
from extractor.report.anchors import Anchors
from extractor.report.gold import Judged, MistakeRow, by_trigger, mistake_rows
from extractor.report.layers import NAMES
from extractor.report.mapping import Map, Spot, draw
from extractor.report.marking import marks_of
from extractor.report.markup import joined, marked
from extractor.report.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from extractor.records import Document
    from extractor.report.keys import Keys
    from extractor.report.rows import Chip, EventRow, NoteRow, PlaceRow, Remark
    from extractor.report.timeline import Timeline
    from extractor.report.topology import Outline

TRADITIONS = {
    "az": "Azerbaijani", "hy": "Armenian", "ru": "Russian", "tr": "Turkish", "en": "English", "fa": "Persian", "ka": "Georgian",
    "other": "other",
}  # fmt: skip


class Filter(NamedTuple):
    """A filter of the events table: its name, the data that it reads, its choices as (value, label, count)."""

    name: str
    slot: str
    choices: tuple[tuple[str, str, int], ...]


class Share(NamedTuple):
    """How many place names are in the form of one tradition."""

    tradition: str
    times: int
    share: float


class Double(NamedTuple):
    """A place named twice running, and where."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Page:
    """Everything about one document that the template shows."""

    number: int
    id: str
    title: str
    published: str
    basis: str
    source: tuple[tuple[str, str], ...]
    whole: bool
    text: Markup
    layers: tuple[tuple[str, str, int], ...]
    events: Sequence[EventRow]
    filters: tuple[Filter, ...]
    timeline: Timeline | None
    map: Map | None
    places: Sequence[PlaceRow]
    shares: tuple[Share, ...]
    shared: int
    doubles: tuple[Double, ...]
    notes: Sequence[NoteRow]
    remarks: Sequence[Remark]
    nameless: Sequence[Chip]
    nameless_more: int
    judged: Judged | None
    mistakes: Sequence[MistakeRow]
    triggers: Mapping[str, str] = field(default_factory=dict)

    def at(self, event: str) -> str:
        """The address of an event's word."""
        return self.triggers.get(event, "")


def page_of(
    document: Document,
    raw: str | None,
    number: int,
    keys: Keys,
    outline: Outline,
    *,
    borders: bool,
    due: Mapping[str, Iterable[str]],
    judged: Judged | None,
    prefix: str,
) -> Page:
    """The page of a document; without its raw text the sentences that its events quote stand in for it."""
    parts = [(0, len(raw), raw)] if raw is not None else _quoted(document)
    marks = marks_of(document, keys, judged.mistakes if judged else ())
    anchors = Anchors(prefix, marks, [(start, end) for start, end, _ in parts])
    events = rows.event_rows(document, raw, keys, anchors, by_trigger(judged) if judged else None)
    places = rows.place_rows(document, keys, anchors)
    triggers = {
        event.id: anchors.at(event.trigger.start, key=keys.of_event(event), css="ev") for event in document.events
    }
    numbers = {event.id: keys.of_event(event) for event in document.events}
    notes = rows.note_rows(document, keys, anchors)
    listed, more = rows.nameless(document, keys, anchors)
    doubles = tuple(Double(" ".join(one.text.split()), anchors.at(one.start)) for one in document.naming.double)
    warned = rows.remarks(document, anchors)
    mistakes = mistake_rows(judged.mistakes, anchors) if judged else []
    line = timeline.lay_out(document.events, numbers, triggers, due, document.published) if document.events else None
    counts = Counter(mark.css for mark in marks)
    final = anchors.marks()  # last, when every row has asked for its address
    texts = [marked(text, [m for m in final if start <= m.start < end], offset=start) for start, end, text in parts]
    return Page(
        number=number,
        id=document.id,
        title=document.title or document.id,
        published=say(document.published) if document.published else "",
        basis=document.published_basis or "",
        source=tuple(_source(document)),
        whole=raw is not None,
        text=joined(texts),
        layers=tuple((css, name, counts[css]) for css, name in NAMES.items() if counts[css]),
        events=events,
        filters=_filters(events),
        timeline=line,
        map=draw(_spots(places, keys), outline, borders=borders),
        places=places,
        shares=tuple(
            Share(TRADITIONS.get(tradition, tradition), count, document.naming.shares.get(tradition, 0))
            for tradition, count in document.naming.forms.items()
        ),
        shared=document.naming.shared,
        doubles=doubles,
        notes=notes,
        remarks=warned,
        nameless=listed,
        nameless_more=more,
        judged=judged,
        mistakes=mistakes,
        triggers=triggers,
    )


def _quoted(document: Document) -> list[tuple[int, int, str]]:
    """The sentences of the events, in the order of the text, each once; one that lies within another stands there."""
    found: list[tuple[int, int, str]] = []
    for sentence in sorted({(e.sentence.start, e.sentence.end, e.sentence.text) for e in document.events}):
        if len(sentence[2]) == sentence[1] - sentence[0] and (not found or sentence[0] >= found[-1][1]):
            found.append(sentence)
    return found


def _source(document: Document) -> Iterable[tuple[str, str]]:
    source = document.source
    yield "id", document.id
    for name, value in (("author", source.author), ("address", source.url), ("file", source.uri)):
        if value:
            yield name, value
    yield "SHA-256", source.sha256
    yield "made by", " ".join(["extractor", document.made_by.version, *map(str, document.made_by.settings.values())])


def _spots(places: Sequence[PlaceRow], keys: Keys) -> list[Spot]:
    spots = []
    for row in places:
        place = keys.places.get(row.id)
        if place and place.lat is not None and place.lon is not None:
            names = tuple(name for name, _ in row.names)
            spots.append(
                Spot(row.key, row.id, names, row.times, place.lon, place.lat, place.kind == "COUNTRY", row.anchor)
            )
    return spots


def _filters(events: Sequence[EventRow]) -> tuple[Filter, ...]:
    """The filters that have more than nothing to choose from, the most frequent value first."""
    slots = (
        ("Actor", "a", [[*row.actors, *row.recipients] for row in events]),
        ("Place", "p", [row.places for row in events]),
        ("Article", "r", [row.articles for row in events]),
    )
    plain = (("Type", "t", [row.type for row in events]), ("Status", "s", [row.status for row in events]))
    made = []
    for name, slot, values in plain:
        made.append(
            Filter(name, slot, tuple((value, value.replace("-", " "), n) for value, n in Counter(values).most_common()))
        )
    for name, slot, chips in slots:
        counted = Counter(chip for row in chips for chip in {c.key: (str(c.key), c.label) for c in row}.values())
        made.append(
            Filter(name, slot, tuple((*chip, n) for chip, n in sorted(counted.items(), key=lambda i: (-i[1], i[0][1]))))
        )
    return tuple(one for one in made if one.choices)
