"""Tell what lies in a folder of texts and is none of the user's: programs' own folders, and what this library wrote there."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING

from extractor.errors import message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

LOGGER = logging.getLogger("extractor.sources")
HEAD = 4096  # bytes of a file that are looked at
SHOWN = 4  # names in a line
# What such a folder is, by a name that stands in it or that it bears itself.
HOLDS = {"pyvenv.cfg": "a Python environment", "conda-meta": "a Python environment"}
NAMED = {
    "site-packages": "installed Python packages", "dist-packages": "installed Python packages", "__pycache__": "files of Python",
    "node_modules": "installed packages of Node",
}  # fmt: skip
RUN = {"manifest.jsonl", "documents", "_parts"}  # stand together in the output of a run
# A document begins so, whatever its id and title; in a text inside JSON these quotes would have a backslash before them.
RECORD = re.compile(rb'\A\{"id":"[^"]{0,1000}","title":.{0,2000}"source":\{"uri":"[^"]{0,1000}","media_type":"')
MANIFEST = re.compile(rb'\A\{"inputs": .{0,4000}"made_by": "extractor"', re.DOTALL)
REPORT = b'<meta name="generator" content="extractor">'
GOLD = {"document", "sha256", "annotator", "guidelines"}


def folder(name: str, inside: Collection[str]) -> str | None:
    """What a folder is by its name and the names in it; None for one that texts may lie in.

    >>> folder("env", ["bin", "pyvenv.cfg"]), folder("out", ["_parts", "documents", "manifest.jsonl"]), folder("2021", ["a.txt"])
    ('a Python environment', 'the output of `extractor run`', None)
    """
    if name in NAMED:
        return NAMED[name]
    if found := next((what for mark, what in HOLDS.items() if mark in inside), None):
        return found
    return "the output of `extractor run`" if RUN.issubset(inside) else None


def file(path: Path) -> str | None:
    """What a file is by its first bytes; None for one that may be a text."""
    suffix = path.suffix.lower()
    try:
        if suffix in (".html", ".htm"):
            return "a page of `extractor report`" if REPORT in _head(path) else None
        return _lines(_head(path)) if suffix in (".jsonl", ".ndjson") else None
    except OSError:
        return None


def _lines(head: bytes) -> str | None:
    if RECORD.match(head):
        return "records of `extractor extract`"
    if MANIFEST.match(head):
        return "the list of a run"
    try:
        first = json.loads(head.partition(b"\n")[0])
    except (ValueError, RecursionError):
        return None
    return "annotations" if isinstance(first, dict) and first.keys() >= GOLD and "text" not in first else None


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(HEAD)


def tell(root: Path, passed: Iterable[tuple[Path, str]]) -> None:
    """One line of what was passed over in a folder; nothing where nothing was."""
    found = [f"{path.relative_to(root).as_posix()} ({what})" for path, what in sorted(passed)]
    if found:
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        said = message("W407", file=root.as_posix(), found=", ".join([*found[:SHOWN], *more]))
        LOGGER.warning("[W407] %s", said)
