"""The id of a document is never a way to another folder, and what names a file is a name that every system takes."""

import contextlib
import json
import re

import pytest

import extractor
from extractor import ids
from extractor.errors import ExtractorError
from extractor.pytest_plugin import ExtractionRegression
from extractor.sources import from_text, read

NAMES = [
    "../../x", "/etc/passwd", "..\\..\\x", "C:\\x", "a/b", "a\x00b", "~root", "$(id)", "a\nb", "con", "NUL", "lpt1", "x" * 5_000,
    "ş" * 5_000, "-rf", ". .", "\u202etxt.exe", "a%2f..%2fb", "file:///x",
]  # fmt: skip
SAFE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_letters_digits_and_hyphens(tmp_path, name):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Talks.", "id": name}))
    found = [item.id for item in read(path) if not isinstance(item, ExtractorError)]
    with contextlib.suppress(ExtractorError):  # E301: no letter or digit in it
        found.append(from_text("Talks.", id=name).id)
    assert all(SAFE.fullmatch(one) for one in found)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_short_and_stay_in_their_folder(tmp_path, name):
    made = ids.file_name(name)
    assert SAFE.fullmatch(made)
    assert len(made.encode()) <= 240
    assert made not in ids.DEVICES
    (tmp_path / f"{made}.tsv").write_text("a")
    assert [path.parent for path in tmp_path.iterdir()] == [tmp_path]


def test_names_of_files_are_as_many_as_ids():
    assert len({ids.file_name(name) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", ["x" * 5_000, "con", "../../x"])
def test_the_fixture_names_files_so(tmp_path, blank, name):
    class Files:
        def check(self, _text, *, basename, **_settings):
            named.append(basename)

    named = []
    document = extractor.extract_text("Talks in Shusha.", id="a", nlp=blank).model_copy(update={"id": name})
    ExtractionRegression(Files(), tmp_path).check(document)
    assert named == [ids.file_name(name)]
