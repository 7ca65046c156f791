"""The notebooks run from top to bottom beside the corpus, and what a reader relies on comes out; they are stored without outputs."""

import json
import re
import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PICTURE, PAGE = "image/png", "text/html"
SECONDS = 300  # for a cell, so that one that hangs ends the test
# What the cells of a notebook show, by the id of the cell: a picture, or a table with these columns.
SHOWN = {
    "first-look": {
        "document": ["When", "What", "Status", "Who", "Whom", "Where", "Cited", "Sentence"],
        "mentions": ["text", "id", "start", "end"],
        "events": ["type", "mode", "status", "date", "recipients", "places", "articles", "footnotes"],
        "answer": ["planned", "put off to", "actual"],
        "evidence": ["places", "status", "date", "quote"],
    },
    "timeline-and-map": {
        "frames": ["document", "published", "mentions", "events"],
        "delays": ["place", "planned", "actual", "delay", "document"],
        "timeline": PICTURE,
        "treaty": ["article", "obligation", "due", "claimed", "date", "days", "document"],
        "coordinates": ["id", "name", "texts", "mentions", "lon", "lat"],
        "map": PICTURE,
    },
    "scoring": {
        "figures": ["tp", "fp", "fn", "precision", "recall", "f", "low", "high"],
        "chart": PICTURE,
        "lines": ["base", "new", "difference", "p"],
        "changes": ["gained", "lost"],
        "lost": ["document", "kind", "text", "says", "claim"],
        "wrong": ["what", "document", "expected", "got", "context"],
    },
}
# Asked in a last cell: what the picture of the map does not tell a test.
PROBES = {
    "first-look": "json.dumps(answer.fillna('').T.to_dict())",
    "timeline-and-map": """json.dumps({
        'delays': sorted(set(zip(delays['place'], delays['delay'].astype(int).tolist()))),
        'dots': sorted(near['id']),
        'labels': sorted(text.get_text() for text in axes.texts if text.get_text()),
        'touching': [(a.get_text(), b.get_text()) for a in axes.texts for b in axes.texts
            if a.get_text() < b.get_text() and a.get_text() and a.get_window_extent().overlaps(b.get_window_extent())],
    })""",
    "scoring": "json.dumps({'held': sorted({e.document for e in errors} & {g.document for g in gold if g.held}), 'errors': len(errors)})",
}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder as a reader has it: the notebooks beside corpus and gold; what Jupyter keeps goes there too."""
    for name in ("notebooks", "corpus", "gold"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        (tmp_path / name.lower()).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture
def execute(desk):
    """Runs a notebook; gives what each cell shows (media type to content) and what the probe says."""

    def run(name):
        notebook = nbformat.read(desk / "notebooks" / f"{name}.ipynb", as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(f"import json\nprint({PROBES[name]})"))
        where = {"metadata": {"path": str(desk / "notebooks")}}
        NotebookClient(notebook, timeout=SECONDS, startup_timeout=SECONDS, resources=where).execute()
        outputs = {cell["id"]: cell["outputs"] for cell in notebook.cells if cell["cell_type"] == "code"}
        shown = {id: {k: v for one in given for k, v in one.get("data", {}).items()} for id, given in outputs.items()}
        return shown, json.loads(notebook.cells[-1]["outputs"][-1]["text"])

    return run


def fits(shown, expected):
    if expected == PICTURE:
        return len(shown[PICTURE]) > 10_000
    heads = [
        " ".join(re.sub(r"<[^>]{1,200}>", " ", head).split())
        for head in re.findall(r"<th\b[^>]{0,200}>(.*?)</th>", shown[PAGE])
    ]
    return [head for head in heads if head in expected] == expected


def check(shown, name):
    assert {id for id, expected in SHOWN[name].items() if id not in shown or not fits(shown[id], expected)} == set()


def test_a_first_look(execute):
    shown, answer = execute("first-look")
    check(shown, "first-look")
    assert answer["kalbajar-district"] == {"planned": "2020-11-15", "put off to": "2020-11-25", "actual": "2020-11-25"}
    assert answer["lachin-district"]["actual"] == "no day given"


def test_timeline_and_map(execute, desk):
    shown, drawn = execute("timeline-and-map")
    check(shown, "timeline-and-map")
    assert {("aghdam-district", 0), ("kalbajar-district", 10), ("lachin-district", 0)} <= set(
        map(tuple, drawn["delays"])
    )
    assert len(drawn["dots"]) > 10
    assert drawn["labels"] == drawn["dots"]
    assert drawn["touching"] == []
    assert (desk / "out" / "notebook-report.html").stat().st_size > 100_000
    assert "notebook-report.html" in shown["report"][PAGE]


def test_scoring(execute):
    shown, said = execute("scoring")
    check(shown, "scoring")
    assert said["held"] == []
    assert said["errors"] > 0


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"], cell["metadata"]) for cell in cells] == [([], None, {})] * len(
        cells
    )


def test_each_notebook_is_run_and_listed():
    page = (ROOT / "docs" / "howto" / "notebooks.md").read_text(encoding="utf-8")
    assert {path.stem for path in NOTEBOOKS} == set(SHOWN) == set(re.findall(r"`notebooks/([\w-]+)\.ipynb`", page))
