"""The letters that the grammar says a rule begins with are those that its pattern can begin with."""

import re._constants as code
import re._parser as parser

import pytest

from compiled import LOOKS, REPEATS
from extractor.pipeline.dates.grammar import BEGIN, RULES


def begins(steps):
    """The letters that may stand first, "" among them where the pattern may take none."""
    found = {""}
    for operation, value in steps:
        if operation in LOOKS or operation is code.AT:
            continue
        found = found - {""} | first(operation, value)
        if "" not in found:
            break
    return found


def first(operation, value):
    if operation is code.LITERAL:
        return {chr(value)}
    if operation is code.IN:
        return {chr(letter) for _, letter in value}
    if operation is code.BRANCH:
        return set().union(*map(begins, value[1]))
    if operation is code.SUBPATTERN:
        return begins(value[3])
    assert operation in REPEATS, operation
    return begins(value[2]) | ({""} if value[0] == 0 else set())


@pytest.mark.parametrize("name", RULES)
def test_a_rule_begins_with_its_letters(name):
    assert begins(parser.parse(RULES[name])) == set(BEGIN[name])


def test_each_rule_has_letters():
    assert list(BEGIN) == list(RULES)


@pytest.mark.parametrize(("pattern", "letters"), [("a?b", "ab"), ("(?:[ab]|c?)(?=d)e", "abce"), ("a{1,3}b", "a")])
def test_letters_of_a_pattern(pattern, letters):
    assert begins(parser.parse(pattern)) == set(letters)
