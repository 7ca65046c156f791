"""Begin a sentence after every break that the text really has, so that the parser never ties a heading to what follows.

A blank line always ends a sentence. A single line break does so only in cleaned text, where wrapped lines are joined already. A date that
heads an entry of a chronology ("12 May 1994: ...") is a sentence of its own, and so is the place and day that an agency puts before its
report ("GORI, Aug 14 (Agency) - ...").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.errors import Errors
from spacy.language import Language

from extractor.pipeline.facts import CLEANED
from extractor.pipeline.spans import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc


BEGINS, GOES_ON = 1, -1  # what spaCy notes of a token that begins a sentence, and of one that does not
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DAY = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
# Both are looked for behind a sign that ends a line or a sentence, and at the start of the text: few places to try.
_HEADING = (
    rf"(?P<span>(?:(?:{DAY}\s)?{MONTH}(?:\s{DAY},?)?(?:\s\d{{4}})?|\d{{4}}(?:-\d{{2}}-\d{{2}})?|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
    r"(?::|\s[–—-])(?=\s))"
)
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:,\s[A-Z][\w .-]{2,30})?"
_DATELINE = (
    rf"(?P<span>{CAPITALS},?\s\(?(?:{DAY}\s{MONTH}|{MONTH}\s{DAY})(?:,?\s\d{{4}})?\)?"
    r"(?:\s\([\w /-]{2,24}\))?\s?[–—-]{1,2}(?=\s))"
)
HEADING = re.compile(_HEADING), re.compile(rf"[\n.!?;](?:(?<=\n)|(?<!\n)\s){_HEADING}")
DATELINE = re.compile(_DATELINE), re.compile(rf"\n{_DATELINE}")


def mark_breaks(doc: Doc) -> Doc:
    """Mark the first token after a break as the start of a sentence."""
    wanted = "\n" if doc.user_data.get(CLEANED) else "\n\n"
    # Written all at once: `token.is_sent_start = ...` looks through the whole Doc at every token.
    before = doc.to_array([SENT_START]).astype(np.int64)
    starts = before.copy()
    for at in np.flatnonzero(doc.to_array(IS_SPACE)).tolist():
        if wanted in doc[at].text:
            starts[at + 1 : at + 2] = BEGINS
    text = text_of(doc)
    for heading in (*_found(DATELINE, text), *_found(HEADING, text)):
        inside = doc.char_span(*heading.span("span"), alignment_mode="expand")
        if inside is not None:
            starts[inside.start : inside.end] = GOES_ON
            starts[inside.start] = starts[inside.end : inside.end + 1] = BEGINS
    if (starts != before).any():
        if doc.has_annotation("DEP"):
            raise ValueError(Errors.E043)  # as spaCy does: a parse has its own sentences
        doc.from_array([SENT_START], starts.astype(np.uint64))  # type: ignore[arg-type]
    return doc


def _found(patterns: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What stands at the start of the text or behind a break."""
    at_start, behind = patterns
    first = at_start.match(text)
    if first:
        yield first
    yield from behind.finditer(text, first.end() if first else 0)


@Language.factory("extractor_lines", assigns=["token.is_sent_start"])
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component `extractor_lines`."""
    return mark_breaks
