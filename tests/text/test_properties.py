"""What holds for every text: no character is lost track of, and the same text in another coding reads the same."""

import re
import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractor.text import Edit, clean
from extractor.text.characters import INVISIBLE, LIGATURES
from extractor.text.markers import PLAIN_DIGITS

examples = settings(max_examples=300, deadline=None)

# Pieces of real layout in any order.
PIECES = [
    *[
        "The talks",
        " failed",
        " in Nagorno-",
        "Karabakh",
        "post-",
        "poned",
        " pre- and post-war",
        "accom- plished",
        " the",
    ],
    *[
        " e\u0301tude",
        " Şuşa",
        " Ağdam",
        " S\u0327us\u0327a",
        " Арцах",
        " и\u0306",
        " ﬁrst",
        " eﬀort",
        " co-",
        "operation",
    ],
    *[
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\f",
        "\n\f",
        "\n 12\n\f",
        "\x0b",
        "\u2028",
        " ",
        "  ",
        "\t",
        "\xa0",
        "\n   ",
    ],
    *[
        "[1]",
        "[2]",
        "[3]",
        " [4]",
        "[2, 3]",
        "[5-7]",
        "¹",
        "²",
        " ³",
        "[^a]",
        "<sup>2</sup>",
        "([8])",
        "[sic]",
        "[2020]",
    ],
    *[
        "\n[1] Source.",
        "\n1. One",
        "\n2 See two",
        "\n[^a]: Three",
        "\nNotes\n",
        "\n____\n",
        "\n- item",
        "\nPage 2 of 9\n",
    ],
    *[
        ". ",
        ".",
        ", ",
        ":",
        ";",
        "-",
        "–",
        " – ",
        "—",
        "(",
        ")",
        '"',
        "’",
        "\xad",
        "\xad\n",
        "\ufffe\n",
        "\u200b",
        "\ufeff",
    ],
    *[
        "\x00",
        "\u202e",
        "\ud800",
        "😀",
        "👩\u200d🚀",
        "سلام",
        "שלום",
        "\u0301",
        "\u0323\u0307",
        "1988: ",
        "9 May 2020 – ",
    ],
    *[
        "https://example.org/a-",
        "b/c.html",
        "www.example.org/",
        "\n15\n",
        "\nBrief 7\n",
        "가",
        "\u1100\u1161\u11a8",
        "中文。",
    ],
]

layouts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
# Surrogates belong to the noise: a file read with `surrogateescape` holds them.
noise = st.text(st.characters(exclude_categories=()), max_size=60)
texts = layouts | noise


def folded(raw):
    """What the characters of a raw slice may become, one by one."""
    seen = re.sub(f"[{INVISIBLE}]", "", raw)
    return unicodedata.normalize("NFC", "".join(LIGATURES.get(char, char) for char in seen))


@examples
@given(texts, st.data())
def test_clean_spans_lead_to_raw_and_back(raw, data):
    cleaned = clean(raw)
    assume(cleaned.text)
    start = data.draw(st.integers(0, len(cleaned.text) - 1))
    end = data.draw(st.integers(start + 1, len(cleaned.text)))
    left, right = cleaned.map.to_raw(start, end)
    assert 0 <= left < right <= len(raw)
    back = cleaned.map.to_clean(left, right)
    assert back[0] <= start
    assert end <= back[1]
    segments = cleaned.map.segments
    if aligned(segments, start) and aligned(segments, end):
        assert back == (start, end)


def aligned(segments, point):
    """Whether a point of the clean text cuts no segment that maps as a whole."""
    return not any(one.clean_start < point < one.clean_end and not one.copied for one in segments)


@examples
@given(texts)
def test_segments_tile_the_clean_text_and_run_forward_through_the_raw(raw):
    cleaned = clean(raw)
    at, done = 0, 0
    for one in cleaned.map.segments:
        assert one.clean_start == at < one.clean_end
        assert done <= one.raw_start < one.raw_end <= len(raw)
        if one.copied:
            assert one.clean_end - one.clean_start == one.raw_end - one.raw_start
        at, done = one.clean_end, one.raw_end
    assert at == len(cleaned.text)


