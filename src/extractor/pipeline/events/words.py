"""Read a word's surroundings off the parse: its lemma, what it acts on, whether it is a condition or only describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.knowledge.senses import Sense
    from extractor.pipeline.events.parse import Word

VERBAL = {"VERB", "AUX"}
RELATIVE = {"which", "that", "who", "whom"}
OBJECTS = {"dobj", "nsubjpass", "attr", "oprd"}
# Who leaves an alliance is no alliance: these classes are of things acted on alone.
TRANSITIVE = {
    "organisation",
    "polity",
    "document",
    "institution",
    "diplomat",
    "relations",
    "intelligence",
    "clause",
    "infinitive",
}
ENDS = {"end", "halt", "stop", "cessation"}
TRIES = {"attempt", "effort", "bid"}  # "attempts were made to restore the truce"
IF = {"if", "unless"}
ASKED = "whether"  # what stands under it is a question; the clause above is none
ENDINGS = (("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", ""), ("e", ""))
POINTING = {"it", "they", "them", "this", "that", "these", "those", "both", "neither", "one", "all", "none"}
DEADLINE = {"by", "until", "till", "before"}  # prepositions before the day that something is due
INVERTED = {"were", "had", "should"}


def bases(token: Word) -> tuple[str, ...]:
    """The lemma, and for a prefixed verb that the lemmatiser does not know ("re-opened") what it may come from."""
    lemma = token.base
    if not token.lower_.startswith("re-") or token.tag_[:2] != "VB":
        return (lemma,)
    return (lemma, *(lemma.removesuffix(end) + put for end, put in ENDINGS if lemma.endswith(end)))


def antecedent(word: Word) -> Word:
    """The noun that a relative pronoun stands for; any other word is its own."""
    if word.lower_ not in RELATIVE:
        return word
    for above in word.ancestors:
        if above.dep_ == "relcl":
            return above.head
    return word


def is_passive(token: Word) -> bool:
    """Whether a verb has a passive auxiliary, or is a participle that stands for a clause: "Three prisoners let out in May"."""
    if any(child.dep_ == "auxpass" for child in token.children):
        return True
    bare = token.tag_ == "VBN" and token.dep_ in {"ROOT", "conj"} and token.pos_ in VERBAL
    return (
        bare
        and not any(child.dep_ in {"aux", "dobj", "xcomp", "ccomp"} for child in token.children)
        and token.dep_ == "ROOT"
    )


def is_attribute(token: Word) -> bool:
    """Whether a participle only describes a noun: "the occupied regions"."""
    if (
        token.tag_ == "VBN"
        and token.i
        and token.parse.words[token.i - 1].text == "-"
        and not token.parse.words[token.i - 1].is_spaced
    ):
        return True  # "well-funded", "hard-hit"
    return token.dep_ == "amod" or (token.dep_ == "compound" and token.tag_ == "VBG" and token.pos_ in VERBAL)


def is_purpose(token: Word) -> bool:
    """Whether a verb only says to what end another act is done: "fired tear gas to disperse the crowd"."""
    if token.dep_ != "advcl" or token.tag_ != "VB" or not any(child.lower_ == "to" for child in token.children):
        return False
    return not any(child.base in TRIES for child in token.head.children if child.dep_ in {"nsubjpass", "dobj"})


def is_conditional(token: Word) -> bool:
    """Whether a verb stands in a condition, or depends on one: "if they attack", "were they to attack, we would answer"."""
    if any(child.dep_ == "mark" and child.lower_ == ASKED for child in token.children):
        return True
    above = token
    while not _is_under_condition(above):
        if above.dep_ not in {"advcl", "conj", "xcomp", "ccomp"} or above.head.i == above.i:
            return False
        above = above.head
    return True


def _is_under_condition(clause: Word) -> bool:
    """Whether a clause is a condition or has one."""
    children = [*clause.children]
    return _is_condition(clause, children) or any(
        _is_condition(other, other.children) for other in _conditions(clause, children)
    )


def _conditions(clause: Word, children: Sequence[Word]) -> list[Word]:
    """The clauses that may be conditions of this one; what is told as done has none: "has threatened to leave unless ..."."""
    helpers = {child.lower_ for child in children if child.dep_ in {"aux", "auxpass"}}
    done = clause.tag_ == "VBD" or (clause.tag_ == "VBN" and helpers & {"has", "have", "was", "were"})
    return (
        []
        if done and not helpers & {"would", "could", "might"}
        else [child for child in children if child.dep_ == "advcl"]
    )


def _is_condition(clause: Word, children: Iterable[Word]) -> bool:
    for child in children:
        if child.dep_ in {"mark", "advmod"} and child.lower_ in IF:
            return True
        if (
            child.dep_ == "aux"
            and child.lower_ in INVERTED
            and child.i == clause.left_edge.i
            and (clause.dep_ == "advcl" or (clause.dep_ == "ccomp" and clause.i < clause.head.i))
        ):
            return True
    return clause.lower_ in INVERTED and clause.dep_ == "advcl" and clause.i == clause.left_edge.i


def subjects_of(verb: Word) -> list[Word]:
    """Who or what a verb tells of: its subject, else that of the verb above it which it shares; the noun of a relative clause."""
    here = verb
    for _ in range(4):
        if found := [child for child in here.children if child.dep_ in {"nsubj", "nsubjpass"}]:
            return [antecedent(word) for word in found]
        if here.dep_ not in {"conj", "xcomp", "advcl"} or here.head.i == here.i:
            break
        here = here.head
    return [here.head] if here.dep_ in {"acl", "relcl"} else []


def things(token: Word, sense: Sense) -> Iterator[Word]:
    """What is acted on: the object of a verb, what a noun is of ("exchange of prisoners", "prisoner exchange")."""
    for thing in _objects(token, sense) if sense.pos == "VERB" else _complements(token):
        noun = antecedent(thing)
        yield noun
        yield from (child for child in noun.children if child.dep_ in {"conj", "appos", "compound"})
        yield from (word for child in noun.children if child.lower_ == "of" for word in child.children)
        if (
            token.dep_ in {"acl", "relcl"}
            and noun.dep_ == "pobj"
            and noun.head.lower_ in {"of", "on", "between", "for", "with"}
        ):
            yield noun.head.head  # "maps of mines delivered by ...": the clause may hang on either noun


def _objects(verb: Word, sense: Sense) -> list[Word]:
    children = [*verb.children]
    below = [child for child in children if child.dep_ == "prep" and child.lower_ in sense.rest[-1:]]
    if below:  # "withdrew from the alliance"
        return [word for child in below for word in child.children]
    first = [child for child in children if child.dep_ in OBJECTS]
    first += [child for child in children if child.dep_ == "xcomp" and child.tag_ == "VBG"]  # "stopped firing"
    if not first and sense.subject not in {"actor", "recipient"}:
        first = [child for child in children if child.dep_ == "nsubj"]
    intransitive = not first and verb.dep_ not in {"relcl", "acl"}
    if not first and verb.dep_ in {"relcl", "acl"} and (verb.dep_ == "relcl" or verb.tag_ == "VBN"):
        first = [verb.head]
    if not first and verb.tag_ == "VBN" and verb.dep_ in {"conj", "xcomp", "acomp", "oprd"}:
        # "was to be handed over", "was agreed to be given back": the subject stands with the verb above
        above = [child for child in verb.head.children if child.dep_ in {"nsubj", "nsubjpass"}]
        first = above if verb.dep_ in {"conj", "acomp", "oprd"} or is_passive(verb) else []
    if (
        not first and intransitive and sense.subject != "recipient" and not set(sense.object) <= TRANSITIVE
    ):  # "the gas stopped", "talks were to resume but broke down"
        here = verb
        for _ in range(4):
            first = [child for child in here.children if child.dep_ in {"nsubj", "nsubjpass"}]
            if first or here.dep_ not in {"conj", "xcomp"}:
                break
            here = here.head
    return first


def _complements(noun: Word) -> list[Word]:
    links = {"of", "on", "to"} if noun.base in ENDS else {"of", "on"}  # "an end to hostilities"
    first = [word for child in noun.children if child.lower_ in links for word in child.children]
    return first + [child for child in noun.children if child.dep_ in {"compound", "nmod", "amod", "poss"}]
