"""spaCy DocBin: texts with tokens, entities and span groups, to train and to look at with spaCy.

Tokens are those of the library's tokenizer over the raw text, cut where a mention begins or ends inside one, so every span has
its exact characters. The span groups are those of `extractor.load()`: one a kind, `event` for triggers, `label_` and `kb_id_` as
there; `doc.ents` holds the entities, the longer one where two overlap. `doc.user_data["extractor"]` is the whole record as a JSON
string. DocBin writes msgpack, no pickle: reading such a file runs nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from spacy.lang.en import English
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import DocBin
from spacy.util import filter_spans

from extractor.errors import ExtractorError
from extractor.formats.layer import take_apart
from extractor.pipeline import tokenizer
from extractor.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Doc, Span

KEY = "extractor"
EVENT = "event"


def docbin(documents: Iterable[Document], texts: Mapping[str, str]) -> bytes:
    """The documents as the bytes of a `.spacy` file; `texts` are their raw texts by document id, E605 where one does not fit."""
    nlp = English()
    split = tokenizer.create()(nlp)
    made = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
    for document in documents:
        if document.id not in texts:
            raise ExtractorError("E402", found=document.id, what="text", known=", ".join(sorted(texts)[:9]) or "none")
        made.add(_doc(document, texts[document.id], split))
    return made.to_bytes()


def read(payload: bytes) -> list[Document]:
    """The records that a `.spacy` file of ours carries; E603 where it is none."""
    found = []
    try:
        for doc in DocBin().from_bytes(payload).get_docs(English().vocab):
            document = Document.model_validate_json(doc.user_data[KEY])
            take_apart(document, doc.text)
            found.append(document)
    except ExtractorError:
        raise
    except Exception as error:  # damaged bytes end in any error of zlib, msgpack, numpy or spaCy
        raise ExtractorError("E603", file="DocBin", where="byte 1", reason=f"not a DocBin of ours: {error}") from error
    return found


def _doc(document: Document, text: str, split: Any) -> Doc:
    take_apart(document, text)
    marks: list[tuple[str, str, int, int, str]] = [
        (mention.kind, mention.label, mention.start, mention.end, mention.id) for mention in document.mentions
    ]
    marks += [(EVENT, event.type, event.trigger.start, event.trigger.end, event.id) for event in document.events]
    doc = _cut(split(text), {mark[2] for mark in marks}, {mark[3] for mark in marks})
    groups: dict[str, list[Span]] = {}
    for kind, label, start, end, id in marks:
        span = doc.char_span(start, end, label=label, kb_id=id) if start < end else None
        if span is not None:
            groups.setdefault(kind, []).append(span)
    for kind, spans in groups.items():
        doc.spans[kind] = spans
    doc.ents = filter_spans([span for span in groups.get("entity", []) if span.label_ and span.text.strip()])
    doc.user_data[KEY] = document.model_dump_json()
    return doc


def _cut(doc: Doc, starts: set[int], ends: set[int]) -> Doc:
    """The same text with the end of a token at each of these characters."""
    words: list[str] = []
    spaces: list[bool] = []
    edges = sorted(starts | ends)
    for token in doc:
        start, end = token.idx, token.idx + len(token.text)
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        for cut in (*inside, end):
            words.append(doc.text[start:cut])
            spaces.append(False)
            start = cut
        # A mark may begin or end with the space behind a word: that space is then a token of its own.
        if token.whitespace_ and (end in starts or end + 1 in ends):
            words.append(" ")
            spaces.append(False)
        else:
            spaces[-1] = bool(token.whitespace_)
    return SpacyDoc(doc.vocab, words=words, spaces=spaces)
