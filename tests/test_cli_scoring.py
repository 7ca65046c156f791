"""The commands of those who annotate and measure, on a small gold set of one text."""

import hashlib
import json

import pytest

from extractor import cli

TEXT = "Armenian forces left Aghdam on 20 November 2020."
TRIGGER = {"start": 16, "end": 20, "text": "left"}
PLACE = {"id": "aghdam", "text": "Aghdam", "start": 21, "end": 27, "inferred": False}
DATE = {"edtf": "2020-11-20", "text": "20 November 2020", "start": 31, "end": 47, "inferred": False}
ACTOR = {"id": "armenia/mil", "text": "Armenian forces", "start": 0, "end": 15, "inferred": False}
EVENT = {
    "type": "RETREAT", "mode": "withdraw", "trigger": TRIGGER, "status": "actual", "actors": [ACTOR], "recipients": [], "places": [PLACE],
    "date": DATE, "original_date": None, "articles": [], "footnotes": [], "attribution": {"kind": "author", "who": None}, "quantity": None,
}  # fmt: skip
MENTIONS = [
    {"kind": "date", "label": "DATE", "start": 31, "end": 47, "text": "20 November 2020", "id": "2020-11-20"},
    {"kind": "place", "label": "TOWN", "start": 21, "end": 27, "text": "Aghdam", "id": "aghdam"},
    {"kind": "entity", "label": "ORG", "start": 0, "end": 15, "text": "Armenian forces", "id": "armenia/mil"},
    {"kind": "entity", "label": "GPE", "start": 21, "end": 27, "text": "Aghdam", "id": ""},
]


