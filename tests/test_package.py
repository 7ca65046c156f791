"""What is handed out: wheel and sdist hold the code and its tables and nothing else, and work where the repository is not."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = f"extractor-{PROJECT['version']}"


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    if not listed:
        pytest.skip("not a git checkout")
    return {name.removeprefix("src/") for name in listed}


def test_the_wheel_holds_the_package_and_nothing_else(dist, tracked):
    names = set(zipfile.ZipFile(dist / f"{NAME}-py3-none-any.whl").namelist())
    about = {name for name in names if name.startswith(f"{NAME}.dist-info/")}
    assert names - about == tracked
    assert {name.rpartition("/")[2] for name in about} >= {"METADATA", "RECORD", "entry_points.txt", "LICENSE"}
    assert any(name.endswith("places.jsonl") for name in names)
    assert "extractor/py.typed" in names


def test_the_sdist_holds_what_the_wheel_is_built_from(dist, tracked):
    with tarfile.open(dist / f"{NAME}.tar.gz") as archive:
        names = {name.removeprefix(f"{NAME}/") for name in archive.getnames()}
    assert names == {f"src/{name}" for name in tracked} | {
        "README.md", "CHANGELOG.md", "LICENSE", "CITATION.cff", "pyproject.toml", ".gitignore", "PKG-INFO",
    }  # fmt: skip


def test_the_wheel_works_where_the_repository_is_not(dist, tmp_path):
    home = tmp_path / "home"
    wheel = dist / f"{NAME}-py3-none-any.whl"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", home, wheel]
    subprocess.run(install, check=True, capture_output=True)
    (tmp_path / "a.txt").write_text("They met in Şuşa on 5 May 2021.", encoding="utf-8")
    script = (
        "import extractor; print(extractor.__file__); print(extractor.__version__);"
        "print([m.id for m in extractor.extract('a.txt', nlp=extractor.load('blank:en')).mentions if m.id])"
    )
    environment = {**os.environ, "PYTHONPATH": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    file, version, found = done.stdout.splitlines()
    assert Path(file).is_relative_to(home)
    assert (version, found) == (PROJECT["version"], "['shusha', '2021-05-05']")


def test_the_citation_file_says_what_the_project_says():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)  # what the format requires
    assert (cited["cff-version"], cited["type"]) == ("1.2.0", "software")
    assert (str(cited["version"]), cited["license"]) == (PROJECT["version"], PROJECT["license"])
    assert [one["name"] for one in cited["authors"]] == [one["name"] for one in PROJECT["authors"]]


def test_the_changelog_tells_of_the_version():
    assert re.search(
        rf"^## {re.escape(PROJECT['version'])}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
