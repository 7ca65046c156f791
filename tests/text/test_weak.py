"""Markers that look like anything else count only where notes of the same kind call for them."""

import pytest

from extractor.text import clean

BODY = {
    "(1)": "The line was held(1) for a year. Nobody crossed(2) it, and the post stayed(3).",
    "[a]": "The line was held[a] for a year. Nobody crossed[b] it, and the post stayed[c].",
    "[i]": "The line was held[i] for a year. Nobody crossed[ii] it, and the post stayed[iii].",
    "*": "The line was held* for a year. Nobody crossed† it, and the post stayed‡.",
    "1": "The line was held1 for a year. It was drawn in February 20212 and the post stayed.3",
}
NOTES = {
    "(1)": ["(1)", "(2)", "(3)"],
    "[a]": ["[a]", "[b]", "[c]"],
    "[i]": ["[i]", "[ii]", "[iii]"],
    "*": ["*", "†", "‡"],
    "1": ["1", "2", "3"],
}
WORKS = ["Ada Holm, The Long Line (Oslo, 2019), p. 3.", "Ibid., p. 9.", "“No road”, Line Herald, 3 May 2021."]


def text(style, heading="Notes"):
    listed = "\n".join(f"{label} {work}" for label, work in zip(NOTES[style], WORKS, strict=True))
    return f"{BODY[style]}\n\n{heading}\n\n{listed}\n"


@pytest.mark.parametrize("style", BODY)
def test_a_marker_is_lifted_where_a_note_answers(style):
    cleaned = clean(text(style))
    plain = clean(BODY["(1)"].replace("(1)", "").replace("(2)", "").replace("(3)", "")).text
    if style != "1":
        assert cleaned.text == plain
    else:
        assert cleaned.text.endswith("It was drawn in February 2021 and the post stayed.")
    assert [marker.label for marker in cleaned.markers] == [note.label for note in cleaned.notes]
    assert [note.text for note in cleaned.notes] == WORKS


@pytest.mark.parametrize("style", BODY)
def test_without_notes_nothing_is_lifted(style):
    cleaned = clean(BODY[style])
    assert (cleaned.text, cleaned.markers, cleaned.notes) == (BODY[style], (), ())


@pytest.mark.parametrize(
    "raw",
    [
        "Under Article 4(2) and Article 5(1) the term ends.\n\nDemands:\n\n(1) Withdraw.\n(2) Disarm.\n(3) Return.",
        "The G7 met, and the F16 flew over area51.\n\n1. Bread\n2. Peace\n3. Land",
        "A *first* and a *second* word.\n\n* peace\n* bread\n* land",
        "See list [a] and item [b].\n\na. Bread is dear.\nb. Peace is dearer.",
        "It cost 3.5 and 1,000 in 2021, at 20215 Main Street.\n\n1 Peace\n2 Bread",
    ],
)
def test_lists_and_figures_are_no_notes(raw):
    cleaned = clean(raw)
    assert (cleaned.markers, cleaned.notes) == ((), ())
