"""What stands for texts: folders, patterns, rows of JSONL, CSV and Parquet, standard input; and what of it is a failure."""

import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor import batch
from extractor.batch import Columns

NAMED = Columns(text="body", id="key", published="date")


@pytest.fixture
def run(tmp_path, blank):
    """Runs into a fresh folder; gives the documents and the failures."""

    def call(inputs, **options):
        out = tmp_path / "out"
        batch.run(inputs, out, nlp=blank, **options)
        assert batch.verify(out) == []
        return pd.read_parquet(out / "documents"), pd.read_parquet(out / "failures")

    return call


def test_csv_with_named_columns(run, tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text(
        "key,body,date,title\n"
        'a 1,"They met in Shusha,\non 5 May.",2021-05-06T10:00:00Z,First\n'
        ",Second text.,,\n"
        "\n"
        "c,,2021,Empty\n"
        "d,Fourth text.,soon,\n",
        newline="",
    )
    documents, failures = run(path, columns=NAMED)
    assert documents[["document", "title", "published", "media_type"]].fillna("").to_numpy().tolist() == [
        ["a-1", "First", "2021-05-06", "text/csv"],
        ["articles-00003", "", "", "text/csv"],
    ]
    assert documents["uri"].tolist() == [f"{path.as_posix()}#2", f"{path.as_posix()}#3"]
    assert failures[["code", "stage", "error"]].to_numpy().tolist() == [
        ["E104", "read", "ExtractorError"],
        ["E107", "read", "ExtractorError"],
    ]
    mentions = pd.read_parquet(tmp_path / "out" / "mentions")
    place = mentions[mentions["kind"] == "place"].iloc[0]
    assert "They met in Shusha,\non 5 May."[place["start"] : place["end"]] == "Shusha"


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfbody;key\r\nA text.;x\r\n", b"key\tbody\nx\tA text.\n", b'body,key\n"A text.",x']
)
def test_csv_as_programs_write_it(run, tmp_path, data):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    documents, _ = run(path, columns=Columns(text="body", id="key"))
    assert documents["document"].tolist() == ["x"]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"text,date\nA,2021\n", "E702", "no column 'body'. It has: text, date"),
        (b"", "E702", "no column 'body'"),
        (b'body,key,date\nA text.,a,2021\n"open,b,2021\n' + b"x" * 17_000_000, "E703", "row 3"),
        (b"body,key,date\nA\xff text.,a,2021\nGood text.,b,2021\n", "E108", "not valid utf-8"),
    ],
)
def test_csv_that_is_wrong(run, tmp_path, data, code, words):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    documents, failures = run(path, columns=NAMED)
    assert failures["code"].tolist() == [code]
    assert words in failures["message"][0]
    assert len(documents) == (code in ("E703", "E108"))


def test_parquet_with_named_columns(run, tmp_path):
    path = tmp_path / "articles.parquet"
    rows = {
        "body": [f"Text {n} on 5 May." for n in range(700)] + [None],
        "key": [*range(700), 700],
        "date": [date(2021, 5, 6)] * 701,
        "other": [{"a": 1}] * 701,
    }
    pq.write_table(pa.table(rows), path, row_group_size=300)
    documents, failures = run(path, columns=NAMED)
    assert (len(documents), failures["code"].tolist()) == (700, ["E104"])
    assert set(documents["published"]) == {"2021-05-06"}
    assert documents.set_index("document").loc["650", "uri"] == f"{path.as_posix()}#651"
    path.write_bytes(path.read_bytes()[:1000])
    _, failures = run(path, columns=NAMED)
    assert failures["code"].tolist() == ["E703"]


