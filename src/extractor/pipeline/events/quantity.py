"""Say how many of what an event moves or hits: "17 prisoners of war", "24 of its citizens"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extractor.pipeline.events.words import things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extractor.pipeline.events.parse import Word
    from extractor.pipeline.events.triggers import Trigger

NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,3})?|\d{1,9}")
NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
ABOUT = {"a", "about", "some", "at", "least", "around", "nearly", "almost", "over", "than", "more", "up", "to", "only"}
SIDES = {"country", "state", "side", "party", "leader", "nation", "neighbour", "president", "minister", "other"}
DEEDS = {"RETREAT", "ASSAULT", "AID", "COERCE", "MOBILIZE", "PROTEST"}
MEASURES = {
    "kilometre", "kilometer", "metre", "meter", "mile", "hour", "day", "week", "month", "year", "decade", "cent", "percent", "point",
    "time", "article", "paragraph",
}  # fmt: skip


def quantity_of(trigger: Trigger, is_other: Callable[[Word], bool]) -> dict[str, Any] | None:
    """How many of what: "17 prisoners of war"; numbers of dates and articles do not count."""
    aimed_at = [
        word for child in trigger.token.children if trigger.sense.preps.get(child.lower_) for word in child.children
    ]
    for thing in (*_acted_on(trigger), *aimed_at):
        if thing.base in SIDES:
            continue  # "the talks between the two countries"
        counts = [thing] if thing.pos_ == "NUM" else [child for child in thing.children if child.dep_ == "nummod"]
        for count in counts:
            named = count.i + 1 < len(count.parse.words) and count.parse.words[count.i + 1].text in {
                "-",
                "–",
            }  # "the Five-Point Consensus"
            if is_other(count) or named or thing.base in MEASURES or (number := number_of(count)) is None:
                continue
            return {"number": number, "unit": _unit(thing)}
    return None


def _acted_on(trigger: Trigger) -> Iterator[Word]:
    """What an event moves or hits; the subject of a passive, and of a deed without object ("50 residents returned")."""
    yield from things(trigger.token, trigger.sense)
    children = list(trigger.token.children)
    intransitive = trigger.sense.type in DEEDS and not any(child.dep_ == "dobj" for child in children)
    for child in children:
        if (
            child.dep_ == "nsubjpass"
            or (child.dep_ == "dobj" and child.pos_ == "NUM")
            or (child.dep_ == "nsubj" and intransitive)
        ):
            yield child


def _unit(thing: Word) -> str:
    """What is counted: "prisoners of war"; in "24 of its citizens" the citizens."""
    of = [word for word in thing.children if word.lower_ == "of"]
    if thing.pos_ == "NUM":
        return next((word.text for prep in of for word in prep.children if word.dep_ == "pobj"), "")
    tail = [word.text for prep in of[:1] for word in prep.subtree if word.i <= prep.i + 1]
    return " ".join([thing.text, *tail])


def number_of(token: Word) -> float | None:
    """The value of a number in figures or words: 2,000; thirty-two; two hundred."""
    value: float = 0
    below = {word.i for child in token.children if child.dep_ in {"prep", "relcl", "acl"} for word in child.subtree}
    words = [part for part in token.subtree if part.i not in below and part.text not in {"-", "and"}]
    for word in (part.lower_ for part in words):
        if NUMBER.fullmatch(word):
            value += float(word.replace(",", ""))
        elif word in SCALES:
            value = max(value, 1) * SCALES[word]
        elif word in NUMBER_WORDS:
            value += NUMBER_WORDS[word]
        elif word not in ABOUT:
            return None
    return value or None
