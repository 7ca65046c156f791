r"""brat standoff: the `.ann` file that stands beside the `.txt` file with our text; INCEpTION reads the pair as a ZIP.

Sources: brat.nlplab.org/standoff.html (lines T E R A M N # \*, roles numbered from the second on); server/src/annotation.py
of nlplab/brat (a T line must repeat its text, fragments joined by one space; a trigger has the type of its event; codecs
split lines as `str.splitlines` does); nlplab/brat issues #786 and #819 (no line break or tab in a mark: cut into fragments
``s e;s e``), #1042 (fragments without the spaces around the break), #853 (brat's page counts CRLF as one character);
inception-io-brat of inception-project/inception (types are ``[A-Za-z0-9_-]+``; an N line stops the import).

Offsets are code points of the `.txt`, as Python counts. INCEpTION takes them as UTF-16 units, so marks after an emoji
are displaced there. Give brat texts with LF line ends where you can: with CRLF, marks made in its page are displaced, and
are refused here.

Status and mode are A lines (``Status E1 planned``), arguments are on the E line, and the rest (id, attrs, sentence ...) is
JSON in the note of the mark, not on N lines, which INCEpTION refuses. An N line ``Reference T1 extractor:shusha`` is read and
goes before the note. brat cannot hold the ends of a mark in spaces or line breaks, nor other letters in a type: the note holds
them, as `extent` and `label`. Pieces of a discontinuous mark come back as one stretch, with a remark.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError
from extractor.formats.annotations import Annotations, put_together
from extractor.formats.layer import Layer, Link, Mark, take_apart
from extractor.formats.payload import same_surface, to_json

if TYPE_CHECKING:
    from extractor.records import Document

BREAK = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")  # tabs, and all that `str.splitlines` splits at
NOTE, NAMESPACE = "AnnotatorNotes", "extractor"
ATTRIBUTES = {"Status": "status", "Mode": "mode"}
_VALUE = re.compile(r"[A-Za-z0-9_-]+")
_LINES = {
    "T": re.compile(r"(T\d{1,9})\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)\t(.*)"),
    "E": re.compile(r"(E\d{1,9})\t([^\s:]+):(T\d{1,9})((?: [^\s:]+:[TE]\d{1,9})*) *"),
    "R": re.compile(r"(R\d{1,9})\t(\S+) [^\s:]+:([TE]\d{1,9}) [^\s:]+:([TE]\d{1,9})\s*"),
    "A": re.compile(r"([AM]\d{1,9})\t(\S+) (\w+)(?: (.*))?"),
    "N": re.compile(r"(N\d{1,9})\t\S+ (\w+) ([^\s:]+):(\S+)(?:\t.*)?"),
    "#": re.compile(r"(#\d{1,9})\t(\S+) (\S+)(?:\t(.*))?"),
    "*": re.compile(r"(\*)\t(.*)"),
}
_LINES["M"] = _LINES["A"]


def dump(document: Document, text: str) -> str:
    """The `.ann` file of a document; the `.txt` file beside it is the text itself, in UTF-8."""
    layer = take_apart(document, text)
    roles: dict[int, list[str]] = {}
    counts: Counter[tuple[int, str]] = Counter()
    for link in layer.links:
        counts[link.head, link.role] += 1
        count = counts[link.head, link.role]
        roles.setdefault(link.head, []).append(f"{link.role}{count if count > 1 else ''}:T{link.tail + 1}")
    spans, rest = [], []
    ids: Counter[str] = Counter()
    for number, mark in enumerate(layer.marks):
        pieces = fragments(text, mark.start, mark.end)
        label, data = _type(mark.label), dict(mark.data)
        if label != mark.label:
            data["label"] = mark.label
        if (pieces[0][0], pieces[-1][1]) != (mark.start, mark.end):
            data["extent"] = [mark.start, mark.end]
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        surface = " ".join(text[start:end] for start, end in pieces)
        spans.append(f"T{number + 1}\t{label} {offsets}\t{surface}")
        target = f"T{number + 1}"
        if mark.label.startswith("event-"):
            ids["E"] += 1
            target = f"E{ids['E']}"
            rest.append(f"{target}\t{' '.join([f'{label}:T{number + 1}', *roles.get(number, [])])}")
            for name, key in ATTRIBUTES.items():
                if _VALUE.fullmatch(data.get(key) or ""):
                    ids["A"] += 1
                    rest.append(f"A{ids['A']}\t{name} {target} {data.pop(key)}")
        if data:
            ids["#"] += 1
            rest.append(f"#{ids['#']}\t{NOTE} {target}\t{to_json(data)}")
    return "".join(f"{line}\n" for line in (*spans, *rest))


def load(payload: str, text: str, *, document: str) -> Annotations:
    """The mentions and events of an `.ann` file over our text; E602 where a line does not give its characters."""
    lines = _read(payload, document)
    layer = Layer()
    data: dict[str, dict[str, Any]] = {}
    for where, (_, kind, target, note) in lines["#"]:
        if (found := _object(note)) is None or kind != NOTE:
            layer.remarks.append(f"{where}: {note or kind}")
        else:
            data.setdefault(target, {}).update(found)
    for where, (_, name, target, value) in lines["A"]:
        if name in ATTRIBUTES and target.startswith("E"):
            data.setdefault(target, {})[ATTRIBUTES[name]] = value
        else:
            layer.remarks.append(f"{where}: the attribute {name} of {target} is not read")
    for where, (_, target, space, name) in lines["N"]:
        if space == NAMESPACE:
            data.setdefault(target, {})["id"] = name
        else:
            layer.remarks.append(f"{where}: the reference {space}:{name} of {target} is not read")
    layer.remarks += [f"{where}: {line[1]} is not read; equal ids say it here" for where, line in lines["*"]]
    spans = {line[0]: (where, line) for where, line in lines["T"]}
    triggers = {line[2] for _, line in lines["E"]}
    numbers: dict[str, int] = {}
    for name, (where, line) in spans.items():
        if name not in triggers:
            numbers[name] = len(layer.marks)
            layer.marks.append(_mark(line, line[1], data.get(name, {}), where, text, document, layer.remarks))
    for where, (name, label, trigger, _) in lines["E"]:
        numbers[name] = len(layer.marks)
        line = spans[_known(trigger, spans, where, document)][1]
        layer.marks.append(_mark(line, label, data.get(name, {}), where, text, document, layer.remarks))
    for where, (name, _, _, roles) in lines["E"]:
        for role, tail in (pair.rsplit(":", 1) for pair in roles.split()):
            tail_number = numbers[_known(tail, numbers, where, document)]
            layer.links.append(Link(numbers[name], role.rstrip("0123456789"), tail_number, where))
    for where, (_, role, head, tail) in lines["R"]:
        ends = [numbers[_known(name, numbers, where, document)] for name in (head, tail)]
        layer.links.append(Link(ends[0], role, ends[1], where))
    return put_together(layer, text, document)


def fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""The pieces of a mark between its line breaks and tabs, without the spaces around them; one empty piece for none.

    >>> fragments("the Lachin \r\n corridor", 4, 22)
    [(4, 10), (14, 22)]
    """
    edges = [(match.start(), match.end()) for match in BREAK.finditer(text, start, end)]
    cuts = zip([start, *(last for _, last in edges)], [*(first for first, _ in edges), end], strict=True)
    pieces = []
    for first, last in cuts:
        piece = text[first:last]
        if piece.strip():
            pieces.append((first + len(piece) - len(piece.lstrip()), last - len(piece) + len(piece.rstrip())))
    return pieces or [(start, start)]


