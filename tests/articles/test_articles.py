"""Articles in sentences: each case holds its own answer, see `tests/marked.py`.

`blind.jsonl` and `blind2.jsonl` (lines in the styles of citation) were written by readers of the guidelines who never saw what the library
finds; what it still misses is counted there.
"""

import json
from pathlib import Path

import pytest

import counted
from marked import case_of, cases, read

BLIND = [case_of(json.loads(line)) for line in Path(__file__).with_name("blind.jsonl").read_text("utf-8").splitlines()]
STILL_OPEN = (
    2  # lines: a hyphen at the end of a line, which cleaning mends before a finder sees it; "Arts" taught at a school
)


@pytest.mark.parametrize("case", cases(Path(__file__).parent), ids=lambda case: case.text[:60])
def test_case(case):
    assert read("article", case) == case.written


def test_sentences_written_blind_keep_their_quality():
    # Footnote markers stay in these lines as plain text, as the one who wrote them saw it.
    missed = [case.text for case in BLIND if read("article", case) != case.written]
    assert len(missed) <= STILL_OPEN, missed


# Answers still wrong in lines of each style of citation, written blind: these may only fall.
WRONG = {
    "open": {"strict": 0, "lenient": 0, "treaty": 0, "sub": 0, "trap": 0, "line": 0},
    "held": {"strict": 2, "lenient": 2, "treaty": 1, "sub": 0, "trap": 0, "line": 3},
}


@pytest.mark.parametrize("half", WRONG)
def test_styles_of_citation_written_blind(half):
    counts = counted.articles(counted.rows(Path(__file__).with_name("blind2.jsonl"), half))
    assert all(counted.wrong(counts, what) <= most for what, most in WRONG[half].items()), counts
