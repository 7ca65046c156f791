"""Put the page together: one HTML file that asks the network for nothing, and whose policy forbids it to."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.report.keys import KINDS
from extractor.report.markup import attribute, plain, safe

if TYPE_CHECKING:
    from extractor.report.keys import Keys

QUOTE = 150  # characters of a sentence in a table; the text itself is a click away


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("extractor.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_shown,
    )  # fmt: skip
    made.filters["attr"] = plain
    made.filters["to"] = lambda anchor: attribute("href", f"#{anchor}" if anchor else "")
    made.filters["cut"] = lambda text: (
        text if len(text) <= QUOTE else f"{text[:QUOTE].rpartition(' ')[0] or text[:QUOTE]} …"
    )
    made.filters["px"] = lambda number: f"{number:.1f}".removesuffix(".0")
    return made


def _shown(value: Any) -> Any:
    """Every text that a template prints goes through the same door as the marked text."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def render(template: str, **facts: Any) -> str:
    """A template filled in, everything escaped."""
    return _environment().get_template(template).render(**facts)


def assemble(keys: Keys, **facts: Any) -> str:
    """The whole page. Styles and script stand in it and are named in its policy by their hashes; nothing else may run or be fetched."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    return render(
        "report.html.j2",
        policy=Markup(policy),  # noqa: S704  # made here alone
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        known=Markup(_data([KINDS, keys.said])),  # noqa: S704
        **facts,
    )


@cache
def _asset(name: str) -> str:
    """A file of ours without the blank that a reader needs and a browser does not."""
    text = (files("extractor.report") / "assets" / name).read_text(encoding="utf-8")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("// "))


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _data(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or opens another."""
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()
    for char in "<>&\u2028\u2029":
        made = made.replace(char, f"\\u{ord(char):04x}")
    return made
