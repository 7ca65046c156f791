"""The command line as a user meets it: what goes where, what bad input says, and that nothing half-written is left."""

import json
import sys

import pandas as pd
import pytest

from conftest import FIRST
from extractor import cli, pipeline
from extractor.records import Document

TEXT = "On 20 November 2020 Armenian forces left Aghdam."


@pytest.fixture
def run(command, monkeypatch, nlp):
    """The command line with a pipeline that is loaded already."""
    monkeypatch.setattr(cli.common, "load", lambda *_: nlp)
    monkeypatch.setattr(pipeline, "load", lambda *_, **__: nlp)
    return command


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "texts" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_extract_prints_one_document_a_line(run, text):
    code, out, err = run("extract", text, FIRST)
    documents = [Document.model_validate_json(line) for line in out.splitlines()]
    assert (code, [document.id for document in documents], err) == (0, ["a", "one-year-after-9-november"], "")


def test_extract_json_is_indented_and_the_date_of_publication_is_taken(run, text):
    _, out, _ = run("extract", text, "--format", "json", "--published", "2021-03")
    assert "\n  " in out
    assert json.loads(out)["published"] == "2021-03"


def test_extract_writes_a_file_and_does_not_overwrite_it(run, text, tmp_path):
    target = tmp_path / "out.jsonl"
    assert run("extract", text, "-o", target)[:2] == (0, "")
    before = target.read_text()
    code, _, err = run("extract", text, "-o", target)
    assert code == 2
    assert "exists already" in err
    assert "--force" in err
    assert target.read_text() == before
    assert run("extract", text, "-o", target, "--force")[0] == 0


