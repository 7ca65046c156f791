"""Score the date finder on a folder of inline TIMEX, beside other taggers, on the same texts in the same run.

    python benchmarks/dates.py FOLDER --mode narrative
    python benchmarks/dates.py FOLDER --peers dateparser,spacy,heideltime
    python benchmarks/dates.py --hostile

Prints F1 in percent and words per second of CPU (of this process and its children). An interval is written as its two
ends, which public corpora tag apart. `--out` writes the predictions, a JSON object a text.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import dates_peers
import timex

from extractor.pipeline.dates.text import find_dates

if TYPE_CHECKING:
    from collections.abc import Callable

# Each is repeated to twice the length; a pattern that backtracks would take four times as long.
HOSTILE = (
    "1", "1 ", "10, ", ".", "(", "( ", "9 November ", "9 November 2020 ", "the end of the ", "two weeks later ", "1 May (",
    "8:00 ", "1 d 2020 ", "early mid-late ", "10-", "1/1/", "of the ", "two to three ", "the New ", "Q1 ", "'9", "9 May, ",
    "12 and ", "in 1999 (", "\n\n", "a ", "\u0430", "next last this ", "XX 1999-", "first second ",
)  # fmt: skip
SIZE = 200_000


def ours(mode: str | None, *, timex2: bool = False) -> Callable[[timex.Text], list[timex.Span]]:
    def run(text: timex.Text) -> list[timex.Span]:
        out: list[timex.Span] = []
        for found in find_dates(text.text, published=text.created, mode=mode, timex2=timex2):
            for start, end, value in found.attrs.get("ends", [[found.start, found.end, found.attrs["timex"]]]):
                out.append((start, end, value))
        return out

    return run


def cpu() -> float:
    """Seconds of CPU that this process and its finished children have used."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def measure(
    name: str, run: Callable[[timex.Text], list[timex.Span]], texts: list[timex.Text], out: Path | None
) -> None:
    begin, predicted = cpu(), []
    for at, text in enumerate(texts, 1):
        predicted.append(run(text))
        if sys.stderr.isatty():
            print(f"\r{name} {at}/{len(texts)}", end="", file=sys.stderr)
    taken = max(cpu() - begin, 0.01)
    words = sum(len(text.text.split()) for text in texts)
    figures = timex.score(texts, predicted)
    print(f"{name:12}" + "".join(f"{figures[key]:10.1f}" for key in COLUMNS) + f"{words / taken:14,.0f}")
    if out:
        with out.open("w", encoding="utf-8") as file:
            for text, spans in zip(texts, predicted, strict=True):
                rows = [
                    [start, end, "DURATION" if value.startswith("P") else "DATE", value] for start, end, value in spans
                ]
                file.write(json.dumps({"doc": text.name, "spans": rows}) + "\n")


COLUMNS = ("relaxed", "value", "strict", "precision", "recall", "yearless")


def hostile() -> float:
    """The worst ratio of the time for a text to the time for its first half, over inputs made to make a finder slow."""
    worst = 0.0
    for piece in HOSTILE:
        text = (piece * SIZE)[:SIZE]
        half, whole = (min(_seconds(text[:size]) for _ in range(3)) for size in (SIZE // 2, SIZE))
        worst = max(worst, whole / half)
        print(f"{whole / half:5.2f}  {1e9 * whole / SIZE:8.0f} ns a character  {piece!r}")
    return worst


def _seconds(text: str) -> float:
    begin = time.process_time()
    find_dates(text, published="2021-11-09")
    return time.process_time() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="folder of .tml, .xml or .sgm files")
    parser.add_argument("--mode", choices=("narrative", "news"), help="else each text decides")
    parser.add_argument("--timex2", action="store_true", help="mark what TIMEX2 marks and our guidelines do not")
    parser.add_argument("--peers", default="", help="comma separated: dateparser, spacy, heideltime")
    parser.add_argument("--out", type=Path, help="write our predictions to this file")
    parser.add_argument("--hostile", action="store_true", help="measure that time grows with length only")
    options = parser.parse_args()
    if options.hostile:
        print(f"worst {hostile():.2f}")
    if options.folder is None:
        return 0 if options.hostile else parser.error("a folder, or --hostile")
    texts = timex.load(options.folder)
    if not texts:
        parser.error(f"{options.folder} holds no {', '.join(timex.SUFFIXES)}")
    print(f"{len(texts)} texts, {sum(len(text.gold) for text in texts):,} expressions")
    print(f"{'':12}" + "".join(f"{key:>10}" for key in COLUMNS) + f"{'words/CPU s':>14}")
    run = ours(options.mode, timex2=options.timex2)
    run(texts[0])
    measure("extractor", run, texts, options.out)
    peers = dates_peers.available()
    for name in filter(None, options.peers.split(",")):
        if name not in peers:
            print(f"{name:12} not installed here")
            continue
        measure(name, peers[name](), texts, None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
