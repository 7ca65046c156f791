"""The command line: data to standard output or `-o`, talk to standard error, exit code 2 for wrong use."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import accounts, common, completing, converting, reporting, running, scoring, triage
from extractor.cli.common import Model, OwnPlaces, OwnTreaties, Published
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.records import Event

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Files = Annotated[
    list[str],
    typer.Argument(
        help="Files or folders (text, Markdown, JSONL, HTML, DOCX, EPUB, PDF); - is standard input.", metavar="FILE"
    ),
]
FORMATS = ("jsonl", "json")


def _version(asked: bool) -> None:
    if asked:
        from extractor import __version__

        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def common_options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read political commentary; get back structured event records with their evidence.

    Start with: extractor report TEXT -o report.html, and open it in a browser. To give the day of publication: --published 2021-11-09.
    """


@app.command()
def extract(
    files: Files,
    published: Published = None,
    format: Annotated[
        str, typer.Option(help="jsonl: one document a line; json: indented, for reading.", metavar="FORMAT")
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write here instead of to standard output.", metavar="FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing output file.")] = False,
    model: Model = None,
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Print a JSON document for each text.

    It holds mentions, notes, events and warnings, all with offsets of the raw input.

    Example: extractor extract corpus/ --format json
    """
    if format not in FORMATS:
        raise ExtractorError(
            "E402",
            found=format,
            what="format",
            known=f"{', '.join(FORMATS)}. Tables, maps and the like are made of its output by `extractor convert`",
        )
    common.check_output(output, force=force)
    lines, failed, item = [], False, None
    for item in common.documents(files, published, model, gazetteer, treaties):
        if hasattr(item, "code"):
            typer.echo(item.message, err=True)
            failed = True
            continue
        line = item.model_dump_json(indent=2 if format == "json" else None)
        if output:
            lines.append(line)
        else:
            typer.echo(line)
    if item is None:
        raise common.nothing(files)
    if output and lines:
        common.write(output, "\n".join(lines) + "\n")
    if failed:
        raise typer.Exit(2)


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(help="A place name in any spelling or alphabet.", metavar="NAME")],
    json_lines: Annotated[bool, typer.Option("--json", help="Print the whole records, one a line.")] = False,
    gazetteer: OwnPlaces = None,
) -> None:
    """Show the places that bear a name, or that a spelling is near to.

    All their names are shown, by the tradition that uses them, with coordinates, what they lie in and sources.

    Example: extractor lookup Şuşa
    """
    from extractor.cli.lookup import describe
    from extractor.pipeline.lookup import lookup as find

    found = find(name, gazetteer=gazetteer)
    if not found:
        typer.echo(f"No place of this name in the gazetteer, and none of a name near to it: {name}", err=True)
        raise typer.Exit(1)
    for place in found:
        if json_lines:
            typer.echo(place.model_dump_json(by_alias=True, exclude_defaults=True))
        else:
            typer.echo(describe(place))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a document."""
    from extractor.records import Document

    typer.echo(json.dumps(Document.model_json_schema(), indent=2))


@app.command()
def explain(
    id: Annotated[
        str,
        typer.Argument(
            help="The id of a place, treaty, article, actor, date, route, footnote or event; a word of the records (RETREAT, withdraw, "
            "planned, TOWN); or a message code (E102, W101).",
            metavar="ID",
        ),
    ],
    text: Annotated[
        str | None, typer.Option(help="For an event: the file it was found in, which is read again.", metavar="FILE")
    ] = None,
    published: Published = None,
    model: Model = None,
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Say what an id, a word of the records or a message code means, and of an event which rule and which words gave each slot.

    Example: extractor explain RETREAT

    Example: extractor explain trilateral-statement-2020-11-09/6

    Example: extractor explain ev-3f9a51c07b2e --text corpus/after-granada.md
    """
    if id.startswith("ev-"):
        if text is None:
            raise ExtractorError("E407", option="--text FILE, the text in which the event was found", command="explain")
        from extractor import build

        common.check_published(published)
        events = build.explain_events(text, published=published, nlp=common.load(model, gazetteer, treaties))
        found = [(event, why) for event, why in events if event.id == id]
        if not found:
            raise ExtractorError("E417", file=text, found=id)
        typer.echo(_explained(*found[0]))
        return
    from extractor.explain import explain as say
    from extractor.explain import near

    said = say(id, gazetteer=gazetteer, registry=treaties)
    if said is None:
        close = ", ".join(near(id, gazetteer=gazetteer, registry=treaties))
        raise ExtractorError("E416", found=id, near=close or "nothing")
    typer.echo(said)


def _explained(event: Event, why: dict[str, list[str]]) -> str:
    """An event in lines: its sentence, then each slot with what gave it."""
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    lines = [f"{event.id}: {kind}, {event.status}, characters {event.trigger.start}-{event.trigger.end}"]
    lines.append(f"  “{' '.join(event.sentence.text.split())}”")
    for slot, said in why.items():
        lines += [f"  {slot if at == 0 else '':13} {line}" for at, line in enumerate(said)]
    return "\n".join(lines)


for command in (
    triage.triage,
    running.run,
    running.verify,
    running.query,
    accounts.implementation,
    accounts.accounts,
    reporting.report,
    scoring.score,
    scoring.compare,
    converting.convert,
    completing.completion,
):
    app.command()(command)
app.add_typer(scoring.gold, name="gold")


def main() -> None:
    """Run the command line; a known error is one line and exit code 2."""
    try:
        app()
    except ExtractorError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader went away (`| head`): stop quietly, also when Python flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
