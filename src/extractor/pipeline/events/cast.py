"""Say whom the words of a text stand for: named actors, role nouns with their state, capitals used for governments.

Words that name nobody by themselves ("it", "both sides", "the ministers") are read in `pointing`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.events.party import Party
from extractor.pipeline.events.pointing import Pointing
from extractor.pipeline.events.words import antecedent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from extractor.pipeline.events.parse import Parse, Word
    from extractor.pipeline.spans import Found

SUBJECTS = {"nsubj", "csubj"}
PASSIVE = {"nsubjpass", "csubjpass"}
# "under Azerbaijani control": the noun names a power, its adjective the holder.
POWERS = {"control", "sovereignty", "rule", "jurisdiction", "administration", "authority", "side"}
# People who act without being of a state.
CROWDS = {
    "crowd", "crowds", "group", "groups", "mob", "mayors", "villagers", "residents", "inhabitants", "thousands", "hundreds",
    "dozens", "tens", "gunmen", "protesters", "activists", "workers", "students", "families", "shepherds", "attackers",
    "militants", "lawmakers",
}  # fmt: skip
OWNING = {"poss", "compound", "amod", "nmod"}
SEATED = {"in", "at"}  # "the parliament in Pristina"
SEATS_HOLD = {
    "government",
    "authority",
    "official",
    "administration",
    "leadership",
    "regime",
    "ministry",
}  # and courts, parliaments
WIDEST = 3  # words before a role noun that may belong to it
AT_HOME = {
    "leg",
    "jud",
    "opp",
    "pty",
    "soc",
    "lab",
}  # who are of the state that they are in: "opposition parties in Nepal"
COUNTERS = {
    "thousand",
    "hundred",
    "dozen",
    "ten",
    "number",
    "group",
    "handful",
    "million",
    "majority",
    "score",
    "crowd",
    "part",
    "most",
}
PEOPLE = re.compile(r"(?:[^aeiou\W]ers|[td]ors|ists|ians|men|women|people)$")
THINGS = re.compile(
    r"(?:matt|numb|ord|bord|pow|pap|lett|riv|quart|cent|bomb|fight|charg|tank|carri|fact|sect|mot)[eo]rs$"
)
OPENING = {"", ":", "-", "–", "—", "."}  # what stands before the first word of a sentence or an entry
TITLE = 6  # words before a name in which its office stands


class Cast:
    """Who the words of a text stand for: entities by token, role nouns, capitals used for governments."""

    def __init__(
        self,
        parse: Parse,
        entities: Sequence[Found],
        *,
        sectors: dict[str, str],
        seats: Callable[[str], str],
        nouns: AbstractSet[str],
    ) -> None:
        self._parse = parse
        self._nouns = nouns  # of acts and things, no party's name even with the capital that opens a sentence
        self._sectors = sectors
        self._seats = seats
        self._at: dict[int, Found] = {}
        self._things: set[int] = set()  # words of names that are no party's: places, treaties, wars
        for item in entities:
            span = parse.at(item.start, item.end)
            if span is not None and item.label in {"PERSON", "NORP", "ORG", "GPE"}:
                self._at.update((token.i, item) for token in span)
            elif span is not None:
                self._things.update(token.i for token in span)
        self._pointing = Pointing(parse, entities, self)

    def who(self, token: Word, *, seats: bool = True) -> Iterator[Party]:
        """The parties that a noun phrase names, coordinated ones included; `seats`: a capital may stand for its government."""
        first = antecedent(token)
        beside = [word for word in first.conjuncts if word.i > first.i]
        for child in first.children:  # "the minister, together with his colleagues"
            if child.lower_ == "with" and any(word.lower_ in {"together", "along"} for word in child.children):
                beside += [word for word in child.children if word.dep_ == "pobj"]
                beside += [other for word in child.children if word.dep_ == "pobj" for other in word.conjuncts]
        state = ""
        for head in (first, *beside):
            if counted := _counted(head):  # "thousands of Nigerians"
                told = [party for word in counted for party in self.who(word, seats=seats)]
                yield from told
                if told:
                    continue
            if party := self._by_name(head) or self._named(head, seats=seats):
                yield party
                state = party.id.partition("/")[0] if "/" in party.id else ""
            elif state and (sector := self._sector_of(head)) and not _is_determined(head):
                start = min([head.idx, *(child.idx for child in head.children if child.dep_ in {"amod", "compound"})])
                yield Party(f"{state}/{sector}", start, head.end)  # "Armenian soldiers and separatist forces"
            else:
                yield from self._unnamed(head)
            yield from self._shared_noun(head)

    def mention(self, token: Word) -> Found | None:
        """The entity that a word stands in."""
        return self._at.get(token.i)

    def sector(self, noun: str) -> str | None:
        """The sector of a role noun, in small letters; empty for "side" and the like, None for other nouns."""
        sector = self._sectors.get(noun)
        return None if sector is None else sector.lower()

    def _sector_of(self, head: Word) -> str | None:
        """The sector of a noun with the words that belong to it: a "security council" before a "council"."""
        for width in range(min(WIDEST, head.i), -1, -1):
            first = self._parse.words[head.i - width]
            if (sector := self.sector(self._parse.text[first.idx : head.end].lower())) is not None:
                return sector
        return None

    def _by_name(self, head: Word) -> Party | None:
        """Reads "the leader, Vadim Krasnoselsky": a person's name beside the office."""
        if head.i in self._at:
            return None
        for child in head.children:
            item = self._at.get(child.i)
            if child.dep_ == "appos" and item and item.label == "PERSON":
                return Party(item.id, item.start, item.end, proper=True)
        return None

    def _named(self, head: Word, *, seats: bool = True) -> Party | None:
        """Whom a name stands for; None for common nouns."""
        item = self._at.get(head.i)
        palace = (
            self._seats(self._parse.text[item.start : item.end]) if item and not item.id and item.label == "ORG" else ""
        )
        if item and palace:
            return Party(palace, item.start, item.end)
        if item and (item.id or item.label in {"PERSON", "ORG"}):
            id = item.id or (self.office_of(item)[0] if item.label == "PERSON" else "")
            return Party(id, item.start, item.end, proper=True)
        if item and seats and (state := self._seats(self._parse.text[item.start : item.end])):
            return Party(state, item.start, item.end)
        return None

    def _unnamed(self, head: Word) -> Iterator[Party]:
        """Whom a pronoun or common noun stands for."""
        if head.pos_ not in {"NOUN", "PROPN"}:
            yield from self._pointing.pronoun(head)
            return
        sector = self._sector_of(head)
        owners = list(self._owners(head)) if sector is not None or head.base in POWERS else []
        for owner, is_state in owners:
            start, end = owner.start, owner.end
            if len(owners) == 1:
                start, end = min(start, head.idx), max(end, head.end)
            id = f"{owner.id.split('/')[0]}/{sector}" if sector and is_state else owner.id
            yield Party(id, start, end, inferred=owner.inferred)
        if owners:
            return
        if sector is not None:
            told = list(self._pointing.pair(head, sector)) or list(self._pointing.office(head, sector))
            yield from told
            if told or (not sector and (head.base not in {"side", "party"} or head.tag_ != "NNS")):
                return
        if sector is None and self._is_unseen_name(head):
            first = min(
                [head.i, *(child.i for child in head.children if child.dep_ == "compound" and child.pos_ == "PROPN")]
            )
            yield Party("", self._parse.words[first].idx, head.end, proper=True)
            return
        if (
            sector is not None
            or _are_people(head)
            or (
                head.lower_ in CROWDS | {"sides", "parties", "presidents"}
                and head.dep_ in SUBJECTS | PASSIVE | {"pobj"}
            )
        ):
            first = min([head.i, *(child.i for child in head.children if child.dep_ in {"amod", "compound"})])
            yield Party("", self._parse.words[first].idx, head.end)

    def _is_unseen_name(self, head: Word) -> bool:
        """Whether a proper noun that neither the tables nor the model know does something: "Gazprom halted deliveries"."""
        acts = head.dep_ in SUBJECTS and head.pos_ == "PROPN" and head.text[:1].isupper() and head.i not in self._at
        if not acts or head.i in self._things or any(char.isdigit() for char in head.text):
            return False
        before = self._parse.words[head.i - 1].text if head.i > head.sent.start else ""
        return before not in OPENING or head.lower_ not in self._nouns

    def sides(self, head: Word) -> Iterator[Party]:
        """The two sides of which a text tells, for an act between them that names neither."""
        yield from self._pointing.sides(head)

    def _shared_noun(self, head: Word) -> Iterator[Party]:
        """Reads "Armenian and Azerbaijani troops": the adjectives before the one that the entity holds share its noun."""
        item = self._at.get(head.i)
        _, _, sector = item.id.partition("/") if item else ("", "", "")
        for child in head.children:
            if not sector or child.dep_ not in {"amod", "compound", "nmod"}:
                continue
            for word in (child, *child.conjuncts):
                other = self._at.get(word.i)
                if other and other != item and other.label in {"NORP", "GPE"} and other.id:
                    yield Party(f"{other.id.partition('/')[0]}/{sector}", other.start, other.end)

    def _owners(self, head: Word) -> Iterator[tuple[Party, bool]]:
        """The states and bodies that a noun belongs to, and whether each is a state: "Armenia's army", "the leaders of A and B",
        "whose army", "its army", "the parliament in Pristina", "the ministers of both countries".
        """
        for child in head.children:
            if child.dep_ in OWNING:
                words = [child, *(word for word in child.conjuncts if word.i > child.i)]
            elif child.lower_ in {"of", "from"} or (child.lower_ in SEATED and self._is_seated(head)):
                words = [word for one in child.children for word in (one, *one.conjuncts)]
                if child.lower_ == "from":
                    words += [word for one in words for word in one.children if word.dep_ in OWNING]
            else:
                continue
            found = [owner for word in words if (owner := self._owner(word, child))]
            if not found and child.lower_ in {"of", "from"}:  # "leaders of Romania's government"
                found = [
                    owner for word in words if word.pos_ == "NOUN" and word.i > head.i for owner in self._owners(word)
                ]
            if not found and child.lower_ == "of":
                found = [(one, True) for word in words for one in self._pointing.pair(word, "")]
            if found:
                yield from found
                return

    def origin_of(self, noun: Word) -> Iterator[Party]:
        """The state of which a noun that names no role is said to be: "an American consortium", "Russian columns"."""
        if noun.pos_ != "NOUN" or self._sector_of(noun) is not None:
            return
        for child in noun.children:
            item = self._at.get(child.i)
            if child.dep_ in {"amod", "compound"} and item and item.label == "NORP" and item.id:
                yield Party(item.id, item.start, max(item.end, noun.end))
                return

    def _is_seated(self, noun: Word) -> bool:
        """Whether a body sits in the capital that it is of; ministers meet in any."""
        return self.sector(noun.lower_) in AT_HOME or noun.base in SEATS_HOLD

    def _owner(self, word: Word, link: Word) -> tuple[Party, bool] | None:
        """The actor that a word names, or stands for as *whose* or *its*. A capital is its state in "Baku's envoy" and "the parliament in
        Baku", not in "the mayor of Baku".
        """
        item = self._at.get(word.i) or self._of_subject(word)
        if item is None:
            return None
        state = self._seats(self._parse.text[item.start : item.end]) if link.lower_ not in {"of", "from"} else ""
        at_home = link.lower_ not in SEATED or self.sector(link.head.lower_) in AT_HOME
        id = state or (item.id if at_home else "")
        return (Party(id, item.start, item.end), bool(state) or item.label in {"GPE", "NORP"}) if id else None

    def _of_subject(self, word: Word) -> Found | None:
        """Whom *whose* or *its* stands for."""
        if word.lower_ == "whose":
            above = next((up for up in word.ancestors if up.dep_ == "relcl"), None)
            return self._at.get(above.head.i) if above is not None else None
        if word.lower_ in {"its", "their", "his", "her"}:
            for up in word.ancestors:
                for child in up.children:
                    if child.dep_ in SUBJECTS | PASSIVE and child.i < word.i:
                        item = self._at.get(child.i)
                        if item and item.id:
                            return item
        return None

    def office_of(self, person: Found) -> tuple[str, set[str]]:
        """The part of a state that a person's title names ("British Defence Secretary Tom King" is of the government), and the words
        of the title.
        """
        span = self._parse.at(person.start, person.end)
        sector, state = "", ""
        at = span.start - 1 if span is not None else -1
        title: set[str] = set()
        for word in reversed(self._parse.words[max(0, at - TITLE) : at + 1]):
            title.add(word.lower_)
            item = self._at.get(word.i)
            if item and item.label in {"NORP", "GPE", "ORG"} and item.id:
                state, _, part = item.id.partition("/")
                sector = sector or part
                break
            if word.pos_ not in {"NOUN", "PROPN", "ADJ", "PART"} and word.lower_ not in {"'s", "’s"}:
                break
            sector = sector or self._sectors.get(word.lower_, "").lower()
        return (f"{state}/{sector}" if state and sector else ""), title


def _is_determined(noun: Word) -> bool:
    return any(child.dep_ in {"det", "poss", "nummod"} or child.dep_ == "prep" for child in noun.children)


def _are_people(noun: Word) -> bool:
    """Whether the form of a plural noun says that it names people: "supporters", "mediators", "villagers"."""
    return (
        noun.tag_ == "NNS"
        and noun.dep_ in SUBJECTS | PASSIVE | {"pobj"}
        and bool(PEOPLE.search(noun.lower_))
        and not THINGS.search(noun.lower_)
    )


def _counted(head: Word) -> list[Word]:
    """What a word of number stands before: "hundreds of students"."""
    if head.base not in COUNTERS and head.pos_ != "NUM":
        return []
    return [word for child in head.children if child.lower_ == "of" for word in child.children if word.dep_ == "pobj"]
