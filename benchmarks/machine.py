"""The heading of a table of results: the day, the machine and the libraries that the figures were taken with; no names of hosts."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def heading() -> str:
    """One line for people."""
    cpus = Path("/proc/cpuinfo")
    names = (
        [line.partition(":")[2].strip() for line in cpus.read_text().splitlines() if line.startswith("model name")]
        if cpus.exists()
        else []
    )
    model = names[0] if names else platform.processor() or platform.machine()
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy"))
    day = datetime.now(tz=UTC).strftime("%-d %B %Y")
    return f"{day}, {os.cpu_count()} cores ({model}){load}, Python {platform.python_version()}, {libraries}."


def keep(name: str, title: str, text: str) -> None:
    """Print a table and keep it in the folder of results; what stands there under a later heading is left."""
    path = RESULTS / f"{name}.md"
    _, mark, rest = path.read_text("utf-8").partition("\n## ") if path.exists() else ("", "", "")
    whole = f"# {title}\n\n{text.strip()}\n{mark}{rest}"
    path.write_text(whole, encoding="utf-8")
    sys.stdout.write(whole)
