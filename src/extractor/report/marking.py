"""Turn a document into marks: its mentions by layer, its event words, and with gold what was missed, spurious or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.report.layers import MISTAKES, layer_of
from extractor.report.markup import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Document, Mention
    from extractor.report.keys import Keys
    from extractor.score.mistakes import Mistake

SURE = 0.75  # share of the chosen place among its candidates above which the others are not told
# What a mark alone does not say: facts of a mention that tell how sure its value is.
TOLD = {
    "context-year": "the year is from the context",
    "publication": "counted from the date of publication",
    "relative": "counted from another date",
    "unresolved": "not resolved",
    "model": "found by the model alone",
    "world": "from the list of the world's cities",
    "route": "known only as an end of a route",
    "antecedent": "the treaty named before",
    "anaphora": "the treaty pointed back to",
    "sentence": "the treaty named in the same sentence",
    "definition": "by a term that the text defines",
    "date": "the treaty known by its date",
    "none": "treaty unknown",
}


def marks_of(document: Document, keys: Keys, mistakes: Iterable[Mistake] = ()) -> list[Mark]:
    """All marks of a document; what has the same characters and layer is one mark with several numbers."""
    found: dict[tuple[int, int, str], tuple[list[int], str]] = {}

    def add(start: int, end: int, css: str, key: int | None, note: str = "") -> None:
        held, said = found.setdefault((start, end, css), ([], ""))
        if key is not None and key not in held:
            held.append(key)
        found[start, end, css] = held, said or note

    for mention in document.mentions:
        css = layer_of(mention.kind, mention.label)
        add(mention.start, mention.end, css, keys.of_mention(mention, document.id), _note(mention))
    for event in document.events:
        for trigger in (event.trigger, *event.mentions):
            add(trigger.start, trigger.end, "ev", keys.of_event(event))
    for one in mistakes:
        add(one.start, one.end, MISTAKES[one.what], None, described(one))
    return [Mark(start, end, css, tuple(held), note=note) for (start, end, css), (held, note) in found.items()]


def described(one: Mistake) -> str:
    """A mistake in a line."""
    kind = one.kind.replace("event.", "")
    told = {"missed": f"missed {kind}: {one.expected}", "spurious": f"{kind} not in the gold: {one.got}"}
    return told.get(one.what, f"{kind}: expected {one.expected}, got {one.got}")


def _note(mention: Mention) -> str:
    facts = [
        TOLD[value]
        for name in ("basis", "found_by", "resolved")
        if isinstance(value := mention.attrs.get(name), str) and value in TOLD
    ]
    others, scores = mention.attrs.get("candidates"), mention.attrs.get("scores")
    if isinstance(others, list) and isinstance(scores, list) and scores and float(scores[0]) < SURE:
        facts.append(f"could also be {', '.join(str(other) for other in others if other != mention.id)}")
    return "; ".join(facts)
