import pytest

from extractor import score
from extractor.errors import ExtractorError
from extractor.score import mistakes
from score.making import document, event, mention

TEXT = "It began in 2020, went on in 2021 and ended\nin 2022, not in 1999."


def date(words, id, label="DATE", **more):
    start = TEXT.index(words)
    return mention("date", start, start + len(words), id, label, text=words, **more)


GOLD = document(
    date("2020", "2020"), date("in 2021", "2021", id_alt=["2021-05"]), date("2022", "2022"), date("ended", ""),
    mention("date", 0, 2, "1", optional=True),
)  # fmt: skip
PRED = document(
    date("2020", "2021"), date("2021", "2021-05"), date("1999", "1999"), date("ended", "", "TIME"), mention("date", 0, 2, "x"),
)  # fmt: skip


def rows(kind, pred=PRED, gold=GOLD, **more):
    return score.errors([pred], [gold], kind, {"a": TEXT}, **more)


def test_each_mistake_says_what_was_expected():
    assert [(row.what, row.start, row.expected, row.got) for row in rows("date")] == [
        ("wrong", 12, '2020 DATE "2020"', '2021 DATE "2020"'),
        ("bounds", 26, '"in 2021"', '"2021"'),
        ("label", 38, "DATE", "TIME"),
        ("missed", 47, '2022 DATE "2022"', ""),
        ("spurious", 60, "", '1999 DATE "1999"'),
    ]


def test_context_is_one_line_around_the_span():
    assert rows("date")[2].context == "It began in 2020, went on in 2021 and [[ended]] in 2022, not in 1999."


def test_table_has_a_row_for_each():
    lines = mistakes.render(rows("date")).splitlines()
    assert lines[0].split() == ["what", "kind", "document", "at", "expected", "got", "context"]
    assert len(lines) == 6
    assert lines[5].startswith("spurious  date  a         60:64")


def test_no_mistakes_where_all_is_right():
    assert rows("date", GOLD) == rows("event", GOLD) == []


def test_errors_are_as_many_as_the_score_says():
    right = score.score([PRED], [GOLD]).all["date"]["right"]
    kinds = [row.what for row in rows("date")]
    assert right.fn == kinds.count("missed") + kinds.count("wrong")
    assert right.fp == kinds.count("spurious") + kinds.count("wrong")


def test_held_documents_are_shown_only_when_asked_for():
    held = GOLD.model_copy(update={"held": True})
    assert rows("date", gold=held) == []
    assert len(rows("date", gold=held, held=True)) == 5


def test_events_are_told_slot_by_slot():
    gold = document(
        event(0, actors=["armenia"], date="2020"), event(12, type="AGREE"), event(20, actors=["iran"], optional=True)
    )
    pred = document(event(0, actors=["russia"], date="2020"), event(30, status="planned"), event(20))
    assert [(row.kind, row.what, row.start, row.expected, row.got) for row in rows("event", pred, gold)] == [
        ("event.actors", "wrong", 0, "armenia", "russia"),
        ("event", "missed", 12, "AGREE; actual", ""),
        ("event", "spurious", 30, "", "RETREAT; planned"),
    ]
    assert [(row.what, row.expected, row.got) for row in rows("event.actors", pred, gold)] == [
        ("wrong", "armenia", "russia")
    ]


def test_in_one_slot_only_events_that_fill_it_are_missed():
    gold, pred = document(event(0, date="2020"), event(9)), document(event(30, date="2021"))
    assert [(row.what, row.expected, row.got) for row in rows("event.date", pred, gold)] == [
        ("missed", "2020", ""), ("spurious", "", "2021"),
    ]  # fmt: skip


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(ExtractorError, match=r"E402.*dates.*event\.mode"):
        rows("dates")
