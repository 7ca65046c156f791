"""Find the words that name events, and the words that govern them.

A trigger is a verb or noun of the sense table whose object fits. A noun that only modifies another ("evacuation procedures") counts when
that other word carries the event; states ("occupied regions") and conditions do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from extractor.knowledge.senses import Effect, Sense

VERBAL = {"VERB", "AUX"}
OBJECTS = {"dobj", "nsubjpass", "attr", "oprd"}
PARTICLES = {"prt", "advmod", "prep", "dobj", "amod", "npadvmod", "acomp"}
LINKS_UP = {
    "xcomp", "ccomp", "pcomp", "pobj", "dobj", "nsubj", "nsubjpass", "attr", "prep", "acl", "appos", "compound", "csubj", "csubjpass",
    "nmod", "agent", "dative",
}  # fmt: skip


RELATIVE = {"which", "that", "who", "whom"}
GOVERNING = {"of", "on", "for", "to", "about", "into", "at", "regarding", "concerning", "towards"}


class Governor(NamedTuple):
    """A word above the trigger and what it does: the nearest one comes first in a chain."""

    token: Token
    effect: Effect


class Trigger(NamedTuple):
    """A word that names an event: its head token, its first and last token, its sense, and what governs it."""

    token: Token
    span: Span
    sense: Sense
    governors: tuple[Governor, ...]

    @property
    def chain(self) -> tuple[Token, ...]:
        """The trigger and its governors, from the inside out."""
        return (self.token, *(governor.token for governor in self.governors))

    @property
    def clause(self) -> Token:
        """The outermost word of the chain: whose tense, negation and adverbs the event takes."""
        return self.chain[-1]


class TriggerFinder:
    """Matches the sense table on a parsed text."""

    def __init__(
        self, senses: Sequence[Sense], classes: dict[str, frozenset[str]], governors: dict[str, Effect]
    ) -> None:
        self._senses: dict[tuple[str, str], list[Sense]] = {}
        for sense in senses:
            self._senses.setdefault((sense.head, sense.pos), []).append(sense)
        for listed in self._senses.values():
            listed.sort(key=lambda sense: (-len(sense.rest), not sense.object))
        self._classes = classes
        self._governors = governors

    def __call__(self, doc: Doc, is_place: Callable[[Token], bool]) -> Iterator[Trigger]:
        """The triggers of a text in order; `is_place` says whether a token stands in the name of a place."""
        used: set[int] = set()
        found: list[Trigger] = []
        for token in doc:
            if token.i in used or (trigger := self._trigger(token, is_place)) is None:
                continue
            used.update(part.i for part in trigger.span)
            found.append(trigger)
        seen_through = {
            governor.token.i
            for trigger in found
            for governor in trigger.governors
            if governor.effect == "plan" or governor.token.pos_ not in VERBAL
        }
        yield from (trigger for trigger in found if trigger.token.i not in seen_through)

    def _trigger(self, token: Token, is_place: Callable[[Token], bool]) -> Trigger | None:
        pos = "NOUN" if token.pos_ in {"NOUN", "PROPN"} else token.pos_
        listed = self._senses.get((base(token), pos))
        if not listed or is_place(token) or is_attribute(token):
            return None
        for sense in listed:
            parts = _parts(token, sense.rest)
            if parts is None or (sense.object and not self._fits(token, sense, is_place)):
                continue
            chain = tuple(self._chain(token))
            if pos == "NOUN" and not _is_eventive(token, chain):
                return None
            low, high = min([token.i, *parts]), max([token.i, *parts])
            span = token.doc[low : high + 1] if high - low < len(parts) + 3 else token.doc[token.i : token.i + 1]
            return Trigger(token, span, sense, chain)
        return None

    def _fits(self, token: Token, sense: Sense, is_place: Callable[[Token], bool]) -> bool:
        wanted = set(sense.object)
        for thing in things(token, sense):
            if wanted & self._classes.get(base(thing), frozenset()):
                return True
            if ("territory" in wanted or "border" in wanted) and is_place(thing):
                return True
            if "polity" in wanted and (is_place(thing) or thing.ent_type_ in {"PERSON", "GPE", "ORG", "NORP"}):
                return True
            if wanted & {"person", "prisoner"} and thing.ent_type_ == "PERSON":
                return True
        return "clause" in wanted and any(
            child.dep_ in {"dobj", "xcomp", "ccomp", "dative"} for child in token.children
        )

    def _chain(self, token: Token) -> Iterator[Governor]:
        """The words that govern a trigger, from the inside out: "planned [to be] established", "exchange ... started"."""
        seen = {token.i}
        here = token
        yield from self._relative(token)
        for _ in range(8):
            if here.dep_ not in LINKS_UP or here.head.i in seen:
                break
            up = here.head
            if here.dep_ == "ccomp" and up.i > here.i:
                break  # two clauses side by side, or a quotation before its verb
            if up.pos_ in {"ADP", "SCONJ"}:
                if up.dep_ != "agent" and (up.lower_ not in GOVERNING or up.head.pos_ in {"ADP", "SCONJ"}):
                    break  # "due to", "during", "in accordance with": circumstances do not govern
                here = up
                seen.add(up.i)
                continue
            effect = self._effect(up)
            if up.lemma_ == "be" and up.pos_ in VERBAL:
                if here.dep_ not in {"attr", "xcomp"}:
                    break  # "the operation was not a surprise" says nothing of whether it took place
                yield from self._across(here, up)
            elif effect:
                if (
                    here.dep_ in {"nsubj", "csubj"}
                    and effect == "light"
                    and up.lemma_ not in {"take", "occur", "happen"}
                ):
                    break  # "the withdrawal included ...": the noun is the doer there
                yield Governor(up, effect)
            else:
                break
            here = up
            seen.add(up.i)

    def _across(self, here: Token, copula: Token) -> Iterator[Governor]:
        """Reads "The proposal was the establishment of ...": what stands on the other side of *be* governs."""
        others = {"nsubj", "csubj"} if here.dep_ in {"attr", "xcomp"} else set()
        for child in copula.children:
            if child.dep_ in others and (effect := self._effect(child)) in {"plan", "propose", "postpone", "cancel"}:
                yield Governor(child, effect)
        yield Governor(copula, "light")

    def _relative(self, noun: Token) -> Iterator[Governor]:
        """Reads "The exchange, which started in May": a clause on a noun of happening tells how far it has come."""
        if noun.pos_ not in {"NOUN", "PROPN"}:
            return
        for child in noun.children:
            told = child.dep_ == "relcl" and any(
                word.lower_ in RELATIVE and word.dep_ in {"nsubj", "nsubjpass"} for word in child.children
            )
            if told and (effect := self._effect(child)) in {"light", "begin", "continue", "complete", "postpone"}:
                yield Governor(child, effect)

    def _effect(self, token: Token) -> Effect | None:
        word = base(token)
        for rest in ([child.lemma_ for child in token.children if child.dep_ in PARTICLES]) or []:
            if effect := self._governors.get(f"{word} {rest}"):
                return effect
        return self._governors.get(word)


def base(token: Token) -> str:
    """The lemma in lower case, without a prefixed `re-`."""
    lemma: str = (token.lemma_ or token.lower_).lower()
    return lemma.removeprefix("re-")


def is_attribute(token: Token) -> bool:
    """Whether a participle only describes a noun ("the occupied regions") or hangs on a condition ("if they attack")."""
    if token.dep_ == "amod":
        return True
    return any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} for child in token.children)


def things(token: Token, sense: Sense) -> Iterator[Token]:
    """What is acted on: the object of a verb, what a noun is of ("exchange of prisoners", "prisoner exchange")."""
    first = _objects(token, sense) if sense.pos == "VERB" else _complements(token)
    for thing in first:
        noun = antecedent(thing)
        yield noun
        yield from (child for child in noun.children if child.dep_ in {"conj", "appos"})
        yield from (word for child in noun.children if child.lower_ == "of" for word in child.children)
        if token.dep_ in {"acl", "relcl"} and noun.dep_ == "pobj" and noun.head.lower_ == "of":
            yield noun.head.head  # "maps of mines delivered by ...": the clause may hang on either noun


def antecedent(word: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word is its own."""
    if word.lower_ not in RELATIVE:
        return word
    for above in word.ancestors:
        if above.dep_ == "relcl":
            return above.head
    return word


