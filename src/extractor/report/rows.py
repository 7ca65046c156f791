"""The rows of a document's tables: events with their parts, places with the names used, notes with their works, what is not settled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor import ids
from extractor.report.saying import say, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.records import Argument, Document, Event, When
    from extractor.report.anchors import Anchors
    from extractor.report.keys import Keys

AROUND = 32  # characters of context on each side of an event word
NAMELESS = 40  # names without an id that are listed


class Chip(NamedTuple):
    """Something with a number: what it is called, where it stands, whether it was inferred."""

    key: int
    label: str
    anchor: str
    inferred: bool = False
    words: str = ""


class EventRow(NamedTuple):
    """An event as a row; `gold` are its mistakes, None where there is no gold."""

    key: int
    anchor: str
    trigger: str
    before: str
    after: str
    date: Chip | None
    was: Chip | None
    type: str
    mode: str
    status: str
    actors: tuple[Chip, ...]
    recipients: tuple[Chip, ...]
    places: tuple[Chip, ...]
    articles: tuple[Chip, ...]
    notes: tuple[Chip, ...]
    by: str
    quantity: str
    gold: tuple[str, ...] | None


class PlaceRow(NamedTuple):
    """A place: its number and id, the names that the text used with their counts, the traditions whose forms they are."""

    key: int
    id: str
    kind: str
    names: tuple[tuple[str, int], ...]
    times: int
    traditions: tuple[str, ...]
    anchor: str


class NoteRow(NamedTuple):
    """A note: its number, label, kind, text, and the works it cites as lines of (field, value)."""

    key: int
    label: str
    kind: str
    text: str
    works: tuple[tuple[tuple[str, str], ...], ...]
    means: str
    anchor: str
    mark: str


class Remark(NamedTuple):
    """Something not settled, and where."""

    code: str
    message: str
    anchor: str


def event_rows(
    document: Document, raw: str | None, keys: Keys, anchors: Anchors, gold: dict[tuple[int, int], list[str]] | None
) -> list[EventRow]:
    """A row for each event, in the order of the text."""
    ordered = sorted(document.events, key=lambda event: (event.trigger.start, event.trigger.end, event.type))
    return [_event(event, document, raw, keys, anchors, gold) for event in ordered]


def _event(
    event: Event,
    document: Document,
    raw: str | None,
    keys: Keys,
    anchors: Anchors,
    gold: dict[tuple[int, int], list[str]] | None,
) -> EventRow:
    def parties(arguments: Iterable[Argument]) -> tuple[Chip, ...]:
        return tuple(_party(one, document.id, keys, anchors) for one in arguments)

    def when(date: When | None) -> Chip | None:
        if date is None:
            return None
        key = keys.of_id(date.edtf, "date", document.id) if date.edtf else keys.of_event(event)
        said = say(date.edtf, short=True) if date.edtf else f"“{' '.join(date.text.split())}”"
        told = " ".join(date.text.split())
        return Chip(key, said, anchors.at(date.start, key=key), date.inferred, "" if told == say(date.edtf) else told)

    def cited(id: str, kind: str) -> Chip:
        key = keys.of_id(id, kind, document.id)
        found = next((m for m in document.mentions if m.id == id and anchors.is_shown(m.start)), None)
        return Chip(key, id, anchors.at(found.start, key=key) if found else "")

    key = keys.of_event(event)
    number = event.quantity
    before, after = _around(event, raw)
    return EventRow(
        key=key,
        anchor=anchors.at(event.trigger.start, key=key, css="ev"),
        trigger=" ".join(event.trigger.text.split()),
        before=before,
        after=after,
        date=when(event.date),
        was=when(event.original_date),
        type=event.type,
        mode=words(event.mode or ""),
        status=event.status,
        actors=parties(event.actors),
        recipients=parties(event.recipients),
        places=parties(event.places),
        articles=tuple(cited(id, "article") for id in event.articles),
        notes=tuple(cited(id, "footnote") for id in event.footnotes),
        by=_by(event),
        quantity=f"{number.number:g} {number.unit}".strip() if number else "",
        gold=None if gold is None else tuple(gold.get((event.trigger.start, event.trigger.end), ())),
    )


def _by(event: Event) -> str:
    """Who claims it, where that is not the author."""
    if event.attribution.kind == "author":
        return ""
    return f"claimed by {event.attribution.who}" if event.attribution.who else "claimed, it is not said by whom"


def _party(one: Argument, document: str, keys: Keys, anchors: Anchors) -> Chip:
    said = " ".join(one.text.split())
    key = keys.of_id(one.id, "entity", document) if one.id else keys.of_words(said)
    told = "" if not one.id or ids.slug(said) == one.id else said
    return Chip(key, one.id or f"“{said}”", anchors.at(one.start, key=key), one.inferred, told)


def _around(event: Event, raw: str | None) -> tuple[str, str]:
    """The words before and behind the trigger within its sentence, cut at words."""
    sentence, trigger = event.sentence, event.trigger
    inside = sentence.start <= trigger.start and trigger.end <= sentence.end
    text, shift = (raw, 0) if raw is not None else (sentence.text, sentence.start)
    if not inside and raw is None:
        return "", ""
    low, high = (sentence.start, sentence.end) if inside else (trigger.start, trigger.end)
    before = text[max(low, trigger.start - AROUND) - shift : trigger.start - shift]
    after = text[trigger.end - shift : min(high, trigger.end + AROUND) - shift]
    if trigger.start - AROUND > low:
        before = "…" + before[before.find(" ") + 1 :] if " " in before else before
    if trigger.end + AROUND < high:
        after = after[: after.rfind(" ")] + "…" if " " in after else after
    return " ".join(before.split()) + " " * before.endswith((" ", "\n")), " " * after.startswith(
        (" ", "\n")
    ) + " ".join(after.split())


def place_rows(document: Document, keys: Keys, anchors: Anchors) -> list[PlaceRow]:
    """The places of a text, the most mentioned first."""
    found: dict[int, list[Any]] = {}
    for mention in document.of("place"):
        found.setdefault(keys.of_mention(mention, document.id), []).append(mention)
    rows = []
    for key, mentions in found.items():
        names = Counter(" ".join(mention.text.split()) for mention in mentions)
        users = dict.fromkeys(str(mention.attrs["tradition"]) for mention in mentions if mention.attrs.get("tradition"))
        first = next((mention for mention in mentions if anchors.is_shown(mention.start)), None)
        rows.append(
            PlaceRow(
                key=key,
                id=mentions[0].id,
                kind=words(mentions[0].label),
                names=tuple(names.items()),
                times=len(mentions),
                traditions=tuple(users),
                anchor=anchors.at(first.start, key=key, css="pl") if first else "",
            )
        )
    return sorted(rows, key=lambda row: (-row.times, row.id or "~"))


def note_rows(document: Document, keys: Keys, anchors: Anchors) -> list[NoteRow]:
    """The notes of a text; `mark` is the address of the place that calls the note."""
    rows = []
    marks = {m.id: m.start for m in reversed(document.mentions) if m.kind == "footnote" and m.label == "MARK"}
    for note in document.notes:
        id = str(ids.FootnoteId(note.label, note.scope))
        key = keys.of_id(id, "footnote", document.id)
        works = [note.bib] if isinstance(note.bib, dict) else note.bib or []
        rows.append(
            NoteRow(
                key=key,
                label=note.label,
                kind=words(note.kind.replace("_", ". ")),
                text=note.text,
                works=tuple(tuple(_fields(work)) for work in works),
                means=note.resolves_to or "",
                anchor=anchors.at(note.start, key=key, css="nt"),
                mark=anchors.at(marks[id], key=key, css="fn") if id in marks else "",
            )
        )
    return rows


def _fields(work: dict[str, Any]) -> list[tuple[str, str]]:
    return [(words(name), said) for name, value in work.items() if name != "type" and (said := _plain(value))]


def _plain(value: Any) -> str:
    """A CSL-JSON value in a line: names as written, dates in words."""
    if isinstance(value, dict):
        if parts := value.get("date-parts"):
            return say("-".join(f"{int(part):0{4 if at == 0 else 2}d}" for at, part in enumerate(parts[0])))
        named = [value.get(part) for part in ("given", "non-dropping-particle", "family", "literal", "raw", "edtf")]
        return " ".join(str(part) for part in named if part)
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value)))
    return str(value)


def remarks(document: Document, anchors: Anchors) -> list[Remark]:
    """The warnings of a document."""
    return [
        Remark(one.code, one.message, anchors.at(one.start) if one.start is not None else "")
        for one in document.warnings
    ]


def nameless(document: Document, keys: Keys, anchors: Anchors) -> tuple[Sequence[Chip], int]:
    """Names that no table knows, the most frequent first, with how often each stands; and how many more there are."""
    placed = {(m.start, m.end) for m in document.mentions if m.kind in ("place", "route", "treaty") and m.id}
    counts: Counter[int] = Counter()
    first: dict[int, Chip] = {}
    for mention in document.mentions:
        if mention.id or mention.kind not in ("entity", "place") or (mention.start, mention.end) in placed:
            continue
        key = keys.of_mention(mention, document.id)
        counts[key] += 1
        if key not in first:
            text = " ".join(mention.text.split())
            first[key] = Chip(key, text, anchors.at(mention.start, key=key))
    listed = [first[key]._replace(words=str(count)) for key, count in counts.most_common(NAMELESS)]
    return listed, max(len(counts) - NAMELESS, 0)
