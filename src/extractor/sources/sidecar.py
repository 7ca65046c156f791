"""Read metadata written as TOML: in a file beside the text, or between ``+++`` lines at its top.

The file beside ``NAME.txt`` is ``NAME.toml``. Beside a JSONL file it speaks for all its rows, and its ``id`` is the
first part of theirs.
"""

import re
import tomllib
from pathlib import Path

from extractor.errors import ExtractorError, why
from extractor.sources.metadata import Metadata, from_mapping

LIMIT = 1_000_000
_LINE = re.compile(r"at line (\d+)")


def read_sidecar(path: Path, *, file: str) -> Metadata:
    """What the TOML file `path` says, which messages call `file`; nothing where there is no such file.

    Raises E101 (cannot be read), E103 (is no UTF-8), E106 (is no TOML, or a field is no text) and E107 (no such date).
    """
    if not path.is_file():
        return Metadata()
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise ExtractorError("E101", file=file, reason=why(error)) from None
    if len(data) > LIMIT:
        raise ExtractorError("E101", file=file, reason=f"metadata of more than {LIMIT:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExtractorError("E103", file=file, offset=error.start, encoding="utf-8") from None
    return from_toml(text, file=file)


def from_toml(text: str, *, file: str, first_line: int = 1) -> Metadata:
    """The fields of a TOML text that begins at line `first_line` of `file`. Raises E106, E107.

    >>> from_toml('published = 2021-11-09', file="a.toml").published
    '2021-11-09'
    """

    def fault(field: str, reason: str) -> ExtractorError:
        return ExtractorError("E106", file=file, line=first_line + _line_of(field, text), reason=reason)

    # A lone carriage return is a line end in old Mac files and an error in TOML.
    text = re.sub(r"\r\n?", "\n", text)
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise ExtractorError("E106", file=file, line=first_line, reason="the TOML is nested too deep") from None
    except ValueError as error:
        at = _LINE.search(str(error))
        # TOML faults at the very end of the text carry no number.
        line = int(at[1]) - 1 if at else text.rstrip("\n").count("\n")
        reason = f"this is not TOML ({_LINE.split(str(error))[0].rstrip(' (')})"
        raise ExtractorError("E106", file=file, line=first_line + line, reason=reason) from None
    return from_mapping(values, file=file, fault=fault)


def _line_of(field: str, text: str) -> int:
    """How many lines stand before the one that sets `field`."""
    match = re.search(rf"^[ \t]*[\"']?{re.escape(field)}[\"']?[ \t]*=", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) if match else 0
