"""Read annotations and predictions: both are lists of `GoldDocument`, so that either can be scored against the other.

A gold file is JSONL: a header, then a mention or an event a line. The output of ``extractor extract`` is JSONL as well, a whole
document a line. Which of the two a file is, its first line tells.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.errors import ExtractorError, why
from extractor.records import Document
from extractor.score.items import GoldDocument, GoldEvent, GoldMention, Header, from_document

if TYPE_CHECKING:
    from collections.abc import Iterator

HELD = "held.txt"
SUFFIX = ".jsonl"
M = TypeVar("M", bound=BaseModel)


def read(path: str | Path) -> list[GoldDocument]:
    """The annotated documents of a folder (its own ``.jsonl`` files, not those of folders inside) or of a file, by document id.

    Documents named in ``held.txt`` of the same folder are flagged as held. Raises the first fault: E101 (cannot be read),
    E501 (a line that does not fit), E502 (no header), E503 (nothing to read), E504 (a document twice).
    """
    documents, faults = read_all(path)
    if faults:
        raise faults[0]
    return documents


def read_all(path: str | Path) -> tuple[list[GoldDocument], list[ExtractorError]]:
    """The documents that can be read, and every fault of those that cannot."""
    place = Path(path)
    files = sorted(place.glob(f"*{SUFFIX}")) if place.is_dir() else [place]
    documents: dict[str, GoldDocument] = {}
    faults: list[ExtractorError] = []
    if not files:
        faults.append(ExtractorError("E503", file=place, suffix=SUFFIX))
    held = _held(place if place.is_dir() else place.parent)
    for file in files:
        for found in _of_file(file):
            if isinstance(found, ExtractorError):
                faults.append(found)
            elif found.document in documents:
                first = documents[found.document].file
                faults.append(ExtractorError("E504", file=file, found=found.document, first=first))
            else:
                documents[found.document] = found.model_copy(update={"held": found.document in held})
    return [documents[id] for id in sorted(documents)], faults


def _held(folder: Path) -> frozenset[str]:
    file = folder / HELD
    return frozenset(line.strip() for line in _lines(file) if line.strip()) if file.exists() else frozenset()


def _of_file(file: Path) -> Iterator[GoldDocument | ExtractorError]:
    try:
        lines = [(number, line) for number, line in enumerate(_lines(file), start=1) if line.strip()]
        keys = _keys(file, *lines[0]) if lines else {}
        if "made_by" in keys:
            for number, line in lines:
                yield from_document(_fit(Document, file, number, line, strict=False), file=str(file))
            return
        if "sha256" not in keys:
            yield ExtractorError("E502", file=file)
            return
        header = _fit(Header, file, *lines[0])
    except ExtractorError as error:
        yield error
        return
    yield from _annotated(file, header, lines[1:])


def _annotated(file: Path, header: Header, lines: list[tuple[int, str]]) -> Iterator[GoldDocument | ExtractorError]:
    mentions: list[GoldMention] = []
    events: list[GoldEvent] = []
    is_whole = True
    for number, line in lines:
        try:
            if "trigger" in _keys(file, number, line):
                events.append(_fit(GoldEvent, file, number, line).model_copy(update={"line": number}))
            else:
                mentions.append(_fit(GoldMention, file, number, line).model_copy(update={"line": number}))
        except ExtractorError as error:
            is_whole = False
            yield error
    if is_whole:
        yield GoldDocument(**header.model_dump(), mentions=tuple(mentions), events=tuple(events), file=str(file))


def _keys(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ExtractorError("E501", file=file, line=number, reason=error) from error
    except RecursionError:
        raise ExtractorError("E501", file=file, line=number, reason="it is nested too deep") from None
    if not isinstance(row, dict):
        raise ExtractorError("E501", file=file, line=number, reason="a line is one JSON object")
    if "line" in row:
        raise ExtractorError("E501", file=file, line=number, reason="line: no such key")
    return row


def _fit(model: type[M], file: Path, number: int, line: str, *, strict: bool = True) -> M:
    try:
        return model.model_validate_json(line, strict=strict)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(map(str, fault["loc"])) or "(the line)"
        raise ExtractorError("E501", file=file, line=number, reason=f"{field}: {fault['msg']}") from error
    except ExtractorError as error:
        raise ExtractorError("E501", file=file, line=number, reason=error) from error


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractorError("E101", file=file, reason=why(error)) from error
