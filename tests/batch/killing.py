"""Kill the driver of a run, its workers, or both, at random moments; look at the output after each, and in the end."""

import signal
import subprocess
import sys
import time
from os import kill
from pathlib import Path

import pyarrow.parquet as pq

DRIVER = """
import sys
from extractor.batch import plan, run
plan.LEAST, plan.USUAL = 100, 400
run(sys.argv[1], sys.argv[2], model="blank:en", workers=2, timeout=60, worker="odd_worker:serve")
"""
TABLES = ("documents", "mentions", "events", "failures", "skipped")


def texts(folder, number, rng):
    folder.mkdir(exist_ok=True)
    for index in range(number):
        (folder / f"{index:05}.txt").write_text(f"SLOW text {index}, {rng.random()}.")


def start(folder, out):
    return subprocess.Popen([sys.executable, "-c", DRIVER, str(folder), str(out)])


def children(pid):
    """The workers of a driver that we started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def shot(pid):
    try:
        kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def look(out):
    """All files can be read, no text stands twice, and no document lacks its mentions. Gives the names of documents."""
    rows = {}
    for table in TABLES:
        files = sorted((out / table).glob("*.parquet")) if out.exists() else []
        rows[table] = [value for path in files for value in pq.read_table(path)["document"].to_pylist()]
    found = rows["documents"]
    assert len(found) == len(set(found)), "doubled"
    counts = dict.fromkeys(found, 0)
    for name in rows["mentions"]:
        if name in counts:
            counts[name] += 1
    assert set(counts.values()) <= {3}, "mentions lost or doubled"
    assert rows["failures"] == [], f"put aside: {rows['failures']}"
    return found


def ordeal(folder, out, number, rng, *, report=lambda *_: None):
    """Kill `number` times. A run that ends before it is killed gets some texts anew. Gives how often what was killed."""
    counts = {"worker": 0, "driver": 0, "both": 0}
    whole = len(list(folder.iterdir()))
    driver = start(folder, out)
    while sum(counts.values()) < number:
        until = time.monotonic() + rng.uniform(0, 1.5)
        began = bool(children(driver.pid))
        while driver.poll() is None and (time.monotonic() < until or not began):
            began = began or bool(children(driver.pid))
            time.sleep(0.01)
        if driver.poll() is not None:
            assert driver.returncode == 0
            assert len(look(out)) == whole
            for path in rng.sample(sorted(folder.iterdir()), whole // 2):
                path.write_text(f"SLOW text anew, {rng.random()}.")
            driver = start(folder, out)
            continue
        workers = children(driver.pid)
        what = rng.choice(sorted(counts))
        if what == "worker":
            if not workers or not shot(rng.choice(workers)):
                continue
        else:
            if what == "both" and (not workers or not shot(rng.choice(workers))):
                continue
            if not shot(driver.pid):
                continue
            driver.wait()
            deadline = time.monotonic() + 20
            while any(map(alive, workers)):
                assert time.monotonic() < deadline, "a worker outlives its driver"
                time.sleep(0.01)
            look(out)
            driver = start(folder, out)
        counts[what] += 1
        report(counts)
    assert driver.wait(timeout=600) == 0
    assert len(look(out)) == whole
    return counts
