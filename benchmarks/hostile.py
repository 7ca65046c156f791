"""Time the parts that need no model on texts made to make them slow, at one length and at twice that length.

    python benchmarks/hostile.py
    python benchmarks/hostile.py --size 200000 --stages clean,dates --only 'marker'

Prints, for each text and stage, the seconds of CPU for `size` characters and for twice as many, and how the time grew. A
stage that is linear takes twice as long; one that is quadratic takes four times as long. Growth is not looked at below a
twentieth of a second, where it says nothing.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from typing import TYPE_CHECKING

import stages

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 100_000
WANTED = 0.1  # seconds for a text of that size
GROWTH = 2.3
NOISE = 0.05

SOURCE = "A. Holm, “Roads”, Oslo 2019, p. 4."


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def counted(form: str) -> Callable[[int], str]:
    """The piece with 1, 2, 3 ... in it."""

    def make(size: int) -> str:
        pieces, length, number = [], 0, 0
        while length < size:
            number += 1
            pieces.append(form.format(number))
            length += len(pieces[-1])
        return "".join(pieces)[:size]

    return make


def answered(mark: str, note: str, heading: str) -> Callable[[int], str]:
    """Markers that count up, and behind them the notes that answer."""

    def make(size: int) -> str:
        count = size // (len(mark.format(999)) + len(note.format(999)) - 1)
        numbers = range(1, count + 1)
        return "".join([*map(mark.format, numbers), heading, *map(note.format, numbers)])

    return make


def mixed(size: int) -> str:
    """Pieces of everything, in a random order that is always the same."""
    dice = random.Random(1)  # no secret
    pieces = [text(20) for text in TEXTS.values() if text is not mixed]
    return "".join(dice.choices(pieces, k=size // 20))


TEXTS: dict[str, Callable[[int], str]] = {
    "letters": repeated("a"),
    "words": repeated("word "),
    "capitals": repeated("Ab Cd "),
    "brackets (": repeated("("),
    "brackets [": repeated("["),
    "brackets (()": repeated("(()"),
    "brackets [[1]": repeated("[[1]"),
    "tags": repeated("<sup>"),
    "links in tags": repeated("<sup><a "),
    "digits": repeated("1"),
    "digits and spaces": repeated("1 "),
    "digits and commas": repeated("12, "),
    "digits and dashes": repeated("1-"),
    "raised digits": repeated("¹"),
    "raised list": repeated("¹, "),
    "stops": repeated("."),
    "quotes": repeated("“"),
    "stars": repeated("*"),
    "stars and spaces": repeated("* "),
    "underscores": repeated("_"),
    "dashes": repeated("-"),
    "letters and hyphens": repeated("a-"),
    "cut words": repeated("a- b "),
    "cut lines": repeated("accom-\nplished "),
    "soft hyphens": repeated("\xad"),
    "soft hyphens in words": repeated("a\xad"),
    "soft hyphens at line ends": repeated("a\xad\n"),
    "spaces": repeated(" "),
    "spaces and letters": repeated("a" + " " * 50),
    "spaces behind a soft hyphen": repeated("\xad" + " " * 8),
    "no-break spaces": repeated("\xa0"),
    "newlines": repeated("\n"),
    "lines of one letter": repeated("a\n"),
    "Windows line ends": repeated("\r\n"),
    "page breaks": repeated("\f"),
    "pages of one line": counted("Head\ntext\n{}\n\f"),
    "pages of numbers": counted("{}\n\f"),
    "lines of numbers": counted("{}\n"),
    "rules": repeated("____\n"),
    "headings": repeated("Notes\n"),
    "headings and notes": repeated("Notes\n1. x\n"),
    "rules and notes": repeated("____\n1. x\n2. y\n"),
    "marks on a letter": repeated("e" + "\u0301" * 99),
    "decomposed letters": repeated("e\u0301"),
    "Korean vowels": repeated("\u1161"),
    "ligatures": repeated("ﬁ"),
    "zero width": repeated("\u200b"),
    "surrogates": repeated("\ud800"),
    "markers [1]": repeated("[1]"),
    "markers [n]": counted("[{}]"),
    "markers of one number": repeated("war.[1] "),
    "markers that count": counted("war.[{}] "),
    "markers at line heads": counted("[{}]\n"),
    "markers lists": repeated("[1-20, 30-50] "),
    "weak markers (n)": counted("war ({}) "),
    "weak markers glued": counted("war.{} "),
    "symbols": repeated("war* word† "),
    "emphasis": repeated("*word word "),
    "roman": repeated("war.xxi "),
    "notes 1. x": repeated("1. x\n"),
    "notes that count": counted("{}. x\n"),
    "notes of three digits": lambda size: counted("{}. x\n")(6_000) * (size // 6_000 + 1),
    "notes in brackets": counted("[{}] x\n"),
    "notes in Markdown": counted("[^{}]: x\n"),
    "notes of symbols": repeated("* x\n† y\n"),
    "notes of letters": repeated("a) x\nb) y\n"),
    "notes of letters in brackets": repeated("[a] x\n[b] y\n"),
    "notes of roman numbers": repeated("i. x\nii. y\n"),
    "one long note": lambda size: "War.[1]\n\nNotes\n\n[1] " + repeated("See A. Is B. ")(size),
    "one long source": lambda size: f"War.[1]\n\nNotes\n\n[1] {SOURCE} " + repeated("Is A. Was b; ")(size),
    "one long note with its source last": lambda size: (
        "War.[1]\n\nNotes\n\n[1] " + repeated("Is A. " * 660 + SOURCE + " ")(size)
    ),
    "many long notes with their sources last": answered(
        "War.[{}] ", "\n[{}] " + "Is A. " * 600 + SOURCE, "\n\nNotes\n\n"
    ),
    "one long note in Markdown": lambda size: "War.[^1]\n\n[^1]: www" + repeated("\na")(size),
    "many long sources": answered("War.[{}] ", "\n[{}] " + SOURCE + " Is A." * 600, "\n\nNotes\n\n"),
    "markers and notes": answered("War.[{}] ", "\n[{}] " + SOURCE, "\n\nNotes\n\n"),
    "markers and notes, short": answered("[{}]", "\n[{}] x", "\n\nNotes\n\n"),
    "markers and notes, plain": answered("War.{} ", "\n{}. " + SOURCE, "\n\nNotes\n\n"),
    "markers and notes, (n)": answered("War ({}). ", "\n({}) " + SOURCE, "\n\nNotes\n\n"),
    "ibid.": answered("War.[{}] ", "\n[{}] Ibid., p. 3.", "\n\nNotes\n\n"),
    "short titles": answered("War.[{}] ", "\n[{}] Holm, op. cit.", "\n\nNotes\n\n"),
    "links": repeated("https://example.org/a/"),
    "links over lines": repeated("https://example.org/a-\n"),
    "chronology": repeated("9 May 2020: x\n"),
    "labels": repeated("Ab-cd ef-gh ij-kl\n"),
    "articles": counted("Article {} "),
    "article lists": repeated("Articles 1, 2, 3 and 4, 5, "),
    "articles in brackets": repeated("Article 2(1)(a)(b)"),
    "ordinals": repeated("the first article of the second paragraph of "),
    "treaties": repeated("the Treaty of the Agreement on the Protocol "),
    "signed": repeated("agreement signed in on the "),
    "dates": repeated("9 November 2020 "),
    "days": repeated("1 May, "),
    "places": repeated("Yerevan and Baku "),
    "routes": repeated("Yerevan-Baku-Nowhere-"),
}
MARKUP = (
    "<", "<!--", "&", "<a ", "<div>", '<a b="', "<a href='#x'>1</a>", "<p id=a>", "</", "<title>", "*a ", "a* ", "*a _b ", "![](", "](",
    "](<", '](a "', "[a](b(", "`a``b", "[^", "\\", "http://", "> ", "```a\n",
)  # fmt: skip
TEXTS |= {f"markup {piece!r}": repeated(piece) for piece in MARKUP}
TEXTS["markup ` of every length"] = lambda size: "\n".join("`" * n for n in range(math.isqrt(2 * size), 2, -1))
TEXTS["everything mixed"] = mixed


def seconds(run: Callable[[str], object], text: str) -> float:
    """The least CPU time of two runs; one where it takes long."""
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        run(text)
        best = min(best, time.process_time() - begin)
        if best > 1:
            break
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=SIZE, help="characters of the shorter text")
    parser.add_argument(
        "--stages", default="clean,notes,grammar,articles,treaties,dates,places,html,markdown", help="comma separated"
    )
    parser.add_argument("--only", default="", help="texts whose name holds this")
    parser.add_argument("--all", action="store_true", help="print every line, not only those that are too slow")
    options = parser.parse_args()
    worst: dict[str, tuple[float, str, float, str]] = {}
    print(f"{'stage':9} {'n':>8} {'2n':>8} {'growth':>7}  text ({options.size:,} characters)")
    for stage in options.stages.split(","):
        run = stages.STAGES[stage]
        run("The treaty of 9 May 2020 on Baku.[1]")
        for name, make in TEXTS.items():
            if options.only not in name:
                continue
            one, two = seconds(run, make(options.size)), seconds(run, make(2 * options.size))
            growth = two / one if two > NOISE else 0.0
            slow, _, grown, _ = worst.get(stage, (0.0, "", 0.0, ""))
            if one > slow:
                worst[stage] = (one, name, *worst.get(stage, (0.0, "", 0.0, ""))[2:])
            if growth > grown:
                worst[stage] = (*worst.get(stage, (0.0, "", 0.0, ""))[:2], growth, name)
            if options.all or one > WANTED or growth > GROWTH:
                print(f"{stage:9} {one:8.3f} {two:8.3f} {growth:7.2f}  {name}", flush=True)
    for stage, (slow, name, grown, grower) in worst.items():
        print(f"worst of {stage}: {slow:.3f} s ({name}), growth {grown:.2f} ({grower})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
