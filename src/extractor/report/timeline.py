"""Lay out the timeline: a row for each happening, marks by status, a line from what was planned to what came, with the days between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extractor.report.axis import LETTER, Axis, Block, Tick
from extractor.report.happenings import AHEAD, Dated, dated, happenings
from extractor.report.saying import plural, say, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.records import Event

WIDTH, NAMES, TOP, STEP, EDGE = 760, 236, 46, 24, 12
MOST = 150  # rows
CUT = 37  # letters of a row's name
SYMBOL = 6  # pixels on each side of a day's middle


class Shape(NamedTuple):
    """A mark: from `x0` to `x1`, `day` when it is a symbol at one day, what it means in words, and which event it opens."""

    x0: float
    x1: float
    day: bool
    status: str
    approximate: bool
    open: str
    keys: tuple[int, ...]
    anchor: str
    said: str


class Link(NamedTuple):
    """The line between what was planned and what came; `text` is the delay in days."""

    x0: float
    x1: float
    text: str


class Row(NamedTuple):
    """A line of the timeline."""

    y: int
    name: str
    shapes: tuple[Shape, ...]
    link: Link | None
    date: str
    date_x: float
    date_end: bool


@dataclass(frozen=True)
class Timeline:
    """What a template draws. `undated` counts events without a day or year, `left_out` rows that are not drawn."""

    width: int
    height: int
    names: int
    top: int
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    years: tuple[Tick, ...]
    months: tuple[Tick, ...]
    published: float | None
    undated: int
    left_out: int

    @property
    def signs(self) -> frozenset[str]:
        """What its legend has to explain: statuses of days, and "span", "about", "open"."""
        shapes = [shape for row in self.rows for shape in row.shapes]
        told = {shape.status for shape in shapes}
        told |= {"span" for shape in shapes if not shape.day}
        told |= {"about" for shape in shapes if shape.approximate}
        told |= {"open" for shape in shapes if shape.open}
        return frozenset(told)


def lay_out(
    events: Sequence[Event],
    keys: Mapping[str, int],
    anchors: Mapping[str, str],
    due: Mapping[str, Iterable[str]],
    published: str | None,
) -> Timeline | None:
    """The timeline of events, None where none has a date.

    `keys` and `anchors` give number and address of an event by its id; `due` the due dates of obligations that it answers.
    """
    groups = [_with_plans(group, due) for group in happenings(events)]
    drawn = groups[:MOST]
    if not drawn:
        return None
    spans = [(one.first, one.last) for group in drawn for one, _ in group]
    appeared = dated(events[0], published) if published else None
    if appeared:
        spans.append((appeared.first, appeared.last))
    axis = Axis(spans, NAMES + EDGE, WIDTH - EDGE)
    rows = tuple(_row(TOP + STEP * at + STEP // 2, group, axis, keys, anchors) for at, group in enumerate(drawn))
    years, months = axis.ticks()
    counted = sum(bool(event.date and dated(event, event.date.edtf)) for event in events)
    return Timeline(
        width=WIDTH,
        height=TOP + STEP * len(rows) + 10,
        names=NAMES,
        top=TOP,
        rows=rows,
        blocks=tuple(axis.blocks),
        years=tuple(years),
        months=tuple(months),
        published=(axis.x(appeared.first) + axis.x(appeared.last, end=True)) / 2 if appeared else None,
        undated=len(events) - counted,
        left_out=len(groups) - len(drawn),
    )


def _with_plans(group: list[Dated], due: Mapping[str, Iterable[str]]) -> list[tuple[Dated, str]]:
    """The marks of a row with the status of each: those told, the dates that were moved, and due dates that nobody restates."""
    marks: list[tuple[Dated, str]] = [(one, one.event.status) for one in group]
    plans = [(one.event, one.event.original_date.edtf, "planned") for one in group if one.event.original_date]
    plans += [(one.event, edtf, "due") for one in group for edtf in due.get(one.event.id, ())]
    for event, edtf, status in plans:
        moved = dated(event, edtf)
        if moved and not any(one.first == moved.first and was in {*AHEAD, "due"} for one, was in marks):
            marks.append((moved, status))
    return sorted(marks, key=lambda mark: (mark[0].first, mark[0].last))


def _row(
    y: int, group: list[tuple[Dated, str]], axis: Axis, keys: Mapping[str, int], anchors: Mapping[str, str]
) -> Row:
    shapes = _shapes(group, axis, keys, anchors)
    planned = [one for one, status in group if status in {"due", "planned", "proposed"}]
    came = [one for one, status in group if status == "actual"] or [
        one for one, status in group if status == "postponed"
    ]
    link = None
    if planned and came and planned[0].exact and came[0].exact:
        days = (came[0].first - planned[0].first).days
        if days:
            text = f"{plural(abs(days), 'day')} {'late' if days > 0 else 'early'}"
            ends = sorted((_middle(planned[0], axis), _middle(came[0], axis)))
            link = Link(ends[0], ends[1], text)
        else:
            link = Link(_middle(came[0], axis), _middle(came[0], axis), "on the day")
    event = group[0][0].event
    last = group[-1][0]
    date = say(last.edtf, short=True) + (f" · {link.text}" if link else "")
    right = max(shape.x1 for shape in shapes) + SYMBOL + 3
    fits = right + len(date) * LETTER < WIDTH
    left = min(shape.x0 for shape in shapes) - SYMBOL - 3
    name = _name(event)
    return Row(
        y=y,
        name=name if len(name) <= CUT else f"{name[: CUT - 1]}…",
        shapes=shapes,
        link=link,
        date=date if fits or left - len(date) * LETTER > NAMES else "",
        date_x=right if fits else left,
        date_end=not fits,
    )


def _shapes(
    group: list[tuple[Dated, str]], axis: Axis, keys: Mapping[str, int], anchors: Mapping[str, str]
) -> tuple[Shape, ...]:
    """One mark for all that is told with one status at one date."""
    merged: dict[tuple[str, str], list[Dated]] = {}
    for one, status in group:
        merged.setdefault((one.edtf, status), []).append(one)
    made = []
    for (edtf, status), told in merged.items():
        one = told[0]
        middle = _middle(one, axis)
        x0, x1 = (middle, middle) if one.exact else (axis.x(one.first), axis.x(one.last, end=True))
        made.append(
            Shape(
                x0=x0,
                x1=max(x1, x0 if one.exact else x0 + 3),
                day=one.exact,
                status=status,
                approximate=one.approximate,
                open=one.open,
                keys=tuple(dict.fromkeys(keys[each.event.id] for each in told)),
                anchor=anchors.get(one.event.id, ""),
                said=f"{words(status)}, {say(edtf)}: “{one.event.trigger.text}”",
            )
        )
    return tuple(made)


def _middle(one: Dated, axis: Axis) -> float:
    return round((axis.x(one.first) + axis.x(one.last, end=True)) / 2, 1)


def _name(event: Event) -> str:
    """Type, mode and where; who, where no place is told."""
    parts = list(dict.fromkeys(part.id or part.text for part in event.places or event.actors or event.recipients))
    kind = f"{event.type.capitalize()}{f' ({words(event.mode)})' if event.mode else ''}"
    return f"{kind}: {', '.join(parts[:2])}{' …' if len(parts) > 2 else ''}" if parts else kind
