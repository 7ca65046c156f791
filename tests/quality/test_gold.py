"""The gold set is well formed, and extraction is no worse than when its floors were pinned."""

import json
from pathlib import Path

import pytest

from conftest import ROOT
from extractor import score

FLOORS = Path(__file__).parent / "floors.json"


def test_gold_fits_its_texts_and_tables():
    assert score.check(ROOT / "gold", ROOT / "corpus") == []


def test_the_second_annotation_fits_too():
    assert score.check(ROOT / "gold" / "second", ROOT / "corpus") == []


def test_every_text_of_the_corpus_is_annotated():
    assert {document.document for document in score.read(ROOT / "gold")} == set(score.texts(ROOT / "corpus"))


def test_quality_has_not_fallen(gold_gate, nlp):
    gold_gate(ROOT / "gold", FLOORS, corpus=ROOT / "corpus", nlp=nlp)


def test_the_gate_can_fail(gold_gate, nlp, tmp_path):
    floors = json.loads(FLOORS.read_text())
    tp, fp, fn = floors["parts"]["open"]["place"]["right"]
    floors["parts"]["open"]["place"]["right"] = [tp + 1, fp, fn - 1]
    (tmp_path / "floors.json").write_text(json.dumps(floors))
    with pytest.raises(pytest.fail.Exception, match="open place right"):
        gold_gate(ROOT / "gold", tmp_path / "floors.json", corpus=ROOT / "corpus", nlp=nlp)
