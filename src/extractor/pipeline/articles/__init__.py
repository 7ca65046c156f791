"""Find references to treaty articles and say which treaty each one cites.

"Articles 3 and 4 of the agreement" becomes a span labelled ARTICLE with the id ``trilateral-statement-2020-11-09/3+4``. The treaty is
the one named beside the reference, else the one that the sentence or the text before it speaks of; when none is known, or another text
is cited ("Article 275 of the Criminal Code"), the treaty part is ``?``: a reference that was seen is never dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from extractor.knowledge import treaties
from extractor.pipeline import spans
from extractor.pipeline.articles import legal
from extractor.pipeline.articles.bodies import Bodies
from extractor.pipeline.articles.cited import UNKNOWN, Cited, Treaties
from extractor.pipeline.articles.counted import find_counted
from extractor.pipeline.articles.grammar import Reference, find_articles
from extractor.pipeline.names import NameIndex
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["ArticleFinder", "Cited", "Reference", "create", "find_articles"]


SURE = {"adjacent", "anaphora"}  # how the treaty of words that are often no reference must be known
JOINED = re.compile(r",?\s(?:and|or|&)\s(?:the\s)?|,\s(?:the\s)?")
SMALL = {"1", "2", "3"}  # any text has a first point


class ArticleFinder:
    """Writes the span group `spans_key`; reads the text and the treaties found before.

    A mention says how its treaty was `resolved`: adjacent, sentence, antecedent, document, date, registry or none; `out_of_range` where the
    treaty has no such provision; `provisions` lists each one in full where the numbers differ in what is cited inside them.
    """

    def __init__(
        self, registry: Sequence[treaties.Treaty], *, spans_key: str, treaties_key: str, dates_key: str
    ) -> None:
        self.spans_key = spans_key
        self.treaties_key = treaties_key
        self.dates_key = dates_key
        self._registry = {treaty.id: treaty for treaty in registry}
        self._by_day: dict[str, list[str]] = {}
        for treaty in registry:
            for day in treaty.dates:
                self._by_day.setdefault(day, []).append(treaty.id)
        self._bodies = Bodies(registry)
        self._shorts = NameIndex(
            (alias.text, treaty.id) for treaty in registry for alias in treaty.aliases if alias.beside
        )

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its article group."""
        named, dates = spans.read(doc, self.treaties_key), spans.read(doc, self.dates_key)
        return spans.write(doc, self.spans_key, self.find(spans.text_of(doc), named, dates))

    def find(self, text: str, named: Sequence[Found] = (), dates: Sequence[Found] = ()) -> Iterator[Found]:
        """References in the order of the text, each with the id of its treaty and provision."""
        shorts = [
            Found(hit.start, hit.end, "NAMED", hit.values[0])
            for hit in self._shorts(text)
            if len(hit.values) == 1 and text[hit.start].isupper()
        ]
        known = Treaties(text, named, self._registry, shorts, dates, self._by_day)
        known_ones = sorted([*self._cited(text, known), *self._counted(text, known)], key=lambda one: one[0].start)
        dropped: Reference | None = None  # "paragraph 14 of the report says ...; paragraph 15 that ..."
        for reference, cited in known_ones:
            if cited.id == UNKNOWN and not legal.is_cited(text, reference, names_treaty=bool(named)):
                dropped = reference
                continue
            if cited.how not in SURE and legal.is_elsewhere(text, reference, dropped):
                dropped = reference
                continue
            is_own_name = reference.label == "PROTOCOL" and known.is_named(reference)
            if not is_own_name and not self._is_bare(text, reference, cited, known):
                yield self._found(reference, cited)

    def _cited(self, text: str, known: Treaties) -> Iterator[tuple[Reference, Cited]]:
        """Each reference with its treaty; what is joined to the next ("the 4th article and the 5th article of") shares that one's."""
        after: tuple[Reference, Cited] | None = None
        joined: list[tuple[Reference, Cited]] = []
        for reference in reversed(list(find_articles(text))):
            cited = self._bodies.cited(text, reference) if reference.label == "RESOLUTION" else known.cited(reference)
            if (
                after
                and cited.how not in SURE
                and after[1].how == "adjacent"
                and reference.label == after[0].label
                and JOINED.fullmatch(text, reference.end, after[0].start)
            ):
                cited = after[1]
            after = (reference, cited)
            joined.append(after)
        return reversed(joined)

    @staticmethod
    def _counted(text: str, known: Treaties) -> Iterator[tuple[Reference, Cited]]:
        """What is counted off ("the last of the six points"), where a treaty counts so."""
        for one in find_counted(text):
            reference, cited = known.counted(one)
            if cited.id != UNKNOWN:
                yield reference, cited

    def _is_bare(self, text: str, reference: Reference, cited: Cited, known: Treaties) -> bool:
        """Whether words that are often no reference ("the first point") have no treaty beside them that makes them one."""
        if not reference.needs_treaty or cited.how in SURE:
            return cited.id == UNKNOWN and reference.needs_treaty
        if cited.id == UNKNOWN:
            return not legal.is_of_treaty(text, reference)
        if known.is_counted(reference):
            return False
        is_far_on = len(reference.numbers) > 1 or reference.numbers[0] not in SMALL
        return not (reference.is_named and cited.how == "sentence") and not (is_far_on and known.is_near(reference))

    def _found(self, reference: Reference, cited: Cited) -> Found:
        attrs: spans.Attrs = {"resolved": cited.how}
        if cited.is_beyond:
            attrs["out_of_range"] = True
        if reference.provisions:
            attrs["provisions"] = list(reference.provisions)
        id = "/".join((cited.id, "+".join(reference.numbers), *reference.subs))
        return Found(reference.start, reference.end, reference.label, id, attrs)


@Language.factory(
    "extractor_articles",
    assigns=["doc.spans"],
    default_config={"spans_key": "article", "treaties_key": "treaty", "dates_key": "date", "registry": None},
)
def create(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    spans_key: str,
    treaties_key: str,
    dates_key: str,
    registry: Any,
) -> ArticleFinder:
    """The component `extractor_articles`; `registry` is a user's own treaties: a JSONL file or rows."""
    known = treaties.load(registry)
    return ArticleFinder(known, spans_key=spans_key, treaties_key=treaties_key, dates_key=dates_key)
