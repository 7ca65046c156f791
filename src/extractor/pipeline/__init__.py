"""The spaCy side: `load` gives a pipeline whose Docs carry a span group for each kind of mention.

``spacy.load("extractor")`` gives the same; single components go into any other pipeline by ``nlp.add_pipe("extractor_dates")``.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extractor.defaults import DEFAULT_MODEL
from extractor.errors import ExtractorError
from extractor.pipeline import bare, fast, weights  # bare first: it imports spaCy
from extractor.pipeline.tokenizer import UNREAD, BoundedTokenizer, bounded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from spacy.language import Language

    from extractor.knowledge.places import Gazetteer
    from extractor.knowledge.treaties import Registry

FIRST = "extractor_lines"  # before the parser, which keeps the sentence starts that it finds
COMPONENTS = (
    "extractor_footnotes", "extractor_dates", "extractor_places", "extractor_routes",
    "extractor_treaties", "extractor_articles", "extractor_entities", "extractor_events",
)  # fmt: skip
WITH_PLACES = ("extractor_places", "extractor_entities")
WITH_TREATIES = ("extractor_treaties", "extractor_articles")


def load(
    model: str | Path = DEFAULT_MODEL,
    *,
    vocab: Any = True,
    disable: Iterable[str] = (),
    enable: Iterable[str] = (),
    exclude: Iterable[str] = (),
    config: dict[str, Any] | None = None,
    gazetteer: Gazetteer | None = None,
    treaties: Registry | None = None,
    speed: Literal["exact", "plain"] | Collection[str] = "exact",
) -> Language:
    """A pipeline that reads commentary: the model's own components, then ours.

    `model` is any installed spaCy pipeline or a path to one; ``blank:en`` finds dates, places, treaties, articles and names without a
    model, and no events. `gazetteer` is a JSONL file of your own places, or its rows as dicts: a row with an id of ours adds its names to
    that place, any other is a new one; `treaties` is the same for instruments. `config` sets components,
    ``{"extractor_dates": {"mode": "news"}}``; the other arguments are spaCy's own.
    `speed` "exact" puts quicker components with the same results in the place of spaCy's, where they fit the model; "plain" leaves them;
    names choose some: "products" (of matrices), "vectors" (of words), "parses", "entities", "tags" (part of speech, features).
    Raises E403 when the model cannot be loaded, E408 when the default model's files were changed, E201 (file, line, field) for a row of
    the gazetteer or the treaties that does not fit, E713 for an unknown `speed`.
    """
    with bare.entry_points_by_group():
        nlp = _loaded(model, vocab, disable, enable, exclude, config, gazetteer, treaties)
    fast.quicken(nlp, speed)
    return nlp


def _loaded(
    model: str | Path,
    vocab: Any,
    disable: Iterable[str],
    enable: Iterable[str],
    exclude: Iterable[str],
    config: dict[str, Any] | None,
    gazetteer: Gazetteer | None,
    treaties: Registry | None,
) -> Language:
    for name in (FIRST, *COMPONENTS):
        importlib.import_module(f"extractor.pipeline.{name.removeprefix('extractor_')}")
    settings = dict(config or {})
    ours = {name: settings.pop(name, {}) for name in (FIRST, *COMPONENTS)}
    for own, field, components in ((gazetteer, "gazetteer", WITH_PLACES), (treaties, "registry", WITH_TREATIES)):
        if own is not None:
            rows = str(own) if isinstance(own, str | Path) else [dict(row) for row in own]
            for name in components:
                ours[name] = {**ours[name], field: rows}
    disabled, excluded = _names(disable), _names(exclude)
    if model == DEFAULT_MODEL:
        weights.check(DEFAULT_MODEL)
        if not any(key.partition(".")[0] == "nlp" for key in settings):
            settings["nlp.tokenizer"] = {"@tokenizers": UNREAD}
    try:
        nlp: Language = bare.spacy.load(
            model, vocab=vocab, disable=disabled, enable=_names(enable), exclude=excluded, config=settings
        )
    except (OSError, ValueError) as error:
        raise ExtractorError("E403", found=str(model), reason=str(error).splitlines()[0]) from error
    if not isinstance(nlp.tokenizer, BoundedTokenizer):
        nlp.tokenizer = bounded(nlp.tokenizer)
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "extractor.Tokenizer.v1"}
    for name in (FIRST, *COMPONENTS):
        if name not in excluded and name not in nlp.component_names:
            nlp.add_pipe(name, config=ours[name], first=(name == FIRST) or None, validate=bool(ours[name]))
        if name in disabled and name in nlp.pipe_names:
            nlp.disable_pipe(name)
    return nlp


def _names(names: Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
