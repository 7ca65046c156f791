"""Say who did it and to whom: read the slots of an event off the parse, by the frame of its sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.events.words import VERBAL, antecedent, base, is_passive, things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from extractor.pipeline.events.triggers import Trigger
    from extractor.pipeline.spans import Found

SUBJECTS = {"nsubj", "csubj"}
PASSIVE = {"nsubjpass", "csubjpass"}
# "under Azerbaijani control": the noun names a power, its adjective the holder.
POWERS = {"control", "sovereignty", "rule", "jurisdiction", "administration", "authority", "side"}
# Acts that are aimed at somebody, whom the words of their object name where nothing else does: "rejected a Turkish request".
AIMED = {
    "ACCUSE",
    "REJECT",
    "REQUEST",
    "THREATEN",
    "SANCTION",
    "SUPPORT",
    "CONCEDE",
    "AID",
    "ASSAULT",
    "COERCE",
    "PROTEST",
}
AIMING = {"against", "at", "of", "from", "to", "by", "with", "on", "toward", "towards", "for"}
TOGETHER = {"side", "party", "country", "state", "nation"}
# People who act without being of a state.
CROWDS = {"crowd", "crowds", "group", "groups", "mob", "mayors", "villagers", "residents", "inhabitants", "thousands", "hundreds", "dozens", "tens",
          "gunmen", "protesters", "activists", "workers", "students", "families", "shepherds", "attackers", "militants", "lawmakers"}  # fmt: skip
TITLE = 6  # words before a name in which its office stands
NEAR_START = 3  # words before the subject of a sentence
IT = {"it", "they"}
HE = {"he", "she", "him", "her"}


class Party(NamedTuple):
    """Somebody in a slot: actor id (empty where unknown), characters of the clean text, and whether another clause said it."""

    id: str
    start: int
    end: int
    inferred: bool = False


class Cast:
    """Who the words of a text stand for: entities by token, role nouns, capitals used for governments."""

    def __init__(
        self, doc: Doc, entities: Sequence[Found], *, sectors: dict[str, str], seats: Callable[[str], str]
    ) -> None:
        self._doc = doc
        self._sectors = sectors
        self._seats = seats
        self._at: dict[int, Found] = {}
        for item in entities:
            if item.label in {"PERSON", "NORP", "ORG", "GPE"} and (
                span := doc.char_span(item.start, item.end, alignment_mode="expand")
            ):
                self._at.update((token.i, item) for token in span)

    def who(self, token: Token, *, seats: bool = True) -> Iterator[Party]:
        """The parties that a noun phrase names, coordinated ones included; `seats`: a capital may stand for its government."""
        first = antecedent(token)
        beside = [word for word in first.conjuncts if word.i > first.i]
        for child in first.children:  # "the minister, together with his colleagues"
            if child.lower_ == "with" and any(word.lower_ in {"together", "along"} for word in child.children):
                beside += [word for word in child.children if word.dep_ == "pobj"]
                beside += [other for word in child.children if word.dep_ == "pobj" for other in word.conjuncts]
        for head in (first, *beside):
            if party := self._by_name(head) or self._party(head, seats=seats):
                yield party
            yield from self._shared_noun(head)

    def _by_name(self, head: Token) -> Party | None:
        """Reads "the leader, Vadim Krasnoselsky": a person's name beside the office."""
        if head.i in self._at:
            return None
        for child in head.children:
            item = self._at.get(child.i)
            if child.dep_ == "appos" and item and item.label == "PERSON":
                return Party(item.id, item.start, item.end)
        return None

    def _party(self, head: Token, *, seats: bool) -> Party | None:
        item = self._at.get(head.i)
        if item and (item.id or item.label in {"PERSON", "ORG"}):
            id = item.id or (self._office_of(item) if item.label == "PERSON" else "")
            return Party(id, item.start, item.end)
        if item and seats and (state := self._seats(self._doc.text[item.start : item.end])):
            return Party(state, item.start, item.end)
        if head.lower_ in HE:
            return self._person_before(head)
        if head.lower_ in IT:
            return self._subject_before(head)
        if head.pos_ not in {"NOUN", "PROPN"}:
            return None
        sector = self._sectors.get(head.lower_)
        owner = self._owner(head)
        if owner and (sector is not None or base(head) in POWERS):
            of_state = sector and owner.label in {"GPE", "NORP"}
            id = f"{owner.id.split('/')[0]}/{sector.lower()}" if sector and of_state else owner.id
            return Party(id, min(owner.start, head.idx), max(owner.end, head.idx + len(head)))
        if base(head) in TOGETHER:
            return None  # "the sides": whom they are is not said here
        if sector is not None or (head.lower_ in CROWDS and head.dep_ in SUBJECTS | PASSIVE | {"pobj"}):
            first = min([head.i, *(child.i for child in head.children if child.dep_ in {"amod", "compound"})])
            return Party("", self._doc[first].idx, head.idx + len(head))
        return None

    def _shared_noun(self, head: Token) -> Iterator[Party]:
        """Reads "Armenian and Azerbaijani troops": the adjectives before the one that the entity holds share its noun."""
        item = self._at.get(head.i)
        _, _, sector = item.id.partition("/") if item else ("", "", "")
        for child in head.children:
            if not sector or child.dep_ not in {"amod", "compound", "nmod"}:
                continue
            for word in (child, *child.conjuncts):
                other = self._at.get(word.i)
                if other and other != item and other.label == "NORP" and other.id:
                    yield Party(f"{other.id.partition('/')[0]}/{sector}", other.start, other.end)

    def _owner(self, head: Token) -> Found | None:
        """The state or body that a noun belongs to: "Armenia's army", "the army of Armenia", "whose army", "its army"."""
        for child in head.children:
            if child.dep_ in {"poss", "compound", "amod", "nmod"} and (item := self._named(child)):
                return item
            if child.lower_ in {"of", "from"}:
                for word in child.children:
                    owners = (word, *(one for one in word.children if child.lower_ == "from" and one.dep_ in {"amod", "compound", "poss"}))
                    if item := next((found for one in owners if (found := self._named(one))), None):
                        return item
        return None

    def _named(self, word: Token) -> Found | None:
        """The actor with an id that a word names, or stands for as *whose* or *its*."""
        if word.lower_ == "whose":
            above = next((up for up in word.ancestors if up.dep_ == "relcl"), None)
            return self._named(above.head) if above is not None else None
        if word.lower_ in {"its", "their", "his", "her"}:
            for up in word.ancestors:
                for child in up.children:
                    if child.dep_ in SUBJECTS and child.i < word.i and (item := self._at.get(child.i)) and item.id:
                        return item
            return None
        item = self._at.get(word.i)
        return item if item and item.id else None

    def _office_of(self, person: Found) -> str:
        """The part of a state that an unknown person's title names: "British Defence Secretary Tom King" is of the government."""
        span = self._doc.char_span(person.start, person.end, alignment_mode="expand")
        sector, state = "", ""
        at = span.start - 1 if span is not None else -1
        for word in reversed(self._doc[max(0, at - TITLE) : at + 1]):
            item = self._at.get(word.i)
            if item and item.label in {"NORP", "GPE", "ORG"} and item.id:
                state, _, part = item.id.partition("/")
                sector = sector or part
                break
            if word.pos_ not in {"NOUN", "PROPN", "ADJ", "PART"} and word.lower_ not in {"'s", "’s"}:
                break
            sector = sector or self._sectors.get(word.lower_, "").lower()
        return f"{state}/{sector}" if state and sector else ""

    def _subject_before(self, head: Token) -> Party | None:
        """Reads "it" and "they" as the subject of the clause above, or of the sentence before; marked as inferred."""
        if head.dep_ not in SUBJECTS | PASSIVE:
            return None
        for up in head.ancestors:
            for child in up.children:
                if child.dep_ in SUBJECTS and child.i < head.i and child.i != head.i:
                    party = self._party(child, seats=True) if child.lower_ not in IT else None
                    return party._replace(inferred=True) if party else None
        first = head.sent.start
        if not first or head.i - first > NEAR_START:
            return None
        root = self._doc[first - 1].sent.root
        for child in root.children:
            if child.dep_ in SUBJECTS | PASSIVE and child.lower_ not in IT and (party := self._party(child, seats=True)):
                return party._replace(inferred=True)
        return None

    def _person_before(self, head: Token) -> Party | None:
        """Reads "He" is the last person who was a subject, in this sentence or the one before; marked as inferred."""
        sentence = head.sent
        first = self._doc[sentence.start - 1].sent.start if sentence.start else sentence.start
        for word in reversed(self._doc[first : head.i]):
            item = self._at.get(word.i)
            if item and item.label == "PERSON" and word.dep_ in SUBJECTS | PASSIVE:
                return Party(item.id, item.start, item.end, inferred=True)
        return None