def _objects(verb: Token, sense: Sense) -> list[Token]:
    first = [child for child in verb.children if child.dep_ in OBJECTS]
    if not first and sense.subject != "actor":
        first = [child for child in verb.children if child.dep_ == "nsubj"]
    if not first and verb.dep_ in {"relcl", "acl"} and (verb.dep_ == "relcl" or verb.tag_ == "VBN"):
        first = [verb.head]
    if not first and verb.tag_ == "VBN" and verb.dep_ in {"conj", "xcomp"}:
        # "was to be handed over", "was agreed to be given back": the subject stands with the verb above
        above = [child for child in verb.head.children if child.dep_ in {"nsubj", "nsubjpass"}]
        first = above if verb.dep_ == "conj" or _is_passive(verb) else []
    return first


def _complements(noun: Token) -> list[Token]:
    first = [word for child in noun.children if child.lower_ in {"of", "on"} for word in child.children]
    return first + [child for child in noun.children if child.dep_ in {"compound", "nmod", "amod", "poss"}]


def _is_passive(token: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in token.children)


def _parts(token: Token, rest: Sequence[str]) -> list[int] | None:
    """The positions of a lemma's other words below its head; None when one is missing."""
    if not rest:
        return []
    near = [child for child in token.children if child.dep_ in PARTICLES or child.dep_ in {"compound", "nsubjpass"}]
    near += [word for child in near if child.dep_ == "prep" for word in child.children]
    found = {base(word): word.i for word in near} | {word.lower_: word.i for word in near}
    return [found[word] for word in rest] if all(word in found for word in rest) else None


def _is_eventive(token: Token, chain: Sequence[Governor]) -> bool:
    """Whether a noun names a happening here and not a kind of thing: something governs it, or it has a complement of its own."""
    if token.dep_ in {"compound", "nmod"} and not any(g.effect == "carrier" and g.token == token.head for g in chain):
        return False
    if any(governor.effect != "carrier" and governor.token.lemma_ != "be" for governor in chain):
        return True
    return any(
        child.dep_ in {"poss", "acl", "relcl"}
        or (
            child.dep_ in {"prep", "agent"}
            and child.lower_ in {"of", "between", "by", "from", "to", "with", "on", "in", "against"}
        )
        for child in token.children
    )
