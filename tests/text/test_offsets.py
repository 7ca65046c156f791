"""Where single characters of the clean text come from, told in offsets that a reader can count."""

import pytest

from extractor.text import clean


def sources(raw):
    cleaned = clean(raw)
    return [cleaned.map.to_raw(at, at + 1) for at in range(len(cleaned.text))]


def source(raw, words):
    """The raw text behind words of the clean text."""
    cleaned = clean(raw)
    start = cleaned.text.index(words)
    left, right = cleaned.map.to_raw(start, start + len(words))
    assert cleaned.map.to_clean(left, right) == (start, start + len(words))
    return raw[left:right]


def test_both_letters_of_a_ligature_come_from_all_of_it():
    assert sources("aﬁb") == [(0, 1), (1, 2), (1, 2), (2, 3)]


def test_a_composed_letter_comes_from_all_its_parts():
    assert sources("as\u0327b") == [(0, 1), (1, 3), (3, 4)]


def test_a_mark_at_a_line_start_leaves_the_line_end_alone():
    assert sources("A.\n\n\u0323\u0301\u0307b")[:4] == [(0, 1), (1, 2), (2, 4), (2, 4)]


def test_dropped_characters_belong_to_nobody():
    raw = "sta\u200bte\u0000ment"
    assert source(raw, "state") == "sta\u200bte"
    assert source(raw, "ment") == "ment"
    assert clean(raw).map.to_clean(3, 4) == (3, 3)


@pytest.mark.parametrize(
    ("words", "raw_words"),
    [
        ("Nagorno-Karabakh", "Nagorno-\n Karabakh"),
        ("accomplished", "accom-\nplished"),
        ("held until", "held[1] until"),
        ("held", "held"),
        ("until the", "until  the"),
        ("😀👩\u200d🚀", "😀👩\u200d🚀"),
        ("سلام", "سلام"),
    ],
)
def test_a_span_holds_what_was_lifted_inside_it_and_nothing_beside_it(words, raw_words):
    raw = "In Nagorno-\n Karabakh it was accom-\nplished and held[1] until  the 😀👩\u200d🚀 and سلام came."
    assert source(raw, words) == raw_words


def test_a_space_does_not_hold_the_footer_behind_it():
    raw = "It was held in the\n\n12\n\fcapital of the state."
    assert source(raw, "held in the") == "held in the"
    assert source(raw, "capital") == "capital"
    footer = raw.index("12")
    assert clean(raw).map.to_clean(footer, footer + 2) == (19, 19)


def test_empty_spans_are_points():
    offsets = clean("a  b").map
    assert offsets.to_raw(0, 0) == (0, 0)
    assert offsets.to_raw(2, 2) == (3, 3)
    assert clean("").map.to_raw(0, 0) == (0, 0)
    assert clean("").map.to_clean(0, 0) == (0, 0)


def test_a_span_beyond_the_text_is_an_error():
    with pytest.raises(IndexError, match="3 characters"):
        clean("abc").map.to_raw(1, 4)


def test_offsets_count_from_the_start_of_the_file_not_of_the_body():
    raw = "title: x\n---\nBody[1] text."
    cleaned = clean(raw, start=13)
    assert cleaned.map.to_raw(0, 4) == (13, 17)
    assert (cleaned.markers[0].start, cleaned.markers[0].at) == (17, 4)
