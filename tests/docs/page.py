"""Read the blocks of a page and run them as a reader would, in one folder, from top to bottom.

    ```json title="mine.jsonl"    the file of that name is written
    ```python                     runs; names live on to the next block of the page; lines behind `# prints: ` are compared
    ```console                    lines with `$ ` run, and the lines under each are its output; `...` stands for any text
    ```sh                         is not run: what needs the network, a cluster or hours; its options of `extractor` are looked up in --help

Every folder has `corpus/`, `gold/`, `examples/` and the `note.txt` of the tutorial.

A block of another language (`LANGUAGES`) is shown and not run; one without a language is a fault.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from conftest import ROOT

FENCE = re.compile(r"^```(\w*)(?: title=\"([^\"]{1,80})\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LANGUAGES = {"python", "console", "sh", "text", "json", "csv", "py"}
SHELL = re.compile(r"[|><&;*?$`\\~]")
ELLIPSIS = "..."


class Block(NamedTuple):
    language: str
    title: str | None
    body: str
    line: int


def blocks(page: str) -> list[Block]:
    return [
        Block(match[1], match[2], match[3], page.count("\n", 0, match.start()) + 1) for match in FENCE.finditer(page)
    ]


def commands(body: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output shown under it."""
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and found[-1][0].endswith("\\") and not found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line}", [])
        else:
            assert found, f"output before a command: {line}"
            found[-1][1].append(line)
    return [(command, "\n".join(lines).strip()) for command, lines in found]


def fits(shown: str, given: str) -> bool:
    """The output is the one shown; `...` is any text, blank ends of lines do not count."""
    shown, given = ("\n".join(line.rstrip() for line in one.strip().splitlines()) for one in (shown, given))
    return re.fullmatch(".*?".join(map(re.escape, shown.split(ELLIPSIS))), given, re.DOTALL) is not None


def run(page: Path, folder: Path) -> list[str]:
    """What does not happen as the page shows it."""
    for name in ("corpus", "gold", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    (folder / "note.txt").write_text(
        next(one.body for one in blocks(tutorial) if one.title == "note.txt"), encoding="utf-8"
    )
    names: dict = {"__name__": "__main__"}
    faults = []
    shown = blocks(page.read_text(encoding="utf-8"))
    with contextlib.chdir(folder):
        for block in shown:
            if block.title:
                Path(block.title).parent.mkdir(parents=True, exist_ok=True)
                Path(block.title).write_text(block.body, encoding="utf-8")
            elif block.language == "python":
                faults += _python(block, names)
            elif block.language == "console":
                faults += [f"line {block.line}: {fault}" for one in commands(block.body) for fault in _command(*one)]
    return faults


def _python(block: Block, names: dict) -> list[str]:
    printed = io.StringIO()
    shown = re.findall(r"^# prints: (.*)$", block.body, re.MULTILINE)
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(block.body, f"block of line {block.line}", "exec"), names)  # noqa: S102  # the page's own code
        except Exception as error:  # noqa: BLE001  # a page that fails is the finding
            return [f"line {block.line}: {type(error).__name__}: {error}"]
    given = printed.getvalue()
    if shown and not fits("\n".join(shown), given):
        return [f"line {block.line}: prints {given!r}, shown is {shown!r}"]
    return []


def _command(command: str, shown: str) -> list[str]:
    words = shlex.split(command, comments=True)
    if words[:1] == ["extractor"] and not SHELL.search(command):
        status, given = _inside(words[1:])
    else:
        status, given = _shell(command)
    expected = int(match[1]) if (match := re.search(r"# exit code (\d)", command)) else 0
    if status != expected:
        return [f"{command}: exit code {status}\n{given}"]
    return [] if not shown or fits(shown, given) else [f"{command}: shows\n{given}\nand not\n{shown}"]


def _inside(words: list[str]) -> tuple[int, str]:
    from extractor.cli import app
    from extractor.errors import ExtractorError

    done = CliRunner().invoke(app, words)
    if isinstance(done.exception, ExtractorError):
        return 2, f"{done.output}{done.exception}\n"
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def _shell(command: str) -> tuple[int, str]:
    bin_ = Path(".bin")
    bin_.mkdir(exist_ok=True)
    for name, module in (("extractor", "extractor"), ("pytest", "pytest"), ("python", "")):
        start = bin_ / name
        start.write_text(f'#!/bin/sh\nexec "{sys.executable}" {f"-m {module}" if module else ""} "$@"\n')
        start.chmod(0o755)
    path = os.environ | {"PATH": f"{bin_.absolute()}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", command],
        env=path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout
