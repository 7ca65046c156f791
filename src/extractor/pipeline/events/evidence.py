"""Bind articles and footnotes to the events of the claim that they ground."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.pipeline.events.binding import preposition
from extractor.pipeline.events.words import VERBAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.events.binding import Sentence
    from extractor.pipeline.events.parse import Parse, Stretch
    from extractor.pipeline.events.triggers import Trigger
    from extractor.pipeline.spans import Found

CLAIMS = {"ROOT", "conj", "ccomp"}


def bind_articles(parse: Parse, sentence: Sentence, articles: Sequence[Found]) -> list[list[str]]:
    """For each trigger the ids of the articles that its clause cites."""
    bound: list[list[Found]] = [[] for _ in sentence.triggers]
    for item in articles:
        for number in sentence.owners(item.start, item.end, aside=False):
            bound[number].append(item)
    for number, trigger in enumerate(sentence.triggers):
        bound[number] = _of_its_turn(parse, trigger.token.idx, bound[number])
    for number, trigger in enumerate(sentence.triggers):
        if not bound[number]:
            bound[number] = _of_opening(sentence, trigger, bound)
    return [[item.id for item in items] for items in bound]


def _of_opening(sentence: Sentence, trigger: Trigger, bound: Sequence[list[Found]]) -> list[Found]:
    """The articles that open the sentence hold for verbs that share the first subject: "Under Article 1 they stopped and left"."""
    first = trigger.clause.head
    own = any(child.dep_[:5] == "nsubj" for child in trigger.clause.children)
    if trigger.clause.dep_ != "conj" or trigger.clause.pos_ not in VERBAL or own:
        return []
    for other, candidate in enumerate(sentence.triggers):
        if candidate.clause.i == first.i:
            subject = min([first.idx, *(child.left_edge.idx for child in first.children if child.dep_[:5] == "nsubj")])
            return [item for item in bound[other] if item.end <= subject]
    return []


def _of_its_turn(parse: Parse, at: int, items: list[Found]) -> list[Found]:
    """Reads "provides in Article 1 for a truce and in Article 2 for monitors": each holds for what stands behind it."""
    for first, second in pairwise(items):
        word = preposition(parse, first)
        joined = parse.text[first.end : second.start].rstrip().endswith((f"and {word}", f", {word}"))
        if word and joined and first.end <= at < second.start:
            return items[: items.index(second)]
        if word and joined and second.end <= at:
            return _of_its_turn(parse, at, items[items.index(second) :])
    return items


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
