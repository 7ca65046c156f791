"""Say whether an event happened, goes on, is planned, proposed, postponed, or did not happen, as the text has it.

The tense, mood and negation of the trigger give a first state; each governing word, from the inside out, changes it:

====================  ===========================================================
governor              effect
====================  ===========================================================
light, carrier        passes on its own tense and negation
begin                 as its tense says; negated: not-happened
continue              ongoing; in the past: actual; negated: not-happened
complete              as its tense says; negated: ongoing
plan                  planned; negated: not-happened; under a duty: proposed
propose               proposed
postpone              postponed
cancel                not-happened; negated: actual
attempt               ongoing in the present, else as its tense says
====================  ===========================================================

What a provision lays down ("Point 4: the forces go back") is planned, what is offered or recommended is proposed.
Possibility (can, could, may, might) and conditions are no events: `status_of` returns None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.pipeline.events.listed import of_item
from extractor.pipeline.events.words import DEADLINE, TRIES, VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.knowledge.senses import Effect
    from extractor.pipeline.events.parse import Word
    from extractor.pipeline.events.triggers import Trigger

FUTURE = {"will", "shall", "'ll", "’ll", "wo", "would", "'d"}
DUTY = {"should", "must", "ought", "needs"}
POSSIBLE = {"can", "could", "may", "might", "ca"}
NEGATIVE = {"no", "never", "nor", "neither", "hardly", "barely"}
NOBODY = {"nobody", "none", "nothing", "neither", "no-one"}
PRESENT_TAGS = {"VBZ", "VBP"}
# Acts of speech told in the present ("Paris condemns ...") have happened; deeds told in the present go on.
VERBAL_TYPES = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
OFFERS = {"propose", "suggest", "offer", "recommend"}  # what is offered is not yet done
PAST = {"did", "was", "were", "had"}
FIRST = {"first", "last", "second", "third", "only", "next"}
FAILING = {"fail", "collapse", "founder", "unravel"}
LASTING_ON = {"last", "hold", "succeed", "survive", "work", "endure"}
UNITS = {"article", "point", "paragraph", "item", "principle", "clause"}
LASTING = {
    "restrict",
    "withhold",
    "seize",
    "censor",
    "curfew",
    "martial-law",
    "ceasefire",
    "obstruct",
}  # modes of what goes on
OPEN = "open"  # an infinitive, participle or noun that says nothing by itself


def status_of(trigger: Trigger) -> str | None:
    """The status of an event; None where the text only says that it is possible."""
    *_, (_, _, state) = steps(trigger)
    return None if state == "possible" else state


def steps(trigger: Trigger) -> Iterator[tuple[Word, str, str]]:
    """The way to the status: each word that had a say, what it is to the event, and the state after it."""
    spoken = trigger.sense.type in VERBAL_TYPES
    state = _form(trigger.token, spoken=spoken)
    yield trigger.token, "form of", state
    if state in {"actual", "ongoing"} and trigger.token.base in OFFERS:
        state = "proposed"
        yield trigger.token, "an offer:", state
    if state in {"actual", "ongoing", OPEN} and (number := _provision(trigger.token)):
        state = "planned"
        yield number, "what a provision lays down:", state
    if state in {"actual", "ongoing", OPEN} and (listed := of_item(trigger.token)):
        state = listed[1]
        yield listed[0], "what a list offers:" if state == "proposed" else "what a list lays down:", state
    for token, effect in trigger.governors:
        state = _governed(state, _form(token, spoken=spoken and effect in {"light", "carrier"}), effect)
        yield token, f"{effect}:", state
    if word := _failed(trigger):
        state = "not-happened"
        yield word, "an attempt that failed:", state
    if state == "ongoing" and trigger.token.pos_ == "ADV":
        state = "actual"
        yield trigger.token, "a state that has come about:", state
    if state == "actual" and (word := _lasting(trigger)):
        state = "ongoing"
        yield word, "a perfect that lasts:", state
    if state == OPEN:
        yield trigger.clause, "clause of", _inherited(trigger, spoken=spoken)


def _failed(trigger: Trigger) -> Word | None:
    """The verb that says how an attempt ended: "attempts were made to restore the truce, but it did not last"."""
    above = [trigger.clause, trigger.clause.head]
    if not any(word.base in TRIES for verb in above for word in (verb, *verb.children)):
        return None
    for verb in above:
        for child in verb.children:
            if child.dep_ != "conj" or child.i < trigger.token.i or child.pos_ not in VERBAL:
                continue
            if child.base in FAILING or (is_negated(child) and child.base in LASTING_ON):
                return child
    return None


def _lasting(trigger: Trigger) -> Word | None:
    """The word that says since when or for how long a thing in the perfect has been so: "has been closed since May"."""
    clause = trigger.clause
    helpers = {child.lower_ for child in clause.children if child.dep_ in {"aux", "auxpass"}}
    if not helpers & {"has", "have"} or trigger.sense.mode not in LASTING:
        return None
    return next(
        (child for child in clause.children if child.lower_ == "since" and child.dep_ in {"prep", "mark"}), None
    )


def _provision(token: Word) -> Word | None:
    """The unit word of a provision that heads the sentence: "Point 4: the forces go back"."""
    sentence = token.sent
    first, *others = sentence.words[:4]
    following = [word for word in others if word.text == ":"]
    return first if first.lower_ in UNITS and following and token.i > following[0].i else None


def _governed(state: str, form: str, effect: Effect) -> str:
    """The state after a governing word, of which the form is given."""
    negated = form == "not-happened"
    match effect:
        case "light" if state == "postponed" and form == "actual":
            return form  # "put off twice and held in May"
        case "light" | "carrier":
            return form if form != OPEN and (state in {OPEN, "actual"} or negated) else state
        case "continue":
            return form if form in {"not-happened", "planned", "proposed", "possible", "actual"} else "ongoing"
        case "complete":
            return "ongoing" if negated else form if form != OPEN else state
        case "plan":
            return form if form in {"not-happened", "proposed", "possible"} else "planned"
        case "propose":
            return "proposed"
        case "postpone":
            return "postponed"
        case "cancel":
            return "actual" if negated else "not-happened"
        case _:  # begin, attempt
            return form if form != OPEN else state


def _form(token: Word, *, spoken: bool) -> str:
    """What the word's own form says: a status, `possible`, or `open`."""
    negated = is_negated(token)
    if token.pos_ not in VERBAL:
        return "not-happened" if negated else OPEN
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & POSSIBLE:
        return "possible"
    if negated:
        return "actual" if helpers & PAST and _is_only_then(token) else "not-happened"
    if helpers & FUTURE:
        return "planned"
    if helpers & DUTY:
        return "proposed"
    if "to" in helpers:
        return _infinitive(token)
    if _is_imperative(token, helpers):
        spoken_to = any(child.dep_ == "dobj" and child.pos_ == "PRON" for child in token.children)
        return "possible" if spoken_to else "proposed"  # "Take it as hearsay": nothing is asked of anybody
    if token.tag_ in {"VBG", "VBN"} and not helpers:
        return "actual" if token.tag_ == "VBN" and token.dep_ in {"acl", "ROOT", "advcl"} else OPEN
    present = helpers & {"is", "are", "am", "'s", "'re", "’s", "has", "have"} or (
        token.tag_ in PRESENT_TAGS and not helpers & {"did", "had", "was", "were"}
    )
    if token.tag_ == "VBG" or "being" in helpers:
        return "ongoing" if present else "actual"
    if present and not helpers & {"has", "have"}:
        return "actual" if spoken else "ongoing"
    return "actual"


