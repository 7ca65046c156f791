"""Demonyms and the role nouns that belong to them: "Armenian soldiers", the bodies of a state, "Azerbaijanis"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.names import NameIndex
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.knowledge.actors import Actor, Role
    from extractor.pipeline.words import Words

# Between a demonym and its role noun at most two words, none of which can end the phrase: no function word, no plural, no verb.
NO_MODIFIER = (
    r"(?!(?:a|an|and|as|at|but|by|for|from|had|has|have|if|in|into|is|nor|not|of|on|or|over|than|that|the|to|was|were|when|which|while|who|"
    r"will|with|would|beat|bought|broke|brought|built|came|cut|did|drove|fell|fought|found|gave|held|hit|kept|killed|led|left|let|lost|made|"
    r"met|put|ran|said|saw|sent|shot|sought|stood|struck|threw|told|took|went|won)\b)"
    r"(?!\w*(?:[^su]s|ed)\b(?<!armed)(?<!displaced)(?<!wounded)(?<!captured)(?<!detained)(?<!retired)(?<!special))"
)
MODIFIERS = rf"(?:\s{NO_MODIFIER}[^\W\d_][\w-]{{1,20}}){{0,2}}?"
JOINED = re.compile(r"\s?,\s(?:and\s)?|\s(?:and|or)\s(?:the\s)?|[-–]")
# Bodies, as against the persons who serve in them: what a capitalised name of an office stands for.
BODY = re.compile(
    r"(?:ministry|department|parliament|government|army|forces|police|court|service|council|church|assembly|staff|senate|congress|duma|"
    r"majlis|mejlis|mfa|mod|administration|committee|force|navy|majlis)$|^ministry\sof\s"
)
# A person's office in the singular, which may stand as a title before a name that no table knows.
OFFICE = re.compile(
    r"(?:er|or|ist|man|woman|person|chief|envoy|general|diplomat|chair|president|secretary|expert|judge|representative|scholar|"
    r"secretary of state|prime minister|speaker of parliament)$",
    re.IGNORECASE,
)
ANY_NAME = re.compile(r"\s[A-ZÇƏĞİÖŞÜ][\w’'-]+\s[A-ZÇƏĞİÖŞÜ][\w’'-]+")


class Groups:
    """Finds demonyms, alone or with a role noun."""

    def __init__(self, table: Iterable[Actor], roles: Iterable[Role]) -> None:
        self._demonyms = NameIndex((name, actor.id) for actor in table for name in actor.demonyms)
        self._sectors = {form: role.sector for role in roles for form in role_forms(role)}
        self._plural = {form for role in roles for form in [role.plural or f"{role.noun}s"]}
        nouns = "|".join(sorted(map(re.escape, self._sectors), key=len, reverse=True))
        self._role = re.compile(rf"{MODIFIERS}\s(?P<role>{nouns or '(?!)'})\b(?!-)", re.IGNORECASE)
        bodies = "|".join(
            sorted((re.escape(form) for form in self._sectors if BODY.search(form)), key=len, reverse=True)
        )
        self._owned = re.compile(
            rf"['’]s?\s(?P<role>{bodies or '(?!)'})\b(?!-|\s(?i:spokes|head|chief|official|press))", re.IGNORECASE
        )
        self._owning = re.compile(rf"\b(?P<role>{bodies or '(?!)'})\sof\s(?:the\s)?$", re.IGNORECASE)

    def __call__(self, text: str, words: Words, *, bodies: dict[int, int], persons: set[int]) -> Iterator[Found]:
        """Groups, from the last to the first. `bodies` maps where a name of the table begins to its end; `persons` is where
        persons begin.
        """
        shared, following = "", None  # the sector of the group that begins at `following`
        hits = [hit for hit in self._demonyms(text, words) if bodies.get(hit.start, 0) <= hit.end]
        for hit in reversed(hits):
            state = hit.values[0]
            noun = self._role.match(text, hit.end)
            if noun and not self._is_title(text, noun, persons):
                sector = self._sectors[noun["role"].lower()]
                label = "NORP" if sector in {"CVL", "REF", ""} else "ORG"
                shared, following = sector.lower(), hit
                yield Found(hit.start, noun.end(), label, f"{state}/{shared}" if sector else state)
            elif text[hit.end : hit.end + 1] == "s":
                yield Found(hit.start, hit.end + 1, "NORP", f"{state}/cvl")
            elif shared and following and JOINED.fullmatch(text, hit.end, following.start):
                following = hit  # "Armenian and Azerbaijani soldiers": who acts are Armenian soldiers, what is named is Armenian
                yield Found(hit.start, hit.end, "NORP", state, {"shares": f"{state}/{shared}"})
            else:
                yield Found(hit.start, hit.end, "NORP", state)

    def offices(self, words: Words, states: Iterable[Found]) -> Iterator[Found]:
        """Capitalised bodies of a state beside its name: "Azerbaijan's Defence Ministry", "the Foreign Ministry of Armenia"."""
        text = words.text
        for state in states:
            after = self._owned.match(text, state.end)
            is_owning = not after and words.before(state.start) in {"of", "the"}
            before = self._owning.search(text, max(0, state.start - 64), state.start) if is_owning else None
            if (match := after or before) and match["role"][0].isupper() and not OFFICE.search(match["role"]):
                sector = self._sectors[match["role"].lower()]
                yield Found(match.start("role"), match.end("role"), "ORG", f"{state.id}/{sector.lower()}")

    def _is_title(self, text: str, noun: re.Match[str], persons: set[int]) -> bool:
        """Whether a person's name follows: then the noun is that person's title."""
        if noun.end() + 1 in persons and text[noun.end()].isspace():
            return True
        role = noun["role"].lower()
        return role not in self._plural and bool(OFFICE.search(role) and ANY_NAME.match(text, noun.end()))


def role_forms(role: Role) -> Iterator[str]:
    """All ways to write a role noun, in lower case: singular, plural, other spellings."""
    plural = role.plural or f"{role.noun}s"
    yield from (form.lower() for form in (role.noun, plural, *role.spelling))


def title_words(roles: Sequence[Role]) -> set[str]:
    """All words that a title before a name can be made of: "deputy", "prime", "minister"."""
    return {word for role in roles for form in role_forms(role) for word in re.findall(r"[a-z]+", form)}
