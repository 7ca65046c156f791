import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from extractor.score import spans
from extractor.score.figures import Count
from score.making import mention


def tally(pred, gold, kind="place"):
    return spans.tally(kind, spans.pair(pred, gold))


def places(*rows):
    return [mention("place", *row) for row in rows]


def test_each_level_asks_for_more():
    gold = places(
        (0, 10, "shusha", "TOWN"), (20, 30, "lachin", "TOWN"), (40, 50, "tovuz", "TOWN"), (60, 70, "agdam", "TOWN")
    )
    pred = places(
        (0, 10, "shusha", "TOWN"), (20, 28, "lachin", "CITY"), (40, 50, "yerevan", "TOWN"), (80, 90, "agdam", "TOWN")
    )
    counts = tally(pred, gold)
    assert counts["found"] == Count(tp=3, fp=1, fn=1)
    assert counts["exact"] == Count(tp=2, fp=2, fn=2)
    assert counts["labelled"] == Count(tp=2, fp=2, fn=2)
    assert counts["right"] == Count(tp=2, fp=2, fn=2)
    assert counts["right_exact"] == Count(tp=1, fp=3, fn=3)


def test_spans_that_touch_do_not_overlap():
    assert tally(places((0, 5)), places((5, 9)))["found"] == Count(tp=0, fp=1, fn=1)


def test_one_prediction_over_two_mentions_is_one_hit():
    assert tally(places((0, 20, "b")), places((0, 8, "a"), (12, 20, "b")))["right"] == Count(tp=1, fp=0, fn=1)


def test_two_predictions_in_one_mention_are_one_hit():
    assert tally(places((0, 8, "a"), (12, 20, "b")), places((0, 20, "b")))["right"] == Count(tp=1, fp=1, fn=0)


def test_as_many_as_possible_are_paired():
    # The first prediction fits either mention, the second only the first one: greed by position would lose a pair.
    assert tally(places((0, 20), (0, 8)), places((0, 10), (12, 20)))["found"] == Count(tp=2)


def test_mentions_over_the_same_characters_find_their_ids():
    gold = [mention("footnote", 5, 11, "fn2"), mention("footnote", 5, 11, "fn3")]
    assert tally(gold[::-1], gold, "footnote")["right_exact"] == Count(tp=2)


def test_optional_mentions_count_neither_way():
    gold = [mention("place", 0, 5, "a", optional=True), mention("place", 10, 15, "b")]
    only_second = tally(places((10, 15, "b")), gold)
    both = tally(places((0, 5, "a"), (10, 15, "b")), gold)
    both_wrongly = tally(places((0, 5, "c"), (10, 15, "b")), gold)
    assert only_second == both == both_wrongly
    assert both["right"] == Count(tp=1)


def test_a_prediction_goes_to_the_mention_that_must_be_found():
    gold = [mention("place", 0, 5, "a", optional=True), mention("place", 0, 20, "b")]
    assert tally(places((0, 5, "a")), gold)["found"] == Count(tp=1)


@pytest.mark.parametrize(("id", "tp"), [("2021-05", 1), ("2021-06", 1), ("2021-07", 0)])
def test_other_ids_are_right_as_well(id, tp):
    gold = [mention("date", 0, 5, "2021-05", id_alt=["2021-06"])]
    assert tally([mention("date", 0, 5, id)], gold, "date")["right"].tp == tp


def test_other_labels_are_right_as_well():
    gold = [mention("entity", 0, 5, "", "GPE", label_alt=["LOC"])]
    found = [
        tally([mention("entity", 0, 5, "", label)], gold, "entity")["labelled"].tp for label in ("GPE", "LOC", "ORG")
    ]
    assert found == [1, 1, 0]


def test_dates_get_credit_for_the_days_they_share():
    gold = [
        mention("date", 0, 4, "2020-11-09"),
        mention("date", 10, 14, "2020-11-01/2020-11-04"),
        mention("date", 20, 24, "P44D"),
    ]
    pred = [
        mention("date", 0, 4, "2020-11"),
        mention("date", 10, 14, "2020-11-03/2020-11-06"),
        mention("date", 30, 34, "2020"),
    ]
    # 0.5 for containment, 2 of 6 days, one missed, one spurious: in thousandths.
    assert tally(pred, gold, "date")["partial"] == Count(tp=833, fp=3000 - 833, fn=3000 - 833)
    assert tally(pred, gold, "date")["right"] == Count(tp=0, fp=3, fn=3)


def test_places_get_half_for_a_parent():
    gold = places((0, 5, "shusha"), (10, 15, "shusha-district"), (20, 25, "shusha"))
    pred = places((0, 5, "shusha-district"), (10, 15, "shusha"), (20, 25, "lachin"))
    assert tally(pred, gold)["partial"] == Count(tp=1000, fp=2000, fn=2000)


def test_partial_credit_is_for_dates_and_places():
    assert "partial" not in tally([], [], "entity")


gaps = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), max_size=8)


def apart(steps):
    """Spans that do not touch, so that nervaluate's answer does not depend on their order."""
    at, found = 0, []
    for gap, length in steps:
        found.append(mention("entity", at + gap, at + gap + length, "", "GPE"))
        at += gap + length + 1
    return found


@given(gaps, gaps)
def test_property_exact_is_that_of_nervaluate(one, other):
    pred, gold = apart(one), apart(other)

    def told(side):
        # nervaluate's spans include their last character.
        return [[{"label": "GPE", "start": m.start, "end": m.end - 1} for m in side]]

    if not pred or not gold:
        return
    result = Evaluator(told(gold), told(pred), tags=["GPE"], loader="dict").evaluate()["overall"]["exact"]
    count = tally(pred, gold, "entity")["exact"]
    assert count.tp == result.correct
    assert (count.precision, count.recall, count.f) == pytest.approx((result.precision, result.recall, result.f1))


def test_found_is_that_of_nervaluate():
    gold = apart([(0, 5), (3, 4), (2, 6), (4, 3)])
    pred = [mention("entity", m.start + 1, m.end, "", "GPE") for m in gold[:3]] + [mention("entity", 90, 95, "", "GPE")]
    told = [[[{"label": m.label, "start": m.start, "end": m.end - 1} for m in side]] for side in (gold, pred)]
    result = Evaluator(*told, tags=["GPE"], loader="dict").evaluate()["overall"]["ent_type"]
    assert tally(pred, gold, "entity")["found"].tp == result.correct == 3
    assert tally(pred, gold, "entity")["found"].f == pytest.approx(result.f1)


def test_equal_characters_outweigh_equal_labels():
    gold = [mention("entity", 0, 10, "", "GPE"), mention("entity", 0, 20, "", "NORP")]
    pred = [mention("entity", 0, 10, "", "NORP"), mention("entity", 0, 20, "", "GPE")]
    counts = tally(pred, gold, "entity")
    assert (counts["exact"].tp, counts["labelled"].tp) == (2, 0)
