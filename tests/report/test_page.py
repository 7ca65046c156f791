"""The page: one file that is closed, whole and readable; every row leads to its words."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

import extractor
from extractor.records import Attribution, Caveat, Doubled, Failure, Naming, Note
from extractor.report import report
from extractor.score.items import GoldDocument, from_document
from reported import Page, document, event

RAW = (
    "Armenian forces left Kolb on 5 May 2021[1]. Under Article 4 of the accord Shusha (Shushi) was to be opened.\n\n"
    "1. Smith, Roads, 2020.\n"
)


def one(id="a", **more):
    events = [
        event(
            RAW,
            "left",
            date=("2021-05-05", "5 May 2021"),
            places=[("kolb", "Kolb")],
            actors=[("armenia/mil", "Armenian forces")],
        )
    ]
    events.append(event(RAW, "opened", status="planned", mode="access", places=[("shusha", "Shusha")]))
    events[0] = events[0].model_copy(update={"footnotes": ("fn1",), "id": f"ev-{id}1"})
    events[1] = events[1].model_copy(update={"articles": ("?/4",), "id": f"ev-{id}2"})
    start, article = RAW.index("1. Smith"), RAW.index("Article 4")
    facts = {
        "mentions": [
            ("entity", "ORG", "Armenian forces", "armenia/mil"),
            ("place", "TOWN", "Kolb", "kolb"),
            ("date", "DATE", "5 May 2021", "2021-05-05", {"basis": "context-year"}),
            ("footnote", "MARK", "[1]", "fn1"),
            ("article", "ARTICLE", "Article 4", "?/4"),
            ("place", "TOWN", "Shusha", "shusha", {"tradition": "az"}),
            ("place", "TOWN", "Shushi", "shusha", {"tradition": "hy"}),
            ("footnote", "NOTE", "1. Smith, Roads, 2020.", "fn1"),
        ],
        "notes": (
            Note(
                label="1", start=start, end=start + 22, text="Smith, Roads, 2020.", kind="bib",
                bib={"type": "book", "title": "Roads", "author": [{"family": "Smith"}], "issued": {"date-parts": [[2020]]}},
            ),
        ),
        "warnings": (Caveat(code="W301", message="no treaty found for 'Article 4'", start=article, end=article + 9),),
        "naming": Naming(
            forms={"az": 1, "hy": 1}, shares={"az": 0.5, "hy": 0.5},
            double=(Doubled(start=RAW.index("Shusha"), end=RAW.index("Shusha") + 15, text="Shusha (Shushi)", ids=("shusha", "shusha")),),
        ),
        "title": "The road",
        "published": "2021-11-09",
        "events": events,
    }  # fmt: skip
    return document(RAW, id=id, **{**facts, **more})


def page(*documents, **settings):
    return Page(report(list(documents), texts={each.id: RAW for each in documents}, **settings))


@pytest.fixture(scope="module")
def shown():
    return page(one())


def test_it_is_one_closed_file(shown):
    assert not shown.errors
    for element in shown.elements:
        for name, value in element["attrs"].items():
            assert name != "src"
            assert not name.startswith("on")
            assert name != "style"
            if name in ("href", "xlink:href"):
                assert value.startswith("#")
    assert not shown.all("link")
    assert not shown.all("base")
    assert [el["attrs"].get("type") for el in shown.all("script")] == ["application/json", None]


def test_the_policy_forbids_all_and_names_what_stands_in_the_page(shown):
    policy = shown.one("meta", http_equiv="Content-Security-Policy")["attrs"]["content"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for text in (shown.one("style")["text"], shown.all("script")[1]["text"]):
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert "@import" not in shown.one("style")["text"]
    assert not re.search(r"url\((?!#)|https?:", shown.one("style")["text"])
    assert not re.search(r"fetch|XMLHttp|innerHTML|eval|https?:", shown.all("script")[1]["text"])


def test_every_link_leads_somewhere_and_no_id_stands_twice(shown):
    ids = [el["attrs"]["id"] for el in shown.elements if "id" in el["attrs"]]
    assert len(ids) == len(set(ids))
    links = [el["attrs"]["href"][1:] for el in shown.all("a") if "href" in el["attrs"]]
    assert len(links) > 15
    assert set(links) <= set(ids)
    for el in shown.elements:
        for name in ("aria-labelledby", "data-for"):
            assert el["attrs"].get(name, ids[0]) in ids


def test_rows_lead_to_their_words(shown):
    words = {el["attrs"]["id"]: el["text"] for el in shown.all("mark") if "id" in el["attrs"]}
    quotes = [words[el["attrs"]["href"][1:]] for el in shown.all("a", class_="q")]
    assert quotes == ["left", "opened"]
    chips = {
        el["text"]: words[el["attrs"]["href"][1:]]
        for el in shown.all("a")
        if "td" in el["within"] and el["attrs"].get("class") != "q"
    }
    assert chips["armenia/mil"] == "Armenian forces"
    assert chips["5 May 2021"] == "5 May 2021"
    assert chips["?/4"] == "Article 4"
    assert chips["fn1"] == "[1]"


def test_what_shares_an_id_shares_a_number(shown):
    numbers = {el["text"]: el["attrs"]["data-k"] for el in shown.all("mark") if "data-k" in el["attrs"]}
    assert numbers["Shusha"] == numbers["Shushi"] != numbers["Kolb"]
    assert {el["attrs"]["data-k"] for el in shown.all("a") if el["text"] == "shusha"} == {numbers["Shusha"]}
    kinds, known = json.loads(shown.one("script", type="application/json")["text"])
    kind, id, _ = known[int(numbers["Shusha"])]
    assert (kinds[kind], id) == ("place", "shusha")


def test_everything_has_a_name_and_a_landmark(shown):
    assert shown.one("html")["attrs"]["lang"] == "en"
    assert len(shown.all("main")) == len(shown.all("h1")) == 1
    for tag in ("section", "nav", "aside", "article"):
        for el in shown.all(tag):
            assert "aria-label" in el["attrs"] or "aria-labelledby" in el["attrs"]
    for tag in ("select", "input"):
        assert all("label" in el["within"] for el in shown.all(tag))
    for el in shown.all("svg"):
        assert el["attrs"].get("aria-hidden") == "true" or el["attrs"].get("aria-label")
    for el in shown.all("button"):
        assert el["text"].strip() or el["attrs"].get("aria-label")
    assert all(el["attrs"].get("scope") for el in shown.all("th"))
    assert shown.all("a", class_="skip")
    regions = [el for el in shown.all("div", class_="wide") if el["attrs"].get("tabindex") == "0"]
    assert all(el["attrs"].get("role") == "region" for el in regions)


def test_all_parts_are_there(shown):
    text = shown.one("main")["text"]
    for part in ("5 May 2021", "Smith", "Roads", "W301", "Shusha (Shushi)", "Azerbaijani", "planned"):
        assert part in text
    assert {el["text"] for el in shown.all("h2")} >= {
        "Text",
        "Events",
        "Timeline",
        "Places",
        "Whose names",
        "Notes and their works",
        "Not settled",
    }


def test_an_inferred_year_and_an_inferred_party_say_so():
    made = event(RAW, "left", actors=[("armenia", "Armenian")], inferred=True)
    shown = page(one(events=(made,)))
    assert [el["attrs"]["data-n"] for el in shown.all("mark", class_="da") if "p" in el["within"]] == [
        "the year is from the context"
    ]
    assert [el["text"] for el in shown.all("a", class_="inf")] == ["armenia"]


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><b>",
    '"><img src=x onerror=alert(1)>',
    "'\" onfocus=alert(1) x='",
    "{{ 7*7 }}",
    "</script>",
    "\u202etxt",
]


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_words_stay_words_everywhere(bad):
    raw = f"Then {bad} left Kolb on 5 May 2021. Kolb."
    made = event(
        raw, "left", date=("2021-05-05", "5 May 2021"), places=[(bad, bad)], actors=[("", bad)], id=f"ev-{bad}"
    )
    doc = document(
        raw,
        id="a",
        events=[made.model_copy(update={"mode": bad, "attribution": Attribution(kind="source", who=bad)})],
        mentions=[
            ("entity", "PERSON", bad, bad, {"found_by": bad}),
            ("place", "TOWN", "Kolb", bad, {"tradition": bad}),
        ],
        notes=(Note(label="1", start=0, end=4, text=bad, kind="bib", bib={"title": bad, "URL": f"http://x/{bad}"}),),
        warnings=(Caveat(code="W201", message=bad),),
        naming=Naming(forms={bad: 1}, shares={bad: 1.0}, double=(Doubled(start=0, end=4, text=bad, ids=("", "")),)),
        title=bad,
        published="2021-11-09",
        published_basis=bad,
    )
    plain = page(one())
    for settings in ({"title": bad}, {}):
        for documents in ([doc], [doc, one("b")]):
            failure = Failure(id="x", uri=bad, code="E101", message=bad)
            shown = Page(report([*documents, failure], texts={"a": raw, "b": RAW}, **settings))
            assert {el["tag"] for el in shown.elements} - {el["tag"] for el in plain.elements} <= {
                "bdi",
                "ul",
                "rect",
                "small",
            }
            assert not any(name.startswith("on") for el in shown.elements for name in el["attrs"])
            assert not any("bdi" in (value or "") for el in shown.elements for value in el["attrs"].values())
            assert not [el for el in shown.all("bdi") if {"svg", "option", "title"} & set(el["within"])]
            assert len(shown.all("script")) == 2
            assert "49" not in shown.one("article", id="d0")["text"].replace("2049", "")
            assert bad in shown.all("div", class_="text")[0]["text"]
    _, known = json.loads(shown.one("script", type="application/json")["text"])
    assert any(bad in entry for entry in known)


def test_without_its_text_a_document_shows_the_sentences_it_quotes():
    shown = Page(report(one()))
    text = shown.one("div", class_="text")["text"]
    assert "Armenian forces left Kolb" in text
    assert "Smith" not in text
    assert "is not at hand" in shown.one("main")["text"]
    test_every_link_leads_somewhere_and_no_id_stands_twice(page(one()))
    ids = {el["attrs"].get("id") for el in shown.elements}
    assert {el["attrs"]["href"][1:] for el in shown.all("a") if "href" in el["attrs"]} <= ids


def test_a_text_that_does_not_fit_is_not_shown():
    shown = Page(report(one(), texts={"a": "Another text altogether."}))
    assert "is not at hand" in shown.one("main")["text"]
    assert "Another text" not in shown.one("main")["text"]


def test_the_text_is_found_again_where_the_document_says(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("They met in Shusha on 5 May 2021.\n", encoding="utf-8")
    made = extractor.extract(file, nlp=extractor.load("blank:en"))
    assert "is not at hand" not in report(made)
    moved = tmp_path / "moved"
    moved.mkdir()
    file.rename(moved / "a.txt")
    assert "is not at hand" in report(made)
    assert "is not at hand" not in report(made, folder=moved)


def test_many_texts_have_a_start_page():
    other = event(
        RAW,
        "left",
        date=("2021-05-07", "5 May 2021"),
        places=[("kolb", "Kolb")],
        actors=[("armenia/mil", "Armenian forces")],
        id="ev-b1",
    )
    shown = page(
        one("a"),
        one("b", events=(other,), title="Another road"),
        Failure(id="c", uri="c.txt", code="E104", message="c.txt: holds no text."),
    )
    start = shown.one("section", id="start")["text"]
    for part in ("The road", "Another road", "E104", "Where texts differ", "date", "7 May 2021"):
        assert part in start
    links = {el["attrs"]["href"] for el in shown.all("a") if "th" in el["within"]}
    assert {"#d0", "#d1"} <= links
    test_every_link_leads_somewhere_and_no_id_stands_twice(shown)


def test_nothing_at_all_is_a_page_too():
    assert "0" in Page(report([])).one("section", id="start")["text"]


def gold_of(made, **changes):
    as_gold = from_document(made)
    return GoldDocument(
        **{**as_gold.model_dump(), "annotator": "x", "guidelines": "1", "date": "2021-01-01", **changes}
    )


def test_gold_marks_missed_spurious_and_wrong():
    made = one()
    right = from_document(made)
    kept = [
        m.model_copy(update={"id": "kolb-district"}) if m.text == "Kolb" else m
        for m in right.mentions
        if m.text != "Shushi"
    ]
    missed = right.mentions[0].model_copy(
        update={
            "kind": "place",
            "label": "TOWN",
            "id": "roads",
            "text": "Roads",
            "start": RAW.index("Roads"),
            "end": RAW.index("Roads") + 5,
        }
    )
    events = (right.events[0].model_copy(update={"status": "ongoing"}), *right.events[1:])
    shown = page(made, gold=[gold_of(made, mentions=[*kept, missed], events=events)])
    marked = {
        (el["attrs"]["class"].split()[0], el["text"])
        for el in shown.all("mark")
        if "p" in el["within"] and "div" in el["within"]
    }
    assert {("gs", "Shushi"), ("gw", "Kolb"), ("gm", "Roads"), ("gw", "left")} <= marked
    table = shown.one("section", id="d0-gold")["text"]
    assert "kolb-district" in table
    assert "ongoing" in table
    assert "as in the gold" in shown.one("section", id="d0-events")["text"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"held": True}, "held back"), ({"sha256": "0" * 64}, "another version"), ({"document": "z"}, "no annotation")],
)
def test_gold_that_shall_not_or_cannot_be_compared_says_why(changes, said):
    made = one()
    shown = page(made, gold=[gold_of(made, **{"events": [], **changes})])
    assert said in shown.one("section", id="d0-gold")["text"]
    assert not [
        el
        for el in shown.all("mark")
        if "gm" in el["attrs"]["class"] and "p" in el["within"] and "div" in el["within"] and "article" in el["within"]
    ]


def test_the_same_documents_give_the_same_bytes():
    assert report([one("a"), one("b")], texts={"a": RAW}) == report([one("a"), one("b")], texts={"a": RAW})


def test_the_first_text_is_within_its_size(first, raw):
    made = report(first, texts={first.id: raw})
    assert len(made.encode()) - len(raw.encode()) < 102_400
    shown = Page(made)
    assert not shown.errors
    test_every_link_leads_somewhere_and_no_id_stands_twice(shown)
    assert "late" in shown.one("section", id="treaties")["text"]
    text = shown.one("div", class_="text")["text"]
    assert text.split() == raw.split()


def test_fifty_texts_are_within_their_size(first, raw):
    made = report(
        [first.model_copy(update={"id": f"t{n}"}) for n in range(25)], texts={f"t{n}": raw for n in range(25)}
    )
    assert len(made.encode()) < 3_000_000  # this text is twice as long as most, and three times as full of events


def test_the_file_is_written_or_the_error_says_why(tmp_path):
    made = report(one(), tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == made
    with pytest.raises(extractor.ExtractorError) as caught:
        extractor.report(one(), tmp_path / "none" / "r.html")
    assert caught.value.code == "E401"


def test_every_table_says_what_it_is_and_rows_of_names_begin_with_a_header(shown):
    tables = shown.all("table")
    captions = [el["text"].strip() for el in shown.all("caption")]
    assert len(tables) == len(captions) > 2
    assert all(captions)
    assert {el["text"].split()[0] for el in shown.all("th") if el["attrs"].get("scope") == "row"} >= {"shusha"}


def test_drawings_say_what_they_show_and_where_the_same_is_read(shown):
    said = [el["attrs"].get("aria-label", "") for el in shown.all("svg")]
    (timeline,) = (one for one in said if one.startswith("Timeline"))
    (places,) = (one for one in said if one.startswith("Map"))
    assert re.fullmatch(r"Timeline from \d{4} to \d{4}: \d+ happenings, as in the table of events", timeline)
    assert "Shusha" in places
    assert places.endswith("all are in the table below")
