"""Compute the small model's word vectors in fewer steps, with the same results.

The model first looks up a vector for each word by itself, then mixes it four times with those of its neighbours. The first part depends on
the word's form alone: it is asked of the model once for each form and remembered. The second is done here block by block, so that what it
works on stays in the processor's cache; a block brings along as many words on each side as the mixing reaches. Sums are taken in another
order than thinc takes them, so that vectors differ in their last bits; tags, heads and entities do not (see `benchmarks/speed.py --equal`).
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.pipeline import Tok2Vec

from extractor.pipeline.fast.products import one_thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

    Floats = NDArray[np.float32]

EMBED = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
MIXING = ["maxout", "layernorm", "dropout"]
REMEMBERED = 16_384  # forms of words; a vector takes 384 bytes
BLOCK = 384  # words that are mixed at once
TINY = 1e-8  # what thinc adds to a variance


class Layer(NamedTuple):
    """One mixing of a word with its neighbours; the weights stand piece by piece, the bias as one more row."""

    weights: Any
    gain: Any
    shift: Any


class Encoder:
    """The vectors of the words of documents, as the model `embed` and `layers` were taken from gives them."""

    def __init__(self, columns: list[str], embed: Model[Any, Any], first: Layer, layers: list[Layer]) -> None:
        self._columns: Any = columns
        self._embed = embed
        self._ops: Any = embed.ops
        # In double precision, so that what is remembered of a form does not depend on the forms that were new together with it.
        self._first = Layer(*(part.astype(np.float64) for part in first))
        self._layers = layers
        self._rows: dict[bytes, int] = {}
        self._known = np.zeros((1024, len(layers[0].gain)), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """A row a word for each document."""
        pad = len(self._layers)
        sizes = [len(doc) + pad for doc in docs]
        rows = np.zeros((sum(sizes) + pad, self._known.shape[1]), dtype=np.float32)
        # Blank rows before, between and behind the documents, as thinc puts them there: as many as the mixing reaches.
        starts = [end - size for end, size in zip(accumulate(sizes), sizes, strict=True)]
        for doc, start in zip(docs, starts, strict=True):
            self._forms(doc, rows[start + pad : start + pad + len(doc)])
        mixed = self._mixed(rows)
        return [mixed[start : start + len(doc)] for doc, start in zip(docs, starts, strict=True)]

    def _forms(self, doc: Doc, out: Floats) -> None:
        """What the model knows of each word by itself."""
        if not len(doc):
            return
        facts = np.ascontiguousarray(doc.to_array(self._columns), dtype=np.uint64)
        keys: list[Any] = facts.view(np.dtype((np.void, facts.strides[0]))).ravel().tolist()
        if len(self._rows) + len(keys) > REMEMBERED:
            self._rows.clear()
        new = {key: at for at, key in enumerate(keys) if key not in self._rows}
        if new:
            self._learn(new, facts[list(new.values())])
        np.take(self._known, [self._rows[key] for key in keys], axis=0, out=out)

    def _learn(self, new: dict[bytes, int], facts: Any) -> None:
        first, size = len(self._rows), len(self._rows) + len(new)
        if size > len(self._known):
            self._known = np.resize(self._known, (max(size, 2 * len(self._known)), self._known.shape[1]))
        parts = self._embed.predict(facts).astype(np.float64)
        with one_thread():
            sums = parts @ self._first.weights[:-1] + self._first.weights[-1]
        self._known[first:size] = _evened(sums, self._first)
        self._rows |= {key: first + at for at, key in enumerate(new)}

    def _mixed(self, rows: Floats) -> Floats:
        reach = len(self._layers)
        out = np.empty((len(rows) - 2 * reach, rows.shape[1]), dtype=np.float32)
        step = BLOCK - 2 * reach
        for start in range(0, len(out), step):
            end = min(start + step, len(out))
            block = rows[start : end + 2 * reach]
            for layer in self._layers:
                block = self._step(block, layer)
            out[start:end] = block[reach:-reach]
        return out

    def _step(self, rows: Floats, layer: Layer) -> Any:
        """A word beside its neighbours, the best of the pieces, made even; and the word itself."""
        width = rows.shape[1]
        beside = np.empty((len(rows), 3 * width + 1), dtype=np.float32)
        beside[0, :width] = 0
        beside[1:, :width] = rows[:-1]
        beside[:, width : 2 * width] = rows
        beside[:-1, 2 * width : -1] = rows[1:]
        beside[-1, 2 * width : -1] = 0
        beside[:, -1] = 1
        best = _evened(self._ops.gemm(beside, layer.weights), layer)
        best += rows
        return best


class QuickTok2Vec(Tok2Vec):
    """spaCy's own component in all but `predict`."""

    def predict(self, docs: Any) -> Any:
        """The vectors of the documents; spaCy's own where the model was changed so that they cannot be had here."""
        listed = list(docs)
        if not any(len(doc) for doc in listed):
            return super().predict(listed)
        return self.quick(listed)

    quick: Encoder


