"""Items of a list take their status from the line that leads to it."""

from __future__ import annotations

import pytest

import extractor

CASES = [
    ("What could be tried\n\n- A reopening of the railway to Nakhchivan.\n- A withdrawal of all posts.\n", "proposed"),
    (
        "The agreement provides for the following:\n\n1. withdrawal of all forces;\n2. exchange of prisoners.\n",
        "planned",
    ),
    (
        "Two things happened that week.\n\n- The withdrawal of the garrison was completed.\n- Prisoners were exchanged.\n",
        "actual",
    ),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_status(text: str, status: str) -> None:
    assert {event.status for event in extractor.extract_text(text).events} == {status}


def test_questions_and_pointers_are_no_requests() -> None:
    for text in (
        "We are often asked what could be done.",
        "People asked whether the talks would fail.",
        "What was agreed is not known.",
        "Take it as hearsay.",
    ):
        assert not [event for event in extractor.extract_text(text).events if event.type != "CONSULT"]
