"""Begin a sentence after every break that the text really has, so that the parser never ties a heading to what follows.

A blank line always ends a sentence. A single line break does so only in cleaned text, where wrapped lines are joined already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extractor.pipeline.facts import CLEANED

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


def mark_breaks(doc: Doc) -> Doc:
    """Mark the first token after a break as the start of a sentence."""
    wanted = "\n" if doc.user_data.get(CLEANED) else "\n\n"
    for token in doc[:-1]:
        if token.is_space and wanted in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@Language.factory("extractor_lines", assigns=["token.is_sent_start"])
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component `extractor_lines`."""
    return mark_breaks
