"""Find the words that name events.

A trigger is a verb or noun of the sense table whose object fits. A noun that only modifies another ("evacuation procedures") counts when
that other word carries the event; states ("occupied regions") and conditions do not count. Of two words that tell one act the governing
one is kept: a demand with what is demanded, a refusal with what is refused; but who agrees, plans or proposes is seen through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.events.governors import PARTICLES, Governor, chain, effect_of
from extractor.pipeline.events.parse import Stretch
from extractor.pipeline.events.words import (
    POINTING,
    VERBAL,
    bases,
    is_attribute,
    is_conditional,
    is_passive,
    is_purpose,
    subjects_of,
    things,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from extractor.knowledge.senses import Effect, Sense
    from extractor.pipeline.events.parse import Parse, Word

# Acts of speech that hold what they speak of: no second event is told by the words below them.
HOLDING = {"REQUEST", "REJECT", "THREATEN", "ACCUSE"}
SEEN_THROUGH = {"propose", "suggest", "offer", "recommend", "consider", "proposal"}
SAID = {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}  # what is only said is not put off
PASSING = {"light", "begin", "continue", "complete"}
IT = {"it", "this", "that"}  # no person, and no body of people
PEOPLE = {"person", "prisoner", "displaced", "forces"}
DEFINITE = {"the", "this", "that", "these", "those"}
STANDING_FOR = {"measure", "step", "move", "deadline", "date", "rest", "others", "process", "operation", "term"}
AGAIN = {"postpone", "cancel"}
ASKING = {"ask", "inquire", "wonder"}
QUESTIONS = {"what", "who", "why", "how", "where", "when", "whether", "if", "which"}
HYPHENS = {"-", "–"}
NO_EVENT = "NONE"  # the type of words that only look like an event: "heart attack"
INSIDE = 2  # words that may stand inside a trigger: "paid a short visit"
ECHO = 30  # words between a verb and what repeats it
REACH = 60  # words between a pronoun and what it can mean
EVENT_PREPOSITIONS = {"of", "between", "by", "from", "to", "with", "on", "against"}


class Trigger(NamedTuple):
    """A word that names an event: its head token, all its tokens, its sense, and what governs it."""

    token: Word
    span: Stretch
    sense: Sense
    governors: tuple[Governor, ...]

    @property
    def chain(self) -> tuple[Word, ...]:
        """The trigger and its governors, from the inside out."""
        return (self.token, *(governor.token for governor in self.governors))

    @property
    def clause(self) -> Word:
        """The outermost word of the chain: whose tense, negation and adverbs the event takes."""
        return self.governors[-1].token if self.governors else self.token


class TriggerFinder:
    """Matches the sense table on a parsed text."""

    def __init__(
        self, senses: Sequence[Sense], classes: Mapping[str, Collection[str]], governors: Mapping[str, Effect]
    ) -> None:
        self._senses: dict[tuple[str, str], list[Sense]] = {}
        for sense in senses:
            self._senses.setdefault((sense.head, sense.pos), []).append(sense)
        for listed in self._senses.values():
            listed.sort(key=lambda sense: (-len(sense.rest), not sense.object))
        self._classes = classes
        self._governors = governors
        nouns = {"NOUN", "PROPN"} if any(pos == "NOUN" for _, pos in self._senses) else set()
        self._told_by = {pos for _, pos in self._senses} | VERBAL | nouns

    def __call__(
        self, parse: Parse, named: Callable[[Word], Collection[str]], passed_over: Collection[int] = ()
    ) -> Iterator[Trigger]:
        """The triggers of a text in order. `named` gives the noun classes that a token has by standing in a mention; `passed_over` are
        tokens that name none: the month of March is no march.
        """
        used: set[int] = set()
        found: list[Trigger] = []
        for token in parse.words:
            if token.pos_ not in self._told_by or token.i in used or token.i in passed_over:
                continue
            trigger = self._trigger(token, named) or self._again(token, found)
            if trigger:
                used.update(part.i for part in trigger.span)
                found.append(trigger)
        holding = {trigger.token.i for trigger in found if _is_holding(trigger)}
        seen_through = {up.token.i for trigger in found for up in trigger.governors if _is_seen_through(up)}
        for trigger in found:
            held = any(above.i in holding for above in _content_of(trigger.token))
            if not held and (trigger.token.i in holding or trigger.token.i not in seen_through):
                yield trigger

    def _trigger(self, token: Word, named: Callable[[Word], Collection[str]]) -> Trigger | None:
        pos = "NOUN" if token.pos_ in {"NOUN", "PROPN"} else token.pos_
        listed = next((known for word in bases(token) if (known := self._senses.get((word, pos)))), None)
        if not listed or named(token) or is_attribute(token):
            return None
        particles = {child.lower_ for child in token.children if child.dep_ == "prt"}
        below: _Below | None = None
        for sense in listed:
            if sense.rest and below is None:
                below = _Below(token)
            parts = below.parts(sense.rest) if below and sense.rest else []
            if parts is None or (sense.object and not self._fits(token, sense, named)):
                continue
            if sense.doer and not (
                self._is_done_by(token, sense, named) and (pos != "NOUN" or _is_under_way(token, self._governors))
            ):
                continue
            if any(f"{token.base} {word}" in self._governors for word in particles - set(sense.rest)):
                continue  # "called off" is no call
            if sense.object and self._governors.get(token.base) in PASSING and self._carries(token, sense):
                continue  # "held talks", "negotiations continue": the noun tells it
            if sense.type == NO_EVENT or (token.pos_ in VERBAL and _tells_nothing(token)):
                return None
            governors = tuple(chain(token, self._governors))
            if pos == "NOUN" and not _is_eventive(token, governors):
                return None
            low, high = min([token.i, *parts]), max([token.i, *parts])
            between = [
                word
                for word in token.parse.words[low : high + 1]
                if word.i not in {token.i, *parts} and word.text not in HYPHENS
            ]
            if pos == "NOUN":
                low = _hyphened(token.parse, low)
            if len(between) > INSIDE or not all(word.pos_ in {"DET", "ADJ", "PRON", "PART"} for word in between):
                low, high = _adjacent(token.i, set(parts))
            return Trigger(token, Stretch(token.parse, low, high + 1), sense, governors)
        return None

    def _fits(self, token: Word, sense: Sense, named: Callable[[Word], Collection[str]]) -> bool:
        wanted = set(sense.object)
        found = list(things(token, sense))
        if not all(
            wanted.isdisjoint(self._classes.get(thing.base, ())) and wanted.isdisjoint(named(thing)) for thing in found
        ):
            return True
        if (
            sense.bare
            and not any(child.dep_ in {"dobj", "nsubjpass"} for child in token.children)
            and token.dep_ != "acl"
        ):
            return True
        if any(thing.lower_ in POINTING and thing.pos_ in {"PRON", "DET"} for thing in found):
            return self._pointed_at(token, wanted, named, found)
        if "infinitive" in wanted:
            return any(
                child.dep_ in {"xcomp", "ccomp"} and any(word.lower_ == "to" for word in child.children)
                for child in token.children
            )
        clause = {"dobj", "xcomp", "ccomp", "dative"}
        return "clause" in wanted and any(child.dep_ in clause for child in token.children)

    def _is_done_by(self, token: Word, sense: Sense, named: Callable[[Word], Collection[str]]) -> bool:
        """Whether the subject, or what a noun is of, is such as the sense asks for."""
        if sense.pos == "NOUN":
            doers = [word for child in token.children if child.lower_ in {"of", "by"} for word in child.children]
            doers += [child for child in token.children if child.dep_ in {"poss", "compound"}]
        else:
            doers = subjects_of(token)
        wanted = set(sense.doer)
        return any(wanted & {*self._classes.get(word.base, ()), *named(word)} for word in doers)

    def _pointed_at(
        self, token: Word, wanted: set[str], named: Callable[[Word], Collection[str]], found: Sequence[Word]
    ) -> bool:
        """Whether a pronoun can mean one of the things wanted: the last noun of such a class stands shortly before."""
        if wanted <= PEOPLE and all(thing.lower_ in IT for thing in found):
            return False  # "that holds" arrests nobody
        before = token.parse.words[max(0, token.i - REACH) : token.i]
        return any(
            word.pos_ in {"NOUN", "PROPN"}
            and not (wanted.isdisjoint(self._classes.get(word.base, ())) and wanted.isdisjoint(named(word)))
            for word in before
        )

    def _carries(self, verb: Word, sense: Sense) -> bool:
        """Whether the object of a light verb is itself a word for an event."""
        nouns = (thing.base for thing in things(verb, sense) if thing.pos_ == "NOUN")
        return any(not (known.object or known.rest) for noun in nouns for known in self._senses.get((noun, "NOUN"), ()))

    def _again(self, token: Word, found: Sequence[Trigger]) -> Trigger | None:
        """Reads "It was postponed", "They have not been held": what was told last, under another state."""
        last = next((trigger for trigger in reversed(found) if trigger.sense.type not in SAID), None)
        if last is None or token.pos_ not in VERBAL or token.i - last.token.i > REACH:
            return None
        if trigger := _echo(token, last):
            return None if is_conditional(token) else trigger
        if any(child.dep_ in {"xcomp", "ccomp"} for child in token.children):
            return None  # "they failed to agree" has its own content
        effect = effect_of(token, self._governors)
        subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
        objects = [child for child in token.children if child.dep_ == "dobj"]
        told = subjects if is_passive(token) or not objects else objects
        if effect not in AGAIN and not (effect == "light" and token.base in {"take", "hold", "occur", "happen"}):
            return None
        if (
            not told
            or not all(word.lower_ in POINTING or _means_it(word) for word in told)
            or (objects and effect == "light" and token.base != "take")
            or is_conditional(token)
        ):
            return None
        parts = [child.i for child in token.children if child.dep_ == "prt"]
        span = Stretch(token.parse, token.i, max([token.i, *parts]) + 1)
        return Trigger(token, span, last.sense, (Governor(token, effect),))


def _is_under_way(noun: Word, governors: Mapping[str, Effect]) -> bool:
    """Whether somebody begins, goes on with or ends what a noun names: "resume the work of the commission"."""
    return any(governor.effect not in {"carrier", "light"} for governor in chain(noun, governors))


def _adjacent(at: int, parts: set[int]) -> tuple[int, int]:
    """The stretch of a trigger's words around its head, without a gap."""
    low = high = at
    while low - 1 in parts:
        low -= 1
    while high + 1 in parts:
        high += 1
    return low, high


