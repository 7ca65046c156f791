"""project.yml: weasel takes it, and its steps up to the score run on a folder of one text."""

import shutil

import pytest
from weasel.cli.run import project_run
from weasel.util.config import load_project_config

from conftest import FIRST, ROOT


@pytest.fixture
def project(tmp_path):
    shutil.copy(ROOT / "project.yml", tmp_path)
    for folder, file in (("corpus", FIRST), ("gold", ROOT / "gold" / f"{FIRST.stem}.jsonl")):
        (tmp_path / folder).mkdir()
        shutil.copy(file, tmp_path / folder)
    return tmp_path


def test_the_steps_are_extract_score_report():
    config = load_project_config(ROOT)
    assert (
        config["workflows"]["all"]
        == [command["name"] for command in config["commands"]]
        == ["extract", "score", "report"]
    )
    assert all(line.startswith("python -m extractor ") for command in config["commands"] for line in command["script"])


def test_texts_are_read_scored_and_shown(project, capfd):
    (project / "out").mkdir()
    for step in ("extract", "score", "report"):
        project_run(project, step, capture=False)
    out = capfd.readouterr().out
    assert (project / "out" / "documents.jsonl").stat().st_size > 1000
    assert (project / "out" / "report.html").stat().st_size > 100_000
    assert "event" in out
    assert "date" in out
