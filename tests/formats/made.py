"""Documents for the tests of the exchange formats: one made by hand, and any that hypothesis can think of."""

import pytest
from hypothesis import strategies as st

from extractor.errors import ExtractorError
from extractor.ids import event_id
from extractor.records import (
    Argument,
    Attribution,
    Document,
    Event,
    MadeBy,
    Mention,
    Origin,
    Quantity,
    Quote,
    Trigger,
    When,
)

TEXT = (
    "Baku 🇦🇿 and Yerevan agreed on 9 November 2020 to open\nthe Lachin\tcorridor,\nArticle 6 says.[1]\n"
    "قره‌باغ: 17 prisoners were not handed over 🙂 in 2021.\n"
)
KINDS = ["entity", "place", "route", "treaty", "date", "article", "footnote"]
IDS = {
    "date": ["2020-11-09", "XXXX-02-28", "P44D", "../2021"],
    "article": ["un-charter/2/4", "?/9", "a/3+4"],
    "footnote": ["fn1", "fn2.3"],
}
EDTF = ["", "2020-11-09", "1988-23", "199X"]
LABELS = ["CITY", "A B", 'say "no"', "two\nlines", "a\tb", "x-y", "é:ü", "<b>&amp;", "", "🙂", "\u2028\x85\0"]
CHARS = [
    "\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    "🙂",
    "👩‍👩‍👧",
    "e\u0301",
    "א",
    "ب",
    "\0",
    "\x0b",
    "\x85",
    "\u2028",
    "\ufeff",
    "Shusha",
    "\\n",
    '"',
]


def find(surface, text=TEXT, after=0):
    start = text.index(surface, after)
    return {"start": start, "end": start + len(surface), "text": surface}


def refused(code, call, *args, **settings):
    """The words of the refusal, which must have this code."""
    with pytest.raises(ExtractorError) as caught:
        call(*args, **settings)
    assert caught.value.code == code
    return str(caught.value)


def document(mentions=(), events=(), name="small"):
    return Document(
        id=name,
        source=Origin(uri="small.txt", media_type="text/plain", sha256="0" * 64),
        mentions=tuple(mentions),
        events=tuple(events),
        made_by=MadeBy(version="0", settings={}),
    )


def small():
    """Nested, identical and line-crossing mentions, an inferred argument, one without a mention, all slots of an event."""
    agreed = Trigger(**find("agreed"))
    handed = Trigger(**find("handed over"))
    mentions = [
        Mention(kind="place", label="CITY", id="baku", attrs={"tradition": "az"}, **find("Baku")),
        Mention(kind="entity", label="GPE", id="azerbaijan", **find("Baku")),
        Mention(kind="entity", label="GPE", id="armenia", **find("Yerevan")),
        Mention(kind="date", label="DATE", id="2020-11-09", attrs={"basis": "explicit"}, **find("9 November 2020")),
        Mention(kind="place", label="CORRIDOR", id="lachin-corridor", **find("the Lachin\tcorridor")),
        Mention(kind="place", label="CITY", **find("Lachin")),
        Mention(kind="article", label="ARTICLE", id="?/6", attrs={"resolved": None}, **find("Article 6")),
        Mention(kind="footnote", label="MARK", id="fn1", **find("[1]")),
        Mention(
            kind="place", label="REGION", id="karabakh", attrs={"candidates": ["karabakh", "artsakh"]}, **find("قره‌باغ")
        ),
    ]
    events = [
        Event(
            id=event_id("small", agreed.start, agreed.end, "AGREE"),
            type="AGREE",
            mode="sign",
            trigger=agreed,
            sentence=Quote(**find(TEXT.partition("[1]")[0])),
            status="planned",
            actors=(Argument(id="azerbaijan", **find("Baku")), Argument(id="armenia", **find("Yerevan"))),
            places=(Argument(id="lachin-corridor", inferred=True, **find("the Lachin\tcorridor")),),
            date=When(edtf="2020-11-09", **find("9 November 2020")),
            articles=("?/6",),
            footnotes=("fn1",),
            attribution=Attribution(kind="source", who="un"),
        ),
        Event(
            id="by-hand",
            type="AID",
            trigger=handed,
            mentions=(Trigger(**find("over", after=handed.start)),),
            sentence=Quote(**find("17 prisoners were not handed over 🙂 in 2021.")),
            status="not-happened",
            recipients=(Argument(id="prisoners", **find("prisoners")),),
            date=When(edtf="2021", inferred=True, **find("2021")),
            original_date=When(edtf="2020-11-09", **find("9 November 2020")),
            quantity=Quantity(number=17, unit="prisoners"),
        ),
    ]
    return document(mentions, events)


texts = st.lists(st.sampled_from(CHARS) | st.text(max_size=6), max_size=14).map("".join)
values = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)
    | st.lists(st.text(max_size=3), max_size=3) | st.lists(st.integers(), max_size=3)
)  # fmt: skip


@st.composite
def written(draw):
    """A text and a document over it, with overlapping, nested, identical and empty marks, and labels of every sort."""
    text = draw(texts)
    places = st.integers(0, len(text))

    def span():
        start, end = sorted((draw(places), draw(places)))
        return {"start": start, "end": end, "text": text[start:end]}

    def name(kind):
        return draw(
            st.sampled_from(["", *IDS[kind]]) if kind in IDS else st.sampled_from(["", "shusha"]) | st.text(max_size=9)
        )

    def argument():
        span_ = draw(st.sampled_from(spans)) if spans and draw(st.booleans()) else span()
        return {"inferred": draw(st.booleans()), **span_}

    mentions, spans = [], []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=5)):
        spans.append(draw(st.sampled_from(spans)) if spans and draw(st.booleans()) else span())
        attrs = draw(st.dictionaries(st.text(max_size=5), values, max_size=2))
        label = draw(st.sampled_from(LABELS) | st.text(max_size=6))
        mentions.append(Mention(kind=kind, label=label, id=name(kind), attrs=attrs, **spans[-1]))
    ids = st.sampled_from(["", *(mention.id for mention in mentions)])
    people = st.integers(0, 2).flatmap(lambda count: st.just(range(count)))
    events = []
    for type_ in draw(st.lists(st.sampled_from(["AGREE", "ASSAULT"]), max_size=3)):
        trigger = Trigger(**span())
        events.append(
            Event(
                id=draw(st.sampled_from([event_id("made", trigger.start, trigger.end, type_), "by hand", ""])),
                type=type_,
                mode=draw(st.none() | st.sampled_from(["sign", "no sign", "a\nb", ""])),
                trigger=trigger,
                mentions=tuple(Trigger(**span()) for _ in draw(people)),
                sentence=Quote(**span()),
                status=draw(st.sampled_from(["actual", "not-happened"])),
                actors=tuple(Argument(id=draw(ids), **argument()) for _ in draw(people)),
                recipients=tuple(Argument(id=draw(ids), **argument()) for _ in draw(people)),
                places=tuple(Argument(id=draw(ids), **argument()) for _ in draw(people)),
                date=When(edtf=draw(st.sampled_from(EDTF)), **argument()) if draw(st.booleans()) else None,
                original_date=When(edtf=draw(st.sampled_from(EDTF)), **argument()) if draw(st.booleans()) else None,
                articles=tuple(draw(st.lists(st.text(max_size=4), max_size=2))),
                attribution=Attribution(kind="source", who=draw(st.none() | st.text(max_size=4))),
                quantity=draw(st.none() | st.just(Quantity(number=0, unit=""))),
            )
        )
    return text, document(mentions, events, name="made")
