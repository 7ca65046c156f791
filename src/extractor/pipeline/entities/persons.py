"""Tell whether a short name means the person of the table: "President Aliyev" does, "Natig Aliyev" and "Aliyev Avenue" do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.lang.en.stop_words import STOP_WORDS

from extractor.pipeline.names import has_namesake
from extractor.pipeline.words import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from extractor.knowledge.actors import Actor

WORD_BEFORE = re.compile(r"(?:(?<=[\s(“\"'‘—–-])|^)(?P<word>[^\W\d_][\w'’-]{0,24}\.?)\s$")
NAME_AFTER = re.compile(r"\s[^\W\d_a-z][a-zçəğıöşüćčšž’'-]+")  # "Michel Barnier": here the family name is a given one
FIRST_NAMES = re.compile(r"\b(?P<first>[^\W\d_a-z][\w’-]+)\s[^\W\d_a-z][\w’-]*\.?\s$")
REACH = 30  # characters in which the word before a name stands
HONORIFICS = {
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "madam", "col", "colonel", "gen", "lt", "maj", "major",
    "capt", "captain", "sen", "rep", "gov", "pm", "fm", "king", "pope", "comrade", "mister", "ex", "late", "former", "then", "outgoing",
    "incoming", "acting", "premier", "chair", "chairman", "aide", "adviser", "advisor", "candidate", "oligarch", "marshal", "patriarch",
}  # fmt: skip
TIMES = {
    "yesterday", "today", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "earlier", "later",
    "soon", "unlike", "like", "whether", "did", "does", "says", "asked", "dear", "both", "according", "meet", "meeting", "yes",
}  # fmt: skip
KNOWN = STOP_WORDS | HONORIFICS | TIMES  # words before a name that are no part of it


def with_first_names(text: str, start: int, actor: Actor) -> int:
    """Where a person's name begins that has a middle name in it: "Dmitry Sergeyevich Peskov"; `start` where it has none."""
    before = FIRST_NAMES.search(text, max(0, start - 2 * REACH), start)
    firsts = {fold(name).split()[0] for name in actor.names}
    return before.start("first") if before and fold(before["first"]) in firsts else start


def is_other_person(
    text: str, start: int, end: int, actor: Actor, titles: Collection[str], named: Collection[int]
) -> bool:
    """Whether the words beside a short name make it somebody else's, or part of the name of a thing.

    `titles` are words that titles are made of; `named` is where other names end, for a nationality or a place is no given name.
    """
    if has_namesake(text, end) or (not actor.alone and NAME_AFTER.match(text, end)):
        return True
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    if not before or not before["word"][0].isupper() or start - 1 in named:
        return False
    word = fold(before["word"]).rstrip(".")
    if len(word) == 1:  # an initial
        return not any(fold(name).startswith(word) for name in actor.names)
    parts = [part for part in re.split(r"[\s'’-]", word) if part]
    return not all(part in KNOWN or part in titles for part in parts) and not word.endswith("ly")
