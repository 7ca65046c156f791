"""Each case is a raw text and what is left of it: clean text, markers with what they hung on, notes."""

import json
from pathlib import Path

import pytest

from extractor.text import Edit, clean

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_case(case):
    cleaned = clean(case["raw"], start=case.get("start", 0), edits=[Edit(*edit) for edit in case.get("edits", ())])
    assert cleaned.text == case["clean"]
    assert [(one.label, one.scope, one.text) for one in cleaned.markers] == [tuple(row[:3]) for row in case["markers"]]
    for one, (*_, word) in zip(cleaned.markers, case["markers"], strict=True):
        assert cleaned.text[: one.at].endswith(word)
        assert case["raw"][one.start : one.end] == one.text
    assert [[one.label, one.scope, one.text] for one in cleaned.notes] == case["notes"]
    assert cleaned.replaced == case.get("replaced", 0)


def test_case_names_are_unique():
    names = [case["case"] for case in CASES]
    assert len(set(names)) == len(names)
