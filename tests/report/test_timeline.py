"""The timeline: what is put together, where it stands, what it says of delay."""

import re
from datetime import date
from itertools import pairwise

import pytest

from extractor.report import report
from extractor.report.axis import Axis
from extractor.report.happenings import happenings
from extractor.report.timeline import WIDTH, lay_out
from reported import Page, document, event

RAW = (
    "Kolb was to be left by 15 May 2021. Kolb was vacated on 25 May 2021. Around June 2021 Zirn fell. "
    "From 2020 on Torv waited. Nobody spoke."
)
KOLB = (("kolb", "Kolb"),)


def laid(*events, due=None, published=None):
    return lay_out(
        events,
        {e.id: n for n, e in enumerate(events)},
        {e.id: f"m{n}" for n, e in enumerate(events)},
        due or {},
        published,
    )


def planned(**more):
    return event(RAW, "left", date=("2021-05-15", "15 May 2021"), status="planned", places=KOLB, **more)


def done(**more):
    return event(RAW, "vacated", date=("2021-05-25", "25 May 2021"), places=KOLB, **more)


def test_plan_and_deed_stand_on_one_line_with_the_days_between():
    made = laid(planned(), done())
    (row,) = made.rows
    assert [shape.status for shape in row.shapes] == ["planned", "actual"]
    assert row.link.text == "10 days late"
    assert row.link.x0 < row.link.x1
    assert "10 days late" in row.date


def test_an_early_deed_is_early_and_one_on_the_day_is_on_the_day():
    early = event(RAW, "vacated", date=("2021-05-14", "25 May 2021"), places=KOLB)
    assert laid(planned(), early).rows[0].link.text == "1 day early"
    same = event(RAW, "vacated", date=("2021-05-15", "25 May 2021"), places=KOLB)
    assert laid(planned(), same).rows[0].link.text == "on the day"


def test_a_moved_date_and_a_due_date_are_plans_too():
    moved = event(
        RAW,
        "vacated",
        date=("2021-05-25", "25 May 2021"),
        was=("2021-05-15", "15 May 2021"),
        status="postponed",
        places=KOLB,
    )
    assert laid(moved).rows[0].link.text == "10 days late"
    one = done()
    (row,) = laid(one, due={one.id: ["2021-05-20"]}).rows
    assert [shape.status for shape in row.shapes] == ["due", "actual"]
    assert row.link.text == "5 days late"


@pytest.mark.parametrize("other", [{"type": "ASSAULT", "mode": None}, {"mode": "release"}])
def test_different_acts_stay_apart(other):
    assert len(laid(planned(), done(**other)).rows) == 2


def test_what_lies_far_apart_or_elsewhere_stays_apart():
    later = event(RAW, "vacated", date=("2023-05-25", "25 May 2021"), places=KOLB)
    assert len(happenings([planned(), later])) == 2
    elsewhere = event(RAW, "vacated", date=("2021-05-25", "25 May 2021"), places=(("zirn", "Zirn"),))
    assert len(happenings([planned(), elsewhere])) == 2


def test_months_are_bars_and_unsure_and_open_dates_are_marked():
    about = event(RAW, "fell", date=("2021-06~", "June 2021"), type="COERCE")
    since = event(RAW, "waited", date=("2020/..", "2020"), status="ongoing", type="CONSULT")
    rows = laid(about, since).rows
    shapes = {shape.keys[0]: shape for row in rows for shape in row.shapes}
    assert shapes[0].approximate
    assert not shapes[0].day
    assert shapes[0].x1 > shapes[0].x0
    assert shapes[1].open == "last"


def test_events_without_a_year_are_counted_and_not_drawn():
    made = laid(
        done(), event(RAW, "spoke", type="CONSULT"), event(RAW, "fell", date=("XXXX-06-01", "June 2021"), type="COERCE")
    )
    assert len(made.rows) == 1
    assert made.undated == 2


def test_no_date_no_timeline():
    assert laid(event(RAW, "spoke")) is None


def test_marks_stay_in_the_picture_and_time_runs_to_the_right():
    events = [
        event(RAW, "left", date=(day, "15 May 2021"), id=f"e{n}")
        for n, day in enumerate(["0988", "1921", "1999-12-31", "2021-05-15", "9999"])
    ]
    made = laid(*events)
    xs = [shape.x0 for row in made.rows for shape in row.shapes]
    assert xs == sorted(xs)
    assert all(0 < shape.x0 <= shape.x1 <= WIDTH for row in made.rows for shape in row.shapes)


def test_the_axis_is_cut_where_nothing_is_and_says_so():
    axis = Axis([(date(1994, 5, 5), date(1994, 5, 5)), (date(2020, 11, 9), date(2020, 11, 10))], 0, 500)
    first, gap, last = axis.blocks
    assert gap.cut
    assert not first.cut
    assert gap.x1 - gap.x0 < (last.x1 - last.x0) * 2
    assert axis.x(date(1994, 5, 5)) < axis.x(date(2000, 1, 1)) < axis.x(date(2020, 11, 9)) < axis.x(date(2020, 11, 10))


def test_labels_of_the_axis_do_not_meet():
    days = [(date(2020, month, 1), date(2020, month, 1)) for month in range(1, 13)] + [
        (date(y, 3, 1), date(y, 3, 1)) for y in range(1990, 2015)
    ]
    years, months = Axis(days, 236, 748).ticks()
    for ticks, letters in ((years, 4), (months, 3)):
        assert all(b.x - a.x >= letters * 6 for a, b in pairwise(ticks))


def test_the_drawing_links_each_mark_to_its_word():
    one = document(RAW, events=[planned(), done()], mentions=[("place", "TOWN", "Kolb", "kolb")])
    page = Page(report(one, texts={"a": RAW}))
    svg = [el for el in page.all("a") if "svg" in el["within"]]
    targets = {el["attrs"]["href"][1:] for el in svg}
    words = {el["text"] for el in page.all("mark") if el["attrs"].get("id") in targets}
    assert {"left", "vacated"} <= words
    assert re.search(r"10 days late", page.one("svg", class_="time")["text"])