@examples
@given(texts)
def test_every_character_comes_from_its_source(raw):
    cleaned = clean(raw)
    for at, char in enumerate(cleaned.text):
        left, right = cleaned.map.to_raw(at, at + 1)
        source = raw[left:right]
        if char in " \n":
            # A space stands for space, a line end, a dropped line break mark, or a marker that parted two words.
            assert source.isspace() or re.search(r"[\s\[⁰¹²³⁴-⁹<]", source)
        elif char == "\ufffd":
            assert source == char or 0xD800 <= ord(source) <= 0xDFFF
        else:
            assert char in folded(source)


@examples
@given(texts)
def test_the_clean_text_is_tidy(raw):
    cleaned = clean(raw)
    assert cleaned.text == cleaned.text.strip(" \n")
    assert not re.search(r"  | \n|\n |\n\n\n|[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u2028\ud800-\udfff\ufeff]", cleaned.text)
    cleaned.text.encode()


@examples
@given(texts)
def test_what_was_taken_out_has_its_address(raw):
    cleaned = clean(raw)
    for marker in cleaned.markers:
        assert raw[marker.start : marker.end] == marker.text
        assert marker.label
        assert 0 <= marker.at <= len(cleaned.text)
        assert marker.at == 0 or marker.at == len(cleaned.text) or marker.scope >= 1
    for note in cleaned.notes:
        assert 0 <= note.start < note.end <= len(raw)
        assert note.label in raw[note.start : note.end].translate(PLAIN_DIGITS)
    assert [marker.start for marker in cleaned.markers] == sorted(marker.start for marker in cleaned.markers)


@examples
@given(texts, st.integers(-5, 80), st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=4))
def test_body_and_drops_are_never_read(raw, start, drops):
    cleaned = clean(raw, start=start, edits=[Edit(*drop, "") for drop in drops])
    gone = {at for left, right in [(0, start), *drops] for at in range(max(left, 0), right)}
    for one in cleaned.map.segments:
        if one.copied:
            assert gone.isdisjoint(range(one.raw_start, one.raw_end))


@examples
@given(texts)
def test_line_ends_of_windows_read_the_same(raw):
    assume("\r" not in raw)
    assert clean(raw.replace("\n", "\r\n")).text == clean(raw).text


@examples
@given(texts)
def test_decomposed_letters_read_the_same(raw):
    assert clean(unicodedata.normalize("NFD", raw)).text == clean(unicodedata.normalize("NFC", raw)).text


@examples
@given(texts)
def test_a_byte_order_mark_moves_offsets_by_one(raw):
    assume(not raw.startswith("\ufeff"))
    plain, marked = clean(raw), clean("\ufeff" + raw)
    assert marked.text == plain.text
    assert [one.start - 1 for one in marked.markers] == [one.start for one in plain.markers]


@examples
@given(layouts)
def test_a_paragraph_in_front_shifts_everything_by_its_length(raw):
    """The rules look at the whole document, so the guarantee has terms.

    For a text without page breaks: a paragraph that is one line, shares no words with the text, ends a sentence and
    holds no marker moves every offset by its length and changes nothing behind it.
    """
    front = "Zxq wvk qzzx.\n\n"
    plain = clean(raw)
    assume("\f" not in raw and plain.text and "Page" not in raw)
    shifted = clean(front + raw)
    assert shifted.text == front + plain.text
    assert [(one.label, one.scope, one.start - len(front)) for one in shifted.markers] == [
        (one.label, one.scope, one.start) for one in plain.markers
    ]
    for at in range(len(plain.text)):
        left, right = plain.map.to_raw(at, at + 1)
        assert shifted.map.to_raw(at + len(front), at + 1 + len(front)) == (left + len(front), right + len(front))


@examples
@given(texts, texts)
def test_cleaning_is_a_function_of_the_text_alone(raw, other):
    first = clean(raw)
    clean(other)
    assert clean(raw) == first
