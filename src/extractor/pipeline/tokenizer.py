"""Tokenise so that no bracket or marker sticks to a word, and in linear time.

The stock English rules keep `6[5`, `officials[1` and `4(2)-(3` as one token, and need quadratic time for long runs without a space.
This tokenizer is the model's own with brackets split everywhere, working through long runs in pieces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import srsly  # type: ignore[import-untyped]
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.language import Language

BRACKETS = r"[\[\](){}]"
# A prefixed verb is one word to a reader and to the parser: re-established, non-recognition.
PREFIXED = r"(?:re|pre|co|non|anti|de|inter|un)-[a-z]{3,20}"
PIECE = 200  # characters of an unspaced run that are tokenised at once
UNREAD = "extractor.UnreadTokenizer.v1"
LONG_RUN = re.compile(rf"\S{{{PIECE + 1},}}")


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, with runs of more than 200 characters without a space cut into pieces."""

    def __call__(self, string: str) -> Doc:
        """Tokens whose texts and spaces give back the string exactly."""
        if not LONG_RUN.search(string):
            doc: Doc = super().__call__(string)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(string):
            for token in super().__call__(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def create() -> Callable[[Language], Tokenizer]:
    """The factory behind ``extractor.Tokenizer.v1``: the language's default rules, widened and bounded."""

    def make(nlp: Language) -> Tokenizer:
        return bounded(registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp))

    return make


@registry.tokenizers(UNREAD)  # type: ignore[untyped-decorator]
def unread() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules, for a model whose files hold them: the language's own are never loaded."""
    return lambda nlp: _Unread(nlp.vocab)


class _Unread(BoundedTokenizer):
    """Widens the rules that it reads before it sets them: setting rules is dear, and so they are set once."""

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> Tokenizer:
        """The rules of a saved tokenizer, as `bounded` would widen them."""
        saved = srsly.msgpack_loads(bytes_data)
        saved["infix_finditer"] = _infixes(saved.get("infix_finditer"))
        saved["token_match"] = _whole(saved.get("token_match"))
        return super().from_bytes(srsly.msgpack_dumps(saved), exclude=exclude)


def bounded(tokenizer: Tokenizer) -> BoundedTokenizer:
    """The same rules as `tokenizer`, with brackets split wherever they stand inside a word."""
    return BoundedTokenizer(
        tokenizer.vocab,
        rules=tokenizer.rules,
        prefix_search=tokenizer.prefix_search,
        suffix_search=tokenizer.suffix_search,
        infix_finditer=re.compile(_infixes(_pattern(tokenizer.infix_finditer))).finditer,
        token_match=re.compile(_whole(_pattern(tokenizer.token_match))).match,
        url_match=tokenizer.url_match,
    )


def _infixes(pattern: str | None) -> str:
    if pattern and pattern.endswith(BRACKETS):
        return pattern  # saved by a pipeline of ours
    return f"{pattern}|{BRACKETS}" if pattern else BRACKETS


def _whole(pattern: str | None) -> str:
    """In whatever case; the flag stands in the pattern, which is all that spaCy saves."""
    if pattern and PREFIXED in pattern:
        return pattern
    return f"(?i:{pattern}|{PREFIXED}$)" if pattern else f"(?i:{PREFIXED}$)"


def _pattern(method: Callable[..., object] | None) -> str | None:
    """The pattern behind a compiled expression's bound method; spaCy keeps only the method."""
    return method.__self__.pattern if method is not None else None  # type: ignore[attr-defined]


def _pieces(string: str) -> list[str]:
    pieces, done = [], 0
    for run in LONG_RUN.finditer(string):
        pieces.append(string[done : run.start()])
        pieces += [string[at : min(at + PIECE, run.end())] for at in range(run.start(), run.end(), PIECE)]
        done = run.end()
    return [piece for piece in [*pieces, string[done:]] if piece]
