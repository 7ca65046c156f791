"""The letters that the grammar says a rule begins with are those that its pattern can begin with."""

import re._constants as code
import re._parser as parser

import pytest

from compiled import LOOKS, REPEATS
from extractor.pipeline.dates.grammar import ALONE, BEGIN, RULES

PASSED = "_.|"  # no rule goes on with these behind any letter but those in ALONE


def heads(steps):
    """The first two letters of all that a pattern can match; one letter, or none, where it can match that alone."""
    found = {""}
    for operation, value in steps:
        if operation not in LOOKS and operation is not code.AT:
            found = joined(found, these(operation, value))
    return found


def joined(before, behind):
    return {(one + other)[:2] for one in before for other in behind}


def these(operation, value):
    if operation is code.LITERAL:
        return {chr(value)}
    if operation is code.IN:
        return {chr(letter) for _, letter in value}
    if operation is code.BRANCH:
        return set().union(*map(heads, value[1]))
    if operation is code.SUBPATTERN:
        return heads(value[3])
    assert operation in REPEATS, operation
    least, most, body = value
    found, times = set(), {""}
    for count in range(min(int(most), int(least) + 2) + 1):
        found |= times if count >= least else set()
        times = joined(times, heads(body))
    return found


@pytest.mark.parametrize("name", RULES)
def test_a_rule_begins_with_its_letters(name):
    assert {head[:1] for head in heads(parser.parse(RULES[name]))} == set(BEGIN[name])


def test_each_rule_has_letters():
    assert list(BEGIN) == list(RULES)


def test_letters_that_stand_alone():
    found = {head for rule in RULES.values() for head in heads(parser.parse(rule))}
    assert {head[0] for head in found if len(head) == 1 or head[1] in PASSED} == set(ALONE)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("a?b", "ab b"), ("(?:[ab]|cc?)(?=d)e", "ae be ce cc"), ("a{1,3}b?", "a aa ab"), ("a|b$", "a b")],
)
def test_heads_of_a_pattern(pattern, found):
    assert heads(parser.parse(pattern)) == set(found.split())
