"""No code of the library runs what a file says, and no code writes HTML by hand without escaping it."""

import ast
import re
from pathlib import Path

import pytest

import extractor

SOURCES = sorted(Path(extractor.__file__).parent.rglob("*.py"))
# Each of them can run code that a file names.
MODULES = frozenset(
    {
        "pickle",
        "_pickle",
        "cPickle",
        "marshal",
        "shelve",
        "dill",
        "cloudpickle",
        "joblib",
        "jsonpickle",
        "yaml",
        "torch",
    }
)
BUILT_IN = frozenset({"eval", "exec", "compile", "__import__"})
METHODS = frozenset({"read_pickle", "to_pickle", "loads_pickle"})
KEYWORDS = frozenset({("allow_pickle", True), ("shell", True)})
MARKUP = re.compile(r"(?<!\?P)<(?:table|t[rdh]|div|span|p|b|i|mark|script|style|a)[\s>]", re.IGNORECASE)


def dangers(tree):
    """The line and the name of whatever can run what a file holds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names if one.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in BUILT_IN:
                yield node.lineno, node.func.id
            if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
                yield node.lineno, node.func.attr
            for one in node.keywords:
                if isinstance(one.value, ast.Constant) and (one.arg, one.value.value) in KEYWORDS:
                    yield node.lineno, one.arg


def written_markup(tree):
    """The line of a text that begins a tag, where the module does not import something that escapes."""
    modules = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    modules |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    if "html" not in modules:
        documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in documented
                and MARKUP.search(node.value)
            ):
                yield node.lineno


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name + "/" + path.stem)
def test_nothing_runs_what_a_file_holds(path):
    assert list(dangers(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    [
        "import pickle", "from pickle import loads", "import yaml", "eval(text)", "exec(text)", "pandas.read_pickle(path)",
        "numpy.load(path, allow_pickle=True)", "subprocess.run(text, shell=True)", "__import__(name)",
    ],
)  # fmt: skip
def test_the_walk_finds_what_it_looks_for(line):
    assert list(dangers(ast.parse(line)))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name + "/" + path.stem)
def test_markup_is_written_only_where_it_is_escaped(path):
    assert list(written_markup(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_walk_finds_markup():
    assert list(written_markup(ast.parse("def show(title):\n    return f'<table><td>{title}</td></table>'")))
    assert not list(written_markup(ast.parse("import html\nshown = f'<td>{html.escape(title)}</td>'")))