def test_jsonl_rows_are_read_as_they_are_without_us(run, tmp_path, blank):
    import extractor

    path = tmp_path / "a.jsonl"
    lines = [
        "",
        json.dumps({"text": "They met in Shusha.", "id": "x"}),
        "{bad",
        json.dumps({"text": "More on 5 May."}),
        "",
    ]
    path.write_text("\n".join(lines))
    (tmp_path / "a.toml").write_text('author = "N. N."\n')
    documents, failures = run(path)
    plain = list(extractor.extract_all(path, nlp=blank))
    assert documents["record"].tolist() == [item.model_dump_json() for item in plain if hasattr(item, "mentions")]
    assert failures["message"].tolist() == [item.message for item in plain if hasattr(item, "code")]
    path.write_text("\n".join([*lines, json.dumps({"text": "Last."})]))
    read = []
    out = tmp_path / "out"
    result = batch.run(path, out, nlp=blank, on_item=read.append)
    assert (result.rows["documents"], len(read)) == (3, 1)


def test_jsonl_with_named_fields_and_odd_files(run, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"body": "They met.", "key": 7, "date": "2021-05-06 10:00"}\n')
    (tmp_path / "wide.jsonl").write_bytes('{"text": "They met.", "body": "Yes."}\n'.encode("utf-16"))
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "binary.jsonl").write_bytes(bytes(range(256)))
    documents, failures = run(tmp_path / "a.jsonl", columns=NAMED)
    assert documents[["document", "published"]].to_numpy().tolist() == [["7", "2021-05-06"]]
    documents, failures = run([tmp_path / f"{name}.jsonl" for name in ("wide", "empty", "binary")])
    assert (documents["document"].tolist(), sorted(failures["code"])) == (["wide-00001"], ["E102", "E104"])


def test_folders_patterns_and_names_give_each_text_once(run, tmp_path):
    for name in ("in/a.txt", "in/deep/b.txt", "in/c.csv", "in/d.odt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text\nThey met.")
    folder = tmp_path / "in"
    assert run(folder)[0]["document"].tolist() == ["a", "b"]
    assert run([f"{folder}/*.txt", folder, folder / "a.txt"])[0]["document"].tolist() == ["a", "b"]
    assert run(f"{folder}/**/*.txt")[0]["document"].tolist() == ["a", "b"]
    assert run(folder, columns=Columns())[0]["document"].tolist() == ["a", "c-00002", "b"]
    _, failures = run([f"{folder}/*.pdf", folder / "gone.txt", folder / "d.odt"])
    assert sorted(failures["code"]) == ["E101", "E109", "E710"]


def test_links_that_lead_out_are_told_and_not_followed(run, tmp_path):
    folder, outside = tmp_path / "in", tmp_path / "outside"
    for place in (folder, outside):
        place.mkdir()
        (place / "a.txt").write_text(f"Text in {place.name}.")
    (folder / "link.txt").symlink_to(outside / "a.txt")
    (folder / "way").symlink_to(outside, target_is_directory=True)
    (folder / "same.txt").symlink_to(folder / "a.txt")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "deep").mkdir()
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    documents, failures = run(folder)
    assert documents["document"].tolist() == ["a", "same"]
    assert failures[["uri", "code", "stage"]].to_numpy().tolist() == [
        [f"{folder.as_posix()}/{name}", "E701", "find"] for name in ("link.txt", "way")
    ]


def test_standard_input(run, monkeypatch):
    for _ in range(2):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"They met in Shusha.")))
        documents, _ = run("-")
        assert documents["uri"].tolist() == ["-"]
        assert documents["document"].tolist()[0].startswith("text-")


def test_the_output_folder_is_no_input(run, tmp_path):
    (tmp_path / "a.txt").write_text("They met.")
    for _ in range(2):
        documents, failures = run(tmp_path, columns=Columns())
        assert (documents["document"].tolist(), len(failures)) == (["a"], 0)


def test_a_name_whose_bytes_are_no_text(run, tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_bytes(b"They met.")
    documents, _ = run(tmp_path)
    assert documents["uri"].tolist() == [f"{tmp_path.as_posix()}/b\ufffd.txt"]
