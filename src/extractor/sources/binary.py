"""Tell a file that is no text before anybody tries to read it as one."""

import codecs
import re

from extractor.errors import ExtractorError

HEAD = 65_536
_MAGIC = (
    (b"%PDF-", "it begins like a PDF"),
    (b"{\\rtf", "it begins like an RTF document"),
    (b"\x89PNG\r\n", "it begins like a PNG image"),
    (b"\xff\xd8\xff", "it begins like a JPEG image"),
    (b"GIF8", "it begins like a GIF image"),
    (b"\x7fELF", "it begins like an ELF program"),
    (b"\x1f\x8b\x08", "it begins like a gzip archive"),
    (b"\xfd7zXZ\x00", "it begins like an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "it begins like a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it begins like an old Word or other OLE document"),
)
_INSIDE_ZIP = (
    (b"word/", "it begins like a Word document (DOCX)"),
    (b"xl/", "it begins like an Excel workbook (XLSX)"),
    (b"opendocument", "it begins like an OpenDocument file"),
    (b"epub", "it begins like an EPUB book"),
)
# A form feed stands between the pages of texts out of PDFs, and 0x1A ends files out of DOS.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_MOST = 0.02
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def refuse_binary(head: bytes, *, file: str, encoding: str | None = None) -> None:
    """Raise E102, saying what the file looks like, where its first bytes are those of a binary format.

    `head` is the start of the file. More than two control bytes in a hundred make a file binary, unless its
    `encoding` is named or marked: UTF-16 is half NUL bytes.
    """
    if reason := _looks_like(head[:HEAD], told=encoding is not None):
        raise ExtractorError("E102", file=file, reason=reason)


def _looks_like(head: bytes, *, told: bool) -> str | None:
    for magic, reason in _MAGIC:
        if head.startswith(magic):
            return reason
    if head.startswith(b"PK\x03\x04"):
        # The names of the first members stand in the head; text of these words alone proves nothing.
        return next((reason for name, reason in _INSIDE_ZIP if name in head), "it begins like a ZIP archive")
    if told or head.startswith(_MARKS):
        return None
    controls = len(_CONTROL.findall(head))
    if controls <= _MOST * len(head):
        return None
    if head.count(0) * 4 >= len(head):
        return "a quarter of it or more is NUL bytes; if it is UTF-16 or UTF-32, name that encoding"
    return f"{controls:,} of its first {len(head):,} bytes are control characters"
