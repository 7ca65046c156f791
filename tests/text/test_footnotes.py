"""Whole small documents in styles as unlike each other as can be, annotated before the code was asked; offsets count in the raw text.

They hold the fields of the works cited too, for whoever reads those.
"""

import json
from pathlib import Path

import pytest

from extractor.text import clean, read_notes
from extractor.text.citing import remark_at
from extractor.works import read_work

DOCUMENTS = [json.loads(line) for line in Path(__file__).with_name("footnotes.jsonl").read_text("utf-8").splitlines()]
FLOOR_MARKERS, FLOOR_NOTES = 0.99, 0.99  # F1
FLOOR_SURE, FLOOR_FIELDS = 0.98, 0.97  # precision and recall of the fields of a work
FLOOR_KINDS, FLOOR_MEANT = 0.99, 0.99  # shares that are right


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


FIELDS = (
    "author",
    "title",
    "container-title",
    "publisher",
    "issued",
    "accessed",
    "volume",
    "issue",
    "page",
    "URL",
    "DOI",
    "type",
)


def as_read(field, value):
    if field == "author":
        return [one.get("family", one.get("literal")) for one in value]
    return value if isinstance(value, dict) else value.casefold().replace("–", "-")


def test_the_fields_of_a_work_are_sure_though_not_all():
    right = given = wanted = 0
    for document in DOCUMENTS:
        answers = {(one["label"], one["scope"]): one for one in document["notes"]}
        for note in clean(document["text"]).notes:
            answer = answers.get((note.label, note.scope))
            if not answer or answer["kind"] != "bib" or not isinstance(answer["bib"], dict):
                continue
            work = read_work(note.text) or {}
            for field in FIELDS:
                expected, found = answer["bib"].get(field), work.get(field)
                wanted += expected is not None
                given += found is not None
                both = expected is not None and found is not None
                right += both and as_read(field, expected) == as_read(field, found)
    assert right / given >= FLOOR_SURE
    assert right / wanted >= FLOOR_FIELDS


@pytest.mark.parametrize(("sentences", "found"), [(10, True), (30, False)])
def test_a_remark_is_looked_for_at_the_first_twenty_sentences(sentences, found):
    source = " ".join(["Field diary."] * sentences) + " Ada Holm, The Long Line (Oslo: Fjell, 2019), p. 3. "
    assert remark_at(f"{source}Few had read it; that was a pity.") == (len(source) if found else None)
