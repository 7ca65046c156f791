"""Read any file that the library knows, by the suffix of its name.

A new format is one file with a reader and one row in `READERS`. A reader takes a `Request` and yields at least one
source, or raises.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from extractor.errors import ExtractorError
from extractor.sources import folder
from extractor.sources.encodings import codec_name
from extractor.sources.request import Request
from extractor.sources.source import Source

Reader: TypeAlias = Callable[[Request], Iterator[Source | ExtractorError]]
# By suffix the module that reads it, as `read_plain` of `plain`; it is imported when a file of its kind is met.
READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".epub": "epub",
    ".html": "html",
    ".pdf": "pdf",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
SUFFIXES = tuple(READERS)
# Characters of a text. Markup is taken apart into objects, which need far more memory than the characters themselves.
MOST, MOST_MARKED_UP = 20_000_000, 1_000_000
LONG = frozenset({"plain", "markdown"})


def read(
    path: str | Path, *, published: str | None = None, encoding: str | None = None, max_chars: int | None = None
) -> Iterator[Source | ExtractorError]:
    """The texts of a file: one, or for JSONL one for each row.

    A fault of the whole file is raised here and not at the first step: E101 (cannot be read), E102 (binary), E103
    (encoding), E104 (no text), E105 (more than `max_chars`), E106 and E107 (metadata), E109 (no reader), E402 (no such
    encoding). A bad row of JSONL is yielded as its error in place of a source, and the rows behind it follow.

    `published` and `encoding` outrank what the file says. Without `max_chars`, plain text and Markdown may have 20,000,000 characters,
    other formats 1,000,000. ``-`` reads standard input, and so a name without a suffix
    is read, as plain text.
    """
    request = Request(Path(path), published=published, encoding=encoding, max_chars=max_chars or MOST)
    request.stated()
    if encoding is not None:
        codec_name(encoding)
    name = _name_of(request)
    reader: Reader = getattr(import_module(f"extractor.sources.{name}"), f"read_{name}")
    if max_chars is None and name not in LONG:
        request = replace(request, max_chars=MOST_MARKED_UP)
    items = reader(request)
    return chain((next(items),), items)


def expand(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The files to read among `paths`: see `extractor.sources.folder.expand`."""
    return folder.expand(paths, suffixes=SUFFIXES)


def _name_of(request: Request) -> str:
    suffix = "" if request.is_stdin else request.path.suffix.lower()
    if not suffix:
        return "plain"
    if suffix not in READERS:
        # That a file is missing or a folder says more than that its suffix is unknown.
        request.open().close()
        raise ExtractorError("E109", file=request.uri, found=suffix, known=", ".join(SUFFIXES))
    return READERS[suffix]
