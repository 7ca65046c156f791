"""A list before the model: what touches nothing of it is skipped, told, and counted as done."""

import json

import pandas as pd
import pytest

import extractor
from extractor import batch
from extractor.errors import ExtractorError

TEXTS = {
    "a.txt": "They met in Shusha on 5 May 2021.",
    "b.txt": "Wheat rose in Chicago.",
    "c.md": "See [the port](https://example.org/shusha) of Oslo.",
    "d.txt": " ",
    "e.jsonl": '{"text": "Talks in Oslo.", "id": "e1"}\n{"text": "Talks in Aghdam.", "id": "e2"}\n{bad\n',
}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text)
    return made


def table(out, name):
    return pd.read_parquet(out / name).sort_values("document")


def test_what_touches_nothing_is_a_row_of_skipped(folder, tmp_path):
    out = tmp_path / "out"
    result = extractor.run(folder, out, model="blank:en", workers=1, only="karabakh")
    assert table(out, "documents")["document"].tolist() == ["a", "e2"]
    skipped = table(out, "skipped")
    uris = [f"{folder.as_posix()}/{name}" for name in ("b.txt", "c.md", "e.jsonl#1")]
    assert skipped[["document", "uri", "code"]].to_numpy().tolist() == [
        [name, uri, "W406"] for name, uri in zip(("b", "c", "e1"), uris, strict=True)
    ]
    assert skipped["message"].str.contains("touches nothing of the list").all()
    assert skipped["sha256"].str.len().tolist() == [64] * 3
    assert sorted(table(out, "failures")["code"]) == ["E104", "E108"]
    assert result.rows | {"mentions": 0} == {"documents": 2, "mentions": 0, "events": 0, "failures": 2, "skipped": 3}
    assert batch.verify(out) == []


def test_what_is_read_is_as_without_a_list(folder, tmp_path, blank):
    for name, only in {"all": None, "some": "karabakh"}.items():
        batch.run(folder, tmp_path / name, nlp=blank, only=only)
    whole, some = (table(tmp_path / name, "documents").set_index("document")["record"] for name in ("all", "some"))
    assert whole[["a", "e2"]].tolist() == some.tolist()
    assert len(table(tmp_path / "all", "skipped")) == 0


def test_another_list_is_another_job_and_the_same_list_is_not(folder, tmp_path, blank):
    names = tmp_path / "names.txt"
    names.write_text("# remarks do not count\nAghdam\nChicago\n")
    read = []

    def run(only):
        read.clear()
        batch.run(folder, tmp_path / "out", nlp=blank, only=only, on_item=lambda item: read.append(item.id))
        return sorted(read)

    assert run("karabakh") == ["a", "d-txt", "e-jsonl-3", "e2"]
    assert run(["karabakh"]) == run("KARABAKH") == []
    assert run(names) == ["b", "d-txt", "e-jsonl-3", "e2"]
    assert run(f"@{names}") == run("=Chicago,Aghdam") == []
    names.write_text("Aghdam\n")
    assert run(names) == ["d-txt", "e-jsonl-3", "e2"]
    settings = json.loads((tmp_path / "out" / "_SUCCESS").read_text())["settings"]
    assert settings["only"] == ["aghdam"]


def test_workers_get_the_list_and_own_places(folder, tmp_path):
    row = {
        "id": "wheat-hall", "kind": "TOWN", "feature": "P", "names": [{"text": "Wheat Hall", "lang": "en", "tradition": "en"}],
        "lat": 1.0, "lon": 1.0, "country": ["NO"], "source": "invented",
    }  # fmt: skip
    places = tmp_path / "places.jsonl"
    places.write_text(json.dumps(row))
    (folder / "f.txt").write_text("They ate in Wheat Hall.")
    options = {"model": "blank:en", "workers": 2, "gazetteer": str(places)}
    batch.run(folder, tmp_path / "out", only="wheat-hall", **options)
    assert table(tmp_path / "out", "documents")["document"].tolist() == ["f"]
    with pytest.raises(ExtractorError, match="E411"):
        batch.run(folder, tmp_path / "other", only="wheat-hall", model="blank:en")


@pytest.mark.parametrize(("only", "code"), [("karabah", "E411"), ("", "E412"), ([], "E412"), ("@nowhere.txt", "E101")])
def test_a_wrong_list_is_told_before_anything_is_written(folder, tmp_path, only, code):
    with pytest.raises(ExtractorError, match=code):
        batch.run(folder, tmp_path / "out", only=only)
    assert not (tmp_path / "out").exists()
