"""Dates of a TIMEX folder, as the TempEval scorer reads them: `dates.py FOLDER --out predictions.jsonl`.

Prints words per second of CPU. An interval is written as its two ends, which public corpora tag apart.
"""

import argparse
import html
import json
import re
import sys
import time
from pathlib import Path

from extractor.pipeline.dates.text import find_dates

TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
CREATED = re.compile(r"<(DCT|DATETIME|DATE_TIME)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
BODY = re.compile(r"<TEXT\b[^>]*>(.*)</TEXT>", re.DOTALL | re.IGNORECASE)


def read(path: Path) -> tuple[str, str | None]:
    """Text without tags, and the day of its creation."""
    raw = path.read_text("utf-8", "replace")
    created = CREATED.search(raw)
    day = re.search(r"\d{4}-\d{2}-\d{2}", created[2]) if created else None
    body = BODY.search(raw)
    pieces = TAG.split(body[1] if body else raw)
    return "".join(map(html.unescape, pieces)), day[0] if day else None


def spans(text: str, published: str | None, mode: str | None) -> list[list[object]]:
    out: list[list[object]] = []
    for found in find_dates(text, published=published, mode=mode):
        for start, end, value in found.attrs.get("ends", [[found.start, found.end, found.attrs["timex"]]]):
            out.append([start, end, found.label, value])
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mode", choices=("narrative", "news"))
    options = parser.parse_args()
    words, seconds = 0, 0.0
    with options.out.open("w", encoding="utf-8") as out:
        for path in sorted(options.folder.rglob("*")):
            if path.suffix not in (".tml", ".xml", ".sgm", ".sgml"):
                continue
            text, published = read(path)
            begin = time.process_time()
            found = spans(text, published, options.mode)
            taken = time.process_time() - begin
            words, seconds = words + len(text.split()), seconds + taken
            name = re.sub(r"(\.TE3input|\.key)?(\.\w+)$", "", path.name)
            out.write(json.dumps({"doc": name, "spans": found, "seconds": taken}) + "\n")
    print(f"{words:,} words, {words / seconds:,.0f} words per second of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
