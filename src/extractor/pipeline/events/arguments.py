"""Say who did it and to whom: read the slots of an event off the parse, by the frame of its sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.events.cast import PASSIVE, SUBJECTS
from extractor.pipeline.events.words import VERBAL, is_passive, things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.pipeline.events.cast import Cast
    from extractor.pipeline.events.parse import Word
    from extractor.pipeline.events.party import Party
    from extractor.pipeline.events.triggers import Trigger

# Acts that are aimed at somebody, whom the words of their object name where nothing else does: "rejected a Turkish request".
AIMED = {
    "ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "SUPPORT", "CONCEDE", "AID", "ASSAULT", "COERCE", "PROTEST",
}  # fmt: skip
SPOKEN = {
    "CONSULT",
    "REQUEST",
    "REJECT",
    "AGREE",
    "THREATEN",
}  # "at the urging of the ambassador", "the refusal of Baku"
# What is done to the owner of the noun: "the policeman's arrest", "the journalist's murder".
SUFFERED = {"arrest", "targeted", "abduct", "torture", "deport", "expel", "convict", "release", "beat"}
AIMING = {"against", "at", "of", "from", "to", "by", "with", "on", "toward", "towards", "for"}


def slots(trigger: Trigger, cast: Cast) -> dict[str, list[Party]]:
    """The actors and recipients of an event."""
    found: dict[str, list[Party]] = {"actor": [], "recipient": []}
    acts_on_places = trigger.sense.type in {"ASSAULT", "COERCE"}
    arrives = (
        trigger.sense.type == "CONSULT" or trigger.sense.mode == "access"
    )  # who comes to a capital comes to a city
    for slot, token, how, inferred in _fillers(trigger):
        if slot in found:
            seats = slot == "actor" or not (acts_on_places or arrives)  # who shells a capital shells a city
            parties = list(cast.who(token, seats=seats))
            if not parties and slot == "actor" and token.dep_ in {"nsubj", "pobj"}:
                parties = list(cast.origin_of(token))  # "an American consortium"
            for party in parties:
                found[slot].append(party._replace(inferred=party.inferred or inferred, how=how))
    if not found["recipient"] and trigger.sense.type in AIMED:
        found["recipient"] += [
            party._replace(how=f"named in what {trigger.token} is aimed at")
            for party in _aimed_at(trigger, cast, seats=not acts_on_places)
        ]
    if not found["actor"] and trigger.sense.mode == "visit":
        found["actor"] += _visitor(trigger, cast)
    actors = list(dict.fromkeys(found["actor"]))
    known = {party.id for party in actors if party.id}
    recipients = [party for party in dict.fromkeys(found["recipient"]) if not party.id or party.id not in known]
    return {"actors": _distinct(actors), "recipients": _distinct(recipients)}


def _visitor(trigger: Trigger, cast: Cast) -> list[Party]:
    """Who is on the visit that a clause gives as its setting: "After a visit to Ankara, the minister said ..."."""
    prep = trigger.token.head
    if trigger.token.dep_ != "pobj" or (prep.head.pos_ not in VERBAL and prep.head.pos_ not in {"NOUN", "PROPN"}):
        return []
    above = prep.head
    words = [child for child in above.children if child.dep_ in SUBJECTS] if above.pos_ in VERBAL else [above]
    how = f"subject of “{above}”, in whose course the visit falls"
    return [party._replace(inferred=True, how=how) for word in words for party in cast.who(word)]


def _aimed_at(trigger: Trigger, cast: Cast, *, seats: bool) -> list[Party]:
    """Who is named in the object: its owner, whom it is of or against, or who is to do what is demanded."""
    verb = trigger.token
    content: list[Word] = []
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"} and trigger.sense.type in {"REQUEST", "THREATEN"}:
            asked = trigger.sense.type == "REQUEST"  # in a threat the subject is who threatens
            subjects = [word for word in child.children if asked and word.dep_ in SUBJECTS | PASSIVE]
            if found := [party for word in subjects for party in cast.who(word, seats=seats)]:
                return found
            objects = [word for word in child.children if word.dep_ == "dobj"]
            if found := [party for word in objects for party in cast.who(word, seats=seats)]:
                return found
            content += [child, *objects]
    noun = trigger.sense.pos == "NOUN"
    objects = (
        [verb] if noun else [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass", "ccomp", "xcomp"}]
    )
    for thing in (*objects, *content):
        for child in thing.children:
            if (
                child.dep_ in {"poss", "amod", "compound", "nmod"}
                and not noun
                and (found := list(cast.who(child, seats=seats)))
            ):
                return found
        for child in [*thing.children, *(() if noun else verb.children)]:
            if (
                child.dep_ == "prep"
                and child.lower_ in AIMING
                and (not noun or child.lower_ in {"against", "on", "at", "to"})
            ):
                words = list(child.children)
                if found := [party for word in words for party in cast.who(word, seats=seats)]:
                    return found
                for word in words:
                    owners = (one for one in word.children if one.dep_ in {"poss", "amod", "compound", "nmod"})
                    if found := [party for owner in owners for party in cast.who(owner, seats=seats)]:
                        return found
    return []


class Filler(NamedTuple):
    """A word that fills a slot, the rule that says so, and whether it was taken from another clause."""

    slot: str
    word: Word
    how: str
    inferred: bool = False


def _distinct(parties: Sequence[Party]) -> list[Party]:
    """Each id once, the stated one before the inferred; people without a name only where nobody is known."""
    best: dict[str, Party] = {}
    for party in sorted(parties, key=lambda party: party.inferred):
        best.setdefault(party.id or f"@{party.start}", party)
    states = {party.id.split("/")[0]: party.id for party in reversed(best.values()) if party.id}
    # "Israel withdrew its army": a state and a part of it are one party, as the nearer word has it.
    named = [
        party
        for party in best.values()
        if party.id
        and (party.id == states[party.id.split("/")[0]] or ("/" in party.id and "/" in states[party.id.split("/")[0]]))
    ]
    named += [party for party in best.values() if named and party.proper and not party.id]
    return sorted(named or best.values(), key=lambda party: party.start)


def _fillers(trigger: Trigger) -> Iterator[Filler]:
    """All words that fill a slot, those of the trigger first, then those of the words that govern it."""
    token, sense = trigger.token, trigger.sense
    if token.pos_ in VERBAL:
        complement = sense.complement or ("recipient" if sense.type in AIMED and sense.subject == "actor" else "")
        yield from _verb(token, sense.subject, complement, sense.preps)
        if sense.object:  # "froze its relations with Georgia": the preposition may hang on the object
            for thing in things(token, sense):
                yield from _prepositions(thing, sense.preps)
    else:
        yield from _noun(trigger)
    for governor, effect in trigger.governors:
        if governor.pos_ in VERBAL:
            offers = effect == "propose" and token.pos_ not in VERBAL  # "Turkey proposed talks"
            if offers or effect in {"light", "begin", "continue", "complete", "attempt", "plan", "carrier", "cancel"}:
                raised = effect == "plan" and is_passive(governor) and token.pos_ in VERBAL and not is_passive(token)
                yield from _verb(
                    governor,
                    sense.subject if sense.pos == "ADJ" else "actor",
                    sense.subject if raised else "",
                    {key: slot for key, slot in sense.preps.items() if slot != "place"},
                    inner=token,
                )
        elif effect in {"attempt", "carrier", "plan", "propose", "postpone", "cancel", "begin", "complete"}:
            for child in governor.children:
                if child.dep_ in {"poss", "amod", "compound"}:
                    yield Filler("actor", child, f"owner of {governor}")
                if child.lower_ in {"of", "by"} and effect in {"propose", "plan", "cancel"}:
                    yield from (
                        Filler("actor", word, f"{child.lower_}-phrase of {governor}") for word in child.children
                    )


def _verb(
    verb: Word, subject: str, complement: str, preps: Mapping[str, str], *, inner: Word | None = None
) -> Iterator[Filler]:
    passive = is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    has_subject = False
    for child in verb.children:
        if child.dep_ in SUBJECTS | PASSIVE:
            has_subject = True
            head = verb.head if child.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl" else child
            if inner is None or not _holds(child, inner):
                is_acted_on = child.dep_ in PASSIVE or passive
                yield Filler(
                    complement if is_acted_on else subject, head, f"{'passive ' * is_acted_on}subject of {verb}"
                )
        elif child.dep_ == "agent":
            yield from (Filler(subject, word, f"by-phrase of {verb}") for word in child.children)
        elif child.dep_ == "dobj" and inner is None:
            yield Filler(complement, child, f"object of {verb}")
        elif child.dep_ == "dative":
            word = child if child.pos_ != "ADP" else next(iter(child.children), child)
            yield Filler("recipient", word, f"indirect object of {verb}")
        elif child.dep_ in {"prt", "advmod"}:
            yield from _prepositions(child, preps)
    yield from _prepositions(verb, preps)
    if verb.dep_ == "acl" and not has_subject:
        yield Filler(complement if passive else subject, verb.head, f"noun that {verb} describes")
    elif not has_subject and (above := _subject_above(verb)):
        child, inferred = above
        yield Filler(
            complement if passive else subject, child, f"subject that {verb} shares with the verb above it", inferred
        )


def _prepositions(word: Word, preps: Mapping[str, str]) -> Iterator[Filler]:
    for child in word.children:
        if child.dep_ in {"prep", "dative"} and (slot := preps.get(child.lower_)):
            yield from (Filler(slot, inner, f"{child.lower_}-phrase of {word}") for inner in child.children)


def _subject_above(verb: Word) -> tuple[Word, bool] | None:
    """The subject that a verb without one shares with the verb above it; inferred where that is another clause."""
    here = verb
    inferred = False
    for _ in range(4):
        if (
            here.dep_ not in {"conj", "dep", "xcomp", "advcl", "ccomp", "pcomp", "prep", "acomp", "attr", "oprd"}
            or here.head.i == here.i
        ):
            return None
        inferred = inferred or here.dep_ in {"advcl", "pcomp", "prep"}
        here = here.head
        for child in here.children:
            if child.dep_ in SUBJECTS | PASSIVE:
                head = here.head if child.lower_ in {"which", "that", "who"} and here.dep_ == "relcl" else child
                return head, inferred
    return None


def _noun(trigger: Trigger) -> Iterator[Filler]:
    sense = trigger.sense
    carriers = [
        governor.token
        for governor in trigger.governors
        if governor.effect == "carrier" and governor.token.pos_ not in VERBAL
    ]
    for noun in (trigger.token, *carriers):
        for child in noun.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                suffers = (
                    child.dep_ == "poss" and sense.of == "recipient" and sense.mode in SUFFERED and not _has_of(noun)
                )
                yield Filler("recipient" if suffers else "actor", child, f"owner or adjective of {noun}")
            elif child.dep_ in {"prep", "agent"}:
                slot = (
                    sense.of or ("actor" if sense.type in SPOKEN else "")
                    if child.lower_ == "of"
                    else sense.preps.get(child.lower_, "actor" if child.lower_ == "by" else "")
                )
                for word in child.children:
                    yield Filler(slot, word, f"{child.lower_}-phrase of {noun}")
                    if (
                        child.lower_ == "of"
                    ):  # "exchange of prisoners between ...": the preposition may hang on the complement
                        yield from _prepositions(word, sense.preps)
            elif child.dep_ in {"acl", "relcl"}:
                yield from (
                    Filler("actor", word, f"by-phrase after {noun}")
                    for agent in child.children
                    if agent.dep_ == "agent"
                    for word in agent.children
                )


def _has_of(noun: Word) -> bool:
    return any(child.lower_ == "of" for child in noun.children)


def _holds(top: Word, inner: Word) -> bool:
    return top.i == inner.i or top.is_ancestor(inner)
