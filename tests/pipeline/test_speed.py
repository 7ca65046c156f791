"""What is quicker than spaCy's own says the same, token by token; where it does not fit, spaCy's own runs."""

import random

import pytest
import spacy
from spacy.tokens import Doc, Span

import extractor
from extractor.errors import ExtractorError
from extractor.pipeline import COMPONENTS, DEFAULT_MODEL, fast, weights
from extractor.pipeline.fast import entities, products, tags, vectors, vocabulary
from extractor.pipeline.fast.entities import QuickEntityRecognizer
from extractor.pipeline.fast.lemmas import QuickLemmatizer
from extractor.pipeline.fast.parses import QuickParser
from extractor.pipeline.fast.tags import QuickAttributeRuler
from extractor.pipeline.fast.vectors import QuickTok2Vec, encoder_of
from extractor.pipeline.places import spelling
from made_text import paragraphs

QUICK = {
    "tok2vec": QuickTok2Vec,
    "ner": QuickEntityRecognizer,
    "parser": QuickParser,
    "attribute_ruler": QuickAttributeRuler,
    "lemmatizer": QuickLemmatizer,
}
ODD = [
    "",
    " ",
    "\n\n\n",
    "Baku",
    "a\n\nb\n\nc\n\nd e",
    "((( '' \" -- 7/8 ))) \n \n ... !!! ???",
    "There's nothing he ain't gonna do; y'all let's go. C'm on! I've got ta leave. But it is.",
    "NEW YORK CITY COUNCIL OF THE UNITED STATES OF AMERICA " * 40,
]


def loaded(speed, **more):
    return extractor.load(exclude=COMPONENTS, speed=speed, **more)


@pytest.fixture(scope="module")
def plain():
    return loaded("plain")


@pytest.fixture(scope="module")
def quick():
    return loaded("exact")


def words(doc):
    return [
        (t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_, t.left_edge.i, t.right_edge.i)
        for t in doc
    ]  # fmt: skip


def test_the_quick_components_are_in_place(quick, plain):
    assert {name: type(quick.get_pipe(name)) for name in QUICK} == QUICK
    assert not any(isinstance(plain.get_pipe(name), kind) for name, kind in QUICK.items())


def test_the_same_words_on_varied_english(quick, plain):
    texts = [*ODD, *paragraphs(random.Random(8), 12)]
    assert sum(len(text.split()) for text in texts) > 5000
    for text in texts:
        assert words(quick(text)) == words(plain(text))


@pytest.mark.parametrize("step", fast.STEPS)
def test_each_step_alone_changes_nothing(step, plain):
    nlp = loaded([step])
    for text in [*ODD, *paragraphs(random.Random(12), 2)]:
        assert words(nlp(text)) == words(plain(text))


def test_a_step_that_is_none():
    with pytest.raises(ExtractorError, match=r"\[E713\] 'fast' is not exact, plain or one of products, vectors"):
        extractor.load("blank:en", speed="fast")


def test_the_same_words_in_batches(quick, plain):
    texts = [*ODD, *paragraphs(random.Random(9), 4)]
    assert [words(doc) for doc in quick.pipe(texts, batch_size=5)] == [words(plain(text)) for text in texts]


def test_a_document_that_brings_entities_is_read_by_spacy(quick, plain):
    def preset(nlp):
        doc = nlp.make_doc("The Lachin road reopened in Goris on Monday.")
        doc.set_ents([Span(doc, 1, 3, label="FAC")])
        return nlp(doc)

    assert "FAC" in {ent.label_ for ent in preset(quick).ents}
    assert words(preset(quick)) == words(preset(plain))


def test_a_document_that_brings_a_parse_or_no_vectors_is_read_by_spacy(quick, plain):
    def bare(nlp):
        return nlp.get_pipe("parser")(nlp.make_doc("Talks were held.\n\nThey ended."))

    assert words(bare(quick)) == words(bare(plain))


def test_a_model_of_another_shape_is_left_alone():
    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
        "extra_state_tokens": True, "hidden_width": 8, "maxout_pieces": 2, "use_upper": True,
        "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 8, "depth": 1, "embed_size": 20, "window_size": 1,
                    "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}}})  # fmt: skip
    ner.add_label("GPE")
    nlp.initialize()
    assert entities.shape_of(ner) is None
    entities.swap(nlp)
    assert not isinstance(nlp.get_pipe("ner"), QuickEntityRecognizer)


def test_vectors_of_words_do_not_depend_on_what_was_read_before(quick):
    texts = list(paragraphs(random.Random(10), 6))
    fresh, used = (encoder_of(quick.get_pipe("tok2vec").model) for _ in range(2))
    used([quick.make_doc(text) for text in reversed(texts)])
    for text in texts:
        doc = quick.make_doc(text)
        assert (fresh([doc])[0] == used([doc])[0]).all()
        assert abs(used([doc])[0] - quick.get_pipe("tok2vec").model.predict([doc])[0]).max() < 1e-4


def test_vectors_are_forgotten_before_they_fill_the_memory(quick, monkeypatch):
    monkeypatch.setattr(vectors, "REMEMBERED", 300)
    encoder = encoder_of(quick.get_pipe("tok2vec").model)
    for text in paragraphs(random.Random(11), 5):
        doc = quick.make_doc(text)
        encoder([doc])
        assert len(encoder._rows) <= max(300, len(doc))


