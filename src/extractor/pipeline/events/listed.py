"""Read the items of a list by the line that leads to it: what could be tried is proposed, what a plan lays down is planned.

An item is a line behind a dash, a bullet, a number or a letter, and says what is meant without a finite verb: "- A pull-back of forces".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.events.words import VERBAL

if TYPE_CHECKING:
    from extractor.pipeline.events.parse import Stretch, Word

BULLET = re.compile(r"\s{0,4}(?:[-–—•*·▪]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)])\s")
ITEMS = 12  # of a list, back to the line that leads to it
FINITE = {"VBD", "VBZ", "VBP", "MD"}
PROPOSING = {
    "could", "should", "recommend", "recommends", "recommendation", "recommendations", "propose", "proposes", "proposal", "proposals",
    "suggest", "suggests", "suggestion", "suggestions", "option", "options", "ideas", "idea", "ought", "must", "needed", "steps", "might",
}  # fmt: skip
LAYING_DOWN = {
    "provides", "provided", "provide", "points", "provisions", "obliges", "agreed", "requires", "required", "undertook", "undertake",
    "commitments", "obligations", "plan", "roadmap", "timetable", "terms",
}  # fmt: skip


def of_item(token: Word) -> tuple[Word, str] | None:
    """The word of the leading line that says what the items of a list are, and their status; None for a word in no such list."""
    sentence = token.sent
    if not _is_item(sentence) or any(word.tag_ in FINITE for word in sentence):
        return None
    for _ in range(ITEMS):
        if not sentence.start:
            return None
        sentence = sentence.parse.words[sentence.start - 1].sent
        if _is_item(sentence):
            continue
        for word in sentence:
            if word.lower_ in PROPOSING:
                return word, "proposed"
            if word.lower_ in LAYING_DOWN and (word.pos_ not in VERBAL or word.dep_ in {"ROOT", "relcl", "acl"}):
                return word, "planned"
        return None
    return None


def _is_item(sentence: Stretch) -> bool:
    parse = sentence.parse
    start = sentence.start_char
    line = parse.text.rfind("\n", 0, start + 1) + 1
    return BULLET.match(parse.text, line, min(line + 12, len(parse.text))) is not None and not parse.text[
        line:start
    ].strip(" \n-–—•*·▪().0123456789abcdefghivx")
