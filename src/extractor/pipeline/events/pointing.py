"""Read the words that point back to somebody named before: "it", "he", "both sides", "the ministers", "the army".

What is found here is marked as inferred: another sentence said it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from extractor.pipeline.events.party import Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.pipeline.events.parse import Parse, Word
    from extractor.pipeline.spans import Found

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
TOGETHER = {"side", "party", "country", "state", "nation", "neighbour", "neighbor", "government", "capital"}
TWO = {"both", "two", "neither", "either"}
MEETING = {
    "side",
    "party",
    "leader",
    "president",
    "minister",
    "delegation",
    "negotiator",
    "envoy",
    "commission",
    "army",
    "foe",
    "rival",
}
PERSONS = {"leader", "president", "minister", "premier", "envoy", "negotiator", "representative", "chief"}
DEFINITE = {"the", "this", "that", "these", "those", "both"}
SENTENCES = 2  # before the one of "both sides"
REACH = 120  # words back to which "the army" can point
NEAR_START = 3  # words before the subject of a sentence
LEADING = 2  # how many times as often as a third state the two of a text must be named
IT = {"it", "they"}
HE = {"he", "she", "him", "her"}
STATES = {"GPE", "NORP", "ORG"}
ERAS = {"period", "era", "time", "day", "age", "year", "legacy", "rule"}
NAMELESS = "~"  # before a people that has no id


class Naming(Protocol):
    """Who says whom names and role nouns stand for."""

    def who(self, token: Word) -> Iterator[Party]:
        """The parties that a noun phrase names."""

    def mention(self, token: Word) -> Found | None:
        """The entity that a word stands in."""

    def sector(self, noun: str) -> str | None:
        """The sector of a role noun."""

    def office_of(self, person: Found) -> tuple[str, set[str]]:
        """What a person's title says, and its words."""


