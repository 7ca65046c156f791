"""The tables of treaties, actors and roles hold together: shapes, unique names, references that exist."""

import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[2] / "src" / "extractor" / "knowledge"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
EDTF = re.compile(rf"{DAY}(?:/{DAY})?")
PROVISION = re.compile(r"(?:[1-9]\d*|(?:chapter|basket)-[1-9]\d*|annex-[1-9]\d*[a-z]?)(?:/(?:[1-9]\d*|[a-z]))*")
KINDS = {
    "treaty", "convention", "agreement", "statement", "declaration", "protocol", "resolution", "charter",
    "memorandum", "principles", "plan", "constitution",
}  # fmt: skip
UNITS = {None, "point", "article", "paragraph", "principle"}
SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "",
}  # fmt: skip
TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
MODES = {
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "REQUEST": {"assist", "change", "yield", "meet"},
}
TREATY = {
    "id", "kind", "title", "signed", "also_dated", "in_force", "aliases", "described_as", "parties", "place", "unit", "count",
    "provisions", "external", "parent", "source", "unchecked",
}  # fmt: skip
OBLIGATION = {"by", "to", "places", "due", "type", "what"}
ACTOR = {"id", "label", "code", "sector", "names", "source"}
ACTOR_MAY = {"short", "alone", "titles", "offices", "demonyms", "seats"}
ROLE = {"noun", "sector", "source"}
ROLE_MAY = {"plural", "spelling"}


def table(name):
    return [json.loads(line) for line in (TABLES / f"{name}.jsonl").read_text("utf-8").splitlines()]


TREATIES, ACTORS, ROLES = table("treaties"), table("actors"), table("roles")
ACTOR_IDS = {row["id"] for row in ACTORS}
OBLIGATIONS = [
    (f"{row['id']}/{number}", obligation)
    for row in TREATIES
    for number, provision in row["provisions"].items()
    for obligation in provision.get("obligations", [])
]


def clashes(claims):
    """Names that more than one id claims, with the ids."""
    owners = defaultdict(set)
    for name, owner in claims:
        owners[name.casefold()].add(owner)
    return {name: ids for name, ids in owners.items() if len(ids) > 1}


