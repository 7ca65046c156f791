"""Say whom the words of a text stand for: named actors, role nouns with their state, capitals used for governments, pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.events.words import antecedent, base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Doc, Token

    from extractor.pipeline.spans import Found

SUBJECTS = {"nsubj", "csubj"}
PASSIVE = {"nsubjpass", "csubjpass"}
# "under Azerbaijani control": the noun names a power, its adjective the holder.
POWERS = {"control", "sovereignty", "rule", "jurisdiction", "administration", "authority", "side"}
TOGETHER = {"side", "party", "country", "state", "nation"}
PAIRED = {"both", "two", "the", "neither", "either", "each"}
SENTENCES = 2  # before the one of "both sides"
# People who act without being of a state.
CROWDS = {
    "crowd", "crowds", "group", "groups", "mob", "mayors", "villagers", "residents", "inhabitants", "thousands", "hundreds",
    "dozens", "tens", "gunmen", "protesters", "activists", "workers", "students", "families", "shepherds", "attackers",
    "militants", "lawmakers",
}  # fmt: skip
TITLE = 6  # words before a name in which its office stands
NEAR_START = 3  # words before the subject of a sentence
IT = {"it", "they"}
HE = {"he", "she", "him", "her"}


class Party(NamedTuple):
    """Somebody in a slot: actor id (empty where unknown), characters of the clean text, whether another clause said it, by what rule;
    `proper` for a name of its own, though nobody in the table bears it.
    """

    id: str
    start: int
    end: int
    inferred: bool = False
    how: str = ""
    proper: bool = False


class Cast:
    """Who the words of a text stand for: entities by token, role nouns, capitals used for governments."""

    def __init__(
        self, doc: Doc, entities: Sequence[Found], *, sectors: dict[str, str], seats: Callable[[str], str]
    ) -> None:
        self._doc = doc
        self._sectors = sectors
        self._seats = seats
        self._at: dict[int, Found] = {}
        self._states = {item.id.partition("/")[0] for item in entities if item.id and item.label in {"GPE", "NORP"}}
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
            yield from self._pair(head)

    def _by_name(self, head: Token) -> Party | None:
        """Reads "the leader, Vadim Krasnoselsky": a person's name beside the office."""
        if head.i in self._at:
            return None
        for child in head.children:
            item = self._at.get(child.i)
            if child.dep_ == "appos" and item and item.label == "PERSON":
                return Party(item.id, item.start, item.end, proper=True)
        return None

    def _party(self, head: Token, *, seats: bool) -> Party | None:
        item = self._at.get(head.i)
        if item and (item.id or item.label in {"PERSON", "ORG"}):
            id = item.id or (self._office_of(item) if item.label == "PERSON" else "")
            return Party(id, item.start, item.end, proper=True)
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
        if base(head) in TOGETHER and (
            head.tag_ != "NNS" or base(head) not in {"side", "party"} or any(True for _ in self._pair(head))
        ):
            return None  # "the sides": see `_pair`
        if sector is not None or (
            head.lower_ in CROWDS | {"sides", "parties", "presidents"} and head.dep_ in SUBJECTS | PASSIVE | {"pobj"}
        ):
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
                    owners = (
                        word,
                        *(
                            one
                            for one in word.children
                            if child.lower_ == "from" and one.dep_ in {"amod", "compound", "poss"}
                        ),
                    )
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

    def _pair(self, head: Token) -> Iterator[Party]:
        """Reads "both sides" and "the two countries" as the two states of the sentences before; marked as inferred."""
        if base(head) not in TOGETHER or head.i in self._at or self._owner(head):
            return
        marked = {child.lower_ for child in head.children} & PAIRED
        if not marked:
            return
        start = head.sent
        for _ in range(SENTENCES):
            start = self._doc[start.start - 1].sent if start.start else start
        states: dict[str, Found] = {}
        for word in reversed(self._doc[start.start : head.i]):
            item = self._at.get(word.i)
            if item and item.label in {"GPE", "NORP", "ORG"} and item.id and item.id.partition("/")[0] in self._states:
                states.setdefault(item.id.partition("/")[0], item)
        if len(states) == len("ab"):
            first = min([head.i, *(child.i for child in head.children if child.lower_ in PAIRED - {"the"})])
            for state in sorted(states):
                yield Party(state, self._doc[first].idx, head.idx + len(head), inferred=True)

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
            if (
                child.dep_ in SUBJECTS | PASSIVE
                and child.lower_ not in IT
                and (party := self._party(child, seats=True))
            ):
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
