"""Documents made by hand for the tests of the report: spans are named by their words, so that offsets are never counted."""

import hashlib
from html.parser import HTMLParser

from extractor.records import Argument, Document, Event, MadeBy, Mention, Naming, Origin, Quote, Trigger, When

VOID = {"meta", "input", "br", "link", "img"}
CLOSED_BY = {"td": {"td"}, "tr": {"td", "tr"}}  # end tags that HTML lets out


def document(raw, *, id="a", mentions=(), events=(), **facts):
    """`mentions` are (kind, label, words, id) or with a fifth part, the attrs; each stands at its first place behind the one before."""
    made, at = [], 0
    for kind, label, words, name, *attrs in mentions:
        start = raw.index(words, at)
        at = start
        made.append(
            Mention(
                kind=kind,
                label=label,
                start=start,
                end=start + len(words),
                text=words,
                id=name,
                attrs=attrs[0] if attrs else {},
            )
        )
    return Document(
        id=id,
        source=Origin(
            uri="", media_type="text/plain", sha256=hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest()
        ),
        mentions=tuple(made),
        events=tuple(events),
        naming=facts.pop("naming", Naming()),
        made_by=MadeBy(version="0", settings={"model": "none"}),
        **facts,
    )


def event(
    raw,
    trigger,
    *,
    date=None,
    was=None,
    status="actual",
    places=(),
    actors=(),
    type="RETREAT",
    mode="withdraw",
    id=None,
    **more,
):
    """An event whose word is `trigger`; `date` and `was` are (EDTF, words), `places` and `actors` pairs of id and words."""
    start = raw.index(trigger)
    low, high = raw.rfind(".", 0, start) + 1, raw.find(".", start) + 1 or len(raw)

    def party(name, words):
        at = raw.index(words)
        return Argument(id=name, text=words, start=at, end=at + len(words), inferred=more.get("inferred", False))

    def when(pair):
        at = raw.index(pair[1])
        return When(edtf=pair[0], text=pair[1], start=at, end=at + len(pair[1]))

    return Event(
        id=id or f"ev-{start}",
        type=type,
        mode=mode,
        trigger=Trigger(start=start, end=start + len(trigger), text=trigger),
        sentence=Quote(start=low, end=high, text=raw[low:high]),
        status=status,
        actors=tuple(party(*pair) for pair in actors),
        places=tuple(party(*pair) for pair in places),
        date=when(date) if date else None,
        original_date=when(was) if was else None,
    )


class Page(HTMLParser):
    """A page taken apart: every element with its attributes, ids, and the text that stands in it."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.stack, self.errors = [], [], []
        self.feed(f"{html}")  # plain text: the parser would escape what is marked as safe
        self.close()

    def handle_starttag(self, tag, attrs):
        while self.stack and self.stack[-1]["tag"] in CLOSED_BY.get(tag, ()):
            self.stack.pop()
        one = {"tag": tag, "text": "", "attrs": dict(attrs), "within": [other["tag"] for other in self.stack]}
        self.elements.append(one)
        if tag not in VOID:
            self.stack.append(one)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(
            {"tag": tag, "text": "", "attrs": dict(attrs), "within": [other["tag"] for other in self.stack]}
        )

    def handle_endtag(self, tag):
        while self.stack and self.stack[-1]["tag"] in {"td", "tr", "tbody"} - {tag}:
            self.stack.pop()
        if self.stack and self.stack[-1]["tag"] == tag:
            self.stack.pop()
        else:
            self.errors.append(tag)

    def handle_data(self, data):
        for one in self.stack:
            one["text"] += data

    def all(self, tag=None, **attrs):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            one
            for one in self.elements
            if (tag is None or one["tag"] == tag)
            and all(one["attrs"].get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag=None, **attrs):
        (found,) = self.all(tag, **attrs)
        return found
