"""Turn the paths that a user names into the files to read."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.sources import foreign
from extractor.sources.request import STDIN


def expand(paths: Iterable[str | Path], *, suffixes: Iterable[str]) -> Iterator[Path]:
    """Each path as it is, and in place of a folder its files with one of `suffixes`, at any depth, in order of path.

    Left out of a folder: whatever is hidden, links to files outside of it, links to folders (their files are found
    where they lie), and other kinds of files, among them metadata beside a text and names without a suffix; also Python
    environments, installed packages and what this library wrote (records, reports, runs, annotations), which a line on the
    logger ``extractor.sources`` names (W407). What is
    named itself always comes out, even if it is missing, so that reading it says what is wrong; so does a folder that
    cannot be opened. ``-`` is standard input.
    """
    for named in paths:
        path = Path(named)
        if str(path) != STDIN and path.is_dir():
            yield from (found for found, leads_out in walk(path, suffixes=suffixes) if not leads_out)
        else:
            yield path


def walk(folder: Path, *, suffixes: Iterable[str]) -> list[tuple[Path, bool]]:
    """What `expand` finds in a folder, and beside it the links to files and folders outside that it leaves out, marked by True."""
    return sorted(_inside(folder, frozenset(suffixes)), key=lambda found: found[0].relative_to(folder).parts)


def _inside(folder: Path, wanted: frozenset[str]) -> Iterator[tuple[Path, bool]]:
    root = Path(os.path.realpath(folder))
    waiting = [folder]
    passed: list[tuple[Path, str]] = []
    while waiting:
        opened = waiting.pop()
        try:
            with os.scandir(opened) as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            yield opened, False
            continue
        # A folder that is named itself is read, whatever it is.
        if opened != folder and (what := foreign.folder(opened.name, {entry.name for entry in visible})):
            passed.append((opened, what))
            continue
        for entry in visible:
            path = opened / entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                continue
            is_text = path.suffix.lower() in wanted and path.is_file()
            if entry.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
                if is_text or path.is_dir():
                    yield path, True
            elif is_text and (what := foreign.file(path)):
                passed.append((path, what))
            elif is_text:
                yield path, False
    foreign.tell(folder, passed)
