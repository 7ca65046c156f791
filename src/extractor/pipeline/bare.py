"""Import spaCy without its command line, which a library does not need and which takes a third of the import.

`import spacy` imports `spacy.cli` for the one function `spacy.info`, and with it packages for downloads and projects. Here that function
imports the command line when it is called; `spacy.cli` is imported when somebody asks for it. Where spaCy is loaded already, nothing happens.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

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


def _info(*args: Any, **kwargs: Any) -> Any:
    return importlib.import_module(INFO).info(*args, **kwargs)


def _late(name: str) -> ModuleType:
    if name == "cli":
        return importlib.import_module(COMMANDS)
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")


spacy: Any = import_spacy()
