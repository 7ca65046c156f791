"""Read a Word document (DOCX): its paragraphs, with footnotes and endnotes where they are called.

A reference to a note reads ``[^4]`` and the notes follow the text as ``[^4]: ...``; endnotes of a document that has both
are ``[^e1]``. Deleted and hidden text is left out, the numbers of lists are written out, text boxes follow their paragraph and
a row of a table is a line. `Source.locate` gives the part and the number of the paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from extractor.errors import ExtractorError
from extractor.sources.docx_lists import Lists, read_lists
from extractor.sources.metadata import Metadata, from_mapping
from extractor.sources.package import Package, attribute, local_name
from extractor.sources.request import Request
from extractor.sources.source import Place, Source, assemble, digest, is_blank

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENT = "word/document.xml"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FIGURE = re.compile(r"\d{1,3}(?:, ?\d{1,3}){0,9}")
# Text that Word shows nowhere, or elsewhere on the page.
SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "sectPr", "fldData", "Fallback", "txbxContent"})
KINDS = ("footnote", "endnote")
PARAGRAPH, CELL = "\n\n", " | "
LABEL = re.compile(r"[^\s\[\]^]{1,3}")
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}


_Notes = dict[tuple[str, str], str]


@dataclass(slots=True)
class _Text:
    """What has been read so far, with the paragraphs that began."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def begin(self, part: str, number: int) -> None:
        self.starts.append(self.length)
        self.places.append({"part": part, "paragraph": number})

    def locate(self, start: int, _end: int) -> Place:
        return self.places[max(0, bisect_right(self.starts, start) - 1)] if self.places else {}


def read_docx(request: Request) -> Iterator[Source]:
    """The one source in a Word document. Raises E101, E102, E104, E105, E112 and E113."""
    package = Package(request)
    text = _Text()
    name = package.part("officeDocument", default=DOCUMENT)
    root = package.xml(name)
    folder = name.rpartition("/")[0]

    def beside(kind: str) -> Element | None:
        return package.xml(package.part(kind, of=name, default=f"{folder}/{kind}.xml"), missing_ok=True)

    lists = read_lists(beside("numbering"), beside("styles"))
    labels = _labels(root, KINDS)
    _body(root, "document", labels, text, lists)
    for kind in KINDS:
        called = [id for one, id in labels if one == kind]
        notes = beside(f"{kind}s") if called else None
        by_id = {attribute(one, "id"): one for one in notes if local_name(one) == kind} if notes is not None else {}
        for id in called:
            if (note := by_id.get(id)) is not None:
                text.add(f"\n\n[^{labels[kind, id]}]: ")
                _body(note, f"{kind}s", labels, text, lists, in_note=True)
    raw = "".join(text.pieces)
    if len(raw) > request.max_chars:
        raise ExtractorError("E105", file=request.uri, found=len(raw), limit=request.max_chars)
    if is_blank(raw):
        raise ExtractorError("E104", file=request.uri)
    yield assemble(
        raw,
        request.stated().over(request.sidecar()).over(_metadata(package, request.uri)),
        stem=request.path.stem,
        uri=request.uri,
        media_type=MEDIA_TYPE,
        sha256=digest(package.data),
        locate=text.locate,
    )


def _body(root: Element, part: str, notes: _Notes, text: _Text, lists: Lists, *, in_note: bool = False) -> None:
    joined = False
    for number, (paragraph, before) in enumerate(_paragraphs(root), start=1):
        if joined:
            before = ""  # noqa: PLW2901  # the end of the paragraph before was deleted
        elif text.length and not (in_note and number == 1):
            text.add("\n" + " " * 4 if in_note and before == PARAGRAPH else before)
        text.begin(part, number)
        if label := lists.label(paragraph):
            text.add(f"{label} ")
        _runs(paragraph, notes, text)
        joined = _loses_its_end(paragraph)


