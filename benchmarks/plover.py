"""Predict the public PLOVER gold sentences: ``python benchmarks/plover.py SENTENCES.jsonl PRED.jsonl [--part develop|rest]``.

One line a sentence: its id and the type, the source and the target codes (ISO 3166-1 alpha-3) of each event. Two thirds are
for development, told by the number at the end of the id; what is wrong is printed with --errors. The predictions are scored by
the scorer of the set.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import extractor
from extractor.knowledge import actors

FOLD = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def main() -> None:
    """Write the predictions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--part", choices=["develop", "rest"])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.sentences.read_text("utf-8").splitlines()]
    rows = [row for row in rows if args.part in (None, part_of(row["id"]))]
    codes = {actor.id: actor.code for actor in actors.load() if actor.code}
    lines = []
    for row in rows:
        document = extractor.extract_text(row["text"], published="2000-01-01")
        events = [
            {
                "type": event.type,
                "source": sorted({codes.get(one.id.partition("/")[0], "") for one in event.actors} - {""}),
                "target": sorted({codes.get(one.id.partition("/")[0], "") for one in event.recipients} - {""}),
            }
            for event in document.events
        ]
        lines.append(json.dumps({"id": row["id"], "events": events}))
        if args.errors:
            wanted = FOLD.get(row["event"], row["event"])
            told = [(event["type"], event["source"], event["target"]) for event in events]
            print("ok  " if any(event["type"] == wanted for event in events) else "BAD ", end="")
            gold = [
                [one.get("code") for one in row.get(key) or [] if isinstance(one, dict)] for key in ("source", "target")
            ]
            print(wanted, *gold, "|", row["text"], "| GOT", told)
    args.predictions.write_text("\n".join(lines) + "\n", "utf-8")


def part_of(id: str) -> str:
    """Which part a sentence belongs to."""
    return "rest" if int(id.rsplit("-", 1)[1]) % 3 == 0 else "develop"


if __name__ == "__main__":
    sys.exit(main())