@pytest.fixture
def run(command, monkeypatch, nlp, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "note.txt").write_text(TEXT)
    header = {
        "document": "note",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "annotator": "a1",
        "guidelines": "1.0",
        "date": "2026-11-23",
    }
    for folder in ("gold", "gold/second"):
        (tmp_path / folder).mkdir()
        lines = [header, *MENTIONS, EVENT]
        (tmp_path / folder / "note.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    monkeypatch.setattr(cli.common, "load", lambda *_: nlp)
    return command


def test_score_shows_figures_and_agreement(run):
    status, out, _ = run("score")
    assert status == 0
    assert "agreement" in out.splitlines()[0]
    assert json.loads(run("score", "--json")[1])["all"]["event"]["right"]["tp"] == 1


def test_score_takes_stored_predictions(run):
    run("extract", "corpus", "-o", "found.jsonl")
    assert run("score", "found.jsonl")[1] == run("score")[1]


def test_errors_are_listed_with_their_context(run, tmp_path):
    gold = tmp_path / "gold" / "note.jsonl"
    gold.write_text(gold.read_text().replace('"id": "2020-11-20"', '"id": "2021-11-20"'))
    out = run("score", "--errors", "date")[1]
    assert "2021-11-20" in out
    assert "2020-11-20" in out
    assert "[[20 November 2020]]" in out


def test_floors_are_pinned_and_kept(run, tmp_path):
    assert run("score", "--pin")[2] == "pinned in tests/quality/floors.json\n"
    floors = "tests/quality/floors.json"
    assert run("score", "--floors", floors)[0] == 0
    (tmp_path / "empty.jsonl").write_text(run("extract", "corpus")[1].replace('"id":"aghdam"', '"id":""'))
    status, _, err = run("score", "empty.jsonl", "--floors", floors)
    assert status == 1
    assert "open place right" in err
    status, _, err = run("score", "empty.jsonl", "--floors", floors, "--pin")
    assert (status, err[:6]) == (2, "[E506]")
    assert run("score", "empty.jsonl", "--floors", floors, "--pin", "--reason", "a test")[0] == 0
    assert "a test" in (tmp_path / floors).read_text()


def test_compare_names_what_was_gained_and_lost(run, tmp_path):
    good = run("extract", "corpus")[1]
    (tmp_path / "good.jsonl").write_text(good)
    (tmp_path / "bad.jsonl").write_text(good.replace('"id":"aghdam"', '"id":""'))
    lost = run("compare", "good.jsonl", "bad.jsonl")[1]
    gained = run("compare", "bad.jsonl", "good.jsonl")[1]
    assert "Aghdam" in lost
    assert "Aghdam" in gained
    assert lost != gained


def test_gold_check_names_file_and_line(run, tmp_path):
    assert run("gold", "check")[:2] == (0, "0 faults in 1 file\n")
    gold = tmp_path / "gold" / "note.jsonl"
    gold.write_text(gold.read_text().replace('"text": "Aghdam", "id": "aghdam"', '"text": "Agdam", "id": "aghdam"', 1))
    status, out, _ = run("gold", "check")
    assert status == 1
    assert "note.jsonl, line 3" in out


def test_gold_agree_lists_the_differences(run, tmp_path):
    second = tmp_path / "gold" / "second" / "note.jsonl"
    second.write_text(second.read_text().replace('"status": "actual"', '"status": "planned"'))
    out = run("gold", "agree")[1]
    assert "event status" in out
    assert "planned" in out


@pytest.mark.parametrize("tool", ["brat", "doccano", "label-studio", "prodigy"])
def test_convert_there_and_back(run, tmp_path, tool):
    (tmp_path / "note.jsonl").write_text(run("extract", "corpus/note.txt")[1])
    status, _, err = run("convert", "note.jsonl", "--text", "corpus/note.txt", "--to", tool, "-o", "made/note.out")
    assert (status, err[:6]) == (2, "[E401]")
    assert run("convert", "note.jsonl", "--text", "corpus/note.txt", "--to", tool, "-o", "note.out")[0] == 0
    status, out, _ = run("convert", "note.out", "--text", "corpus/note.txt", "--from", tool)
    assert status == 0
    document = json.loads((tmp_path / "note.jsonl").read_text())
    assert [json.loads(line) for line in out.splitlines()] == [*document["mentions"], *document["events"]]
    (tmp_path / "corpus" / "note.txt").write_text(TEXT.replace("left", "lost"))
    status, _, err = run("convert", "note.out", "--text", "corpus/note.txt", "--from", tool)
    assert status == 2
    assert err.startswith("[E60")


def test_convert_needs_one_direction(run):
    status, _, err = run("convert", "a", "--text", "b")
    assert status == 2
    assert "--to and --from" in err


@pytest.mark.parametrize(
    ("words", "way"),
    [
        (("score", "--gold", "nowhere"), "--gold"),
        (("score", "--corpus", "nowhere"), "--corpus"),
        (("compare", "gold", "gold", "--gold", "nowhere"), "--gold"),
        (("gold", "check", "nowhere"), "the argument FOLDER"),
        (("gold", "check", "--corpus", "nowhere"), "--corpus"),
        (("gold", "agree", "nowhere"), "the argument FOLDER"),
    ],
)
def test_a_folder_that_is_not_there_is_named_once_with_the_way_out(run, words, way):
    (code, out, err) = run(*words)
    assert (code, out) == (2, "")
    assert err == f"[E520] nowhere: there is no such file or folder. Name another with {way}.\n"


def test_agreement_without_a_second_annotation_says_what_is_missing(run, tmp_path):
    one = tmp_path / "one"
    one.mkdir()
    header = {"document": "a", "sha256": "0" * 64, "annotator": "a", "guidelines": "1", "date": "2026-01-01"}
    (one / "a.jsonl").write_text(json.dumps(header))
    code, _, err = run("gold", "agree", one)
    assert code == 2
    assert err.startswith(f"[E509] {one}/second: is not there")


def test_a_corpus_that_has_not_all_texts_is_told(run, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text("Text.")
    code, out, err = run("score", "--corpus", other)
    assert (code, out, err[:6]) == (2, "", "[E510]")
