"""Score treaty articles, footnotes and cited works on the annotated files of the tests, open and held halves apart.

    python benchmarks/references.py

Held rows are only counted: no rule is made to fit them.
"""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS))

import counted  # noqa: E402

HALVES = ("open", "held")
FILES = {
    "articles": ("blind.jsonl", "blind2.jsonl"),
    "text": ("footnotes.jsonl", "footnotes2.jsonl"),
    "works": ("blind.jsonl", "blind2.jsonl"),
}
SCORED = {
    "articles": (counted.articles, ("strict", "lenient"), ("treaty", "sub", "trap", "line")),
    "text": (counted.footnotes, ("marker", "note", "link", "field"), ("kind", "meant")),
    "works": (counted.works, ("field", *counted.FIELDS), ()),
}


def table(path: Path) -> str:
    """One file: a line for each half and figure, with how many are wrong."""
    count, by_f1, by_share = SCORED[path.parent.name]
    lines = []
    for half in HALVES:
        rows = counted.rows(path, half)
        if not rows:
            continue
        counts = count(rows)
        for what in by_f1:
            right = counts[f"{what} right"]
            given, wanted = counts[f"{what} given"], counts[f"{what} wanted"]
            lines.append(
                f"{half:6}{what:16}P {right / max(given, 1):.3f}  R {right / max(wanted, 1):.3f}"
                f"  F {counted.f1(counts, what):.3f}  {wanted:5} wanted  {counted.wrong(counts, what):4} wrong"
            )
        for what in by_share:
            asked, right = counts[f"{what} asked"], counts[f"{what} right"]
            lines.append(f"{half:6}{what:16}{counted.share(counts, what):.3f}  {right} of {asked}")
    return "\n".join(lines)


def main() -> None:
    for folder, names in FILES.items():
        for name in names:
            path = TESTS / folder / name
            print(f"\n{folder}/{name}\n{table(path)}")


if __name__ == "__main__":
    main()
