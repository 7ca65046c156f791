"""Keep quality from slipping: pin the counts of today, and fail when F of any line falls below them.

A floor is what was measured, as integers, for each line and level, open and held documents apart: a rise in one never hides a fall
in the other. Floors hold for one gold set, told by its fingerprint.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from extractor.errors import ExtractorError, why
from extractor.records import Record
from extractor.score.figures import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.score.scores import Scores

Triple = tuple[int, int, int]
Pinned = dict[str, dict[str, Triple]]


class Change(Record):
    """Why floors were lowered, by which version, and which."""

    version: str
    reason: str
    lowered: tuple[str, ...]


class Floors(Record):
    """What a file of floors holds: (tp, fp, fn) by part, line and level."""

    version: str
    fingerprint: str
    documents: int
    parts: dict[str, Pinned]
    history: tuple[Change, ...] = ()


def pin(scores: Scores, path: str | Path, *, reason: str | None = None) -> Floors:
    """Write the counts of `scores` as the new floors. E506 when F of any line would fall and no `reason` is given.

    A reason is kept in the file's history together with what it lowered.
    """
    file = Path(path)
    old = read(file) if file.exists() else None
    lowered = tuple(_fallen(old, scores)) if old else ()
    if lowered and not (reason and reason.strip()):
        raise ExtractorError("E506", file=file, lowered="; ".join(lowered))
    history = old.history if old else ()
    if reason and reason.strip():
        history += (Change(version=scores.version, reason=reason.strip(), lowered=lowered),)
    floors = Floors(
        version=scores.version,
        fingerprint=scores.fingerprint,
        documents=len(scores.documents),
        parts=_parts(scores),
        history=history,
    )
    _write(file, floors)
    return floors


def gate(scores: Scores, path: str | Path) -> list[str]:
    """What has fallen since the floors were pinned, a sentence each; empty when nothing has. E101 without a file of floors."""
    floors = read(Path(path))
    failures = list(_fallen(floors, scores))
    if floors.fingerprint != scores.fingerprint:
        failures.insert(
            0,
            f"gold or texts have changed ({floors.fingerprint[:12]} -> {scores.fingerprint[:12]}): pin the scores anew",
        )
    return failures


def read(path: Path) -> Floors:
    """The floors of a file; E101 when it cannot be read, E507 when it is none."""
    try:
        return Floors.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractorError("E101", file=path, reason=why(error)) from error
    except ValidationError as error:
        raise ExtractorError("E507", file=path, reason=error.errors()[0]["msg"]) from error


def _parts(scores: Scores) -> dict[str, Pinned]:
    parts = {"open": scores.open, "held": scores.held}
    return {
        name: {line: {level: (f.tp, f.fp, f.fn) for level, f in levels.items()} for line, levels in part.items()}
        for name, part in parts.items()
        if part
    }


def _fallen(floors: Floors, scores: Scores) -> Iterator[str]:
    now = _parts(scores)
    for part, lines in floors.parts.items():
        for line, levels in lines.items():
            for level, triple in levels.items():
                floor = _count(triple)
                found = now.get(part, {}).get(line, {}).get(level)
                if found is None:
                    yield f"{part} {line} {level}: {floor.f:.4f} -> not scored"
                elif _count(found).is_below(floor):
                    yield f"{part} {line} {level}: {floor.f:.4f} -> {_count(found).f:.4f} {_told(triple)} -> {_told(found)}"


def _count(triple: Triple) -> Count:
    return Count(tp=triple[0], fp=triple[1], fn=triple[2])


def _told(triple: Triple) -> str:
    return "tp {} fp {} fn {}".format(*triple)


def _write(file: Path, floors: Floors) -> None:
    """A line for each line of the table, so that a change reads well in review."""
    parts = {
        name: "{\n"
        + ",\n".join(f"   {json.dumps(line)}: {json.dumps(levels)}" for line, levels in part.items())
        + "\n  }"
        for name, part in floors.model_dump()["parts"].items()
    }
    body = ",\n".join(f"  {json.dumps(name)}: {part}" for name, part in parts.items())
    history = json.dumps([change.model_dump() for change in floors.history], ensure_ascii=False, indent=1)
    head = "".join(
        f" {json.dumps(key)}: {json.dumps(getattr(floors, key))},\n" for key in ("version", "fingerprint", "documents")
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f".{file.name}.part")
        aside.write_text(f'{{\n{head} "parts": {{\n{body}\n }},\n "history": {history}\n}}\n', encoding="utf-8")
        aside.replace(file)
    except OSError as error:
        raise ExtractorError("E401", file=file, reason=why(error)) from error
