"""The layers of the marked text: which mentions each holds, and the class that gives it a colour and a kind of line.

No layer is told by its colour alone: each has a line of its own (see report.css).
"""

from __future__ import annotations

from typing import NamedTuple


class Layer(NamedTuple):
    """A layer: its class in the page, the name beside its switch, the kind and the labels that it holds (none: all others)."""

    css: str
    name: str
    kind: str
    labels: frozenset[str] = frozenset()


def _labels(*labels: str) -> frozenset[str]:
    return frozenset(labels)


LAYERS = (
    Layer("ev", "Event words", "event"),
    Layer("pe", "Persons", "entity", _labels("PERSON")),
    Layer("og", "Organisations", "entity", _labels("ORG")),
    Layer("gp", "States and peoples", "entity", _labels("GPE", "NORP")),
    Layer("en", "Other names", "entity"),
    Layer("pl", "Places", "place"),
    Layer("ro", "Routes", "route"),
    Layer("da", "Dates", "date"),
    Layer("tr", "Treaties", "treaty"),
    Layer("ar", "Articles", "article"),
    Layer("fn", "Note marks", "footnote", _labels("MARK")),
    Layer("nt", "Notes", "footnote", _labels("NOTE")),
)
OTHER = "en"
MISTAKES = {"missed": "gm", "spurious": "gs", "wrong": "gw", "label": "gw", "bounds": "gw"}
ORDER = {css: at for at, css in enumerate((*MISTAKES.values(), *(layer.css for layer in LAYERS)))}
NAMES = {layer.css: layer.name for layer in LAYERS}


def layer_of(kind: str, label: str) -> str:
    """The class of a mention; one of no known layer is among the other names.

    >>> layer_of("entity", "PERSON"), layer_of("entity", "EVENT"), layer_of("place", "TOWN"), layer_of("new", "ONE")
    ('pe', 'en', 'pl', 'en')
    """
    of_kind = [layer for layer in LAYERS if layer.kind == kind]
    fitting = [layer for layer in of_kind if label in layer.labels] or [layer for layer in of_kind if not layer.labels]
    return fitting[0].css if fitting else OTHER
