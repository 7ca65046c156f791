"""The command `report`."""

import pytest
from typer.testing import CliRunner

import extractor
from conftest import ROOT
from extractor.cli import app
from reported import Page

TEXT = "They met in Shusha on 5 May 2021. Lachin lies on the road."


def run(*args, **settings):
    return CliRunner().invoke(app, ["report", *map(str, args)], **settings)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_to_a_file(tmp_path, file):
    out = tmp_path / "r.html"
    result = run(file, "-o", out, "--model", "blank:en", "--title", "My <title>")
    assert result.exit_code == 0
    page = Page(out.read_text(encoding="utf-8"))
    assert [el["text"] for el in page.all("title") if "head" in el["within"]] == ["My <title>"]
    assert "Shusha" in [el["text"] for el in page.all("mark")]
    again = run(file, "-o", out, "--model", "blank:en")
    assert again.exception.code == "E406"
    assert run(file, "-o", out, "--model", "blank:en", "--force").exit_code == 0


def test_standard_input_to_standard_output():
    result = run("-", "--model", "blank:en", input=TEXT)
    assert result.exit_code == 0
    assert "is not at hand" not in result.stdout
    assert "Shusha" in [el["text"] for el in Page(result.stdout).all("mark")]


@pytest.mark.usefixtures("file")
def test_a_folder_with_a_bad_file(tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run(tmp_path, "--model", "blank:en")
    assert result.exit_code == 2
    assert "E104" in result.stderr
    assert "E104" in Page(result.stdout).one("section", id="failed")["text"]


def test_nothing_read_writes_nothing(tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run(tmp_path / "empty.txt", "-o", tmp_path / "r.html", "--model", "blank:en")
    assert result.exit_code == 2
    assert not (tmp_path / "r.html").exists()


def test_the_output_of_a_run_and_of_extract(tmp_path, file):
    extractor.run([file], tmp_path / "out", model="blank:en", workers=1, quiet=True)
    made = extractor.extract(file, nlp=extractor.load("blank:en"))
    (tmp_path / "out.jsonl").write_text(made.model_dump_json() + "\n", encoding="utf-8")
    for source in (tmp_path / "out", tmp_path / "out.jsonl"):
        result = run(source)
        assert result.exit_code == 0
        assert "is not at hand" not in result.stdout
    moved = tmp_path / "moved"
    moved.mkdir()
    file.rename(moved / "note.txt")
    assert "is not at hand" in run(tmp_path / "out").stdout
    assert "is not at hand" not in run(tmp_path / "out", "--texts", moved).stdout


def test_the_map_can_be_had_without_borders_and_on_another_outline(file):
    assert "without borders" in run(file, "--no-borders", "--model", "blank:en").stdout
    assert run(file, "--outline", file, "--model", "blank:en").exception.code == "E415"


def test_gold_is_compared():
    result = run(ROOT / "corpus" / "after-granada.md", "--gold", ROOT / "gold", "--model", "blank:en")
    assert "Beside the gold" in result.stdout
    assert "differences, in the order of the text" in result.stdout


def test_help_teaches():
    text = run("--help").stdout
    assert "Example: extractor report" in text
    assert "--no-borders" in text
