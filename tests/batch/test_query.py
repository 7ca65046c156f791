"""The output as other programs read it, and SQL over it that sees nothing else."""

import io
import json
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from extractor import batch
from extractor.batch import plan, schema
from extractor.errors import ExtractorError

TEXTS = {"a": "=cmd|' /C calc'!A0 met in Shusha on 5 May 2021.", "b": "They met in Aghdam.", "c": " ", "d": "No place."}


@pytest.fixture(scope="module")
def out(tmp_path_factory, blank):
    folder = tmp_path_factory.mktemp("query")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / f"{name}.txt").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "LEAST", 1)  # a part a text
        patch.setattr(plan, "USUAL", 2)
        batch.run(folder / "in", folder / "out", nlp=blank)
    return folder / "out"


@pytest.mark.parametrize("table", batch.TABLES)
def test_every_reader_sees_one_table(out, table):
    files = sorted((out / table).iterdir())
    assert len(files) == 4
    assert len({str(pq.read_schema(path)) for path in files}) == 1
    rows = sum(pq.read_metadata(path).num_rows for path in files)
    columns = list(schema.COLUMNS[table])
    assert columns[0] == "document"
    by_pandas = pd.read_parquet(out / table)
    by_polars = pl.read_parquet(f"{out / table}/*.parquet")
    by_duckdb = duckdb.sql(f"from '{out / table}/*.parquet'").df()
    assert pl.read_parquet(out / table).columns == columns
    for found in (by_pandas, by_polars, by_duckdb):
        assert (list(found.columns), len(found)) == (columns, rows)


def test_query_joins_the_tables(out):
    found = batch.query(
        "select document, id from mentions join documents using (document) where kind = 'place' order by document", out
    )
    assert found.to_numpy().tolist() == [["a", "shusha"], ["b", "aghdam"]]
    assert batch.query("select code from failures", out)["code"].tolist() == ["E104"]
    assert batch.query("select count(*) as n from events", out)["n"].tolist() == [0]


HOSTILE = [
    "select * from '{file}'",
    "select * from read_csv('{file}')",
    "select * from read_text('{file}')",
    "copy (select 1) to '{new}'",
    "attach '{new}' as other",
    "install httpfs",
    "load httpfs",
    "set enable_external_access=true",
    "reset enable_external_access",
    "select * from folder",
    "select * from read_parquet('{out}/documents/*.parquet')",
    "select",
    "select nothing from documents",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_a_query_reaches_nothing_else(out, tmp_path, sql):
    file = tmp_path / "secret.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(ExtractorError, match="E712"):
        batch.query(sql.format(file=file, new=tmp_path / "new", out=out), out)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


def test_a_folder_that_no_run_made(tmp_path):
    with pytest.raises(ExtractorError, match="E714"):
        batch.query("select 1", tmp_path)


def test_without_duckdb_the_way_to_get_it_is_said(out, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ExtractorError, match=r"E711.*extractor\[query\]"):
        batch.query("select 1", out)


def test_query_on_the_command_line(command, out, tmp_path):
    sql = "select document, mentions from documents order by document"
    assert command("query", sql, out)[1].split()[:3] == ["document", "mentions", "a"]
    lines = command("query", sql, out, "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["a", "b", "d"]
    target = tmp_path / "a.csv"
    assert command("query", sql, out, "--format", "csv", "-o", target)[0] == 0
    assert command("query", sql, out, "--format", "csv", "-o", target)[0] == 2
    assert command("query", "select nothing", out)[0] == 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_csv_shows_formulas_as_text(command, out, cell):
    quoted = cell.replace("'", "''")
    printed = command("query", f"select '{quoted}' as \"=head\", -1 as number", out, "--format", "csv")[1]
    frame = pd.read_csv(io.StringIO(printed, newline=""))
    assert frame.columns.tolist() == ["'=head", "number"]
    assert frame.iloc[0].tolist() == ["'" + cell.replace("\r", "\n"), -1]


def test_verify_on_the_command_line(command, out):
    assert command("verify", out)[0] == 0
    assert command("verify", out.parent)[0] == 2
