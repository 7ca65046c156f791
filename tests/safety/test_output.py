"""What a text says is never computed by a spreadsheet, shown as HTML or followed out of its folder."""

import csv
import io
import os

import pytest

import extractor
from extractor.cli.common import csv_of
from extractor.errors import ExtractorError
from extractor.formats.flat import flat
from extractor.formats.table import events_csv
from extractor.records import Document
from extractor.sources import expand, read
from extractor.sources.sidecar import LIMIT

FORMULAS = ['=HYPERLINK("http://x","a")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"]
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
STORY = "Armenian forces left Shusha on 9 November 2020."


@pytest.fixture(scope="module")
def told(nlp):
    document = extractor.extract_text(STORY, id="a", nlp=nlp)
    assert document.events
    return document


def saying(document, words):
    """The document with these words wherever its text gives words."""
    event = document.events[0]
    parts = {
        name: tuple(one.model_copy(update={"id": "", "text": words}) for one in getattr(event, name))
        for name in ("actors", "places")
    }
    quoted = {
        "sentence": event.sentence.model_copy(update={"text": words}),
        "trigger": event.trigger.model_copy(update={"text": words}),
    }
    source = document.source.model_copy(update={"url": words})
    return document.model_copy(
        update={"title": words, "source": source, "events": (event.model_copy(update={**parts, **quoted}),)}
    )


@pytest.mark.parametrize("formula", FORMULAS, ids=ascii)
def test_no_cell_begins_as_a_formula(told, formula):
    tables = (
        flat([saying(told, formula)]),
        events_csv([saying(told, formula)]),
        csv_of(saying(told, formula).to_frame("events")[["trigger", "actors", "places"]]),
    )
    rows = [row for table in tables for row in csv.reader(io.StringIO(table))]
    cells = [cell for row in rows for cell in row]
    assert any(formula.split()[-1] in cell for cell in cells)
    assert [
        cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    ] == []


def test_notebooks_show_titles_and_texts_as_text(told):
    made = saying(told, SCRIPT)
    shown = [made, made.to_frame(), made.to_frame("events"), *vars(extractor.to_frames([made])).values()]
    pages = [show() for one in shown if (show := getattr(one, "_repr_html_", None))]
    assert len(pages) >= 6
    assert any("&lt;script" in page for page in pages)
    assert not any("<script" in page or "<img" in page for page in pages)


def test_a_record_keeps_hostile_text_as_it_is(told):
    made = saying(told, SCRIPT)
    assert Document.model_validate_json(made.model_dump_json()) == made


def test_links_out_of_a_folder_and_pipes_are_left_out(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "in-and-out"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text(STORY)
    (inside / "out.txt").symlink_to(outside / "a.txt")
    (inside / "above.txt").symlink_to("../in-and-out/a.txt")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    (inside / "round").symlink_to(inside, target_is_directory=True)
    (inside / "chain.txt").symlink_to(inside / "out.txt")
    (inside / "one.txt").symlink_to(inside / "two.txt")
    (inside / "two.txt").symlink_to(inside / "one.txt")
    os.mkfifo(inside / "pipe.txt")
    assert list(expand([inside])) == [inside / "a.txt"]


def test_metadata_that_never_ends_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.toml").write_text("#" * (LIMIT + 1))
    with pytest.raises(ExtractorError, match="E101"):
        list(read(tmp_path / "a.txt"))
