"""No pattern of the package can be made to work for ever: repeats are bounded, or are of one character and stand in no other.

re2 (which has no backtracking, and refuses what needs it) compiles all that it can express. What it cannot is a look to the left or
right without taking characters; those patterns are taken without their looks, and the modules that have them are listed here.
"""

import re
import re._constants as code

import pytest

from compiled import LOOKS, REPEATS, parsed, patterns, steps

re2 = pytest.importorskip("re2")

BOUNDS = "a word that must not follow or stand before, or a bound that is no \\b (hyphens, apostrophes, digits): the match must not take it"
LINES = "a line or page ends there, or the text does; the end is not taken, as the next match begins with it"
# Modules with patterns that look around, and why they do.
LOOKING = {
    "extractor.pipeline": BOUNDS,
    "extractor.works": BOUNDS,
    "extractor.knowledge": BOUNDS,
    "extractor.sources.pdf": BOUNDS,
    "extractor.sources.markdown": LINES,
    "extractor.text": LINES,
    "extractor.triage.folding": BOUNDS,
    "extractor.ids": "at least one part of a duration must follow the P",
    "pipeline extractor_": BOUNDS,
}
# re2 counts the copies that bounded repeats make and stops at 1,000; what is within the bound is the same pattern.
MOST = 1_000


def in_re2(tree):
    """The pattern as re2 writes it: without looks, names and captures, without more copies than re2 makes."""
    return "".join(written(operation, value) for operation, value in tree)


def literal(char):
    return f"\\x{{{char:x}}}" if not 0xD800 <= char <= 0xDFFF else "\\x{fffd}"  # text in UTF-8 holds no surrogate


CATEGORIES = {
    code.CATEGORY_DIGIT: "\\d", code.CATEGORY_NOT_DIGIT: "\\D", code.CATEGORY_SPACE: "\\s", code.CATEGORY_NOT_SPACE: "\\S",
    code.CATEGORY_WORD: "\\pL\\pN_", code.CATEGORY_NOT_WORD: "\\W",
}  # fmt: skip
PLACES = {
    code.AT_BEGINNING: "^", code.AT_BEGINNING_STRING: "\\A", code.AT_END: "$", code.AT_END_STRING: "\\z", code.AT_BOUNDARY: "\\b",
    code.AT_NON_BOUNDARY: "\\B",
}  # fmt: skip


def ranged(operation, value):
    if operation is code.RANGE:
        return "-".join(map(literal, value))
    return CATEGORIES[value] if operation is code.CATEGORY else literal(value)


def written(operation, value):
    if operation is code.LITERAL:
        return literal(value)
    if operation is code.NOT_LITERAL:
        return f"[^{literal(value)}]"
    if operation is code.ANY:
        return "."
    if operation is code.IN:
        negated = value[0][0] is code.NEGATE
        return f"[{'^' * negated}{''.join(ranged(*one) for one in value[negated:])}]"
    if operation is code.AT:
        return PLACES[value]
    if operation is code.BRANCH:
        return f"(?:{'|'.join(map(in_re2, value[1]))})"
    if operation is code.SUBPATTERN:
        return f"(?:{in_re2(value[3])})"
    if operation is code.ATOMIC_GROUP:
        return f"(?:{in_re2(value)})"
    if operation is code.GROUPREF_EXISTS:
        return f"(?:{in_re2(value[1])}|{in_re2(value[2]) if value[2] is not None else ''})"
    if operation in LOOKS:
        return ""
    assert operation in REPEATS, f"{operation} is not in re2"
    least, most, body = value
    bound = "" if most is code.MAXREPEAT else min(int(most), MOST)
    return f"(?:{in_re2(body)}){{{min(int(least), MOST)},{bound}}}"


def test_re2_compiles_all():
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 30
    faults = {}
    for pattern, name in patterns().items():
        tree = parsed(pattern)
        try:
            re2.compile(in_re2(tree if copies(tree) <= MOST else narrowed(tree)), options)
        except re2.error as error:
            faults[name] = str(error)
    assert faults == {}


def copies(tree):
    """How many copies of a part re2 makes for the bounds around it."""
    most = 1
    for operation, value, around in steps(tree):
        product = 1
        for bound in (*around, value[1]) if operation in REPEATS else around:
            product *= 1 if bound is code.MAXREPEAT else max(int(bound), 1)
        most = max(most, product)
    return most


def narrowed(tree):
    """The same pattern with smaller bounds: what re2 asks of its form does not depend on them."""
    return [(operation, narrower(operation, value)) for operation, value in tree]


def narrower(operation, value):
    if operation in REPEATS:
        return min(value[0], 3), value[1] if value[1] is code.MAXREPEAT else min(value[1], 5), narrowed(value[2])
    if operation is code.SUBPATTERN:
        return (*value[:3], narrowed(value[3]))
    if operation is code.BRANCH:
        return value[0], [narrowed(one) for one in value[1]]
    return value


def test_only_listed_modules_look_around():
    looking = {name for pattern, name in patterns().items() if any(step[0] in LOOKS for step in steps(parsed(pattern)))}
    assert looking
    assert [name for name in looking if not name.startswith(tuple(LOOKING))] == [], (
        "say in LOOKING why they look around"
    )


def endless(pattern):
    """The repeats without bound that are of more than one character, or stand inside another one."""
    for operation, value, around in steps(parsed(pattern)):
        if operation in REPEATS and value[1] is code.MAXREPEAT and (len(value[2]) > 1 or code.MAXREPEAT in around):
            yield str(value[2])


def test_a_repeat_without_bound_is_of_one_character_and_in_no_other():
    assert {
        name: list(endless(pattern))
        for pattern, name in patterns().items()
        if name not in SEVERAL and list(endless(pattern))
    } == {}


@pytest.mark.parametrize("naive", [r"(\w+\s?)+$", r"(?:a*)*", r"(\d+, )*\d+"])
def test_naive_patterns_are_found(naive):
    assert list(endless(re.compile(naive)))


def test_nothing_refers_to_what_was_matched():
    """References back make a pattern take exponential time; no engine without backtracking has them."""
    back = (code.GROUPREF, code.GROUPREF_IGNORE)
    assert [
        name for pattern, name in patterns().items() if any(step[0] in back for step in steps(parsed(pattern)))
    ] == []


# Lists whose items begin with a sign that no item holds, so that there is one way to read them; nothing has to follow the last one.
SEVERAL = {
    "extractor.pipeline.dates.lex._pattern",
    "extractor.formats.brat._LINES['T']", "extractor.formats.brat._LINES['E']",
    "extractor.sources.html.FIGURE", "extractor.sources.markdown._QUOTE",
}  # fmt: skip
