"""DocBin: spaCy reads the file, every span has the characters of its record, and reading runs nothing."""

import pickletools

import pytest
import spacy
from hypothesis import given
from spacy.tokens import DocBin
from spacy.training import Example

from extractor import formats
from extractor.formats.spacy_docs import read
from extractor.records import Mention
from formats.made import TEXT, document, find, refused, small, written


def docs(payload):
    return list(DocBin().from_bytes(payload).get_docs(spacy.blank("en").vocab))


def test_spans_and_records_come_back():
    payload = formats.docbin([small()], {"small": TEXT})
    (doc,) = docs(payload)
    assert doc.text == TEXT
    for kind in ("place", "entity", "date", "article"):
        found = {(span.start_char, span.end_char, span.label_, span.kb_id_) for span in doc.spans[kind]}
        assert found == {(one.start, one.end, one.label, one.id) for one in small().of(kind)}
    assert [(span.text, span.label_) for span in doc.spans["event"]] == [("agreed", "AGREE"), ("handed over", "AID")]
    assert [(span.text, span.label_, span.kb_id_) for span in doc.ents] == [
        ("Baku", "GPE", "azerbaijan"), ("Yerevan", "GPE", "armenia"),
    ]  # fmt: skip
    assert read(payload) == [small()]


@given(written())
def test_any_document_comes_back(made):
    text, document_ = made
    payload = formats.docbin([document_], {document_.id: text})
    assert read(payload) == [document_]
    (doc,) = docs(payload)
    spans = [span for group in doc.spans.values() for span in group]
    whole = [one for one in document_.mentions if one.start < one.end]
    assert doc.text == text
    assert len(spans) == len(whole) + sum(one.trigger.start < one.trigger.end for one in document_.events)


def test_the_file_is_no_pickle_and_the_data_is_text():
    payload = formats.docbin([small()], {"small": TEXT})
    with pytest.raises(ValueError, match="opcode"):
        list(pickletools.genops(payload))
    assert {type(value) for value in docs(payload)[0].user_data.values()} == {str}


def test_an_entity_recogniser_can_train_on_it():
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("GPE")
    reference = DocBin().from_bytes(formats.docbin([small()], {"small": TEXT})).get_docs(nlp.vocab)
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in reference]
    nlp.initialize(lambda: examples)
    assert nlp.update(examples)["ner"] > 0


@pytest.mark.parametrize("payload", [b"", b"nonsense", b"\x80\x04."])
def test_what_is_no_docbin_is_refused(payload):
    refused("E603", read, payload)


def test_a_record_of_another_text_and_a_missing_text_are_refused():
    refused(
        "E605", formats.docbin, [document([Mention(kind="place", label="CITY", **find("Baku"))])], {"small": TEXT[1:]}
    )
    refused("E402", formats.docbin, [small()], {})
