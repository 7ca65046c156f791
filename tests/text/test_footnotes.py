"""Whole small documents in styles as unlike each other as can be, annotated before the code was asked; offsets count in the raw text.

They hold the fields of the works cited too, for whoever reads those.
"""

import json
from pathlib import Path

from extractor.text import clean, read_notes

DOCUMENTS = [json.loads(line) for line in Path(__file__).with_name("footnotes.jsonl").read_text("utf-8").splitlines()]
FLOOR_MARKERS, FLOOR_NOTES = 0.99, 0.99  # F1
FLOOR_KINDS, FLOOR_MEANT = 0.96, 0.9  # shares that are right


def f1(pairs):
    right = sum(len(wanted & got) for wanted, got in pairs)
    return 2 * right / sum(len(wanted) + len(got) for wanted, got in pairs)


def test_markers_and_notes_keep_their_quality():
    markers, notes = [], []
    for document in DOCUMENTS:
        found = clean(document["text"])
        markers.append(
            (
                {(one["start"], one["end"], label) for one in document["markers"] for label in one["labels"]},
                {(one.start, one.end, one.label) for one in found.markers},
            )
        )
        notes.append(
            (
                {(one["label"], one["scope"], one["start"], one["end"]) for one in document["notes"]},
                {(one.label, one.scope, one.start, one.end) for one in found.notes},
            )
        )
    assert f1(markers) >= FLOOR_MARKERS
    assert f1(notes) >= FLOOR_NOTES


def test_a_document_without_notes_keeps_its_text():
    for document in DOCUMENTS:
        if not document["markers"] and not document["notes"]:
            assert clean(document["text"]).markers == ()


def test_what_a_note_is_and_what_it_points_back_to():
    kinds, meant = [], []
    for document in DOCUMENTS:
        wanted = {(one["label"], one["scope"]): one for one in document["notes"]}
        notes = clean(document["text"]).notes
        for note, cited in zip(notes, read_notes(notes), strict=True):
            answer = wanted.get((note.label, note.scope), {"kind": None})
            kinds.append(answer["kind"] == cited.kind)
            if answer.get("resolves_to") or cited.resolves_to:
                meant.append(answer.get("resolves_to") == cited.resolves_to)
    assert sum(kinds) / len(kinds) >= FLOOR_KINDS
    assert sum(meant) / len(meant) >= FLOOR_MEANT
