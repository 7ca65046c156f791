"""Say who claims an event: the author, a source that the sentence names, or nobody in particular ("it is understood")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.events.status import POSSIBLE
from extractor.pipeline.events.words import VERBAL, is_passive

if TYPE_CHECKING:
    from extractor.pipeline.events.cast import Cast
    from extractor.pipeline.events.parse import Word
    from extractor.pipeline.events.triggers import Trigger

CLAUSE = {"ccomp", "xcomp", "advcl", "conj", "relcl", "acl", "pcomp", "parataxis"}
VIEWS = {"words", "view", "opinion", "account", "reading"}
KNOWN = {"known", "reported", "understood", "believed", "expected"}
# What is written is no speaker: "the agreement promised a withdrawal".
TEXTS = {
    "agreement",
    "treaty",
    "article",
    "statement",
    "declaration",
    "protocol",
    "text",
    "document",
    "deal",
    "point",
    "paragraph",
    "resolution",
}
ANSWERS = {"respond", "reply", "answer", "react", "counter", "retort"}
HEARSAY = {"reportedly", "allegedly", "purportedly", "supposedly"}


def attribution_of(trigger: Trigger, cast: Cast, text: str, speech: frozenset[str]) -> dict[str, str | None]:
    """The record's attribution: its kind, and the actor id (or the words) of the source."""
    token = trigger.clause
    for _ in range(12):
        if any(child.lower_ in HEARSAY for child in token.children):
            return _claim("impersonal", f"a word of hearsay at “{token}”")
        if source := _according(token, cast, text) or _aside(token, cast, text, speech):
            return _claim("source", "“according to”, “as … said” or “in the words of”", source)
        if _as_is_known(token):
            return _claim("impersonal", "an aside of nobody: “as is known”")
        if token.head.i == token.i:
            break
        head = token.head
        if _beside(token, head):
            break  # what stands behind a semicolon is said by nobody before it
        is_content = token.dep_ == "ccomp" or (token.dep_ == "advcl" and head.i < token.i)
        is_content = is_content or (token.dep_ == "xcomp" and is_passive(head))  # "France is said to support it"
        if is_content and any(child.lower_ in POSSIBLE and child.dep_ == "aux" for child in head.children):
            return _claim("author", "“it can be said that”: the author says it")
        if is_content and head.pos_ in VERBAL and _is_said(head, speech):
            return _speaker(head, cast, text)
        token = head
    return _claim("author", "no verb of speech above the clause")


def _claim(kind: str, how: str, who: str | None = None) -> dict[str, str | None]:
    """The attribution as a record part, and the rule that gave it."""
    return {"kind": kind, "who": who, "how": how}


def _beside(clause: Word, verb: Word) -> bool:
    """Whether a clause only stands beside the verb, a semicolon between."""
    first, last = sorted((clause.i, verb.i))
    return any(word.text == ";" for word in clause.parse.words[first:last])


def _is_said(verb: Word, speech: frozenset[str]) -> bool:
    """Whether a verb brings words: "responded that ..."; whoever "responds with a blockade" acts."""
    acts = verb.base in ANSWERS and any(child.lower_ in {"with", "by"} for child in verb.children)
    return not acts and (verb.base in speech or _phrase(verb) in speech)


def _phrase(verb: Word) -> str:
    return " ".join([verb.base, *(child.lower_ for child in verb.children if child.dep_ == "prt")])


def _speaker(verb: Word, cast: Cast, text: str) -> dict[str, str | None]:
    for child in verb.children:
        if child.dep_ == "nsubj" and child.base in TEXTS:
            return _claim("author", f"“{child}” is a text and no speaker")
        if child.dep_ == "nsubj" and child.lower_ not in {"it", "one", "we", "i"}:
            return _claim("source", f"subject of “{verb}”", _name(child, cast, text))
        if child.dep_ == "agent":
            speaker = next(iter(child.children), None)
            return (
                _claim("source", f"by-phrase of “{verb}”", _name(speaker, cast, text))
                if speaker
                else _claim("impersonal", f"“{verb}”")
            )
        if child.dep_ in {"nsubj", "nsubjpass"}:
            return _claim("author" if child.lower_ in {"we", "i"} else "impersonal", f"“{child} {verb}”")
    head = verb.head
    if verb.dep_ in {"advcl", "conj", "xcomp"} and head.pos_ in VERBAL and head.i != verb.i:
        return _speaker(head, cast, text)  # "Emphasizing that ..., Pashinyan pointed out"
    return _claim("author", f"nobody is the subject of “{verb}”")


def _according(token: Word, cast: Cast, text: str) -> str | None:
    """Reads "According to the ministry": a treaty or an agreement is no speaker."""
    for child in token.children:
        if child.lower_ == "according":
            for prep in child.children:
                for word in prep.children:
                    if any(True for _ in cast.who(word)):
                        return _name(word, cast, text)
    return None


def _aside(token: Word, cast: Cast, text: str, speech: frozenset[str]) -> str | None:
    """Reads "As the minister pointed out, ..." and "In the words of the minister, ..."."""
    for child in token.children:
        spoken = (
            child.dep_ == "advcl" and not _beside(child, token) and (child.base in speech or _phrase(child) in speech)
        )
        if spoken and any(word.lower_ == "as" for word in child.children):
            return next((_name(word, cast, text) for word in child.children if word.dep_ == "nsubj"), None)
        if child.dep_ == "prep" and child.lower_ in {"in", "to"}:
            for noun in child.children:
                if noun.lower_ in VIEWS:
                    return next(
                        (_name(w, cast, text) for of in noun.children if of.lower_ == "of" for w in of.children), None
                    )
    return None


def _as_is_known(token: Word) -> bool:
    """Reads "As is known, ...": an aside of nobody."""
    return any(
        child.dep_ == "advcl"
        and child.lower_ in KNOWN | {"is"}
        and any(word.lower_ == "as" for word in child.children)
        and not any(word.dep_ == "nsubj" and word.lower_ != "as" for word in child.children)
        and (child.lower_ in KNOWN or any(word.lower_ in KNOWN for word in child.children))
        for child in token.children
    )


def _name(token: Word, cast: Cast, text: str) -> str:
    """The actor id of a speaker, else the words that name them, without article and clauses."""
    parties = list(cast.who(token))
    for party in parties:
        if party.id or party.proper:
            return party.id or text[party.start : party.end]
    clauses = {word.i for child in token.children if child.dep_ in {"relcl", "acl", "appos"} for word in child.subtree}
    words = [word for word in token.subtree if word.i not in clauses and not word.is_punct and word.tag_ != "POS"]
    while len(words) > 1 and words[0].dep_ in {"det", "poss"} and words[0].head == token:
        words.pop(0)
    last = words[0]
    for word in words[1:]:
        if word.i != last.i + 1:
            break
        last = word
    return text[words[0].idx : last.end] if token.i <= last.i else token.text
