"""Pair notes with markers that prove nothing by themselves: the surest row of markers, in the order of the notes, is taken.

First come the rows of notes: lines that begin with labels that count up, under a heading or a rule, or at the foot of a
page. Then the characters before them that may be markers are weighed (see `weak`): each note takes at most one, none
goes back in the text, and a note without marker costs. A row of notes is believed where most of it is called.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.carried import carry_over
from extractor.text.markers import Candidate
from extractor.text.notes import ENDING, LONGEST, RULE, SHORT, SKIPPED, Found, Note, is_heading, like_sources
from extractor.text.weak import PLAIN_LETTERS, STYLES, Weak, candidates, follows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.text.lines import Line
    from extractor.text.weak import Style

ENOUGH = 0.8  # of the notes of a row must be called
SURE = 3  # notes in a row, each called, need no look of a source
LOST = 0.5  # what a note without a marker costs
ByLabel = dict[str, list[Weak]]
NEAR = 4  # notes without a marker that two markers may have between them


class Pair(NamedTuple):
    """A marker and the notes that answer it."""

    marker: Candidate
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Row:
    """Notes that count on: `first` and `last` line, and whether a heading, a rule or the foot of a page says that they are notes."""

    notes: list[Note]
    style: Style
    headed: bool
    ruled: bool
    foot: bool
    extra: set[int]

    @property
    def lines(self) -> set[int]:
        return {index for note in self.notes for index in note.lines} | self.extra


class _Step(NamedTuple):
    score: float
    marker: Weak
    first: int
    size: int
    before: _Step | None


def align(text: str, lines: list[Line], taken: set[int], styles: Sequence[Style] = STYLES) -> tuple[Found, list[Pair]]:
    """The notes of weak styles on lines that are not `taken`, and the markers that call them."""
    found = Found([], set())
    pairs: list[Pair] = []
    for style in styles:
        rows = list(_rows(lines, style, taken | found.dropped))
        headed = {row.notes[0].label for row in rows if row.headed}
        rows = [row for row in rows if row.headed or row.notes[0].label not in headed or row.foot]
        rows = [row for row in rows if row.headed or row.ruled or row.foot or len(row.notes) > 1]
        if not rows:
            continue
        weak = _outside(candidates(text, style), lines, rows)
        every: ByLabel | None = None
        done = 0
        for row in rows:
            before = lines[row.notes[0].lines[0]].start
            steps = _best(weak, row, done, before)
            if style.last and _called(steps) < ENOUGH * len(row.notes) / 2 and (row.headed or row.ruled):
                every = every if every is not None else _outside(candidates(text, style, last=True), lines, rows)
                steps = _best(every, row, done, before)
            if _believed(lines, row, steps):
                found.notes.extend(row.notes)
                found.dropped.update(row.lines)
                pairs += (
                    Pair(_candidate(step, style), tuple(row.notes[step.first : step.first + step.size]))
                    for step in steps
                )
                done = lines[row.notes[-1].lines[-1]].end
    found.notes.sort(key=lambda note: note.lines[0])
    carry_over(lines, found)
    return found, sorted(pairs, key=lambda pair: pair.marker.start)


def _candidate(step: _Step, style: Style) -> Candidate:
    return Candidate(step.marker.start, step.marker.end, step.marker.labels, style.name)


def _called(steps: Iterable[_Step]) -> int:
    return sum(step.size for step in steps)


def _believed(lines: list[Line], row: _Row, steps: list[_Step]) -> bool:
    """Whether enough notes are called; a few notes that nothing announces must look like sources as well."""
    if not steps or _called(steps) < ENOUGH * len(row.notes):
        return False
    if row.headed or (row.ruled and row.foot) or row.style.name == "symbol":
        return True
    return (len(row.notes) >= SURE and row.foot) or like_sources(lines, row.notes)


def _rows(lines: list[Line], style: Style, taken: set[int]) -> Iterator[_Row]:
    """Rows of notes; several in a row, with no more than a title between them, are one that begins anew."""
    matches = {
        index: match
        for index, line in enumerate(lines)
        if (match := style.note.match(line.text)) and index not in taken
    }
    starts = {
        index: Note(match[match.lastgroup or 0].translate(PLAIN_LETTERS), style.name, match.end(), [index])
        for index, match in matches.items()
    }
    forms = {index: match.lastgroup for index, match in matches.items()}
    row: _Row | None = None
    index = 0
    for start in starts:
        if start < index:
            continue
        chain = _chain(lines, starts, forms, start, taken)
        index = chain[-1].lines[-1] + 1
        top = start
        if row and (extra := _joined(lines, row, top, starts)) is not None:
            row.notes += chain
            row.extra |= extra
            row.foot = _is_foot(lines, index, taken)
            continue
        if row:
            yield row
        above = [at for at in range(top - 1, max(-1, top - 4), -1) if _announces(lines, at, top)]
        row = _Row(
            notes=chain,
            style=style,
            headed=any(is_heading(lines[at].text) for at in above),
            ruled=any(RULE.fullmatch(lines[at].text) for at in above),
            foot=_is_foot(lines, index, taken),
            extra=set(range(min(above), top)) if above else set(),
        )
    if row:
        yield row


def _announces(lines: list[Line], at: int, top: int) -> bool:
    """Whether a line above the notes is their heading or rule; a chapter's title may stand between."""
    between = lines[at + 1 : top]
    return _is_sign(lines[at]) and all(
        len(line.text) < SHORT and (is_heading(line.text) or at + 2 == top) for line in between
    )


