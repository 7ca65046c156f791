"""Commands for those who annotate and measure: score, compare, gold check, gold agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.cli import common
from extractor.cli.common import Model, OwnPlaces, OwnTreaties

Gold = Annotated[Path, typer.Option(help="Folder of gold files, one a document.", metavar="DIR")]
Corpus = Annotated[Path, typer.Option(help="Folder of the texts that were annotated.", metavar="DIR")]

FLOORS = Path("tests/quality/floors.json")

gold = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check annotations, and compare annotators.")


def score(
    pred: Annotated[
        Path | None, typer.Argument(help="Output of `extractor extract`; without it the corpus is extracted now.")
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
    reason: Annotated[str | None, typer.Option(help="Why floors may be lowered; kept in the file.")] = None,
    model: Model = None,
) -> None:
    """Score extraction against a gold set.

    Figures by kind, agreement between annotators beside them where `gold/second` holds a second annotation.

    Example: extractor score --gold gold --errors date
    """
    from extractor import score as scoring
    from extractor.score import mistakes

    annotated = scoring.read(gold)
    predicted = _predicted(pred, annotated, corpus, model)
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
    a: Annotated[Path, typer.Argument(help="Output of `extractor extract`: the base.")],
    b: Annotated[Path, typer.Argument(help="Output of `extractor extract`: the new one.")],
    gold: Gold = Path("gold"),
    held: Annotated[bool, typer.Option("--held", help="Show held documents too.")] = False,
) -> None:
    """Show what one run gained and lost beside another.

    Gains and losses by document, then the figures with a paired permutation test.

    Example: extractor compare base.jsonl new.jsonl --gold gold
    """
    from extractor import score as scoring

    typer.echo(scoring.compare(scoring.read(a), scoring.read(b), scoring.read(gold), held=held).render())


@gold.command()
def check(
    folder: Annotated[Path, typer.Argument(help="Folder of gold files.")] = Path("gold"),
    corpus: Corpus = Path("corpus"),
    gazetteer: OwnPlaces = None,
    treaties: OwnTreaties = None,
) -> None:
    """Check that annotations fit their texts and tables.

    Offsets, ids, references and text hashes; each fault names file and line. Exit code 1 when there is one.
    """
    from extractor import score as scoring

    faults = scoring.check(folder, corpus, gazetteer=gazetteer, treaties=treaties)
    typer.echo("\n".join([*map(str, faults), f"{len(faults)} faults in {len(list(folder.glob('*.jsonl')))} files"]))
    if faults:
        raise typer.Exit(1)


@gold.command()
def agree(
    folder: Annotated[
        Path, typer.Argument(help="Folder of gold files; the second annotation stands in its folder `second`.")
    ] = Path("gold"),
    corpus: Corpus = Path("corpus"),
) -> None:
    """Show how far two annotators agree, and where they do not."""
    from extractor import score as scoring
    from extractor.score import mistakes

    found = scoring.agree(scoring.read(folder), scoring.read(folder / "second"), texts=scoring.texts(corpus))
    typer.echo(f"{found.render()}\n\n{mistakes.render(found.disagreements)}")


def _predicted(pred: Path | None, annotated: list[Any], corpus: Path, model: str | None) -> list[Any]:
    from extractor import build
    from extractor import score as scoring

    if pred:
        return list(scoring.read(pred))
    wanted = {document.document for document in annotated}
    found = list(build.extract_all(corpus, nlp=common.load(model)))
    return [item for item in found if item.id in wanted]
