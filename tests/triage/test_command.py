"""The command `triage`: what is printed where, and the exit code."""

import json
from functools import partial

import pytest


@pytest.fixture
def run(command):
    return partial(command, "triage")


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "a": "Shusha and Lachin, Shusha again.",
        "b": "Oslo waits.",
        "c": "The OSCE Minsk Group met.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


def test_table(run, folder):
    code, out, err = run(folder, "--only", "KARABAKH,minsk-group")
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert [line[:2] for line in lines] == [["text", "touches"], ["a", "karabakh"], ["c", "minsk-group"]]
    assert "2 of 3 texts" in err


def test_jsonl(run, folder):
    code, out, _ = run(folder, "--only", "lachin,minsk-group", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(row["id"], row["touches"]) for row in rows] == [("a", ["lachin"]), ("c", ["minsk-group"])]
    assert rows[0]["count"] == {"lachin": 1}


def test_paths_name_each_file_once(run, folder):
    rows = folder / "d.jsonl"
    rows.write_text("".join(json.dumps({"text": text}) + "\n" for text in ("Shusha", "Oslo", "Lachin")))
    code, out, _ = run(folder, "--only", "karabakh", "--format", "paths")
    assert (code, out.split()) == (0, [str(folder / "a.txt"), str(rows)])


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--only", "zambia"), 1, "0 of 3 texts"),
        (("--only", "Karabah"), 2, "E411"),
        (("--only", "baku", "--format", "xml"), 2, "E402"),
    ],
)
def test_exit_codes(run, folder, args, code, said):
    found, out, err = run(folder, *args)
    assert (found, out) == (code, "")
    assert said in err


def test_a_bad_file_is_told_and_the_rest_goes_on(run, folder):
    (folder / "e.txt").write_bytes(b"\x00\x01\x02" * 50)
    code, out, err = run(folder, "--only", "karabakh", "--format", "paths")
    assert (code, out.split()) == (2, [str(folder / "a.txt")])
    assert "e.txt" in err
