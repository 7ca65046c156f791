"""Bind articles and footnotes to the events of the claim that they ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.events.words import VERBAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.events.binding import Sentence
    from extractor.pipeline.events.parse import Stretch
    from extractor.pipeline.spans import Found

CLAIMS = {"ROOT", "conj", "ccomp"}


def bind_articles(sentence: Sentence, articles: Sequence[Found]) -> list[list[str]]:
    """For each trigger the ids of the articles that its clause cites."""
    bound: list[list[str]] = [[] for _ in sentence.triggers]
    for item in articles:
        for number in sentence.owners(item.start, item.end, aside=False):
            bound[number].append(item.id)
    return bound


def bind_footnotes(sentence: Sentence, marks: Sequence[Found]) -> list[list[str]]:
    """For each trigger the notes that support it: a mark covers the claim at whose end it stands, back to the mark before."""
    bound: list[list[str]] = [[] for _ in sentence.triggers]
    covered = -1
    for place in sorted({mark.end for mark in marks}):
        begin = max(covered, _claim_before(sentence.span, place))
        numbered = list(enumerate(sentence.triggers))
        here = [number for number, trigger in numbered if begin < trigger.token.idx < place]
        here = here or [number for number, trigger in numbered if trigger.token.idx < place][-1:] or [0]
        for mark in marks:
            if mark.end == place:
                for number in here:
                    bound[number].append(mark.id)
        covered = place
    return bound


def _claim_before(span: Stretch, place: int) -> int:
    """Where the claim begins that ends at a character: behind a semicolon, or at the clause joined to another with a subject of its own."""
    begin = -1
    for token in span:
        if token.idx >= place:
            break
        if token.text == ";":
            begin = token.idx
        elif token.dep_ == "conj" and token.pos_ in VERBAL and token.head.dep_ in CLAIMS:
            own = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"} and child.i > token.head.i]
            if own:
                begin = max(begin, own[0].left_edge.idx - 1)
    return begin
