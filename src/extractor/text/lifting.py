"""Take markers out so that the sentence reads as if none had ever stood in it: "war [12]." becomes "war."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.text.draft import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.text.markers import Candidate

LIST_GAP = re.compile(r" ?[,;]? ?")
BREAKS = ("", "\n", "\f")
CLOSING = ".,;:!?…)]}”»’"


def lift(text: str, markers: Sequence[Candidate]) -> Iterator[Edit]:
    """The edits that take the markers, given in order, out of the text."""
    groups = _merged(text, ((one.start, one.end) for one in markers))
    # Brackets that held nothing but markers go too, and may then stand beside another marker.
    for start, end in _merged(text, (_with_brackets(text, *group) for group in groups)):
        before, after = _before(text, start), text[end : end + 1]
        if before == " " and (after in (*BREAKS, " ") or after in CLOSING):
            yield Edit(start - 1, end, "")
        elif before in BREAKS and after == " ":
            yield Edit(start, end + 1, "")
        elif after.isalnum() and (before.isalnum() or (before in CLOSING and before not in BREAKS)):
            yield Edit(start, end, " ")  # "war.[2]In": the marker was all that parted the two words
        else:
            yield Edit(start, end, "")


def _before(text: str, at: int) -> str:
    """The character before a point, or nothing where only the indent of the line stands before it."""
    indent = at
    while indent and text[indent - 1] == " ":
        indent -= 1
    return "" if not indent or text[indent - 1] in BREAKS else text[at - 1]


def rest(start: int, end: int, text: str, edits: Iterable[Edit]) -> str:
    """What stays of the characters `start` to `end` after the edits that fall among them."""
    pieces: list[str] = []
    for edit in edits:
        pieces += text[start : max(start, edit.start)], edit.text
        start = max(start, edit.end)
    pieces.append(text[start:end])
    return "".join(pieces)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    bare = text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"
    return (start - 1, end + 1) if bare else (start, end)


def _merged(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Markers that stand side by side, also "[1], [2]", go together with what parts them."""
    group: tuple[int, int] | None = None
    for start, end in spans:
        if group and LIST_GAP.fullmatch(text, group[1], start):
            group = group[0], end
            continue
        if group:
            yield group
        group = start, end
    if group:
        yield group
