"""Read the small model's entities from all tokens at once instead of one after the other, with the same result.

The model walks from token to token and chooses an action at each. While no entity is open, its choice depends on the current token alone:
the scores of all tokens are one matrix product. Only where an entity of several words opens does the walk matter; all the openings of a
batch are walked in step. What spaCy's rules forbid is forbidden here: no entity across the start of a sentence, none that begins with white
space. A model of another shape, a document that brings entities along, beam search: spaCy's own decoder reads those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Span

from extractor.pipeline.fast.vectors import encoder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

FEATURES = 3  # the current token, the first of the open entity, the one before
ONE_BY_ONE = 32  # words of an entity after which it is followed alone: only hostile texts have such
Entities = list[tuple[int, int, str]]


class Shape(NamedTuple):
    """The weights of the decoder, and which row of the scores means what."""

    features: list[Floats]  # one matrix a feature
    padding: list[Floats]
    bias: Floats
    closed: Floats  # scores of the actions that are possible while nothing is open
    closed_bias: Floats
    opens: NDArray[np.bool_]  # of those actions: which open an entity
    outside: int  # of those actions: the one that says "no entity"
    labels: list[str]  # of those actions
    inside: Floats  # a row a closed action: the scores of going on, and of ending here, with its label
    last: Floats
    inside_bias: Floats
    last_bias: Floats
    end_wins: NDArray[np.bool_]  # at a tie the action that stands first in the model's list wins
    pieces: int


class Batch(list[Entities]):
    """The entities of each document of a batch, as tokens and labels."""


class QuickEntityRecognizer(EntityRecognizer):  # type: ignore[misc]
    """spaCy's own component in all but `predict` and `set_annotations`."""

    def predict(self, docs: Any) -> Any:
        """The entities of the documents; spaCy's states where this decoder does not fit."""
        listed = list(docs) if not hasattr(docs, "to_array") else [docs]
        shape = shape_of(self)
        if shape is None or not any(len(doc) for doc in listed) or any(doc.to_array(ENT_IOB).any() for doc in listed):
            return super().predict(docs)
        return Batch(_decode(shape, listed, self._vectors(listed), self.model.ops))

    def _vectors(self, docs: list[Doc]) -> Floats:
        """A row a word of all documents: the word's vector, narrowed to what the decoder reads."""
        model = self.model.get_ref("tok2vec")
        if not hasattr(self, "_encoder"):
            is_known = [node.name for node in model.layers[1:]] == ["list2array", "linear"]
            self._encoder = encoder_of(model.layers[0]) if is_known else None
        if self._encoder is None:
            return np.ascontiguousarray(model.predict(docs))
        rows: Floats = model.layers[2].predict(np.concatenate(self._encoder(docs)))
        return rows

    def set_annotations(self, docs: Sequence[Doc], found: Any) -> None:
        """Write the entities as spaCy does."""
        if not isinstance(found, Batch):
            super().set_annotations(docs, found)
            return
        for doc, entities in zip(docs, found, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in entities], default="outside")
            for hook in self.postprocesses:
                hook(doc)


def swap(nlp: Language) -> None:
    """Let the pipeline's entity recogniser decode all tokens at once, where its model has the shape for it."""
    components: list[tuple[str, Any]] = nlp._components  # noqa: SLF001  # `replace_pipe` would build a new, empty model
    for at, (name, component) in enumerate(components):
        if type(component) is EntityRecognizer and shape_of(component) is not None:
            quick = QuickEntityRecognizer(component.vocab, component.model, name, component.moves)
            quick.cfg.update(component.cfg)
            quick.scorer = component.scorer
            components[at] = (name, quick)


def shape_of(component: EntityRecognizer) -> Shape | None:
    """The decoder's weights, sorted for reading; None for a model that this decoder must not read."""
    model = component.model
    known = model.attrs.get("unseen_classes") == set() and model.attrs.get("has_upper") is True
    if not known or component.cfg.get("beam_width") != 1 or model.name != "parser_model" or len(model.layers) != 3:
        return None
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    names = [component.moves.get_class_name(at) for at in range(component.moves.n_moves)]
    dims = {dim: lower.maybe_get_dim(dim) for dim in ("nO", "nF", "nP", "nI")}
    if dims["nF"] != FEATURES or (dims["nP"] or 0) < 2 or upper.name != "linear" or None in dims.values():
        return None
    weights, bias = upper.get_param("W"), upper.get_param("b")
    if (
        not isinstance(weights, np.ndarray)
        or weights.shape != (len(names), dims["nO"])
        or len(set(names)) != len(names)
    ):
        return None
    kept = [at for at, name in enumerate(names) if name == "O" or (name[:2] in ("B-", "U-") and len(name) > 2)]
    others = {name for at, name in enumerate(names) if at not in set(kept)} - {"U-"}
    labels = [names[at][2:] for at in kept]
    if others != {f"{move}-{label}" for move in "IL" for label in labels if label} or names.count("O") != 1:
        return None
    if any(f"{move}-{label}" not in names for move in "BU" for label in labels if label):
        return None
    place = {name: at for at, name in enumerate(names)}
    going = [place[f"I-{label}"] if label else 0 for label in labels]
    ending = [place[f"L-{label}"] if label else 0 for label in labels]
    flat = np.asarray(lower.get_param("W")).reshape(FEATURES, dims["nO"] * dims["nP"], dims["nI"])
    padding = np.asarray(lower.get_param("pad")).reshape(FEATURES, dims["nO"] * dims["nP"])
    return Shape(
        features=list(flat),
        padding=list(padding),
        bias=np.asarray(lower.get_param("b")).reshape(-1),
        closed=weights[kept],
        closed_bias=bias[kept],
        opens=np.array([names[at].startswith("B-") for at in kept]),
        outside=[names[at] for at in kept].index("O"),
        labels=labels,
        inside=weights[going],
        last=weights[ending],
        inside_bias=bias[going],
        last_bias=bias[ending],
        end_wins=np.array(ending) < np.array(going),
        pieces=int(dims["nP"] or 0),
    )


