"""Every compiled pattern of the package, those that are put together when a pipeline is loaded among them."""

import importlib
import pkgutil
import re
import re._constants as code
import re._parser as parser
import sys
from functools import cache

import extractor

REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
LOOKS = (code.ASSERT, code.ASSERT_NOT)
DEEPEST = 8


@cache
def patterns():
    """The name of each pattern, by itself."""
    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    roots = [(name, module) for name, module in sys.modules.items() if name.partition(".")[0] == "extractor"]
    waiting = [(f"{name}.{key}", value, 0) for name, module in roots for key, value in vars(module).items()]
    waiting += [(f"pipeline {name}", component, 0) for name, component in extractor.load("blank:en").pipeline]
    waiting += [(name, value(), 0) for name, value, _ in list(waiting) if is_late(value)]
    found, seen = {}, set()
    while waiting:
        name, value, depth = waiting.pop()
        if id(value) in seen or depth > DEEPEST:
            continue
        seen.add(id(value))
        if isinstance(value, re.Pattern):
            found.setdefault(value, name)
        elif isinstance(value, dict):
            waiting += [(f"{name}[{key!r}]", one, depth + 1) for key, one in value.items()]
        elif isinstance(value, (list, tuple, set, frozenset)):
            waiting += [(name, one, depth + 1) for one in value]
        elif type(value).__module__.partition(".")[0] == "extractor":
            inside = [*getattr(value, "__dict__", {}).items()]
            inside += [(key, getattr(value, key, None)) for key in getattr(type(value), "__slots__", ())]
            waiting += [(f"{name}.{key}", one, depth + 1) for key, one in inside]
    return dict(sorted(found.items(), key=lambda pair: (pair[1], str(pair[0].pattern))))


def is_late(value):
    """Whether this is a cached function without parameters, which makes something once: a pattern, perhaps."""
    wrapped = getattr(value, "__wrapped__", None)
    return (
        hasattr(value, "cache_info") and wrapped is not None and not wrapped.__code__.co_argcount and is_ours(wrapped)
    )


def is_ours(function):
    return function.__module__.startswith("extractor") and function.__name__ != "_default"


def parsed(pattern):
    return parser.parse(pattern.pattern, pattern.flags)


def inside(operation, value):
    """The patterns inside one step of a pattern."""
    if operation in REPEATS:
        return [value[2]]
    if operation is code.SUBPATTERN:
        return [value[3]]
    if operation is code.ATOMIC_GROUP:
        return [value]
    if operation is code.BRANCH:
        return value[1]
    if operation in LOOKS:
        return [value[1]]
    if operation is code.GROUPREF_EXISTS:
        return [one for one in value[1:] if one is not None]
    return []


def steps(tree, around=()):
    """Every step of a pattern, with the repeats around it."""
    for operation, value in tree:
        yield operation, value, around
        outer = (*around, value[1]) if operation in REPEATS else around
        for one in inside(operation, value):
            yield from steps(one, outer)
