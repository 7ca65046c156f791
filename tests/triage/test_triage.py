"""The triage keeps what touches the list in any spelling, and nothing that only looks like it."""

import json
import random
import re
from pathlib import Path

import pytest

from extractor.errors import ExtractorError
from extractor.sources import from_text, read
from extractor.triage import Triage, folding, keep, text_of

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['only']}: {case['why']}")
def test_cases(case):
    triage = Triage(case["only"])
    assert triage.touches(case["text"]) == tuple(case["touches"])
    assert triage.read(case["text"]).entries == tuple(case["touches"])


def test_counts_by_row_and_a_longer_name_once():
    triage = Triage("azerbaijan,osce-minsk-group")
    counts = triage.count("The OSCE Minsk Group went to Baku, Ganja and Baku. Azerbaijan thanked the Minsk Group.")
    assert counts["osce-minsk-group"] == 2
    assert counts["baku"] == 2
    assert list(counts)[-1] == "ganja"


def test_many_names_are_found_as_each_alone_would_be():
    rng = random.Random(7)
    names = ["".join(rng.choices("abc", k=rng.randint(2, 5))) for _ in range(300)]
    names += [f"{first} {second}" for first, second in zip(names[:80], names[80:160], strict=True)]
    triage = Triage([f"={name}" for name in names])
    for _ in range(60):
        text = rng.choice([" ", "-", "\n"]).join("".join(rng.choices("abc", k=rng.randint(2, 5))) for _ in range(40))
        plain = " ".join(re.findall("[a-c]+", text))
        alone = {name for name in names if re.search(rf"(?<!\S){name}s?(?!\S)", plain)}
        assert set(triage.touches(text)) == alone


def test_a_list_from_a_file_holds_ids_and_names_of_ones_own(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("# watched\nZangezur Copper, Ltd\nshusha\n\n=Georgia\n", encoding="utf-8")
    for only in (path, f"@{path}", [f"@{path}"]):
        triage = Triage(only)
        assert triage.touches("Zangezur Copper Ltd opened in Shushi.") == ("Zangezur Copper, Ltd", "shusha")
    assert triage.touches("Tbilisi") == ()
    with pytest.raises(ExtractorError, match="E101"):
        Triage(f"@{tmp_path / 'none.txt'}")


@pytest.mark.parametrize("only", ["Karabah", "karabakh, Karabah"])
def test_an_unknown_word_is_refused_with_names_near_to_it(only):
    with pytest.raises(ExtractorError, match=r"E411.*'Karabah'.*karabakh"):
        Triage(only)


@pytest.mark.parametrize(("only", "code"), [("", "E412"), (" , ", "E412"), ([], "E412"), ("=?!", "E411")])
def test_an_empty_list_is_refused(only, code):
    with pytest.raises(ExtractorError, match=code):
        Triage(only)


@pytest.mark.parametrize("text", ["", "\ud800\x00\ufeff", "(" * 5000, "-\n" * 5000, "\u0301" * 5000, "é" * 5000])
def test_odd_texts_touch_nothing(text):
    assert Triage("karabakh").touches(text) == ()


def test_own_places_and_treaties_are_known():
    name = {"text": "New Mill", "lang": "en", "tradition": "en"}
    place = {"id": "new-mill", "kind": "VILLAGE", "feature": "P", "names": [name], "country": ["AZ"], "source": "notes"}
    treaty = {"id": "mill-pact", "kind": "agreement", "title": "Mill Pact", "source": "notes"}
    assert Triage("azerbaijan", gazetteer=[place]).touches("They reached New Mill.") == ("azerbaijan",)
    assert Triage("mill-pact", treaties=[treaty]).touches("the Mill Pact") == ("mill-pact",)


def test_keep_lets_faults_through_and_what_touches():
    fault = ExtractorError("E104", file="x")
    sources = [from_text("Baku waits.", id="a"), fault, from_text("Oslo waits.", id="b")]
    assert list(keep(sources, only="azerbaijan")) == [sources[0], fault]


def test_markup_is_no_text(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><article><p title='Shusha'>Nothing was said in Oslo &amp; Bergen that day.</p></article></body></html>"
    )
    (source,) = read(page)
    assert Triage("karabakh").touches(text_of(source)) == ()
    assert Triage("norway").touches(text_of(source)) == ("norway",)


def test_folding_parts_words_by_two_spaces():
    assert folding.words("Əli’s Yol-1, №2").decode() == " Eli  s  Yol  1  No2 "