def test_a_label_added_later_is_never_guessed(plain):
    nlp = loaded("exact")
    nlp.get_pipe("ner").add_label("TREATY")
    assert entities.shape_of(nlp.get_pipe("ner")) is None
    text = "Ilham Aliyev spoke in Baku."
    assert [(ent.text, ent.label_) for ent in nlp(text).ents] == [(ent.text, ent.label_) for ent in plain(text).ents]


def test_rules_added_later_are_obeyed():
    nlp = loaded("exact")
    nlp("Talks ended.")
    nlp.get_pipe("attribute_ruler").add([[{"LOWER": "talks"}]], {"LEMMA": "parley"})
    assert nlp("Talks ended.")[0].lemma_ == "parley"
    nlp.get_pipe("attribute_ruler").add([[{"SHAPE": "Xxxxx"}]], {"LEMMA": "x"})
    assert not tags.is_plain(nlp.get_pipe("attribute_ruler"))
    assert nlp("Talks ended.")[0].lemma_ == "x"


def test_other_pipelines_of_the_process_keep_their_operations():
    other = spacy.load(DEFAULT_MODEL)
    before = [node.ops for node in other.get_pipe("ner").model.walk()]
    loaded("exact")
    assert [node.ops for node in other.get_pipe("ner").model.walk()] == before
    assert not any(isinstance(ops, products.SteadyOps) for ops in before)


def test_records_are_the_same(raw, nlp):
    ours = extractor.extract_text(raw, published="2021-11-09", nlp=nlp)
    assert ours == extractor.extract_text(raw, published="2021-11-09", nlp=extractor.load(speed="plain"))


def test_nothing_dangles_after_a_memory_zone(nlp):
    text = "On 20 November 2020 Zqxwian forces left Aghdam under article 2 of the Bishkek Protocol [1]."
    with nlp.memory_zone():
        inside = extractor.extract_text(text, nlp=nlp)
        kept = inside.model_dump_json()
    with nlp.memory_zone():
        extractor.extract_text("Other wqzords were vqzritten: Brzqt and Mlqzt agreed.", nlp=nlp)
    assert inside.model_dump_json() == kept == extractor.extract_text(text, nlp=nlp).model_dump_json()


def test_the_vocabulary_stops_growing(monkeypatch):
    nlp = extractor.load("blank:en")
    monkeypatch.setattr(vocabulary, "KEPT", len(nlp.vocab) + 30)
    for seed in range(6):
        text = " ".join(f"Zq{seed}x{number}" for number in range(20)) + " met in Baku on 5 May 2021."
        record = extractor.extract_text(text, nlp=nlp)
    assert "Zq0x1" in nlp.vocab.strings
    assert not any(f"Zq{seed}x1" in nlp.vocab.strings for seed in (3, 4, 5))
    with nlp.memory_zone():
        assert extractor.extract_text(text, nlp=nlp) == record


def test_nothing_that_is_remembered_grows_with_a_stream(monkeypatch):
    nlp = extractor.load()
    kept = 300
    monkeypatch.setattr(vocabulary, "KEPT", len(nlp.vocab) + kept)
    for module in (tags, vectors):
        monkeypatch.setattr(module, "REMEMBERED", kept)
    for part in (spelling.sounds, spelling.skeleton, spelling.distance):
        assert part.cache_info().maxsize <= 20_000
    sizes = []
    for seed in range(12):
        text = " ".join(
            f"Zq{seed}orvan{number} officials vex{seed}ed{number} Paro{seed}x{number} on {number + 1} May {1900 + seed}."
            for number in range(20)
        )
        extractor.extract_text(text, nlp=nlp)
        encoder, ruler = nlp.get_pipe("tok2vec").quick, nlp.get_pipe("attribute_ruler")
        assert max(len(encoder._rows), len(ruler._table()._answers)) <= kept
        assert len(encoder._known) <= 2048
        sizes.append((sum(1 for _ in nlp.vocab), len(nlp.vocab.strings)))  # its length counts what was forgotten too
    assert sizes[0] < sizes[2]
    assert sizes[-1] == sizes[-2] == sizes[-3]


def test_strings_alone_end_the_keeping_of_words(monkeypatch):
    nlp = extractor.load("blank:en")
    monkeypatch.setattr(vocabulary, "STRINGS", len(nlp.vocab.strings))
    extractor.extract_text("Zqwords met in Baku on 5 May 2021.", nlp=nlp)
    assert "Zqwords" not in nlp.vocab.strings


def test_a_text_of_a_doc_is_put_together_once(blank):
    doc = blank("Baku and Yerevan.")
    assert extractor.pipeline.spans.text_of(doc) is extractor.pipeline.spans.text_of(doc) == doc.text
    assert extractor.pipeline.spans.text_of(Doc(blank.vocab).from_bytes(doc.to_bytes())) == doc.text


def test_a_changed_model_is_refused(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "weights").write_bytes(b"one")
    listed = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  weights\n"
    weights.verify(folder, listed, "model")
    (folder / "weights").write_bytes(b"onf")
    with pytest.raises(ExtractorError, match=r"\[E408\].*weights"):
        weights.verify(folder, listed, "model")
    (folder / "weights").unlink()
    with pytest.raises(ExtractorError, match=r"\[E408\].*missing"):
        weights.verify(folder, listed, "model")


def test_every_weight_of_the_default_model_is_pinned():
    pinned = {line.split(maxsplit=1)[1] for line in weights.LISTED.read_text().splitlines()}
    assert {f"{DEFAULT_MODEL}-3.8.0/{part}/model" for part in ("ner", "parser", "tagger", "tok2vec")} <= pinned
    weights.check(DEFAULT_MODEL)
