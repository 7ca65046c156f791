import pytest

from extractor import score
from score.making import document, event, mention

GOLD = [
    document(mention("date", 0, 4, "2020"), mention("date", 9, 13, "2021"), event(0, actors=["armenia"])),
    document(mention("date", 0, 4, "2020"), id="b"),
    document(mention("date", 0, 4, "2020"), id="c", held=True),
]
BASE = [
    document(mention("date", 0, 4, "2020"), mention("date", 30, 34, "1999"), event(0)),
    document(mention("date", 0, 4, "2020"), id="b"),
    document(id="c"),
]
NEW = [
    document(mention("date", 9, 13, "2021"), event(0, actors=["armenia"])),
    document(mention("date", 0, 4, "2020"), id="b"),
    document(mention("date", 0, 4, "2020"), id="c"),
]


def told(changes):
    return [(change.document, change.kind, change.start, change.claim) for change in changes]


def test_gains_and_losses_by_hand():
    result = score.compare(BASE, NEW, GOLD)
    assert told(result.gained) == [
        ("a", "event", 0, False),
        ("a", "event", 0, True),
        ("a", "date", 9, False),
        ("a", "date", 30, True),
    ]
    assert told(result.lost) == [("a", "date", 0, False)]
    assert result.documents == 2


def test_the_sides_are_not_swapped():
    there, back = score.compare(BASE, NEW, GOLD), score.compare(NEW, BASE, GOLD)
    assert (there.gained, there.lost) == (back.lost, back.gained)
    figure = next(line for line in there.lines if line.line == "event.actors")
    assert (figure.base, figure.new) == (0.0, 1.0)


def test_held_documents_are_compared_when_asked_for():
    result = score.compare(BASE, NEW, GOLD, held=True)
    assert ("c", "date", 0, False) in told(result.gained)
    assert result.documents == 3


def test_equal_runs_change_nothing():
    result = score.compare(BASE, BASE, GOLD)
    assert (result.gained, result.lost) == ((), ())
    assert {(line.new - line.base, line.p) for line in result.lines} == {(0.0, 1.0)}


def test_a_figure_is_that_of_the_score():
    result = score.compare(BASE, NEW, GOLD, held=True)
    for line in result.lines:
        assert line.base == pytest.approx(score.score(BASE, GOLD).all[line.line]["right"].f)
        assert line.new == pytest.approx(score.score(NEW, GOLD).all[line.line]["right"].f)


def test_a_constant_gain_over_many_documents_is_no_chance():
    gold = [document(mention("date", 0, 4, "2020"), id=f"d{n}") for n in range(12)]
    nothing = [document(id=f"d{n}") for n in range(12)]
    dates = next(line for line in score.compare(nothing, gold, gold, seed=7).lines if line.line == "date")
    assert dates.p < 0.01
    assert score.compare(nothing, gold, gold, seed=7) == score.compare(nothing[::-1], gold, gold[::-1], seed=7)


def test_table_says_gained_and_lost():
    lines = score.compare(BASE, NEW, GOLD).render().splitlines()
    assert lines[1].startswith("lost ")
    assert any(line.startswith("gained (false claim dropped)") and '"xxxx"' in line for line in lines)
    assert "4 gained, 1 lost in 2 documents" in lines
