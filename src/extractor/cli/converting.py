"""The command that reads and writes the formats of other programs: convert."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import accounts, common
from extractor.cli.common import OwnPlaces
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.records import Document


def convert(
    source: Annotated[
        Path,
        typer.Argument(
            help="Output of `extractor extract` (JSONL) or `extractor run` (its folder), or a file of an annotation tool.",
            metavar="SOURCE",
        ),
    ],
    text: Annotated[
        Path | None,
        typer.Option(
            help="The raw text, or the folder of texts; only docbin and the formats of annotation tools need it.",
            metavar="FILE",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            help="Write this format: csv, flat (CSV), plover, geojson, ical, timelinejs, csl, bibtex, annotation, brat, doccano, "
            "label-studio, prodigy, docbin.",
            metavar="FORMAT",
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", help="Read this format; mentions and events are printed a line each.", metavar="FORMAT"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write here instead of to standard output.", metavar="FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing output file.")] = False,
    gazetteer: OwnPlaces = None,
) -> None:
    """Write records for other programs; exchange annotations with their tools, both ways.

    csv: a row an event. flat: one CSV table with CAMEO codes and columns as in GDELT and ACLED. plover: PLOVER JSON, a line an event.

    geojson: places and events on a map. ical, timelinejs: events with a day. What has no day or no coordinates is counted and left out.

    csl, bibtex: the works that the notes cite. docbin: texts, entities and spans for spaCy.

    annotation (W3C), brat, doccano, label-studio, prodigy: one text, with --text. A file whose text differs from it is refused.

    Example: extractor convert out.jsonl --to geojson -o map.geojson

    Example: extractor convert note.jsonl --text note.txt --to brat -o note.ann
    """
    from extractor import formats

    if (to is None) == (from_ is None):
        raise ExtractorError("E407", option="one of --to and --from", command="convert")
    common.check_output(output, force=force)
    if to in formats.WRITERS:
        documents = _documents(source)
        common.put(formats.write(documents, to=str(to), gazetteer=gazetteer), output, force=force)
        if missing := formats.left_out(documents, to=str(to), gazetteer=gazetteer):
            typer.echo(missing, err=True)
        return
    written = (*formats.FORMATS, *formats.WRITERS, formats.BINARY)
    if (to or from_) not in (known := written if to else tuple(formats.FORMATS)):
        raise ExtractorError("E402", found=to or from_, what="format", known=", ".join(known))
    if text is None:
        raise ExtractorError("E407", option="--text FILE (the text that the records were made of)", command="convert")
    if to == formats.BINARY:
        documents = _documents(source)
        common.put_bytes(formats.docbin(documents, _texts(text, documents)), output, force=force)
    elif to:
        made = formats.dump(common.one_document(common.read_text(source), source), common.read_text(text), to=to)
        common.put(made, output, force=force)
        companion = formats.FORMATS[to].companion
        if output and companion and (partner := output.with_suffix(companion)) != text:
            common.put(common.read_text(text), partner, force=force)
    else:
        common.put(_read(common.read_text(source), text, source, str(from_)), output, force=force)


def _documents(source: Path) -> list[Document]:
    """What a file of records or a run holds; E413 where it is neither."""
    found = accounts.made_before(source) if source.is_dir() else None
    return found if found is not None else common.documents_of(common.read_text(source), source)


def _read(payload: str, text: Path, source: Path, from_: str) -> str:
    """The mentions and events of a tool's file, a line each; its remarks are told."""
    from extractor import formats

    known = formats.FORMATS.get(from_)
    beside = source.with_suffix(known.companion) if known and known.companion else None
    other = common.read_text(beside) if beside and beside.exists() else None
    found = formats.load(payload, common.read_text(text), from_=from_, document=source.stem, companion=other)
    for remark in found.remarks:
        typer.echo(str(remark), err=True)
    items: tuple[Any, ...] = (*found.mentions, *found.events)
    return "".join(f"{item.model_dump_json()}\n" for item in items)


def _texts(text: Path, documents: list[Document]) -> dict[str, str]:
    """The raw texts by document id: of a folder, or the one file of a single document."""
    if not text.is_dir() and len(documents) == 1:
        return {documents[0].id: common.read_text(text)}
    from extractor import score

    return score.texts(text)
