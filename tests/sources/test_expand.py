"""Which files a folder stands for, and in which order."""

import os
from pathlib import Path

import pytest

from extractor.errors import ExtractorError
from extractor.sources import expand, read


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "in"
    names = [
        "b.txt",
        "a/z.md",
        "a/B.TXT",
        "a-b/c.jsonl",
        "a.txt",
        "a.toml",
        "c.odt",
        "README",
        ".hidden.txt",
        ".git/d.txt",
    ]
    for name in names:
        (inside / name).parent.mkdir(parents=True, exist_ok=True)
        (inside / name).write_text("Text.")
    (tmp_path / "out.txt").write_text("Text.")
    return inside


def names_in(folder, paths):
    return [path.relative_to(folder).as_posix() for path in paths]


def test_order_and_choice(folder):
    assert names_in(folder, expand([folder])) == ["a/B.TXT", "a/z.md", "a-b/c.jsonl", "a.txt", "b.txt"]


def test_links(folder):
    (folder / "out.txt").symlink_to(folder.parent / "out.txt")
    (folder / "same.txt").symlink_to(folder / "b.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "dir.txt").mkdir()
    assert names_in(folder, expand([folder]))[-3:] == ["a.txt", "b.txt", "same.txt"]


def test_a_folder_that_is_a_link(folder):
    link = folder.parent / "link"
    link.symlink_to(folder, target_is_directory=True)
    assert len(list(expand([link]))) == 5


def test_named_paths_come_out_as_they_are(folder):
    named = [folder / "c.odt", folder / ".hidden.txt", folder / "missing.txt", "-", folder / "README"]
    assert list(expand(named)) == [Path(path) for path in named]
    assert list(expand(["b", folder / "a", "-"])) == [Path("b"), folder / "a/B.TXT", folder / "a/z.md", Path("-")]


def test_a_folder_that_cannot_be_opened_comes_out_and_says_so(folder, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(expand([folder]))
    assert names_in(folder, found)[0] == "a"
    with pytest.raises(ExtractorError, match="E101"):
        read(found[0])


def test_an_empty_folder(tmp_path):
    assert list(expand([tmp_path])) == []
