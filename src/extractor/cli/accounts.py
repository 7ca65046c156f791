"""Commands that set claims side by side: implementation, accounts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import common
from extractor.cli.common import Model, OwnPlaces, OwnTreaties, Published
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.accounts import Account, Duty, Implementation
    from extractor.records import Document, Failure
    from extractor.sources import Source

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Texts, folders, or the output of `extractor extract` (JSONL) or `extractor run` (its folder).",
        metavar="FILE",
    ),
]
Format = Annotated[
    str, typer.Option(help="text: for reading; csv: a row a claim; json: the records.", metavar="FORMAT")
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write here instead of to standard output.", metavar="FILE")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite an existing output file.")]
FORMATS = ("text", "csv", "json")
MANIFEST = "manifest.jsonl"  # by which the output of a run is known


def implementation(
    files: Inputs,
    treaty: Annotated[
        str | None,
        typer.Option(
            help="Id of a treaty; without it each treaty that the texts name and whose obligations are known.",
            metavar="ID",
        ),
    ] = None,
    format: Format = "text",
    output: Output = None,
    force: Force = False,
    published: Published = None,
    model: Model = None,
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Set a treaty's obligations beside what texts claim became of them.

    For each: due date, what is claimed (kept, late, partly, not kept, open), claimed date, days late, who claims it, the words and their
    place. The library does not rule; texts that disagree stand side by side.

    Example: extractor implementation corpus/ --treaty trilateral-statement-2020-11-09
    """
    from extractor import accounts
    from extractor.accounts import implementing

    _check(format)
    common.check_output(output, force=force)
    documents = _documents(files, published, model, gazetteer, treaties)
    chosen = [treaty] if treaty else implementing.with_obligations(documents, treaties)
    if not chosen:
        typer.echo("No text names a treaty whose obligations are known. Name one with --treaty.", err=True)
        raise typer.Exit(1)
    found = [accounts.implementation(documents, id, registry=treaties) for id in chosen]
    if format == "text":
        made = "\n\n".join(_described(one) for one in found) + "\n"
    elif format == "csv":
        import pandas as pd

        made = common.csv_of(pd.concat([one.to_frame() for one in found]))
    else:
        made = "".join(f"{one.model_dump_json()}\n" for one in found)
    common.put(made, output, force=force)


def accounts(
    files: Inputs,
    format: Format = "text",
    output: Output = None,
    force: Force = False,
    published: Published = None,
    model: Model = None,
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Show what several texts tell of one happening, and on what they differ.

    Records are grouped by type, place, parties and date; differences of date, number, parties, place and status are named.

    Example: extractor accounts corpus/ --format csv -o accounts.csv
    """
    from extractor.accounts import compare_accounts

    _check(format)
    common.check_output(output, force=force)
    found = compare_accounts(_documents(files, published, model, gazetteer, treaties))
    if format == "text":
        made = "\n\n".join(_told(number, one) for number, one in enumerate(found.accounts, start=1))
        made += "\n" if made else "No happening is told by more than one text.\n"
    else:
        made = common.csv_of(found.to_frame()) if format == "csv" else f"{found.model_dump_json()}\n"
    common.put(made, output, force=force)


def _check(format: str) -> None:
    if format not in FORMATS:
        raise ExtractorError("E402", found=format, what="format", known=", ".join(FORMATS))


def _documents(files: list[str], *settings: str | None) -> list[Document]:
    """Documents read from texts, or taken from JSONL that `extractor extract` wrote; what fails is said and left out.

    Exit code 2 where nothing could be read.
    """
    found: list[Document] = []
    failed = False
    for name in files:
        if (made := made_before(Path(name))) is not None:
            found += made
            continue
        for item in common.documents([name], *settings):
            if hasattr(item, "code"):
                typer.echo(item.message, err=True)
                failed = True
            else:
                found.append(item)
    if failed and not found:
        raise typer.Exit(2)
    if not found:
        raise common.nothing(files)
    return found


def made_before(path: Path) -> list[Document] | None:
    """The documents in the output of `extractor run` or `extractor extract`; None where the path is neither, but a text."""
    if path.is_dir():
        return _of_run(path) if (path / MANIFEST).is_file() else None
    payload = common.read_text(path) if path.suffix == ".jsonl" and path.is_file() else ""
    return common.documents_of(payload, path) if '"made_by"' in payload.partition("\n")[0] else None


def with_texts(
    name: str,
    texts: dict[str, str],
    published: str | None,
    model: str | None,
    gazetteer: str | None,
    treaties: str | None,
) -> Iterator[Document | Failure]:
    """The documents of a file or folder, and the failures among them; the raw texts are put into `texts` by document id."""
    from extractor import build, sources

    common.check_published(published)
    nlp = common.load(model, gazetteer, treaties)
    for path in sources.expand([name]):

        def items(path: Path = path) -> Iterator[Source | ExtractorError]:
            for item in sources.read(path, published=published):
                if isinstance(item, sources.Source):
                    texts[item.id] = item.raw
                yield item

        yield from build.build_all(build.told(items(), uri=str(path)), nlp)


def _of_run(out: Path) -> list[Document]:
    """The documents in the output of `extractor run`; says so where the run has not ended."""
    from extractor import batch
    from extractor.records import Document

    if not (out / "_SUCCESS").is_file():
        typer.echo(f"{out}: the run has not ended; what it has read so far is taken.", err=True)
    return [Document.model_validate_json(record) for record in batch.records(out)]


def _described(found: Implementation) -> str:
    return "\n".join([f"{found.treaty}: {found.title}", *(line for duty in found.duties for line in _duty(duty))])


def _duty(duty: Duty) -> list[str]:
    who = " and ".join(duty.by)
    whom = f" to {' and '.join(duty.to)}" if duty.to else ""
    owed = f"{who}{whom}: " if who else ""
    due = f"; due {duty.due}" if duty.due else ""
    lines = ["", f"{duty.article.partition('/')[2]:>3}  {owed}{duty.obligation}{due}"]
    if not duty.claims:
        lines.append("     nothing claimed")
    for claim in duty.claims:
        when = f" {claim.date}" if claim.date else ""
        late = f" ({abs(claim.days)} days {'late' if claim.days > 0 else 'early'})" if claim.days else ""
        notes = f" [{', '.join(claim.footnotes)}]" if claim.footnotes else ""
        lines.append(
            f"     claimed {claim.claimed}{when}{late}, {claim.by}, {claim.document} {claim.start}-{claim.end}{notes}"
        )
        lines.append(f"       “{claim.quote}”")
    return lines


def _told(number: int, account: Account) -> str:
    kind = f"{account.type}/{account.mode}" if account.mode else account.type
    lines = [f"{number}. {kind}"]
    for telling in account.tellings:
        parts = [telling.date or "no date", telling.status, " and ".join(telling.actors), " and ".join(telling.places)]
        lines.append(
            f"   {telling.document} {telling.start}-{telling.end}: {', '.join(part for part in parts if part)}"
        )
        lines.append(f"     “{telling.quote}”")
    for difference in account.differences:
        values = "; ".join(f"{value} ({', '.join(documents)})" for value, documents in difference.said.items())
        lines.append(f"   differ on {difference.slot}: {values}")
    return "\n".join(lines)
