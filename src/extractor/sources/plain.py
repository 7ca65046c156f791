"""Read a plain text file, and whatever differs from one only in its markup."""

from collections.abc import Callable, Iterator

from extractor.errors import ExtractorError
from extractor.sources.binary import refuse_binary
from extractor.sources.encodings import decode
from extractor.sources.frontmatter import read_front_matter
from extractor.sources.request import Request
from extractor.sources.source import PLAIN, Source, assemble, body_start, digest, is_blank
from extractor.text import Edit

Edits = tuple[Edit, ...]


def read_plain(request: Request) -> Iterator[Source]:
    """The one source in a plain text file. Raises E101 to E107."""
    yield read_marked_up(request, media_type=PLAIN, find_edits=_no_markup)


def read_marked_up(request: Request, *, media_type: str, find_edits: Callable[[str, int], Edits]) -> Source:
    """The one source in a text file whose markup `find_edits(raw, start)` finds. Raises E101 to E107."""
    file = request.uri
    data = request.read_bytes()
    refuse_binary(data, file=file, encoding=request.encoding)
    decoded = decode(data, file=file, encoding=request.encoding)
    raw = decoded.text
    if len(raw) > request.max_chars:
        raise ExtractorError("E105", file=file, found=len(raw), limit=request.max_chars)
    front, start = read_front_matter(raw, body_start(raw), file=file)
    edits = find_edits(raw, start)
    if is_blank(read_as(raw, start, edits)):
        raise ExtractorError("E104", file=file)
    return assemble(
        raw,
        request.stated().over(front).over(request.sidecar()),
        stem="" if request.is_stdin else request.path.stem,
        uri=file,
        media_type=media_type,
        sha256=digest(data),
        start=start,
        edits=edits,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
    )


def read_as(raw: str, start: int, edits: Edits) -> str:
    """`raw` from `start` on after its `edits`: what a reader of the page would read.

    >>> read_as("a **b** &amp; c", 0, (Edit(2, 4, ""), Edit(5, 7, ""), Edit(8, 13, "&")))
    'a b & c'
    """
    kept: list[str] = []
    for left, right, new in edits:
        kept += raw[start:left], new
        start = right
    return "".join(kept) + raw[start:]


def _no_markup(_raw: str, _start: int) -> Edits:
    return ()
