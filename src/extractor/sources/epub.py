"""Read an electronic book (EPUB): its chapters in the order of reading, each read as a page of HTML.

Offsets count in the chapters' markup, put one after another; `Source.locate` gives the part of the book and the offsets in it.
"""

import posixpath
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from extractor.errors import ExtractorError
from extractor.sources.encodings import decode
from extractor.sources.html import edits_of
from extractor.sources.html_structure import by_structure
from extractor.sources.html_tokens import Token, tokens
from extractor.sources.metadata import Metadata, from_mapping
from extractor.sources.package import Package
from extractor.sources.plain import read_as
from extractor.sources.request import Request
from extractor.sources.source import Place, Source, assemble, digest, is_blank

MEDIA_TYPE = "application/epub+zip"
CONTAINER = "META-INF/container.xml"
PAGES = frozenset({"application/xhtml+xml", "text/html"})
BETWEEN = "\n\n"


class _Parts:
    """Which part of the book a character stands in."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.names: list[str] = []

    def locate(self, start: int, end: int) -> Place:
        at = max(0, bisect_right(self.starts, start) - 1)
        begin = self.starts[at]
        return {"part": self.names[at], "part_start": start - begin, "part_end": end - begin}


def read_epub(request: Request) -> Iterator[Source]:
    """The one source in an electronic book. Raises E101, E103 to E105, E112 and E113."""
    file = request.uri
    package = Package(request)
    book = next(
        (one.attrib.get("full-path", "") for one in package.xml(CONTAINER).iter() if _name(one.tag) == "rootfile"), ""
    )
    listing = package.xml(book)
    pieces: list[str] = []
    page: list[Token] = []
    kept: list[bool] = []
    hidden: list[bool] = []
    parts = _Parts()
    length = 0
    for name in _spine(listing, posixpath.dirname(book)):
        text = decode(package.read(name), file=f"{file}: {name}", encoding=None).text
        parts.starts.append(length)
        parts.names.append(name)
        pieces += text, BETWEEN
        if length + len(text) > request.max_chars:
            raise ExtractorError("E105", file=file, found=length + len(text), limit=request.max_chars)
        chapter = list(tokens(text))
        standing = by_structure(chapter)
        kept += standing[0]
        hidden += standing[1]
        page += (_in_book(token, name, length) for token in chapter)
        length += len(text) + len(BETWEEN)
    raw = "".join(pieces)
    edits = edits_of(raw, page, kept, hidden)
    if is_blank(read_as(raw, 0, edits)):
        raise ExtractorError("E104", file=file)
    yield assemble(
        raw,
        request.stated().over(request.sidecar()).over(_metadata(listing, file)),
        stem=request.path.stem,
        uri=file,
        media_type=MEDIA_TYPE,
        sha256=digest(package.data),
        edits=edits,
        locate=parts.locate,
    )


def _in_book(token: Token, part: str, start: int) -> Token:
    """A token of a chapter as one of the whole book: notes often stand in a part of their own, so anchors are named after their parts."""
    attrs = token.attrs
    if token.kind == "open" and not attrs.keys().isdisjoint(("id", "name", "href")):
        attrs = attrs | {key: f"{part}#{attrs[key]}" for key in ("id", "name") if key in attrs}
        path, mark, anchor = attrs.get("href", "").partition("#")
        if mark and ":" not in path:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(part), unquote(path))) if path else part
            attrs["href"] = f"#{target}#{anchor}"
    return token._replace(start=token.start + start, end=token.end + start, attrs=attrs)


def _spine(listing: Element, folder: str) -> Iterator[str]:
    """The names of the chapters in the order of reading."""
    pages = {
        one.attrib.get("id", ""): posixpath.normpath(posixpath.join(folder, unquote(one.attrib.get("href", ""))))
        for one in listing.iter()
        if _name(one.tag) == "item" and one.attrib.get("media-type") in PAGES
    }
    for one in listing.iter():
        if _name(one.tag) == "itemref" and (name := pages.get(one.attrib.get("idref", ""))):
            yield name


def _metadata(listing: Element, file: str) -> Metadata:
    fields = {"title": "title", "creator": "author", "language": "language"}
    found: dict[str, object] = {}
    for one in listing.iter():
        if (key := fields.get(_name(one.tag))) and one.text:
            found.setdefault(key, one.text.strip())
    return from_mapping(
        found, file=file, fault=lambda _field, reason: ExtractorError("E106", file=file, line=1, reason=reason)
    )


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
