"""Every place, region and treaty of the open gold keeps its text; of the actors, all but those that only a description names."""

from pathlib import Path

import pytest

from extractor import score as scoring
from extractor.triage import Triage, tables

ROOT = next(up for up in Path(__file__).resolve().parents if (up / "gold").is_dir())
# Named in these texts by words that are no name: "the Union", "the trilateral group", "EU Monitoring Mission".
DESCRIBED = {
    ("two-river-banks", "european-union"), ("peacekeepers-and-their-term", "trilateral-working-group"),
    ("six-points-fifteen-years-on", "eumm-georgia"),
}  # fmt: skip


@pytest.mark.parametrize(
    "document", [one for one in scoring.read(ROOT / "gold") if not one.held], ids=lambda one: one.document
)
def test_the_open_gold_is_kept(document):
    known = tables.load()
    rows = {*known.places, *known.treaties, *known.actors}
    ids = {item.id.partition("/")[0] for kind in ("place", "treaty", "article", "entity") for item in document.of(kind)}
    triage = Triage(sorted(ids & rows))
    text = scoring.texts(ROOT / "corpus")[document.document]
    missed = (ids & rows) - set(triage.touches(text))
    assert {(document.document, id) for id in missed} <= DESCRIBED
