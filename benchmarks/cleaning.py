"""Time cleaning and the finders that need no model, stage by stage, and hold them against another version of the library.

    python benchmarks/cleaning.py
    python benchmarks/cleaning.py --before ../other/src

Prints megabytes of raw text (a million characters) per second of CPU. Two kinds of text: those of `corpus/` as they are,
and the same set in lines of 72 characters, cut words and all, with page numbers, as a text comes out of a PDF. With
`--before`, each version runs in a process of its own, the two in turn at each stage, and what counts is the median
ratio: machines are noisy.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stages

from extractor.text import clean, read_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CORPUS = Path(__file__).parent.parent / "corpus"
PAGE = 40  # lines
LONG = 4  # times the corpus, as one document
ROUNDS = 7


def as_printed(text: str) -> str:
    """The text as a PDF would give it: lines of one width, words cut where a line ends, pages with numbers."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rows = textwrap.wrap(paragraph, 72)
        for at in range(len(rows) - 1):
            word, _, rest = rows[at + 1].partition(" ")
            if word.isalpha() and len(word) > 7:
                rows[at], rows[at + 1] = f"{rows[at]} {word[:4]}-", f"{word[4:]} {rest}"
        lines += [*rows, ""]
    pages = [lines[at : at + PAGE] for at in range(0, len(lines), PAGE)]
    return "\f".join("\n".join([*page, "", str(number)]) for number, page in enumerate(pages, 1))


def texts() -> dict[str, list[str]]:
    """The texts to clean, by their kind."""
    plain = [file.read_text(encoding="utf-8") for file in sorted(CORPUS.iterdir()) if file.suffix in {".txt", ".md"}]
    printed = [as_printed(text) for text in plain]
    return {"as they are": plain, "as printed": printed, "one long": ["\n\n".join(printed * LONG)]}


class Bench:
    """The stages of every kind of text, each under the name that its row will have."""

    def __init__(self) -> None:
        self._runs: dict[str, tuple[float, Callable[[], object]]] = {}
        for kind, raws in texts().items():
            size = sum(map(len, raws)) / 1e6
            cleaned = [clean(raw) for raw in raws]
            self._add(f"{kind}: clean", size, clean, raws)
            # By the whole text, most of which is no note.
            self._add(f"{kind}: notes", size, lambda one: list(read_notes(one.notes)), cleaned)
            for name in ("grammar", "articles", "treaties", "dates"):
                self._add(f"{kind}: {name}", size, stages.STAGES[name], [one.text for one in cleaned])

    def _add(self, name: str, size: float, run: Callable[[Any], object], given: Sequence[object]) -> None:
        self._runs[name] = size, lambda: [run(one) for one in given]

    def names(self) -> list[str]:
        """The rows, in order."""
        return list(self._runs)

    def rate(self, name: str) -> float:
        """Megabytes a second, in the better of two runs."""
        size, run = self._runs[name]
        taken = []
        for _ in range(2):
            begin = time.process_time()
            run()
            taken.append(time.process_time() - begin)
        return size / max(min(taken), 1e-6)


def _worker() -> None:
    bench = Bench()
    print(json.dumps(bench.names()), flush=True)
    for name in sys.stdin:
        print(json.dumps(bench.rate(name.rstrip("\n"))), flush=True)


def _start(src: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(src.resolve())}
    command = [sys.executable, __file__, "--worker"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603


def _said(worker: subprocess.Popen[str], *asked: str) -> Any:
    assert worker.stdin is not None
    assert worker.stdout is not None
    for line in asked:
        print(line, file=worker.stdin, flush=True)
    return json.loads(worker.stdout.readline())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, help="the src folder of another version")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        _worker()
        return 0
    sources = [Path(__file__).parent.parent / "src", *([options.before] if options.before else [])]
    workers = [_start(src) for src in sources]
    names, *_ = [_said(worker) for worker in workers]
    rounds = [{name: [_said(worker, name) for worker in workers] for name in names} for _ in range(options.rounds)]
    print(f"| text: stage | MB/s |{' before | ratio |' if options.before else ''}")
    print(f"|---|---|{'---|---|' if options.before else ''}")
    for name in names:
        best = [max(one[name][at] for one in rounds) for at in range(len(workers))]
        ratio = statistics.median(one[name][0] / one[name][-1] for one in rounds)
        more = f" {best[1]:.2f} | {ratio:.2f} |" if options.before else ""
        print(f"| {name} | {best[0]:.2f} |{more}")
    for worker in workers:
        worker.communicate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
