"""Years and anchors over whole documents, and lines in which no date stands.

`documents.jsonl` was written and annotated by readers who had not seen the finder, in twelve styles; what a careful reader
concludes is not always what words alone allow, so the share of right values has a floor instead of each case.
"""

import json
import re
from pathlib import Path

import pytest

from extractor.pipeline.dates.text import find_dates

HERE = Path(__file__).parent
MARK = re.compile(r"\[\[([^|\]]*)\|([^|\]]*)\]\]")
DOCUMENTS = [json.loads(line) for line in (HERE / "documents.jsonl").read_text("utf-8").splitlines()]
NEGATIVE = (HERE / "negative.txt").read_text("utf-8").splitlines()
FLOOR_FOUND, FLOOR_RIGHT = 0.98, 0.85  # of all marks; raise them when the finder does better


def read(row):
    """The text of a marked document, and the id of each marked span."""
    text, marks, position = "", {}, 0
    for mark in MARK.finditer(row["case"]):
        text += row["case"][position : mark.start()]
        marks[len(text), len(text) + len(mark[1])] = mark[2]
        text += mark[1]
        position = mark.end()
    return text + row["case"][position:], marks


def minutes(id):
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", id)


def test_most_dates_of_whole_documents_are_right():
    total = found = right = 0
    wrong = []
    for row in DOCUMENTS:
        text, marks = read(row)
        dates = {(date.start, date.end): date.id for date in find_dates(text, published=row["published"])}
        for span, id in marks.items():
            good = span in dates and minutes(dates[span]) == minutes(id)
            total, right = total + 1, right + good
            found += any(start < span[1] and span[0] < end for start, end in dates)
            if not good:
                wrong.append(f"{row['name']}: {text[slice(*span)]} is {id or 'open'}, not {dates.get(span)}")
    report = "\n".join(wrong)
    assert found / total >= FLOOR_FOUND, report
    assert right / total >= FLOOR_RIGHT, f"{right} of {total} right\n{report}"


@pytest.mark.parametrize("line", NEGATIVE)
def test_no_date(line):
    assert [line[date.start : date.end] for date in find_dates(line)] == []


def test_there_are_enough_lines_without_a_date():
    assert len(set(NEGATIVE)) >= 300