def strings(value):
    """Every string inside a row, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("name", ["treaties", "actors", "roles"])
def test_file_is_plain_normalised_jsonl(name):
    raw = (TABLES / f"{name}.jsonl").read_bytes().decode("utf-8")
    assert raw.endswith("\n")
    assert "\r" not in raw
    assert all(line.strip() for line in raw.splitlines())
    for row in table(name):
        for text in strings(row):
            assert text == unicodedata.normalize("NFC", text), text
            assert text == text.strip(), text
            assert "  " not in text, text
            assert not text.startswith(("/", "file:")), text


@pytest.mark.parametrize(("rows", "key"), [(TREATIES, "id"), (ACTORS, "id"), (ROLES, "noun")])
def test_keys_of_rows_are_unique(rows, key):
    keys = [row[key] for row in rows]
    assert len(keys) == len(set(keys)), sorted({k for k in keys if keys.count(k) > 1})


@pytest.mark.parametrize("rows", [TREATIES, ACTORS, ROLES])
def test_each_row_has_a_source(rows):
    for row in rows:
        assert isinstance(row["source"], str), row
        assert row["source"], row


@pytest.mark.parametrize("row", TREATIES, ids=lambda row: row["id"])
def test_treaty(row):
    assert SLUG.fullmatch(row["id"])
    assert set(row) == TREATY
    assert row["kind"] in KINDS
    assert row["unit"] in UNITS
    assert row["title"]
    assert row["described_as"]
    assert row["aliases"]
    assert all(EDTF.fullmatch(date) for date in [*row["also_dated"], *([row["signed"]] if row["signed"] else [])])
    assert row["signed"] or row["unchecked"]
    assert all(isinstance(note, str) and note for note in row["unchecked"])
    assert set(row["parties"]) <= ACTOR_IDS
    assert row["parent"] is None or row["parent"] in {other["id"] for other in TREATIES} - {row["id"]}
    assert row["unit"] or row["count"] is None


@pytest.mark.parametrize("row", TREATIES, ids=lambda row: row["id"])
def test_aliases_of_a_treaty(row):
    for alias in row["aliases"]:
        assert {"text", "lang"} <= set(alias) <= {"text", "lang", "ambiguous", "beside"}
        assert re.fullmatch(r"[a-z]{2}", alias["lang"])
        assert alias.get("ambiguous", True) is True
        assert alias.get("beside", True) is True
    texts = [alias["text"] for alias in row["aliases"]]
    assert len(texts) == len(set(texts))


def test_an_alias_belongs_to_one_treaty_unless_all_call_it_ambiguous():
    claims = [(alias["text"], row["id"]) for row in TREATIES for alias in row["aliases"]]
    plain = {a["text"].casefold() for row in TREATIES for a in row["aliases"] if not a.get("ambiguous")}
    assert not {name: ids for name, ids in clashes(claims).items() if name in plain}


@pytest.mark.parametrize("row", TREATIES, ids=lambda row: row["id"])
def test_provisions_lie_inside_their_treaty(row):
    for number, provision in row["provisions"].items():
        assert PROVISION.fullmatch(number), number
        assert provision["topic"], number
        assert set(provision) <= {"topic", "obligations"}
        assert provision.get("obligations", [None]), number
        first = number.split("/")[0]
        if first.isdigit() and row["count"] is not None:
            assert int(first) <= row["count"], number


@pytest.mark.parametrize(("address", "row"), OBLIGATIONS, ids=[address for address, _ in OBLIGATIONS])
def test_obligation(address, row):
    assert OBLIGATION <= set(row) <= OBLIGATION | {"mode"}, address
    assert set(row["by"]) | set(row["to"]) <= ACTOR_IDS, address
    assert not set(row["by"]) & set(row["to"]), address
    assert all(SLUG.fullmatch(place) for place in row["places"]), address
    assert row["due"] is None or EDTF.fullmatch(row["due"]), address
    assert row["type"] in TYPES, address
    assert row.get("mode") is None or row["mode"] in MODES[row["type"]], address
    assert row["what"], address


def test_the_statement_of_november_2020_has_its_nine_points():
    row = next(row for row in TREATIES if row["id"] == "trilateral-statement-2020-11-09")
    assert row["count"] == 9
    assert list(row["provisions"]) == list("123456789")
    due = {
        place: obligation["due"]
        for number in "26"
        for obligation in row["provisions"][number]["obligations"]
        for place in obligation["places"]
        if obligation["type"] == "RETREAT"
    }
    assert due == {"aghdam-district": "2020-11-20", "kalbajar-district": "2020-11-15", "lachin-district": "2020-12-01"}


@pytest.mark.parametrize("row", ACTORS, ids=lambda row: row["id"])
def test_actor(row):
    assert SLUG.fullmatch(row["id"])
    assert set(row) >= ACTOR
    assert set(row) <= ACTOR | ACTOR_MAY
    assert row["label"] in {"PERSON", "NORP", "ORG", "GPE"}
    assert re.fullmatch(r"[A-Z]{3}|", row["code"])
    assert row["sector"] in SECTORS
    assert row["names"]
    for key in {"names", "short", "titles", "demonyms", "seats"} & set(row):
        assert all(row[key]), key
        assert len(row[key]) == len(set(row[key])), key
    assert row.get("alone", True) is True
    assert "short" in row or "alone" not in row


@pytest.mark.parametrize("row", [row for row in ACTORS if "offices" in row], ids=lambda row: row["id"])
def test_offices(row):
    known = {noun.casefold() for role in ROLES for noun in [role["noun"], *role.get("spelling", [])]}
    for office in row["offices"]:
        assert set(office) == {"title", "of", "since", "until"}
        assert office["title"].casefold() in known, office
        assert office["of"] in ACTOR_IDS
        assert EDTF.fullmatch(office["since"])
        assert office["until"] is None or EDTF.fullmatch(office["until"])
        assert office["until"] is None or office["since"][:4] <= office["until"][:4]


def test_a_name_that_stands_alone_means_one_actor():
    claims = [(name, row["id"]) for row in ACTORS for name in [*row["names"], *row.get("seats", [])]]
    claims += [(name, row["id"]) for row in ACTORS if row.get("alone") for name in row["short"]]
    assert not clashes(claims)


def test_a_demonym_means_one_actor():
    assert not clashes((name, row["id"]) for row in ACTORS for name in row.get("demonyms", []))


@pytest.mark.parametrize("row", ROLES, ids=lambda row: row["noun"])
def test_role(row):
    assert set(row) >= ROLE
    assert set(row) <= ROLE | ROLE_MAY
    assert row["sector"] in SECTORS
    assert row["noun"]
    assert row.get("plural", "x")
    assert all(row.get("spelling", ["x"]))


def test_a_role_noun_has_one_sector():
    claims = [
        (noun, row["noun"])
        for row in ROLES
        for noun in {row["noun"], row.get("plural", row["noun"]), *row.get("spelling", [])}
    ]
    assert not clashes(claims)
