"""The same texts by the local runner and on Ray, in turn, on one machine: seconds, words a second, and what Ray costs.

python benchmarks/on_ray.py --texts 2000 --words 100 --model blank:en
python benchmarks/on_ray.py --texts 400 --words 1200 --rounds 1

Starting Ray and its workers is told apart: it is paid once a run, whatever the number of texts.
"""

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"


def main():
    import ray

    from extractor import batch
    from extractor.batch import on_ray
    from extractor.defaults import DEFAULT_MODEL
    from made_text import paragraphs

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--words", type=int, default=100, help="in a text")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        words = 0
        made = [one for text in paragraphs(random.Random(1), 60) for one in re.split(r"(?<=[.!?]) (?=[A-Z“])", text)]
        dice = random.Random(2)
        for index in range(asked.texts):
            text = []
            while sum(map(len, map(str.split, text))) < asked.words:
                text.append(dice.choice(made))
            words += sum(map(len, map(str.split, text)))
            (folder / f"{index:05}.txt").write_text(" ".join([f"Text {index}.", *text]))
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(
            f"{asked.texts} texts, {words:,} words, {size:,} bytes, {asked.workers} workers, {asked.model}", flush=True
        )
        took = {"local": [], "ray": []}
        starts = []
        for turn in range(asked.rounds):
            for engine, seconds in took.items():
                begun = time.monotonic()
                if engine == "ray":
                    ray.init("local", num_cpus=asked.workers, **on_ray.QUIET, **on_ray.ALONE)
                    starts.append(time.monotonic() - begun)
                    begun = time.monotonic()
                out = Path(name, f"{engine}-{turn}")
                result = batch.run(folder, out, model=asked.model, workers=asked.workers, engine=engine)
                seconds.append(time.monotonic() - begun)
                ray.shutdown()
                assert result.rows["documents"] == asked.texts
                assert batch.verify(out) == []
                parts = len(list((out / "_parts").iterdir()))
                print(
                    f"{engine} {seconds[-1]:.1f} s, {words / seconds[-1]:,.0f} words/s, {parts} parts",
                    flush=True,
                )
        same = {path.name for path in Path(name, "local-0", "documents").iterdir()} == {
            path.name for path in Path(name, "ray-0", "documents").iterdir()
        }
    ratio = statistics.median(there / here for here, there in zip(took["local"], took["ray"], strict=True))
    print(
        f"Ray starts in {statistics.median(starts):.1f} s; a run takes {ratio:.2f} times as long; the same parts: {same}"
    )


if __name__ == "__main__":
    main()
