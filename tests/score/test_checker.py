import hashlib

import pytest

from extractor import score
from score.making import document, event, mention, write

TEXT = "Armenia left Lachin on 1 December 2020 (Article 6).[4]\nÇox sağ ol: 😀 2021.\n"
TREATY = "trilateral-statement-2020-11-09"


def at(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def place(kind, label, words, id, **more):
    return mention(kind, label=label, id=id, **at(words), **more)


def good():
    said = [
        place("entity", "GPE", "Armenia", "armenia"), place("place", "TOWN", "Lachin", "lachin", id_alt=["lachin-district"]),
        place("date", "DATE", "1 December 2020", "2020-12-01"), place("date", "DATE", "2021", "2021"),
        place("article", "ARTICLE", "Article 6", f"{TREATY}/6"), place("footnote", "MARK", "[4]", "fn4"),
    ]  # fmt: skip
    return [*said, event(mode="withdraw", **told())]


def told(**more):
    whole = {
        "trigger": at("left"), "actors": [{"id": "armenia/mil", "inferred": False} | at("Armenia")],
        "places": [{"id": "lachin", "inferred": False} | at("Lachin")],
        "date": {"edtf": "2020-12-01", "inferred": False} | at("1 December 2020"), "articles": [f"{TREATY}/6"], "footnotes": ["fn4"],
    }  # fmt: skip
    return whole | more


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())
    return folder


def check(tmp_path, corpus, items, **more):
    sha = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest()} | more
    return score.check(write(tmp_path / "gold", document(*items, **sha)), corpus)


def test_nothing_is_wrong_with_a_good_file(tmp_path, corpus):
    assert check(tmp_path, corpus, good()) == []


@pytest.mark.parametrize(
    ("item", "code", "words"),
    [
        (mention("date", 0, 4, "2020", "DATE", text="2020"), "E513", "'2020', but the text there is 'Arme'"),
        (mention("date", 900, 904, "2020", "DATE"), "E513", "there is ''"),
        (mention("place", 12, 19, "lachin", "TOWN", text=" Lachin"), "E514", "white space"),
        (mention("date", 5, 5, "2020", "DATE"), "E514", "empty"),
        (place("date", "DAY", "2021", "2021"), "E515", "'DAY' is not a label of its kind"),
        (place("date", "DATE", "2021", "2021", label_alt=["MARK"]), "E515", "'MARK'"),
        (place("date", "DATE", "2021", "2021-13"), "E515", "'2021-13' is not a date"),
        (place("date", "DATE", "2021", "2021", id_alt=["May"]), "E515", "'May'"),
        (place("footnote", "MARK", "[4]", "4"), "E515", "'4' is not a footnote id"),
        (place("footnote", "MARK", "[4]", "fn1.4"), "E515", "not written fn4"),
        (place("article", "ARTICLE", "Article 6", "six"), "E515", "an article id"),
        (place("article", "ARTICLE", "Article 6", "no-such-treaty/6"), "E516", "'no-such-treaty' is not in the table of treaties"),
        (place("article", "ARTICLE", "Article 6", "unsc/853"), "E516", "'unsc'"),
        (place("treaty", "NAMED", "Article 6", "no-such-treaty"), "E516", "treaties"),
        (place("place", "TOWN", "Lachin", "atlantis"), "E516", "'atlantis' is not in the table of places"),
        (place("route", "ROAD", "Lachin", "lachin~atlantis"), "E516", "'atlantis'"),
        (place("entity", "ORG", "Armenia", "lemuria/mil"), "E516", "'lemuria' is not in the table of actors"),
        (event(**told(trigger=at("left") | {"text": "went"})), "E513", "trigger"),
        (event(**told(actors=[{"id": "armenia", "inferred": True} | at("Armenia") | {"start": 1}])), "E513", "actors"),
        (event(**told(date={"edtf": "2020", "inferred": False} | at("1 December 2020") | {"end": 30})), "E513", "date"),
        (event(**told(places=[{"id": "atlantis", "inferred": False} | at("Lachin")])), "E516", "'atlantis'"),
        (event(**told(recipients=[{"id": "lemuria", "inferred": False} | at("Lachin")])), "E516", "'lemuria'"),
        (event(**told(date={"edtf": "2020-99", "inferred": False} | at("1 December 2020"))), "E515", "'2020-99'"),
        (event(**told(articles=[f"{TREATY}/7"])), "E517", "/7' of an event is not marked"),
        (event(**told(footnotes=["fn5"])), "E517", "'fn5'"),
        (event(**told(), mode="visit"), "E515", "'visit' is not a mode of RETREAT"),
    ],
)  # fmt: skip
def test_each_fault_is_found_on_its_line(tmp_path, corpus, item, code, words):
    items = [*good(), item]
    items.sort(key=lambda one: hasattr(one, "trigger"))
    faults = check(tmp_path, corpus, items)
    assert [(fault.code, fault.line) for fault in faults] == [(code, 2 + items.index(item))]
    assert words in faults[0].message
    assert str(faults[0]).startswith(f"[{code}] {tmp_path / 'gold' / 'a.jsonl'}, line ")


