"""Make a loaded pipeline faster without changing what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import ExtractorError
from extractor.pipeline.fast import entities, lemmas, parses, products, tags, vectors

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.language import Language

# In the order in which they are taken: the faster product first, for what comes after works with it.
STEPS = {
    "products": products.choose,
    "vectors": vectors.swap,
    "parses": parses.swap,
    "entities": entities.swap,
    "tags": tags.swap,
    "lemmas": lemmas.swap,
}


def quicken(nlp: Language, steps: str | Collection[str]) -> None:
    """Put the quicker, equal components in the place of spaCy's own, where they fit the model: "exact" all, "plain" none, or some by name.

    Raises E713 for another name.
    """
    chosen = {"exact": list(STEPS), "plain": []}.get(steps, [steps]) if isinstance(steps, str) else steps
    for step in chosen:
        if step not in STEPS:
            raise ExtractorError("E713", found=step, what=f"exact, plain or one of {', '.join(STEPS)}", example="exact")
    for name, swap in STEPS.items():
        if name in chosen:
            swap(nlp)
