"""The table of places keeps its shape: this test reads the JSON lines alone, without the loader."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[2] / "src" / "extractor" / "knowledge" / "places.jsonl"
LINES = TABLE.read_text(encoding="utf-8").splitlines()
RECORDS = [json.loads(line) for line in LINES]
IDS = {record["id"] for record in RECORDS}

KEYS = [  # in this order
    "id", "kind", "feature", "names", "lat", "lon", "precision", "parents", "country", "external", "close", "not",
    "common", "kindwords", "confusable_with", "note", "source", "checked",
]  # fmt: skip
REQUIRED = {"id", "kind", "feature", "names", "parents", "country", "source", "checked"}
FEATURES = {
    **dict.fromkeys(("CITY", "TOWN", "VILLAGE"), "P"),
    **dict.fromkeys(("RIVER", "LAKE", "RESERVOIR", "SEA"), "H"),
    **dict.fromkeys(("MOUNTAIN", "PASS"), "T"),
    **dict.fromkeys(("CROSSING", "STATION", "MONASTERY", "DAM", "FORTRESS", "SITE"), "S"),
    "RAILWAY": "R",
    "ROAD": "R",
    "ISLAND": "T",
    "ZONE": "L",
    "COUNTRY": "A",
    "DISTRICT": "A",
    "REGION": "AL",
    "CORRIDOR": "LR",
    "BORDER": "L",
}
TRADITIONS = {"az", "hy", "ru", "tr", "en", "fa", "ka", "other"}
ROLES = {
    "official",
    "de facto official",
    "historical",
    "romanisation",
    "misspelling",
    "exonym",
}  # absent: an ordinary name
AUTHORITIES = {"de jure", "de facto"}
CHECKABLE = {"lat", "geonames", "wikidata", "names"}
SETTLED = {"TOWN", "CITY", "VILLAGE", "DISTRICT", "REGION"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")  # BCP 47: language, perhaps a script
SCRIPTS = {
    **dict.fromkeys(("az", "tr", "en", "fr"), "LATIN"),
    "hy": "ARMENIAN",
    "ru": "CYRILLIC",
    "ka": "GEORGIAN",
    "fa": "ARABIC",
}

each = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])


def test_one_object_a_line_and_ids_are_unique():
    assert len(RECORDS) > 100
    assert [key for key, count in Counter(record["id"] for record in RECORDS).items() if count > 1] == []


def test_the_file_is_composed_text():
    assert [line for line in LINES if not unicodedata.is_normalized("NFC", line)] == []


@each
def test_keys(record):
    assert [key for key in KEYS if key in record] == list(record)
    assert set(record) >= REQUIRED
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record["id"])
    assert record["feature"] in FEATURES[record["kind"]]
    assert record["source"].strip()


@each
def test_names(record):
    names = record["names"]
    for name in names:
        assert (
            {"text", "lang", "tradition"}
            <= set(name)
            <= {"text", "lang", "tradition", "role", "since", "until", "source"}
        )
        assert name["text"] == name["text"].strip() != ""
        assert LANGUAGE.fullmatch(name["lang"])
        assert name["tradition"] in TRADITIONS
        assert name.get("role", "official") in ROLES
    repeated = Counter((name["text"], name["lang"], name["tradition"]) for name in names)
    assert [key for key, count in repeated.items() if count > 1] == []
    if record["kind"] in SETTLED and {"AZ", "AM"} & set(record["country"]):
        assert len({name["text"] for name in names}) >= 3


@each
def test_letters_are_of_the_script_of_the_language(record):
    for name in record["names"]:
        script = SCRIPTS.get(name["lang"])
        letters = [letter for letter in name["text"] if letter.isalpha()]
        assert letters
        if script:
            odd = [letter for letter in letters if not unicodedata.name(letter).startswith(script)]
            assert odd == [], name["text"]


@each
def test_links(record):
    for parent in record["parents"]:
        assert {"id", "authority"} <= set(parent) <= {"id", "authority", "since", "until"}
        assert parent["id"] in IDS - {record["id"]}
        assert parent["authority"] in AUTHORITIES
    others = [other["id"] for other in record.get("confusable_with", [])]
    assert all(other["clue"] for other in record.get("confusable_with", []))
    assert set(others) <= IDS - {record["id"]}
    assert len(others) == len(set(others))


def test_what_is_confusable_is_so_both_ways():
    pairs = {(record["id"], other["id"]) for record in RECORDS for other in record.get("confusable_with", [])}
    assert [pair for pair in sorted(pairs) if pair[::-1] not in pairs] == []


def test_no_place_lies_in_itself():
    parents = {record["id"]: {parent["id"] for parent in record["parents"]} for record in RECORDS}
    for start, first in parents.items():
        above, seen = set(first), set()
        while above:
            seen |= above
            above = set().union(*(parents[place] for place in above)) - seen
        assert start not in seen


@each
def test_point(record):
    assert ("lat" in record) == ("lon" in record)
    if "lat" not in record:
        return
    assert -90 <= record["lat"] <= 90
    assert -180 <= record["lon"] <= 180
    if record["country"] and set(record["country"]) <= {"AZ", "AM"}:
        assert 38 <= record["lat"] <= 42.5
        assert 43 <= record["lon"] <= 51.5


@each
def test_country_and_external_ids(record):
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in record["country"])
    external = record.get("external", {})
    assert set(external) <= {"geonames", "wikidata"}
    assert isinstance(external.get("geonames", 1), int)
    assert re.fullmatch(r"Q[1-9][0-9]*", external.get("wikidata", "Q1"))
    assert set(record["checked"]) <= CHECKABLE
    held = {*record, *external}
    assert set(record["checked"]) <= held


def test_an_external_id_is_given_once():
    for key in ("geonames", "wikidata"):
        given = Counter(record["external"][key] for record in RECORDS if key in record.get("external", {}))
        assert [value for value, count in given.items() if count > 1] == []


@each
def test_what_is_not_the_place_holds_its_name(record):
    names = [name["text"].casefold() for name in record["names"]]
    for phrase in record.get("not", []):
        assert any(name in phrase.casefold() for name in names), phrase
        assert phrase.casefold() not in names
    assert record.get("common", True) is True
    assert all(word == word.casefold() and word for word in record.get("kindwords", ["word"]))