def _is_foot(lines: list[Line], after: int, taken: set[int]) -> bool:
    """Whether nothing more stands on the page, or no more than other notes and its number."""
    while after in taken and not lines[after].page:
        after += 1
    if after >= len(lines) or lines[after].page or ENDING.fullmatch(lines[after].text):
        return True
    return lines[after].text.strip("-–— []").isdecimal() and (after + 1 == len(lines) or lines[after + 1].page)


def _joined(lines: list[Line], row: _Row, top: int, starts: dict[int, Note]) -> set[int] | None:
    """The titles between a row and the next notes; nothing where text stands between them."""
    end = row.notes[-1].lines[-1] + 1
    between = range(end, top)
    if starts[top].label != row.notes[0].label or len(between) > 1 or (not between and not row.headed):
        return None
    titles = all(len(lines[at].text) < SHORT and not lines[at].ends and not _is_sign(lines[at]) for at in between)
    return set(between) if titles else None


def _is_sign(line: Line) -> bool:
    return is_heading(line.text) or RULE.fullmatch(line.text) is not None


def _chain(
    lines: list[Line], starts: dict[int, Note], forms: dict[int, str | None], first: int, taken: set[int]
) -> list[Note]:
    chain = [starts[first]]
    pending: list[int] = []
    for index in range(first + 1, len(lines)):
        line, start = lines[index], starts.get(index)
        if index in taken or is_heading(line.text) or ENDING.fullmatch(line.text):
            break
        step = follows(chain[-1].label, start.label, start.style) if start else 0
        if start and forms[index] == forms[first] and 0 < step < SKIPPED:
            chain[-1].lines += pending
            pending = []
            chain.append(start)
            continue
        if start and start.label == chain[0].label and line.blank:
            break
        whole = lines[(pending or chain[-1].lines)[-1]].ends
        if (line.blank or line.page) and whole and not _goes_on(lines, starts, index, chain[-1]):
            break
        pending.append(index)
        if len(pending) > LONGEST:
            break
    for index in pending:
        if lines[index].blank or lines[index].page:
            break
        chain[-1].lines.append(index)
    return chain


def _goes_on(lines: list[Line], starts: dict[int, Note], index: int, note: Note) -> bool:
    """Whether a paragraph behind a note is a second one of it: the next note stands right behind."""
    if len(note.lines) > 1 or not lines[index].indent:
        return False
    after = starts.get(index + 1)
    return after is not None and follows(note.label, after.label, after.style) == 1


def _outside(found: list[Weak], lines: list[Line], rows: Iterable[_Row]) -> ByLabel:
    """The candidates that stand on no line of notes, by the first label that each calls."""
    inside = sorted((lines[index].start, lines[index].end) for row in rows for index in row.lines)
    starts = [start for start, _ in inside]
    kept: ByLabel = {}
    for one in found:
        at = bisect_left(starts, one.end) - 1
        if at < 0 or inside[at][1] <= one.start:
            kept.setdefault(one.labels[0], []).append(one)
    return kept


def _best(found: ByLabel, row: _Row, begin: int, end: int) -> list[_Step]:
    """The markers between two points of the text that call the notes of a row with the greatest weight, in order."""
    positions: dict[str, list[int]] = {}
    for at, note in enumerate(row.notes):
        positions.setdefault(note.label, []).append(at)
    best: list[_Step | None] = [None] * len(row.notes)
    for one in _between(found, positions, begin, end):
        steps = [
            _step(best, one, first) for first in positions.get(one.labels[0], ()) if _answers(row.notes, first, one)
        ]
        for step in steps:
            last = step.first + step.size - 1
            known = best[last]
            if known is None or step.score > known.score:
                best[last] = step
    ends = [(known.score - LOST * (len(best) - 1 - at), -at, known) for at, known in enumerate(best) if known]
    last_step = max(ends)[2] if ends else None
    chosen: list[_Step] = []
    while last_step:
        chosen.append(last_step)
        last_step = last_step.before
    return chosen[::-1]


def _between(found: ByLabel, labels: Iterable[str], begin: int, end: int) -> list[Weak]:
    """The candidates of these labels between two points, in order; the surest reading of the same label first."""
    kept: list[Weak] = []
    for label in labels:
        listed = found.get(label, [])
        first, last = (bisect_left(listed, at, key=attrgetter("start")) for at in (begin, end))
        kept += (one for one in listed[first:last] if one.end <= end)
    return sorted(kept, key=lambda one: (one.start, -one.weight))


def _step(best: list[_Step | None], one: Weak, first: int) -> _Step:
    before: _Step | None = None
    score = -LOST * first
    for at in range(max(0, first - NEAR), first):
        known = best[at]
        if known and known.marker.end <= one.start and known.score - LOST * (first - 1 - at) > score:
            before, score = known, known.score - LOST * (first - 1 - at)
    return _Step(score + one.weight * len(one.labels), one, first, len(one.labels), before)


def _answers(notes: list[Note], first: int, one: Weak) -> bool:
    return tuple(note.label for note in notes[first : first + len(one.labels)]) == one.labels
