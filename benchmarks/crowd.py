"""Run generated texts with hostile ones among them; every one is to end as a document or as a failure with its reason.

python benchmarks/crowd.py --texts 5000 --model blank:en
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from batch.crowd import crowd  # found by the line above
from extractor import batch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--model", default="blank:en")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "in"), Path(name, "out")
        folder.mkdir()
        names = crowd(folder, asked.texts, seed=1)
        began = time.monotonic()
        batch.run(folder, out, model=asked.model, workers=asked.workers, timeout=60, quiet=False)
        seconds = time.monotonic() - began
        documents, failures = (pd.read_parquet(out / table) for table in ("documents", "failures"))
        once = sorted([*documents["uri"], *failures["uri"]]) == sorted(names)
        faults = batch.verify(out)
    print(failures.groupby(["code", "stage", "error"]).size().to_string())
    print(
        f"{len(documents)} documents, {len(failures)} failures, {seconds:.0f} s; each text once: {once}; faults: {faults or 'none'}"
    )
    sys.exit(not once or bool(faults))


if __name__ == "__main__":
    main()
