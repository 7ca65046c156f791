"""Parse the paragraphs of documents side by side instead of one after the other, with the same result.

spaCy's parser walks through a document and scores one state at a time, which is slow; a batch of documents it walks in step. Where a
sentence is known to start before the parser runs (`extractor_lines` marks every break of the text), nothing can be tied across, and the
parser comes to the start with nothing in hand: what follows is parsed as if the document began there. It sees two words ahead, so each
part brings some along. Should it, seeing them, end a sentence behind the first of them, both parts are parsed again as one. The vectors
of the words come from the whole document.

spaCy's own loop over the steps of a parse lets other threads run between all of its sums, which takes more time than the sums. Here the
sums of a step are numpy's; what a step sees and does is spaCy's.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, ORTH, SENT_START
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline import DependencyParser
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc

from extractor.grouping import groups
from extractor.pipeline.fast.products import one_thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    Rows = Any  # numbers of tokens, a row each, as spaCy gives them

AHEAD = 6  # words beyond a start that a part brings along; the parser sees two of them
ROUNDS = 4  # of joining parts, after which the document is parsed as one: time stays in proportion to its length
TOGETHER = 4000  # words that are parsed in step; each takes some 4 KB


class Part(NamedTuple):
    """Tokens of a document, `start` to `end`, parsed as a document of its own with the words ahead."""

    start: int
    end: int
    rows: Rows  # head and label of each token
    opens: bool  # whether its second token begins a sentence
    tells: bool  # whether, seen from here, the second token of the next part does


class Places(NamedTuple):
    """How many words a step of the parser looks at."""

    nF: int  # noqa: N815  # the model's name for it


class Step(NamedTuple):
    """What spaCy must know to say which words those are."""

    state2vec: Places


class Parse(NamedTuple):
    """Heads and labels of the tokens of a document."""

    rows: Rows


class Reading:
    """The parse of one document in the making."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.facts: Rows = doc.to_array([ORTH, SENT_START])
        starts = [at for at in np.flatnonzero(self.facts[:, 1] == 1).tolist() if at] if len(doc) else []
        self.asked = list(zip([0, *starts], [*starts, len(doc)], strict=True)) if len(doc) else []
        self._parts: list[Part] = []
        self._rounds = 0

    def part(self, start: int, end: int) -> Doc:
        """Some of its tokens, and the words ahead, as a document of their own."""
        end = min(end + AHEAD, len(self.doc))
        part = Doc(self.doc.vocab, words=self.facts[start:end, 0].tolist())
        part.from_array([SENT_START], _rows(self.facts[start:end, 1:]))
        part.tensor = self.doc.tensor[start:end]
        return part

    def take(self, parts: Iterable[Part]) -> None:
        """Put in what was asked for; where a part put an end behind the first word of the next, both are asked for again as one."""
        self._rounds += 1
        parts = sorted([*self._parts, *parts], key=lambda part: part.start)
        again: list[tuple[int, int]] = []
        for one, next_ in pairwise(parts):
            if one.tells and not next_.opens:
                start = again.pop()[0] if again and again[-1][1] == one.end else one.start
                again.append((start, next_.end))
        if again and self._rounds >= ROUNDS:
            again = [(0, len(self.doc))]
        self.asked = again
        self._parts = [part for part in parts if not any(start <= part.start < end for start, end in again)]

    def parse(self) -> Parse:
        """All of it."""
        rows = [part.rows for part in self._parts]
        return Parse(np.concatenate(rows) if rows else np.zeros((0, 2), dtype=np.uint64))


class QuickParser(DependencyParser):  # type: ignore[misc]
    """spaCy's own component in all but `predict` and `set_annotations`."""

    def predict(self, docs: Any) -> Any:
        """Heads and labels, paragraph by paragraph; spaCy's states for documents that bring a parse along or have no vectors."""
        listed = [docs] if isinstance(docs, Doc) else list(docs)
        if self.cfg["beam_width"] != 1 or not all(map(_is_fresh, listed)):
            return super().predict(docs)
        readings = [Reading(doc) for doc in listed]
        while any(reading.asked for reading in readings):
            waiting = [reading for reading in readings if reading.asked]
            parts = self._parts([(reading, *bounds) for reading in waiting for bounds in reading.asked])
            for reading in waiting:
                reading.take(islice(parts, len(reading.asked)))
        return [reading.parse() for reading in readings]

    def set_annotations(self, docs: Sequence[Doc], found: Any) -> None:
        """Write heads and labels as spaCy does."""
        if not (found and isinstance(found[0], Parse)):
            super().set_annotations(docs, found)
            return
        for doc, parse in zip(docs, found, strict=True):
            if len(doc):
                doc.from_array([HEAD, DEP], parse.rows)

    def _parts(self, asked: list[tuple[Reading, int, int]]) -> Iterator[Part]:
        for batch in groups(asked, lambda one: one[2] - one[1], TOGETHER):
            docs = [reading.part(start, end) for reading, start, end in batch]
            super().set_annotations(docs, self._states(docs))
            for (_, start, end), part in zip(batch, docs, strict=True):
                size = end - start
                rows = part.to_array([HEAD, DEP, SENT_START])
                yield Part(start, end, rows[:size, :2], _begins(rows, 1), _begins(rows, size + 1))

    def _states(self, docs: list[Doc]) -> Any:
        """The parsed states of documents; the same sums as in spaCy's loop, from the same numbers."""
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        if self.model.attrs.get("unseen_classes") or upper.name != "linear" or lower.maybe_get_dim("nP") != 2:
            return super().predict(docs)
        with one_thread():
            seen = lower.predict(
                self.model.layers[0].predict(docs)
            )  # each word in each place that a step looks at; none comes first
            places = seen.shape[1]
            flat = seen.reshape(len(seen) * places, -1)
            bias, weights, weight_bias = lower.get_param("b").reshape(-1), upper.get_param("W").T, upper.get_param("b")
            step, row = Step(Places(places)), np.arange(places, 2 * places, dtype=np.int32)
            batch = self.moves.init_batch(docs)
            states = [state for state in batch if not state.is_final()]
            while states:
                rows = ParserStepModel.get_token_ids(step, states)  # it asks only for the number of places
                rows *= places
                rows += row
                sums = np.add.reduce(flat.take(rows, axis=0), axis=1)
                sums += bias
                scores = np.dot(np.maximum(sums[:, ::2], sums[:, 1::2]), weights)
                scores += weight_bias
                states = self.transition_states(states, scores)
        return batch


def swap(nlp: Language) -> None:
    """Let the pipeline's parser read paragraphs side by side, where it takes its vectors from a component before it."""
    components: list[tuple[str, Any]] = nlp._components  # noqa: SLF001  # `replace_pipe` would build a new, empty model
    for at, (name, component) in enumerate(components):
        if type(component) is DependencyParser and any(isinstance(n, Tok2VecListener) for n in component.model.walk()):
            quick = QuickParser(component.vocab, component.model, name, component.moves)
            quick.cfg.update(component.cfg)
            quick.scorer = component.scorer
            components[at] = (name, quick)


def _is_fresh(doc: Doc) -> bool:
    return len(doc) == len(doc.tensor) and not doc.to_array([HEAD, DEP]).any()


def _rows(facts: Rows) -> Rows:
    return np.ascontiguousarray(facts)


def _begins(rows: Rows, token: int) -> bool:
    return token < len(rows) and bool(rows[token, 2] == 1)
