"""A run of signs without a space costs the tokenizer what its length costs, not the square of it."""

import pytest
import spacy
from spacy.tokenizer import Tokenizer

from extractor.pipeline.tokenizer import bounded

RUNS = [
    "(", "[", "{", ")", "'", '"', "“", "”", "()", "[]", "[1]", "('", "\"'", "(a", "a)", "'a", "…", "...", "-", "--", "/", "$", "<(", "([{",
]  # fmt: skip
LENGTH = 1_000  # characters of the shorter run


def work(tokenizer, text):
    """How many characters the tokenizer looks through for what begins and what ends its words."""
    looked = 0

    def counting(search):
        def count(string):
            nonlocal looked
            looked += len(string)
            return search(string)

        return count

    made = type(tokenizer)(
        spacy.blank("en").vocab,
        rules=tokenizer.rules,
        prefix_search=counting(tokenizer.prefix_search),
        suffix_search=counting(tokenizer.suffix_search),
        infix_finditer=tokenizer.infix_finditer,
        token_match=tokenizer.token_match,
        url_match=tokenizer.url_match,
    )
    doc = made(text)
    assert doc.text == text
    return looked


@pytest.fixture(scope="module")
def stock():
    return spacy.blank("en").tokenizer


@pytest.mark.parametrize("run", RUNS)
def test_twice_the_run_is_twice_the_work(stock, run):
    ours = bounded(stock)
    once, twice = (work(ours, (run * length)[:length]) for length in (LENGTH, 2 * LENGTH))
    assert twice <= 2.2 * once


def test_the_stock_tokenizer_shows_that_the_work_is_counted(stock):
    assert type(stock) is Tokenizer
    once, twice = (work(stock, "(" * length) for length in (LENGTH, 2 * LENGTH))
    assert twice > 3.5 * once
