"""A user's own project: texts, a test of three lines, stored listings, and a change that shows as gains and losses."""

import subprocess
import sys

import pytest

TEST = "def test_my_texts(extraction_regression):\n    extraction_regression.check('texts')\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "note.txt").write_text("Armenian forces left Aghdam on 20 November 2020.")
    (tmp_path / "test_mine.py").write_text(TEST)

    def run(*more):
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *more]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    run.folder = tmp_path
    return run


def test_a_project_from_end_to_end(project):
    assert project("--regen-all").returncode == 0
    stored = project.folder / "test_mine" / "note.tsv"
    assert "RETREAT/withdraw\tactual\tleft" in stored.read_text()
    assert project().returncode == 0

    (project.folder / "texts" / "note.txt").write_text("Armenian forces left Aghdam on 25 November 2020.")
    changed = project()
    assert changed.returncode == 1
    assert "note: 2 lost, 2 gained" in changed.stdout or "lost" in changed.stdout
    assert "2020-11-20" in changed.stdout
    assert "2020-11-25" in changed.stdout

    project("--regen-all")
    (project.folder / "texts" / "note.txt").rename(project.folder / "texts" / "other.txt")
    project("--regen-all")
    assert "stored listings without a text in texts: note.tsv" in project().stdout