def _decode(shape: Shape, docs: Sequence[Doc], vectors: Floats, ops: Any) -> Iterator[Entities]:
    lengths = [len(doc) for doc in docs]
    facts = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs if len(doc)])
    ends = np.zeros(len(facts), dtype=bool)  # tokens after which an entity cannot go on
    ends[:-1] = facts[1:, 0] == 1
    ends[np.cumsum(lengths)[np.flatnonzero(lengths)] - 1] = True
    closed = _closed(shape, vectors, ops, spaces=facts[:, 1] == 1, ends=ends)
    opened = np.flatnonzero(shape.opens[closed])
    walk = _Walk(shape, vectors, ops, ends)
    last = dict(zip(opened.tolist(), walk.all(opened, closed[opened], ONE_BY_ONE).tolist(), strict=True))
    starts, actions = np.flatnonzero(closed != shape.outside), closed.tolist()
    offset, found, at = 0, starts.tolist(), 0
    for length in lengths:
        entities: Entities = []
        done = offset
        while at < len(found) and found[at] < offset + length:
            start = found[at]
            at += 1
            if start < done:
                continue
            end = last.get(start, start)
            if end < 0:
                end = walk.one(start, actions[start])
            done = end + 1
            entities.append((start - offset, done - offset, shape.labels[actions[start]]))
        offset += length
        yield entities


def _closed(shape: Shape, vectors: Floats, ops: Any, *, spaces: Any, ends: Any) -> Ints:
    """The action at each token while no entity is open, as its row in `shape.closed`."""
    sums = ops.gemm(vectors, shape.features[0], trans2=True)
    sums += shape.padding[1]
    sums += shape.padding[2]
    scores = ops.gemm(_hidden(shape, sums), shape.closed, trans2=True)
    scores += shape.closed_bias
    scores[np.ix_(ends, shape.opens)] = -np.inf
    scores[spaces] = -np.inf
    scores[spaces, shape.outside] = 0
    chosen: Ints = scores.argmax(axis=1)
    return chosen


def _hidden(shape: Shape, sums: Floats) -> Floats:
    sums += shape.bias
    pieces = sums.reshape(len(sums), -1, shape.pieces)
    best = pieces[:, :, 0]
    for piece in range(1, shape.pieces):
        best = np.maximum(best, pieces[:, :, piece])
    return best


class _Walk:
    """Follows open entities to their last tokens."""

    def __init__(self, shape: Shape, vectors: Floats, ops: Any, ends: Any) -> None:
        self._shape = shape
        self._vectors = vectors
        self._ops = ops
        self._ends = ends

    def all(self, starts: Ints, actions: Ints, steps: int) -> Ints:
        """The last token of each entity, all of them followed in step; -1 for one that is longer than `steps`."""
        last = np.full(len(starts), -1, dtype=np.int64)
        first = self._part(starts, 1)
        open_, at = np.arange(len(starts)), starts + 1
        for _ in range(steps):
            if not len(open_):
                break
            stops = self._stops(at, first[open_], actions[open_])
            last[open_[stops]] = at[stops]
            open_, at = open_[~stops], at[~stops] + 1
        return last

    def one(self, start: int, action: int) -> int:
        """The last token of one long entity."""
        first, at = self._part(np.array([start]), 1), start + 1
        while not self._stops(np.array([at]), first, np.array([action]))[0]:
            at += 1
        return at

    def _stops(self, at: Ints, first: Floats, actions: Ints) -> NDArray[np.bool_]:
        sums = self._part(at, 0)
        sums += first
        sums += self._part(at - 1, 2)
        hidden = _hidden(self._shape, sums)
        shape = self._shape
        going = np.einsum("ij,ij->i", hidden, shape.inside[actions]) + shape.inside_bias[actions]
        ending = np.einsum("ij,ij->i", hidden, shape.last[actions]) + shape.last_bias[actions]
        stops: NDArray[np.bool_] = self._ends[at] | (ending > going) | ((ending == going) & shape.end_wins[actions])
        return stops

    def _part(self, tokens: Ints, feature: int) -> Floats:
        part: Floats = self._ops.gemm(self._vectors[tokens], self._shape.features[feature], trans2=True)
        return part
