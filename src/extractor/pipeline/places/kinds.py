"""Read from the words around a name what kind of place is meant: "the Lachin region", "the districts of Aghdam and Lachin"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.pipeline.names import Hit
    from extractor.pipeline.words import Words

KIND_WORDS = {
    "district": {"DISTRICT"}, "region": {"DISTRICT", "REGION"}, "rayon": {"DISTRICT"}, "raion": {"DISTRICT"},
    "province": {"DISTRICT", "REGION"},
    "oblast": {"REGION"}, "marz": {"REGION"}, "republic": {"REGION", "COUNTRY"}, "exclave": {"REGION"}, "enclave": {"REGION", "VILLAGE"},
    "county": {"DISTRICT"}, "city": {"CITY", "TOWN"}, "town": {"TOWN", "CITY"}, "village": {"VILLAGE"}, "settlement": {"VILLAGE", "TOWN"},
    "corridor": {"CORRIDOR"}, "river": {"RIVER"}, "lake": {"LAKE"}, "reservoir": {"RESERVOIR"}, "monastery": {"MONASTERY"},
    "mountain": {"MOUNTAIN"}, "mount": {"MOUNTAIN"}, "pass": {"PASS"}, "crossing": {"CROSSING"}, "checkpoint": {"CROSSING"},
    "station": {"STATION"}, "bridge": {"CROSSING"},
}  # fmt: skip
_SINGULAR = {f"{word[:-1]}ies" if word.endswith("y") else f"{word}s": word for word in KIND_WORDS}
_WORDS = "|".join(sorted({*KIND_WORDS, *_SINGULAR}, key=len, reverse=True))
REMARK = r"(?:\s\([^()]{1,40}\))?"  # "Aghdam (20 November) and Lachin (1 December) districts"
AFTER = re.compile(rf"(?:[)]|{REMARK})\s(?:administrative\s)?(?P<word>{_WORDS})\b", re.IGNORECASE)
BEFORE = re.compile(rf"\b(?P<word>{_WORDS})(?:\sof|:)?\s(?:the\s)?$", re.IGNORECASE)
LIST = re.compile(rf"(?:\)|{REMARK})(?:,\s?(?:and\s|or\s)?|\s(?:and|or|&)\s)(?:the\s)?")
SECOND_NAME = re.compile(
    r"\s?\((?:also\s|known\sas\s|now\s|formerly\s|or\s){0,3}|\s?/\s?|,?\s(?:also|otherwise)\s(?:called|known\sas)\s|\sor\s"
)
INSIDE = re.compile(r",\s|\s(?:in|of)\s(?:the\s)?")  # "Martuni, Gegharkunik province"
OPENS, CLOSES = (
    frozenset({*KIND_WORDS, *_SINGULAR, "administrative"}),
    frozenset({*KIND_WORDS, *_SINGULAR, "of", "the"}),
)
REACH = 24  # characters before a name in which its kind word begins


def kind_after(words: Words, end: int) -> re.Match[str] | None:
    """The word for a kind of place behind a name that ends here."""
    is_near = words.text[end : end + 1] == ")" or words.text[end + 1 : end + 2] == "(" or words.after(end) in OPENS
    return AFTER.match(words.text, end) if is_near else None


def kind_before(words: Words, start: int) -> re.Match[str] | None:
    """The word for a kind of place before a name that begins here."""
    return BEFORE.search(words.text, max(0, start - REACH), start) if words.before(start) in CLOSES else None


def kinds_beside(words: Words, hits: Sequence[Hit[str]]) -> list[set[str]]:
    """For each name the kinds of place that the words around it allow; empty where none stands there.

    A plural reaches all names of its list, and a second name of a place shares the words of the first.
    """
    text = words.text
    own = [_word(words, hit) for hit in hits]
    kinds = [set(KIND_WORDS[_SINGULAR.get(word, word)]) if word else set() for word, _ in own]
    for n in range(len(hits) - 1):
        if not set(hits[n].values).isdisjoint(hits[n + 1].values) and SECOND_NAME.fullmatch(
            text, hits[n].end, hits[n + 1].start
        ):
            kinds[n] |= kinds[n + 1]
            kinds[n + 1] |= kinds[n]
    for n, (word, side) in enumerate(own):
        if word in _SINGULAR:
            step = -1 if side == "after" else 1
            other = n + step
            while 0 <= other < len(hits) and not own[other][0] and _are_listed(text, hits, min(other, other - step)):
                kinds[other] |= kinds[n]
                other += step
    return kinds


def shared_candidates(
    text: str, hits: Sequence[Hit[str]], parents: Mapping[str, set[str]]
) -> Iterator[tuple[str, ...]]:
    """For each name the places that it can mean, in view of the next name.

    Two names of one place ("Hocavend/Martuni") leave only what both can mean, and a name before that of a larger place ("Martuni,
    Gegharkunik province") only what lies there; `parents` are the ids that a place belongs to.
    """
    values = [hit.values for hit in hits]
    for n in range(len(hits) - 1):
        if len(values[n]) > 1 and INSIDE.fullmatch(text, hits[n].end, hits[n + 1].start):
            inner = tuple(value for value in values[n] if not parents.get(value, set()).isdisjoint(values[n + 1]))
            values[n] = inner or values[n]
        if SECOND_NAME.fullmatch(text, hits[n].end, hits[n + 1].start):
            both = tuple(value for value in values[n] if value in values[n + 1])
            if both:
                values[n] = values[n + 1] = both
    yield from values


def _word(words: Words, hit: Hit[str]) -> tuple[str, str]:
    if after := kind_after(words, hit.end):
        return after["word"].lower(), "after"
    before = kind_before(words, hit.start)
    return (before["word"].lower(), "before") if before else ("", "")


def _are_listed(text: str, hits: Sequence[Hit[str]], first: int) -> bool:
    gap = (hits[first].end, hits[first + 1].start)
    return bool(LIST.fullmatch(text, *gap) or SECOND_NAME.fullmatch(text, *gap))
