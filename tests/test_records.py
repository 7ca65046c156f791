"""Records are closed and frozen, refuse what cannot be, and come back from JSON as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractor.records import Document, Event, Mention, Origin

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.one_of(
    TEXT,
    st.integers(),
    st.booleans(),
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(TEXT, max_size=3),
)
MENTIONS = st.builds(
    lambda kind, start, length, text, attrs: Mention(
        kind=kind, label="X", start=start, end=start + length, text=text, attrs=attrs
    ),
    st.sampled_from(["entity", "place", "treaty"]),
    st.integers(0, 10**7),
    st.integers(0, 100),
    TEXT,
    st.dictionaries(TEXT, VALUES, max_size=3),
)


def _document(mentions=(), **more):
    origin = Origin(uri="a.txt", media_type="text/plain", sha256="0" * 64)
    return Document(id="a", source=origin, mentions=mentions, made_by={"version": "0", "settings": {}}, **more)


@given(st.lists(MENTIONS, max_size=5), TEXT)
def test_json_round_trip_is_exact(mentions, title):
    document = _document(mentions, title=title)
    written = document.model_dump_json()
    assert Document.model_validate_json(written) == document
    assert Document.model_validate_json(written).model_dump_json() == written


def test_a_document_of_a_real_text_comes_back_exactly(first):
    assert Document.model_validate_json(first.model_dump_json()) == first


def test_six_fields_come_first_and_in_order():
    mention = Mention(kind="place", label="TOWN", start=1, end=7, text="Shusha", id="shusha")
    assert list(json.loads(mention.model_dump_json()))[:6] == ["kind", "label", "start", "end", "text", "id"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"start": 5, "end": 4}, "end 4 lies before start 5"),
        ({"start": -1, "end": 4}, "greater than or equal to 0"),
        ({"kind": "date", "id": "2020-13"}, "no month 13"),
        ({"kind": "article", "id": "nine"}, "not an article id"),
        ({"kind": "footnote", "id": "12"}, "not a footnote id"),
        ({"kind": "colour"}, "Input should be 'entity'"),
        ({"extra": 1}, "Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_is_refused(fault, said):
    with pytest.raises((ValidationError, Exception), match=said):
        Mention(**({"kind": "place", "label": "TOWN", "start": 0, "end": 6, "text": "Shusha"} | fault))


def test_records_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        _document().title = "b"


def test_an_event_needs_a_plover_type():
    with pytest.raises(ValidationError, match="AGREE"):
        Event(
            id="e",
            type="FIGHT",
            trigger={"start": 0, "end": 1, "text": "a"},
            sentence={"start": 0, "end": 1, "text": "a"},
            status="actual",
        )


def test_schema_is_the_golden_one(file_regression):
    file_regression.check(
        json.dumps(Document.model_json_schema(), indent=2), extension=".json", basename="document.schema"
    )
