"""Patterns that are tried only where one of their words stands find what they find in the whole text."""

import random

import pytest

from extractor.pipeline import places
from extractor.pipeline.articles import counted, grammar
from extractor.pipeline.entities import wars
from extractor.pipeline.treaties import nouns
from extractor.pipeline.words import Words, matches
from made_text import paragraphs

PARTS = [
    "the ", "a ", "The ", "US-", "_US-", "brokered ", "so-called ", "final ", "peace ", "cease-fire ", "ceasefire ", "deal", "Treaty ",
    "treaty", "Agreement ", "on ", "of ", "Tashkent ", "Friendship ", "and ", ", ", ". ", "first ", "4th ", "last ", "ſixth ", "six ",
    "points ", "point ", "ARTİCLE ", "of these ", "memorandum", " of understanding ", "Second ", "Karabakh ", "War", "war ", "2020 ",
    "44-Day ", "Baku",
    "–", "-", "Tbilisi", "Kars", " railway ", " road", "lines ", "_", "ʼ", "\n", "  ", "paragraphs ", "one, two and three ",
]  # fmt: skip


def made():
    rng = random.Random(5)
    yield from paragraphs(rng, 20)
    for _ in range(300):
        yield "".join(rng.choices(PARTS, k=80))


def spans(found):
    return [match.span() for match in found]


@pytest.mark.parametrize("text", list(made()))
def test_nothing_is_lost_and_nothing_new(text):
    words = Words(text)
    assert [(noun.start, noun.end) for noun in nouns.find_nouns(text)] == [
        match.span("phrase") for match in nouns.NOUN.finditer(text)
    ]
    assert spans(nouns._titles(text)) == spans(nouns.TITLE.finditer(text))
    assert [(war.start, war.end) for war in wars.find_wars(text)] == spans(wars.WAR.finditer(text))
    assert spans(places._chains(words)) == spans(places.CHAIN.finditer(text))
    which = words.at(grammar.NTHS | counted.ENDS)
    for pattern, starts in (
        (grammar.ORDINAL, words.at(grammar.NTHS)),
        (grammar.WORDED, words.at(grammar.WORDED_UNITS)),
        (counted.OF_UNITS, which),
        (counted.OF_THEM, which),
        (counted.LAST_UNIT, words.at(counted.ENDS)),
    ):
        assert spans(matches(pattern, text, starts)) == spans(pattern.finditer(text))


@pytest.mark.parametrize("unit", [*grammar.LABELS])
def test_every_unit_is_looked_for(unit):
    text = f"see {unit} 4, {unit}s 5 and 6, {unit}es 7, {unit.capitalize()} 8, {unit.upper()} 9"
    starts = {*Words(text).at(grammar.UNITS), *(sign.start() for sign in grammar.SIGN.finditer(text))}
    assert {match.start() for match in grammar.reference().finditer(text)} <= starts
