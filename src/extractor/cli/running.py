"""Commands over many texts: run, verify, query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import common
from extractor.cli.common import Model, OwnPlaces, OwnTreaties, Published
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.summary import Summary

Out = Annotated[Path, typer.Argument(help="The folder that `extractor run` wrote.", metavar="OUT")]
FORMATS = ("table", "csv", "jsonl")
TOLD = 20  # failures that are printed one by one


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders or patterns; JSONL, CSV and Parquet give a text a row; - is standard input.",
            metavar="IN",
        ),
    ],
    out: Annotated[
        Path, typer.Option(help="Folder for the tables; what an earlier run has read stays there.", metavar="OUT")
    ],
    published: Published = None,
    model: Model = None,
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
    text_column: Annotated[
        str | None,
        typer.Option(
            help="Column (CSV, Parquet) or field (JSONL) of the text; CSV and Parquet in folders are read too.",
            metavar="NAME",
        ),
    ] = None,
    id_column: Annotated[str | None, typer.Option(help="Column of the document's id.", metavar="NAME")] = None,
    title_column: Annotated[str | None, typer.Option(help="Column of the title.", metavar="NAME")] = None,
    published_column: Annotated[
        str | None, typer.Option(help="Column of the date of publication.", metavar="NAME")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that read; default: as many as there are processors.", metavar="N"),
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds for one text; default: 300.", metavar="SECONDS")
    ] = None,
    memory: Annotated[
        str | None, typer.Option(help="Memory of a worker, like 2G; default: its share of the machine.", metavar="SIZE")
    ] = None,
    shard: Annotated[
        str | None, typer.Option(help="Do part I of N only; the same command without it ends the job.", metavar="I/N")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            help="Read only texts that touch a list, as for `extractor triage`; the others are rows of `skipped`.",
            metavar="LIST",
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="local: processes of this machine; ray: workers of a Ray cluster.", metavar="ENGINE")
    ] = "local",
    deadline: Annotated[
        float | None,
        typer.Option(min=1, help="On Ray: give up after so long without progress; default: 1500.", metavar="SECONDS"),
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again texts that were put aside.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    summary: Annotated[bool, typer.Option(help="Print what was found when the run has ended.")] = True,
) -> None:
    """Extract many texts into Parquet tables.

    OUT gets documents, mentions, events, failures and skipped; a summary is printed. Typed again, the command reads only what is missing, new or changed.

    Example: extractor run corpus/ --out out/

    Example: extractor run archive/ --only karabakh,minsk-group --out out/

    Example: extractor run articles.csv --text-column body --id-column url --published-column date --out out/
    """
    from extractor import batch
    from extractor.defaults import DEFAULT_MODEL

    common.check_published(published)
    names = {"text": text_column, "id": id_column, "title": title_column, "published": published_column}
    named = {role: name for role, name in names.items() if name is not None}
    try:
        result = batch.run(
            inputs,
            out,
            published=published,
            model=model or DEFAULT_MODEL,
            gazetteer=gazetteer,
            treaties=treaties,
            columns=batch.Columns(**named) if named else None,
            workers=workers,
            timeout=timeout,
            memory=memory,
            shard=shard,
            retry=retry,
            quiet=quiet,
            only=only,
            engine=engine,
            deadline=deadline,
        )
    except KeyboardInterrupt:
        typer.echo("Stopped. Type the same command again to go on.", err=True)
        raise typer.Exit(130) from None
    if summary and result.rows:
        typer.echo(summary_of(out).render(width=common.width()))
    kept = f"{result.kept:,} stood there before, " if result.kept else ""
    typer.echo(f"Texts in {out}: {kept}{result.read:,} read now.", err=True)
    if result.rows and not any(result.rows.values()):
        typer.echo(str(common.nothing(inputs)), err=True)
    if result.rows:
        typer.echo("Tables: " + ", ".join(f"{name} {rows}" for name, rows in result.rows.items()), err=True)


def verify(out: Out) -> None:
    """Check that the output of a run is whole: every file there, unchanged, and no other. Exit code 1 when it is not.

    Example: extractor verify out/
    """
    from extractor import batch

    faults = batch.verify(out)
    if faults:
        typer.echo("\n".join(faults))
        raise typer.Exit(1)
    typer.echo("All files are there and as they were written.")


def query(
    sql: Annotated[
        str, typer.Argument(help="SQL over the tables documents, mentions, events, failures, skipped.", metavar="SQL")
    ],
    out: Out,
    format: Annotated[
        str, typer.Option(help="table: for reading; csv: for spreadsheets; jsonl: a row a line.", metavar="FORMAT")
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write here instead of to standard output.", metavar="FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing output file.")] = False,
) -> None:
    """Ask the output of a run in SQL.

    The query sees these tables and no other file. Needs DuckDB: pip install "extractor[query]".

    Example: extractor query "select type, count(*) from events group by type" out/
    """
    from extractor import batch

    if format not in FORMATS:
        raise ExtractorError("E402", found=format, what="format", known=", ".join(FORMATS))
    answer = batch.query(sql, out)
    if format == "csv":
        made = common.csv_of(answer)
    elif format == "jsonl":
        made = answer.to_json(orient="records", lines=True, force_ascii=False, date_format="iso")
    else:
        made = answer.to_string(index=False, na_rep="", max_colwidth=80) + "\n" if len(answer) else "No rows.\n"
    common.put(made, output, force=force)


def summary_of(out: Path) -> Summary:
    """What a run's tables hold: counts of all, the first events."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from extractor.records import Event
    from extractor.summary import SHOWN, Summary

    told = Summary()
    for path in sorted((out / "documents").glob("*.parquet")):
        table = pq.read_table(path, columns=["warnings"])
        told.documents += table.num_rows
        told.unresolved += pc.sum(table["warnings"]).as_py() or 0
    for path in sorted((out / "mentions").glob("*.parquet")):
        for count in pq.read_table(path, columns=["kind"])["kind"].value_counts().to_pylist():
            told.kinds[count["values"]] += count["counts"]
    for path in sorted((out / "events").glob("*.parquet")):
        file = pq.ParquetFile(path)
        told.events += file.metadata.num_rows
        if len(told.rows) < SHOWN:
            for record in file.read(columns=["record"])["record"].slice(0, SHOWN).to_pylist():
                told.show(Event.model_validate_json(record))
    for path in sorted((out / "skipped").glob("*.parquet")):
        told.skipped += pq.read_metadata(path).num_rows
    failed = 0
    for path in sorted((out / "failures").glob("*.parquet")):
        messages = pq.read_table(path, columns=["message"])["message"].to_pylist()
        failed += len(messages)
        told.failures += messages[: TOLD - len(told.failures)]
    if failed > len(told.failures):
        told.failures.append(f"and {failed - len(told.failures):,} more, in the table of failures")
    return told
