"""Cited works in other programs: citeproc-py renders our CSL-JSON, bibtexparser reads our BibTeX back."""

import json
import re
from pathlib import Path

import bibtexparser
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from typer.testing import CliRunner

from extractor.cli import app
from extractor.formats.bibliography import bibtex, csl, works
from extractor.records import Document, MadeBy, Note, Origin
from extractor.works import read_works

NOTES = [
    "Ilse Holm & Ada Lund, “Rates_up 5 % {again}”, Line Herald, 3 May 2021, https://line.example/a_b?x=1&y=2 (accessed 4 June 2022).",
    "Water Users’ Union, Plan #9 (Oslo: Fjell & Co, 2019), p. 3.",
    "Cf. Ruth Amery, Roads in Law (2nd edn, Isis UP 2013) ch 4; Dov Leitner, ‘Emptying the Road’ (2012) 9 JTL 201.",
    "This was denied.",
]


def document():
    notes = [
        Note(label=str(n), start=0, end=1, text=text, kind="multi" if ";" in text else "bib", bib=read_works(text))
        for n, text in enumerate(NOTES, start=1)
    ]
    return Document(
        id="line",
        source=Origin(uri="", media_type="text/plain", sha256=""),
        notes=notes,
        made_by=MadeBy(version="0", settings={}),
    )


def test_each_work_has_an_id_of_its_own():
    assert [work["id"] for work in works(document())] == ["line-n1", "line-n2", "line-n3a", "line-n3b"]


def test_citeproc_renders_the_works():
    items = json.loads(csl([document()]))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        listed.register(Citation([CitationItem(item["id"])]))
    listed.sort()
    rendered = " ".join(str(line) for line in listed.bibliography())
    for words in ("Rates_up 5 % {again}", "Holm", "Line Herald", "Plan #9", "Roads in Law", "Emptying the Road", "JTL"):
        assert words in rendered


def test_bibtex_is_read_back():
    library = bibtexparser.parse_string(bibtex([document()]))
    assert not library.failed_blocks
    entries = {entry.key: entry for entry in library.entries}
    first = entries["line-n1"]
    assert first.entry_type == "article"
    assert first["author"] == "Holm, Ilse and Lund, Ada"
    assert first["url"] == "https://line.example/a_b?x=1&y=2"
    assert first["title"] == r"Rates\_up 5 \% again"
    assert first["urldate"] == "2022-06-04"
    assert entries["line-n2"]["author"] == "{Water Users’ Union}"
    assert entries["line-n2"]["institution"] == r"Fjell \& Co"
    assert entries["line-n3b"]["pages"] == "201"


def test_convert_needs_no_text_for_works(tmp_path):
    source, output = tmp_path / "out.jsonl", tmp_path / "works.json"
    source.write_text(document().model_dump_json() + "\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["convert", str(source), "--to", "csl", "-o", str(output)]).exit_code == 0
    assert len(json.loads(output.read_text(encoding="utf-8"))) == 4
    again = CliRunner().invoke(app, ["convert", str(source), "--to", "csl", "-o", str(output)])
    assert again.exit_code != 0


@pytest.mark.parametrize("name", ["blind2.jsonl", "styles.jsonl"])
def test_works_of_every_style_reach_other_programs(name):
    lines = (Path(__file__).parents[1] / "works" / name).read_text("utf-8").split("\n")
    notes = [
        Note(label=str(n), start=0, end=1, text=text, kind="bib", bib=read_works(text))
        for n, text in enumerate((json.loads(line)["text"] for line in lines if line), start=1)
    ]
    cited = document().model_copy(update={"notes": notes})
    items = json.loads(csl([cited]))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        listed.register(Citation([CitationItem(item["id"])]))
    assert len(listed.bibliography()) == len(items) >= len(notes)
    library = bibtexparser.parse_string(bibtex([cited]))
    assert not library.failed_blocks
    assert len(library.entries) == len(items)
    titles = {entry.key: "title" in entry.fields_dict for entry in library.entries}
    assert titles == {item["id"]: "title" in item for item in items}


def named_in(file, *names):
    """The names that a RELAX NG file of the Citation Style Language lists; citeproc-py brings them."""
    import citeproc

    text = (Path(citeproc.__file__).parent / "data/schema/schemas/styles" / file).read_text("utf-8")
    found = set(re.findall(r'^\s*[|=]?\s*"([A-Za-z-_]+)"', text, re.MULTILINE))
    assert set(names) <= found
    return found


@pytest.mark.parametrize("name", ["blind2.jsonl", "styles.jsonl"])
def test_types_and_fields_are_those_of_the_language(name):
    types = named_in("csl-types.rnc", "article-journal", "legal_case")
    fields = named_in("csl-variables.rnc", "author", "container-title", "URL", "issued") | {"id", "type", "language"}
    lines = (Path(__file__).parents[1] / "works" / name).read_text("utf-8").split("\n")
    notes = [
        Note(label=str(n), start=0, end=1, text=text, kind="bib", bib=read_works(text))
        for n, text in enumerate((json.loads(line)["text"] for line in lines if line), start=1)
    ]
    for item in json.loads(csl([document().model_copy(update={"notes": notes})])):
        assert item["type"] in types
        assert set(item) <= fields, sorted(set(item) - fields)
