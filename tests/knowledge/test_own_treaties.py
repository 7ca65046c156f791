"""A user's own treaties lie over ours; a fault names file, line and field."""

import json

import pytest

import extractor
from extractor.errors import ExtractorError

ROWS = [
    {
        "id": "velm-water-accord-1987-06-09",
        "kind": "agreement",
        "title": "Velm Water Accord",
        "signed": "1987-06-09",
        "aliases": [{"text": "Velm Water Accord"}],
        "described_as": ["accord"],
        "unit": "article",
        "count": 5,
        "source": "own archive",
    },
    {"id": "shusha-declaration-2021-06-15", "aliases": [{"text": "Pact of the Two Presidents"}]},
]
TEXT = "Article 3 of the Velm Water Accord and Article 9 of that accord differ from Article 2 of the Pact of the Two Presidents."


@pytest.mark.parametrize("as_file", [True, False])
def test_own_treaties_are_found_linked_and_checked(tmp_path, as_file):
    file = tmp_path / "mine.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    nlp = extractor.load("blank:en", treaties=file if as_file else ROWS)
    articles = extractor.extract_text(TEXT, nlp=nlp).of("article")
    assert [one.id for one in articles] == [
        "velm-water-accord-1987-06-09/3", "velm-water-accord-1987-06-09/9", "shusha-declaration-2021-06-15/2",
    ]  # fmt: skip
    assert articles[1].attrs["out_of_range"] is True


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('{"id": "x", "kind": "song", "title": "X", "source": "s"}', "kind"),
        ('{"id": "x", "kind": "treaty", "title": "X", "source": "s", "parent": "nowhere"}', "parent"),
        ("{", "(the line)"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path, line, field):
    file = tmp_path / "mine.jsonl"
    file.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ExtractorError) as caught:
        extractor.load("blank:en", treaties=file)
    assert caught.value.code == "E201"
    assert field in str(caught.value)
    assert "2" in str(caught.value)
