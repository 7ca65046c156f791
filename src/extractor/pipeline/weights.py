"""Refuse a default model whose files are not those that this version was made and measured with.

A model's folder names code to call, and a changed weight changes every record. The hashes stand in `weights.sha256`, in the form that
`sha256sum -c` reads. Only the default model is checked: who names another one, or gives a path, knows what it is.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from extractor.errors import ExtractorError

LISTED = Path(__file__).with_suffix(".sha256")


@cache
def check(model: str) -> None:
    """Raises E408 when a file of the installed package differs from its pinned hash or is missing; read once a process."""
    spec = find_spec(model)
    for folder in (spec and spec.submodule_search_locations) or ():
        verify(Path(folder), LISTED.read_text(encoding="utf-8"), model)


def verify(folder: Path, listed: str, model: str) -> None:
    """Compare the files of a folder with a list of hashes."""
    for line in listed.splitlines():
        expected, name = line.split(maxsplit=1)
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
        if found != expected:
            raise ExtractorError("E408", file=path, found=found[:12], expected=expected[:12], model=model)
