"""What stands where on the pages of a PDF: its heads and feet, its streams of text in order, its notes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from extractor.sources.pdf.columns import reading_order
from extractor.sources.pdf.furniture import furniture
from extractor.sources.pdf.lines import lines_of
from extractor.sources.pdf.notes import calls_of, take_notes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.sources.pdf.glyphs import Glyphs
    from extractor.sources.pdf.lines import Line
    from extractor.sources.pdf.notes import Call, Note


@dataclass(slots=True)
class Page:
    """One page as it is read."""

    number: int
    furniture: list[Line]
    streams: list[list[Line]]
    notes: list[Note]


def lay_out(glyphs: list[Glyphs]) -> list[Page]:
    """The pages, with the lines of each in the order of reading; text that runs another way than the rest of its page comes last."""
    along = [lines_of(one, one.turn) for one in glyphs]
    across = [
        [lines for turn in sorted(set(one.turns) - {one.turn}) if (lines := lines_of(one, turn))] for one in glyphs
    ]
    outside = furniture(along) | furniture([list(chain.from_iterable(groups)) for groups in across])
    size = _usual_size(line for lines in along for line in lines if line not in outside)
    pages: list[Page] = []
    before: Note | None = None
    for one, lines, turned in zip(glyphs, along, across, strict=True):
        streams = reading_order([line for line in lines if line not in outside])
        notes = take_notes(streams, size, before)
        before = notes[-1] if notes else before
        streams += [[line for line in group if line not in outside] for group in turned]
        gone = [line for line in chain(lines, *turned) if line in outside]
        pages.append(Page(one.number, gone, [stream for stream in streams if stream], notes))
    return pages


def paired(pages: list[Page]) -> list[Call]:
    """The markers that call a note: one of the same page, or of any page where no label comes twice."""
    every = [note.label for page in pages for note in page.notes]
    unique = set(every) if len(set(every)) == len(every) else set()
    found: list[Call] = []
    for page in pages:
        labels = unique | {note.label for note in page.notes}
        calls = [
            call for call in calls_of(list(chain(*page.streams))) if labels.issuperset(call.labels) and call.labels
        ]
        strong = {label for call in calls if not call.weak for label in call.labels}
        found += [call for call in calls if not call.weak or not strong.intersection(call.labels)]
    return found


def _usual_size(lines: Iterable[Line]) -> float:
    """The size of half of all letters or more."""
    sizes = sorted((line.size, len(line.signs)) for line in lines)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return 0.0
