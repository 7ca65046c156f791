"""Score events of short passages written blind: ``python benchmarks/events.py PASSAGES.jsonl [--half open|held] [--errors]``.

A passage is a line with `case` (the text), `published`, `half` and `events`, each a whole record as in `tests/events`. A slot may hold
`{"any": [...]}` for answers that are equally right, and an event that may be left out says `optional`. Records are paired one to one by
the words of their triggers; slots count as in `extractor score`, unfound records as misses. Errors are shown for the open half only.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from scipy.optimize import linear_sum_assignment

import extractor

SLOTS = ("type", "mode", "status", "date", "actors", "recipients", "places", "articles", "attribution", "quantity")
LISTS = {"actors", "recipients", "places", "articles"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=Path, nargs="+")
    parser.add_argument("--half", choices=["open", "held"])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for path in args.passages for line in path.read_text("utf-8").splitlines()]
    nlp = extractor.load()
    for half in (args.half,) if args.half else ("open", "held"):
        counts: Counter[tuple[str, str]] = Counter()
        mine = [row for row in rows if row["half"] == half]
        for row in mine:
            document = extractor.extract_text(row["case"], published=row.get("published"), nlp=nlp)
            lines = tally(row, [told(event) for event in document.events], counts)
            if args.errors and half == "open" and lines:
                print(f"\n{row['case']}\n  " + "\n  ".join(lines))
        print(f"{half}: {len(mine)} passages, {counts['event', 'gold']} events")
        for slot in ("event", "event+type", *SLOTS, "core"):
            right, gold, found = (counts[slot, key] for key in ("right", "gold", "found"))
            precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
            both = 2 * right / (gold + found) if gold + found else 0.0
            print(f"  {slot:12} P {precision:.3f} R {recall:.3f} F {both:.3f}")


def told(event):
    return {
        "trigger": event.trigger.text,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "date": event.date.edtf if event.date else None,
        "articles": event.articles,
        "attribution": event.attribution.who if event.attribution.kind == "source" else event.attribution.kind,
        "quantity": event.quantity.number if event.quantity else None,
    } | {slot: [part.id or part.text for part in getattr(event, slot)] for slot in ("actors", "recipients", "places")}


def tally(row, found, counts):
    """Add one passage to the counts; the lines that say what is wrong in it."""
    gold = row["events"]
    weights = [[weight(one, other) for other in found] for one in gold]
    pairs = dict(zip(*linear_sum_assignment(weights, maximize=True), strict=True)) if gold and found else {}
    pairs = {one: other for one, other in pairs.items() if weights[one][other] > 0}
    lines = []
    for number, wanted in enumerate(gold):
        other = found[pairs[number]] if number in pairs else None
        if other is None and wanted.get("optional"):
            continue
        add(counts, "event", 1, other is not None, other is not None)
        if other is None:
            lines.append(f"MISSED {short(wanted)}")
        right = {slot: count(counts, slot, wanted.get(slot), other and other[slot]) for slot in SLOTS}
        add(counts, "event+type", 1, other is not None, right["type"])
        core = all(right[slot] for slot in ("type", "status", "date", "actors", "recipients", "places"))
        add(counts, "core", 1, other is not None, core)
        if other is not None:
            lines += [
                f"{other['trigger']}: {slot} {other[slot]!r}, not {wanted.get(slot)!r}"
                for slot in SLOTS
                if not right[slot]
            ]
    for number, extra in enumerate(found):
        if number not in pairs.values():
            add(counts, "event", 0, 1, 0)
            add(counts, "event+type", 0, 1, 0)
            add(counts, "core", 0, 1, 0)
            for slot in SLOTS:
                size = len(extra[slot]) if slot in LISTS else is_said(slot, extra[slot])
                add(counts, slot, 0, size, 0)
            lines.append(f"SPURIOUS {short(extra)}")
    return lines


def short(event):
    return f"{event['type']}/{event['mode']} [{event['trigger']}] {event['status']} {event['actors']} > {event['recipients']}"


def add(counts, slot, gold, found, right):
    counts[slot, "gold"] += int(gold)
    counts[slot, "found"] += int(found)
    counts[slot, "right"] += int(right)


def answers(wanted):
    return wanted["any"] if isinstance(wanted, dict) and "any" in wanted else [wanted]


def value(slot, one):
    """A slot's value in the form that is compared."""
    if slot == "attribution" and isinstance(one, dict):
        return one.get("who")
    if slot == "quantity" and isinstance(one, dict):
        return float(one["number"])
    return sorted(one or []) if slot in LISTS else one


def is_said(slot, one):
    return bool(one) and not (slot == "attribution" and one == "author")


def count(counts, slot, wanted, got):
    """Count one slot of one record; whether it is right. The answer nearest to what was found is taken."""
    choices = [value(slot, one) for one in answers(wanted)]
    if slot in LISTS:
        mine = [name.lower() for name in got or []]
        best = max(choices, key=lambda one: (len({n.lower() for n in one} & set(mine)), -len(one)))
        best = min([one for one in choices if sorted(n.lower() for n in one) == sorted(mine)], key=len, default=best)
        right = len({name.lower() for name in best} & set(mine))
        add(counts, slot, len(best), len(mine), right)
        return got is not None and right == len(best) == len(mine)
    fits = got is not None and got in choices if got else None in choices or got in choices
    best = got if fits else choices[0]
    add(counts, slot, is_said(slot, best), is_said(slot, got), fits and is_said(slot, got))
    return fits


def weight(wanted, found):
    words, mine = set(wanted["trigger"].lower().split()), set(found["trigger"].lower().split())
    if not words & mine:
        return 0.0
    right = sum(
        found[slot] in [value(slot, one) for one in answers(wanted.get(slot))] for slot in ("type", "status", "date")
    )
    return 1 + right / 4 + len(words & mine) / (10 * len(words | mine))


if __name__ == "__main__":
    main()
