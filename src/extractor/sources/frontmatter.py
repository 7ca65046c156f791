"""Read the metadata at the top of a text file, and say where the text begins behind it.

Between two lines ``---`` stand lines ``key: value``; between two lines ``+++`` stands TOML. The first kind looks like
YAML and is far less: a value is one line, plain or in quotes; there are no lists, blocks or comments behind a value.
Lists and blocks are skipped under keys that mean nothing here (``tags:``) and refused under ours.

Our keys may be capitalised. A ``---`` line opens metadata only if a key follows on the first line with anything on
it, so a rule across the page stays text. A block none of whose keys is ours stays text too, unless it is keys without
capitals from its first line to its last: ``Summary: ...`` between two rules is text.
"""

import re
from collections.abc import Iterator

from extractor.errors import ExtractorError
from extractor.sources.metadata import FIELDS, Fault, Metadata, from_mapping
from extractor.sources.sidecar import from_toml

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
_NESTED = tuple("[{|>&*!%@`")

_ENDS = {"---": ("---", "..."), "+++": ("+++",)}


def read_front_matter(raw: str, start: int, *, file: str) -> tuple[Metadata, int]:
    r"""The metadata at the top of `raw[start:]` and the offset behind it; none and `start` where there is none.

    Raises E106 with the line at fault, and E107 for a date that no calendar has.

    >>> metadata, body = read_front_matter("---\ntitle: A Year\n---\nText", 0, file="a.txt")
    >>> metadata.title, body
    ('A Year', 22)
    """
    lines = _lines(raw, start)
    opening, _ = next(lines, ("", start))
    ends = _ENDS.get(opening.rstrip())
    if ends is None:
        return Metadata(), start
    block: list[str] = []
    for line, after in lines:
        if line.rstrip() in ends:
            metadata = _of_toml(block, file) if ends == ("+++",) else _of_keys(block, file)
            return (Metadata(), start) if metadata is None else (metadata, after)
        block.append(line)
    if _opens_with_field(block, "=" if ends == ("+++",) else ":"):
        reason = f"the metadata opened by {ends[0]} is never closed by a second {ends[0]}"
        raise ExtractorError("E106", file=file, line=1, reason=reason)
    return Metadata(), start


def _lines(raw: str, start: int) -> Iterator[tuple[str, int]]:
    """Each line without its end, and the offset behind that end."""
    while start < len(raw):
        match = _LINE.match(raw, start)
        if match is None:  # pragma: no cover - the pattern matches everywhere
            return
        yield match[1], match.end()
        start = match.end()


def _opens_with_field(block: list[str], sign: str) -> bool:
    first = next((line for line in block if line.strip()), "")
    name, found, _ = first.partition(sign)
    return bool(found) and name.strip().lower() in FIELDS


def _of_toml(block: list[str], file: str) -> Metadata:
    return from_toml("\n".join(block), file=file, first_line=2)


def _of_keys(block: list[str], file: str) -> Metadata | None:
    """The fields of `block`, or none where it is text between two rules."""
    rows = [
        (number, line, _KEY.fullmatch(line.rstrip())) for number, line in enumerate(block, start=2) if _speaks(line)
    ]
    if not rows or rows[0][2] is None:
        return None
    ours = any(match and match[1].lower() in FIELDS for _, _, match in rows)
    values: dict[str, object] = {}
    numbers: dict[str, int] = {}

    def fault(field: str, reason: str) -> ExtractorError:
        return ExtractorError("E106", file=file, line=numbers[field], reason=reason)

    key = ""
    for number, line, match in rows:
        if match is not None:
            key = match[1].lower()
            if not ours and key != match[1]:
                return None
            if key not in FIELDS:
                continue
            if key in values:
                reason = f"`{key}` stands on line {numbers[key]} already"
                raise ExtractorError("E106", file=file, line=number, reason=reason)
            numbers[key] = number
            values[key] = _value(match[2].strip(), key, fault)
        elif line[0] not in " \t-":
            if not ours:
                return None
            raise ExtractorError("E106", file=file, line=number, reason=f"{line.strip()[:40]!r} has no key")
        elif key in FIELDS:
            raise ExtractorError("E106", file=file, line=number, reason=f"`{key}` is to be text on one line")
    return from_mapping(values, file=file, fault=fault)


def _speaks(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _value(text: str, key: str, fault: Fault) -> str:
    if text[:1] in ('"', "'"):
        quote, inner = text[0], text[1:-1]
        pattern = r'(?:[^"\\]|\\.)*' if quote == '"' else r"(?:[^']|'')*"
        if len(text) < 2 or text[-1] != quote or not re.fullmatch(pattern, inner):
            raise fault(key, f"the quotation mark that opens `{key}` does not close at the end of the line")
        if quote == "'":
            return inner.replace("''", "'")
        return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[0]), inner)
    if text.startswith(_NESTED):
        raise fault(key, f"`{key}` begins with {text[0]!r}: put text in quotes; lists and blocks are not read")
    return "" if text in ("~", "null") else text
