"""Read a Markdown file: the text of a page, with the address of all that is only markup.

Dropped are the hashes of headings, emphasis marks, the brackets and targets of links and images, the lines that fence
code and the backticks around it, the marks of block quotes, HTML comments and the backslash of an escape. Line ends are
dropped only inside comments. Kept are footnote markers and notes, bullets, rules, table pipes and other HTML tags.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.sources.inline import Range, inline_drops
from extractor.sources.plain import read_marked_up
from extractor.sources.request import Request
from extractor.sources.source import Source
from extractor.text import Edit

MEDIA_TYPE = "text/markdown"
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_VISIBLE = re.compile(r"[^\r\n]")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+|$)")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\[\s]{1,80}\]:)[ \t]")


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a line stands; its words begin at `inner`, behind the marks of block quotes."""

    start: int
    inner: int
    end: int


def read_markdown(request: Request) -> Iterator[Source]:
    """The one source in a Markdown file. Raises E101 to E107."""
    yield read_marked_up(request, media_type=MEDIA_TYPE, find_edits=markup)


def markup(raw: str, start: int = 0) -> tuple[Edit, ...]:
    """The ranges of `raw` from `start` on that are markup: sorted, apart, none empty.

    >>> [edit[:2] for edit in markup("# A **bold** word")]
    [(0, 2), (4, 6), (10, 12)]
    """
    comments = list(_comments(raw, start))
    # Blanks in place of comments keep every offset, and nothing in a comment is taken for markup.
    text = _blanked(raw, comments)
    drops = _joined([*comments, *_drops(text, list(_lines(text, start)))])
    return tuple(Edit(*drop, "") for drop in drops)


def _comments(raw: str, start: int) -> Iterator[Range]:
    while (opening := raw.find("<!--", start)) >= 0 and (closing := raw.find("-->", opening + 4)) >= 0:
        start = closing + 3
        yield opening, start


def _blanked(raw: str, comments: list[Range]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in comments:
        pieces += raw[at:start], _VISIBLE.sub(" ", raw[start:end])
        at = end
    return "".join(pieces) + raw[at:]


def _lines(text: str, start: int) -> Iterator[_Line]:
    while start < len(text) and (line := _LINE.match(text, start)):
        quote = _QUOTE.match(text, start, line.end(1))
        yield _Line(start, quote.end() if quote else start, line.end(1))
        start = line.end()


def _drops(text: str, lines: list[_Line]) -> Iterator[Range]:
    fences = dict(_fences(text, lines))
    block: Range | None = None
    closing = -1
    for number, line in enumerate(lines):
        if number <= closing:
            continue
        heading = _HEADING.match(text, line.inner, line.end)
        fenced = number in fences
        # What is marked in one paragraph, heading or list item does not close in the next.
        if block and (heading or fenced or not text[line.inner : line.end].strip() or _item(text, line)):
            yield from inline_drops(text, *block)
            block = None
        if fenced:
            closing = fences[number]
            yield from _fence_drops(lines[number : closing + 1])
            continue
        yield line.start, line.inner
        if heading:
            yield from _heading_drops(text, heading.span(), line.end)
        else:
            block = (block[0] if block else line.inner), line.end
    if block:
        yield from inline_drops(text, *block)


def _item(text: str, line: _Line) -> bool:
    return _ITEM.match(text, line.inner, line.end) is not None


def _heading_drops(text: str, hashes: Range, end: int) -> Iterator[Range]:
    yield hashes
    words = text[hashes[1] : end].rstrip(" \t")
    shorter = words.rstrip("#")
    if shorter != words and (not shorter or shorter[-1] in " \t"):
        end = hashes[1] + len(shorter.rstrip(" \t"))
        yield end, hashes[1] + len(words)
    yield from inline_drops(text, hashes[1], end)


def _fence_drops(lines: list[_Line]) -> Iterator[Range]:
    yield lines[0].start, lines[0].end
    yield lines[-1].start, lines[-1].end
    if lines[0].inner > lines[0].start:
        yield from ((line.start, line.inner) for line in lines[1:-1])


def _fences(text: str, lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """The first and last line of each block of fenced code; a fence that nothing closes is text.

    What is the longest fence still to come is counted from the end, so that no opening looks ahead in vain.
    """
    found = [(n, match[1], not match[2].strip()) for n, line in enumerate(lines) if (match := _fence(text, line))]
    longest = {"`": 0, "~": 0}
    hopeful = []
    for _, run, bare in reversed(found):
        hopeful.append(longest[run[0]] >= len(run))
        if bare:
            longest[run[0]] = max(longest[run[0]], len(run))
    opening: tuple[int, str] | None = None
    for (number, run, bare), hope in zip(found, reversed(hopeful), strict=True):
        if opening is None:
            opening = (number, run) if hope else None
        elif bare and run.startswith(opening[1]):
            yield opening[0], number
            opening = None


def _fence(text: str, line: _Line) -> re.Match[str] | None:
    return _FENCE.match(text, line.inner, line.end)


def _joined(ranges: Iterable[Range]) -> Iterator[Range]:
    """The ranges sorted, those that touch or overlap made one."""
    start = end = 0
    for next_start, next_end in sorted(ranges):
        if next_start > end:
            if end > start:
                yield start, end
            start, end = next_start, next_end
        elif next_end > end:
            if end == start:
                start = next_start
            end = next_end
    if end > start:
        yield start, end
