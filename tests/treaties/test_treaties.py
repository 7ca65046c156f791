"""Treaties in sentences: each case holds its own answer, see `tests/marked.py`."""

from pathlib import Path

import pytest

from marked import cases, read


@pytest.mark.parametrize("case", cases(Path(__file__).parent), ids=lambda case: case.text[:60])
def test_case(case):
    assert read("treaty", case) == case.written
