"""What the commands share: options, loading the pipeline, writing a file whole or not at all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.errors import ExtractorError, why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from extractor.records import Document

Published = Annotated[
    str | None,
    typer.Option(help="Date of publication, YYYY-MM-DD, YYYY-MM or YYYY; outranks what the file says.", metavar="DATE"),
]
Model = Annotated[
    str | None,
    typer.Option(help="Any installed spaCy pipeline; blank:en needs no model and finds no events.", metavar="NAME"),
]

OwnPlaces = Annotated[
    str | None,
    typer.Option(help="JSONL file of your own places and names, over those of the library.", metavar="FILE"),
]


OwnTreaties = Annotated[
    str | None,
    typer.Option(help="JSONL file of your own treaties and aliases, over those of the library.", metavar="FILE"),
]


def documents(
    files: list[str],
    published: str | None,
    model: str | None,
    gazetteer: str | None = None,
    treaties: str | None = None,
) -> Iterator[Any]:
    """The documents of files and folders, and the failures among them."""
    from extractor import build

    check_published(published)
    yield from build.extract_all(files, published=published, nlp=load(model, gazetteer, treaties))


def nothing(inputs: list[str]) -> ExtractorError:
    """E111: among the inputs lies no text."""
    from extractor import sources

    return ExtractorError("E111", file=", ".join(inputs), known=", ".join(sources.SUFFIXES))


def check_output(output: Path | None, *, force: bool) -> None:
    """E406 where the file is there already, E401 where its folder is not: said before the work and not after it."""
    if output is None:
        return
    if output.exists() and not force:
        raise ExtractorError("E406", file=output)
    if not output.parent.is_dir():
        raise ExtractorError("E401", file=output, reason="there is no such folder")


def check_published(published: str | None) -> None:
    """E107 where a date of publication is none."""
    from extractor.sources import metadata

    if published is not None:
        metadata.check_date(published, file="--published")


def load(model: str | None, gazetteer: str | None = None, treaties: str | None = None) -> Any:
    """The pipeline that a command reads with."""
    from extractor import pipeline
    from extractor.defaults import DEFAULT_MODEL

    return pipeline.load(model or DEFAULT_MODEL, gazetteer=gazetteer, treaties=treaties)


def write(path: Path, made: str | bytes) -> None:
    """Write a file whole or not at all."""
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
        aside.replace(path)
    except OSError as error:
        raise ExtractorError("E401", file=path, reason=why(error)) from error


def put(made: str, output: Path | None, *, force: bool) -> None:
    """To standard output, or to a file that is not there yet."""
    if output is None:
        typer.echo(made, nl=False)
        return
    check_output(output, force=force)
    write(output, made)


def put_bytes(made: bytes, output: Path | None, *, force: bool) -> None:
    """As `put`, for what is no text; a terminal is spared it (E407)."""
    if output is None:
        if sys.stdout.isatty():
            raise ExtractorError("E407", option="-o FILE for a format that is not text", command="convert")
        typer.echo(made, nl=False)
        return
    check_output(output, force=force)
    write(output, made)


def csv_of(frame: pd.DataFrame) -> str:
    """A table for spreadsheets: a text, or a heading, that a spreadsheet would compute is shown as text."""
    from extractor.formats.flat import safe_cell

    made: str = frame.map(safe_cell).rename(columns=safe_cell).to_csv(index=False)
    return made


def width() -> int:
    """How many characters a line of a table may have."""
    import shutil

    return max(shutil.get_terminal_size((160, 24)).columns, 100)


def read_text(path: Path) -> str:
    """A file's text with its line ends, as offsets count them; E101 or E103 when it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ExtractorError("E103", file=path, offset=error.start, encoding="utf-8") from error
    except OSError as error:
        raise ExtractorError("E101", file=path, reason=why(error)) from error


def one_document(payload: str, path: Path) -> Document:
    """The one document of a JSONL file; E413 where a line is none, E110 where there are several."""
    found = documents_of(payload, path)
    if len(found) != 1:
        raise ExtractorError("E110", file=path, found=len(found))
    return found[0]


def documents_of(payload: str, path: Path) -> list[Document]:
    """The documents of a JSONL file; E413 where a line is none."""
    from pydantic import ValidationError

    from extractor.records import Document

    found: list[Document] = []
    for number, line in enumerate(payload.split("\n"), start=1):
        if line.strip():
            try:
                found.append(Document.model_validate_json(line))
            except ValidationError as error:
                raise ExtractorError("E413", file=path, line=number, reason=error.errors()[0]["msg"]) from error
    return found