def test_a_bad_file_among_good_ones_is_named_and_the_good_ones_come_out(run, text, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    code, out, err = run("extract", empty, text)
    assert code == 2
    assert json.loads(out)["id"] == "a"
    assert "empty.txt: holds no text" in err


BAD = {
    "empty.txt": (b"", "[E104]", "holds no text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "[E102]", "binary"),
    "broken.txt": (b"\xff\xfe\x00", "[E10", "broken.txt"),
    "long.txt": (b"word " * 4_000_001, "[E105]", "more than the limit"),
    "report.xyz": (b"text", "[E109]", "no reader"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line(run, tmp_path, name):
    content, code, words = BAD[name]
    (tmp_path / name).write_bytes(content)
    status, out, err = run("extract", tmp_path / name)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith(code)
    assert name in err
    assert words in err


def test_a_missing_file_is_named(run, tmp_path):
    status, _, err = run("extract", tmp_path / "nowhere.txt")
    assert (status, err[:6]) == (2, "[E101]")
    assert "nowhere.txt" in err


@pytest.mark.parametrize("value", ["yesterday", "2021-13", "2021-02-30", "XXXX", "P1D", "2020/2021"])
def test_a_wrong_date_of_publication_says_what_is_right(run, text, value):
    status, out, err = run("extract", text, "--published", value)
    assert (status, out) == (2, "")
    assert err.startswith("[E107]")
    assert value in err
    assert "YYYY-MM-DD" in err


def test_an_unknown_format_names_the_known_ones(run, text):
    status, _, err = run("extract", text, "--format", "yaml")
    assert status == 2
    assert "'yaml' is not a known format. Known: jsonl, json." in err


def test_run_writes_its_tables_and_prints_a_summary(run, text, tmp_path):
    out = tmp_path / "out"
    (text.parent / "empty.txt").touch()
    status, printed, _ = run("run", text.parent, "--out", out, "--workers", 1)
    assert status == 0
    tables = {name: pd.read_parquet(out / name) for name in ("documents", "mentions", "events", "failures", "skipped")}
    assert {name: table.columns[0] for name, table in tables.items()} == dict.fromkeys(tables, "document")
    assert tables["documents"]["document"].tolist() == ["a"]
    assert tables["events"][["type", "status", "date", "actors", "places"]].to_numpy().tolist() == [
        ["RETREAT", "actual", "2020-11-20", "armenia/mil", "aghdam"]
    ]
    assert tables["failures"]["code"].tolist() == ["E104"]
    assert printed.startswith("1 document, ")
    assert "RETREAT withdraw" in printed
    assert "Armenian forces left Aghdam" in printed
    assert json.loads((out / "_SUCCESS").read_text())["rows"]["events"] == 1


def test_run_again_reads_what_has_changed_and_keeps_to_its_own_output(run, text, tmp_path):
    out = tmp_path / "out"
    text.with_name("b.txt").write_text("No event.")
    run("run", text.parent, "--out", out, "--workers", 1)
    text.write_text("Armenia accused Azerbaijan.")
    status, printed, err = run("run", text.parent, "--out", out, "--workers", 1)
    assert status == 0
    assert printed.startswith("2 documents, ")
    assert f"Texts in {out}: 2 read now." in err
    assert (
        f"Texts in {out}: 2 stood there before, 0 read now." in run("run", text.parent, "--out", out, "--workers", 1)[2]
    )
    assert pd.read_parquet(out / "events")["type"].tolist() == ["ACCUSE"]
    other = tmp_path / "mine"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    status, _, err = run("run", text.parent, "--out", other)
    assert (status, err[:6]) == (2, "[E404]")
    assert (other / "thesis.txt").read_text() == "mine"


def test_an_output_folder_that_cannot_be_written_is_named(run, text, tmp_path):
    (tmp_path / "file").write_text("x")
    status, _, err = run("run", text, "--out", tmp_path / "file" / "out")
    assert status == 2
    assert err.splitlines()[-1].startswith("[E401]")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "texts"]


def test_a_run_that_finds_no_space_says_so_and_goes_on_later(run, text, tmp_path, monkeypatch):
    from extractor.batch import making

    out = tmp_path / "out"
    with monkeypatch.context() as full:
        full.setattr(making, "write_synced", no_space)
        status, _, err = run("run", text.parent, "--out", out, "--workers", 1)
    assert status == 2
    assert "No space left on device" in err
    assert run("verify", out)[0] == 1
    assert run("run", text.parent, "--out", out, "--workers", 1)[0] == 0
    assert run("verify", out)[0] == 0


def no_space(*_args, **_more):
    raise OSError(28, "No space left on device")


def test_implementation_and_accounts_read_what_run_wrote(run, text, tmp_path):
    out = tmp_path / "out"
    text.with_name("b.txt").write_text("Armenian forces left Aghdam on 21 November 2020.")
    run("run", text.parent, "--out", out, "--workers", 1)
    for arguments in (["implementation", "--treaty", "trilateral-statement-2020-11-09"], ["accounts"]):
        assert run(arguments[0], out, *arguments[1:])[:2] == run(arguments[0], text.parent, *arguments[1:])[:2]


def test_run_takes_csv_with_named_columns(run, tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text("url,body,date\nx/1,Armenian forces left Aghdam.,2021-01-02\n")
    out = tmp_path / "out"
    columns = ("--text-column", "body", "--id-column", "url", "--published-column", "date")
    assert run("run", path, *columns, "--out", out, "--workers", 1)[0] == 0
    assert pd.read_parquet(out / "documents")[["document", "published"]].to_numpy().tolist() == [["x-1", "2021-01-02"]]
    status, _, err = run("run", path, "--memory", "much", "--out", out)
    assert (status, err[:6]) == (2, "[E713]")


def test_lookup_shows_all_names_and_says_when_there_is_none(run):
    status, out, _ = run("lookup", "Şuşa")
    assert status == 0
    assert out.startswith("shusha  TOWN")
    assert "Shushi" in out
    assert "Шуша" in out
    assert run("lookup", "Qwertyland")[::2] == (
        1,
        "No place of this name in the gazetteer, and none of a name near to it: Qwertyland\n",
    )


def test_schema_is_json(run):
    assert json.loads(run("schema")[1])["title"] == "Document"


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("E104", "holds no text"),
        ("trilateral-statement-2020-11-09/6", "Kalbajar and Lachin"),
        ("shusha", "place, TOWN"),
        ("armenia/mil", "sector MIL"),
        ("2020-11", "2020-11-01 to 2020-11-30"),
        ("fn2.3", "footnote 3, numbering scope 2"),
        ("e106", "E106: FILE, line LINE: REASON. Metadata is"),
        ("RETREAT", "gives way in deed; modes: withdraw, release, disarm"),
        ("retreat", "docs/reference/types.md"),
        ("SANCTION/withdraw", "mode of SANCTION; one's own people"),
        ("not-happened", "status of an event"),
        ("TOWN", "kind of place"),
        ("context-year", "basis of a date"),
        ("op_cit", "kind of note"),
        ("trilateral-statement-2020-11-09/6", "armenia to azerbaijan: hand over Kalbajar district; due 2020-11-15"),
        ("trilateral-statement-2020-11-09/99", "the instrument has 9"),
        ("unsc/1701", "the instrument is unsc-resolution-1701"),
        ("unsc/9999", "resolution 9999 of the United Nations Security Council, by its number\n"),
        ("ijevan~qazax", "route, by way of ijevan, qazax"),
        ("geonames-593116", "name: Vilnius"),
    ],
)
def test_explain(run, id, said):
    status, out, _ = run("explain", id)
    assert status == 0
    assert said in out


@pytest.mark.parametrize(
    ("id", "near"),
    [
        ("Şuşa", "Near to it: shusha, shusha-district."),
        ("RETREET", "Near to it: RETREAT."),
        ("trilateral-statement", "Near to it: trilateral-statement-2020-11-09,"),
        ("RETREAT/visit", "Near to it: "),
        ("W999", "Near to it: nothing"),
        ("2020-13-01", "Near to it: nothing"),
        ("", "Near to it: nothing"),
    ],
)
def test_explain_offers_what_is_near_to_an_unknown_id(run, id, near):
    status, out, err = run("explain", id)
    assert (status, out, err[:6]) == (2, "", "[E416]")
    assert near in err


def test_explain_reads_tables_of_your_own(run, tmp_path):
    places, own = tmp_path / "places.jsonl", tmp_path / "treaties.jsonl"
    name = {"text": "New Mill", "lang": "en", "tradition": "en"}
    places.write_text(
        json.dumps({"id": "new-mill", "kind": "VILLAGE", "feature": "P", "names": [name], "source": "notes"})
    )
    accord = {
        "id": "velm-accord-1987",
        "kind": "agreement",
        "title": "Velm Accord",
        "unit": "article",
        "count": 5,
        "source": "notes",
    }
    own.write_text(json.dumps(accord))
    assert run("explain", "new-mill", "--gazetteer", places)[1].startswith("new-mill: place, VILLAGE")
    assert "article 3" in run("explain", "velm-accord-1987/3", "--treaties", own)[1]
    assert run("explain", "new-mill")[0] == 2


def test_every_word_that_records_use_is_explained():
    from typing import get_args

    from extractor import records
    from extractor.accounts.implementing import Claimed
    from extractor.explain import explain
    from extractor.knowledge import places, words

    fields = (records.Note.model_fields["kind"], records.Attribution.model_fields["kind"])
    used = [
        records.EventType,
        records.Status,
        records.Kind,
        places.Kind,
        Claimed,
        *(field.annotation for field in fields),
    ]
    groups = {word.group for word in words.load()}
    for word in (word for kind in used for word in get_args(kind)):
        assert word in {one.text for one in words.load()}, word
        assert explain(word)
    assert {f"mode of {kind}" for kind in get_args(records.EventType)} - groups == {
        f"mode of {kind}" for kind in ("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID")
    }


def test_where_words_are_explained_is_a_page(request):
    from extractor.knowledge import words

    for word in words.load():
        assert (request.config.rootpath / word.page).is_file(), word


def test_the_page_of_types_says_what_explain_says(request):
    import re

    from extractor.knowledge import words

    page = (request.config.rootpath / "docs/reference/types.md").read_text(encoding="utf-8")
    shown = {}
    for name, meaning, modes in re.findall(r"^\| ([A-Z]+) \| (.+?) \| (.+?) \|$", page, re.MULTILINE):
        shown[name] = (
            f"somebody {meaning}",
            words.modes("REQUEST") if modes == "as REQUEST" else re.findall(r"`([^`]+)`", modes),
        )
    types = [word for word in words.load() if word.group == "event type"]
    assert shown == {word.text: (word.meaning, words.modes(word.text)) for word in types}


@pytest.mark.parametrize(
    "words", [("extract",), ("run", "--out", "out"), ("accounts",), ("report",), ("triage", "--only", "karabakh")]
)
def test_a_folder_without_texts_is_named(run, tmp_path, words, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    status, _, err = run(words[0], "empty", *words[1:])
    assert status == (0 if words[0] == "run" else 2)
    assert "[E111] empty: no text lies there." in err


@pytest.mark.parametrize("verb", ["extract", "accounts", "report"])
def test_a_folder_that_is_not_there_is_named_before_the_work(run, text, tmp_path, monkeypatch, verb):
    monkeypatch.setattr(cli.common, "load", None)
    status, _, err = run(verb, text, "-o", tmp_path / "nowhere" / "out")
    assert (status, err[:6]) == (2, "[E401]")
    assert "there is no such folder" in err


def test_an_unknown_treaty_is_answered_with_those_near_to_it(run, text):
    status, _, err = run("implementation", text, "--treaty", "trilateral")
    assert status == 2
    assert "Known: trilateral-statement-2020-11-09, " in err
    assert err.rstrip().endswith("more.")
    assert len(err) < 400


def test_help_loads_neither_spacy_nor_pandas(request):
    import subprocess

    script = """
import sys
from extractor import cli
sys.argv = ["extractor", "--help"]
try:
    cli.main()
finally:
    print(sorted({"spacy", "pandas", "pydantic"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=request.config.rootpath
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "extract" in done.stdout


def test_explain_an_event_shows_rule_and_words_of_each_slot(run, text):
    _, out, _ = run("extract", text)
    (event,) = Document.model_validate_json(out).events
    code, said, _ = run("explain", event.id, "--text", text)
    assert code == 0
    for line in (
        "RETREAT/withdraw: verb “leave”, as in “left”",
        "its object must be territory: “Aghdam”",
        "actual: form of “left”",
        "armenia/mil: subject of left, “Armenian forces”",
        "aghdam: place of the clause, “Aghdam”",
        "2020-11-20: date of the clause, “20 November 2020”",
        "no verb of speech above the clause",
    ):
        assert line in said


def test_explain_an_event_needs_its_text(run, text):
    code, _, err = run("explain", "ev-000000000000")
    assert code == 2
    assert "--text" in err
    code, _, err = run("explain", "ev-000000000000", "--text", text)
    assert code == 2
    assert "ev-000000000000" in err


def test_implementation_prints_claims_with_their_place(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Aghdam was handed over to Azerbaijan on 22 November 2020 under the trilateral statement of 9 November 2020."
    )
    code, out, _ = run("implementation", path)
    assert code == 0
    assert "claimed late 2020-11-22 (2 days late), author, a 0-107" in out
    _, out, _ = run("implementation", path, "--format", "csv")
    assert out.splitlines()[0].startswith("article,obligation,by,to,places,due,claimed")


def test_implementation_reads_what_extract_wrote(run, text, tmp_path):
    made = tmp_path / "made.jsonl"
    run("extract", text, "-o", made)
    code, out, _ = run("implementation", made, "--treaty", "trilateral-statement-2020-11-09")
    assert code == 0
    assert "claimed kept 2020-11-20" in out
    code, _, err = run("implementation", made)
    assert code == 1
    assert "--treaty" in err


def test_accounts_name_what_texts_differ_on(run, text):
    other = text.with_name("b.txt")
    other.write_text("Armenian forces left Aghdam on 21 November 2020.")
    _, out, _ = run("accounts", text.parent)
    assert "differ on date: 2020-11-20 (a); 2020-11-21 (b)" in out


def test_implementation_of_nothing_readable_is_wrong_use(run, tmp_path):
    code, _, err = run("implementation", tmp_path / "missing.txt")
    assert code == 2
    assert "E101" in err