def _hyphened(parse: Parse, at: int) -> int:
    """The first token of a word written with hyphens: "hand-over" is one word."""
    while (
        at >= 2
        and parse.words[at - 1].text in {"-", "–"}
        and not parse.words[at - 1].is_spaced
        and not parse.words[at - 2].is_spaced
        and parse.words[at - 2].text.isalpha()
    ):
        at -= 2
    return at


def _tells_nothing(verb: Word) -> bool:
    """Whether a verb stands in a condition, a purpose, a question that somebody asks, or a clause that only points: "what was agreed"."""
    if is_conditional(verb) or is_purpose(verb):
        return True
    if any(child.lower_ == "what" and child.dep_ in {"nsubj", "nsubjpass", "dobj"} for child in verb.children):
        return True
    asked = [child for child in verb.children if child.dep_ == "ccomp"] if verb.base in ASKING else []
    return any(word.lower_ in QUESTIONS and word.i < clause.i for clause in asked for word in clause.subtree)


def _echo(token: Word, last: Trigger) -> Trigger | None:
    """Reads "India did not", "they did", "they were, on 13 September": the verb before, said of another or denied."""
    if token.tag_ not in {"VBD", "VBP", "VBZ"} or last.token.pos_ not in VERBAL:
        return None
    if token.lemma_ != "do" and not (token.lemma_ == "be" and is_passive(last.token)):
        return None
    inside = {child.dep_ for child in token.children if child.i > token.i} & {"dobj", "xcomp", "ccomp", "acomp", "attr"}
    inside |= {child.dep_ for child in token.children if child.dep_ == "prep" and not _is_dated(child)}
    denied = any(child.dep_ == "neg" for child in token.children)  # "Article 9 was not"
    if (
        token.lemma_ == "be"
        and not denied
        and not all(child.lower_ in POINTING for child in token.children if child.dep_ in {"nsubj", "expl"})
    ):
        return None
    if inside or token.i - last.token.i > ECHO or not any(child.dep_ == "nsubj" for child in token.children):
        return None
    return Trigger(token, Stretch(token.parse, token.i, token.i + 1), last.sense, ())


