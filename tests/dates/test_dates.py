"""Dates in sentences: each case holds its own answer, `[[words|id]]` or `[[words|id|LABEL]]`."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import ids
from extractor.pipeline.dates.text import find_dates

CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()]
MARK = re.compile(r"\[\[([^|\]]*)\|([^|\]]*)(?:\|([A-Z]+))?\]\]")
WORDS = """9 November, 2020 the of to and two weeks later last year end early 10:30 a ( ) May first half 12–13 - / .
26th since 1991 44-day '90s 5th century BC from between next Friday every 09/11/2020 99999999999 15 (28) 31 June
29 February
1900 spring winter Article 8 morning Q3 today ago 480 BC 1990s same day that month midnight on about until"""
PIECES = [*WORDS.split(), "\n\n"]


def shown(text, found, *, labels):
    """The text with its dates marked as in the cases."""
    out, position = [], 0
    for number, date in enumerate(found):
        label = f"|{date.label}" if number in labels else ""
        out.append(f"{text[position : date.start]}[[{text[date.start : date.end]}|{date.id}{label}]]")
        position = date.end
    return "".join(out) + text[position:]


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["case"][:60])
def test_case(row):
    text = MARK.sub(r"\1", row["case"])
    labels = {number for number, mark in enumerate(MARK.finditer(row["case"])) if mark[3]}
    found = find_dates(text, published=row["published"], mode=row.get("mode"))
    got = shown(text, found, labels=labels)
    assert got == row["case"], f"\nfound  {got}\nwanted {row['case']}"


def check(text, published=None):
    found = find_dates(text, published=published)
    assert found == find_dates(text, published=published)
    position = 0
    for date in found:
        if date.id:
            ids.parse_date(date.id)
        assert position <= date.start < date.end <= len(text)
        assert date.label in {"DATE", "TIME", "DURATION", "SET"}
        assert date.attrs["basis"] in {"explicit", "context-year", "publication", "relative", "unresolved"}
        position = date.end


@given(st.text())
def test_any_text(text):
    check(text)


@given(
    st.lists(st.sampled_from(PIECES), max_size=40),
    st.sampled_from([None, "2021-11-09", "2020", "2020-02-29", "../2021", "x"]),
)
def test_any_mixture_of_words_of_time(pieces, published):
    check(" ".join(pieces), published)


def attrs(text, **settings):
    return [(text[date.start : date.end], date.attrs) for date in find_dates(text, **settings)]


def test_basis_says_where_a_value_comes_from():
    text = "Signed on 9 November 2020. By 1 December it was done; two weeks later the road opened. Last year it closed."
    explicit, context, relative, deictic = (found[1] for found in attrs(text, published="2021-11-09"))
    assert explicit == {"timex": "2020-11-09", "basis": "explicit"}
    assert context == {"timex": "2020-12-01", "basis": "context-year", "anchor": [10, 25]}
    assert relative == {"timex": "2020-12-15", "basis": "relative", "anchor": [30, 40]}
    assert deictic == {"timex": "2020", "basis": "publication"}
    (unresolved,) = attrs("It began on 28 February.")
    assert unresolved == ("28 February", {"timex": "XXXX-02-28", "basis": "unresolved"})


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("in early 1991", "start"),
        ("the beginning of 1991", "start"),
        ("in mid-1991", "mid"),
        ("the middle of May 1991", "mid"),
        ("late May 1991", "end"),
        ("the end of 1991", "end"),
        ("around 1991", "approx"),
        ("the last week of May 1991", "end"),
        ("in 1991", None),
    ],
)
def test_mod_is_what_the_words_say(text, mod):
    ((_, found),) = attrs(text)
    assert found.get("mod") == mod


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("in the second half of 2020", "2020-H2"),
        ("in Q2 2020", "2020-Q2"),
        ("in spring 2016", "2016-SP"),
        ("in the 1990s", "199"),
        ("in the 4th century BC", "BC03"),
        ("for three decades", "P3DE"),
        ("for several days", "PXD"),
        ("in recent years", "PAST_REF"),
        ("it is now so", "PRESENT_REF"),
        ("on a Friday", "XXXX-WXX-5"),
        ("on 10 November 2020; the following week", "2020-W47"),
        ("on 10 November 2020; that night", "2020-11-10TNI"),
        ("at 10:30 a.m. on 10 November 2020", "2020-11-10T10:30"),
    ],
)
def test_timex(text, timex):
    assert attrs(text)[-1][1]["timex"] == timex


def test_an_interval_keeps_its_two_ends():
    ((words, found),) = attrs("It lasted 12–13 January 1990.")
    assert words == "12–13 January 1990"
    assert found["ends"] == [[10, 12, "1990-01-12"], [13, 28, "1990-01-13"]]


def test_figures_that_can_be_read_twice_say_how_they_were_read():
    assert attrs("on 09/11/2020")[0][1]["order"] == "day-first"
    assert attrs("on 09/11/2020 and November 12, 2020")[0][1]["order"] == "month-first"
    assert "order" not in attrs("on 25/11/2020")[0][1]


def test_the_mode_decides_whether_the_story_or_publication_gives_the_year():
    text = "The line dates from 1994. It was cut on 20 May."
    assert [find_dates(text, published="2021-06-03", mode=mode)[1].id for mode in ("narrative", "news")] == [
        "1994-05-20",
        "2021-05-20",
    ]


def test_ids_can_be_read():
    for row in CASES:
        for date in find_dates(MARK.sub(r"\1", row["case"]), published=row["published"]):
            if date.id:
                ids.parse_date(date.id)


def test_timex2_breadth_is_asked_for():
    text = "At that time nothing moved."
    assert not find_dates(text)
    assert {text[date.start : date.end] for date in find_dates(text, timex2=True)} == {"that time"}


def test_a_title_with_a_length_of_time_does_not_hide_the_dateline():
    text = "Fifty years on, the line holds\n\nNicosia, 14 August 2024\n\nThe two leaders met yesterday."
    assert [(one.id) for one in find_dates(text)] == ["P50Y", "2024-08-14", "2024-08-13"]
