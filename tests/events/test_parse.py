"""A parse says of every word and stretch what spaCy says of its Token and Span."""

import random

import pytest

from extractor.pipeline.events.parse import Parse
from made_text import paragraphs

WORD = ("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "is_punct")
BESIDE = ("children", "subtree", "ancestors", "conjuncts")
WIDTH = 6


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp("\n\n".join(paragraphs(random.Random(5), 3)))


@pytest.fixture(scope="module")
def parse(doc):
    return Parse(doc)


def test_words(doc, parse):
    assert len(parse.words) == len(doc) > WIDTH
    for word, token in zip(parse.words, doc, strict=True):
        assert [getattr(word, name) for name in WORD] == [getattr(token, name) for name in WORD]
        assert word.base == token.lemma_.lower().removeprefix("re-")
        assert word.is_spaced == bool(token.whitespace_)
        for name in BESIDE:
            assert [other.i for other in getattr(word, name)] == [other.i for other in getattr(token, name)], name
        assert (word.head.i, word.left_edge.i) == (token.head.i, token.left_edge.i)
        assert (word.sent.start, word.sent.end) == (token.sent.start, token.sent.end)


def test_stretches(doc, parse):
    for start in range(len(doc) - WIDTH):
        for span in (doc[start : start + width] for width in range(1, WIDTH)):
            stretch = parse.at(span.start_char, span.end_char)
            assert (stretch.start, stretch.end, stretch.text) == (span.start, span.end, span.text)
            assert stretch.root.i == span.root.i, span


def test_characters(doc, parse):
    for start in range(0, len(doc.text) - 9, 3):
        span = doc.char_span(start, start + 5, alignment_mode="expand")
        stretch = parse.at(start, start + 5)
        assert (stretch.start, stretch.end) == (span.start, span.end)
    assert parse.at(0, len(doc.text) + 1) is None
