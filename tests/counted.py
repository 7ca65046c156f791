"""Score articles, footnotes and works on annotated files: what `benchmarks/references.py` prints and tests hold to.

A file's rows say `half` or `part`: `open` rows may be read when rules are made, `held` rows only counted.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from extractor.text import clean, read_notes
from extractor.works import read_work, read_works
from marked import SIGN, case_of, found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FIELDS = (
    "author", "title", "container-title", "publisher", "issued", "accessed", "volume", "issue", "page", "URL", "DOI", "type",
)  # fmt: skip
Counts = Counter[str]


def rows(path: Path, half: str) -> list[dict[str, Any]]:
    """The rows of one half of a file."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [row for row in read if (row.get("half") or row.get("part") or "open") == half]


def f1(counts: Counts, what: str) -> float:
    """F1 of what is counted as `wanted`, `given` and `right`."""
    both = counts[f"{what} wanted"] + counts[f"{what} given"]
    return 2 * counts[f"{what} right"] / both if both else 1.0


def wrong(counts: Counts, what: str) -> int:
    """How many are wrong: of what is asked, what is not right; else what is missed and what is given and not right."""
    if asked := counts[f"{what} asked"]:
        return asked - counts[f"{what} right"]
    return counts[f"{what} wanted"] + counts[f"{what} given"] - 2 * counts[f"{what} right"]


def share(counts: Counts, what: str) -> float:
    """The share of the asked that is right."""
    return counts[f"{what} right"] / counts[f"{what} asked"] if counts[f"{what} asked"] else 1.0


def articles(lines: Iterable[dict[str, Any]]) -> Counts:
    """References: `strict` are characters, label and numbers; `lenient` overlapping characters with the label.

    Of what overlaps: whether the `treaty` is right, and the numbers with all inside them where the answer has a `sub`-provision.
    A line without an answer is a `trap`.
    """
    counts: Counts = Counter()
    for row in lines:
        case = case_of(row)
        wanted, got = list(_written(row["case"])), found("article", case.text, case.published)
        counts["strict wanted"] += len(wanted)
        counts["strict given"] += len(got)
        counts["line asked"] += 1
        counts["line right"] += {one[:4] for one in wanted} == {(one.start, one.end, one.label, one.id) for one in got}
        if not wanted:
            counts["trap asked"] += 1
            counts["trap right"] += not got
        for start, end, label, id in wanted:
            near = [one for one in got if one.start < end and start < one.end and one.label == label]
            treaty, _, numbers = id.partition("/")
            counts["strict right"] += any(
                (one.start, one.end, one.id.partition("/")[2]) == (start, end, numbers) for one in near
            )
            counts["lenient right"] += bool(near)
            counts["treaty asked"] += bool(near)
            counts["treaty right"] += any(one.id.partition("/")[0] == treaty for one in near)
            if "/" in numbers:
                counts["sub asked"] += 1
                counts["sub right"] += any(one.id.partition("/")[2] == numbers for one in near)
    counts["lenient wanted"], counts["lenient given"] = counts["strict wanted"], counts["strict given"]
    return counts


def _written(case: str) -> Iterator[tuple[int, int, str, str]]:
    """The answers of a marked line: characters of the text without marks, label and id."""
    at, done, starts = 0, 0, []
    for sign in SIGN.finditer(case):
        at += sign.start() - done
        done = sign.end()
        if sign["id"] is None:
            starts.append(at)
        else:
            yield starts.pop(), at, sign["label"], sign["id"]


def footnotes(documents: Iterable[dict[str, Any]]) -> Counts:
    """Markers and notes by label, scope and characters, links between them, kinds, what a note points back to, and fields."""
    counts: Counts = Counter()
    for document in documents:
        cleaned = clean(document["text"])
        answers = document["notes"]
        markers = {
            (one["start"], one["end"], label, one["scope"]) for one in document["markers"] for label in one["labels"]
        }
        _count(
            counts, "marker", {one[:3] for one in markers}, {(one.start, one.end, one.label) for one in cleaned.markers}
        )
        notes = {(one["start"], one["end"], one["label"], one["scope"]) for one in answers}
        found_notes = {(one.start, one.end, one.label, one.scope) for one in cleaned.notes}
        _count(counts, "note", notes, found_notes)
        found_markers = {(one.start, one.end, one.label, one.scope) for one in cleaned.markers}
        _count(counts, "link", _links(markers, notes), _links(found_markers, found_notes))
        read = {
            (note.label, note.scope): (note.text, cited)
            for note, cited in zip(cleaned.notes, read_notes(cleaned.notes), strict=True)
        }
        for answer in answers:  # a note that was not found has no kind and no fields
            text, cited = read.get((answer["label"], answer["scope"]), ("", None))
            counts["kind asked"] += 1
            counts["kind right"] += cited is not None and answer["kind"] == cited.kind
            if answer["resolves_to"] or (cited and cited.resolves_to):
                counts["meant asked"] += 1
                counts["meant right"] += cited is not None and answer["resolves_to"] == cited.resolves_to
            if answer["bib"] and (answer["kind"] == "bib" or isinstance(answer["bib"], list)):
                _works(counts, answer["bib"], text)
    return counts


def _links(markers: set[tuple[int, int, str, int]], notes: set[tuple[int, int, str, int]]) -> set[tuple[int, ...]]:
    return {(one[0], one[1], two[0]) for one in markers for two in notes if one[2:] == two[2:]}


def works(lines: Iterable[dict[str, Any]]) -> Counts:
    """The fields of works, each line one note."""
    counts: Counts = Counter()
    for row in lines:
        _works(counts, row["bib"], row["text"])
    return counts


def _works(counts: Counts, answer: Any, text: str) -> None:
    """The works of a note in their order; where the answer is one work, the note is read as one."""
    wanted = answer if isinstance(answer, list) else [answer]
    got = (read_works(text) if isinstance(answer, list) else read_work(text)) or {}
    given = got if isinstance(got, list) else [got]
    for one, other in zip_longest(wanted, given, fillvalue={}):
        _fields(counts, one, other)


def _fields(counts: Counts, answer: dict[str, Any], work: dict[str, Any]) -> None:
    for field in FIELDS:
        expected, got = answer.get(field), work.get(field)
        counts["field wanted"] += expected is not None
        counts["field given"] += got is not None
        right = expected is not None and got is not None and as_read(field, expected) == as_read(field, got)
        counts["field right"] += right
        counts[f"{field} wanted"] += expected is not None
        counts[f"{field} given"] += got is not None
        counts[f"{field} right"] += right


def as_read(field: str, value: Any) -> Any:
    """A value as it is compared: the family names of authors; case and the length of a dash say nothing."""
    if field == "author":
        return [one.get("family", one.get("literal")) for one in value]
    return value if isinstance(value, dict) else value.casefold().replace("–", "-")


def _count(counts: Counts, what: str, wanted: set[Any], given: set[Any]) -> None:
    counts[f"{what} wanted"] += len(wanted)
    counts[f"{what} given"] += len(given)
    counts[f"{what} right"] += len(wanted & given)
