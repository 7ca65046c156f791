"""The marked text: all marks are seen, and the text is the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.report.markup import HIDDEN, Mark, marked
from reported import Page


def marks_in(html):
    return [(one["attrs"]["class"], one["text"]) for one in Page(html).all("mark")]


def test_a_mark_within_another_is_nested_and_the_outer_line_runs_below():
    raw = "the army of Armenia left"
    html = marked(raw, [Mark(0, 19, "og", (1,)), Mark(12, 19, "pl", (2,))])
    assert marks_in(html) == [("og l1", "the army of Armenia"), ("pl", "Armenia")]


def test_marks_that_cross_are_both_whole():
    html = marked("one two three", [Mark(0, 7, "pl", (1,)), Mark(4, 13, "da", (2,))])
    assert marks_in(html) == [("pl l1", "one two"), ("da", "two"), ("da on", " three")]


def test_two_marks_of_the_same_characters_are_both_there():
    html = marked("Armenia", [Mark(0, 7, "gp", (1,)), Mark(0, 7, "pl", (2,))])
    assert [text for _, text in marks_in(html)] == ["Armenia", "Armenia"]


def test_three_levels_have_three_lines():
    html = marked("a b c d", [Mark(0, 7, "og", (1,)), Mark(2, 7, "pl", (2,)), Mark(4, 5, "da", (3,))])
    assert [css for css, _ in marks_in(html)] == ["og l2", "pl l1", "da"]


def test_a_mark_over_two_paragraphs_goes_on_in_the_second():
    html = marked("one two\n\nthree four", [Mark(4, 14, "tr", (1,), "m0")])
    assert marks_in(html) == [("tr", "two"), ("tr on", "three")]
    assert html.count("id=m0") == 1


def test_a_mark_that_ends_where_another_begins():
    html = marked("16[5] left", [Mark(0, 2, "da", (1,)), Mark(2, 5, "fn", (2,)), Mark(6, 10, "ev", (3,))])
    assert marks_in(html) == [("da", "16"), ("fn", "[5]"), ("ev", "left")]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "</p></div>",
        "<!--",
        "]]>",
        "&lt;",
        "\"'",
        "<mark class=pl>",
        "</style><img src=x onerror=y>",
    ],
)
def test_text_is_never_read_as_html(hostile):
    raw = f"before {hostile} after"
    page = Page(marked(raw, [Mark(0, 6, "pl", (1,)), Mark(7, 7 + len(hostile), "og", (2,))]))
    assert {one["tag"] for one in page.elements} == {"p", "mark"}
    assert page.one("p")["text"] == raw
    assert not page.errors


def test_what_turns_the_direction_is_shown_and_kept_in():
    page = Page(marked("left \u202eright", []))
    assert page.one("bdi")["attrs"] == {"class": "ctl", "data-c": "U+202E"}
    assert page.one("p")["text"] == "left \u202eright"


WRAPPED = """The road that leads over the pass was opened again after the two sides had met and
agreed on who pays for it, which took them all of the spring, the summer and most of a
long and rainy autumn."""


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("- first\n- second\n- third", True),
        (
            "3 May 2021: The road that leads over the pass was opened again by the two sides.\n4 May 2021: Nobody came to use it at all.",
            True,
        ),
        (WRAPPED, False),
    ],
)
def test_line_ends_stay_where_they_mean_something(raw, kept):
    assert (Page(marked(raw, [])).one("p")["attrs"].get("class") == "v") is kept


@given(st.data())
def test_property_the_text_and_every_mark_come_through(data):
    raw = data.draw(st.text(st.sampled_from("ab <>&\"'\n\r\u202e é"), min_size=1, max_size=60))
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(raw)), st.integers(0, len(raw))), max_size=12))
    marks = [Mark(min(one), max(one), "pl", (number,)) for number, one in enumerate(spans) if one[0] != one[1]]
    page = Page(marked(raw, marks))
    assert not page.errors
    text = "\n".join(one["text"] for one in page.all("p"))
    assert text.split() == raw.split()
    for mark in marks:
        pieces = [one["text"] for one in page.all("mark") if one["attrs"]["data-k"] == str(mark.keys[0])]
        assert "".join("".join(pieces).split()) == "".join(raw[mark.start : mark.end].split())


def test_the_hidden_are_those_that_steer():
    assert not HIDDEN.search("plain text, é, Շուշի, شوشا\n\t")
    assert all(HIDDEN.search(char) for char in "\u202a\u2066\u200f\x1b")


def test_many_marks_over_one_another_take_no_longer_than_they_are_many():
    raw = "word " * 2000
    marks = [Mark(5 * at, 5 * at + 4, "pl", (at,)) for at in range(2000)] + [Mark(0, len(raw), "nt", (9999,))]
    assert str(marked(raw, marks)).count("<mark") == 2001