def _read(payload: str, file: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    lines: dict[str, list[tuple[str, tuple[str, ...]]]] = {kind: [] for kind in "TERAN#*"}
    seen: set[str] = set()
    for number, line in enumerate(payload.removeprefix("\ufeff").split("\n"), start=1):
        bare = line.removesuffix("\r")
        if not bare.strip():
            continue
        match = _LINES[bare[0]].fullmatch(bare) if bare[0] in _LINES else None
        if not match or (match[1] in seen and match[1] != "*"):
            reason = f"the id {match[1]} is taken" if match else f"not a line of brat: {bare[:60]!r}"
            raise ExtractorError("E603", file=file, where=f"line {number}", reason=reason)
        seen.add(match[1])
        lines["A" if bare[0] == "M" else bare[0]].append((f"line {number}", tuple(x or "" for x in match.groups())))
    return lines


def _mark(
    line: tuple[str, ...], label: str, data: dict[str, Any], where: str, text: str, file: str, remarks: list[str]
) -> Mark:
    pieces = sorted((int(start), int(end)) for start, end in (pair.split(" ") for pair in line[2].split(";")))
    for start, end in pieces:
        same_surface(text, start, end, None, file, where)
    if " ".join(text[start:end] for start, end in pieces) != line[3]:
        same_surface(text, pieces[0][0], pieces[-1][1], line[3], file, where)
    rest = {name: value for name, value in data.items() if name not in ("label", "extent")}
    exact, extent = data.get("label"), data.get("extent")
    if isinstance(exact, str) and _type(exact) == label:
        label = exact
    start, end = pieces[0][0], pieces[-1][1]
    if any(text[left[1] : right[0]].strip() for left, right in pairwise(pieces)):
        remarks.append(f"{where}: a mark in {len(pieces)} pieces is read as one, from {start} to {end}")
    if isinstance(extent, list) and [type(one) for one in extent] == [int, int]:
        first, last = extent
        if 0 <= first <= last <= len(text) and fragments(text, first, last) == pieces:
            start, end = first, last
    return Mark(start, end, label, rest, where)


def _type(label: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", label)


def _object(note: str) -> dict[str, Any] | None:
    try:
        value = json.loads(note)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _known(name: str, names: dict[str, Any], where: str, file: str) -> str:
    if name not in names:
        raise ExtractorError("E603", file=file, where=where, reason=f"it points to {name}, which is not in the file")
    return name
