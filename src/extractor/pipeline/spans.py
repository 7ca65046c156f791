"""One shape for everything that is found, and the one way to write it on a Doc.

A finder yields `Found`. A component hands them to `write`, which makes one span group of its kind: label, id and
characters on the span, the extra facts beside it. Exact characters survive where a token is wider than the mention.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.tokens import SpanGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Span

Attrs = dict[str, Any]

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)  # made once: `json.dumps` makes one at every call
FACTS = "facts"  # the span group's attribute that holds one JSON text a span


_last: tuple[Doc | None, str] = (None, "")


class Found(NamedTuple):
    """A mention before it stands on a Doc: characters `start` to `end` of the text, label, id, facts of its kind."""

    start: int
    end: int
    label: str
    id: str = ""
    attrs: Attrs = {}  # noqa: RUF012  # nobody writes to it: a Found is a value


def write(doc: Doc, key: str, found: Iterable[Found]) -> Doc:
    """Put what was found into the span group `key`, in the order of the text; empty spans are left out."""
    spans, facts = [], []
    for item in sorted(found, key=lambda item: (item.start, item.end, item.label, item.id)):
        span = doc.char_span(item.start, item.end, label=item.label, kb_id=item.id, alignment_mode="expand")
        if span is None or item.start >= item.end:
            continue
        extra: Attrs = {"attrs": item.attrs} if item.attrs else {}
        if (span.start_char, span.end_char) != (item.start, item.end):
            extra["at"] = [item.start, item.end]
        spans.append(span)
        facts.append(_JSON.encode(extra) if extra else "")
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs={FACTS: facts})
    return doc


def text_of(doc: Doc) -> str:
    """The text of a Doc, put together once: `doc.text` joins all tokens again at every call."""
    global _last  # noqa: PLW0603  # finders read one Doc in turn; a Doc has no place of its own that is not stored with it
    known, text = _last
    if known is not doc:
        text = doc.text
        _last = (doc, text)
    return text


def read(doc: Doc, key: str) -> list[Found]:
    """What `write` put there, with its exact characters; empty when the component is not in the pipeline."""
    if key not in doc.spans:
        return []
    group = doc.spans[key]
    facts = group.attrs.get(FACTS) or [""] * len(group)
    return [_found(span, fact) for span, fact in zip(group, facts, strict=True)]


def _found(span: Span, fact: str) -> Found:
    extra = json.loads(fact) if fact else {}
    start, end = extra.get("at") or (span.start_char, span.end_char)
    return Found(start, end, span.label_, span.kb_id_, extra.get("attrs", {}))
