"""Turn the paths that a user names into the files to read."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.sources.request import STDIN


def expand(paths: Iterable[str | Path], *, suffixes: Iterable[str]) -> Iterator[Path]:
    """Each path as it is, and in place of a folder its files with one of `suffixes`, at any depth, in order of path.

    Left out of a folder: whatever is hidden, links to files outside of it, links to folders (their files are found
    where they lie), and other kinds of files, among them metadata beside a text and names without a suffix. What is
    named itself always comes out, even if it is missing, so that reading it says what is wrong; so does a folder that
    cannot be opened. ``-`` is standard input.
    """
    wanted = frozenset(suffixes)
    for named in paths:
        path = Path(named)
        if str(path) != STDIN and path.is_dir():
            yield from sorted(_inside(path, wanted), key=lambda found: found.relative_to(path).parts)
        else:
            yield path


def _inside(folder: Path, wanted: frozenset[str]) -> Iterator[Path]:
    root = Path(os.path.realpath(folder))
    waiting = [folder]
    while waiting:
        opened = waiting.pop()
        try:
            with os.scandir(opened) as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            yield opened
            continue
        for entry in visible:
            path = opened / entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif path.suffix.lower() in wanted and path.is_file() and _stays_in(root, path):
                yield path


def _stays_in(root: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(root)
