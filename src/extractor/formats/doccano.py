"""doccano JSONL: a line a document, its marks under `entities`, its links under `relations`.

Sources: backend/data_import/pipeline of doccano/doccano: label.py (`SpanLabel`: label, start_offset, end_offset, start before
end; `RelationLabel`: from_id, to_id, type; ids are integers), examples/relation_extraction/example.jsonl, cleaners.py
(overlapping marks are dropped unless the project allows them); the page of the tool, doccano/v-annotator, indexes JavaScript
strings, so that offsets are UTF-16 units, as doccano issue #2290 shows: 22 where Python counts 19 after an emoji. "All the
columns without id, text, and comments are stored in Metadata" and exported again (issues #1848, #246, #819).

So offsets are UTF-16 units; a project with "count grapheme clusters as one character" cannot be read. An export holds no
surface to tell the units apart, but what `dump` wrote is checked against the text.
Switch on "allow overlapping" and "use relation" when the project is made. Label column: `entities`.

doccano drops marks without a character, and shows neither id, attrs nor status: all that is no span or relation travels in
the column `extractor` (read from `meta` and `metadata` too), and a mark that an annotator moves loses it. An event made in
doccano has no status: it is read as actual, with a remark. Plain `label` or `labels` triples are read as marks too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.formats.annotations import Annotations, put_together
from extractor.formats.layer import Layer, Link, Mark, carried, restored, take_apart
from extractor.formats.payload import Units, blame, pick, read_lines, rows, same_surface, table, to_json, whole

if TYPE_CHECKING:
    from extractor.records import Document


def dump(document: Document, text: str) -> str:
    """The document as one line for doccano's import of sequence labels."""
    layer = take_apart(document, text)
    units = Units(text)
    entities = [
        {
            "id": number,
            "label": mark.label,
            "start_offset": units.to_utf16(mark.start),
            "end_offset": units.to_utf16(mark.end),
            "text": text[mark.start : mark.end],
        }
        for number, mark in enumerate(layer.marks)
    ]
    relations = [
        {"id": number, "from_id": link.head, "to_id": link.tail, "type": link.role}
        for number, link in enumerate(layer.links)
    ]
    carry = carried(layer, document.id)
    return to_json({"text": text, "entities": entities, "relations": relations, "extractor": carry}) + "\n"


def load(payload: str, text: str, *, document: str) -> Annotations:
    """The mentions and events of the line that holds our text."""
    found = pick(read_lines(payload, document), text, document)
    where, _, line = found[0]
    layer = Layer()
    if len(found) > 1:
        layer.remarks.append(f"{where}: {len(found)} lines hold this text; the first one is read")
    units = Units(text)
    numbers: dict[int, int] = {}
    for at, one in enumerate(_entities(line, document, where), start=1):
        place = f"{where}, entity {at}"
        with blame(document, place):
            start, end = (units.from_utf16(whole(one[name])) for name in ("start_offset", "end_offset"))
            same_surface(text, start, end, one.get("text"), document, place)
            numbers[whole(one.get("id", -at))] = len(layer.marks)
            layer.marks.append(Mark(start, end, str(one["label"]), {}, place))
    for at, value in enumerate(rows(line.get("relations"), document, where), start=1):
        place = f"{where}, relation {at}"
        one = table(value, document, place)
        with blame(document, place):
            ends = [whole(one[name]) for name in ("from_id", "to_id")]
            if unknown := [end for end in ends if end not in numbers]:
                raise ValueError(f"it points to the entity {unknown[0]}, which is not in the line")
            layer.links.append(Link(numbers[ends[0]], str(one["type"]), numbers[ends[1]], place))
    for comment in rows(line.get("Comments"), document, where):
        layer.remarks.append(f"{where}: {comment}")
    layer.marks = restored(layer.marks, _carried(line), document, where)
    return put_together(layer, text, document)


def _entities(line: dict[str, Any], file: str, where: str) -> list[dict[str, Any]]:
    """The marks of a line, as objects whichever way they are written."""
    marks = line.get("entities") or line.get("label") or line.get("labels")
    names = ("start_offset", "end_offset", "label")
    return [
        dict(zip(names, one, strict=False)) if isinstance(one, list) else table(one, file, where)
        for one in rows(marks, file, where)
    ]


def _carried(line: dict[str, Any]) -> object:
    places = (line, line.get("meta"), line.get("metadata"))
    return next((place["extractor"] for place in places if isinstance(place, dict) and "extractor" in place), None)
