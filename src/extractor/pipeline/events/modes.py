"""Read the PLOVER mode of an act off what it is about: what is demanded or refused, how many meet, by what means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.knowledge import senses
from extractor.pipeline.events.words import VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.pipeline.events.parse import Word
    from extractor.pipeline.events.triggers import Trigger

BY_CONTENT = {"REQUEST", "REJECT"}
BY_MEANS = {None, "heavy-weapons", "explosives", "firearms"}  # what other words may say more exactly
MEANS = {"nsubj", "agent", "prep", "nsubjpass", "compound", "amod", "dobj", "advcl", "nmod"}
INVITES = {"invite", "invitation"}
CONTENT = {
    "dobj", "xcomp", "ccomp", "prep", "pobj", "acl", "pcomp", "prt", "nsubjpass", "appos", "compound",
}  # fmt: skip
MANY = 3  # states that meet on equal terms


def mode_of(trigger: Trigger, record: dict[str, Any], before: Sequence[dict[str, Any]]) -> str | None:
    """The mode of a record: that of its sense, else by what the clause says; a bare refusal has that of the request before it."""
    kind = trigger.sense.type
    if kind == "ASSAULT" and trigger.sense.mode in BY_MEANS and (means := _means(trigger)):
        return means
    if trigger.sense.mode:
        return trigger.sense.mode
    if kind in BY_CONTENT:
        return _demanded(trigger) or (_last_request(before) if kind == "REJECT" else None)
    if kind == "THREATEN":
        threat = senses.mode_words()["threat"]
        return next((threat[word.base] for word in _content(trigger.token) if word.base in threat), None)
    return _met(trigger, record) if kind == "CONSULT" else None


def _means(trigger: Trigger) -> str | None:
    """By what somebody was hit: the words below the act, those of its subject first ("Russian aircraft bombed the base")."""
    means = senses.mode_words()["means"]
    below = sorted(trigger.token.children, key=lambda child: child.dep_ not in {"nsubj", "agent"})
    words = [word for child in below if child.dep_ in MEANS for word in child.subtree]
    return next((means[word.base] for word in words if word.base in means), None)


def _demanded(trigger: Trigger) -> str | None:
    """The first word of the content that says what is wanted."""
    if trigger.token.base in INVITES:
        return "meet"
    content = senses.mode_words()["content"]
    return next((content[word.base] for word in _content(trigger.token) if word.base in content), None)


def _content(token: Word) -> Iterator[Word]:
    """The words under a demand but for its subject, nearest first; for a noun also what governs it."""
    for child in token.children:
        if child.dep_ in CONTENT:
            yield child
            yield from (word for word in child.subtree if word.dep_ not in {"nsubj", "poss"})


def _last_request(before: Sequence[dict[str, Any]]) -> str | None:
    """What was asked for last, where that was shortly before."""
    return next((record["mode"] for record in reversed(before[-3:]) if record["type"] == "REQUEST"), None)


def _met(trigger: Trigger, record: dict[str, Any]) -> str | None:
    words = trigger.clause.subtree
    # Neither "called off" nor "so-called" is a call.
    around = {
        word.base
        for word in words
        if not any(child.dep_ == "prt" for child in word.children)
        and (not word.i or word.parse.words[word.i - 1].text != "-")
    }
    met = senses.mode_words()["met"]
    if any(met.get(word) == "phone" for word in around) and trigger.token.pos_ not in VERBAL:
        return "phone"
    states = {party["id"].partition("/")[0] for party in record["actors"] if party["id"]}
    if any(met.get(word) == "third-party" for word in around):
        return "third-party"
    return "multilateral" if len(states) >= MANY else None
