"""Worker processes: as good as one process, and what becomes of texts that hang, crash or eat memory."""

import hashlib
import subprocess
import sys

import pandas as pd
import pytest

from extractor import batch
from extractor.batch import plan
from extractor.errors import ExtractorError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are those of POSIX")
ODD = {"timeout": 5, "memory": "700M", "workers": 2, "model": "blank:en", "worker": "batch.odd_worker:serve"}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(plan, "LEAST", 100)
    monkeypatch.setattr(plan, "USUAL", 300)


def tables_in(out):
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*.parquet")
    }


@pytest.mark.usefixtures("small_parts")
def test_any_number_of_workers_gives_the_same_bytes(folder, tmp_path):
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"They met in Shusha on {number + 1} May 2021. " * 6)
    made = []
    for name, options in {
        "one": {"workers": 1},
        "two": {"workers": 2},
        "watched": {"workers": 1, "timeout": 60},
    }.items():
        batch.run(folder, tmp_path / name, model="blank:en", **options)
        assert batch.verify(tmp_path / name) == []
        made.append(tables_in(tmp_path / name))
    assert made[0] == made[1] == made[2]
    assert len(made[0]) > 4


@pytest.mark.parametrize("worker", ["serve", "serve_together"])
def test_what_kills_is_put_aside_and_the_rest_comes_out(folder, tmp_path, worker):
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"Text {number}.")
    marker = tmp_path / "seen"
    for name, text in {"hang": "HANG", "segv": "SEGV", "eat": "EAT", "once": f"ONCE {marker} x"}.items():
        (folder / f"30-{name}.txt").write_text(text)
    out = tmp_path / "out"
    batch.run(folder, out, **ODD | {"worker": f"batch.odd_worker:{worker}"})
    assert batch.verify(out) == []
    failures = pd.read_parquet(out / "failures").sort_values("uri")
    assert failures[["document", "code", "stage", "error"]].to_numpy().tolist() == [
        ["30-eat-txt", "E705", "extract", "MemoryError"],
        ["30-hang-txt", "E704", "extract", "TimeoutError"],
        ["30-segv-txt", "E706", "extract", "SIGSEGV"],
    ]
    documents = pd.read_parquet(out / "documents")["document"].tolist()
    assert sorted(documents) == sorted([f"{number:02}" for number in range(60)] + ["30-once"])
    assert pd.read_parquet(out / "mentions").groupby("document").size().tolist() == [3] * 61
    assert not (out / "_retired").exists()


def test_what_was_put_aside_is_tried_again_when_asked_or_under_other_limits(folder, tmp_path):
    (folder / "a.txt").write_text("Text.")
    (folder / "b.txt").write_text("SEGV")
    out = tmp_path / "out"
    assert batch.run(folder, out, **ODD).read == 2
    assert batch.run(folder, out, **ODD).read == 0
    assert batch.run(folder, out, **ODD | {"timeout": 9}).read == 2
    assert batch.run(folder, out, **ODD | {"timeout": 9}, retry=True).rows["failures"] == 1
    (folder / "b.txt").write_text("Mended.")
    assert batch.run(folder, out, **ODD | {"timeout": 9}).rows == {
        "documents": 2, "mentions": 6, "events": 0, "failures": 0, "skipped": 0,
    }  # fmt: skip


def test_a_small_hostile_crowd_is_recorded_or_put_aside(folder, tmp_path):
    from batch.crowd import crowd

    names = crowd(folder, 300, seed=3)
    out = tmp_path / "out"
    batch.run(folder, out, model="blank:en", workers=2, timeout=60)
    documents, failures = (pd.read_parquet(out / table) for table in ("documents", "failures"))
    assert sorted([*documents["uri"], *failures["uri"]]) == sorted(names)
    assert batch.verify(out) == []


def test_a_model_that_is_not_there_is_said_at_once(folder, tmp_path):
    (folder / "a.txt").write_text("Text.")
    with pytest.raises(ExtractorError, match=r"E403.*no_such_model"):
        batch.run(folder, tmp_path / "out", model="no_such_model", workers=2)


def test_workers_that_do_not_start_end_the_run(folder, tmp_path):
    (folder / "a.txt").write_text("Text.")
    with pytest.raises(ExtractorError, match=r"E709.*no_such_module"):
        batch.run(folder, tmp_path / "out", **ODD | {"worker": "no_such_module:serve"})


def test_a_script_needs_no_guard_around_its_main_part(folder, tmp_path):
    (folder / "a.txt").write_text("Text.")
    script = tmp_path / "script.py"
    script.write_text(
        "import extractor, sys\n"
        "print('begun')\n"
        "print(extractor.run(sys.argv[1], sys.argv[2], model='blank:en', workers=2).rows['documents'])\n"
    )
    done = subprocess.run(
        [sys.executable, script, folder, tmp_path / "out"], capture_output=True, text=True, check=True, timeout=300
    )
    assert done.stdout.split() == ["begun", "1"]
