"""Signal 9 at random moments: a dozen here, as many as wanted in benchmarks/kills.py."""

import os
import random
import sys
from pathlib import Path

import pytest

from batch import killing
from extractor import batch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are found through /proc")


def test_nothing_is_lost_doubled_or_unreadable(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(killing.__file__).parent), *filter(None, sys.path)]))
    rng = random.Random(11)
    folder, out = tmp_path / "in", tmp_path / "out"
    killing.texts(folder, 150, rng)
    counts = killing.ordeal(folder, out, 12, rng)
    assert sum(counts.values()) == 12
    assert batch.verify(out) == []
    anew = tmp_path / "anew"
    assert killing.start(folder, anew).wait() == 0
    made = [{path.relative_to(one): path.read_bytes() for path in one.rglob("*.parquet")} for one in (out, anew)]
    assert made[0] == made[1]
