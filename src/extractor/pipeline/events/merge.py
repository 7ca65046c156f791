"""Make one record of words that name one event: "the meetings held in Tbilisi", "the force, which was deployed ..., has been deployed"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.pipeline.events.words import VERBAL, base, things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.events.triggers import Trigger

LISTS = ("actors", "recipients", "places", "articles", "footnotes")
SINGLE = ("date", "original_date", "quantity")


def absorbed(triggers: Sequence[Trigger], statuses: Sequence[str]) -> dict[int, int]:
    """Which trigger of a sentence is another mention of which: number of the one to the number of the other."""
    into: dict[int, int] = {}
    for number, trigger in enumerate(triggers):
        for other, kept in enumerate(triggers):
            if other == number or other in into or number in into:
                continue
            same = trigger.sense.type == kept.sense.type and trigger.sense.mode == kept.sense.mode
            repeated = same and statuses[number] == statuses[other] and _is_repeated(trigger, kept)
            if repeated or _is_object(trigger, kept):
                into[number] = other
    return into


def merge(record: dict[str, Any], other: dict[str, Any]) -> None:
    """Add to a record what another mention of the same event says; what the record says itself stands."""
    record.setdefault("mentions", []).append(other["trigger"])
    record["mentions"] += other.get("mentions", [])
    for key in LISTS:
        known = {_identity(item) for item in record[key]}
        record[key] += [item for item in other[key] if _identity(item) not in known]
    for key in SINGLE:
        record[key] = record[key] or other[key]
    record["mentions"].sort()


def _is_object(inner: Trigger, verb: Trigger) -> bool:
    """Whether a word is what the verb acts on ("launched an attack", "halted the fighting") or tells the same act ("shelling hit")."""
    if verb.sense.pos != "VERB" or inner.token == verb.token:
        return False
    objects = list(things(verb.token, verb.sense))
    acted_on = any(word in objects for word in inner.chain if word.pos_ not in VERBAL) or inner.token in objects
    if acted_on and verb.sense.object:
        return True
    same_type = inner.sense.pos == "NOUN" and inner.sense.type == verb.sense.type
    return same_type and (acted_on or verb.token in inner.chain or inner.token.head == verb.token)


def _is_repeated(clause: Trigger, main: Trigger) -> bool:
    """Whether a relative clause on the subject says with the same verb what the main clause says."""
    return (
        base(clause.token) == base(main.token)
        and clause.token.dep_ in {"relcl", "acl"}
        and main.token.is_ancestor(clause.token)
    )


def _identity(item: Any) -> Any:
    return (item["id"] or item["text"]) if isinstance(item, dict) else item
