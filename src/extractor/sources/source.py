"""What every reader gives: the text as it stands in the file, and what is known about it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from extractor.errors import ExtractorError
from extractor.ids import slug
from extractor.sources.metadata import Metadata, from_argument, whole_characters
from extractor.text import Edit

PLAIN = "text/plain"
Place = dict[str, str | int | list[int] | list[float]]
Locator = Callable[[int, int], Place]


class Remark(NamedTuple):
    """What a reader could not settle: a ``W`` code and the facts of its message."""

    code: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """A text to extract from, with the address of its body and the facts of its file.

    `raw` is the decoded file with its line ends and its byte order mark, so every offset counts in the file itself.
    The body begins at `start`, behind front matter; `edits` say which ranges of `raw` are markup and no text, or read
    otherwise than they stand (``&amp;``), sorted and apart. `locate` gives, for a range of `raw`, the facts of its place
    in the file where that is no plain text: the page and the boxes of a PDF, the paragraph of a DOCX.

    `published` is EDTF (YYYY, YYYY-MM or YYYY-MM-DD) and `published_basis` says how it is known:
    ``stated``, or the words of whoever wrote the metadata; a document whose dateline alone says it has ``dateline``.

    `encoding_basis` says how the encoding is known: ``declared`` (the caller or the format says so), ``bom`` (a byte
    order mark), ``valid`` (nothing was said, and every byte is valid UTF-8), ``detected`` (weighed by its letters) or
    ``repaired`` (UTF-8 in which each broken byte became U+FFFD). `remarks` become warnings of the document.
    """

    id: str
    raw: str
    uri: str
    media_type: str
    sha256: str
    start: int = 0
    edits: tuple[Edit, ...] = ()
    locate: Locator | None = None
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    encoding_basis: str = "declared"
    remarks: tuple[Remark, ...] = ()


def from_text(
    text: str, *, id: str | None = None, title: str | None = None, published: str | None = None, uri: str = ""
) -> Source:
    """A source out of a text in memory, taken whole: no front matter is looked for.

    `id` is made a slug; without one it is ``text-`` and the first twelve digits of the text's SHA-256. Raises E104
    (no text), E107 (no such date) and E301 (an id without a letter). Half of a character (a lone surrogate), which no file
    can hold, is read as U+FFFD, so that all offsets stay.

    >>> from_text("The parties agreed.", published="2020-11-10").id
    'text-9dd5827438ff'
    """
    name = uri or "text"
    metadata = from_argument(published, file=name)
    text = whole_characters(text)
    if id is not None and not slug(id):
        raise ExtractorError("E301", found=id, kind="a document id", reason="it holds no letter or digit")
    start = body_start(text)
    if is_blank(text[start:]):
        raise ExtractorError("E104", file=name)
    known = Metadata(title=title, id=slug(id) if id is not None else None).over(metadata)
    return assemble(text, known, stem="", uri=uri, media_type=PLAIN, sha256=digest(text.encode()), start=start)


def assemble(
    raw: str,
    known: Metadata,
    *,
    stem: str,
    uri: str,
    media_type: str,
    sha256: str,
    start: int = 0,
    edits: tuple[Edit, ...] = (),
    locate: Locator | None = None,
    encoding: str = "utf-8",
    encoding_basis: str = "declared",
    remarks: tuple[Remark, ...] = (),
) -> Source:
    """A source out of its parts; the id is the one that is known, else the slug of `stem`, else made of the hash."""
    return Source(
        id=known.id or slug(stem) or f"text-{sha256[:12]}",
        raw=raw,
        uri=uri,
        media_type=media_type,
        sha256=sha256,
        start=start,
        edits=edits,
        locate=locate,
        title=known.title,
        published=known.published,
        published_basis=known.published_basis,
        author=known.author,
        url=known.url,
        language=known.language,
        encoding=encoding,
        encoding_basis=encoding_basis,
        remarks=remarks,
    )


def body_start(raw: str) -> int:
    """Where a text begins: behind its byte order mark."""
    return 1 if raw.startswith("\ufeff") else 0


def is_blank(text: str) -> bool:
    """Whether nothing of `text` would show on paper."""
    return not any(char.isprintable() and not char.isspace() for char in text)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
