"""Commands for those who annotate and measure: score, compare, gold check, gold agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import common
from extractor.cli.common import Model, OwnPlaces, OwnTreaties
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.score import GoldDocument

Gold = Annotated[Path, typer.Option(help="Folder of gold files, one a document.", metavar="DIR")]
Corpus = Annotated[Path, typer.Option(help="Folder of the texts that were annotated.", metavar="DIR")]

UNKNOWN = "E516"  # an id that no table has
SHOWN = 5  # ids in a line
FLOORS = Path("tests/quality/floors.json")

gold = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check annotations, and compare annotators.")


def score(
    pred: Annotated[
        Path | None,
        typer.Argument(help="Output of `extractor extract`; without it the corpus is extracted now.", metavar="PRED"),
    ] = None,
    gold: Gold = Path("gold"),
    corpus: Corpus = Path("corpus"),
    errors: Annotated[
        str | None,
        typer.Option(help="List what was missed, spurious or wrong of this kind (or of `event`).", metavar="KIND"),
    ] = None,
    held: Annotated[
        bool, typer.Option("--held", help="Show errors of held documents too; rules must not be fitted to them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    floors: Annotated[
        Path | None, typer.Option(help="File of floors: exit code 1 when a figure has fallen below.", metavar="FILE")
    ] = None,
    pin: Annotated[
        bool,
        typer.Option(
            "--pin",
            help="Write the scores to --floors (else tests/quality/floors.json); refused where one would fall without --reason.",
        ),
    ] = False,
    reason: Annotated[
        str | None, typer.Option(help="Why floors may be lowered; kept in the file.", metavar="TEXT")
    ] = None,
    model: Model = None,
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Score extraction against a gold set.

    Figures by kind, agreement between annotators beside them where `gold/second` holds a second annotation.

    Example: extractor score --gold gold --errors date
    """
    from extractor import score as scoring
    from extractor.score import mistakes

    annotated = scoring.read(_there(gold, "--gold"))
    predicted = _predicted(pred, annotated, corpus, (model, gazetteer, treaties))
    if errors:
        rows = scoring.errors(predicted, annotated, errors, scoring.texts(corpus), held=held)
        typer.echo(mistakes.render(rows))
        return
    scores = scoring.score(predicted, annotated)
    second = gold / "second"
    agreement = scoring.agree(annotated, scoring.read(second)) if second.is_dir() else None
    typer.echo(scores.model_dump_json(indent=2) if as_json else scores.render(agreement))
    if pin:
        target = floors or FLOORS
        scoring.pin(scores, target, reason=reason)
        typer.echo(f"pinned in {target}", err=True)
    elif floors and (fallen := scoring.gate(scores, floors)):
        typer.echo("\n".join(fallen), err=True)
        raise typer.Exit(1)


def compare(
    a: Annotated[Path, typer.Argument(help="Output of `extractor extract`: the base.", metavar="BASE")],
    b: Annotated[Path, typer.Argument(help="Output of `extractor extract`: the new one.", metavar="NEW")],
    gold: Gold = Path("gold"),
    held: Annotated[bool, typer.Option("--held", help="Show held documents too.")] = False,
) -> None:
    """Show what one run gained and lost beside another.

    Gains and losses by document, then the figures with a paired permutation test.

    Example: extractor compare base.jsonl new.jsonl --gold gold
    """
    from extractor import score as scoring

    annotated = scoring.read(_there(gold, "--gold"))
    typer.echo(scoring.compare(scoring.read(a), scoring.read(b), annotated, held=held).render())


@gold.command()
def check(
    folder: Annotated[Path, typer.Argument(help="Folder of gold files.", metavar="FOLDER")] = Path("gold"),
    corpus: Corpus = Path("corpus"),
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Check that annotations fit their texts and tables.

    Offsets, ids, references and text hashes; each fault names file and line. Exit code 1 when there is one.

    Example: extractor gold check mygold --corpus texts
    """
    from extractor import score as scoring

    faults = scoring.check(
        _there(folder, "the argument FOLDER"), _there(corpus, "--corpus"), gazetteer=gazetteer, treaties=treaties
    )
    files = len(list(folder.glob("*.jsonl")))
    said = f"{len(faults)} fault{'s' * (len(faults) != 1)} in {files} file{'s' * (files != 1)}"
    typer.echo("\n".join([*map(str, faults), said]))
    if not (gazetteer and treaties) and any(fault.code == UNKNOWN for fault in faults):
        typer.echo("Places and treaties of your own are given with --gazetteer and --treaties.", err=True)
    if faults:
        raise typer.Exit(1)


@gold.command()
def agree(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder of gold files; the second annotation stands in its folder `second`.", metavar="FOLDER"
        ),
    ] = Path("gold"),
    corpus: Corpus = Path("corpus"),
) -> None:
    """Show how far two annotators agree, and where they do not.

    Example: extractor gold agree mygold --corpus texts
    """
    from extractor import score as scoring
    from extractor.score import mistakes

    second = folder / "second"
    first = scoring.read(_there(folder, "the argument FOLDER"))
    if not second.is_dir():
        raise ExtractorError("E509", file=second)
    found = scoring.agree(first, scoring.read(second), texts=scoring.texts(corpus))
    typer.echo(f"{found.render()}\n\n{mistakes.render(found.disagreements)}")


def _there(path: Path, option: str) -> Path:
    """The path itself; E520 where nothing is there, with the option that names another."""
    if not path.exists():
        raise ExtractorError("E520", file=path, option=option)
    return path


def _predicted(
    pred: Path | None, annotated: list[GoldDocument], corpus: Path, settings: tuple[str | None, str | None, str | None]
) -> list[Any]:
    """The documents to score: those of a file, else the corpus read now. Says which annotated ones are not among them; E510 where none is."""
    from extractor import build
    from extractor import score as scoring

    wanted = [document.document for document in annotated]
    found: list[Any]
    if pred:
        found = list(scoring.read(pred))
        have = {one.document for one in found}
    else:
        items = build.extract_all(_there(corpus, "--corpus"), nlp=common.load(*settings))
        found = [item for item in items if item.id in wanted and not hasattr(item, "code")]
        have = {one.id for one in found}
    if missing := [id for id in wanted if id not in have]:
        shown = ", ".join(missing[:SHOWN]) + (f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else "")
        if len(missing) == len(wanted):
            raise ExtractorError("E510", file=pred or corpus, wanted=shown)
        typer.echo(f"Not in {pred or corpus}, so all of it counts as missed: {shown}", err=True)
    return found
