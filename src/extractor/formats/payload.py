"""What the exchange formats share when they read and write: JSON on one line, offsets in UTF-16, refusals with a place.

Every refusal names the file (the id of its document), the line or region in it and the offsets, and says the way out.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Readers that split lines as `str.splitlines` does would tear these; lone surrogates cannot be written as UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Offsets of one text in code points (Python) and in UTF-16 units (JavaScript, Java).

    >>> units = Units("a😀b")
    >>> [units.to_utf16(offset) for offset in range(4)], units.from_utf16(3)
    ([0, 1, 3, 4], 2)
    """

    def __init__(self, text: str) -> None:
        self.points = [match.start() for match in _ASTRAL.finditer(text)]
        self.pairs = [point + number for number, point in enumerate(self.points)]

    def to_utf16(self, offset: int) -> int:
        """The same place, counted in UTF-16 units."""
        return offset + bisect_left(self.points, offset)

    def from_utf16(self, offset: int) -> int:
        """The same place, counted in code points; ValueError in the middle of a surrogate pair."""
        before = bisect_left(self.pairs, offset)
        if before and self.pairs[before - 1] == offset - 1:
            raise ValueError(f"offset {offset} lies inside one character (a UTF-16 surrogate pair)")
        return offset - before


class Entry(NamedTuple):
    """One document in a file of a tool: where it stands, the text it holds and the whole of it."""

    where: str
    text: object
    value: dict[str, Any]


def to_json(value: object) -> str:
    r"""A value as JSON on one line, whatever its strings hold.

    >>> print(to_json({"label": 'a "b" \x85é'}))
    {"label": "a \"b\" \u0085é"}
    """
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False, allow_nan=False))


def read_json(payload: str, file: str, where: str = "line 1") -> Any:
    """The value of a JSON text; E603 when it is none, with the line."""
    try:
        return json.loads(payload, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        line = where if error.lineno == 1 else f"line {error.lineno}"
        raise ExtractorError("E603", file=file, where=line, reason=f"not JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise ExtractorError("E603", file=file, where=where, reason=f"not JSON: {error}") from error


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number")


def read_lines(payload: str, file: str) -> list[Entry]:
    """The objects of a JSONL file with the field `text`; blank lines are skipped."""
    entries = []
    for number, line in enumerate(payload.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            where = f"line {number}"
            value = table(read_json(line, file, where), file, where)
            entries.append(Entry(where, value.get("text"), value))
    return entries


def pick(entries: list[Entry], text: str, file: str) -> list[Entry]:
    """The entries that hold our text; E601 with the first difference from the nearest one when none does."""
    if not entries:
        raise ExtractorError("E603", file=file, where="line 1", reason="it holds no document")
    if found := [entry for entry in entries if entry.text == text]:
        return found
    others = [(_shared(entry.text, text), entry) for entry in entries if isinstance(entry.text, str)]
    if not others:
        raise ExtractorError("E603", file=file, where=entries[0].where, reason="the field `text` is missing")
    nearest = max(others, key=lambda pair: pair[0])[1]
    raise _differs(str(nearest.text), text, file, nearest.where)


def same_text(theirs: str, ours: str, file: str, where: str = "its text") -> None:
    """Nothing where the two are one; E601 with the first difference otherwise."""
    if theirs != ours:
        raise _differs(theirs, ours, file, where)


def same_surface(text: str, start: int, end: int, surface: str | None, file: str, where: str) -> None:
    """Nothing where the offsets lie in the text and give the surface; E602 otherwise. None: no surface is given."""
    if not 0 <= start <= end <= len(text) or (surface is not None and text[start:end] != surface):
        found = text[max(start, 0) : max(end, 0)][:80]
        expected = f"{len(text)} characters at most" if surface is None else surface[:80]
        raise ExtractorError("E602", file=file, where=where, start=start, end=end, found=found, expected=expected)


@contextmanager
def blame(file: str, where: str) -> Iterator[None]:
    """Turn what a malformed value raises into E603 with its place."""
    try:
        yield
    except ExtractorError as error:
        if error.code != "E301":
            raise
        raise ExtractorError("E603", file=file, where=where, reason=str(error).rstrip(".")) from error
    except ValidationError as error:
        first = error.errors()[0]
        reason = f"{'.'.join(map(str, first['loc'])) or 'the value'}: {first['msg']}"
        raise ExtractorError("E603", file=file, where=where, reason=reason) from error
    except KeyError as error:
        raise ExtractorError("E603", file=file, where=where, reason=f"the field {error} is missing") from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise ExtractorError("E603", file=file, where=where, reason=str(error)) from error


def whole(value: object) -> int:
    """The value, when it is a whole number; TypeError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not an offset")
    return value


def table(value: object, file: str, where: str) -> dict[str, Any]:
    """The value, when it is an object; E603 otherwise."""
    if not isinstance(value, dict):
        raise ExtractorError("E603", file=file, where=where, reason=f"expected an object, found {str(value)[:40]!r}")
    return value


def rows(value: object, file: str, where: str) -> list[Any]:
    """The value, when it is a list, an empty one for null; E603 otherwise."""
    if value is not None and not isinstance(value, list):
        raise ExtractorError("E603", file=file, where=where, reason=f"expected a list, found {str(value)[:40]!r}")
    return value or []


def _shared(theirs: object, ours: str) -> int:
    pairs: Iterable[tuple[str, str]] = zip(str(theirs), ours, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(str(theirs)), len(ours)))


def _differs(theirs: str, ours: str, file: str, where: str) -> ExtractorError:
    at = _shared(theirs, ours)
    facts = {"offset": at, "found": theirs[at : at + 20], "expected": ours[at : at + 20]}
    return ExtractorError("E601", file=file, where=where, **facts)
