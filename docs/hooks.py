"""What the site shows of the library itself is made when the site is made: the help of each command, the fields of the records."""

from __future__ import annotations

import inspect
import json
import os
import re
from typing import Any

NOTE = re.compile(r'```text title="note.txt"\n(.*?)```', re.DOTALL)


def on_page_markdown(markdown: str, *, page: Any, config: Any, **_: Any) -> str:
    if "<!-- commands -->" in markdown:
        return markdown.replace("<!-- commands -->", commands())
    if "<!-- figures -->" in markdown:
        floors = os.path.join(config["docs_dir"], "..", "tests", "quality", "floors.json")
        with open(floors, encoding="utf-8") as file:
            return markdown.replace("<!-- figures -->", figures(json.load(file)))
    if "<!-- record -->" in markdown:
        tutorial = os.path.join(config["docs_dir"], "tutorial.md")
        with open(tutorial, encoding="utf-8") as file:
            return markdown.replace("<!-- record -->", record(NOTE.search(file.read())[1]))
    return markdown


def commands() -> str:
    """The help of every command, as the command line prints it."""
    os.environ["COLUMNS"] = "100"
    from typer.main import get_command
    from typer.testing import CliRunner

    from extractor.cli import app

    def page(words: list[str], command: Any) -> Any:
        if inner := getattr(command, "commands", None):
            for name, one in sorted(inner.items()):
                yield from page([*words, name], one)
        else:
            said = CliRunner().invoke(app, [*words, "--help"], prog_name="extractor").output.strip()
            yield f"## extractor {' '.join(words)}\n\n```text\n{said}\n```\n"

    return "\n".join(page([], get_command(app)))


KINDS = {
    "date": "dates", "place": "places", "route": "routes", "treaty": "treaties", "article": "articles", "footnote": "footnotes",
    "entity": "entities", "event": "events: found", "event.type": "events: found, with the type", "event.whole": "events: every slot right",
}  # fmt: skip


def figures(pinned: dict[str, Any]) -> str:
    """The pinned figures: precision, recall and F of what is right, on open and on held texts."""
    lines = [f"On {pinned['documents']} annotated texts, extractor {pinned['version']}:", ""]
    lines += ["| | open: precision | recall | F | held: precision | recall | F |", "|---|---|---|---|---|---|---|"]
    for kind, name in KINDS.items():
        cells = [cell for part in ("open", "held") for cell in _rates(*pinned["parts"][part][kind]["right"])]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _rates(right: int, spurious: int, missed: int) -> list[str]:
    precision, recall = right / max(right + spurious, 1), right / max(right + missed, 1)
    return [f"{rate:.2f}" for rate in (precision, recall, 2 * right / max(2 * right + spurious + missed, 1))]


def record(text: str) -> str:
    """Each record with its fields, their types and a value out of one document."""
    import extractor
    from extractor import records

    document = extractor.extract_text(text, id="note", title="The road through the valley")
    seen: dict[type, dict[str, Any]] = {}
    _collect(document, seen)
    named = [one for one in vars(records).values() if inspect.isclass(one) and issubclass(one, records.Record)]
    order = [
        "Document",
        "Origin",
        "Mention",
        "Note",
        "Event",
        "Argument",
        "When",
        "Trigger",
        "Quote",
        "Attribution",
        "Quantity",
    ]
    shown = sorted(
        (one for one in named if one in seen), key=lambda one: (one.__name__ not in order, _place(one, order))
    )
    return "\n".join(_table(one, seen[one]) for one in shown)


def _place(model: type, order: list[str]) -> int:
    return order.index(model.__name__) if model.__name__ in order else 99


def _collect(value: Any, seen: dict[type, dict[str, Any]]) -> None:
    """For every record under a value, the fullest value that each of its fields takes."""
    if hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            one = getattr(value, name)
            kept = seen.setdefault(type(value), {})
            if name not in kept or (kept[name] in (None, "", (), {}, 0, False) and one not in (None, "", (), {})):
                kept[name] = one
            _collect(one, seen)
    elif isinstance(value, tuple | list):
        for one in value:
            _collect(one, seen)


def _table(model: Any, values: dict[str, Any]) -> str:
    lines = [
        f"## {model.__name__}\n",
        inspect.cleandoc(model.__doc__ or ""),
        "",
        "| field | type | example |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{name}` | {_type(field.annotation)} | {_example(values[name])} |"
        for name, field in model.model_fields.items()
    ]
    return "\n".join(lines) + "\n"


def _type(annotation: Any) -> str:
    said = (
        annotation.__name__
        if inspect.isclass(annotation) and not getattr(annotation, "__args__", ())
        else str(annotation)
    )
    said = re.sub(r"extractor\.records\.|typing\.|Annotated\[|, FieldInfo\([^)]*\)\]?", "", said)
    return f"`{said}`".replace("|", "\\|")


def _example(value: Any) -> str:
    """A value as JSON, short; another record is named, not shown."""
    if isinstance(value, tuple) and value and hasattr(value[0], "model_fields_set"):
        return f"a list of {type(value[0]).__name__}"
    if hasattr(value, "model_fields_set"):
        return type(value).__name__
    said = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    said = f"{said[:70]}…" if len(said) > 71 else said
    return f"`{said}`".replace("|", "\\|")