def _means_it(noun: Word) -> bool:
    """Whether a noun with a pointing word stands for what was told last: "the measure was postponed", "the other four were put off"."""
    marks = {child.lower_ for child in noun.children}
    return bool(marks & DEFINITE) and (
        noun.base in STANDING_FOR or bool(marks & {"other", "rest"} and noun.pos_ == "NUM")
    )


def _is_dated(prep: Word) -> bool:
    return any(word.ent_type_ == "DATE" for word in prep.children)


def _is_holding(trigger: Trigger) -> bool:
    return trigger.sense.type in HOLDING and trigger.token.base not in SEEN_THROUGH


def _is_seen_through(governor: Governor) -> bool:
    return governor.effect in {"plan", "propose"} or governor.token.pos_ not in VERBAL


def _content_of(token: Word) -> Iterator[Word]:
    """The words whose content a word is: "refused to withdraw", "demanded the withdrawal"."""
    here = token
    for _ in range(6):
        if here.dep_ == "conj" and here.pos_ == here.head.pos_:
            here = here.head
            continue
        if here.dep_ not in {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep"} or here.head.i == here.i:
            return
        if here.dep_ == "ccomp" and here.i < here.head.i:
            return  # two clauses side by side
        here = here.head
        yield here


def _below(token: Word) -> list[Word]:
    """The words below a head that can be other words of its lemma."""
    near = [
        child for child in token.children if child.dep_ in PARTICLES or child.dep_ in {"compound", "nsubjpass", "oprd"}
    ]
    near = [
        child for child in near if child.dep_ != "prep" or not _is_dated(child)
    ]  # "signed on 3 May" is no "signed on"
    near += [child for child in token.children if child.dep_ == "ccomp" and child.pos_ == "ADP"]  # "let them through"
    if token.pos_ == "ADV" and token.head.lemma_ == "be":
        # "is back | under its control": the phrase may hang on the verb
        near += [child for child in token.head.children if child.dep_ == "prep" and child.i > token.i]
    return near + [word for child in near if child.dep_ == "prep" for word in child.children]


class _Below:
    """The words below a head by their forms; `_entered` without the *in* of a place: "marched in" is not "marched in Yerevan"."""

    def __init__(self, head: Word) -> None:
        self._near = _below(head)
        self._found = _forms(self._near)
        self._entered: dict[str, int] | None = None

    def parts(self, rest: Sequence[str]) -> list[int] | None:
        """The positions of a lemma's other words; None when one is missing."""
        found = self._found
        for word in rest:
            if word not in found:
                return None
        if rest[-1] == "in":
            if self._entered is None:
                self._entered = _forms([child for child in self._near if child.lower_ != "in" or not _has_place(child)])
            found = self._entered
        return [found[word] for word in rest] if all(word in found for word in rest) else None


def _forms(words: Sequence[Word]) -> dict[str, int]:
    return {word.base: word.i for word in words} | {word.lower_: word.i for word in words}


def _has_place(prep: Word) -> bool:
    return any(word.dep_ == "pobj" for word in prep.children)


def _is_eventive(token: Word, governors: Sequence[Governor]) -> bool:
    """Whether a noun names a happening here and not a kind of thing: something governs it, or it has a complement of its own."""
    if token.dep_ in {"compound", "nmod"}:
        return any(governor.effect in {"carrier", "plan"} and governor.token == token.head for governor in governors)
    if any(governor.effect != "carrier" and governor.token.lemma_ != "be" for governor in governors):
        return True
    for child in token.children:
        if child.dep_ in {"poss", "acl", "relcl"}:
            return True
        is_complement = child.dep_ in {"prep", "agent"} and child.lower_ in EVENT_PREPOSITIONS
        if is_complement and any(word.ent_type_ not in {"DATE", "TIME"} for word in child.children):
            return True
        if (
            child.dep_ == "prep"
            and child.lower_ in {"of", "on", "in"}
            and any(
                word.ent_type_ in {"DATE", "GPE"} and any(char.isupper() or char.isdigit() for char in word.text)
                for word in child.children
            )
        ):
            return True  # "the fighting of 16 November", "meetings in Paris"
    return False
