"""Cases that carry their own answer: `[[surface|id]]` or `[[surface|id|LABEL]]` marks each mention of one kind in a line.

What the library finds is written in the same notation, so that a failing case prints as two lines of text. A label is compared only
where the case names one.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import extractor
from extractor.pipeline import spans

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from extractor.pipeline.spans import Found

MARK = re.compile(r"\[\[([^|\]]*)\|([^|\]]*)(?:\|([A-Z]+))?\]\]")


class Case(NamedTuple):
    """A line as written, the text without its marks, and which labels it names, by offset."""

    written: str
    text: str
    labelled: frozenset[int]
    published: str | None


def cases(folder: Path) -> list[Case]:
    """The rows of the folder's `cases.jsonl`."""
    return [_case(json.loads(line)) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines()]


def found(kind: str, text: str, published: str | None = None) -> list[Found]:
    """What the pipeline without a model finds of this kind, in the order of the text."""
    nlp = _pipeline()
    doc = nlp.make_doc(text)
    doc.user_data["extractor.cleaned"] = "yes"
    if published:
        doc.user_data["extractor.published"] = published
    return spans.read(nlp(doc), kind)


def shown(case: Case, mentions: Iterable[Found]) -> str:
    """The case's text with these mentions marked as a case marks them."""
    out, done = "", 0
    for item in mentions:
        label = f"|{item.label}" if item.start in case.labelled else ""
        # A mention inside another one would have no notation: it is shown where it was found, behind the first.
        out += f"{case.text[done : item.start]}[[{case.text[item.start : item.end]}|{item.id}{label}]]"
        done = max(done, item.end)
    return out + case.text[done:]


def read(kind: str, case: Case) -> str:
    """The case as the library reads it; equal to `case.written` when both agree."""
    return shown(case, found(kind, case.text, case.published))


@cache
def _pipeline() -> Any:
    return extractor.load("blank:en")


def _case(row: dict[str, Any]) -> Case:
    labelled, removed = set(), 0
    for mark in MARK.finditer(row["case"]):
        if mark[3]:
            labelled.add(mark.start() - removed)
        removed += len(mark[0]) - len(mark[1])
    return Case(row["case"], MARK.sub(r"\1", row["case"]), frozenset(labelled), row.get("published"))
