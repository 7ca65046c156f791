"""Read a PDF file: what can be read of it, and what is said when it cannot."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError
from extractor.sources import apart
from extractor.sources.metadata import Metadata
from extractor.sources.pdf.glyphs import Glyphs, read_glyphs
from extractor.sources.pdf.layout import lay_out, paired
from extractor.sources.pdf.written import Written
from extractor.sources.source import Remark, assemble, digest, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.sources.request import Request
    from extractor.sources.source import Source

MEDIA_TYPE = "application/pdf"
MOST_BYTES = 200_000_000
MOST_PAGES = 5_000
LISTED = 20  # pages that one remark names


def read_pdf(request: Request) -> Iterator[Source]:
    """The one source in a PDF, read in a process apart.

    Raises E101, E104, E105, E112, E114 (pypdfium2 is missing), E115 (no text in it), E116 (a password is needed) and E118 (takes all
    memory, or time without end). A page that is only a picture is told by the remark W403.
    """
    try:
        importlib.import_module("pypdfium2")
    except ImportError:
        raise ExtractorError("E114", file=request.uri) from None
    with request.open() as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ExtractorError("E112", file=request.uri, reason=f"more than {MOST_BYTES:,} bytes")
    found = apart.call(f"{__name__}:draw", request)
    written = Written.from_json(found["written"])
    raw = written.text
    if is_blank(raw):
        raise ExtractorError("E115" if found["pages"] else "E104", file=request.uri)
    yield assemble(
        raw,
        request.stated().over(request.sidecar()).over(Metadata(**found["stated"])),
        stem=request.path.stem,
        uri=request.uri,
        media_type=MEDIA_TYPE,
        sha256=digest(data),
        edits=tuple(written.edits),
        locate=written.locate,
        remarks=tuple(_remarks(found["pictures"])),
    )


def draw(request: Request) -> dict[str, Any]:
    """What stands on the pages, as JSON; this is what happens apart."""
    pdfium = importlib.import_module("pypdfium2")
    document = _opened(request, pdfium, request.path.read_bytes())
    try:
        glyphs = list(_pages(request, pdfium, document))
        stated = _metadata(document)
    finally:
        document.close()
    apart.renew()
    pages = lay_out(glyphs)
    written = Written(pages, paired(pages))
    pictures = [page.number for page in glyphs if page.pictures]
    return {"written": written.to_json(), "pages": len(glyphs), "pictures": pictures, "stated": stated}


def _opened(request: Request, pdfium: Any, data: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.raw.FPDF_ERR_PASSWORD:
            raise ExtractorError("E116", file=request.uri) from None
        raise ExtractorError("E112", file=request.uri, reason=str(error)) from None
    if count > MOST_PAGES:
        document.close()
        raise ExtractorError("E112", file=request.uri, reason=f"more than {MOST_PAGES:,} pages")
    return document


def _pages(request: Request, pdfium: Any, document: Any) -> Iterator[Glyphs]:
    length = 0
    for number in range(len(document)):
        apart.renew()
        try:
            page = document[number]
            glyphs = read_glyphs(pdfium, page, number + 1, most=request.max_chars - length)
        except pdfium.PdfiumError as error:
            raise ExtractorError("E112", file=request.uri, reason=f"page {number + 1}: {error}") from None
        page.close()
        length += len(glyphs.text)
        if length > request.max_chars:
            raise ExtractorError("E105", file=request.uri, found=length, limit=request.max_chars)
        yield glyphs


def _remarks(pictures: list[int]) -> Iterator[Remark]:
    if pictures:
        listed = ", ".join(map(str, pictures[:LISTED])) + (", ..." if len(pictures) > LISTED else "")
        yield Remark("W403", {"pages": listed})


def _metadata(document: Any) -> dict[str, str | None]:
    """Title and author as the file states them; a name that a program gave is none, and a date of creation is no publication."""
    found = document.get_metadata_dict(skip_empty=True)
    title = str(found.get("Title", "")).strip()
    is_name = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".tex")) or title.lower().startswith(
        ("microsoft word", "untitled")
    )
    return {"title": None if is_name or not title else title, "author": str(found.get("Author", "")).strip() or None}
