"""Say which event of a sentence a mention belongs to.

A mention belongs to the first trigger, or word governing one, that is met on the way up the parse. Where the parse gives nothing, the
nearest trigger before it in the sentence takes it. What dates, places, articles and notes make of that stands in `dating`, `placing` and
`evidence`.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from extractor.pipeline.events.words import VERBAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.events.parse import Parse, Stretch, Word
    from extractor.pipeline.events.triggers import Trigger
    from extractor.pipeline.spans import Found


class Sentence:
    """The triggers of one sentence and the way from any of its characters to the trigger that owns them."""

    def __init__(self, parse: Parse, span: Stretch, triggers: Sequence[Trigger], speech: frozenset[str]) -> None:
        self._parse = parse
        self._speech = speech
        self.span = span
        self.triggers = triggers
        self._owners: dict[int, list[int]] = {}
        for number, trigger in enumerate(triggers):
            for token in (*trigger.chain, *trigger.span):
                self._owners.setdefault(token.i, []).append(number)

    def owners(self, start: int, end: int, *, strict: bool = False, aside: bool = True) -> list[int]:
        """The triggers that own the characters; `strict` stops at the border of any clause that has no trigger, `aside` at that of a
        relative clause.
        """
        span = self._parse.at(start, end)
        if span is None:
            return []
        token: Word = span.root
        said = False
        for _ in range(40):
            if token.i in self._owners and not span.start <= token.i < span.end:
                return self._owners[token.i]
            if token.head.i == token.i or (strict and token.pos_ in VERBAL):
                break
            if aside and token.pos_ in VERBAL and token.dep_ == "relcl" and token.head.pos_ not in VERBAL:
                return []  # "the talks, which Riyadh has hosted since Saturday": the date is that of the hosting
            said = said or (token.pos_ in VERBAL and token.base in self._speech)
            token = token.head
        if strict or said or (token.pos_ in VERBAL and token.base in self._speech):
            return []  # "stated on 8 November that ...": the date is that of the speech
        # What a participle or relative clause tells of a noun is aside, where the verb that was met says something itself.
        plain = [n for n, trigger in enumerate(self.triggers) if _is_plainly_below(trigger.token, token)]
        near = plain or (list(range(len(self.triggers))) if aside or token.pos_ not in VERBAL else [])
        before = [n for n in near if self.triggers[n].token.idx < start]
        return [before[-1]] if before else near[:1]

    def within(self, found: Sequence[Found]) -> list[Found]:
        """Those mentions that lie in this sentence."""
        first, last = (
            bisect_left(found, at, key=attrgetter("start")) for at in (self.span.start_char, self.span.end_char)
        )
        return list(found[first:last])


def _is_plainly_below(word: Word, verb: Word) -> bool:
    """Whether a word is told by a verb itself: below it, and not in a clause that hangs on a noun."""
    for _ in range(40):
        if word.i == verb.i:
            return True
        if word.dep_ in {"acl", "relcl", "appos"} or word.head.i == word.i:
            return False
        word = word.head
    return False


def preposition(parse: Parse, item: Found) -> str:
    """The word before a mention, determiners skipped: "until" of "until the 25th"."""
    span = parse.at(item.start, item.end)
    at = span.start - 1 if span is not None else -1
    while at >= 0 and parse.words[at].pos_ == "DET":
        at -= 1
    return str(parse.words[at].lower_) if at >= 0 else ""