def _paragraphs(element: Element) -> Iterator[tuple[Element, str]]:
    """The paragraphs in order, each with what parts it from the one before; cells of one paragraph each are a row of one line."""
    waiting: list[tuple[Element, str]] = [(element, PARAGRAPH)]
    while waiting:
        one, before = waiting.pop()
        name = local_name(one)
        if name == "p":
            yield one, before
            boxes = [(part, PARAGRAPH) for box in _inside(one, "txbxContent") for part in box]
            waiting += reversed(boxes)
        elif name == "tbl":
            rows = [row for row in _inside(one, "tr") if not _is_deleted(row)]
            waiting += [(row, "\n" if number else PARAGRAPH) for number, row in reversed(list(enumerate(rows)))]
        elif name == "tr":
            waiting += reversed(list(_row(one, before)))
        elif name not in SKIPPED:
            waiting += ((part, before if number == 0 else PARAGRAPH) for number, part in reversed(list(enumerate(one))))


def _is_deleted(row: Element) -> bool:
    return any(local_name(part) == "del" for mark in row if local_name(mark) == "trPr" for part in mark)


def _row(row: Element, before: str) -> Iterator[tuple[Element, str]]:
    cells = [[part for part in cell if local_name(part) in ("p", "tbl", "sdt")] for cell in _inside(row, "tc")]
    if len(cells) > 1 and all(len(parts) == 1 and local_name(parts[0]) == "p" for parts in cells):
        for number, (cell,) in enumerate(cells):
            yield cell, CELL if number else f"{before}| "
    else:
        yield from ((part, PARAGRAPH) for parts in cells for part in parts)


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The nearest elements of a name inside one, without those in text that Word shows nowhere."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if local_name(one) == name:
            yield one
        elif local_name(one) not in SKIPPED:
            waiting += reversed(one)


def _loses_its_end(paragraph: Element) -> bool:
    """Whether a tracked change deletes the mark at the end of a paragraph, so that the next one goes on in it."""
    looks = [look for one in paragraph if local_name(one) == "pPr" for look in one if local_name(look) == "rPr"]
    return any(local_name(mark) in ("del", "moveFrom") for look in looks for mark in look)


def _runs(paragraph: Element, notes: _Notes, text: _Text) -> None:
    waiting = [(one, False) for one in reversed(paragraph)]
    while waiting:
        one, raised = waiting.pop()
        name = local_name(one)
        if name == "r":
            look = {
                local_name(mark): attribute(mark, "val", "on")
                for part in one
                if local_name(part) == "rPr"
                for mark in part
            }
            if look.get("vanish", "off") in ("off", "0", "false"):
                parts = list(one)
                if any(attribute(part, "customMarkFollows", "0") in ("1", "true", "on") for part in parts):
                    parts = [part for part in parts if local_name(part) != "t"]  # the mark is the label of the note
                waiting += [(part, look.get("vertAlign") == "superscript") for part in reversed(parts)]
        elif name == "t":
            words = one.text or ""
            text.add(words.translate(RAISED) if raised and FIGURE.fullmatch(words) else words)
        elif name in SIGNS:
            text.add(SIGNS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            text.add(f"[^{notes[name.removesuffix('Reference'), attribute(one, 'id')]}]")
        elif name not in SKIPPED:
            waiting += [(part, raised) for part in reversed(one)]


def _labels(root: Element, kinds: Iterable[str]) -> _Notes:
    """The label of each note that is called, by its kind and id: its number, or the sign that the author gave it."""
    called: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    for run in root.iter():
        if local_name(run) != "r":
            continue
        sign = "".join(part.text or "" for part in run if local_name(part) == "t").strip()
        for one in run:
            kind = local_name(one).removesuffix("Reference")
            if kind in called and local_name(one) != kind:
                custom = attribute(one, "customMarkFollows", "0") in ("1", "true", "on")
                called[kind].setdefault(attribute(one, "id"), sign if custom else "")
    both = all(called.values())
    labels: _Notes = {}
    for kind, found in called.items():
        before = "e" if both and kind == "endnote" else ""
        number = 0
        for id, sign in found.items():
            number += not sign
            labels[kind, id] = sign if LABEL.fullmatch(sign) else f"{before}{number or 1}"
    return labels


def _metadata(package: Package, file: str) -> Metadata:
    core = package.xml("docProps/core.xml", missing_ok=True)
    fields = {"title": "title", "creator": "author", "language": "language"}
    found = (
        {fields[local_name(one)]: (one.text or "").strip() for one in core if local_name(one) in fields}
        if core is not None
        else {}
    )
    return from_mapping(
        found, file=file, fault=lambda _field, reason: ExtractorError("E106", file=file, line=1, reason=reason)
    )
