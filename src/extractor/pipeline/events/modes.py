"""Read the PLOVER mode of an act off what it is about: what is demanded or refused, how many meet, by what means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.pipeline.events.words import VERBAL, base

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from extractor.pipeline.events.triggers import Trigger

# Words of what is demanded or refused, by the mode that they give (PLOVER 2.0 manual, REQUEST and REJECT).
CONTENT = {
    "yield": """release free withdraw withdrawal leave vacate return open reopen opening reopening lift cease stop halt end let allow access pull
        hand handover ceasefire prisoner village territory district map give deliver pass passage unblock disarm surrender monitor""",
    "meet": "meet meeting talk negotiate negotiation mediation mediate summit visit table dialogue attend come dinner round invitation session",
    "assist": "help aid support assistance assist send provide mission recognise recognize recognition loan protect protection peacekeeper weapon package",
    "change": "resign resignation step change amend reform law policy constitution postpone cancel sign ratify abandon election referendum drop measure",
}  # fmt: skip
MEANS = {
    "firearms": "gunfire sniper shot rifle shooting gunman gunbattle small-arms bullet",
    "heavy-weapons": "shell shelling artillery mortar rocket missile bombardment howitzer",
    "drone": "drone uav",
    "explosives": "mine landmine explosion bomb blast explosive grenade",
    "aerial": "airstrike aircraft helicopter jet air-strike",
}
CALLED = {"phone", "telephone", "video", "videoconference", "call"}
MEDIATED = {"mediation", "mediate", "auspices", "host", "broker", "brokered", "mediated", "mediator", "co-chair"}
BY_CONTENT = {"REQUEST", "REJECT"}
INVITES = {"invite", "invitation"}
MANY = 3  # states that meet on equal terms

_CONTENT = {word: mode for mode, words in CONTENT.items() for word in words.split()}
_MEANS = {word: mode for mode, words in MEANS.items() for word in words.split()}


def mode_of(trigger: Trigger, record: dict[str, Any], before: Sequence[dict[str, Any]]) -> str | None:
    """The mode of a record: that of its sense, else by what the clause says; a bare refusal has that of the request before it."""
    kind = trigger.sense.type
    if trigger.sense.mode:
        return trigger.sense.mode
    if kind in BY_CONTENT:
        return _demanded(trigger) or (_last_request(before) if kind == "REJECT" else None)
    if kind == "CONSULT":
        return _met(trigger, record)
    if kind == "ASSAULT":
        return next((_MEANS[base(word)] for word in trigger.token.subtree if base(word) in _MEANS), None)
    return None


def _demanded(trigger: Trigger) -> str | None:
    """The first word of the content that says what is wanted."""
    if base(trigger.token) in INVITES:
        return "meet"
    return next((_CONTENT[base(word)] for word in _content(trigger.token) if base(word) in _CONTENT), None)


def _content(token: Token) -> Iterator[Token]:
    """The words under a demand but for its subject, nearest first; for a noun also what governs it."""
    for child in token.children:
        if child.dep_ in {"dobj", "xcomp", "ccomp", "prep", "pobj", "acl", "pcomp", "prt", "nsubjpass", "appos", "compound"}:
            yield child
            yield from (word for word in child.subtree if word.dep_ not in {"nsubj", "poss"})


def _last_request(before: Sequence[dict[str, Any]]) -> str | None:
    """What was asked for last, where that was shortly before."""
    return next((record["mode"] for record in reversed(before[-3:]) if record["type"] == "REQUEST"), None)


def _met(trigger: Trigger, record: dict[str, Any]) -> str | None:
    around = {base(word) for word in trigger.clause.subtree}
    if around & CALLED and trigger.token.pos_ not in VERBAL:
        return "phone"
    states = {party["id"].partition("/")[0] for party in record["actors"] if party["id"]}
    if around & MEDIATED:
        return "third-party"
    return "multilateral" if len(states) >= MANY else None