def slots(trigger: Trigger, cast: Cast) -> dict[str, list[Party]]:
    """The actors and recipients of an event."""
    found: dict[str, list[Party]] = {"actor": [], "recipient": []}
    acts_on_places = trigger.sense.type in {"ASSAULT", "COERCE"}
    for slot, token, inferred in _fillers(trigger):
        if slot in found:
            seats = slot == "actor" or not acts_on_places  # who shells a capital shells a city
            for party in cast.who(token, seats=seats):
                found[slot].append(party._replace(inferred=party.inferred or inferred))
    if not found["recipient"] and trigger.sense.type in AIMED:
        found["recipient"] += _aimed_at(trigger, cast)
    actors = list(dict.fromkeys(found["actor"]))
    known = {party.id for party in actors if party.id}
    recipients = [party for party in dict.fromkeys(found["recipient"]) if not party.id or party.id not in known]
    return {"actors": _distinct(actors), "recipients": _distinct(recipients)}


def _aimed_at(trigger: Trigger, cast: Cast) -> list[Party]:
    """Who is named in the object: its owner, whom it is of or against, or who is to do what is demanded."""
    verb = trigger.token
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"} and trigger.sense.type in {"REQUEST", "THREATEN"}:
            subjects = [word for word in child.children if word.dep_ in SUBJECTS | PASSIVE]
            if found := [party for word in subjects for party in cast.who(word)]:
                return found
    noun = trigger.sense.pos == "NOUN"
    objects = (
        [verb] if noun else [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass", "ccomp", "xcomp"}]
    )
    for thing in objects:
        for child in thing.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"} and not noun and (found := list(cast.who(child))):
                return found
        for child in [*thing.children, *(() if noun else verb.children)]:
            if (
                child.dep_ == "prep"
                and child.lower_ in AIMING
                and (not noun or child.lower_ in {"against", "on", "at", "to"})
            ):
                words = list(child.children)
                if found := [party for word in words for party in cast.who(word)]:
                    return found
                for word in words:
                    owners = (one for one in word.children if one.dep_ in {"poss", "amod", "compound", "nmod"})
                    if found := [party for owner in owners for party in cast.who(owner)]:
                        return found
    return []


def _distinct(parties: Sequence[Party]) -> list[Party]:
    """Each id once, the stated one before the inferred; nameless parties only where nobody is known."""
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
    return sorted(named or best.values(), key=lambda party: party.start)


def _fillers(trigger: Trigger) -> Iterator[tuple[str, Token, bool]]:
    """Slot, head word, and whether it was taken from another clause."""
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
            if effect in {"light", "begin", "continue", "complete", "attempt", "plan", "carrier", "cancel"}:
                raised = effect == "plan" and is_passive(governor) and token.pos_ in VERBAL and not is_passive(token)
                yield from _verb(
                    governor,
                    "actor",
                    sense.subject if raised else "",
                    {key: slot for key, slot in sense.preps.items() if slot != "place"},
                    inner=token,
                )
        elif effect in {"attempt", "carrier", "plan", "propose", "postpone", "cancel", "begin", "complete"}:
            for child in governor.children:
                if child.dep_ in {"poss", "amod", "compound"}:
                    yield "actor", child, False
                if child.lower_ in {"of", "by"} and effect in {"propose", "plan", "cancel"}:
                    yield from (("actor", word, False) for word in child.children)


def _verb(
    verb: Token, subject: str, complement: str, preps: Mapping[str, str], *, inner: Token | None = None
) -> Iterator[tuple[str, Token, bool]]:
    passive = is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    has_subject = False
    for child in verb.children:
        if child.dep_ in SUBJECTS | PASSIVE:
            has_subject = True
            head = verb.head if child.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl" else child
            if inner is None or not _holds(child, inner):
                yield (complement if child.dep_ in PASSIVE or passive else subject), head, False
        elif child.dep_ == "agent":
            yield from (("actor", word, False) for word in child.children)
        elif child.dep_ == "dobj" and inner is None:
            yield complement, child, False
        elif child.dep_ == "dative":
            yield "recipient", child if child.pos_ != "ADP" else next(child.children, child), False
        elif child.dep_ in {"prt", "advmod"}:
            yield from _prepositions(child, preps)
    yield from _prepositions(verb, preps)
    if verb.dep_ == "acl" and not has_subject:
        yield (complement if passive else subject), verb.head, False
    elif not has_subject and (above := _subject_above(verb)):
        child, inferred = above
        yield (complement if passive else subject), child, inferred


def _prepositions(word: Token, preps: Mapping[str, str]) -> Iterator[tuple[str, Token, bool]]:
    for child in word.children:
        if child.dep_ in {"prep", "dative"} and (slot := preps.get(child.lower_)):
            yield from ((slot, inner, False) for inner in child.children)


def _subject_above(verb: Token) -> tuple[Token, bool] | None:
    """The subject that a verb without one shares with the verb above it; inferred where that is another clause."""
    here = verb
    inferred = False
    for _ in range(4):
        if here.dep_ not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep"} or here.head.i == here.i:
            return None
        inferred = inferred or here.dep_ in {"advcl", "pcomp", "prep"}
        here = here.head
        for child in here.children:
            if child.dep_ in SUBJECTS or (child.dep_ in PASSIVE and is_passive(verb)):
                head = here.head if child.lower_ in {"which", "that", "who"} and here.dep_ == "relcl" else child
                return head, inferred
            if child.dep_ in PASSIVE:
                return None
    return None


def _noun(trigger: Trigger) -> Iterator[tuple[str, Token, bool]]:
    sense = trigger.sense
    carriers = [
        governor.token
        for governor in trigger.governors
        if governor.effect == "carrier" and governor.token.pos_ not in VERBAL
    ]
    for noun in (trigger.token, *carriers):
        for child in noun.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                yield "actor", child, False
            elif child.dep_ in {"prep", "agent"}:
                slot = (
                    sense.of
                    if child.lower_ == "of"
                    else sense.preps.get(child.lower_, "actor" if child.lower_ == "by" else "")
                )
                for word in child.children:
                    yield slot, word, False
                    if (
                        child.lower_ == "of"
                    ):  # "exchange of prisoners between ...": the preposition may hang on the complement
                        yield from _prepositions(word, sense.preps)
            elif child.dep_ in {"acl", "relcl"}:
                yield from (
                    ("actor", word, False)
                    for agent in child.children
                    if agent.dep_ == "agent"
                    for word in agent.children
                )


def _holds(top: Token, inner: Token) -> bool:
    return top.i == inner.i or top.is_ancestor(inner)


def _shared(item: Found) -> str:
    """The group that an adjective stands for where its noun comes later: "Armenian" of "Armenian and Azerbaijani troops"."""
    return str(item.attrs.get("shares", item.id))