def _is_only_then(verb: Word) -> bool:
    """Whether a negated verb has a day behind *until*: what "did not begin until 4 July" began then."""
    return any(
        child.dep_ == "prep"
        and child.lower_ in {"until", "till"}
        and any(word.ent_type_ == "DATE" for word in child.children)
        for child in verb.children
    )


def _is_imperative(token: Word, helpers: set[str]) -> bool:
    """Whether a bare verb heads its sentence: "Reopen the railway." in a list of recommendations."""
    bare = token.tag_ == "VB" and token.dep_ == "ROOT" and not helpers
    return bare and not any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in token.children)


def _infinitive(token: Word) -> str:
    """Reads "was to be handed over" and "is going to withdraw" as planned, "has yet to ratify" as not happened; others stay open."""
    head = token.head
    if token.dep_ == "acl":  # "sixty days to leave"; "the first to recognise it" did so
        first = any(child.lower_ in FIRST or child.tag_ == "JJS" for child in head.children) or head.lower_ in FIRST
        return "actual" if first else "planned" if head.pos_ == "NOUN" else OPEN
    if token.dep_ != "xcomp":
        return OPEN
    if head.lemma_ == "have" and any(child.lower_ in DEADLINE for child in token.children):
        return "planned"  # "had to be returned by 20 November"
    if head.lemma_ in {"be", "have"} and any(
        child.lower_ == "yet" for word in (head, token) for child in word.children
    ):
        return "not-happened"
    if head.lemma_ == "be":
        return "not-happened" if is_negated(head) else "planned"
    return "planned" if head.lower_ == "going" else OPEN