class Pointing:
    """Back references of one text."""

    def __init__(self, parse: Parse, entities: Sequence[Found], naming: Naming) -> None:
        self._parse = parse
        self._naming = naming
        groups = Counter(group for item in entities if (group := self._group(item)))
        first, second, third, *_ = [*groups.most_common(3), *[("", 0)] * 3]
        self._rivals = {first[0], second[0]} if second[1] >= max(2, LEADING * third[1]) else set()

    def pronoun(self, head: Word) -> Iterator[Party]:
        """Whom "it", "they", "he" or "both" stand for."""
        if head.lower_ in HE:
            yield from self._person_before(head)
        elif head.lower_ in IT:
            yield from self._subject_before(head)
        elif head.lower_ == "both":
            if persons := self._two_persons(head):
                yield from (self._at(item) for item in persons)
            else:
                yield from self._states_before(head, head.idx, "")

    def pair(self, head: Word, sector: str) -> Iterator[Party]:
        """Reads "both sides", "the two countries" and "the foreign ministers" as the two states told of."""
        marks = {child.lower_ for child in head.children}
        noun = head.base
        counted = marks & (TWO - {"two"}) or ("two" in marks and marks & DEFINITE and noun in MEETING | TOGETHER)
        paired = counted and (noun in TOGETHER or sector)
        definite = "the" in marks and head.tag_ == "NNS" and noun in MEETING | TOGETHER - {"capital", "government"}
        modified = any(
            child.dep_ in {"amod", "compound", "nummod"} and self._tells_apart(child) for child in head.children
        )
        if self._naming.mention(head) or not (paired or definite) or modified:
            return
        first = min([head.i, *(child.i for child in head.children if child.lower_ in TWO)])
        if persons := self._two_persons(head) if noun in PERSONS else []:
            yield from (self._at(item) for item in persons)
            return
        yield from self._states_before(head, self._parse.words[first].idx, sector)

    def _two_persons(self, head: Word) -> list[Found]:
        """The two people named last in one sentence: "the two leaders"."""
        sentence, end = head.sent, head.i
        for _ in range(SENTENCES + 1):
            people: dict[str, Found] = {}
            for word in self._parse.words[sentence.start : end]:
                item = self._naming.mention(word)
                if item and item.label == "PERSON":
                    people.setdefault(item.id or self._parse.text[item.start : item.end].split()[-1], item)
            if people or not sentence.start:
                return list(people.values()) if len(people) == len("ab") else []
            sentence, end = self._parse.words[sentence.start - 1].sent, sentence.start
        return []

    @staticmethod
    def _tells_apart(word: Word) -> bool:
        """Whether a word before the noun says that others than the two are meant: "third parties", "political parties"."""
        return word.dep_ == "amod" and word.lower_ not in {
            "foreign",
            "warring",
            "two",
            "opposing",
            "conflicting",
            "respective",
            "prime",
        }

    def _states_before(self, head: Word, start: int, sector: str) -> Iterator[Party]:
        both = self._last_two(head)
        if not any(group.startswith(NAMELESS) for group in both):
            for state in sorted(both):
                id = f"{state}/{sector}" if sector else state
                yield Party(id, start, head.end, inferred=True)

    def sides(self, head: Word) -> Iterator[Party]:
        """The two sides told of last, for a word that names neither."""
        yield from self._states_before(head, head.idx, "")

    def _last_two(self, head: Word) -> set[str]:
        """The two sides told of last: those of one sentence, else those of whom the whole text tells."""
        sentence, end = head.sent, head.i
        for _ in range(SENTENCES + 1):
            words = self._parse.words[sentence.start : end]
            named = {group for word in words if (group := self._group(self._naming.mention(word)))}
            if self._rivals and self._rivals <= named:
                return self._rivals
            if len(named) == len("ab"):
                return named
            if not sentence.start:
                break
            sentence, end = self._parse.words[sentence.start - 1].sent, sentence.start
        return self._rivals

    def office(self, head: Word, sector: str) -> Iterator[Party]:
        """Reads "the minister", "the army" as the one of that name told of before: the person with that title, or the state whose it is."""
        if not sector or not any(child.lower_ in DEFINITE and child.dep_ == "det" for child in head.children):
            return
        noun = head.base
        for word in reversed(self._parse.words[max(0, head.i - REACH) : head.i]):
            item = self._naming.mention(word)
            if item is None or not item.id:
                continue
            if item.label == "PERSON" and head.tag_ != "NNS":
                if noun in self._naming.office_of(item)[1]:
                    yield self._at(item)
                    return
            elif word.base == noun and word.end == item.end:
                yield self._at(item)
                return

    def _at(self, item: Found) -> Party:
        is_person = item.label == "PERSON"
        id = item.id or (self._naming.office_of(item)[0] if is_person else "")
        return Party(id, item.start, item.end, inferred=True, proper=is_person)

    def _subject_before(self, head: Word) -> Iterator[Party]:
        """Reads "it" and "they" as the subject of the clause above, or of the sentence before."""
        if head.dep_ not in SUBJECTS:
            return
        for up in head.ancestors:
            for child in up.children:
                if child.dep_ in SUBJECTS and child.i < head.i:
                    yield from self._inferred(child)
                    return
        first = head.sent.start
        if not first or head.i - first > NEAR_START:
            return
        root = self._parse.words[first - 1].sent.root
        for child in root.children:
            if child.dep_ in SUBJECTS:
                yield from self._inferred(child)
                return

    def _inferred(self, subject: Word) -> Iterator[Party]:
        if subject.lower_ not in IT | HE:
            yield from (party._replace(inferred=True) for party in self._naming.who(subject))

    def _person_before(self, head: Word) -> Iterator[Party]:
        """Reads "He" as the last person who was a subject, in this sentence or the two before; else the only person named there, else the
        subject of the sentence before ("the head of the mission ... She").
        """
        sentence = head.sent
        first = sentence.start
        for _ in range(SENTENCES):
            first = self._parse.words[first - 1].sent.start if first else first
        others: dict[str, Found] = {}
        for word in reversed(self._parse.words[first : head.i]):
            item = self._naming.mention(word)
            if item and item.label == "PERSON":
                others.setdefault(item.id or self._parse.text[item.start : item.end], item)
                if word.dep_ in SUBJECTS or (word.dep_ == "appos" and word.head.dep_ in SUBJECTS):
                    yield self._at(item)
                    return
        if len(others) == 1:
            yield from (self._at(item) for item in others.values())
        elif not others:
            yield from self._subject_before(head)

    def _group(self, item: Found | None) -> str:
        """The state or people that a mention is of; a people that the tables do not know under its own words."""
        if item is None or item.label not in STATES:
            return ""
        last = self._parse.at(item.start, item.end)
        if last is not None and item.label == "GPE" and last[-1].dep_ == "compound" and last[-1].head.base in ERAS:
            return ""  # "inherited from the Soviet Union period"
        if last is not None and item.label == "NORP" and last[-1].dep_ == "amod":
            noun = last[-1].head.lower_  # "of the Soviet era": nobody acts there
            if self._naming.sector(noun) is None and not self._naming.mention(last[-1].head):
                return ""
        state = item.id.partition("/")[0]
        unknown = NAMELESS + self._parse.text[item.start : item.end].lower()
        return state or (unknown if item.label == "NORP" else "")
