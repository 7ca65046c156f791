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

SIGN = re.compile(r"\[\[|(?:\|(?P<id>[^|\[\]]*)(?:\|(?P<label>[A-Z]+))?\]\])")


class Case(NamedTuple):
    """A line as written, the text without its marks, and the characters whose labels it names."""

    written: str
    text: str
    labelled: frozenset[tuple[int, int]]
    published: str | None


def cases(folder: Path) -> list[Case]:
    """The rows of the folder's `cases.jsonl`."""
    return [case_of(json.loads(line)) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines()]


def found(kind: str, text: str, published: str | None = None) -> list[Found]:
    """What the pipeline without a model finds of this kind, in the order of the text."""
    nlp = _pipeline()
    doc = nlp.make_doc(text)
    doc.user_data["extractor.cleaned"] = "yes"
    if published:
        doc.user_data["extractor.published"] = published
    return spans.read(nlp(doc), kind)


def shown(case: Case, mentions: Iterable[Found]) -> str:
    """The case's text with these mentions marked as a case marks them; one inside another is marked inside it."""
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    for item in sorted(mentions, key=lambda item: (item.start, -item.end)):
        label = f"|{item.label}" if (item.start, item.end) in case.labelled else ""
        opened.setdefault(item.start, []).append("[[")
        closed.setdefault(item.end, []).insert(0, f"|{item.id}{label}]]")
    letters = [*case.text, ""]
    return "".join("".join((*closed.get(at, ()), *opened.get(at, ()), letter)) for at, letter in enumerate(letters))


def read(kind: str, case: Case) -> str:
    """The case as the library reads it; equal to `case.written` when both agree."""
    return shown(case, found(kind, case.text, case.published))


@cache
def _pipeline() -> Any:
    return extractor.load("blank:en")


def case_of(row: dict[str, Any]) -> Case:
    """A row of a file of cases."""
    text, starts, labelled, done = "", [], set(), 0
    for sign in SIGN.finditer(row["case"]):
        text += row["case"][done : sign.start()]
        done = sign.end()
        if sign["id"] is None:
            starts.append(len(text))
        else:
            start = starts.pop()
            if sign["label"]:
                labelled.add((start, len(text)))
    return Case(row["case"], text + row["case"][done:], frozenset(labelled), row.get("published"))
