"""The worked example of another conflict: its tables and annotations fit, and what is found with them is as good as its page says."""

import pytest

import extractor
from conftest import ROOT
from extractor import score

ACEH = ROOT / "examples" / "aceh"
OWN = {"gazetteer": ACEH / "places.jsonl", "treaties": ACEH / "treaties.jsonl"}


@pytest.fixture(scope="module")
def found():
    return list(extractor.extract_all(ACEH / "texts", nlp=extractor.load(**OWN)))


def test_the_annotations_fit_texts_and_tables():
    assert score.check(ACEH / "gold", ACEH / "texts", **OWN) == []
    assert {fault.code for fault in score.check(ACEH / "gold", ACEH / "texts")} == {"E516"}  # the tables are needed


def test_mentions_and_events_are_found(found):
    scores = score.score(found, score.read(ACEH / "gold")).all
    for kind in ("date", "place", "treaty", "article", "footnote", "entity"):
        assert scores[kind]["right"].f > 0.9, kind
    assert scores["event"]["right"].f > 0.7


def test_two_names_of_a_town_are_one_place(found):
    names = {place.text for document in found for place in document.of("place") if place.id == "banda-aceh"}
    assert {" ".join(name.split()) for name in names} == {"Banda Aceh", "Kutaraja"}


def test_an_obligation_is_put_beside_what_is_told_of_it(found):
    table = extractor.implementation(found, "helsinki-mou-2005-08-15", registry=OWN["treaties"]).to_frame()
    assert {"4/3", "4/5"} <= set(table["article"].str.partition("helsinki-mou-2005-08-15/")[2])


def test_a_provision_inside_an_article_is_shown_whole():
    from typer.testing import CliRunner

    from extractor.cli import app

    asked = ["implementation", ACEH / "texts", "--treaty", "helsinki-mou-2005-08-15", "--treaties", OWN["treaties"]]
    said = CliRunner().invoke(app, [str(one) for one in asked]).stdout
    assert "\n4/3  free-aceh-movement: 840 arms handed over" in said
