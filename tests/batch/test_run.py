"""Runs as a user meets them: typed again, with texts added, changed and removed, under other settings, in shards."""

import json

import pandas as pd
import pytest

from extractor import batch
from extractor.errors import ExtractorError

TABLES = ("documents", "mentions", "events", "failures", "skipped")


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        (folder / f"t{number:02}.txt").write_text(f"They met in Shusha on {number + 1} May 2021.")
    return folder


@pytest.fixture
def run(tmp_path, blank, monkeypatch):
    """Runs in this process; gives the result and the names of the texts that were read."""
    from extractor import pipeline
    from extractor.batch import plan

    monkeypatch.setattr(plan, "LEAST", 60)  # two texts, so that the twelve make several parts
    monkeypatch.setattr(plan, "USUAL", 180)
    monkeypatch.setattr(pipeline, "load", lambda *_, **__: blank)

    def call(inputs, out=tmp_path / "out", **options):
        read = []
        options.setdefault("model", "blank:en")
        result = batch.run(inputs, out, on_item=lambda item: read.append(item.id), **options)
        return result, read

    return call


def files_in(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def documents(out):
    return sorted(pd.read_parquet(out / "documents")["document"])


def test_again_reads_nothing_and_changes_nothing(run, texts, tmp_path):
    first, read = run(texts)
    assert (first.read, first.kept, len(read)) == (12, 0, 12)
    before = files_in(tmp_path / "out")
    second, read = run(texts)
    assert (second.read, second.kept, read) == (0, 12, [])
    assert second.rows == first.rows
    assert files_in(tmp_path / "out") == before


def test_only_new_and_changed_texts_are_read_and_removed_ones_go(run, texts, tmp_path):
    run(texts)
    (texts / "t03.txt").write_text("Changed on 1 May 2021.")
    (texts / "t05a.txt").write_text("New on 2 May 2021.")
    (texts / "t07.txt").unlink()
    result, read = run(texts)
    assert sorted(read) == ["t03", "t05a"]
    assert documents(tmp_path / "out") == sorted([f"t{n:02}" for n in range(12) if n != 7] + ["t05a"])
    assert set(pd.read_parquet(tmp_path / "out" / "mentions")["document"]) == set(documents(tmp_path / "out"))
    assert batch.verify(tmp_path / "out") == []
    assert result.rows["documents"] == 12


def test_the_bytes_do_not_tell_how_the_output_came_to_be(run, texts, tmp_path):
    run(texts)
    (texts / "t03.txt").write_text("Changed on 1 May 2021.")
    (texts / "t00.txt").unlink()
    run(texts)
    run(sorted(texts.iterdir(), reverse=True), tmp_path / "at-once")
    grown, at_once = (files_in(tmp_path / name) for name in ("out", "at-once"))
    for made in (grown, at_once):
        made.pop("manifest.jsonl")  # both name their inputs
        made.pop("_SUCCESS")
        made.pop("_lock")
    assert grown == at_once


def test_there_are_several_parts(run, texts, tmp_path):
    run(texts)
    assert len(list((tmp_path / "out" / "documents").iterdir())) > 1


def test_other_settings_are_another_job(run, texts, tmp_path):
    run(texts)
    result, read = run(texts, published="2021-06-01")
    assert (result.kept, len(read)) == (0, 12)
    assert set(pd.read_parquet(tmp_path / "out" / "documents")["published"]) == {"2021-06-01"}
    assert len(documents(tmp_path / "out")) == 12


def test_own_places_count_by_their_content(run, texts, tmp_path):
    places = tmp_path / "places.jsonl"
    places.write_text("{}\n")
    run(texts, gazetteer=str(places))
    assert run(texts, gazetteer=str(places))[1] == []
    places.write_text("{ }\n")
    assert len(run(texts, gazetteer=str(places))[1]) == 12


def test_what_is_not_ours_is_refused_and_left(run, texts, tmp_path):
    other = tmp_path / "mine"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with pytest.raises(ExtractorError, match="E404"):
        run(texts, other)
    assert files_in(other) == {"thesis.txt": b"mine"}


def test_a_second_run_is_refused_while_the_first_is_alive(run, texts, tmp_path):
    from extractor.batch.lock import locked

    out = tmp_path / "out"
    out.mkdir()
    with locked(out, None), pytest.raises(ExtractorError, match=r"E707.*process \d+ on "):
        run(texts)
    with locked(out, (1, 2)), pytest.raises(ExtractorError, match="E707"):
        run(texts)
    with locked(out, (1, 2)), pytest.raises(ExtractorError, match="E707"):
        run(texts, shard="1/2")
    with locked(out, (1, 2)):
        run(texts, shard="2/2")
    run(texts)


def test_shards_do_a_part_each_and_the_run_without_one_ends_the_job(run, texts, tmp_path):
    read = [run(texts, shard=f"{number}/3")[1] for number in (3, 1, 2)]
    assert sorted(name for names in read for name in names) == [f"t{n:02}" for n in range(12)]
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    result, again = run(texts)
    assert (again, result.rows["documents"]) == ([], 12)
    before = files_in(tmp_path / "out")
    run(texts)
    assert files_in(tmp_path / "out") == before
    run(texts, tmp_path / "whole")
    assert {n: b for n, b in before.items() if n.startswith(TABLES)} == {
        n: b for n, b in files_in(tmp_path / "whole").items() if n.startswith(TABLES)
    }


@pytest.mark.parametrize("shard", ["0/3", "4/3", "x", "1/0"])
def test_a_shard_that_is_none(run, texts, shard):
    with pytest.raises(ExtractorError, match="E713"):
        run(texts, shard=shard)


def test_a_part_that_was_damaged_is_made_again(run, texts, tmp_path):
    run(texts)
    whole = files_in(tmp_path / "out")
    part = min((tmp_path / "out" / "events").iterdir())
    part.write_bytes(b"half")
    assert batch.verify(tmp_path / "out") == [f"{part}: has changed"]
    assert run(texts)[1] != []
    assert files_in(tmp_path / "out") == whole


def test_verify_finds_what_is_missing_or_too_much(run, texts, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(ExtractorError, match="E714"):
        batch.verify(out)
    run(texts)
    extra = out / "mentions" / "more.parquet"
    extra.write_bytes(b"")
    gone = min((out / "documents").iterdir())
    gone.unlink()
    assert batch.verify(out) == [f"{gone}: No such file or directory", f"{extra}: belongs to no part"]
    (out / "_SUCCESS").unlink()
    assert "has not ended" in batch.verify(out)[0]
    run(texts)
    assert batch.verify(out) == []


def test_success_and_manifest_say_what_was_read(run, texts, tmp_path):
    run(texts)
    said = json.loads((tmp_path / "out" / "_SUCCESS").read_text())
    assert (said["texts"], said["rows"]["documents"], said["settings"]["model"]) == (12, 12, "blank:en")
    header, *parts = map(json.loads, (tmp_path / "out" / "manifest.jsonl").read_text().splitlines())
    assert header["inputs"] == [str(texts)]
    assert sum(len(part["texts"]) for part in parts) == 12
    kind, path, row, offset, size, sha256, *_ = parts[0]["texts"][0]
    assert (kind, path, row, offset) == ("file", str(texts / "t00.txt"), 0, 0)
    assert size == (texts / "t00.txt").stat().st_size
    assert sha256 == pd.read_parquet(tmp_path / "out" / "documents").set_index("document").loc["t00", "sha256"]


def test_documents_come_back_whole(run, texts, tmp_path, blank):
    import extractor

    run(texts)
    found = [extractor.Document.model_validate_json(record) for record in batch.records(tmp_path / "out")]
    assert extractor.extract(texts / "t00.txt", nlp=blank) in found


def test_no_inputs_give_empty_tables_with_their_columns(run, texts, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(empty)[0].rows == dict.fromkeys(TABLES, 0)
    assert batch.query("select count(*) as n from events", tmp_path / "out")["n"].tolist() == [0]
    run(texts)
    run(empty)
    assert batch.verify(tmp_path / "out") == []
    assert list((tmp_path / "out" / "documents").iterdir()) == []
