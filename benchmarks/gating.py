"""What it could save to parse only the sentences that can hold an event.

    python benchmarks/gating.py

For the corpus: the share of tokens in sentences where some word can be a trigger by its form alone (all that is known before the parse), by
its lemma and part of speech, and in those that have an event in the end.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import extractor
from extractor import text
from extractor.knowledge import senses
from extractor.pipeline import facts

ROOT = Path(__file__).parents[1]


def main() -> None:
    nlp = extractor.load()
    pairs = {(sense.head, sense.pos) for sense in senses.load()}
    can_be = _by_form(nlp, {head for head, _ in pairs})
    tokens = by_form = by_lemma = with_event = 0
    for path in sorted([*ROOT.glob("corpus/*.txt"), *ROOT.glob("corpus/*.md")]):
        doc = nlp.make_doc(text.clean(path.read_text("utf-8")).text)
        doc.user_data[facts.CLEANED] = "yes"
        doc = nlp(doc)
        starts = {span.start for span in doc.spans["event"]}
        for sentence in doc.sents:
            size = len(sentence)
            tokens += size
            by_form += size * any(can_be(token.lower_) for token in sentence)
            by_lemma += size * any((t.lemma_.lower(), t.pos_.replace("PROPN", "NOUN")) in pairs for t in sentence)
            with_event += size * any(sentence.start <= start < sentence.end for start in starts)
    print(f"{tokens} tokens; in sentences with a possible trigger by form {by_form / tokens:.1%}, by lemma and part of speech "
          f"{by_lemma / tokens:.1%}, with an event {with_event / tokens:.1%}")  # fmt: skip


def _by_form(nlp, heads):
    lookups = nlp.get_pipe("lemmatizer").lookups
    rules, exceptions = lookups.get_table("lemma_rules"), lookups.get_table("lemma_exc")

    @cache
    def can_be(word: str) -> bool:
        word = word.removeprefix("re-")
        lemmas = {word}
        for pos in ("verb", "noun", "adj"):
            lemmas.update(exceptions.get(pos, {}).get(word, ()))
            lemmas.update(word.removesuffix(old) + new for old, new in rules.get(pos, ()) if word.endswith(old))
        return not lemmas.isdisjoint(heads)

    return can_be


if __name__ == "__main__":
    main()
