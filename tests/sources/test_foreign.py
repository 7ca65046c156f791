"""What lies in a folder of texts and is none of the user's is passed over, and one line says so."""

import json
import logging

import pytest

import extractor
from extractor import batch, formats, score
from extractor.sources import expand

TEXT = "On 20 November 2020 Armenian forces left Aghdam."


@pytest.fixture
def folder(tmp_path, blank):
    """A folder in which somebody worked: a text, and all that a session leaves beside it."""
    place = tmp_path / "work"
    for name in (
        "note.txt",
        "env/lib/python3.12/site-packages/a/LICENSE.txt",
        "site-packages/b.md",
        "node_modules/c/README.md",
    ):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(TEXT)
    (place / "env" / "pyvenv.cfg").touch()
    document = extractor.extract(place / "note.txt", nlp=blank)
    (place / "note.jsonl").write_text(f"{document.model_dump_json()}\n")
    extractor.report(document, place / "note.html")
    header = {
        "document": "note",
        "sha256": document.source.sha256,
        "annotator": "a",
        "guidelines": "1",
        "date": "2026-01-01",
    }
    (place / "mygold").mkdir()
    (place / "mygold" / "note.jsonl").write_text(json.dumps(header) + "\n")
    assert [one.document for one in score.read(place / "mygold")] == ["note"]
    batch.run(place / "note.txt", place / "out", nlp=blank)
    return place


def names(folder, paths):
    return [path.relative_to(folder).as_posix() for path in paths]


def test_only_the_users_texts_are_read_and_one_line_says_so(folder, caplog):
    with caplog.at_level(logging.WARNING):
        assert names(folder, expand([folder])) == ["note.txt"]
    (said,) = caplog.messages
    assert said.startswith(f"[W407] {folder.as_posix()}: ")
    assert (
        "env (a Python environment), mygold/note.jsonl (annotations), node_modules (installed packages of Node)" in said
    )
    assert "and 3 more" in said


def test_a_folder_of_texts_alone_says_nothing(tmp_path, caplog):
    rows = [
        {"text": TEXT, "id": "a", "made_by": "somebody"},
        {"id": "b", "title": None, "source": {"uri": "x"}, "text": "Text."},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    (tmp_path / "page.html").write_text(f"<title>A page of extractor report</title><p>{TEXT}")
    (tmp_path / "manifest.jsonl").write_text(json.dumps({"text": TEXT}))
    assert names(tmp_path, expand([tmp_path])) == ["manifest.jsonl", "page.html", "rows.jsonl"]
    assert caplog.messages == []


def test_what_is_named_itself_is_read(folder):
    named = [folder / "note.jsonl", folder / "site-packages", folder / "note.html"]
    assert names(folder, expand(named)) == ["note.jsonl", "site-packages/b.md", "note.html"]


def test_records_of_every_way_of_writing_are_known(folder, blank):
    odd = extractor.extract_text(TEXT, title='Quotes " and \\ and "source":{"uri":', id="odd", nlp=blank)
    (folder / "odd.jsonl").write_text(f"{odd.model_dump_json()}\n")
    (folder / "tool.jsonl").write_text(
        formats.dump(extractor.extract(folder / "note.txt", nlp=blank), TEXT, to="prodigy")
    )
    assert names(folder, expand([folder])) == ["note.txt", "tool.jsonl"]


def test_a_run_and_a_stream_read_the_same_texts(folder, blank, tmp_path):
    result = batch.run(folder, tmp_path / "other", nlp=blank)
    assert (result.rows["documents"], result.rows["failures"]) == (1, 0)
    assert [document.id for document in extractor.extract_all(folder, nlp=blank)] == ["note"]
