"""Kill runs by signal 9 at random moments (worker, driver, both) and see that nothing is lost, doubled or unreadable.

python benchmarks/kills.py --kills 200
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATHS = [str(ROOT / "tests" / "batch"), str(ROOT / "src")]
sys.path[:0] = PATHS
os.environ["PYTHONPATH"] = os.pathsep.join([*PATHS, os.environ.get("PYTHONPATH", "")])

import killing  # noqa: E402  # found by the lines above

from extractor import batch  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "in"), Path(name, "out")
        killing.texts(folder, asked.texts, rng)

        def report(counts):
            if sum(counts.values()) % 10 == 0:
                print(counts, f"{time.monotonic() - began:.0f} s", flush=True)

        counts = killing.ordeal(folder, out, asked.kills, rng, report=report)
        once = {path: path.read_bytes() for path in out.rglob("*.parquet")}
        faults = batch.verify(out)
        anew = Path(name, "anew")
        assert killing.start(folder, anew).wait() == 0
        same = once == {out / path.relative_to(anew): path.read_bytes() for path in anew.rglob("*.parquet")}
    print(f"{counts} killed; faults: {faults or 'none'}; the same bytes as a run without kills: {same}")
    sys.exit(bool(faults) or not same)


if __name__ == "__main__":
    main()
