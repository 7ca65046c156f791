"""The command that makes a page to read: report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import accounts, common
from extractor.cli.common import Model, OwnPlaces, OwnTreaties, Published
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.records import Document

LARGE = 200  # texts: a page of more is slow to open


def report(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Texts, folders, - for standard input, or the output of `extractor run` (its folder) or `extractor extract` (JSONL).",
            metavar="TEXTS|RUN",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write here, like report.html; else to standard output.", metavar="FILE"),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(help="With RUN or JSONL: folder of the texts, where they have moved since.", metavar="DIR"),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(help="Folder of gold files: marks what was missed, is spurious or wrong.", metavar="DIR"),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the page.", metavar="TEXT")] = None,
    outline: Annotated[
        Path | None,
        typer.Option(
            help="GeoJSON or TopoJSON to draw the map on, in degrees, in place of Natural Earth.", metavar="FILE"
        ),
    ] = None,
    borders: Annotated[bool, typer.Option(help="Draw the borders of the outline on the map.")] = True,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing output file.")] = False,
    published: Published = None,
    model: Model = None,
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Make one HTML file of what was found.

    It holds the marked text, the events with filters, a timeline, a map, what became of treaties, whose names the text uses, notes, and what
    is not settled; of many texts also totals, search, and where they differ. The file works offline, asks the network for nothing, and
    can be printed. Click anything, and all that shares its id lights up.

    Example: extractor report corpus/one-year-after-9-november.txt -o report.html

    Example: extractor report out/ -o report.html

    Example: extractor report corpus/ --gold gold -o report.html
    """
    from extractor.records import Failure
    from extractor.report import report as make

    common.check_output(output, force=force)
    for folder in (texts, gold):
        if folder and not folder.exists():
            raise ExtractorError("E101", file=folder, reason="there is no such folder")
    documents: list[Document | Failure] = []
    raw: dict[str, str] = {}
    for name in inputs:
        path = Path(name)
        if (made := accounts.made_before(path)) is not None:
            documents += made
        else:
            documents += accounts.with_texts(name, raw, published, model, gazetteer, treaties)
    if not documents:
        raise common.nothing(inputs)
    failures = [one for one in documents if isinstance(one, Failure)]
    for failure in failures:
        typer.echo(failure.message, err=True)
    if len(failures) == len(documents):
        typer.echo("No text was read: there is nothing to report.", err=True)
        raise typer.Exit(2)
    if len(documents) > LARGE:
        typer.echo(
            f"{len(documents)} texts make a page that is slow to open; a report of up to {LARGE} reads better.",
            err=True,
        )
    page = make(
        documents,
        texts=raw,
        folder=texts,
        gold=gold,
        title=title,
        outline=outline,
        borders=borders,
        gazetteer=gazetteer,
        treaties=treaties,
    )
    common.put(page, output, force=force)
    if failures:
        raise typer.Exit(2)
