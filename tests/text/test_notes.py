"""Documents that hold their own answers: ``{{1|¹)}}`` is a marker, ``{{2@1>op_cit=1|2) Holm, op. cit.}}`` a note of scope 1.

What stands before ``|`` are the labels, the scope where it is not the first, and of a note its kind and the label it points back to.
"""

import json
import re
from pathlib import Path

import pytest

from extractor.text import clean, read_notes

CASES = [json.loads(line) for line in Path(__file__).with_name("notes.jsonl").read_text("utf-8").splitlines()]
OPENING = re.compile(r"\{\{(?P<labels>[^|>@]{1,20})(?:@(?P<scope>\d))?(?:>(?P<kind>\w+)(?:=(?P<meant>\w+))?)?\|")


def answers(marked):
    """The text without its marks, the markers and the notes."""
    text, markers, notes = "", [], []
    at = 0
    for opening in OPENING.finditer(marked):
        end = marked.index("}}", opening.end())
        text += marked[at : opening.start()]
        span = len(text), len(text) + end - opening.end()
        text += marked[opening.end() : end]
        at = end + 2
        scope = int(opening["scope"] or 1)
        if opening["kind"]:
            notes.append((*span, opening["labels"], scope, opening["kind"], opening["meant"]))
        else:
            markers += [(*span, label, scope) for label in opening["labels"].split(",")]
    return text + marked[at:], markers, notes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_markers_and_notes(case):
    text, markers, notes = answers(case["text"])
    found = clean(text)
    assert [(one.start, one.end, one.label, one.scope) for one in found.markers] == markers
    assert [
        (one.start, one.end, one.label, one.scope, *cited)
        for one, cited in zip(found.notes, read_notes(found.notes), strict=True)
    ] == notes
