"""Turn the bytes of a file into text, and say how sure the reading is.

In this order: the encoding that the caller names; a byte order mark; UTF-8, if every byte fits; UTF-8 with its broken
bytes replaced, if more characters of several bytes are whole than broken; the old code page whose letters fit the text
(`extractor.sources.codepages`). When nothing fits, the file is refused. A byte order mark stays in the text, as U+FEFF.
"""

import codecs
import re
from dataclasses import dataclass

from extractor.errors import ExtractorError
from extractor.sources.codepages import CODE_PAGES, detect
from extractor.sources.metadata import half_character

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROKEN = re.compile(r"[\udc80-\udcff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the name of its encoding and how that is known (see `Source.encoding_basis`)."""

    text: str
    encoding: str
    basis: str


def decode(data: bytes, *, file: str, encoding: str | None = None) -> Decoded:
    r"""The text of `data`. Raises E103 with the offset of the first byte that does not fit, E402 for a bad name.

    >>> decode("Şuşa".encode("utf-16"), file="a.txt").text
    '\ufeffŞuşa'
    """
    if encoding is not None:
        name = codec_name(encoding, start=data[:4])
        return Decoded(_strict(data, name, file=file), name, "declared")
    if marked := mark_of(data):
        if marked == "utf-8":
            return _utf8(data, "bom") or _mended(data)
        return Decoded(_strict(data, marked, file=file), marked, "bom")
    return _utf8(data, "valid") or _guessed(data, file=file)


def mark_of(data: bytes) -> str | None:
    """The encoding that the byte order mark at the start of `data` names."""
    return next((name for mark, name in MARKS if data.startswith(mark)), None)


def codec_name(encoding: str, *, start: bytes = b"") -> str:
    r"""Python's name for `encoding`, in the form that keeps a byte order mark. Raises E402.

    >>> codec_name("Windows-1251"), codec_name("UTF-16", start=b"\xfe\xff"), codec_name("utf-8-sig")
    ('cp1251', 'utf-16-be', 'utf-8')
    """
    try:
        name = codecs.lookup(encoding).name
        b"a".decode(name)
    except UnicodeError:
        pass
    except (LookupError, ValueError):
        known = ", ".join(("utf-8", "utf-16", *CODE_PAGES, "and Python's other names"))
        raise ExtractorError("E402", found=encoding, what="encoding", known=known) from None
    if name == "utf-8-sig":
        return "utf-8"
    if name in ("utf-16", "utf-32"):
        # Without a mark: little-endian, as Windows writes it, on every machine.
        marked = mark_of(start)
        return marked if marked and marked.startswith(name) else f"{name}-le"
    return name


def _strict(data: bytes, name: str, *, file: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeError as error:
        offset = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise ExtractorError("E103", file=file, offset=offset, encoding=name) from None
    if half_character(text) is not None:
        raise ExtractorError("E103", file=file, offset=0, encoding=name)
    return text


def _utf8(data: bytes, basis: str) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", basis)
    except UnicodeDecodeError:
        return None


def _mended(data: bytes) -> Decoded:
    # The decoder's own replacement makes one U+FFFD of several bytes; this way each broken byte keeps its own.
    return Decoded(_BROKEN.sub("\ufffd", data.decode("utf-8", "surrogateescape")), "utf-8", "repaired")


def _guessed(data: bytes, *, file: str) -> Decoded:
    escaped = data.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN.findall(escaped))
    # Old code pages make valid UTF-8 sequences only by accident, so a majority of whole ones is proof enough.
    if len(_NOT_ASCII.findall(escaped)) - broken > broken:
        return _mended(data)
    if name := detect(data):
        return Decoded(data.decode(name), name, "detected")
    match = _BROKEN.search(escaped)
    offset = len(escaped[: match.start()].encode()) if match else 0
    raise ExtractorError("E103", file=file, offset=offset, encoding="utf-8")
