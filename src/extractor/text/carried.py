"""Find what a note says on the next page: it was cut at the foot of one page and goes on at the head of the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.text.lines import Line
    from extractor.text.notes import Found

LONGEST = 12  # lines that a note may have on the next page
FAR = 200  # lines above a note that are looked at for the text of its page
WIDEST = 90  # characters of a running head
MARKERS = re.compile(r"(?:[\[(]?[\d⁰¹²³⁴-⁹ivx*†‡§^]{1,4}[\])]?)$")


def carry_over(lines: list[Line], found: Found) -> None:
    """Add to the last note of each page what stands of it on the next, and drop the running head between.

    The note must break off in a sentence, the page's text must not, and the next page must go on in small letters.
    """
    for note in found.notes:
        last = note.lines[-1]
        after = last + 1
        if note.style == "markdown" or after >= len(lines) or not lines[after].page or lines[last].ends:
            continue
        above = next(
            (at for at in range(note.lines[0] - 1, max(-1, note.lines[0] - FAR), -1) if at not in found.dropped), None
        )
        if above is not None and not _closes(lines[above]):
            continue
        begin = after + 1 if _is_head(lines, after) else after
        if begin >= len(lines) or not lines[begin].lower:
            continue
        end = next((at for at in range(begin + 1, len(lines)) if lines[at].blank or lines[at].page), len(lines))
        rest = range(begin, end)
        if end - begin <= LONGEST and lines[end - 1].ends and found.dropped.isdisjoint(rest):
            note.lines += rest
            found.dropped.update(range(after, end))


def _closes(line: Line) -> bool:
    """Whether a line of the text ends a sentence, before a marker at its end."""
    return line.ends or line._replace(text=MARKERS.sub("", line.text)).ends


def _is_head(lines: list[Line], at: int) -> bool:
    """Whether the first line of a page is a running head: capitals, or a title beside the number of the page."""
    text = lines[at].text
    words = text.strip("0123456789 |·–—-")
    apart = at + 1 < len(lines) and lines[at + 1].blank
    return (
        apart
        and len(text) <= WIDEST
        and not lines[at].ends
        and (words.isupper() or (words != text and not lines[at].lower))
    )
