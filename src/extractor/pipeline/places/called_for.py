"""Names that the model takes for people or bodies where only a place can stand: "the town of Orahovac", "withdrew from Avdiivka".

Once a text calls a name a place, it is one wherever that text says it alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.symbols import NOUN, PROPN

from extractor.pipeline.names import has_namesake
from extractor.pipeline.places.unknown import CAPITAL_AFTER, PERSON_BEFORE
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from spacy.tokens import Span

    from extractor.pipeline.taken import Taken
    from extractor.pipeline.words import Words

REACH = 60  # characters before a name that can call for a place
MISTAKEN = {"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "FAC"}
KIND = (
    r"(?:cit(?:y|ies)|towns?|villages?|settlements?|hamlets?|suburbs?|districts?|regions?|provinces?|oblasts?|count(?:y|ies)|enclaves?|"
    r"exclaves?|islands?|valleys?|ports?|outskirts|surroundings|vicinity|inhabitants|residents|streets|mayor|siege|shelling|bombing|"
    r"bombardment|battle|occupation|liberation|recapture)"
)
BEFORE = re.compile(
    rf"\b(?:{KIND}\sof|(?:withdr[ae]w(?:n|s|al|ing)?|retreat(?:ed|s|ing)?|fled|fle(?:es|eing)|evacuated|pull(?:ed|s|ing)?\s(?:back|out))"
    r"(?:\s\w{1,20}){0,3}\sfrom|near|outside|around|inside|\d\s(?:km|kilomet(?:re|er)s?|miles?)\s(?:from|of)|(?:north|south|east|west)\s"
    r"of|shelled|bombed|bombarded|besieged|recaptured|liberated|stormed|marched\s(?:on|into)|advanced\s(?:on|to|into)|"
    r"fighting\s(?:in|for|around|near)|held\sin|met\sin|signed\sin|live[sd]?\sin|born\sin|based\sin|killed\sin|wounded\sin|situated\sin|"
    r"located\sin|stationed\s(?:in|at|near)|arrived\s(?:in|at)|landed\s(?:in|at)|deployed\s(?:in|to|near|around))"
    r"\s(?:the\s)?(?:(?:nearby|neighbouring|central|eastern|western|northern|southern|occupied|besieged)\s)?$",
    re.IGNORECASE,
)
# The words that BEFORE can end in.
LAST = frozenset(
    {
        "of", "from", "near", "outside", "around", "inside", "shelled", "bombed", "bombarded", "besieged", "recaptured", "liberated",
        "stormed", "on", "into", "to", "in", "for", "at", "the", "nearby", "neighbouring", "central", "eastern", "western", "northern",
        "southern", "occupied",
    }
)  # fmt: skip
AFTER = re.compile(
    r"\s(?:district|region|province|oblast|raion|county|municipality|valley|airport|airfield|airbase|air\sbase|railway\sstation|"
    r"border\scrossing|checkpoint|reservoir|river|prison)s?\b"
)
GOES_ON = re.compile(r"['’](?:s\b|\s)|\sof\b")
BODY = re.compile(r"(?:[A-Z]{2,}|.*(?:Group|Party|Council|Corps|Front|Army|Brigade|Ministry|Bank))$")


def called_for(words: Words, tokens: np.ndarray, ents: Sequence[Span], taken: Taken) -> Iterator[Found]:
    """Names of one or two words that stand where a place must.

    `tokens` has a row for each token: part of speech, first character, length; `taken` are the characters of what the tables know.
    """
    text = words.text
    names = list(_names(text, tokens, ents, taken))
    called = {text[start:end] for start, end in names if _is_called_for(words, start, end)}
    if not called:
        return
    people = {text[start:end] for start, end in names if PERSON_BEFORE.search(text[max(0, start - REACH) : start])}
    called -= people
    for start, end in names:
        if text[start:end] in called:
            yield Found(start, end, "PLACE", "", {"found_by": "context"})


def _names(text: str, tokens: np.ndarray, ents: Sequence[Span], taken: Taken) -> Iterator[tuple[int, int]]:
    """Proper nouns of one word, alone or as the model sees them, that no table knows."""
    named = {n for ent in ents if len(ent) > 1 or ent.label_ not in MISTAKEN for n in range(ent.start, ent.end)}
    kinds, starts, lengths = tokens.T.tolist()
    for n in (tokens[:, 0] == PROPN).nonzero()[0].tolist():
        start, length = starts[n], lengths[n]
        end = start + length
        if n in named or length < len("Iba") or not text[start].isupper() or not taken.is_free(start, end):
            continue
        describes = n + 1 < len(kinds) and kinds[n + 1] == NOUN and not AFTER.match(text, end)
        alone = not describes and not CAPITAL_AFTER.match(text, end) and not has_namesake(text, end)
        if alone and not BODY.match(text[start:end]):
            yield start, end


def _is_called_for(words: Words, start: int, end: int) -> bool:
    text = words.text
    if AFTER.match(text, end):
        return True
    may = words.before(start) in LAST and not GOES_ON.match(text, end)
    return may and BEFORE.search(text[max(0, start - REACH) : start]) is not None
