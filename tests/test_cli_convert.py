"""The commands for other programs: formats of `convert`, the version, and completion in shells."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from formats.made import TEXT, small


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "small.jsonl"
    path.write_text(small().model_dump_json() + "\n", encoding="utf-8")
    (tmp_path / "small.txt").write_text(TEXT, encoding="utf-8", newline="")
    return path


def call(*args):
    return CliRunner().invoke(app, [str(one) for one in args])


def test_what_is_left_out_is_told_beside_the_output(record):
    done = call("convert", record, "--to", "geojson")
    assert json.loads(done.stdout)["type"] == "FeatureCollection"
    assert done.stderr == "1 of 2 events have no place with coordinates and are left out\n"


def test_a_calendar_keeps_its_line_ends(record, tmp_path):
    output = tmp_path / "events.ics"
    assert call("convert", record, "--to", "ical", "-o", output).exit_code == 0
    lines = output.read_bytes().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_csv_has_a_row_an_event(record):
    rows = list(csv.DictReader(io.StringIO(call("convert", record, "--to", "csv").stdout)))
    assert [row["type"] for row in rows] == ["AGREE", "AID"]
    assert rows[1]["date"] == "2021"


def test_docbin_takes_a_file_or_a_folder_of_texts(record, tmp_path):
    from extractor.formats.spacy_docs import read

    folder = tmp_path / "texts"
    folder.mkdir()
    shutil.copy(tmp_path / "small.txt", folder)
    for text, output in ((tmp_path / "small.txt", tmp_path / "a.spacy"), (folder, tmp_path / "b.spacy")):
        assert call("convert", record, "--text", text, "--to", "docbin", "-o", output).exit_code == 0
        assert read(output.read_bytes()) == [small()]


def test_annotations_go_out_and_come_back(record, tmp_path):
    output, text = tmp_path / "small.jsonld", tmp_path / "small.txt"
    assert call("convert", record, "--text", text, "--to", "annotation", "-o", output).exit_code == 0
    back = call("convert", output, "--text", text, "--from", "annotation").stdout.splitlines()
    assert [json.loads(line) for line in back] == [
        json.loads(one.model_dump_json()) for one in (*small().mentions, *small().events)
    ]


def test_the_version_is_that_of_the_package():
    from importlib.metadata import version

    assert call("--version").stdout == f"extractor {version('extractor')}\n"
    assert extractor.__version__ == version("extractor")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_one_of_its_shell(shell, tmp_path):
    made = call("completion", shell)
    assert made.exit_code == 0
    assert "_EXTRACTOR_COMPLETE" in made.stdout
    if shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(made.stdout)
        assert subprocess.run([shell, "-n", script], check=False).returncode == 0


def test_an_unknown_shell_names_the_known_ones():
    assert "E402" in str(call("completion", "tcsh").exception)


def test_bash_is_given_the_commands_that_begin_so():
    begun = "import sys; sys.argv = ['extractor']; from extractor.cli import main; main()"
    asked = {"_EXTRACTOR_COMPLETE": "complete_bash", "COMP_WORDS": "extractor co", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", begun], env=os.environ | asked, capture_output=True, text=True, check=False
    )
    assert set(done.stdout.split()) == {"compare", "completion", "convert"}


def test_a_format_that_is_not_known_is_named_before_the_text_is_asked_for(tmp_path):
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    for direction in ("--to", "--from"):
        said = str(call("convert", tmp_path / "a.jsonl", direction, "conll").exception)
        assert "E402" in said
        assert "brat" in said


def test_a_text_in_place_of_records_is_told_what_to_do(tmp_path):
    (tmp_path / "a.txt").write_text("Troops left.", encoding="utf-8")
    said = str(call("convert", tmp_path / "a.txt", "--to", "csv").exception)
    assert "E413" in said
    assert "extractor extract" in said
