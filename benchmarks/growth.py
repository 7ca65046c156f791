"""How time grows with the length of a document, the number of documents and the size of the gazetteer: time(4n) / time(n), CPU time.

python benchmarks/growth.py
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
RUNS = 5


def seconds(read, *arguments) -> float:
    begun = time.process_time()
    read(*arguments)
    return time.process_time() - begun


def growth(name: str, read, small, large) -> None:
    read(small)
    ratios = [seconds(read, large) / seconds(read, small) for _ in range(RUNS)]
    print(f"| {name} | {statistics.median(ratios):.2f} |", flush=True)


def main() -> None:
    import extractor
    from made_text import paragraphs

    made = list(paragraphs(random.Random(5), 64))
    print("| what grows four times | time grows |\n|---|---|")
    for name, nlp in (("all outputs", extractor.load()), ("model-free", extractor.load("blank:en"))):

        def read(texts, nlp=nlp):
            for text in texts:
                extractor.extract_text(text, nlp=nlp)

        growth(f"length of a document, {name}", read, ["\n\n".join(made[:4])], ["\n\n".join(made[:16])])
        growth(f"length of a long document, {name}", read, ["\n\n".join(made[:16])], ["\n\n".join(made)])
        growth(f"number of documents, {name}", read, made[:8], made[:32])
    pipelines = [extractor.load("blank:en", gazetteer=_gazetteer(size)) for size in (5_000, 20_000)]

    def scan(nlp):
        for text in made[:16]:
            extractor.extract_text(text, nlp=nlp)

    growth("names in the gazetteer, model-free", scan, *pipelines)


def _gazetteer(size: int):
    letters = random.Random(3)
    for number in range(size):
        name = "".join(letters.choice("bdgklmnrstvz") + letters.choice("aeiou") for _ in range(4)).title()
        yield {"id": f"made-{number}", "kind": "VILLAGE", "feature": "P", "lat": 40.0, "lon": 44.0, "country": ["AM"],
               "names": [{"text": f"{name}{number % 10}x", "lang": "en", "tradition": "en"}], "source": "made"}  # fmt: skip


if __name__ == "__main__":
    main()
