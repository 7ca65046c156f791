"""Label Studio: a JSON list of tasks, ours with one prediction, which its import shows for review.

Sources: labelstud.io/guide/task_format and /guide/predictions (task, data, annotations, predictions, result),
/tags/relations, /tags/choices (`perRegion`); web/libs/editor/src/utils/selection-tools.js and regions/RichTextRegion.js
of HumanSignal/label-studio: `charsToCodePoints` and `findGlobalOffset` store code points, "in python and other modern tools
complex unicode symbols handled as code points, not UTF chars". Exports from before that fix (issues #1008, #1347; frontend
pull request #308) count UTF-16 units. `tags/object/RichText/view.jsx` shows CR and LF as one line break each, so CRLF keeps
its two characters. Issue #3078: the `text` of a region may lack spaces though its offsets are right.

So `dump` writes code points, and `load` tries code points, then UTF-16, and takes the unit that gives every region its text
(spaces aside); regions without `text` (saveTextResult="no") are taken as code points. The project needs

    <View><Relations><Relation value="actor"/> ... </Relations>
    <Labels name="label" toName="text"><Label value="place-CITY"/> ... </Labels>
    <Choices name="status" toName="text" perRegion="true"><Choice value="planned"/> ... </Choices>
    <Choices name="mode" toName="text" perRegion="true"> ... </Choices><Text name="text" value="$text"/></View>

Ids, attrs and what else no region shows travel in the task's `data.extractor`, which the tool keeps untouched; a region
that an annotator moves loses them. All that a record holds survives. Of several annotations the first one is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extractor.formats.annotations import Annotations, put_together
from extractor.formats.layer import Layer, Link, Mark, carried, restored, take_apart
from extractor.formats.payload import Entry, Units, blame, pick, read_json, rows, same_surface, table, to_json, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.records import Document

CHOICES = ("status", "mode")


def dump(document: Document, text: str) -> str:
    """The document as a list with one task, for Label Studio's import."""
    layer = take_apart(document, text)
    carry = carried(layer, document.id)
    result: list[dict[str, Any]] = []
    for number, mark in enumerate(layer.marks):
        place = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
        about = {"id": f"m{number}", "to_name": "text"}
        result.append({**about, "from_name": "label", "type": "labels", "value": {**place, "labels": [mark.label]}})
        result += [
            {**about, "from_name": name, "type": "choices", "value": {**place, "choices": [mark.data[name]]}}
            for name in CHOICES
            if name in mark.data
        ]
    for link in layer.links:
        ends = {"from_id": f"m{link.head}", "to_id": f"m{link.tail}"}
        result.append({**ends, "type": "relation", "direction": "right", "labels": [link.role]})
    for _, _, _, data in carry["marks"]:
        for name in CHOICES:
            data.pop(name, None)
    prediction = {"model_version": "extractor", "result": result}
    return to_json([{"data": {"text": text, "extractor": carry}, "predictions": [prediction]}]) + "\n"


def load(payload: str, text: str, *, document: str) -> Annotations:
    """The mentions and events of the task that holds our text, from its annotation, else from its prediction."""
    value = read_json(payload.removeprefix("\ufeff"), document)
    entries = []
    for number, one in enumerate(value if isinstance(value, list) else [value], start=1):
        task = table(one, document, f"task {number}")
        data = task.get("data")
        entries.append(Entry(f"task {number}", data.get("text") if isinstance(data, dict) else None, task))
    where, _, task = (found := pick(entries, text, document))[0]
    layer = Layer()
    if len(found) > 1:
        layer.remarks.append(f"{where}: {len(found)} tasks hold this text; the first one is read")
    versions = [one for one in rows(task.get("annotations"), document, where) if not _cancelled(one)]
    versions = versions or rows(task.get("predictions"), document, where)
    if len(versions) > 1:
        layer.remarks.append(f"{where}: {len(versions)} annotations; the first one is read")
    result = rows(table(versions[0], document, where).get("result"), document, where) if versions else []
    regions = [(f"{where}, result {at}", table(one, document, where)) for at, one in enumerate(result, start=1)]
    unit = _unit(regions, text, document)
    numbers: dict[str, int] = {}
    for place, one in regions:
        with blame(document, place):
            if one.get("type") == "labels":
                start, end = (unit(whole(one["value"][name])) for name in ("start", "end"))
                labels = rows(one["value"]["labels"], document, place)
                if labels:
                    numbers.setdefault(str(one["id"]), len(layer.marks))
                else:
                    layer.remarks.append(f"{place}: the region at {start} to {end} has no label and is not read")
                layer.marks += [Mark(start, end, str(label), {}, place) for label in labels]
    for place, one in regions:
        with blame(document, place):
            _attach(one, numbers, layer, place)
    layer.marks = restored(layer.marks, task["data"].get("extractor"), document, where)
    return put_together(layer, text, document)


def _attach(one: dict[str, Any], numbers: dict[str, int], layer: Layer, place: str) -> None:
    """Put what a result says of a region onto its mark: a choice, a note, a relation to another one."""
    name = one.get("from_name")
    if one.get("type") == "relation":
        ends = [one["from_id"], one["to_id"]]
        if unknown := [end for end in ends if str(end) not in numbers]:
            raise ValueError(f"it points to the region {unknown[0]!r}, which has no label in the file")
        head, tail = (numbers[str(end)] for end in (reversed(ends) if one.get("direction") == "left" else ends))
        layer.links += [Link(head, str(role), tail, place) for role in one.get("labels") or [""]]
    elif one.get("type") == "choices" and name in CHOICES and str(one.get("id")) in numbers:
        layer.marks[numbers[str(one["id"])]].data.update((name, value) for value in one["value"]["choices"][:1])
    elif one.get("type") != "labels":
        layer.remarks.append(f"{place}: {name or one.get('type')} is not read: {one.get('value')}")
    if notes := (one.get("meta") or {}).get("text"):
        layer.remarks.append(f"{place}: {notes if isinstance(notes, str) else ' '.join(map(str, notes))}")


def _unit(regions: list[tuple[str, dict[str, Any]]], text: str, file: str) -> Callable[[int], int]:
    """The reading of offsets under which every region has its text; E602 with the first that has it under none."""
    marks = []
    for place, one in regions:
        if one.get("type") == "labels":
            with blame(file, place):
                value = one["value"]
                marks.append((place, whole(value["start"]), whole(value["end"]), value.get("text")))
    units = Units(text)
    readings: list[Callable[[int], int]] = [int, units.from_utf16] if units.points else [int]
    for reading in readings:
        if all(_gives(text, reading, start, end, surface) for _, start, end, surface in marks):
            return reading
    for place, start, end, surface in marks:
        if not _gives(text, int, start, end, surface):
            same_surface(text, start, end, surface, file, place)
    return int


def _gives(text: str, reading: Callable[[int], int], start: int, end: int, surface: object) -> bool:
    try:
        first, last = reading(start), reading(end)
    except ValueError:
        return False
    if not 0 <= first <= last <= len(text):
        return False
    return not isinstance(surface, str) or text[first:last] == surface or _bare(text[first:last]) == _bare(surface)


def _bare(surface: str) -> str:
    return re.sub(r"\s|\\n", "", surface)


def _cancelled(one: object) -> bool:
    return isinstance(one, dict) and bool(one.get("was_cancelled"))
