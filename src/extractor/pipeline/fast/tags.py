"""Look up what spaCy's attribute ruler says of a token instead of matching its patterns at every token, with the same result.

Nearly all patterns of the English models are one token long and ask for its lower case, tag, dependency and whether it is white space:
equal tokens get equal answers. Each answer is asked of spaCy's own matcher once and remembered. The few longer patterns still run, from
the tokens at which one can begin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens._retokenize import set_token_attrs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ASKED = {"LOWER", "TAG", "DEP", "IS_SPACE"}  # what a pattern may ask of a token
GIVEN = {POS, MORPH, LEMMA, TAG, DEP}  # what a rule may set
REMEMBERED = 50_000  # kinds of tokens


class Answer(NamedTuple):
    """What the rules of one token say of a kind of token, and whether a longer pattern can begin with it."""

    rules: tuple[int, ...]
    attrs: dict[int, int]
    begins: bool


class QuickAttributeRuler(AttributeRuler):
    """spaCy's own component in all but `__call__`."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of all tokens for which there are rules."""
        table = self._table()
        if table is None:
            return super().__call__(doc)
        try:
            table.apply(doc, self.attrs)
        except Exception as error:  # noqa: BLE001  # spaCy hands all errors of a component to the user's handler
            return self.get_error_handler()(self.name, self, [doc], error)
        return doc

    def _table(self) -> Table | None:
        """The table of the rules as they are now; None where they ask or set more than it knows."""
        made: tuple[int, Table | None] = getattr(self, "_made", (-1, None))
        if made[0] != len(self.attrs):
            made = (len(self.attrs), Table(self) if is_plain(self) else None)
            self._made = made
        return made[1]


def swap(nlp: Language) -> None:
    """Let the pipeline's attribute ruler look its answers up, where its rules allow it."""
    for _, component in nlp.components:
        if type(component) is AttributeRuler and is_plain(component):
            component.__class__ = QuickAttributeRuler


def is_plain(ruler: AttributeRuler) -> bool:
    """Whether the rules ask only for what an answer is remembered by, and set nothing but tags, lemmas, labels and features."""
    rules: list[Any] = ruler.patterns
    asked = all(
        set(token) <= ASKED and -len(pattern) <= rule["index"] < len(pattern)
        for rule in rules
        for pattern in rule["patterns"]
        for token in pattern
    )
    return asked and all(set(attrs) <= GIVEN for attrs in ruler.attrs)


class Table:
    """The answers given so far, and the matchers that give new ones."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._answers: dict[tuple[int, ...], Answer] = {}
        self._short, self._long, self._first = (Matcher(ruler.vocab) for _ in range(3))
        self._indices = ruler.indices
        self._longest = 1
        self._strings = ruler.vocab.strings
        for number, rule in enumerate(ruler.patterns):
            patterns: Any = rule["patterns"]
            for matcher, chosen in (
                (self._short, [pattern for pattern in patterns if len(pattern) == 1]),
                (self._long, [pattern for pattern in patterns if len(pattern) > 1]),
                (self._first, [pattern[:1] for pattern in patterns if len(pattern) > 1]),
            ):
                if chosen:
                    matcher.add(str(number), chosen)
            self._longest = max(self._longest, *map(len, patterns))

    def apply(self, doc: Doc, attrs: list[dict[int, int]]) -> None:
        """Set what the rules say; where several set the same, the later rule wins, as in spaCy."""
        longer: dict[int, list[int]] = {}
        answers = []
        for at, key in enumerate(map(tuple, doc.to_array([LOWER, TAG, DEP]).tolist())):
            answer = self._answers.get(key) or self._ask(doc, at, key, attrs)
            answers.append(answer)
            if answer.begins:
                for rule, start, end in self._matches(self._long, doc, at, at + self._longest):
                    index = self._indices[rule]
                    longer.setdefault(start + index if index >= 0 else end + index, []).append(rule)
        for token, answer in zip(doc, answers, strict=True):
            if token.i in longer:
                set_token_attrs(token, _merged(attrs, {*answer.rules, *longer[token.i]}))
            elif answer.attrs:
                set_token_attrs(token, answer.attrs)

    def _ask(self, doc: Doc, at: int, key: tuple[int, ...], attrs: list[dict[int, int]]) -> Answer:
        rules = {rule for rule, _, _ in self._matches(self._short, doc, at, at + 1)}
        begins = bool(self._matches(self._first, doc, at, at + 1))
        if len(self._answers) >= REMEMBERED:
            self._answers.clear()
        answer = self._answers[key] = Answer(tuple(sorted(rules)), _merged(attrs, rules), begins)
        return answer

    def _matches(self, matcher: Matcher, doc: Doc, start: int, end: int) -> list[tuple[int, int, int]]:
        """Rule, first token and end of each match that begins at `start`."""
        if not len(matcher):
            return []
        found = matcher(doc[start:end], allow_missing=True, as_spans=False)
        return [(int(self._strings[id]), start + low, start + high) for id, low, high in found if not low]


def _merged(attrs: list[dict[int, int]], rules: set[int]) -> dict[int, int]:
    merged: dict[int, int] = {}
    for rule in sorted(rules):
        merged |= attrs[rule]
    return merged
