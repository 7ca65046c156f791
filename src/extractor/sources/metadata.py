"""Say what is known about a text: title, date of publication, author, address, language, id.

The same seven fields are written at the top of a file, in a TOML file beside it, or in a row of JSONL. ``style`` and
``tests`` are allowed for the people who keep the corpus and mean nothing here; so does every other key, because files
out of blogs and archives carry many. A field of ours that is malformed is an error and never a guess.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from extractor.errors import ExtractorError
from extractor.ids import slug

FIELDS = ("title", "published", "published_basis", "author", "url", "language", "id")
STATED = "stated"
# Makes the error about a field, for the place that knows its file and line.
Fault = Callable[[str, str], ExtractorError]
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says about a text; ``None`` where it says nothing."""

    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None

    def over(self, weaker: "Metadata") -> "Metadata":
        """These fields, and those of `weaker` where these are silent; a date never takes the basis of another date.

        >>> Metadata(published="2021", published_basis="stated").over(Metadata(title="A", published="1999"))
        Metadata(title='A', published='2021', published_basis='stated', author=None, url=None, language=None, id=None)
        """
        dated = self if self.published else weaker
        return Metadata(
            title=self.title or weaker.title,
            published=dated.published,
            published_basis=dated.published_basis,
            author=self.author or weaker.author,
            url=self.url or weaker.url,
            language=self.language or weaker.language,
            id=self.id or weaker.id,
        )


def from_argument(published: str | None, *, file: str) -> Metadata:
    """The date that the caller gave. Raises E107."""
    if published is None:
        return Metadata()
    return Metadata(published=check_date(published, file=file), published_basis=STATED)


def from_mapping(values: Mapping[str, object], *, file: str, fault: Fault) -> Metadata:
    """The fields among `values`, checked; empty ones count as absent.

    `fault` makes the error from the field's name and a reason, because only the caller knows the line. Raises E107
    for a date that no calendar has.
    """
    found = {key: _text(key, values[key], fault) for key in FIELDS if key in values}
    found = {key: text for key, text in found.items() if text}
    if "published" in found:
        found["published"] = check_date(found["published"], file=file)
        found.setdefault("published_basis", STATED)
    else:
        found.pop("published_basis", None)
    if "id" in found:
        if not slug(found["id"]):
            raise fault("id", f"the id {found['id']!r} holds no letter or digit")
        found["id"] = slug(found["id"])
    return Metadata(**found)


def check_date(text: str, *, file: str) -> str:
    """A date of publication as EDTF: year, month or day, and a real one. Raises E107.

    >>> check_date("2020-11-09", file="a.txt")
    '2020-11-09'
    """
    match = _DATE.fullmatch(text)
    try:
        if match:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
            return text
    except ValueError:
        pass
    raise ExtractorError("E107", file=file, found=text)


def half_character(text: str) -> int | None:
    """Where a lone surrogate stands: half of a character, which no file and no table can hold."""
    match = _SURROGATE.search(text)
    return match.start() if match else None


def whole_characters(text: str) -> str:
    """The text with U+FFFD for each lone surrogate: as many characters as before."""
    return _SURROGATE.sub("\ufffd", text)


def _text(key: str, value: object, fault: Fault) -> str:
    """A value as text. TOML has dates and numbers of its own, and JSON ids are often numbers."""
    if value is None:
        return ""
    if key == "published" and isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if key in ("published", "id") and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise fault(key, f"`{key}` is to be text, not {type(value).__name__}")
    if half_character(value) is not None:
        raise fault(key, f"`{key}` holds half of a character (a lone surrogate)")
    return value.strip()
