"""The same paper set in several ways gives the same clean text, markers and notes."""

import re
import textwrap
from pathlib import Path

import pytest

from extractor.text import clean

SAMPLE = Path(__file__).parents[2] / "corpus" / "one-year-after-9-november.txt"

PAPER = """\
The road between the two valleys was closed for thirty years[1]. Nobody in the villages below the pass remembers \
exactly who closed it first, and both governments have published papers that blame the other side[2].

In the spring a commission met in the old customs house. Its members agreed that a road which serves nobody is worth \
nothing, but they could not agree on who should guard the tunnel (article 4[3]) or who should pay for the light in it.

The first lorries passed in autumn, with flags on both doors and a camera team in the cabin.[4] They carried apples. \
Two weeks later the gate was shut again because a list of drivers had been sent to the wrong office[5].

What the commission will do next is not known. Its chairman told reporters that patience was a virtue of mountain \
people[6], and that the next meeting would take place when the snow had gone and the letters had been answered."""

NOTES = [
    "Jane Roe, “A Short History of the Pass”, Valley Papers 12 (2018), pp. 4-9.",
    "Ministry of Roads, White Paper, 2017, https://www.example.org/documents/white-paper-on-roads/chapter-3.html.",
    "Protocol of the commission, 3 May 2019, see the annex on the lighting of the tunnel and its costs.",
    "Ibid., p. 14.",
    "John Doe, “Apples and Lists”, Mountain Herald, 9 October 2019, https://www.example.org/2019/10/09/apples.",
    "See the interview in “Evening Hour”, 11 November 2019.",
]
CLEAN = re.sub(r"\[\d\]", "", PAPER)


def wrapped(text, width):
    return "\n\n".join(
        textwrap.fill(paragraph, width, break_on_hyphens=False, break_long_words=False)
        for paragraph in text.split("\n\n")
    )


def note(number, label, width):
    return textwrap.fill(label.format(number) + NOTES[number - 1], width, break_long_words=False)


def check(cleaned):
    assert cleaned.text == CLEAN
    assert [one.label for one in cleaned.markers] == ["1", "2", "3", "4", "5", "6"]
    hung = [cleaned.text[: one.at].split()[-1] for one in cleaned.markers]
    assert hung == ["years", "side", "4", "cabin.", "office", "people"]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 130])
def test_width_does_not_matter(width):
    check(clean(wrapped(PAPER, width)))


@pytest.mark.parametrize("width", [60, 72, 80])
def test_indents_part_paragraphs_as_well_as_empty_lines(width):
    check(clean("\n".join("    " + paragraph for paragraph in wrapped(PAPER, width).split("\n\n"))))


@pytest.mark.parametrize("label", ["[{}] ", "{}. ", "{} ", "[{}]"])
@pytest.mark.parametrize("heading", ["Notes", "ENDNOTES:", "## References", "Kaynakça", "Примечания"])
def test_endnotes(heading, label):
    notes = "\n".join(note(number, label, 72) for number in range(1, 7))
    cleaned = clean(f"{wrapped(PAPER, 72)}\n\n{heading}\n\n{notes}\n")
    check(cleaned)
    assert [one.text for one in cleaned.notes] == NOTES


@pytest.mark.parametrize("label", ["[{}] ", "{}. ", "{} "])
@pytest.mark.parametrize("page_break", ["\n\f", "\n"])
def test_pages_with_header_number_and_notes_at_the_foot(label, page_break):
    lines = wrapped(PAPER, 64).split("\n")
    pages = []
    for number, first in enumerate(range(0, len(lines), 6), start=11):
        page = lines[first : first + 6]
        called = [int(digit) for digit in re.findall(r"\[(\d)\]", "\n".join(page))]
        notes = [note(one, label, 64) for one in called]
        pages.append("\n".join(["Valley Papers 12 (2019)", "", *page, "", *notes, "", str(number)]))
    cleaned = clean(page_break.join(pages))
    check(cleaned)
    assert [one.text for one in cleaned.notes] == NOTES


def test_sample_markers():
    raw = SAMPLE.read_text("utf-8")
    cleaned = clean(raw)
    assert [one.label for one in cleaned.markers] == [str(number) for number in range(1, 18)]
    assert [raw[one.start : one.end] for one in cleaned.markers] == [f"[{number}]" for number in range(1, 18)]
    assert {one.scope for one in cleaned.markers} == {1}
    assert cleaned.notes == ()


def test_sample_text():
    cleaned = clean(SAMPLE.read_text("utf-8"))
    assert cleaned.text.count("\n\n") == 13
    assert "\n" not in cleaned.text.replace("\n\n", "")
    assert "one-year process.\n\nWhere are we on the 9 November Statement?\n\nIt can be said" in cleaned.text
    for words in [
        "not the Armenians from Nagorno-Karabakh, as claimed",
        "(article 2), the Kalbajar region on 15 November (article 6) and",
        "(Martuni) - Sukovuşan (Magadiz) lines.",
        "It is known that, in addition",
        "attempts to re-include the OSCE",
    ]:
        assert words in cleaned.text
