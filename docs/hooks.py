"""What the site shows of the library itself is made when the site is made: the help of each command, the fields of the records."""

from __future__ import annotations

import contextlib
import inspect
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

NOTE = re.compile(r'```text title="note.txt"\n(.*?)```', re.DOTALL)


def on_page_markdown(markdown: str, *, config: Any, **_: Any) -> str:
    if "<!-- commands -->" in markdown:
        return markdown.replace("<!-- commands -->", commands())
    if "<!-- figures -->" in markdown:
        floors = Path(config["docs_dir"]).parent / "tests" / "quality" / "floors.json"
        return markdown.replace("<!-- figures -->", figures(json.loads(floors.read_text(encoding="utf-8"))))
    if "<!-- record -->" in markdown:
        tutorial = (Path(config["docs_dir"]) / "tutorial.md").read_text(encoding="utf-8")
        return markdown.replace("<!-- record -->", record(NOTE.findall(tutorial)[0]))
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


SECOND = """---
title: What was put off
author: Ada Lund
url: https://line.example/b
language: en
date: 2021-01-20
---

The hand-over of Kelbajar, first set for 15 November 2020, was put off to 25 November.[9] On 20 November 2020 Armenian forces
left Aghdam.
"""
ORDER = [
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


def record(text: str) -> str:
    """Each record with its fields, their types and a value out of a document."""
    return "\n".join(_table(model, values) for model, values in examples(text).items())


def examples(text: str) -> dict[Any, dict[str, Any]]:
    """For each record that documents hold, a value of every field: of the fullest one, else of another."""
    import extractor
    from extractor import records

    found: dict[Any, list[Any]] = {}
    _collect(extractor.extract_text(text, id="note", title="The road through the valley"), found)
    with tempfile.TemporaryDirectory() as folder:
        for name, said in (("b.md", SECOND), ("empty.txt", "")):
            (Path(folder) / name).write_text(said, encoding="utf-8")
        with contextlib.chdir(folder):
            for one in extractor.extract_all(["b.md", "empty.txt"]):
                _collect(one, found)
    named = [
        one
        for one in vars(records).values()
        if inspect.isclass(one) and issubclass(one, records.Record) and one in found
    ]
    shown = sorted(named, key=lambda one: ORDER.index(one.__name__) if one.__name__ in ORDER else len(ORDER))
    return {model: _values(model, found[model]) for model in shown}


def _values(model: Any, instances: list[Any]) -> dict[str, Any]:
    fullest = sorted(instances, key=lambda one: -sum(_full(getattr(one, name)) for name in model.model_fields))
    return {
        name: next((value for one in fullest if _full(value := getattr(one, name))), getattr(fullest[0], name))
        for name in model.model_fields
    }


def _full(value: Any) -> bool:
    return value not in (None, "", (), {}, [])


def _collect(value: Any, found: dict[Any, list[Any]]) -> None:
    if hasattr(value, "model_fields_set"):
        found.setdefault(type(value), []).append(value)
        for name in type(value).model_fields:
            _collect(getattr(value, name), found)
    elif isinstance(value, tuple):
        for one in value:
            _collect(one, found)


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