@pytest.mark.parametrize(
    "item",
    [
        place("article", "RESOLUTION", "Article 6", "unsc/853"), place("article", "ARTICLE", "Article 6", "?/6"),
        place("route", "ROAD", "Lachin", "lachin~?"), place("place", "PLACE", "Lachin", ""), place("date", "DATE", "2021", ""),
        place("entity", "ORG", "Armenia", ""), place("treaty", "NAMED", "Article 6", ""),
        event(**told(), mode="visit", type_alt=["CONSULT"]), event(**told(), type="AGREE", mode_alt=[None]),
    ],
)  # fmt: skip
def test_what_may_be_is_no_fault(tmp_path, corpus, item):
    assert check(tmp_path, corpus, [*good(), item]) == []


def test_an_event_may_cite_one_article_of_a_marked_list(tmp_path, corpus):
    items = [one for one in good() if not hasattr(one, "trigger") and one.kind != "article"]
    marked = place("article", "ARTICLE", "Article 6", f"{TREATY}/6+7")
    cited = [event(**told(articles=[article])) for article in (f"{TREATY}/7", f"{TREATY}/6+7", f"{TREATY}/6+8")]
    faults = check(tmp_path, corpus, [*items, marked, *cited])
    assert [(fault.code, fault.line) for fault in faults] == [("E517", len(items) + 5)]


def test_a_line_twice_is_named_with_its_first(tmp_path, corpus):
    items = good()
    faults = check(tmp_path, corpus, [*items[:-1], items[0], items[-1]])
    assert [(fault.code, fault.line) for fault in faults] == [("E518", 8)]
    assert "line 2" in faults[0].message


def test_a_changed_text_voids_the_gold(tmp_path, corpus):
    (corpus / "a.txt").write_bytes(TEXT.replace("Armenia", "Georgia").encode())
    assert [fault.code for fault in check(tmp_path, corpus, good())] == ["E512"]
    (corpus / "a.txt").rename(corpus / "b.txt")
    assert [fault.code for fault in check(tmp_path, corpus, good())] == ["E511"]


def test_unreadable_lines_are_faults_and_all_of_them_told(tmp_path, corpus):
    file = write(tmp_path / "gold", document()) / "a.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + "{\n{}\n", encoding="utf-8")
    assert [(fault.code, fault.line) for fault in score.check(tmp_path / "gold", corpus)] == [("E501", 2), ("E501", 3)]


def test_held_names_documents(tmp_path, corpus):
    assert check(tmp_path, corpus, good()) == []
    (tmp_path / "gold" / "held.txt").write_text("a\n\nb\n", encoding="utf-8")
    faults = score.check(tmp_path / "gold", corpus)
    assert [(fault.code, fault.line) for fault in faults] == [("E519", 3)]


def test_texts_are_those_that_offsets_count_in(corpus):
    (corpus / "b.md").write_bytes("\ufeff# Title\r\n\r\nIt ended.\r\n".encode())
    assert score.texts(corpus) == {"a": TEXT, "b": "\ufeff# Title\r\n\r\nIt ended.\r\n"}
