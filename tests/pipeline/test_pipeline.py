"""The pipeline is a spaCy pipeline like any other: it can be stored, piped, taken apart, and it changes nothing but its span groups."""

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import extractor
from extractor import pipeline
from extractor.errors import ExtractorError
from extractor.pipeline import spans
from extractor.pipeline.facts import RECORDS

KINDS = ["footnote", "date", "place", "route", "treaty", "article", "entity"]
TEXTS = [
    "On 20 November 2020 Armenian forces left Aghdam (article 2[1]) under the 9 November agreement.",
    "Patrols are carried out on the Shusha (Shushi)-Goris road[1]; talks were postponed until 5 May 2021.",
    "",
    "Nothing to see.\n\nA heading\n\nBaku and Yerevan exchanged 17 prisoners on 12 June 2021.",
]


def found(doc):
    events = list(
        zip(
            [(s.start_char, s.end_char, s.label_) for s in doc.spans["event"]],
            doc.spans["event"].attrs[RECORDS],
            strict=True,
        )
    )
    return {kind: spans.read(doc, kind) for kind in KINDS} | {"event": events}


def test_texts_are_rich_enough_to_test_with(nlp):
    together = [found(nlp(text)) for text in TEXTS]
    assert all(any(one[kind] for one in together) for kind in [*KINDS, "event"])


def test_pipe_gives_what_single_calls_give(nlp):
    assert [found(doc) for doc in nlp.pipe(TEXTS)] == [found(nlp(text)) for text in TEXTS]


def test_two_processes_give_what_one_gives(nlp):
    assert [found(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=1)] == [found(nlp(text)) for text in TEXTS]


def test_spacy_load_by_package_name_gives_the_same(nlp):
    assert [found(doc) for doc in spacy.load("extractor").pipe(TEXTS)] == [found(nlp(text)) for text in TEXTS]


def test_disk_round_trip(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert again.pipe_names == nlp.pipe_names
    assert [found(doc) for doc in again.pipe(TEXTS)] == [found(nlp(text)) for text in TEXTS]
    assert [token.text for token in again.make_doc("officials[1]. 4(2)-(3)")] == [
        token.text for token in nlp.make_doc("officials[1]. 4(2)-(3)")
    ]


def test_docs_keep_all_in_bytes_and_docbin(nlp):
    docs = [nlp(text) for text in TEXTS]
    kept = [found(doc) for doc in docs]
    assert [found(doc) for doc in DocBin(docs=docs).get_docs(nlp.vocab)] == kept
    assert [found(Doc(nlp.vocab).from_bytes(doc.to_bytes())) for doc in docs] == kept


@pytest.mark.parametrize("name", pipeline.COMPONENTS)
def test_a_component_writes_its_own_span_group_and_nothing_else(nlp, name):
    component = nlp.get_pipe(name)
    for text in TEXTS:
        doc = nlp(text)
        before = {key: found(doc)[key] for key in [*KINDS, "event"] if key != component.spans_key}
        words = [(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start) for t in doc]
        expected = found(doc)[component.spans_key]
        del doc.spans[component.spans_key]
        groups = set(doc.spans)
        component(doc)
        assert set(doc.spans) - groups == {component.spans_key}
        assert found(doc)[component.spans_key] == expected
        assert {key: found(doc)[key] for key in before} == before
        assert [(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start) for t in doc] == words


@pytest.mark.parametrize("name", [n for n in pipeline.COMPONENTS if n != "extractor_events"])
def test_a_component_works_alone_in_any_pipeline(name):
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    assert (
        nlp.get_pipe(name).spans_key
        in nlp("On 9 November 2020 Article 3 of the Bishkek Protocol was read in Shusha by Ilham Aliyev.").spans
    )


def test_without_a_model_all_but_events_are_found(blank):
    doc = blank("On 9 November 2020 Armenian forces left Shusha under Article 3 of the Bishkek Protocol [1].")
    assert all(spans.read(doc, kind) for kind in ["date", "place", "treaty", "article", "entity", "footnote"])
    assert not doc.spans["event"]


def test_components_can_be_left_out():
    nlp = extractor.load("blank:en", exclude=["extractor_events"], disable=["extractor_routes"])
    assert "extractor_events" not in nlp.component_names
    assert "extractor_routes" in nlp.disabled


def test_component_settings_reach_the_component():
    assert (
        extractor.load("blank:en", config={"extractor_dates": {"mode": "news"}}).get_pipe("extractor_dates").mode
        == "news"
    )


def test_an_unknown_model_is_named_with_the_way_out():
    with pytest.raises(ExtractorError, match=r"\[E403\].*no_such_model.*Install it"):
        extractor.load("no_such_model")


def test_brackets_never_stick_to_words(nlp):
    words = [token.text for token in nlp.make_doc("officials[1]. Article 4(2)-(3), article 6[5]; Shusha(Shushi)")]
    assert all(len(word) == 1 or not set(word) & set("[](){}") for word in words)


@pytest.mark.parametrize("run", ["(" * 5000, "'" * 5000, "a-" * 5000, "x" * 5000, "[1]" * 2000])
def test_long_runs_keep_every_character(blank, run):
    text = f"Before {run} after."
    assert blank.make_doc(text).text == text


SCRIPT = """
import extractor, hashlib
document = extractor.extract("corpus/one-year-after-9-november.txt")
print(hashlib.sha256(document.model_dump_json().encode()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed(request):
    def run(seed):
        env = {"PYTHONHASHSEED": seed, "PATH": ""}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=request.config.rootpath,
            env=env,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert run("1") == run("2") != ""
