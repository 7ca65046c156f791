"""What is dropped from Markdown, as pairs of text; and that it is found in time and addressed rightly."""

import json
from math import isqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sources import read
from extractor.sources.markdown import markup
from extractor.sources.plain import read_as
from work import growth

CASES = [json.loads(line) for line in Path(__file__).with_name("markdown.jsonl").read_text("utf-8").splitlines()]
SIGNS = st.text(alphabet=st.sampled_from(list("ab1 \n\r>#*_`~[]()!<->\\^:/.\"'")), max_size=80)


@pytest.mark.parametrize("case", CASES, ids=[case["markdown"][:30] for case in CASES])
def test_text_left(case):
    assert read_as(case["markdown"], 0, markup(case["markdown"])) == case["text"]


@given(raw=SIGNS, start=st.integers(0, 20))
def test_ranges_are_sorted_apart_and_inside(raw, start):
    start = min(start, len(raw))
    ranges = markup(raw, start)
    edges = [edge for edit in ranges for edge in edit[:2]]
    assert edges == sorted(set(edges))
    assert all(start <= edge <= len(raw) for edge in edges)


@given(raw=SIGNS)
def test_letters_are_dropped_only_as_targets_fences_and_comments(raw):
    if any(sign in raw for sign in ("](", "```", "~~~", "<!--")):
        return
    kept = read_as(raw, 0, markup(raw))
    assert [char for char in kept if char.isalnum()] == [char for char in raw if char.isalnum()]
    assert kept.count("\n") == raw.count("\n")


@pytest.mark.parametrize(
    "unit",
    ["*a ", "a* ", "*a _b ", "[", "![](", "](", "](<", '](a "', "[a](b(", "`a``b", "<!--", "[^", "\\", "http://", "> "],
)
def test_work_is_linear(unit):
    markup(unit * (400_000 // len(unit)))
    assert growth(markup, lambda size: unit * (size // len(unit)), 10_000) < 2.2


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "```a\n" * (size // 5),
        lambda size: "\n".join("`" * n for n in range(isqrt(2 * size), 2, -1)),
        lambda size: "# a" + " " * size + "b" + "\nx" * (size // 2),
    ],
)
def test_work_is_linear_over_lines(make):
    markup(make(400_000))
    assert growth(markup, make, 10_000) < 2.2


def test_a_file(tmp_path):
    path = tmp_path / "note.md"
    path.write_bytes(b"---\ntitle: A *Year*\n---\n# The year\n")
    (source,) = read(path)
    assert (source.title, source.media_type, source.id) == ("A *Year*", "text/markdown", "note")
    assert source.edits == ((24, 26, ""),)
    assert source.raw[source.start : 26] == "# "


def test_a_file_of_markup_alone_has_no_text(tmp_path):
    path = tmp_path / "note.markdown"
    path.write_text("<!-- to be written -->\n#\n")
    with pytest.raises(Exception, match=r"E104.*note\.markdown: holds no text"):
        read(path)
