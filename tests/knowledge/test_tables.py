"""Knowledge tables are checked when they are read: a fault names file, line and field."""

import pytest

from extractor.errors import ExtractorError
from extractor.knowledge import actors, places, senses, table, treaties
from extractor.records import EventType

GOOD = '{"id": "a", "kind": "TOWN", "feature": "P", "names": [{"text": "A", "lang": "en", "tradition": "en"}], "source": "s"}'


def read(tmp_path, *lines):
    path = tmp_path / "places.jsonl"
    path.write_text("\n".join(lines))
    return table.read(places.Place, path)


def test_a_good_row_is_read_and_blank_lines_are_skipped(tmp_path):
    assert [place.id for place in read(tmp_path, GOOD, "", GOOD.replace('"a"', '"b"'))] == ["a", "b"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (GOOD.replace('"TOWN"', '"HAMLET"'), r"E201.*places\.jsonl, line 2, field kind: Input should be 'CITY'"),
        (GOOD.replace('"en"}', '"uk"}'), r"E201.*line 2, field names\.0\.tradition"),
        (GOOD.replace('"source"', '"sauce"'), r"E201.*line 2, field source: Field required"),
        (GOOD.replace('"names": [', '"lat": 91, "names": ['), r"E201.*line 2, field lat: .*less than or equal to 90"),
        ("{", r"E201.*line 2, field \(the line\): Invalid JSON"),
        (GOOD, r"E202.*line 2: the id 'a' stands on line 1 already"),
    ],
)
def test_a_bad_row_is_named(tmp_path, bad, said):
    with pytest.raises(ExtractorError, match=said):
        read(tmp_path, GOOD, bad)


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(ExtractorError, match=r"E101.*none\.jsonl"):
        table.read(places.Place, tmp_path / "none.jsonl")


def test_shipped_tables_load():
    assert len(places.load()) >= 60
    assert len(treaties.load()) >= 20
    assert len(actors.load()) >= 100
    assert len(senses.load()) >= 120


def test_every_sense_has_a_plover_type_and_known_noun_classes():
    from typing import get_args

    given = {"polity", "clause", "infinitive"} | {id for ids in senses.noun_classes().values() for id in ids}
    for sense in senses.load():
        assert sense.type in (*get_args(EventType), "NONE")
        assert set(sense.object) <= given, sense


def test_no_sense_stands_twice():
    keys = [(sense.lemma, sense.pos, sense.object, sense.type) for sense in senses.load()]
    assert len(keys) == len(set(keys))
