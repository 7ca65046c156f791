import pytest

from extractor import score
from extractor.errors import ExtractorError
from score.making import document, event, mention


def kappas(result):
    return {(row.kind, row.choice): row for row in result.kappas}


def test_agreement_with_oneself_is_complete():
    gold = document(mention("date", 0, 4, "2020"), mention("place", 5, 9, "shusha"), event(3))
    result = score.agree([gold], [gold])
    assert {row.kappa for row in result.kappas} == {None, 1.0}
    assert result.disagreements == ()
    assert {f.f for levels in result.scores.all.values() for f in levels.values()} == {1.0}


def test_kappa_is_cohens():
    # Cohen (1960) by hand: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, by chance 0.5.
    choices = ["TOWN TOWN"] * 20 + ["TOWN CITY"] * 5 + ["CITY TOWN"] * 10 + ["CITY CITY"] * 15
    one = document(*(mention("place", 10 * n, 10 * n + 5, "a", told.split()[0]) for n, told in enumerate(choices)))
    other = document(*(mention("place", 10 * n, 10 * n + 5, "a", told.split()[1]) for n, told in enumerate(choices)))
    row = kappas(score.agree([one], [other]))["place", "label"]
    assert (row.pairs, row.same) == (50, 0.7)
    assert row.kappa == pytest.approx(0.4)


def test_choices_are_compared_where_both_marked():
    one = document(
        mention("date", 0, 4, "2020"), mention("date", 9, 12, "2021"), event(0), event(20, status="planned"), event(40)
    )
    other = document(mention("date", 0, 4, "2019"), event(0, type="AGREE"), event(20))
    result = score.agree([one], [other])
    found = kappas(result)
    assert (found["date", "id"].pairs, found["date", "id"].same) == (1, 0.0)
    assert (found["event", "type"].pairs, found["event", "type"].same) == (2, 0.5)
    assert (found["event", "status"].same, found["event", "status"].kappa) == (0.5, 0.0)
    assert found["place", "id"].kappa is None
    assert result.scores.all["date"]["found"].f == pytest.approx(2 / 3)
    assert result.scores.all["event"]["right"].f == 0.8


def test_the_order_of_the_two_does_not_change_f():
    one = document(
        mention("date", 0, 4, "2020", id_alt=["2021"]),
        mention("date", 9, 12, "2021", optional=True),
        event(0),
        event(9),
    )
    other = document(mention("date", 0, 4, "2021"), mention("date", 20, 24, "2022"), event(2, optional=True))
    there, back = score.agree([one], [other]).scores.all, score.agree([other], [one]).scores.all
    for line, level in (("date", "found"), ("date", "right"), ("place", "right")):
        assert there[line][level].f == back[line][level].f
    assert there["date"]["found"].count == score.Count(tp=1, fp=1)


def test_what_one_side_calls_optional_is_no_disagreement():
    one = document(mention("date", 0, 4, "2020", optional=True), event(0))
    other = document(event(0), event(9, optional=True))
    assert score.agree([one], [other]).disagreements == score.agree([other], [one]).disagreements == ()


def test_disagreements_are_listed_with_both_answers():
    one, other = document(mention("place", 0, 4, "shusha", "TOWN")), document(mention("place", 0, 4, "agdam", "TOWN"))
    (row,) = score.agree([one], [other], texts={"a": "Town was left."}).disagreements
    assert (row.kind, row.what, row.context) == ("place", "wrong", "[[Town]] was left.")
    assert (row.expected.split()[0], row.got.split()[0]) == ("shusha", "agdam")


def test_held_documents_agree_too_and_only_common_ones_count():
    one = [document(mention("date", 0, 4, "2020"), held=True), document(mention("date", 0, 4, "2020"), id="b")]
    result = score.agree(one, [document()])
    assert result.scores.all["date"]["found"].count == score.Count(fn=1)
    assert len(result.disagreements) == 1
    with pytest.raises(ExtractorError, match="E508"):
        score.agree([document(id="a")], [document(id="b")])


def test_tables_show_kappa():
    one = document(mention("date", 0, 4, "2020"))
    assert "date id        " in score.agree([one], [one]).render()
