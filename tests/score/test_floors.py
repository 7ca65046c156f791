import json

import pytest

from extractor import score
from extractor.errors import ExtractorError
from score.making import document, event, mention

GOLD = [
    document(mention("date", 0, 4, "2020"), mention("date", 9, 12, "2021"), event(0, date="2020")),
    document(mention("date", 0, 4, "2020"), event(5), id="b", held=True),
]
WORSE = [GOLD[0].model_copy(update={"mentions": GOLD[0].mentions[:1]}), GOLD[1]]
WORSE_HELD = [GOLD[0], GOLD[1].model_copy(update={"events": ()})]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "quality" / "floors.json"


def scored(pred, gold=None):
    return score.score(pred, gold or GOLD, resamples=10)


def test_what_is_pinned_passes(path):
    floors = score.pin(scored(WORSE), path)
    assert score.gate(scored(WORSE), path) == []
    assert score.gate(scored(GOLD), path) == []
    assert floors.parts["open"]["date"]["found"] == (1, 0, 1)
    assert floors.parts["held"]["date"]["found"] == (1, 0, 0)
    assert json.loads(path.read_text(encoding="utf-8"))["parts"]["open"]["date"]["right"] == [1, 0, 1]


@pytest.mark.parametrize(
    ("pred", "told"), [(WORSE, "open date right: 1.0000 -> 0.6667"), (WORSE_HELD, "held event right")]
)
def test_the_gate_fails_when_a_line_falls(path, pred, told):
    score.pin(scored(GOLD), path)
    failures = score.gate(scored(pred), path)
    assert any(line.startswith(told) for line in failures)
    part = told.split()[0]
    assert all(line.startswith(part) for line in failures)


def test_a_rise_elsewhere_does_not_hide_a_fall(path):
    score.pin(scored([WORSE[0], GOLD[1]]), path)
    assert score.gate(scored([GOLD[0], WORSE_HELD[1]]), path)


def test_a_spurious_claim_is_a_fall(path):
    score.pin(scored(GOLD), path)
    more = GOLD[0].model_copy(update={"mentions": (*GOLD[0].mentions, mention("route", 50, 55))})
    assert any("route found: 1.0000 -> 0.0000" in line for line in score.gate(scored([more, GOLD[1]]), path))


def test_the_gate_fails_when_gold_or_text_changes(path):
    score.pin(scored(GOLD), path)
    other = [GOLD[0].model_copy(update={"sha256": "1" * 64}), GOLD[1]]
    (failure,) = score.gate(scored(other, other), path)
    assert "have changed" in failure


def test_the_gate_fails_when_a_part_is_gone(path):
    score.pin(scored(GOLD), path)
    opened = [GOLD[0], GOLD[1].model_copy(update={"held": False})]
    assert any(
        line.startswith("held date found: 1.0000 -> not scored") for line in score.gate(scored(opened, opened), path)
    )


def test_lowering_needs_a_reason_which_is_kept(path):
    score.pin(scored(GOLD), path)
    before = path.read_bytes()
    for reason in (None, "  "):
        with pytest.raises(ExtractorError, match=r"E506.*date right: 1\.0000 -> 0\.6667"):
            score.pin(scored(WORSE), path, reason=reason)
    assert path.read_bytes() == before
    score.pin(scored(WORSE), path, reason="the old rule read prices as years")
    score.pin(scored(GOLD), path)
    history = score.floors.read(path).history
    assert [change.reason for change in history] == ["the old rule read prices as years"]
    assert any("date right" in line for line in history[0].lowered)
    assert score.gate(scored(WORSE), path)


def test_the_file_is_the_same_whatever_the_order(path):
    score.pin(scored(GOLD), path)
    once = path.read_bytes()
    score.pin(scored(GOLD[::-1], GOLD[::-1]), path)
    assert path.read_bytes() == once


def test_a_missing_or_foreign_file_is_refused(path, tmp_path):
    with pytest.raises(ExtractorError, match="E101"):
        score.gate(scored(GOLD), path)
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ExtractorError, match="E507"):
        score.gate(scored(GOLD), tmp_path / "other.json")
