"""Open the ZIP archives that Word documents and electronic books are, without trusting what they say of themselves."""

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from typing import Literal, overload
from xml.etree.ElementTree import Element, ParseError, XMLParser

from extractor.errors import ExtractorError
from extractor.sources.request import Request

MOST_BYTES = 200_000_000  # of a file of this kind, packed: pictures make them large
LARGEST = 16  # bytes of a part for each character that a text may have: markup outweighs words
MOST_TAGS = 1_000_000  # in a part: each becomes an object; words with their markup make it as large before they make it as rich in tags
MOST_UNPACKED = 64_000_000  # of a part, however long a text may be
# A document type can hold entities that grow without end; the formats need none.
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What Python's reader of archives raises where one is broken: sizes and places that it reads there are taken at their word.
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError,
    OverflowError,
)  # fmt: skip


class Package:
    """The parts of a ZIP archive by name; `data` are its bytes."""

    def __init__(self, request: Request) -> None:
        self._file = request.uri
        self._most = min(request.max_chars * LARGEST, MOST_UNPACKED)
        with request.open() as stream:
            self.data = stream.read(MOST_BYTES + 1)
        if len(self.data) > MOST_BYTES:
            raise self._fault(f"more than {MOST_BYTES:,} bytes")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(self.data))
            self._names = set(self._archive.namelist())
        except BROKEN as error:
            raise self._fault(str(error)) from None

    @overload
    def xml(self, name: str) -> Element: ...
    @overload
    def xml(self, name: str, *, missing_ok: Literal[True]) -> Element | None: ...
    def xml(self, name: str, *, missing_ok: bool = False) -> Element | None:
        """The root of an XML part. Raises E112 (no such part, or broken) and E113 (too large when unpacked)."""
        if missing_ok and name not in self._names:
            return None
        data = self.read(name)
        if DOCTYPE.search(data):
            raise self._fault(f"{name} declares a document type")
        if data.count(b"<") > MOST_TAGS:
            raise self._fault(f"{name} holds more than {MOST_TAGS:,} tags")
        parser = XMLParser()  # noqa: S314  # declarations, which alone can do harm, are refused above
        try:
            parser.feed(data)
            return parser.close()
        except (ParseError, ValueError) as error:
            raise self._fault(f"{name}: {error}") from None

    def part(self, kind: str, *, of: str = "", default: str) -> str:
        """The name of the part that another one (the package itself: "") uses as its `kind`, such as ``footnotes``."""
        folder, _, name = of.rpartition("/")
        listing = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"), missing_ok=True)
        for one in listing if listing is not None else ():
            if attribute(one, "Type").endswith(f"/{kind}"):
                return posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target"))).lstrip("/")
        return default

    def read(self, name: str) -> bytes:
        """The bytes of a part, never more than the limit, whatever its header says."""
        if name not in self._names:
            raise self._fault(f"it has no part {name}")
        try:
            with self._archive.open(name) as part:
                data = part.read(self._most + 1)
        except BROKEN as error:
            raise self._fault(f"{name}: {error}") from None
        if len(data) > self._most:
            raise ExtractorError("E113", file=self._file, part=name, limit=self._most)
        return data

    def _fault(self, reason: str) -> ExtractorError:
        return ExtractorError("E112", file=self._file, reason=reason)


def local_name(element: Element) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)
