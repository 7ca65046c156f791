"""A user's own gazetteer lies over ours; a fault in it names file, line and field."""

import json

import pytest

import extractor
from extractor.errors import ExtractorError
from extractor.knowledge import places

OWN = [
    {"id": "shusha", "names": [{"text": "Qala-Shehir", "lang": "en", "tradition": "other"}]},
    {
        "id": "new-mill", "kind": "VILLAGE", "feature": "P", "names": [{"text": "New Mill", "lang": "en", "tradition": "en"}],
        "country": ["AZ"], "parents": [{"id": "shusha-district"}], "source": "a field trip",
    },
]  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in OWN) + "\n\n", "utf-8")
    return path


def test_names_are_added_and_places_are_new(file):
    known = {place.id: place for place in places.load(file)}
    assert known["shusha"].names[0].text == "Qala-Shehir"
    assert known["shusha"].names[1:] == {place.id: place for place in places.load()}["shusha"].names
    assert known["new-mill"].kind == "VILLAGE"
    assert places.load(OWN) == places.load(file)
    assert [place.id for place in extractor.lookup("Qala Shehir", gazetteer=file)] == ["shusha"]


def test_a_file_that_was_edited_is_read_again(file):
    assert extractor.lookup("Qala Shehir", gazetteer=file)[0].names[0].text == "Qala-Shehir"
    file.write_text(file.read_text("utf-8").replace("Qala-Shehir", "Hill-Shehir"), "utf-8")  # as long as before
    (found,) = extractor.lookup("Hill Shehir", gazetteer=file)
    assert found.names[0].text == "Hill-Shehir"
    file.unlink()
    with pytest.raises(ExtractorError, match="E101"):
        extractor.lookup("Hill Shehir", gazetteer=file)


def test_the_pipeline_reads_with_it(file):
    nlp = extractor.load("blank:en", gazetteer=file)
    found = extractor.extract_text("From Qala-Shehir to New Mill.", nlp=nlp).of("place")
    assert [(place.text, place.id) for place in found] == [("Qala-Shehir", "shusha"), ("New Mill", "new-mill")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2, field (the line)"),
        ("[]", "line 2, field (the line)"),
        ('{"id": "x"}', "line 2, field kind"),
        ('{"id": "shusha", "lat": 100}', "line 2, field lat"),
        ('{"id": "shusha", "parents": [{"id": "nowhere"}]}', "line 2, field parents: no place has the id 'nowhere'"),
    ],
)
def test_a_fault_names_file_line_and_field(tmp_path, line, said):
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(OWN[0]) + "\n" + line, "utf-8")
    with pytest.raises(ExtractorError, match=r"own\.jsonl") as error:
        places.load(path)
    assert said in str(error.value)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(ExtractorError, match=r"nowhere\.jsonl"):
        places.load(tmp_path / "nowhere.jsonl")
