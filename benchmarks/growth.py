"""How time grows with the length of a document, the number of documents and the size of the gazetteer: time(4n) / time(n), CPU time.

    python benchmarks/growth.py      # the table, kept in benchmarks/results/growth.md

Linear time is 4.0; what grows faster than 4.3 is to be mended. The made paragraphs are of many lengths, so that four times as many are not
four times as long: times are taken for a character. Each size is read in turn with the other, and the least of its times counts, for what
else runs on the machine only ever adds.
"""

from __future__ import annotations

import math
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
RUNS = 3


def seconds(read, *arguments) -> float:
    begun = time.process_time()
    read(*arguments)
    return time.process_time() - begun


def growth(name: str, read, small, large, *, sizes=(1, 4)) -> str:
    read(small)
    read(large)
    least = [math.inf, math.inf]
    for _ in range(RUNS):
        least = [min(best, seconds(read, one)) for best, one in zip(least, (small, large), strict=True)]
    ratio = 4 * (least[1] / sizes[1]) / (least[0] / sizes[0])
    sys.stderr.write(f"{name}: {ratio:.2f}\n")
    return f"| {name} | {ratio:.2f} |"


def main() -> None:
    from machine import heading, keep

    import extractor
    from made_text import paragraphs

    rows = [
        f"{heading()} CPU time, the least of {RUNS} runs in turn; 4.0 is linear, at most 4.3 is wanted.\n",
        "| what grows four times | time grows |\n|---|---|",
    ]
    made = list(paragraphs(random.Random(5), 64))
    for name, nlp in (("all outputs", extractor.load()), ("model-free", extractor.load("blank:en"))):

        def read(texts, nlp=nlp):
            for text in texts:
                extractor.extract_text(text, nlp=nlp)

        for what, small, large in (
            ("length of a document", ["\n\n".join(made[:4])], ["\n\n".join(made[:16])]),
            ("length of a long document", ["\n\n".join(made[:16])], ["\n\n".join(made)]),
            ("number of documents", made[:8], made[:32]),
        ):
            sizes = [sum(map(len, texts)) for texts in (small, large)]
            rows.append(growth(f"{what}, {name}", read, small, large, sizes=sizes))
    pipelines = [extractor.load("blank:en", gazetteer=_gazetteer(size)) for size in (5_000, 20_000)]

    def scan(nlp):
        for text in made[:16]:
            extractor.extract_text(text, nlp=nlp)

    rows.append(growth("names in the gazetteer, model-free", scan, *pipelines))
    keep("growth", "Growth", "\n".join(rows))


def _gazetteer(size: int):
    letters = random.Random(3)
    for number in range(size):
        name = "".join(letters.choice("bdgklmnrstvz") + letters.choice("aeiou") for _ in range(4)).title()
        yield {"id": f"made-{number}", "kind": "VILLAGE", "feature": "P", "lat": 40.0, "lon": 44.0, "country": ["AM"],
               "names": [{"text": f"{name}{number % 10}x", "lang": "en", "tradition": "en"}], "source": "made"}  # fmt: skip


if __name__ == "__main__":
    main()
