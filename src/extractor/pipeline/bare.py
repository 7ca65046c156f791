"""Load spaCy without what a library does not need: its command line takes a third of the import.

`import spacy` imports `spacy.cli` for the one function `spacy.info`, and with it packages for downloads and projects. Here that function
imports the command line when it is called, and `spacy.cli` when it is asked for. Where spaCy is loaded already, nothing happens.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

import catalogue  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS, INFO = "spacy.cli", "spacy.cli.info"


def import_spacy() -> ModuleType:
    """spaCy, imported quickly."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stand_in = ModuleType(INFO)
    stand_in.info = _info  # type: ignore[attr-defined]
    stands = {COMMANDS: ModuleType(COMMANDS), INFO: stand_in}
    sys.modules.update(stands)
    try:
        module = importlib.import_module("spacy")
    finally:
        for name, stand in stands.items():
            if sys.modules.get(name) is stand:
                del sys.modules[name]
    if not hasattr(module, "__getattr__"):
        module.__getattr__ = _late  # type: ignore[method-assign]  # PEP 562: asked for what the module lacks
    return module


@contextmanager
def entry_points_by_group() -> Iterator[None]:
    """Within, what packages offer to the registries is looked up once for each group.

    Loading a pipeline asks 250 times, and each time all entry points of all installed packages are gone through.
    """
    before = catalogue.AVAILABLE_ENTRY_POINTS
    if hasattr(before, "select"):
        catalogue.AVAILABLE_ENTRY_POINTS = _Groups(before)
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = before


class _Groups:
    """Entry points as `catalogue` asks for them, each answer remembered."""

    def __init__(self, points: Any) -> None:
        self._points = points
        self._known: dict[str, Any] = {}

    def select(self, *, group: str) -> Any:
        if group not in self._known:
            self._known[group] = self._points.select(group=group)
        return self._known[group]


def _info(*args: Any, **kwargs: Any) -> Any:
    return importlib.import_module(INFO).info(*args, **kwargs)


def _late(name: str) -> ModuleType:
    if name == "cli":
        return importlib.import_module(COMMANDS)
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")


spacy: Any = import_spacy()
