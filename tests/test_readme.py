"""What the README shows is what happens."""

import re

import pytest

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in README.splitlines()
    if re.match(r"\|.*RETREAT", line)
]


def test_the_python_block_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(re.search(r"```python\n(.*?)```", README, re.DOTALL)[1], {})  # noqa: S102  # the README's own code
    printed = capsys.readouterr().out
    assert "{'shusha'}" in printed
    assert "('Aghdam', 'TOWN', 'aghdam')" in printed


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[-1])
def test_the_records_shown_are_the_records_found(first, row):
    date, kind, whom, where, article, notes, status, trigger = row
    date, _, was = date.partition(", was ")
    found = {
        (
            event.date.edtf if event.date else "",
            event.original_date.edtf if event.original_date else "",
            f"{event.type} {event.mode}",
            " ".join(party.id for party in event.recipients),
            " ".join(place.id for place in event.places),
            " ".join(event.articles),
            " ".join(event.footnotes),
            event.status,
            event.trigger.text,
        )
        for event in first.events
    }
    assert (date, was, kind, whom, where, article, notes, status, trigger.partition(" (")[0]) in found


def test_the_characters_shown_are_right(first):
    start, end = re.search(r"handed over \((\d+)–(\d+)\)", README).groups()
    assert (int(start), int(end)) in {(event.trigger.start, event.trigger.end) for event in first.events}


def test_there_are_rows():
    assert len(ROWS) == 7


@pytest.mark.parametrize("command", re.findall(r"^extractor (\w+)", README, re.MULTILINE))
def test_the_commands_exist(command):
    from extractor.cli import app

    assert command in {one.callback.__name__ for one in app.registered_commands}
