"""Read a JSONL file: one text a row, in the field ``text``, with its metadata in the fields beside it.

Rows are read one at a time, however large the file. A row that is wrong is handed out as the error that it is, with its
line, and the rows behind it follow: only a fault of the whole file is raised. Blank lines are passed over.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import replace

from extractor.errors import ExtractorError
from extractor.sources.binary import HEAD, refuse_binary
from extractor.sources.encodings import codec_name, mark_of
from extractor.sources.metadata import Fault, Metadata, from_mapping, half_character
from extractor.sources.request import Request
from extractor.sources.source import Source, assemble, body_start, digest, is_blank

MEDIA_TYPE = "application/jsonl"
# A character outside the first plane is twelve in JSON (two escapes); the rest is room for the other fields.
_WIDEST_ESCAPE = 12
_OTHER_FIELDS = 65_536


def read_jsonl(request: Request) -> Iterator[Source | ExtractorError]:
    """A source for each good row and an error for each bad one, in the order of the file.

    A row gives E108 (no object with a `text`), E104 (empty), E105 (too long) or E107 (no such date). Raised are E101,
    E102, E103 (UTF-16 that breaks off), E104 (no rows) and the faults of the metadata beside the file. The encoding is
    the one that the caller names or the byte order mark, else UTF-8, as JSON has it.
    """
    defaults = request.sidecar()
    rows = 0
    with request.open() as stream:
        try:
            head = stream.peek(HEAD)
            refuse_binary(head, file=request.uri, encoding=request.encoding)
            encoding, basis = _encoding(request, head)
            for line, text in _lines(stream, encoding, longest=_WIDEST_ESCAPE * request.max_chars + _OTHER_FIELDS):
                if text is None or text.strip():
                    rows += 1
                    yield read_row(text, line, request, defaults, encoding, basis)
        except UnicodeError as error:
            raise ExtractorError("E103", file=request.uri, offset=_offset(stream, error), encoding=encoding) from None
        except OSError as error:
            raise request.unreadable(error) from None
    if not rows:
        raise ExtractorError("E104", file=request.uri)


def _encoding(request: Request, head: bytes) -> tuple[str, str]:
    if request.encoding is not None:
        return codec_name(request.encoding, start=head), "declared"
    marked = mark_of(head)
    return (marked, "bom") if marked else ("utf-8", "declared")


def _lines(stream: io.BufferedReader, encoding: str, *, longest: int) -> Iterator[tuple[int, str | None]]:
    """Each line with its number; none in place of a line that is too long to be held."""
    # A broken byte becomes a lone surrogate, so it spoils its own row and no other.
    lines = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="\n")
    number = 0
    while text := lines.readline(longest + 1):
        number += 1
        if len(text) <= longest:
            yield number, text.removeprefix("\ufeff") if number == 1 else text
            continue
        while text and not text.endswith("\n"):
            text = lines.readline(longest + 1)
        yield number, None


def read_row(
    text: str | None, line: int, request: Request, defaults: Metadata, encoding: str, basis: str
) -> Source | ExtractorError:
    """The source in one line, or what is wrong with it; a line that is too long to be held is none."""
    try:
        return _source(text, line, request, defaults, encoding, basis)
    except ExtractorError as error:
        return error


def _source(text: str | None, line: int, request: Request, defaults: Metadata, encoding: str, basis: str) -> Source:
    def fault(_field: str, reason: str) -> ExtractorError:
        return ExtractorError("E108", file=request.uri, line=line, reason=reason)

    uri = f"{request.uri}#{line}"
    if text is None:
        raise fault("", "the line is too long for a text within the limit")
    if half_character(text) is not None:
        raise fault("", f"the line holds bytes that are not valid {encoding}")
    values = _object(text, fault)
    raw = values["text"]
    if not isinstance(raw, str):
        raise fault("text", f"`text` is to be text, not {type(raw).__name__}")
    if (at := half_character(raw)) is not None:
        raise fault("text", f"`text` holds half of a character (a lone surrogate) at {at:,}")
    if len(raw) > request.max_chars:
        raise ExtractorError("E105", file=uri, found=len(raw), limit=request.max_chars)
    start = body_start(raw)
    if is_blank(raw[start:]):
        raise ExtractorError("E104", file=uri)
    own = from_mapping(values, file=uri, fault=fault)
    stem = f"{defaults.id or request.path.stem}-{line:05}"
    known = request.stated().over(own).over(replace(defaults, id=None))
    return assemble(
        raw,
        known,
        stem=stem,
        uri=uri,
        media_type=MEDIA_TYPE,
        sha256=digest(raw.encode()),
        start=start,
        encoding=encoding,
        encoding_basis=basis,
    )


def _object(text: str, fault: Fault) -> dict[str, object]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise fault("", f"this is not JSON ({error.msg}, column {error.colno:,})") from None
    except (ValueError, RecursionError):
        # Numbers of thousands of digits, and brackets as deep.
        raise fault("", "this JSON is nested too deep or holds a number too long") from None
    if not isinstance(values, dict):
        raise fault("", f"this is not an object but {type(values).__name__}")
    if "text" not in values:
        records = ": these are records that the library wrote, not texts" if "made_by" in values else ""
        raise fault("text", f"there is no field `text`{records}")
    return values


def _offset(stream: io.BufferedReader, error: UnicodeError) -> int:
    """Where in the file decoding stopped; the error itself counts from the piece that was being decoded."""
    if not isinstance(error, UnicodeDecodeError) or not stream.seekable():
        return 0
    return stream.tell() - len(error.object) + error.start
