"""Read a PDF: its lines page by page, raised figures as raised figures, each character with its page and its box.

Lines keep the order in which the file gives them, which programs that write text set column by column. Needs pypdfium2:
``pip install "extractor[pdf]"``.
"""

from __future__ import annotations

import importlib
from array import array
from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError
from extractor.sources.metadata import Metadata
from extractor.sources.source import assemble, digest, is_blank
from extractor.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.sources.request import Request
    from extractor.sources.source import Place, Source

MEDIA_TYPE = "application/pdf"
MOST_BYTES = 200_000_000
MOST_PAGES = 5_000
SIDES = 4  # of a box
SMALL, HIGH = (
    0.86,
    0.18,
)  # a raised figure: its height, and its foot above the line's, as shares of the height of the line's figures
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SAME_LINE = 0.6  # of its height may one character's middle lie off the other's
NEW_PARAGRAPH = 1.45  # times the usual step between two lines
CUTS = "\ufffe\x02"  # what PDFium writes for a hyphen at the end of a line


class _Boxes:
    """The page and the box of each character of the raw text, compactly; a generated one has no box."""

    def __init__(self) -> None:
        self.sides = array("f")
        self.pages = array("l")  # where each page begins

    def locate(self, start: int, end: int) -> Place:
        """The page, from 1, and four numbers a line: left, top, right, bottom, in points from the top left corner of the page."""
        lines: list[list[float]] = []
        for at in range(start, min(end, len(self.sides) // SIDES)):
            left, top, right, bottom = self.sides[at * SIDES : at * SIDES + SIDES]
            if right <= left:
                continue
            if lines and top < lines[-1][3] and bottom > lines[-1][1] and left >= lines[-1][0]:
                line = lines[-1]
                line[1], line[2], line[3] = min(line[1], top), max(line[2], right), max(line[3], bottom)
            else:
                lines.append([left, top, right, bottom])
        page = bisect_right(self.pages, start)
        return {"page": page, "boxes": [round(side, 1) for line in lines for side in line]}


def read_pdf(request: Request) -> Iterator[Source]:
    """The one source in a PDF. Raises E101, E104, E105, E112, E114 (pypdfium2 is missing) and E115 (no text in it)."""
    try:
        pdfium = importlib.import_module("pypdfium2")
    except ImportError:
        raise ExtractorError("E114", file=request.uri) from None
    with request.open() as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ExtractorError("E112", file=request.uri, reason=f"more than {MOST_BYTES:,} bytes")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise ExtractorError("E112", file=request.uri, reason=str(error)) from None
    try:
        pieces, edits, boxes = _pages(request, pdfium, document)
        stated = _metadata(document)
    finally:
        document.close()
    raw = "".join(pieces)
    if is_blank(raw):
        raise ExtractorError("E115" if pieces else "E104", file=request.uri)
    yield assemble(
        raw,
        request.stated().over(request.sidecar()).over(stated),
        stem=request.path.stem,
        uri=request.uri,
        media_type=MEDIA_TYPE,
        sha256=digest(data),
        edits=tuple(edits),
        locate=boxes.locate,
    )


def _pages(request: Request, pdfium: Any, document: Any) -> tuple[list[str], list[Edit], _Boxes]:
    pieces: list[str] = []
    edits: list[Edit] = []
    boxes = _Boxes()
    length = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            text, found = _page(page, boxes, length)
        except pdfium.PdfiumError as error:
            raise ExtractorError("E112", file=request.uri, reason=f"page {number + 1}: {error}") from None
        page.close()
        pieces.append(text)
        edits += found
        length += len(text)
        if length > request.max_chars:
            raise ExtractorError("E105", file=request.uri, found=length, limit=request.max_chars)
    return pieces, edits, boxes


def _page(page: Any, boxes: _Boxes, offset: int) -> tuple[str, list[Edit]]:
    """The lines of a page, ended by a form feed, and the raised figures in them."""
    reader = page.get_textpage()
    height = page.get_height()
    boxes.pages.append(offset)
    signs: list[tuple[str, tuple[float, float, float, float]]] = []
    for at in range(reader.count_chars()):
        sign = reader.get_text_range(at, 1)
        left, bottom, right, top = reader.get_charbox(at)
        signs += [(one, (left, height - top, right, height - bottom)) for one in sign]
    reader.close()
    written: list[tuple[str, tuple[float, float, float, float]]] = []
    edits: list[Edit] = []
    lines = _lines(signs)
    feet = [max(box[3] for _, box in line) for line in lines]
    steps = [after - before for before, after in pairwise(feet) if after > before]
    usual = median(steps) if steps else 0.0
    nowhere = (0.0, 0.0, 0.0, 0.0)
    for number, line in enumerate(lines):
        if number:
            step = feet[number] - feet[number - 1]
            apart = step > usual * NEW_PARAGRAPH or step < 0
            written += [("\n", nowhere)] * (2 if apart else 1)
        for raised, start, end in _raised(line):
            begin = offset + len(written)
            edits.append(Edit(begin + start, begin + end, raised))
        written += line
    written.append(("\f", nowhere))
    for _, box in written:
        boxes.sides.extend(box)
    return "".join("\xad" if sign in CUTS else sign for sign, _ in written), edits


Sign = tuple[str, tuple[float, float, float, float]]


def _lines(signs: list[Sign]) -> list[list[Sign]]:
    """The characters by printed line, as PDFium breaks them; a raised figure that it breaks off joins its line again."""
    lines: list[list[Sign]] = [[]]
    for sign in signs:
        if sign[0] in "\r\n":
            if lines[-1]:
                lines.append([])
        else:
            lines[-1].append(sign)
    joined: list[list[Sign]] = []
    for line in lines:
        if not any(not sign.isspace() for sign, _ in line):
            continue
        if joined and _is_one(joined[-1], line):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _is_one(before: list[Sign], line: list[Sign]) -> bool:
    """Whether two pieces stand side by side: they share their height, and the second begins where the first ends."""
    (_, _, right, _), (left, _, _, _) = before[-1][1], line[0][1]
    top, bottom = _extent(before)
    other_top, other_bottom = _extent(line)
    shared = min(bottom, other_bottom) - max(top, other_top)
    least = min(bottom - top, other_bottom - other_top)
    return least > 0 and shared > SAME_LINE * least and -1.0 <= left - right < bottom - top


def _extent(line: list[Sign]) -> tuple[float, float]:
    boxes = [box for sign, box in line if not sign.isspace()]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def _raised(line: list[Sign]) -> Iterator[tuple[str, int, int]]:
    """Runs of small figures whose feet stand above the line's: what to read, and where they begin and end in the line."""
    figures = [box for sign, box in line if sign.isalnum()]
    if not figures:
        return
    tall = sorted(bottom - top for _, top, _, bottom in figures)[len(figures) * 3 // 4]
    foot = median(bottom for _, _, _, bottom in figures)
    start = 0
    while start < len(line):
        end = start
        while end < len(line) and _is_raised(line[end], tall, foot):
            end += 1
        if end > start:
            yield "".join(sign for sign, _ in line[start:end]).translate(RAISED), start, end
        start = max(end, start + 1)


def _is_raised(sign: Sign, tall: float, foot: float) -> bool:
    text, (_, top, _, bottom) = sign
    return text.isdecimal() and text.isascii() and bottom - top < SMALL * tall and foot - bottom > HIGH * tall


def _metadata(document: Any) -> Metadata:
    """Title and author as the file states them; a name that a program gave is none, and a date of creation is no publication."""
    found = document.get_metadata_dict(skip_empty=True)
    title = str(found.get("Title", "")).strip()
    is_name = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".tex")) or title.lower().startswith(
        ("microsoft word", "untitled")
    )
    return Metadata(title=None if is_name or not title else title, author=str(found.get("Author", "")).strip() or None)
