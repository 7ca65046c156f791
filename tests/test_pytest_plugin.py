"""A user's own project: texts, a test of three lines, stored listings, and a change that shows as gains and losses."""

import hashlib
import json
import re
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
    assert re.search(r"note: [1-9]\d* lost, [1-9]\d* gained", changed.stdout)
    assert "2020-11-20" in changed.stdout
    assert "2020-11-25" in changed.stdout

    project("--regen-all")
    (project.folder / "texts" / "note.txt").rename(project.folder / "texts" / "other.txt")
    project("--regen-all")
    assert "stored listings without a text in texts: note.tsv" in project().stdout


def test_a_project_with_gold_and_floors(project):
    from test_cli_scoring import EVENT, MENTIONS, TEXT

    folder = project.folder
    (folder / "texts" / "note.txt").write_text(TEXT)
    (folder / "gold").mkdir()
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    header = {"document": "note", "sha256": digest, "annotator": "me", "guidelines": "1", "date": "2026-11-23"}
    (folder / "gold" / "note.jsonl").write_text("".join(json.dumps(line) + "\n" for line in [header, *MENTIONS, EVENT]))
    (folder / "test_mine.py").write_text(
        "def test_quality(gold_gate):\n    gold_gate('gold', 'floors.json', corpus='texts')\n"
    )
    pin = ["score", "--gold", "gold", "--corpus", "texts", "--floors", "floors.json", "--pin"]
    subprocess.run([sys.executable, "-m", "extractor", *pin], cwd=folder, check=True, capture_output=True)
    assert project().returncode == 0

    gold = folder / "gold" / "note.jsonl"
    gold.write_text(gold.read_text().replace('"id": "aghdam"}', '"id": "lachin"}', 1))
    fallen = project()
    assert fallen.returncode == 1
    assert "quality has fallen" in fallen.stdout
    assert "open place right" in fallen.stdout
