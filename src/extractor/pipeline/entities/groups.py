"""Demonyms and the role nouns that belong to them: "Armenian soldiers", "Russian and Turkish troops", "Azerbaijanis"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.names import NameIndex
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.knowledge.actors import Actor, Role
    from extractor.pipeline.names import Hit

# Between a demonym and its role noun at most two words, none of which can end the phrase: no function word, no plural, no verb.
NO_MODIFIER = (
    r"(?!(?:a|an|and|as|at|but|by|for|from|had|has|have|if|in|into|is|nor|not|of|on|or|over|than|that|the|to|was|were|when|which|while|who|"
    r"will|with|would|beat|bought|broke|brought|built|came|cut|did|drove|fell|fought|found|gave|held|hit|kept|killed|led|left|let|lost|made|"
    r"met|put|ran|said|saw|sent|shot|sought|stood|struck|threw|told|took|went|won)\b)"
    r"(?!\w*(?:[^su]s|ed)\b(?<!armed)(?<!displaced)(?<!wounded)(?<!captured)(?<!detained)(?<!retired)(?<!special))"
)
MODIFIERS = rf"(?:\s{NO_MODIFIER}[^\W\d_][\w-]{{1,20}}){{0,2}}?"
JOINED = re.compile(r"\s?,\s(?:and\s)?|\s(?:and|or)\s(?:the\s)?|[-–]")
# A person's office in the singular, which may stand as a title before a name that no table knows.
OFFICE = re.compile(
    r"(?:er|or|ist|man|woman|person|chief|envoy|general|diplomat|chair|president|secretary|expert|judge|representative|scholar|"
    r"secretary of state|prime minister|speaker of parliament)$",
    re.IGNORECASE,
)
ANY_NAME = re.compile(r"\s[A-ZÇƏĞİÖŞÜ][\w’'-]+\s[A-ZÇƏĞİÖŞÜ][\w’'-]+")


class _Group(NamedTuple):
    hit: Hit[str]
    end: int  # of the role noun; that of the demonym where there is none
    sector: str | None


class Groups:
    """Finds demonyms, alone or with a role noun."""

    def __init__(self, table: Iterable[Actor], roles: Iterable[Role]) -> None:
        self._demonyms = NameIndex((name, actor.id) for actor in table for name in actor.demonyms)
        self._sectors = {form: role.sector for role in roles for form in role_forms(role)}
        self._plural = {form for role in roles for form in [role.plural or f"{role.noun}s"]}
        nouns = "|".join(sorted(map(re.escape, self._sectors), key=len, reverse=True))
        self._role = re.compile(rf"{MODIFIERS}\s(?P<role>{nouns or '(?!)'})\b(?!-)", re.IGNORECASE)

    def __call__(self, text: str, folded: str, *, bodies: dict[int, int], persons: set[int]) -> Iterator[Found]:
        """Groups in the order of the text. `bodies` maps where a name of the table begins to its end; `persons` is where persons begin."""
        hits = [hit for hit in self._demonyms(text, folded) if bodies.get(hit.start, 0) <= hit.end]
        groups = [self._group(text, hit, persons) for hit in hits]
        for n in reversed(range(len(groups) - 1)):  # "Russian, Turkish and Armenian soldiers"
            if (
                groups[n].sector is None
                and JOINED.fullmatch(text, hits[n].end, hits[n + 1].start)
                and groups[n + 1].sector
            ):
                groups[n] = groups[n]._replace(sector=groups[n + 1].sector)
        for (hit, end, sector), state in zip(groups, (hit.values[0] for hit in hits), strict=True):
            if sector is None and text[hit.end : hit.end + 1] == "s":
                yield Found(hit.start, hit.end + 1, "NORP", f"{state}/cvl")
            else:
                label = "NORP" if sector in {None, "CVL", "REF", ""} or end == hit.end else "ORG"
                yield Found(hit.start, end, label, f"{state}/{sector.lower()}" if sector else state)

    def _group(self, text: str, hit: Hit[str], persons: set[int]) -> _Group:
        noun = self._role.match(text, hit.end)
        if not noun or self._is_title(text, noun, persons):
            return _Group(hit, hit.end, None)
        return _Group(hit, noun.end(), self._sectors[noun["role"].lower()])

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
