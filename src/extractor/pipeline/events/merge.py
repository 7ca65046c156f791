"""Make one record of words that name one event: "the meetings held under the mediation of Georgia", "they withdrew and left".

In a later sentence a noun with a pointing word ("the ceasefire", "this withdrawal") that says nothing new is a mention of what was told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.pipeline.events.words import VERBAL, things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.events.triggers import Trigger

LISTS = ("actors", "recipients", "places", "articles", "footnotes")
POINTERS = {"the", "this", "that", "these", "those", "such"}
ONE_ACT = {"RETREAT", "CONSULT"}
UNDER = {"under", "with", "through", "by", "thanks"}
CARRIED_ON = {"RETREAT", "AID"}
LATELY = 8  # records back
FAR = 700  # characters back to what was told of the same place
NEXT = 3  # characters between a sentence and the next
SINGLE = ("date", "original_date", "quantity")


def absorbed(triggers: Sequence[Trigger], statuses: Sequence[str]) -> dict[int, int]:
    """Which trigger of a sentence is another mention of which: number of the one to the number of the other."""
    into: dict[int, int] = {}
    for number, trigger in enumerate(triggers):
        for other, kept in enumerate(triggers):
            if other == number or other in into or number in into:
                continue
            same = trigger.sense.type == kept.sense.type and trigger.sense.mode == kept.sense.mode
            pointed = same and _is_of_it(trigger, kept, statuses[other])
            if pointed or _is_object(trigger, kept) or is_mediation(trigger, kept) or _is_same_act(trigger, kept):
                into[number] = other
    return into


def told_before(
    trigger: Trigger, record: dict[str, Any], earlier: Sequence[tuple[Trigger, dict[str, Any]]]
) -> dict[str, Any] | None:
    """The earlier record of which this one is a later mention without anything new; None where it is a record of its own."""
    if trigger.sense.pos != "NOUN" or not any(child.lower_ in POINTERS for child in trigger.token.children):
        return None
    known: dict[str, Any]
    for other, known in reversed(earlier):
        if record["type"] != known["type"] or record["mode"] != known["mode"] or record["status"] != known["status"]:
            continue
        if _is_new(record, known):
            continue
        if trigger.token.base in {other.token.base, *_roots(other)}:
            return known
    return None


def done_before(record: dict[str, Any], earlier: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who did the like shortly before, for a record that names nobody: "The force was deployed on the line. Patrols are carried out".

    Only withdrawals and aid: who struck a place once is not held to have struck it again.
    """
    if record["type"] not in CARRIED_ON:
        return []
    for known in reversed(earlier[-LATELY:]):
        away = record["sentence"][0] - known["sentence"][1]
        if away > FAR:
            break
        if known["type"] != record["type"] or known["mode"] != record["mode"] or not known["actors"]:
            continue
        if _ids(known, "actors") & _ids(record, "recipients"):
            continue
        same_place = bool(_ids(known, "places") & _ids(record, "places"))
        next_aid = record["type"] == "AID" and away <= NEXT and all(part["id"] for part in known["actors"])
        if not same_place and not next_aid:
            continue
        return [part | {"inferred": True, "how": "who did the like shortly before"} for part in known["actors"]]
    return []


def _is_new(record: dict[str, Any], known: dict[str, Any]) -> bool:
    """Whether a record says anything that the other does not."""
    if any(not _ids(record, slot) <= _ids(known, slot) for slot in ("actors", "recipients", "places", "articles")):
        return True
    if record["date"] and (not known["date"] or record["date"]["edtf"] != known["date"]["edtf"]):
        return True
    return bool(record["quantity"] and record["quantity"] != known["quantity"]) or bool(record["original_date"])


def _ids(record: dict[str, Any], slot: str) -> set[Any]:
    return {_identity(item) for item in record[slot]}


def _roots(trigger: Trigger) -> set[str]:
    """The nouns that tell what a verb told: its own object ("a ceasefire was signed", "the ceasefire")."""
    return {thing.base for thing in things(trigger.token, trigger.sense)}


def merge(record: dict[str, Any], other: dict[str, Any]) -> None:
    """Add to a record what another mention of the same event says; what the record says itself stands."""
    record.setdefault("mentions", []).append(other["trigger"])
    record["mentions"] += other.get("mentions", [])
    for key in LISTS:
        known = {_identity(item) for item in record[key]}
        nameless = key in {"actors", "recipients"} and bool(known)  # "Armenia lost 200 people": they are Armenia's
        record[key] += [
            item for item in other[key] if _identity(item) not in known and not (nameless and not item["id"])
        ]
    for key in SINGLE:
        record[key] = record[key] or other[key]
    record["mentions"].sort()


def add_sides(record: dict[str, Any], sides: Sequence[dict[str, Any]]) -> None:
    """Put the two sides beside a mediator where the meeting names nobody else."""
    known = {id.partition("/")[0] for id in _ids(record, "actors")}
    if len(known) == 1 and not record["recipients"] and not known & _ids({"sides": list(sides)}, "sides"):
        record["actors"] += sides


def _is_object(inner: Trigger, verb: Trigger) -> bool:
    """Whether a word is what the verb acts on ("launched an attack", "halted the fighting") or tells the same act ("shelling hit")."""
    if verb.sense.pos != "VERB" or inner.token == verb.token:
        return False
    objects = list(things(verb.token, verb.sense))
    acted_on = any(word in objects for word in inner.chain if word.pos_ not in VERBAL) or inner.token in objects
    if acted_on and verb.sense.object:
        return True
    if inner.token.dep_ == "acl" and inner.token.head in objects and inner.sense.type == verb.sense.type:
        return True  # "lost two hundred people killed"
    same_type = inner.sense.pos == "NOUN" and inner.sense.type == verb.sense.type
    return same_type and (acted_on or verb.token in inner.chain or inner.token.head == verb.token)


def is_mediation(noun: Trigger, meeting: Trigger) -> bool:
    """Whether a noun says under whose mediation a meeting was held: "the meetings held under the mediation of Georgia"."""
    both = noun.sense.type == meeting.sense.type == "CONSULT" and noun.sense.mode == "third-party"
    if not both or noun.sense.pos != "NOUN" or noun.token.head.lower_ not in UNDER:
        return False
    above = noun.token.head.head
    return above in meeting.chain or (above.dep_ in {"acl", "relcl"} and above.head == meeting.token)


def _is_same_act(second: Trigger, first: Trigger) -> bool:
    """Whether two verbs joined by *and* tell one act: "withdrew and left"."""
    one = second.token.dep_ == "conj" and second.token.head == first.token and not second.governors
    like = first.sense.type in ONE_ACT and (first.sense.type, first.sense.mode) == (
        second.sense.type,
        second.sense.mode,
    )
    own = any(child.dep_ in {"nsubj", "nsubjpass", "neg", "aux"} for child in second.token.children)
    when = any(child.ent_type_ == "DATE" for word in second.token.children for child in (word, *word.children))
    return one and like and not own and not when and second.token.tag_ == first.token.tag_


def _is_of_it(noun: Trigger, verb: Trigger, status: str) -> bool:
    """Whether a noun with a pointing word means what an attempt of the sentence was for: "... to restore the truce, but this truce"."""
    if status != "not-happened" or noun.sense.pos != "NOUN" or noun.token.i < verb.token.i:
        return False
    points = any(child.lower_ in POINTERS for child in noun.token.children)
    return points and noun.token.base in _roots(verb)


def _identity(item: Any) -> Any:
    return (item["id"] or item["text"]) if isinstance(item, dict) else item