def swap(nlp: Language) -> None:
    """Let the pipeline's shared word vectors be computed in fewer steps, where their model has the shape for it."""
    for _, component in nlp.components:
        if type(component) is Tok2Vec and (encoder := encoder_of(component.model)):
            component.__class__ = QuickTok2Vec
            component.quick = encoder


def encoder_of(model: Model[Any, Any]) -> Encoder | None:
    """The quick way to a model's vectors; None for a model of another shape."""
    if len(model.layers) != 2 or [_kind(node) for node in model.layers[0].layers] != EMBED:
        return None
    extract, _, embed, mixer, _ = model.layers[0].layers
    window = model.layers[1]
    if _kind(window) != "with_array" or len(window.layers) != 1:
        return None
    mixings = [node.layers[0] for node in window.layers[0].layers if _kind(node) == "residual"]
    if len(mixings) != len(window.layers[0].layers) or not mixings or window.attrs.get("pad") != len(mixings):
        return None
    steps = [_flat(node) for node in mixings]
    if any(_kind(nodes[0]) != "expand_window" or nodes[0].attrs["window_size"] != 1 for nodes in steps):
        return None
    first, *layers = (_layer(nodes) for nodes in (_flat(mixer), *(nodes[1:] for nodes in steps)))
    found = [layer for layer in layers if layer is not None]
    if first is None or len(found) != len(layers) or len({layer.weights.shape for layer in found}) != 1:
        return None
    width = len(first.gain)
    if found[0].weights.shape[0] != 3 * width + 1 or len(found[0].gain) != width or len(extract.attrs["columns"]) < 2:
        return None
    return Encoder(extract.attrs["columns"], embed.layers[0], first, found)


def _layer(nodes: list[Model[Any, Any]]) -> Layer | None:
    if [_kind(node) for node in nodes] != MIXING:
        return None
    weights, bias = nodes[0].get_param("W"), nodes[0].get_param("b")
    if not isinstance(weights, np.ndarray) or weights.dtype != np.float32 or weights.shape[1] < 2:
        return None
    out, pieces, wide = weights.shape
    by_piece = weights.transpose(1, 0, 2).reshape(pieces * out, wide).T
    both = np.vstack([by_piece, bias.T.reshape(1, pieces * out)]).astype(np.float32)
    return Layer(np.ascontiguousarray(both), nodes[1].get_param("G"), nodes[1].get_param("b"))


def _evened(sums: Any, layer: Layer) -> Any:
    """The best piece of each sum, its mean and spread made even."""
    width = len(layer.gain)
    best = np.maximum(sums[:, :width], sums[:, width : 2 * width])
    for start in range(2 * width, sums.shape[1], width):
        np.maximum(best, sums[:, start : start + width], out=best)
    best -= best.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", best, best)
    spread /= width
    spread += TINY
    best *= (1 / np.sqrt(spread))[:, None]
    best *= layer.gain
    best += layer.shift
    return best


def _flat(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The single steps of layers that only chain others."""
    return [model] if not model.layers else [step for layer in model.layers for step in _flat(layer)]


def _kind(model: Model[Any, Any]) -> str:
    return model.name.partition("(")[0]
