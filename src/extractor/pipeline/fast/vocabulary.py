"""Keep the words that a pipeline remembers from growing with the texts that it reads.

spaCy keeps every word that it has met, for ever. The first words are worth keeping, for they are the common ones; once there are many, the
words of a text are forgotten with it.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from spacy.language import Language

KEPT = 50_000  # words of a vocabulary, some 20 MB with what is remembered of them
STRINGS = (
    250_000  # words, their lower case, affixes and shapes, and the ids of mentions: the model brings a third of them
)


def bounded(nlp: Language) -> AbstractContextManager[Any]:
    """Where a text is read whose Doc is not kept: within, new words are kept while there are few, and forgotten at the end after that.

    Does nothing within a memory zone of the caller's own.
    """
    vocab: Any = nlp.vocab
    if vocab.in_memory_zone or (len(vocab) < KEPT and len(vocab.strings) < STRINGS):
        return nullcontext()
    for _, component in nlp.components:
        cache = getattr(component, "cache", None)  # the lemmatiser's, which only ever grows
        if isinstance(cache, dict) and len(cache) > KEPT:
            cache.clear()
    return nlp.memory_zone()
