"""Find the words that govern an event word: "agreed to start the withdrawal", "the exchange, which started in May, goes on"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.events.words import RELATIVE, VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extractor.knowledge.senses import Effect
    from extractor.pipeline.events.parse import Word

PARTICLES = {"prt", "advmod", "prep", "dobj", "amod", "npadvmod", "acomp"}
LINKS_UP = {
    "xcomp", "ccomp", "pcomp", "pobj", "dobj", "nsubj", "nsubjpass", "attr", "prep", "acl", "appos", "compound", "csubj", "csubjpass",
    "nmod", "agent", "dative", "acomp", "oprd",
}  # fmt: skip
GOVERNING = {"of", "on", "for", "to", "about", "into", "regarding", "concerning", "towards"}
TOPICS = {"regarding", "concerning"}
# Light verbs that tell of their subject; under all others the subject is the doer.
HAPPEN = {
    "take",
    "occur",
    "happen",
    "break",
    "erupt",
    "flare",
    "begin",
    "last",
    "follow",
    "start",
    "resume",
    "materialise",
    "materialize",
}


GOING_ON = {"light", "begin", "continue", "complete"}


class Governor(NamedTuple):
    """A word above an event word and what it does to the event; the nearest comes first in a chain."""

    token: Word
    effect: Effect


def chain(token: Word, table: Mapping[str, Effect]) -> Iterator[Governor]:
    """The words that govern a word, from the inside out: "planned [to be] established", "exchange ... started"."""
    told = list(_relative(token, table))
    above = list(_above(token, table))
    # A delay told by a clause on the noun is the last word, unless the noun's own clause goes on: "the talks, put off in May, were held".
    goes_on = any(up.effect in GOING_ON and up.token.pos_ in VERBAL for up in above)
    last = [] if goes_on else [one for one in told if one.effect in {"postpone", "cancel"}]
    yield from (one for one in told if one not in last)
    yield from above
    yield from last


def _above(token: Word, table: Mapping[str, Effect]) -> Iterator[Governor]:
    """The words above, the nearest first; behind a verb that puts off, the one joined to it that says that it took place after all."""
    seen = {token.i}
    here = token
    for _ in range(8):
        if here.dep_ == "conj" and here.head.i not in seen and _shares(here):
            here = here.head
            seen.add(here.i)
            continue
        back = here.pos_ == "ADV" and here.dep_ == "advmod" and here.head.lemma_ == "be"
        if (here.dep_ not in LINKS_UP and not back and not _is_bare_infinitive(here)) or here.head.i in seen:
            break
        up = here.head
        if here.dep_ == "ccomp" and up.i > here.i:
            break  # two clauses side by side, or a quotation before its verb
        if up.lower_ in TOPICS and (carrier := _carrier(up, table)) is not None:
            yield Governor(carrier, "carrier")
            up = carrier  # "activities aimed at the population regarding the return"
        elif up.pos_ in {"ADP", "SCONJ"}:
            aimed = up.lower_ == "at" and up.head.base == "aim"
            if up.dep_ != "agent" and not aimed and (up.lower_ not in GOVERNING or up.head.pos_ in {"ADP", "SCONJ"}):
                break  # "due to", "during", "in accordance with": circumstances do not govern
        elif up.lemma_ == "be" and up.pos_ in VERBAL:
            if here.dep_ == "nsubj":
                yield from _awaited(up, table)  # "talks were to resume"
            if here.dep_ == "advmod":
                yield Governor(up, "light")  # "the town is back under its control"
            if here.dep_ not in {"attr", "xcomp"}:
                break  # "the operation was not a surprise" says nothing of whether it took place
            yield from _across(here, up, table)
        elif here.dep_ == "acl" and here.tag_ == "VBN" and here.pos_ in VERBAL:
            break  # "the agreement brokered by Moscow": the agreement does not govern what is told of it
        elif effect := effect_of(up, table):
            if here.pos_ == "ADP" and effect == "cancel" and up.pos_ in VERBAL:
                break  # "blocked the road in protest at the arrest": the circumstance was not blocked
            if here.dep_ in {"nsubj", "csubj"} and effect == "light" and up.lemma_ not in HAPPEN:
                break  # "the withdrawal included ...": the noun is the doer there
            yield Governor(up, effect)
            if effect == "postpone":
                yield from _after_all(up, table)
        else:
            break
        here = up
        seen.add(up.i)


def _after_all(verb: Word, table: Mapping[str, Effect]) -> Iterator[Governor]:
    """Reads "was put off twice and held in May": the joined verb that shares the subject and says that it took place."""
    for child in verb.children:
        own = any(word.dep_ in {"nsubj", "nsubjpass"} for word in child.children)
        if (
            child.dep_ == "conj"
            and child.pos_ in VERBAL
            and not own
            and (effect := effect_of(child, table)) in GOING_ON
        ):
            yield Governor(child, effect)


def _is_bare_infinitive(verb: Word) -> bool:
    """Whether an infinitive with *to* hangs on a noun, whatever the parser calls it: "the deadline to leave"."""
    marks = {child.dep_ for child in verb.children} & {"nsubj", "nsubjpass"}
    return verb.dep_ == "relcl" and verb.tag_ == "VB" and not marks and any(w.lower_ == "to" for w in verb.children)


def _carrier(topic: Word, table: Mapping[str, Effect]) -> Word | None:
    """The noun of activity that a topic belongs to, over a participle or its object."""
    for above in topic.ancestors:
        if table.get(above.base) == "carrier" and above.pos_ == "NOUN":
            return above
        if above.dep_ not in {"acl", "pobj", "prep"}:
            return None
    return None


def _shares(word: Word) -> bool:
    """Whether a word joined to another has its governor: "agreed on a truce and a pull-back", "was to leave and disarm"."""
    first = word.head
    if first.pos_ not in VERBAL or word.pos_ not in VERBAL:
        return first.pos_ in {"NOUN", "PROPN"} and word.pos_ in {"NOUN", "PROPN"}
    own = any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in word.children)
    return (
        not own and word.tag_ == first.tag_ and first.dep_ in {"xcomp", "ccomp", "pcomp"} and word.tag_ in {"VB", "VBG"}
    )


def effect_of(token: Word, table: Mapping[str, Effect]) -> Effect | None:
    """What a word does to the events below it, a particle or object counted in: "put off", "take place"."""
    word = token.base
    for child in token.children:
        if (
            child.dep_ == "xcomp"
            and (effect := table.get(f"{word} to"))
            and any(w.lower_ == "to" for w in child.children)
        ):
            return effect  # "undertook to lift the blockade"
        if child.dep_ in {*PARTICLES, "nsubjpass"} and (effect := table.get(f"{word} {child.lemma_}")):
            return effect
    return table.get(word)


def _across(here: Word, copula: Word, table: Mapping[str, Effect]) -> Iterator[Governor]:
    """Reads "The proposal was the establishment of ...": what stands on the other side of *be* governs."""
    others = {"nsubj", "csubj"} if here.dep_ in {"attr", "xcomp"} else set()
    for child in copula.children:
        if child.dep_ in others and (effect := effect_of(child, table)) in {"plan", "propose", "postpone", "cancel"}:
            yield Governor(child, effect)
    yield Governor(copula, "light")


def _awaited(copula: Word, table: Mapping[str, Effect]) -> Iterator[Governor]:
    for child in copula.children:
        awaited = child.dep_ == "xcomp" and any(word.lower_ == "to" for word in child.children)
        if awaited and (effect := effect_of(child, table)) in {"light", "begin", "continue", "complete", "postpone"}:
            yield Governor(child, effect)


def _relative(noun: Word, table: Mapping[str, Effect]) -> Iterator[Governor]:
    """Reads "The exchange, which started in May": a clause on a noun of happening tells how far it has come."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return
    for child in noun.children:
        told = child.dep_ == "relcl" and any(
            word.lower_ in RELATIVE and word.dep_ in {"nsubj", "nsubjpass", "dobj"} for word in child.children
        )
        if told and (effect := effect_of(child, table)) in {
            "light",
            "begin",
            "continue",
            "complete",
            "postpone",
            "cancel",
        }:
            yield Governor(child, effect)
