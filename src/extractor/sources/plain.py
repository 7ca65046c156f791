"""Read a plain text file, and whatever differs from one only in its markup."""

from collections.abc import Callable, Iterator

from extractor.errors import ExtractorError
from extractor.sources.binary import refuse_binary
from extractor.sources.encodings import decode
from extractor.sources.frontmatter import read_front_matter
from extractor.sources.request import Request
from extractor.sources.source import PLAIN, Source, assemble, body_start, digest, is_blank

Drops = tuple[tuple[int, int], ...]


def read_plain(request: Request) -> Iterator[Source]:
    """The one source in a plain text file. Raises E101 to E107."""
    yield read_marked_up(request, media_type=PLAIN, find_drops=_no_markup)


def read_marked_up(request: Request, *, media_type: str, find_drops: Callable[[str, int], Drops]) -> Source:
    """The one source in a text file whose markup `find_drops(raw, start)` finds. Raises E101 to E107."""
    file = request.uri
    data = request.read_bytes()
    refuse_binary(data, file=file, encoding=request.encoding)
    decoded = decode(data, file=file, encoding=request.encoding)
    raw = decoded.text
    if len(raw) > request.max_chars:
        raise ExtractorError("E105", file=file, found=len(raw), limit=request.max_chars)
    front, start = read_front_matter(raw, body_start(raw), file=file)
    drops = find_drops(raw, start)
    if is_blank(without(raw, start, drops)):
        raise ExtractorError("E104", file=file)
    return assemble(
        raw,
        request.stated().over(front).over(request.sidecar()),
        stem="" if request.is_stdin else request.path.stem,
        uri=file,
        media_type=media_type,
        sha256=digest(data),
        start=start,
        drops=drops,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
    )


def without(raw: str, start: int, drops: Drops) -> str:
    """`raw` from `start` on, less the ranges in `drops`: what a reader of the page would read.

    >>> without("a **b** c", 0, ((2, 4), (5, 7)))
    'a b c'
    """
    kept = []
    for drop_start, drop_end in drops:
        kept.append(raw[start:drop_start])
        start = drop_end
    return "".join(kept) + raw[start:]


def _no_markup(_raw: str, _start: int) -> Drops:
    return ()