def _inherited(trigger: Trigger, *, spoken: bool) -> str:
    """A noun or gerund outside any governor takes the future, duty or possibility of its clause; else it happened."""
    token = trigger.clause
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in VERBAL:
            form = _form(token, spoken=spoken)
            if form != OPEN:
                taken = {"planned", "proposed", "possible"} | ({"ongoing"} if trigger.token.pos_ in VERBAL else set())
                return form if form in taken else "actual"
    return "actual"


def is_negated(token: Word) -> bool:
    """Whether *not*, *never* or *no* stands at the word, its subject or its object."""
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in NEGATIVE and child.dep_ in {"det", "advmod", "preconj"}):
            return True
        if child.dep_ == "cc" and child.lower_ == "nor" and child.i < token.i:
            return True  # "Nor has a date been proposed"
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            single = any(word.lower_ == "not" for word in child.children)  # "not a single prisoner"
            none = any(word.lower_ in {"no", "neither"} and word.dep_ == "det" for word in child.children)
            if single or none or child.lower_ in NOBODY:
                return True
    if any(word.lower_ in NOBODY for child in token.children if child.dep_ == "agent" for word in child.children):
        return True  # "signed by neither"
    if token.dep_ == "conj" and any(word.lower_ == "nor" and word.i < token.i for word in token.head.children):
        return True  # "has neither accepted nor refused"
    return token.dep_ == "pobj" and token.head.lower_ == "without"


def on_its_day(trigger: Trigger, record: dict[str, Any]) -> str:
    """The status of an event with its date: the plain present on a given day is the present of chronicles ("12 May: they sign")."""
    status: str = record["status"]
    plain = trigger.clause.tag_ in PRESENT_TAGS and not any(
        child.dep_ in {"aux", "auxpass"} for child in trigger.clause.children
    )
    chronicled = any(child.dep_ == "auxpass" and child.tag_ in PRESENT_TAGS for child in trigger.clause.children)
    progressive = any(child.lower_ in {"being", "been"} for child in trigger.clause.children)
    has_day = record["date"] is not None and record["date"]["edtf"].count("-") == 2
    return "actual" if status == "ongoing" and has_day and (plain or chronicled) and not progressive else status


def _is_definite(subject: Word) -> bool:
    """Whether a subject names somebody in particular: "they", "Shastri"; not "the ferry", which may do so every day."""
    generic = subject.lower_ in {"it", "one", "you", "who", "which", "that"}
    return subject.pos_ in {"PROPN", "PRON"} and not generic


def is_general(trigger: Trigger, record: dict[str, Any]) -> bool:
    """Whether a present tense without anybody, anywhere or any time in particular only states a rule: "small states sign treaties"."""
    token = trigger.token
    if (
        trigger.governors
        or token.tag_ not in PRESENT_TAGS
        or any(child.dep_ in {"aux", "neg"} for child in token.children)
    ):
        return False
    if any(_is_definite(child) for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}):
        return False  # "they block the bridges": told of somebody in particular
    known = any(part["id"] for slot in ("actors", "recipients", "places") for part in record[slot])
    return not (known or record["date"] or record["articles"])
