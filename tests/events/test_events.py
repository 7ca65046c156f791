"""Events of single sentences: each case is a text with the records that a careful reader would write.

Keys that a case leaves out are not compared. `{"any": [...]}` lists answers that are equally right. Cases that are known to fail stand in
`open.txt` by their text: that list may only shrink, and one that passes must be struck from it.
"""

import json
from pathlib import Path

import pytest

import extractor

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines() if line]
OPEN = set((HERE / "open.txt").read_text(encoding="utf-8").splitlines())


def told(event):
    """A record as a case writes it."""
    said = {
        "trigger": " ".join(event.trigger.text.split()),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "date": event.date.edtf if event.date else None,
        "original_date": event.original_date.edtf if event.original_date else None,
        "articles": sorted(event.articles),
        "footnotes": sorted(event.footnotes),
        "attribution": {"who": event.attribution.who} if event.attribution.kind == "source" else event.attribution.kind,
        "quantity": {"number": event.quantity.number} if event.quantity else None,
    }
    return said | {
        slot: sorted(part.id or part.text for part in getattr(event, slot))
        for slot in ("actors", "recipients", "places")
    }


def fits(wanted, found):
    if isinstance(wanted, dict) and "any" in wanted:
        return any(fits(one, found) for one in wanted["any"])
    if isinstance(wanted, list) and isinstance(found, list):
        return sorted(wanted) == found
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(fits(value, found.get(key)) for key, value in wanted.items())
    return wanted == found


def shares_words(wanted, found):
    return bool(set(wanted.lower().split()) & set(found.lower().split()))


def differences(case, events):
    """What is missing, wrong or too much, a line each."""
    left, lines = list(events), []
    for wanted in case["events"]:
        same = [event for event in left if shares_words(wanted["trigger"], event["trigger"])]
        best = max(same, key=lambda event: sum(fits(value, event[key]) for key, value in wanted.items()), default=None)
        if best is None:
            lines.append(f"missing {wanted}")
            continue
        left.remove(best)
        lines += [
            f"{wanted['trigger']}: {key} is {best[key]!r}, not {value!r}"
            for key, value in wanted.items()
            if key != "trigger" and not fits(value, best[key])
        ]
    if not case.get("more"):
        lines += [f"too much {event['type']} [{event['trigger']}] {event['status']}" for event in left]
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["phenomenon"])
def test_case(case, nlp):
    document = extractor.extract_text(case["case"], published=case.get("published"), nlp=nlp)
    lines = differences(case, [told(event) for event in document.events])
    if case["case"] in OPEN:
        assert lines, "this case passes now: strike it from tests/events/open.txt"
        return
    assert not lines, "\n".join([case["case"], *lines])


def test_open_cases_are_cases():
    assert {case["case"] for case in CASES} >= OPEN
