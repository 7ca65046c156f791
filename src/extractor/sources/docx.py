"""Read a Word document (DOCX): its paragraphs, with footnotes and endnotes where they are called.

A reference to a note reads ``[^4]`` and the notes follow the text as ``[^4]: ...``; endnotes of a document that has both
are ``[^e1]``. Deleted and hidden text is left out. `Source.locate` gives the part and the number of the paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from extractor.errors import ExtractorError
from extractor.sources.metadata import Metadata, from_mapping
from extractor.sources.package import Package
from extractor.sources.request import Request
from extractor.sources.source import Place, Source, assemble, digest, is_blank

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENT = "word/document.xml"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FIGURE = re.compile(r"\d{1,3}")
# Text that Word shows nowhere, or elsewhere on the page.
SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "sectPr", "fldData", "Fallback", "txbxContent"})
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}


@dataclass(slots=True)
class _Text:
    """What has been read so far, with the paragraphs that began."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    called: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})

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
    root = package.xml(DOCUMENT)
    ids = {kind: [_attr(one, "id") for one in root.iter() if _name(one) == f"{kind}Reference"] for kind in text.called}
    both = all(ids.values())
    labels = {
        (kind, id): f"{'e' if both and kind == 'endnote' else ''}{n}"
        for kind, found in ids.items()
        for n, id in enumerate(dict.fromkeys(found), start=1)
    }
    _body(root, "document", labels, text)
    for kind in text.called:
        notes = package.xml(f"word/{kind}s.xml", missing_ok=True) if ids[kind] else None
        by_id = {_attr(one, "id"): one for one in notes if _name(one) == kind} if notes is not None else {}
        for id in dict.fromkeys(ids[kind]):
            if (note := by_id.get(id)) is not None:
                text.add(f"\n\n[^{labels[kind, id]}]: ")
                _body(note, f"{kind}s", labels, text, in_note=True)
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


def _body(root: Element, part: str, labels: dict[tuple[str, str], str], text: _Text, *, in_note: bool = False) -> None:
    for number, paragraph in enumerate(_paragraphs(root), start=1):
        if text.length and not (in_note and number == 1):
            text.add("\n" + " " * 4 if in_note else "\n\n")
        text.begin(part, number)
        _runs(paragraph, labels, text)


def _paragraphs(element: Element) -> Iterator[Element]:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if _name(one) == "p":
            yield one
        elif _name(one) not in SKIPPED:
            waiting += reversed(one)


def _runs(paragraph: Element, labels: dict[tuple[str, str], str], text: _Text) -> None:
    waiting = [(one, False) for one in reversed(paragraph)]
    while waiting:
        one, raised = waiting.pop()
        name = _name(one)
        if name == "r":
            look = {_name(mark): _attr(mark, "val") for mark in one.iter() if _name(mark) in ("vanish", "vertAlign")}
            if look.get("vanish", "off") in ("off", "0", "false"):
                waiting += [(part, look.get("vertAlign") == "superscript") for part in reversed(one)]
        elif name == "t":
            words = one.text or ""
            text.add(words.translate(RAISED) if raised and FIGURE.fullmatch(words) else words)
        elif name in SIGNS:
            text.add(SIGNS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            text.add(f"[^{labels[name.removesuffix('Reference'), _attr(one, 'id')]}]")
        elif name not in SKIPPED:
            waiting += [(part, raised) for part in reversed(one)]


def _metadata(package: Package, file: str) -> Metadata:
    core = package.xml("docProps/core.xml", missing_ok=True)
    fields = {"title": "title", "creator": "author", "language": "language"}
    found = (
        {fields[_name(one)]: (one.text or "").strip() for one in core if _name(one) in fields}
        if core is not None
        else {}
    )
    return from_mapping(
        found, file=file, fault=lambda _field, reason: ExtractorError("E106", file=file, line=1, reason=reason)
    )


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attr(element: Element, name: str) -> str:
    """An attribute whatever its namespace; one that is absent of a mark such as ``<w:vanish/>`` means that it is on."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "on")
