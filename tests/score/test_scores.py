import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import score
from extractor.errors import ExtractorError
from extractor.records import Failure
from extractor.score.scores import KINDS
from score.making import argument, document, event, mention, when

GOLD = document(
    mention("date", 0, 4, "2020"), mention("date", 10, 14, "2021"), mention("place", 20, 25, "shusha"), event(30, actors=["armenia"]),
)  # fmt: skip
PRED = document(
    mention("date", 0, 4, "2020"),
    mention("date", 11, 14, "2022"),
    event(30, type="AGREE", actors=["armenia", "russia"]),
)

spans = st.tuples(st.integers(0, 30), st.integers(1, 8))
mentions = st.builds(
    lambda kind, span, id, optional: mention(kind, span[0], sum(span), id, optional=optional),
    st.sampled_from(KINDS), spans, st.sampled_from(["", "a", "b", "c"]), st.booleans(),
)  # fmt: skip
arguments = st.lists(
    st.builds(
        lambda id, inferred: argument(id, 3, id or "somebody", inferred=inferred),
        st.sampled_from(["", "armenia", "armenia/mil", "russia", "shusha"]), st.booleans(),
    ),
    max_size=3,
)  # fmt: skip
dates = st.none() | st.builds(
    lambda edtf, inferred: when(edtf, inferred=inferred),
    st.sampled_from(["2020", "2020-11", "2020-11-09", ""]),
    st.booleans(),
)
events = st.builds(
    event,
    st.integers(0, 20), st.sampled_from(["AGREE", "RETREAT"]), st.sampled_from(["actual", "planned"]), actors=arguments,
    recipients=arguments, places=arguments, date=dates, original_date=dates, mode=st.sampled_from([None, "access"]),
    footnotes=st.lists(st.sampled_from(["fn1", "fn2"]), max_size=2), optional=st.booleans(),
    mode_alt=st.lists(st.sampled_from([None, "withdraw"]), max_size=2),
)  # fmt: skip
documents = st.builds(
    lambda some, told: document(*some, *told), st.lists(mentions, max_size=8), st.lists(events, max_size=4)
)


def counts(scores, part="all"):
    return {(line, level): f.count for line, levels in getattr(scores, part).items() for level, f in levels.items()}


def test_counted_by_hand():
    scores = score.score([PRED], [GOLD])
    found = counts(scores)
    assert found["date", "found"] == score.Count(tp=2)
    assert found["date", "right"] == score.Count(tp=1, fp=1, fn=1)
    assert found["place", "found"] == score.Count(fn=1)
    assert found["event", "right"] == score.Count(tp=1)
    assert found["event.type", "right"] == score.Count(tp=0, fp=1, fn=1)
    assert found["event.actors", "right"] == score.Count(tp=1, fp=1)
    assert scores.all["date"]["right"].f == 0.5
    assert scores.all["date"]["right"].low is None


@given(documents)
def test_property_gold_against_itself_is_perfect(gold):
    scores = score.score([gold], [gold], resamples=10)
    assert {(count.fp, count.fn) for count in counts(scores).values()} == {(0, 0)}
    assert {f.f for levels in scores.all.values() for f in levels.values()} == {1.0}


@given(documents, documents)
def test_property_counts_are_consistent(pred, gold):
    found = counts(score.score([pred], [gold], resamples=10))
    for kind in KINDS:
        required = sum(not m.optional for m in gold.of(kind))
        for level in ("found", "exact", "labelled", "right", "right_exact"):
            count = found[kind, level]
            assert count.tp + count.fn == required
            assert count.tp + count.fp == found[kind, "found"].tp + found[kind, "found"].fp
        assert found[kind, "right_exact"].tp <= min(found[kind, "right"].tp, found[kind, "exact"].tp)
        assert max(found[kind, level].tp for level in ("exact", "labelled", "right")) <= found[kind, "found"].tp
    for kind in ("date", "place"):
        assert found[kind, "right"].tp * 1000 <= found[kind, "partial"].tp <= found[kind, "found"].tp * 1000
    wanted = sum(not e.optional for e in gold.events)
    for line in ("event", "event.type", "event.status", "event.core", "event.whole"):
        assert found[line, "right"].tp + found[line, "right"].fn == wanted
    assert found["event.whole", "right"].tp <= found["event.core", "right"].tp <= found["event", "right"].tp
    for line in ("event.actors", "event.places", "event.date", "event.slots"):
        assert found[line, "partial"].tp >= found[line, "right"].tp * 1000


