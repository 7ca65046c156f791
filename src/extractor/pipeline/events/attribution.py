"""Say who claims an event: the author, a source that the sentence names, or nobody in particular ("it is understood")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.events.status import POSSIBLE
from extractor.pipeline.events.words import VERBAL, base

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extractor.pipeline.events.cast import Cast
    from extractor.pipeline.events.triggers import Trigger

CLAUSE = {"ccomp", "xcomp", "advcl", "conj", "relcl", "acl", "pcomp", "parataxis"}
VIEWS = {"words", "view", "opinion", "account", "reading"}
HEARSAY = {"reportedly", "allegedly", "purportedly", "supposedly"}


def attribution_of(trigger: Trigger, cast: Cast, text: str, speech: frozenset[str]) -> dict[str, str | None]:
    """The record's attribution: its kind, and the actor id (or the words) of the source."""
    token = trigger.clause
    for _ in range(12):
        if any(child.lower_ in HEARSAY for child in token.children):
            return {"kind": "impersonal", "who": None}
        if source := _according(token, cast, text) or _aside(token, cast, text, speech):
            return {"kind": "source", "who": source}
        if token.head.i == token.i:
            break
        head = token.head
        is_content = token.dep_ == "ccomp" or (token.dep_ == "advcl" and head.i < token.i)
        if is_content and any(child.lower_ in POSSIBLE and child.dep_ == "aux" for child in head.children):
            return {"kind": "author", "who": None}  # "it can be said that": the author says it
        if is_content and head.pos_ in VERBAL and (base(head) in speech or _phrase(head) in speech):
            return _speaker(head, cast, text)
        token = head
    return {"kind": "author", "who": None}


def _phrase(verb: Token) -> str:
    return " ".join([base(verb), *(child.lower_ for child in verb.children if child.dep_ == "prt")])


def _speaker(verb: Token, cast: Cast, text: str) -> dict[str, str | None]:
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lower_ not in {"it", "one", "we", "i"}:
            return {"kind": "source", "who": _name(child, cast, text)}
        if child.dep_ == "agent":
            return next(
                ({"kind": "source", "who": _name(word, cast, text)} for word in child.children),
                {"kind": "impersonal", "who": None},
            )
        if child.dep_ in {"nsubj", "nsubjpass"}:
            return (
                {"kind": "author", "who": None} if child.lower_ in {"we", "i"} else {"kind": "impersonal", "who": None}
            )
    head = verb.head
    if verb.dep_ in {"advcl", "conj", "xcomp"} and head.pos_ in VERBAL and head.i != verb.i:
        return _speaker(head, cast, text)  # "Emphasizing that ..., Pashinyan pointed out"
    return {"kind": "author", "who": None}


def _according(token: Token, cast: Cast, text: str) -> str | None:
    """Reads "According to the ministry": a treaty or an agreement is no speaker."""
    for child in token.children:
        if child.lower_ == "according":
            for prep in child.children:
                for word in prep.children:
                    if any(True for _ in cast.who(word)):
                        return _name(word, cast, text)
    return None


def _aside(token: Token, cast: Cast, text: str, speech: frozenset[str]) -> str | None:
    """Reads "As the minister pointed out, ..." and "In the words of the minister, ..."."""
    for child in token.children:
        spoken = child.dep_ == "advcl" and (base(child) in speech or _phrase(child) in speech)
        if spoken and any(word.lower_ == "as" for word in child.children):
            return next((_name(word, cast, text) for word in child.children if word.dep_ == "nsubj"), None)
        if child.dep_ == "prep" and child.lower_ in {"in", "to"}:
            for noun in child.children:
                if noun.lower_ in VIEWS:
                    return next(
                        (_name(w, cast, text) for of in noun.children if of.lower_ == "of" for w in of.children), None
                    )
    return None


def _name(token: Token, cast: Cast, text: str) -> str:
    """The actor id of a speaker, else the words that name them."""
    for party in cast.who(token):
        return party.id or text[party.start : party.end]
    words = [word for word in token.subtree if word.i <= token.i]
    return text[words[0].idx : token.idx + len(token)]
