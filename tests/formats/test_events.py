"""Events for other tools: PLOVER JSON and the flat table."""

from __future__ import annotations

import csv
import io
import json
from typing import get_args

import pytest

import extractor
from extractor.formats.flat import COLUMNS, flat
from extractor.formats.plover import plover
from extractor.knowledge import senses
from extractor.knowledge.codes import QUADS, cameo
from extractor.records import EventType

TEXT = (
    "Azerbaijan returned 15 prisoners of war to Armenia in Tbilisi on 12 June 2021.[1] Russia and Turkey will meet in Sochi in July 2021."
    "\n\n[1] A note."
)


@pytest.fixture(scope="module")
def document() -> extractor.Document:
    return extractor.extract_text(TEXT, id="a", published="2021-06-20")


def test_plover_names_and_values(document: extractor.Document) -> None:
    done, planned = (json.loads(line) for line in plover([document]).splitlines())
    assert (done["event"], done["mode"], done["quad_code"]) == ("RETREAT", ["release"], "material cooperation")
    assert [(actor["code"], actor["sector"]) for actor in done["actor"]] == [("AZE", "")]
    assert [actor["code"] for actor in done["recipient"]] == ["ARM"]
    assert (done["date"], done["enddate"], done["size"]["number"]) == ("2021-06-12", None, 15)
    assert done["extra"]["footnotes"] == ["fn1"]
    assert TEXT[done["text_info"]["start"] : done["text_info"]["end"]].startswith("Azerbaijan returned")
    assert (planned["context"], planned["date"], planned["enddate"]) == (["future"], "2021-07-01", "2021-07-31")


def test_flat_rows_are_pairs(document: extractor.Document) -> None:
    rows = list(csv.DictReader(io.StringIO(flat([document]))))
    assert [(row["Actor1CountryCode"], row["Actor2CountryCode"]) for row in rows] == [("AZE", "ARM"), ("RUS", "TUR")]
    assert rows[0]["EventCode"] == "0841"
    assert (rows[0]["EventRootCode"], rows[0]["QuadClass"], rows[0]["TimePrecision"]) == ("08", "2", "1")
    assert float(rows[0]["ActionGeo_Lat"]) == pytest.approx(41.7, abs=0.2)
    assert (rows[1]["Status"], rows[1]["TimePrecision"]) == ("planned", "2")


def test_no_cell_is_computed_by_a_spreadsheet() -> None:
    hostile = extractor.extract_text("=HYPERLINK: Russia signed the agreement with Armenia on 5 May 2021.", id="a")
    rows = list(csv.DictReader(io.StringIO(flat([hostile]))))
    assert rows[0]["Notes"].startswith("'=HYPERLINK")
    assert tuple(rows[0]) == COLUMNS


def test_every_type_and_mode_has_a_code() -> None:
    assert set(QUADS) == set(get_args(EventType))
    for sense in senses.load():
        assert sense.type == "NONE" or cameo(sense.type, sense.mode)[:2].isdigit()
