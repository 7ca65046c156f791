"""Ids keep their grammar: ours agrees with an outside parser, and what does not fit is refused with a reason."""

from datetime import date

import edtf
import pytest
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import ids
from extractor.errors import ExtractorError

DATES = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
LEVEL_0_1 = st.one_of(
    DATES.map(date.isoformat),
    DATES.map(lambda day: day.isoformat()[:7]),
    DATES.map(lambda day: day.isoformat()[:4]),
    DATES.map(lambda day: f"{day.year // 10}X"),
    DATES.map(lambda day: f"{day.year // 100}XX"),
    DATES.map(lambda day: f"{day.isoformat()[:7]}~"),
    DATES.map(lambda day: f"{day.isoformat()}?"),
    st.tuples(DATES, DATES).map(lambda pair: "/".join(sorted(day.isoformat() for day in pair))),
)


@given(LEVEL_0_1)
def test_the_days_of_a_date_are_those_that_the_edtf_library_gives(text):
    outside = edtf.parse_edtf(text)
    ours = ids.parse_edtf(text)
    assert ours.first_day == date(*outside.lower_strict()[:3])
    assert ours.last_day == date(*outside.upper_strict()[:3])


@given(st.text(alphabet="0123456789XYPTZ-/.~?%:+", max_size=14))
def test_whatever_is_accepted_is_a_date_for_the_edtf_library_too(text):
    try:
        ids.parse_edtf(text)
    except ExtractorError:
        return
    if "XX-XX" in text or "T" in text or "Y" in text or "X" in text:
        return  # unknown digits before known ones are level 2 there; times and long years are written otherwise
    try:
        edtf.parse_edtf(text)
    except EDTFParseException as error:
        pytest.fail(f"{text!r} was accepted: {error}")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1988-21", "1988-03-01", "1988-05-31", "season"),
        ("1988-24", "1988-12-01", "1989-02-28", "season"),
        ("2020-09-27/2020-11-10", "2020-09-27", "2020-11-10", "interval"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("../2021", None, "2021-12-31", "interval"),
        ("2021-05-04/..", "2021-05-04", None, "interval"),
        ("XXXX-02-28", None, None, "day"),
        ("XXXX-11", None, None, "month"),
        ("-0479", None, None, "year"),
    ],
)
def test_views(text, first, last, precision):
    view = ids.parse_edtf(text)
    assert (view.first_day and view.first_day.isoformat(), view.last_day and view.last_day.isoformat()) == (first, last)
    assert view.precision == precision


@pytest.mark.parametrize(
    "text",
    ["", "/", "../..", "2020-13", "2020-02-30", "20201109", "2021/2020", "X020", "2020-1", "a", "2020-11-09/2020/2021"],
)
def test_what_is_no_date_is_refused_with_a_reason(text):
    with pytest.raises(ExtractorError, match=r"\[E301\].*is not an EDTF date"):
        ids.parse_edtf(text)


@pytest.mark.parametrize("text", ["P", "PT", "44D", "P1", "P1D1Y", "P-1D"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ExtractorError, match="E301"):
        ids.parse_duration(text)


@pytest.mark.parametrize("text", ["2/4", "treaty", "/3", "Treaty/3", "treaty/", "treaty/3++4", "treaty/3//4", "a b/3"])
def test_what_is_no_article_is_refused(text):
    with pytest.raises(ExtractorError, match="E301"):
        ids.parse_article(text)


@given(scope=st.integers(1, 999), label=st.integers(1, 9999))
def test_a_footnote_id_says_its_scope_and_label(scope, label):
    written = str(ids.FootnoteId(str(label), scope))
    assert ids.parse_footnote(written) == ids.FootnoteId(str(label), scope)


@pytest.mark.parametrize("label", ["1f", "12a", "smith.2020", "a" * 90, "1-2", "1*", "2.3", "2.", "1234567", "é"])
@pytest.mark.parametrize("scope", [1, 2])
def test_footnotes_may_be_called_anything_that_markdown_takes(label, scope):
    assert ids.parse_footnote(str(ids.FootnoteId(label, scope))) == ids.FootnoteId(label, scope)


def test_a_note_called_by_figures_and_letters_makes_no_document_fail(blank):
    document = extractor.extract_text("They met.[^1f] And left.[^2.3]\n\n[^1f]: A note.\n[^2.3]: Another.", nlp=blank)
    assert [note.id for note in document.of("footnote")] == ["fn1f", "fn1.2.3", "fn1f", "fn1.2.3"]
