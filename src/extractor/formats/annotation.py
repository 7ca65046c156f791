"""W3C Web Annotation (www.w3.org/TR/annotation-model/): JSON-LD, an annotation a mark and an annotation a link.

A mark is selected twice: by `TextPositionSelector` and by `TextQuoteSelector` with 32 characters around it. Positions are code
points of the raw text, as the recommendation asks ("code points, not code units") and as Python counts; `end` is exclusive. The
target's `source` names the raw text by its hash (`ni:///sha-256;...`, RFC 6920), because offsets hold for those characters and no
other version; `format` is the media type of the file. An annotation without a position, or made elsewhere, is found by its quote,
which must stand once in our text.

The label is a TextualBody with the purpose `tagging`, the id one with `identifying`, the rest one with `describing` in JSON. A
link ("actor") is an annotation with the motivation `linking`, whose target is the annotation of the event and whose body that of
the argument.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from typing import TYPE_CHECKING, Any

from extractor.formats.annotations import Annotations, put_together
from extractor.formats.layer import Layer, Link, Mark, take_apart
from extractor.formats.payload import blame, read_json, rows, same_surface, table, to_json, whole

if TYPE_CHECKING:
    from extractor.records import Document

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix


def dump(document: Document, text: str) -> str:
    """The document as an AnnotationCollection with one page."""
    layer = take_apart(document, text)
    source = {"id": _hash(text), "type": "Text", "format": document.source.media_type}
    names = [
        _urn(document.id, "mark", number, mark.label, mark.start, mark.end) for number, mark in enumerate(layer.marks)
    ]
    marks = [_of_mark(name, mark, text, source) for name, mark in zip(names, layer.marks, strict=True)]
    links = [
        _annotation(
            _urn(document.id, "link", number, link.role),
            "linking",
            [
                _body("tagging", link.role),
                {"type": "SpecificResource", "source": names[link.tail], "purpose": "linking"},
            ],
            names[link.head],
        )
        for number, link in enumerate(layer.links)
    ]
    name = _urn(document.id, "collection")
    page = {"id": _urn(document.id, "page"), "type": "AnnotationPage", "startIndex": 0, "items": [*marks, *links]}
    whole_ = {"@context": CONTEXT, "id": name, "type": "AnnotationCollection", "label": document.id}
    return to_json({**whole_, "total": len(marks) + len(links), "first": page}) + "\n"


def load(payload: str, text: str, *, document: str) -> Annotations:
    """The mentions and events of a collection, a page or a list of annotations; E602 where a quote is not in our text."""
    layer = Layer()
    numbers: dict[str, int] = {}
    links = []
    for at, value in enumerate(_items(read_json(payload.removeprefix("\ufeff"), document), document), start=1):
        where = f"annotation {at}"
        one = table(value, document, where)
        with blame(document, where):
            bodies = _bodies(one)
            if one.get("motivation") == "linking":
                links.append((where, str(one["target"]), bodies))
                continue
            start, end = _place(one["target"], text, document, where)
            data = _data(bodies)
            numbers[str(one.get("id", where))] = len(layer.marks)
            layer.marks.append(Mark(start, end, _only(bodies, "tagging"), data, where))
            layer.remarks += [f"{where}: {body.get('value')}" for body in bodies if body.get("purpose") == "commenting"]
    for where, head, bodies in links:
        with blame(document, where):
            tail = next((str(body["source"]) for body in bodies if body.get("purpose") == "linking"), "nothing")
            if unknown := [name for name in (head, tail) if name not in numbers]:
                raise ValueError(f"it points to {unknown[0][:80]}, which is not in the file")
            layer.links.append(Link(numbers[head], _only(bodies, "tagging"), numbers[tail], where))
    return put_together(layer, text, document)


def _of_mark(name: str, mark: Mark, text: str, source: dict[str, str]) -> dict[str, Any]:
    data = dict(mark.data)
    bodies = [_body("tagging", mark.label)]
    if (id := data.pop("id", None)) is not None:
        bodies.append(_body("identifying", id))
    if data:
        bodies.append(_body("describing", json.dumps(data, ensure_ascii=False)) | {"format": "application/json"})
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[mark.start : mark.end],
        "prefix": text[max(mark.start - AROUND, 0) : mark.start],
        "suffix": text[mark.end : mark.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}
    target = {"type": "SpecificResource", "source": source, "selector": [quote, position]}
    return _annotation(name, "identifying" if id else "tagging", bodies, target)


def _annotation(name: str, motivation: str, body: list[dict[str, Any]], target: object) -> dict[str, Any]:
    return {"id": name, "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _items(value: object, file: str) -> list[Any]:
    if isinstance(value, list):
        return value
    one = table(value, file, "line 1")
    if one.get("type") == "AnnotationCollection":
        one = table(one.get("first"), file, "its first page")
    with blame(file, "line 1"):
        return [one] if one.get("type") == "Annotation" else rows(one["items"], file, "items")


def _bodies(one: dict[str, Any]) -> list[dict[str, Any]]:
    body = one["body"]
    listed = body if isinstance(body, list) else [body]
    return [each for each in listed if isinstance(each, dict)]


def _only(bodies: list[dict[str, Any]], purpose: str) -> str:
    """The value of the one body with this purpose; a body without one has the purpose of a tag."""
    values = [body["value"] for body in bodies if body.get("purpose", "tagging") == purpose]
    if len(values) != 1 or not isinstance(values[0], str):
        raise ValueError(f"it has {len(values)} bodies with a text for {purpose}; it needs one")
    return values[0]


def _data(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """What a mark holds beside its label: the JSON of its description, and its id over that."""
    data: dict[str, Any] = {}
    for body in bodies:
        if body.get("purpose") == "describing" and body.get("format") == "application/json":
            found = json.loads(body["value"])
            if not isinstance(found, dict):
                raise TypeError("its description is not an object")
            data |= found
    named = any(body.get("purpose") == "identifying" for body in bodies)
    return data | ({"id": _only(bodies, "identifying")} if named else {})


def _place(target: Any, text: str, file: str, where: str) -> tuple[int, int]:
    """The characters that the selectors mean: by position, checked against the quote; by the quote where no position is given."""
    listed = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
    kinds = {selector["type"]: selector for selector in listed}
    quote = kinds.get("TextQuoteSelector")
    if position := kinds.get("TextPositionSelector"):
        start, end = whole(position["start"]), whole(position["end"])
        same_surface(text, start, end, str(quote["exact"]) if quote else None, file, where)
        return start, end
    if quote is None:
        raise ValueError("it has neither a TextPositionSelector nor a TextQuoteSelector")
    before, exact, after = str(quote.get("prefix", "")), str(quote["exact"]), str(quote.get("suffix", ""))
    around = before + exact + after
    at = text.find(around)
    if not exact or at < 0 or text.find(around, at + 1) >= 0:
        raise ValueError(f"the quote {exact[:40]!r} does not stand once in our text")
    return at + len(before), at + len(before) + len(exact)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _urn(*parts: object) -> str:
    """A name that is the same on every run; of an id that no IRI could hold as well."""
    name = json.dumps(parts)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
