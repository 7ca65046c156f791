"""Calendars and time lines: the icalendar package reads the one back, a schema written from TimelineJS's manual judges the other."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import validate

from extractor.formats import left_out
from extractor.formats.calendar import fold, ical
from extractor.formats.dated import days, uid
from extractor.formats.timeline import timelinejs
from extractor.ids import day_range
from extractor.records import Argument, Event, Quote, Trigger, When
from formats.made import document, small, written

HOSTILE = [
    "a,b;c\\d",
    "é" * 200,
    "two\nlines\r\nEND:VEVENT",
    "\x07bell",
    "<script>alert(1)</script>",
    "🙂" * 40,
    "\u2028",
    "BEGIN:VCALENDAR",
]
DATE = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"},
        "month": {"minimum": 1, "maximum": 12},
        "day": {"minimum": 1, "maximum": 31},
    },
    "dependentRequired": {"day": ["month"]},
}
SLIDE = {
    "type": "object",
    "required": ["start_date", "text", "unique_id"],
    "additionalProperties": False,
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "display_date": {"type": "string"},
        "unique_id": {"type": "string", "pattern": "^[A-Za-z0-9-]+$"},
        "group": {"type": "string"},
        "autolink": {"const": False},
        "text": {
            "type": "object",
            "required": ["headline"],
            "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
        },
    },
}
TIMELINE = {"type": "object", "required": ["events"], "properties": {"events": {"type": "array", "items": SLIDE}}}


def event(edtf, words="left", **more):
    span = {"start": 0, "end": 4}
    return Event(
        id=more.pop("id", "ev-0123456789ab"),
        type="RETREAT",
        trigger=Trigger(text=words, **span),
        sentence=Quote(text=words, **span),
        status=more.pop("status", "actual"),
        date=When(edtf=edtf, text=words, **span),
        actors=(Argument(id="x", text=words, **span),),
        places=(Argument(id="y", text=words, **span),),
        **more,
    )


def entries(*events):
    return list(Calendar.from_ical(ical([document(events=events)])).walk("VEVENT"))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2020-11-09", "2020-11-09", "2020-11-09"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-09-27/2020-11-10", "2020-09-27", "2020-11-10"),
        ("2020-24", "2020-12-01", "2021-02-28"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("0987-03-04", "0987-03-04", "0987-03-04"),
    ],
)
def test_a_date_is_a_span_of_whole_days(edtf, first, last):
    (entry,) = entries(event(edtf))
    assert entry.decoded("DTSTART") == date.fromisoformat(first)
    assert entry.decoded("DTEND") == date.fromisoformat(last) + timedelta(days=1)
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert ("Some day of" in entry.decoded("DESCRIPTION")) == (first != last)


@pytest.mark.parametrize("edtf", ["../2021", "2021/..", "XXXX-02-28", "P44D", ""])
def test_no_day_and_an_open_one_are_left_out_and_counted(edtf):
    made = [document(events=[event(edtf), event("2020")])]
    assert len(entries(event(edtf))) == 0
    for to in ("ical", "timelinejs"):
        assert left_out(made, to=to).startswith("1 of 2 events")
    assert left_out([document(events=[event("2020")])], to="ical") is None


def test_the_last_day_of_all_has_no_day_after():
    assert "DTEND" not in entries(event("9999-12"))[0]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words):
    made = ical([document(events=[event("2020-11-09", words)], name=words)])
    calendar = Calendar.from_ical(made)
    (entry,) = calendar.walk("VEVENT")
    assert len(calendar.subcomponents) == 1
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert not set(made.replace("\r\n", "")) & set("\r\n\x07\u2028")
    assert entry.decoded("LOCATION") == " ".join("".join(c for c in words if c.isprintable() or c in "\r\n ").split())
    slide = json.loads(timelinejs([document(events=[event("2020", words)], name=words)]))["events"][0]
    assert not {"<", ">"} & set(json.dumps(slide))


@pytest.mark.parametrize("id", ["", "by hand", "x\r\nEND:VEVENT", "<b>", "ev-0123456789ab"])
def test_ids_are_safe_the_same_on_each_run_and_apart(id):
    made = document(events=[event("2020", id=id)])
    name = uid(made, made.events[0])
    assert name == uid(made, made.events[0])
    assert name.replace("-", "").isalnum()
    assert str(entries(event("2020", id=id))[0]["UID"]) == f"{name}@extractor.invalid"
    if id != "ev-0123456789ab":
        assert name != uid(document(events=made.events, name="other"), made.events[0])


def test_status_is_what_the_text_says():
    found = [entries(event("2021", status=status))[0] for status in ("actual", "planned", "not-happened")]
    assert [str(one.get("STATUS", "")) for one in found] == ["", "TENTATIVE", ""]
    assert "(not-happened)" in str(found[2]["SUMMARY"])


@given(st.text())
def test_folding_loses_nothing(text):
    assert fold(text).replace("\r\n ", "") == text or "\r\n " in text


@given(written())
def test_any_document_makes_a_calendar_and_a_time_line(made):
    documents = [made[1]]
    count = sum(days(one) is not None for one in made[1].events)
    assert len(Calendar.from_ical(ical(documents)).walk("VEVENT")) == count
    value = json.loads(timelinejs(documents))
    validate(value, TIMELINE)
    assert len(value["events"]) == count


def test_a_month_shows_no_day_and_a_span_has_an_end():
    slides = json.loads(
        timelinejs([document(events=[event("2020-11"), event("2020"), event("2020-09-27/2020-11-10")])])
    )["events"]
    assert [slide["start_date"] for slide in slides] == [
        {"year": 2020},
        {"year": 2020, "month": 9, "day": 27},
        {"year": 2020, "month": 11},
    ]
    assert [slide.get("end_date") for slide in slides] == [None, {"year": 2020, "month": 11, "day": 10}, None]


def test_the_same_records_give_the_same_bytes():
    assert ical([small()]) == ical([small()])
    assert day_range("2020-11-09")[0].strftime("%Y%m%d") in ical([small()])