@given(documents, documents, st.randoms(use_true_random=False))
def test_property_order_does_not_matter(pred, gold, random):
    def shuffled(side):
        mixed = [random.sample(part, len(part)) for part in (list(side.mentions), list(side.events))]
        return side.model_copy(update={"mentions": tuple(mixed[0]), "events": tuple(mixed[1])})

    once, again = (
        score.score([pred], [gold], resamples=10),
        score.score([shuffled(pred)], [shuffled(gold)], resamples=10),
    )
    assert once == again


def test_order_of_documents_does_not_matter():
    gold = [GOLD, document(event(3), id="b"), document(mention("date", 1, 3, "2020"), id="c", held=True)]
    pred = [PRED, document(event(4), id="b")]
    assert score.score(pred, gold) == score.score(pred[::-1], gold[::-1])


def test_held_and_open_add_up_to_all():
    held = document(mention("date", 0, 4, "2020"), mention("date", 6, 9, "2021"), id="b", held=True)
    scores = score.score([PRED, document(mention("date", 0, 4, "2020"), id="b")], [GOLD, held])
    assert counts(scores, "open")["date", "right"] == score.Count(tp=1, fp=1, fn=1)
    assert counts(scores, "held")["date", "right"] == score.Count(tp=1, fn=1)
    assert counts(scores)["date", "right"] == score.Count(tp=2, fp=1, fn=2)
    assert score.score([PRED], [GOLD]).held is None


def test_a_document_that_was_not_predicted_is_missed_whole():
    failure = Failure(id="a", uri="a.txt", code="E101", message="gone")
    scores = score.score([failure, document(id="z")], [GOLD])
    assert counts(scores)["date", "found"] == score.Count(fn=2)
    assert (scores.missing, scores.unscored) == (("a",), ("z",))


def test_another_text_is_refused():
    with pytest.raises(ExtractorError, match="E505"):
        score.score([document(sha256="1" * 64)], [GOLD])


def test_a_document_twice_is_refused():
    with pytest.raises(ExtractorError, match="E504"):
        score.score([PRED], [GOLD, GOLD])


def test_no_gold_is_refused():
    with pytest.raises(ExtractorError, match="E503"):
        score.score([PRED], [])


def test_fingerprint_tells_gold_and_texts_apart_but_not_layouts():
    def of(*gold):
        return score.score([], gold).fingerprint

    turned = GOLD.model_copy(update={"mentions": GOLD.mentions[::-1], "file": "elsewhere"})
    assert of(GOLD) == of(turned)
    others = [
        GOLD.model_copy(update={"sha256": "1" * 64}),
        GOLD.model_copy(update={"held": True}),
        GOLD.model_copy(update={"mentions": GOLD.mentions[:1]}),
        GOLD.model_copy(update={"events": ()}),
    ]
    assert len({of(GOLD), *map(of, others)}) == 5


def test_json_form_is_exact():
    scores = score.score([PRED], [GOLD, document(id="b", held=True)])
    assert score.Scores.model_validate_json(scores.model_dump_json()) == scores


def test_documents_of_the_library_score_as_they_are():
    text = "The convoy left on 8 February 2021."
    found = extractor.extract_text(text, id="a", nlp=extractor.load("blank:en"))
    gold = document(mention("date", 19, 34, "2021-02-08", "DATE"), sha256=found.source.sha256)
    assert score.score([found], [gold]).all["date"]["right_exact"].f == 1.0


def test_the_module_is_the_verb():
    assert score([PRED], [GOLD], seed=3) == score.score([PRED], [GOLD], seed=3)


def test_table_shows_counts_beside_agreement():
    other = document(mention("date", 0, 4, "2020"), id="b", held=True)
    second = document(mention("date", 0, 4, "2020"))
    lines = score.score([PRED], [GOLD, other]).render(score.agree([GOLD], [second])).splitlines()
    assert lines[0].split() == [
        "kind", "gold", "predicted", "found", "exact", "right", "P", "R", "F", "95", "%", "partial", "F", "open", "F", "held", "agreement",
    ]  # fmt: skip
    date = next(line for line in lines if line.startswith("date "))
    # One interval of two documents; gold 3, predicted 2, found 2, exact 1, right 1; one of two dates agreed upon.
    assert date.split()[:9] == ["date", "3", "2", "2", "1", "1", "0.500", "0.333", "0.400"]
    assert date.split()[-3:] == ["0.500", "0.000", "0.667"]
    assert lines[-1].startswith("not predicted, all missed: b")


def test_scoring_starts_without_spacy_and_pandas():
    code = "import sys; from extractor import score; score.read; print(*[m for m in ('spacy', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
