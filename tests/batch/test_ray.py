"""A run on Ray: the same output as without it, whoever is killed; and what is said where it cannot go on."""

import os
import random
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from batch import killing
from extractor import batch
from extractor.batch import on_ray, plan
from extractor.batch.making_on_ray import Maker
from extractor.errors import ExtractorError

try:
    import ray
except ImportError:
    ray = None

here = pytest.mark.skipif(ray is None or sys.platform != "linux", reason="ray is not installed, or there is no /proc")
ODD = {"timeout": 8, "memory": "700M", "workers": 2, "model": "blank:en", "worker": "batch.odd_worker:serve"}
CLUSTER = {"num_cpus": 2, **on_ray.QUIET, **on_ray.ALONE}
DRIVER = f"""
import os, sys
import ray
from extractor.batch import plan, run
plan.LEAST, plan.USUAL = 1000, 3000
ray.init("local", **{CLUSTER})
print(run(sys.argv[1], sys.argv[2], engine="ray", **{ODD}).read)
"""


@pytest.fixture(scope="module")
def cluster():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init("local", **CLUSTER)
        yield
        ray.shutdown()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    return made


def files_in(out):
    return {path.relative_to(out): path.read_bytes() for path in out.rglob("*.parquet")}


def until(condition, *, seconds=120):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


def actors(out):
    """The workers of the cluster that have begun with a text, by the files in which they note it."""
    pids = [int(path.name.rpartition("-")[2]) for path in (out / "_aside").glob("beat-*")]
    return [pid for pid in pids if killing.alive(pid)]


@here
@pytest.mark.usefixtures("cluster")
def test_the_bytes_are_those_of_a_local_run_also_of_what_kills(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "LEAST", 100)
    monkeypatch.setattr(plan, "USUAL", 300)
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"Text {number}.")
    (folder / "30-segv.txt").write_text("SEGV")
    for name, engine in {"one": "local", "other": "ray"}.items():
        result = batch.run(folder, tmp_path / name, engine=engine, **ODD)
        assert (result.read, result.rows["documents"], result.rows["failures"]) == (61, 60, 1)
        assert batch.verify(tmp_path / name) == []
    assert files_in(tmp_path / "one") == files_in(tmp_path / "other")
    assert pd.read_parquet(tmp_path / "other" / "failures")["code"].tolist() == ["E706"]
    (folder / "07.txt").write_text("Anew.")
    assert batch.run(folder, tmp_path / "other", engine="ray", **ODD).rows["documents"] == 60
    assert batch.verify(tmp_path / "other") == []


@here
def test_two_thousand_texts_come_out_once_though_worker_and_driver_are_killed(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)]))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    rng = random.Random(5)
    for number in range(2000):
        word = "SLOW" if number % 5 == 0 else "quick"
        (folder / f"{number:05}.txt").write_text(f"Text {number}, {word}, {rng.random()}.")
    out = tmp_path / "out"

    def start():
        return subprocess.Popen([sys.executable, "-c", DRIVER, folder, out], stdout=subprocess.PIPE, text=True)

    def parts():
        return len(list((out / "_parts").glob("*.json")))

    driver = start()
    until(lambda: parts() >= 3 and actors(out))
    worker = actors(out)[0]
    reader = killing.children(worker)
    assert killing.shot(worker)
    before = parts()
    until(lambda: parts() > before + 2)
    assert driver.poll() is None
    left = [*actors(out), *reader]
    driver.kill()
    driver.communicate()
    until(lambda: not any(map(killing.alive, left)))
    done = len(killing.look(out))
    assert 0 < done < 2000
    driver = start()
    said, _ = driver.communicate(timeout=300)
    assert driver.returncode == 0
    assert 0 < int(said) < 2000  # what was finished was not read again
    assert len(killing.look(out)) == 2000
    assert batch.verify(out) == []


@here
@pytest.mark.usefixtures("cluster")
def test_no_progress_is_an_error_and_not_a_wait_for_ever(folder, tmp_path):
    class Hog:
        def here(self):
            return True

    hog = ray.remote(num_cpus=2)(Hog).remote()
    assert ray.get(hog.here.remote())
    (folder / "a.txt").write_text("Text.")
    with pytest.raises(ExtractorError, match=r"E716.*in 2 seconds.*ray status"):
        batch.run(folder, tmp_path / "out", engine="ray", deadline=2, **ODD)
    ray.kill(hog)
    assert batch.run(folder, tmp_path / "out", engine="ray", **ODD).rows["documents"] == 1


@here
@pytest.mark.usefixtures("cluster")
def test_a_reader_that_is_killed_costs_nothing(folder, tmp_path):
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"SLOW {number} " + "SLOW " * 20)
    out, results = tmp_path / "out", []
    thread = threading.Thread(target=lambda: results.append(batch.run(folder, out, engine="ray", **ODD)))
    thread.start()
    (reader,) = until(lambda: [pid for actor in actors(out) for pid in killing.children(actor)][:1])
    assert killing.shot(reader)
    thread.join(timeout=120)
    assert results[0].rows["documents"] == 40
    assert results[0].rows["failures"] == 0


@here
@pytest.mark.usefixtures("cluster")
def test_what_ends_a_local_run_ends_a_run_on_ray(folder, tmp_path):
    (folder / "a.txt").write_text("Text.")
    with pytest.raises(ExtractorError, match=r"E403.*no_such_model"):
        batch.run(folder, tmp_path / "out", engine="ray", model="no_such_model", workers=1)


def test_without_ray_the_way_to_get_it_is_said(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    (folder / "a.txt").write_text("Text.")
    with pytest.raises(ExtractorError, match=r"E715.*extractor\[ray\]"):
        batch.run(folder, tmp_path / "out", engine="ray", **ODD)


def test_what_cannot_be_sent_is_refused(folder, tmp_path, blank):
    with pytest.raises(ExtractorError, match="E718"):
        batch.run(folder, tmp_path / "out", engine="ray", nlp=blank)
    with pytest.raises(ExtractorError, match=r"E402.*local, ray"):
        batch.run(folder, tmp_path / "out", engine="spark")


def test_a_machine_that_does_not_fit_is_named(tmp_path):
    from extractor.batch.settings import Settings

    settings = Settings(model="blank:en")
    manifest = tmp_path / "manifest.jsonl"
    manifest.touch()
    said = {
        "settings": settings.to_json(), "key": settings.key(), "manifest": str(manifest), "folder": str(Path.cwd()),
        "path": sys.path,
    }  # fmt: skip
    assert Maker(said).ready() == {"error": None}
    for wrong in ({"key": "0"}, {"folder": str(tmp_path / "gone")}, {"manifest": str(tmp_path / "gone")}):
        code, facts = Maker(said | wrong).ready()["error"]
        assert (code, facts["host"]) == ("E717", socket.gethostname())
