"""What the pages show is what happens; the site builds without a warning and asks nothing of the network."""

import functools
import importlib.util
import re
import subprocess
import sys

import pytest
import yaml

from conftest import ROOT
from docs.page import LANGUAGES, blocks, commands, fits, run
from extractor import pipeline

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
UNRUN = re.compile(
    r"(?:pip install|make|sbatch|srun|#|mkdocs|source|extractor completion|python3 -m venv)\b|extractor run /data/|#"
)
BARE = {"Event.mentions"}  # later words for the same happening, which no short text brings about
OUTSIDE = re.compile(r"<(?:script|img|iframe|link)\b[^>]{0,400}?\b(?:src|href)=[\"']?(?:https?:)?//[^>]{0,200}>")


@pytest.fixture(scope="module", autouse=True)
def loaded_once():
    """The pipeline is loaded once for all pages, as one session would."""
    with pytest.MonkeyPatch.context() as patch:
        plain, load = functools.cache(pipeline.load), pipeline.load
        patch.setattr(
            pipeline, "load", lambda *model, **own: load(*model, **own) if any(own.values()) else plain(*model)
        )
        yield


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_the_page_does_what_it_shows(page, tmp_path):
    assert run(page, tmp_path) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_what_is_not_run_cannot_be(page):
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "sh":
            assert all(UNRUN.match(line) for line in block.body.splitlines()), block


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_block_says_what_it_is(page):
    assert {block.language for block in blocks(page.read_text(encoding="utf-8"))} <= LANGUAGES


def test_options_of_what_is_not_run_exist():
    from typer.main import get_command

    from extractor.cli import app

    known = get_command(app).commands
    asked = [
        (words[0], option)
        for page in PAGES
        for block in blocks(page.read_text(encoding="utf-8"))
        if block.language == "sh"
        for line in block.body.splitlines()
        for words in [
            re.findall(r"[\w-]+", said) for said in re.findall(r"\bextractor ((?:run|report|score)\b[^#\"]*)", line)
        ]
        for option in [word for word in words if word.startswith("--")]
    ]
    assert ("run", "--shard") in asked
    for command, option in asked:
        assert option in {name for one in known[command].params for name in (*one.opts, *one.secondary_opts)}, (
            command,
            option,
        )


def test_every_page_stands_in_the_list():
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

    def files(nav):
        for entry in nav:
            for value in entry.values():
                yield from [value] if isinstance(value, str) else files(value)

    assert sorted(files(config["nav"])) == sorted(str(page.relative_to(DOCS)) for page in PAGES)


def test_the_site_builds_strictly_and_fetches_nothing(tmp_path):
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", tmp_path / "site"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > len(PAGES) - 1
    for page in pages:
        assert OUTSIDE.findall(page.read_text(encoding="utf-8")) == []


def test_every_field_of_a_record_has_an_example():
    spec = importlib.util.spec_from_file_location("hooks", DOCS / "hooks.py")
    hooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hooks)
    shown = hooks.examples(hooks.NOTE.search((DOCS / "tutorial.md").read_text(encoding="utf-8"))[1])
    bare = {
        f"{model.__name__}.{name}"
        for model, values in shown.items()
        for name, value in values.items()
        if not hooks._full(value)
    }
    assert bare == BARE
    assert {"Document", "Event", "Failure", "Caveat", "Naming"} <= {model.__name__ for model in shown}


def test_the_harness_finds_what_is_wrong(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "```python\nprint(1)\n# prints: 2\n```\n```python\nnowhere\n```\n"
        "```console\n$ echo a\nb\n$ extractor lookup Qwertyland\n$ extractor explain fn2 # exit code 2\n```\n"
    )
    (tmp_path / "in").mkdir()
    faults = run(page, tmp_path / "in")
    assert [fault.split(":")[0] for fault in faults] == ["line 1", "line 5", "line 8", "line 8", "line 8"]


def test_output_is_compared_with_its_gaps():
    assert fits("a ... c\n...", "a b c\nd\ne\n")
    assert not fits("a ... d", "a b c\n")
    assert commands("$ a \\\n  b\nout\n$ c\n") == [("a \\\n  b", "out"), ("c", "")]
