"""Dates in sentences: each case holds its own answer, `[[words|id]]` or `[[words|id|LABEL]]`."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipeline.dates.text import find_dates

CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()]
MARK = re.compile(r"\[\[([^|\]]*)\|([^|\]]*)(?:\|([A-Z]+))?\]\]")
PIECES = (
    "9 November, 2020 the of to and two weeks later last year end early 10:30 a ( ) \n\n May first half 12–13 - / . "
    "the 26th since 1991 44-day '90s 5th century BC from between next Friday every 09/11/2020 99999999999 15 (28) 31 June 29 February 1900"
).split(" ")


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
    assert shown(text, found, labels=labels) == row["case"]


def check(text, published=None):
    found = find_dates(text, published=published)
    assert found == find_dates(text, published=published)
    position = 0
    for date in found:
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
