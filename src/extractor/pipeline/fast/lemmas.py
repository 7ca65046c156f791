"""Look lemmas up by form, part of speech and features instead of asking token by token, with the same result.

spaCy remembers most lemmas by these three as well, but makes a token and decodes strings before it looks. Here a lemma is asked of it once,
and all lemmas of a document are written at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class QuickLemmatizer(EnglishLemmatizer):
    """spaCy's own component in all but `__call__`."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas that are not set yet, or all where the component is to overwrite."""
        try:
            self._write(doc)
        except Exception as error:  # noqa: BLE001  # spaCy hands all errors of a component to the user's handler
            return self.get_error_handler()(self.name, self, [doc], error)
        return doc

    def _write(self, doc: Doc) -> None:
        if not self._validated:
            self._validate_tables()
        strings = doc.vocab.strings
        here: dict[tuple[int, int, int], int] = {}
        lemmas = []
        for at, (form, pos, morph, lemma) in enumerate(doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist()):
            if lemma and not self.overwrite:
                lemmas.append(lemma)
                continue
            key = (form, pos, morph)
            if key not in here:
                here[key] = strings.add(self._lemma(doc, at, key))
            lemmas.append(here[key])
        if lemmas:
            column: Any = np.array(lemmas, dtype=np.uint64)
            doc.from_array([LEMMA], column)

    def _lemma(self, doc: Doc, at: int, key: tuple[int, int, int]) -> str:
        forms = self.cache.get(key)
        if forms is None:
            forms = self.lemmatize(doc[at])
            if key[1]:  # spaCy warns at each token without a part of speech
                self.cache[key] = forms
        lemma: str = forms[0]
        return lemma


def swap(nlp: Language) -> None:
    """Let the pipeline's lemmatizer look its answers up, where it is English and goes by rules."""
    for _, component in nlp.components:
        known: Any = component
        if type(known) is EnglishLemmatizer and known.mode == "rule":
            known.__class__ = QuickLemmatizer
