"""Prodigy JSONL: a line a task, with `tokens`, `spans` and `relations`, for spans.manual and rel.manual.

Sources: prodigy.ai/docs/api-interfaces (`spans`, `relations`, the `answer`); exports of rel.manual in public repositories
(`token_end` is the last token itself; `head` and `child` are the last tokens of `head_span` and `child_span`);
support.prodi.gy/t/3241 (spans off the token bounds fail in the page) and /t/6109 (an exported span may lack `text`).

Offsets are code points: Prodigy is Python, and its page places spans by token. The tokens here are words between spaces, cut
at the ends of every span too, so that each span has its `token_start` and `token_end`; `ws` says that one space follows.
spans.manual shows overlapping spans, ner.manual does not. A span that begins or ends inside a space has no tokens
(`token_start` is left out), and Prodigy cannot show it.

Prodigy shows neither id, attrs nor status: they travel in the field `extractor` of the task, which the tool gives back as it
was, and a span that an annotator moves loses them. An event made in Prodigy has no status: it is read as actual, with a remark.
All that a record holds survives. Tasks answered "reject" or "ignore" are not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError
from extractor.formats.annotations import Annotations, put_together
from extractor.formats.layer import Layer, Link, Mark, carried, restored, take_apart
from extractor.formats.payload import blame, pick, read_lines, rows, same_surface, table, to_json, whole

if TYPE_CHECKING:
    from extractor.records import Document

_PIECE = re.compile(r"\S+|\s")


def dump(document: Document, text: str) -> str:
    """The document as one task."""
    layer = take_apart(document, text)
    words = tokens(text, layer.marks)
    first = {word["start"]: word["id"] for word in words}
    last = {word["end"]: word["id"] for word in words}
    spans = []
    for number, mark in enumerate(layer.marks):
        span = {"start": mark.start, "end": mark.end, "label": mark.label, "text": text[mark.start : mark.end]}
        if mark.start in first and mark.end in last and mark.start < mark.end:
            span |= {"token_start": first[mark.start], "token_end": last[mark.end]}
        spans.append({**span, "mark": number})
    relations = []
    for link in layer.links:
        ends = [{name: value for name, value in spans[end].items() if name != "text"} for end in (link.head, link.tail)]
        head, child = (end.get("token_end") for end in ends)
        about = {"label": link.role, "head_span": ends[0], "child_span": ends[1]}
        relations.append({"head": head, "child": child, **about})
    task = {"text": text, "tokens": words, "spans": spans, "relations": relations, "meta": {"document": document.id}}
    return to_json({**task, "extractor": carried(layer, document.id)}) + "\n"


def load(payload: str, text: str, *, document: str) -> Annotations:
    """The mentions and events of the task that holds our text."""
    found = pick(read_lines(payload, document), text, document)
    accepted = [entry for entry in found if entry.value.get("answer") in (None, "accept")]
    if not accepted:
        answer = found[0].value["answer"]
        raise ExtractorError("E603", file=document, where=found[0].where, reason=f"the task is answered {answer!r}")
    where, _, task = accepted[0]
    layer = Layer()
    if len(accepted) > 1:
        layer.remarks.append(f"{where}: {len(accepted)} tasks hold this text; the first one is read")
    numbers: dict[object, int] = {}
    for at, value in enumerate(rows(task.get("spans"), document, where), start=1):
        place = f"{where}, span {at}"
        span = table(value, document, place)
        with blame(document, place):
            start, end = whole(span["start"]), whole(span["end"])
            same_surface(text, start, end, span.get("text"), document, place)
            numbers.setdefault((start, end, span["label"]), len(layer.marks))
            numbers.setdefault((start, end, span["label"], span.get("mark")), len(layer.marks))
            layer.marks.append(Mark(start, end, str(span["label"]), {}, place))
    for at, value in enumerate(rows(task.get("relations"), document, where), start=1):
        place = f"{where}, relation {at}"
        one = table(value, document, place)
        with blame(document, place):
            head, tail = (_number(one[name], numbers) for name in ("head_span", "child_span"))
            layer.links.append(Link(head, str(one["label"]), tail, place))
    layer.marks = restored(layer.marks, task.get("extractor"), document, where)
    return put_together(layer, text, document)


def tokens(text: str, marks: list[Mark]) -> list[dict[str, Any]]:
    """Words between spaces, cut at the ends of the marks; every space but a single one after a word is a token too.

    >>> [(word["text"], word["ws"]) for word in tokens("in Shusha, today", [Mark(3, 9, "place-CITY")])]
    [('in', True), ('Shusha', False), (',', True), ('today', False)]
    """
    cuts = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    words: list[dict[str, Any]] = []
    at = 0
    for match in _PIECE.finditer(text):
        if match[0] == " " and words and words[-1]["end"] == match.start() and not words[-1]["text"].isspace():
            words[-1]["ws"] = True
            continue
        start = match.start()
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        inside = []
        while at < len(cuts) and cuts[at] < match.end():
            inside.append(cuts[at])
            at += 1
        for end in (*inside, match.end()):
            words.append({"text": text[start:end], "start": start, "end": end, "id": len(words), "ws": False})
            start = end
    return words


def _number(span: dict[str, Any], numbers: dict[object, int]) -> int:
    """The mark that one end of a relation names: by its characters and label, and by its number where the tool kept it."""
    key = (span["start"], span["end"], span.get("label"))
    if key not in numbers:
        raise ValueError(f"it points to {key[0]} to {key[1]}, {key[2]}, which is not among the spans")
    return numbers.get((*key, span.get("mark")), numbers[key])
