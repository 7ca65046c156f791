"""The command that says which texts of an archive touch a list: triage."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import common
from extractor.cli.common import OwnPlaces, OwnTreaties
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.sources import Source
    from extractor.triage.matching import Touched

FORMATS = ("table", "jsonl", "paths")
SHOWN = 5  # names of a text in the table

Only = Annotated[
    str,
    typer.Option(
        help="Ids or names of places, treaties, actors, with commas between; =NAME for a name of your own, @FILE for a file of names.",
        metavar="LIST",
    ),
]


def triage(
    texts: Annotated[
        list[str], typer.Argument(help="Files or folders, as for extract; - is standard input.", metavar="TEXTS")
    ],
    only: Only,
    format: Annotated[
        str,
        typer.Option(
            help="table: for reading; jsonl: an object a text; paths: the files alone, one a line, for a pipe.",
            metavar="FORMAT",
        ),
    ] = "table",
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Say which texts touch a region, treaties or actors, at a million words a second.

    A state or region stands for all that lies in it; every spelling and alphabet of the tables counts. Nothing is extracted.

    Example: extractor triage corpus/ --only KARABAKH,minsk-group

    Example: extractor triage corpus/ --only @names.txt --format paths
    """
    from extractor.triage import Triage

    if format not in FORMATS:
        raise ExtractorError("E402", found=format, what="format", known=", ".join(FORMATS))
    search = Triage(only, gazetteer=gazetteer, treaties=treaties)
    begin = time.perf_counter()
    read, words, failed = 0, 0, False
    kept: list[tuple[str, Touched]] = []
    told: set[str] = set()
    for item in _sources(texts):
        if isinstance(item, ExtractorError):
            typer.echo(str(item), err=True)
            failed = True
            continue
        source, text = item
        read, words = read + 1, words + text.count(" ")
        touched = search.read(text)
        if not touched.entries:
            continue
        kept.append((source.id, touched))
        path = source.uri.partition("#")[0]
        if format == "jsonl":
            line = {"id": source.id, "uri": source.uri, "touches": touched.entries, "count": touched.rows}
            typer.echo(json.dumps(line, ensure_ascii=False))
        elif format == "paths" and path not in told:
            told.add(path)
            typer.echo(path)
    if format == "table" and kept:
        typer.echo(_table(kept))
    took = max(time.perf_counter() - begin, 0.001)
    typer.echo(f"{len(kept)} of {read} texts touch the list; {words:,} words in {took:.1f} s", err=True)
    if failed:
        raise typer.Exit(2)
    if not read:
        raise common.nothing(texts)
    if not kept:
        raise typer.Exit(1)


def _sources(texts: list[str]) -> Iterator[tuple[Source, str] | ExtractorError]:
    """Each text with its source, and the faults among the files."""
    from extractor import sources
    from extractor.triage import text_of

    for path in sources.expand(texts):
        try:
            for item in sources.read(path):
                yield item if isinstance(item, ExtractorError) else (item, text_of(item))
        except ExtractorError as error:
            yield error


def _table(kept: list[tuple[str, Touched]]) -> str:
    """A line a text: what of the list it touches, and the names that it holds most often."""
    first = max(len("text"), *(len(id) for id, _ in kept))
    second = min(max(len("touches"), *(len(", ".join(touched.entries)) for _, touched in kept)), 40)
    lines = [f"{'text':{first}}  {'touches':{second}}  named"]
    for id, touched in kept:
        before = f"{id:{first}}  {', '.join(touched.entries):{second}}  "
        room = max(common.width() - len(before), 40)
        lines.append(before + next(named for named in _named(touched) if len(named) <= room or "," not in named))
    return "\n".join(lines)


def _named(touched: Touched) -> Iterator[str]:
    """The names that a text holds most often, ever fewer of them, and how many more there are."""
    names = [f"{row} {number}" for row, number in touched.rows.items()]
    for shown in range(min(SHOWN, len(names)), 0, -1):
        more = len(names) - shown
        yield ", ".join(names[:shown]) + (f" and {more} more" if more else "")
    yield ""
