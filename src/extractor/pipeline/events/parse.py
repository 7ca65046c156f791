"""The parse of a text as plain Python objects, read off a Doc once.

spaCy makes a new Token, and decodes a string, at every look at a word. The rules of events look at each word many times; here a word is
made once, under the same names, with its head and its children at hand.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG

from extractor.pipeline.spans import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

STRINGS: list[int | str] = [ORTH, LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE]
NUMBERS: list[int | str] = [HEAD, SENT_START, SPACY]


class Word:
    """A token as spaCy has it; `base` is its lemma in lower case, without a prefixed `re-`."""

    __slots__ = (
        "base", "children", "dep_", "end", "ent_type_", "head", "i", "idx", "is_spaced", "lemma_", "lower_", "parse", "pos_", "tag_",
        "text",
    )  # fmt: skip
    parse: Parse
    i: int
    idx: int
    end: int
    text: str
    lower_: str
    lemma_: str
    base: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    is_spaced: bool
    head: Word
    children: Sequence[Word]

    def __str__(self) -> str:
        return self.text

    @property
    def is_punct(self) -> bool:
        """Whether it is a mark."""
        return self.parse.doc[self.i].is_punct

    @property
    def sent(self) -> Stretch:
        """The sentence of a word."""
        return self.parse.sents[bisect_right(self.parse.sentence_starts, self.i) - 1]

    @property
    def ancestors(self) -> Iterator[Word]:
        """The words above, the nearest first."""
        here = self
        while here.head is not here:
            here = here.head
            yield here

    def is_ancestor(self, other: Word) -> bool:
        """Whether another word stands below this one."""
        return any(above is self for above in other.ancestors)

    @property
    def subtree(self) -> list[Word]:
        """The word and all below it, those of its left children first."""
        found: list[Word] = []
        left: list[tuple[Word, bool]] = [(self, True)]
        while left:
            word, with_children = left.pop()
            if not with_children or not word.children:
                found.append(word)
                continue
            left += [(child, True) for child in reversed(word.children) if child.i > word.i]
            left.append((word, False))
            left += [(child, True) for child in reversed(word.children) if child.i < word.i]
        return found

    @property
    def left_edge(self) -> Word:
        """The first of the words below."""
        return self.parse.words[self.parse.doc[self.i].left_edge.i]

    @property
    def conjuncts(self) -> list[Word]:
        """The words that this one is joined to, as in "A, B and C"."""
        here = self
        while here.dep_ == "conj" and here.head is not here:
            here = here.head
        chain = [here]
        for word in chain:
            chain += [child for child in word.children if child.dep_ == "conj" and child.i > word.i]
        return [word for word in chain if word is not self]


class Stretch:
    """Words from `start` to `end`, as a Span has them."""

    __slots__ = ("_root", "end", "parse", "start")

    def __init__(self, parse: Parse, start: int, end: int) -> None:
        self.parse = parse
        self.start = start
        self.end = end
        self._root: Word | None = None

    def __getitem__(self, at: int) -> Word:
        return self.words[at]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __str__(self) -> str:
        return self.text

    @property
    def words(self) -> list[Word]:
        """The words."""
        return self.parse.words[self.start : self.end]

    @property
    def start_char(self) -> int:
        """The first character in the clean text."""
        return self.parse.words[self.start].idx

    @property
    def end_char(self) -> int:
        """The character behind the last."""
        return self.parse.words[self.end - 1].end

    @property
    def text(self) -> str:
        """The characters."""
        return self.parse.text[self.start_char : self.end_char]

    @property
    def root(self) -> Word:
        """The word that stands highest in the parse, the first of several; a mark only where there is nothing else."""
        if self._root is None:
            words = self.words
            tops = [word for word in words if word.head is word]
            heads = [word for word in words if not self.start <= word.head.i < self.end]
            self._root = (tops or heads[:1] or words)[0] if len(heads) < 2 or tops else min(heads, key=_depth)
        return self._root


class Parse:
    """The words and sentences of a Doc, and the way from characters to words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.words = [Word() for _ in range(len(doc))]
        strings = doc.to_array(STRINGS).T.tolist()
        heads, starts, spaced = doc.to_array(NUMBERS).astype("int64").T.tolist()
        self._fill(*(_words_of(doc, column) for column in strings), heads, spaced)
        self._starts = [word.idx for word in self.words]
        self.sentence_starts = [at for at, mark in enumerate(starts) if mark == 1 or not at]
        ends = [*self.sentence_starts[1:], len(doc)]
        self.sents = [Stretch(self, *both) for both in zip(self.sentence_starts, ends, strict=bool(starts))]
        self._known: dict[tuple[int, int], Stretch | None] = {}

    def _fill(self, *columns: list[Any]) -> None:
        at = 0
        words = self.words
        bases: dict[str, str] = {}
        for i, (text, lower, lemma, tag, pos, dep, entity, head, spaced) in enumerate(zip(*columns, strict=True)):
            word = words[i]
            word.parse = self
            word.i = i
            word.idx = at
            word.end = at + len(text)
            at = word.end + spaced
            word.text = text
            word.lower_ = lower
            word.lemma_ = lemma
            base = bases.get(lemma or lower)
            if base is None:
                base = bases[lemma or lower] = (lemma or lower).lower().removeprefix("re-")
            word.base = base
            word.tag_ = tag
            word.pos_ = pos
            word.dep_ = dep
            word.ent_type_ = entity
            word.is_spaced = spaced == 1
            word.children = ()
            word.head = words[i + head]
        for before, word in pairwise(words):
            if word.tag_ == "RP" and word.dep_ != "prt" and before.tag_[:2] == "VB" and not word.is_ancestor(before):
                word.head, word.dep_ = (
                    before,
                    "prt",
                )  # a particle is the verb's, whatever the parser made of "put off to 2 April"
        for word in words:
            above = word.head
            if above is not word:
                if above.children:
                    above.children.append(word)  # type: ignore[attr-defined]
                else:
                    above.children = [word]

    def forget(self) -> None:
        """Take the words apart: they hold one another, and would wait for the collector of such rings."""
        for word in self.words:
            del word.head, word.children, word.parse
        self.sents.clear()
        self._known.clear()

    def at(self, start: int, end: int) -> Stretch | None:
        """The words that hold characters, taken wide; None where there are none."""
        key = (start, end)
        if key not in self._known:
            self._known[key] = self._at(start, end)
        return self._known[key]

    def _at(self, start: int, end: int) -> Stretch | None:
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
        if first < 0 or last < 0 or end > len(self.text):
            return None
        if start == self.words[first].end:
            first += 1
        return Stretch(self, first, last + 1)


def _words_of(doc: Doc, column: list[int]) -> list[str]:
    strings = doc.vocab.strings
    known = {number: strings[number] for number in set(column)}
    return list(map(known.__getitem__, column))


def _depth(word: Word) -> int:
    if not word.children and (word.is_punct or word.text.isspace()):
        return len(word.parse.words) - 1
    return sum(1 for _ in word.ancestors)
