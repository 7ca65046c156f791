"""Bind places to events: where it happens, what changes hands; not who acts, nor what only says where another place lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.events.binding import preposition
from extractor.pipeline.events.words import VERBAL, things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.events.binding import Sentence
    from extractor.pipeline.events.parse import Parse, Stretch, Word
    from extractor.pipeline.events.triggers import Trigger
    from extractor.pipeline.spans import Found

LOCATIVE = {
    "in",
    "at",
    "inside",
    "within",
    "into",
    "across",
    "near",
    "from",
    "throughout",
    "around",
    "outside",
    "via",
    "through",
}


def bind_places(
    parse: Parse, sentence: Sentence, places: Sequence[Found], taken: Sequence[set[tuple[int, int]]]
) -> list[list[Found]]:
    """For each trigger the places of its clause, without those that are its actors or recipients."""
    bound: list[list[Found]] = [[] for _ in sentence.triggers]
    acted_on = [{thing.i for thing in things(trigger.token, trigger.sense)} for trigger in sentence.triggers]
    for number, trigger in enumerate(sentence.triggers):
        if trigger.sense.pos == "ADV":  # "Shusha and the towns around it are back under its control"
            subjects = [child for child in trigger.clause.children if child.dep_ in {"nsubj", "nsubjpass"}]
            acted_on[number] |= {word.i for one in subjects for word in (one, *one.conjuncts)}
    for item in places:
        span = parse.at(item.start, item.end)
        tokens = {token.i for token in span} if span is not None else set()
        owners = [
            n
            for n, trigger in enumerate(sentence.triggers)
            if tokens & acted_on[n] and trigger.sense.complement in {"place", ""} and not _is_doer(span, trigger)
        ]
        if item.label != "COUNTRY" or preposition(parse, item) in LOCATIVE:
            owners += sentence.owners(item.start, item.end, strict=True)
        for number in dict.fromkeys(owners):
            if sentence.triggers[number].sense.type == "CONSULT" and preposition(parse, item) == "from":
                continue  # "flew from Moscow to Tbilisi": the visit is to Tbilisi
            is_party = any(start <= item.start and item.end <= end for start, end in taken[number])
            if not is_party and item.id not in {place.id for place in bound[number] if place.id}:
                bound[number].append(item)
    for number, trigger in enumerate(sentence.triggers):
        bound[number] = [item for item in bound[number] if len(bound[number]) == 1 or not _is_in_aside(parse, item)]
        if not bound[number]:
            bound[number] += _shared_places(sentence, number, bound)
        if not bound[number] and (noun := _where(trigger.clause)) is not None:
            bound[number] += [item for item in places if item.start <= noun.idx < item.end]
    return bound


def _is_in_aside(parse: Parse, item: Found) -> bool:
    """Whether a name only says where another place lies: "Shusha, one of the towns of Karabakh"."""
    span = parse.at(item.start, item.end)
    if span is None:
        return False
    for word in (span.root, *span.root.ancestors):
        if word.dep_ == "appos" and word.i < span.start and word.pos_ in {"NOUN", "NUM"}:
            return True
        if word.pos_ in VERBAL:
            return False
    return False


def _shared_places(sentence: Sentence, number: int, bound: Sequence[list[Found]]) -> list[Found]:
    """The places of the verb that is joined to this one: "Four were killed and one was wounded near the village"."""
    mine = sentence.triggers[number]
    for other, trigger in enumerate(sentence.triggers):
        joined = trigger.clause.dep_ == "conj" and trigger.clause.head == mine.clause
        if joined and trigger.sense.type == mine.sense.type and mine.clause.pos_ in VERBAL:
            return [item for item in bound[other] if item.start > trigger.token.idx]
    return []


def _is_doer(span: Stretch | None, trigger: Trigger) -> bool:
    """Whether a name is the subject of an active verb: "Armenia lost 200 soldiers" tells of no place."""
    return (
        span is not None
        and span.root.dep_ == "nsubj"
        and span.root.head == trigger.token
        and span[0].ent_type_ != "LOC"
        and any(child.dep_ == "dobj" for child in trigger.token.children)
    )


def _where(verb: Word) -> Word | None:
    """The noun of which a clause with *where* tells: "in Moscow, where the plan was agreed"."""
    relative = verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children)
    return verb.head if relative else None
