"""The treaty registry holds together: ids, days, names, provisions, obligations. `faults` says what a row breaks; each check can fail."""

import json
import re
from collections import defaultdict
from functools import cache

import pytest

from extractor import ids
from extractor.errors import ExtractorError
from extractor.knowledge import actors, places, treaties
from extractor.knowledge.treaties import Treaty

ROWS = treaties.load()
ACTORS = {row.id for row in actors.load()}
PLACES = {row.id for row in places.load()}
DATED = re.compile(r"-(\d{4}(?:-\d{2}){0,2})$")
OBLIGED, OWED = 60, 150  # instruments and provisions with obligations that commentary can be set beside


@cache
def days(text):
    """First and last day of an EDTF date; None for one that does not parse."""
    try:
        read = ids.parse_edtf(text)
    except ExtractorError:
        return None
    return read.first_day, read.last_day


def is_before(one, other):
    """Whether all of a date lies before the other begins; False where either is missing or none."""
    return bool(one and other and days(one) and days(other) and days(one)[1] < days(other)[0])


def faults(row, known):
    """What is wrong with a row, one line a fault; `known` holds the parents by id."""
    for field, text in [
        ("signed", row.signed),
        ("in_force", row.in_force),
        *(("also_dated", day) for day in row.also_dated),
    ]:
        if text and not days(text):
            yield f"{field}: {text}"
    if is_before(row.in_force, row.signed):
        yield "in force before the signature"
    tail = DATED.search(row.id) if row.kind != "resolution" else None  # its number stands there
    known_days = [row.signed or "", *row.also_dated]
    if tail and row.signed and not any(part.startswith(tail[1]) for day in known_days for part in day.split("/")):
        yield f"id: dated {tail[1]}, signed {row.signed}"
    if row.parent and row.parent not in known:
        yield f"parent: no {row.parent}"
    if row.count is not None and not (row.unit and row.count > 0):
        yield f"count: {row.count} of no unit"
    yield from (f"party: no {party}" for party in row.parties if party not in ACTORS)
    for number, provision in row.provisions.items():
        yield from (f"{number}: {fault}" for fault in provision_faults(row, number, provision))


def provision_faults(row, number, provision):
    try:
        ids.parse_article(f"{row.id}/{number}")
    except ExtractorError:
        yield "no id can name it"
    first = number.partition("/")[0]
    if first.isdigit() and row.count is not None and not 1 <= int(first) <= row.count:
        yield f"beyond {row.count}"
    if not provision.topic.strip():
        yield "no topic"
    for one in provision.obligations:
        yield from (f"no actor {actor}" for actor in (*one.by, *one.to) if actor not in ACTORS)
        yield from (f"no place {place}" for place in one.places if place not in PLACES)
        if set(one.by) & set(one.to):
            yield "one owes it to itself"
        if not one.what or not one.type:
            yield "does not say what is owed"
        if one.due and not days(one.due):
            yield f"due: {one.due}"
        elif is_before(one.due, row.signed):
            yield f"due {one.due}, before the signature"


def cycle(known, id):
    """Whether the parents of an instrument lead back to it."""
    seen = set()
    while id:
        if id in seen:
            return True
        seen.add(id)
        id = known[id].parent if id in known else None
    return False


KNOWN = {row.id: row for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_breaks_nothing(row):
    assert list(faults(row, KNOWN)) == []
    assert not cycle(KNOWN, row.id)


def test_a_name_that_two_instruments_share_is_flagged_by_both():
    owners, plain = defaultdict(set), set()
    for row in ROWS:
        for alias in row.aliases:
            owners[alias.text.casefold()].add(row.id)
            if not alias.ambiguous:
                plain.add(alias.text.casefold())
    assert {name: sorted(rows) for name, rows in owners.items() if len(rows) > 1 and name in plain} == {}


def test_enough_instruments_say_who_owes_what():
    owing = {row.id: [p for p in row.provisions.values() if p.obligations] for row in ROWS}
    assert sum(map(bool, owing.values())) >= OBLIGED
    assert sum(map(len, owing.values())) >= OWED


def test_what_comes_from_memory_says_so():
    # A row without a document behind it says which of its facts nobody compared.
    unsaid = [row.id for row in ROWS if "general knowledge" in row.source and row.provisions and not row.unchecked]
    assert unsaid == []


GOOD = {
    "id": "velm-accord-1987-06-09", "kind": "agreement", "title": "Velm Accord", "signed": "1987-06-09", "source": "own",
    "unit": "article", "count": 2,
    "provisions": {"1": {"topic": "truce", "obligations": [{"by": ["georgia"], "due": "1987-06-20", "type": "RETREAT", "what": "stop"}]}},
}  # fmt: skip


def owed(**changes):
    return {"provisions": {"1": {"topic": "t", "obligations": [{"type": "RETREAT", "what": "stop", **changes}]}}}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"signed": "1987-06-31"}, "signed: 1987-06-31"),
        ({"signed": "1988-06-09"}, "id: dated 1987-06-09, signed 1988-06-09"),
        ({"in_force": "1986"}, "in force before the signature"),
        ({"parent": "nowhere"}, "parent: no nowhere"),
        ({"parties": ["atlantis"]}, "party: no atlantis"),
        ({"unit": None}, "count: 2 of no unit"),
        ({"provisions": {"3": {"topic": "t"}}}, "3: beyond 2"),
        ({"provisions": {"1 a": {"topic": "t"}}}, "1 a: no id can name it"),
        (owed(due="1986-01-01"), "1: due 1986-01-01, before the signature"),
        (owed(due="1987-13"), "1: due: 1987-13"),
        (owed(by=["atlantis"]), "1: no actor atlantis"),
        (owed(places=["atlantis"]), "1: no place atlantis"),
        (owed(by=["georgia"], to=["georgia"]), "1: one owes it to itself"),
        (owed(what=""), "1: does not say what is owed"),
    ],
)
def test_each_fault_is_seen(changes, fault):
    assert list(faults(Treaty.model_validate(GOOD), {})) == []
    assert fault in list(faults(Treaty.model_validate(json.loads(json.dumps(GOOD)) | changes), {}))


def test_a_cycle_of_parents_is_seen():
    a, b = ({**GOOD, "id": one, "parent": other} for one, other in (("a", "b"), ("b", "a")))
    assert cycle({"a": Treaty.model_validate(a), "b": Treaty.model_validate(b)}, "a")
