from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metametric import dsl as mm

from extractor.score import alignment, credit, slots
from extractor.score.figures import Count
from score.making import argument, event, when


def tally(pred, gold):
    return alignment.tally(alignment.align(pred, gold))


def right(pred, gold, line):
    return tally(pred, gold)[f"event.{line}"]["right"]


def test_without_overlap_of_triggers_there_is_no_pair():
    lines = tally([event(10)], [event(20)])
    assert lines["event"]["right"] == lines["event.type"]["right"] == Count(tp=0, fp=1, fn=1)


def test_a_later_trigger_of_the_prediction_is_an_anchor():
    later = event(10, mentions=[{"start": 22, "end": 26, "text": "xxxx"}])
    assert tally([later], [event(20)])["event"]["right"] == Count(tp=1)


def test_an_event_is_seen_even_if_its_type_is_wrong():
    lines = tally([event(type="AGREE")], [event(type="SUPPORT")])
    assert lines["event"]["right"] == Count(tp=1)
    assert lines["event.type"]["right"] == Count(tp=0, fp=1, fn=1)


def test_members_of_a_gapped_list_meet_by_what_they_say():
    gold = [event(places=["agdam-district"], date="2020-11-20"), event(places=["kalbajar-district"], date="2020-11-25")]
    lines = tally(gold[::-1], gold)
    assert lines["event.places"]["right"] == lines["event.date"]["right"] == Count(tp=2)
    assert lines["event.core"]["right"] == Count(tp=2)


def test_members_that_differ_in_a_footnote_alone_meet_by_it():
    gold = [event(footnotes=["fn4"]), event(footnotes=["fn5"]), event(footnotes=["fn6"])]
    assert right(gold[::-1], gold, "footnotes") == Count(tp=3)


def test_of_equal_partners_the_one_that_agrees_in_more_slots_is_taken():
    first, second = event(mode="access", footnotes=["fn5"]), event(mode="withdraw", footnotes=["fn4"], articles=["?/3"])
    gold = [event(mode="access", footnotes=["fn4"], articles=["?/3"]), event(mode="withdraw", footnotes=["fn5"])]
    lines = tally([first, second], gold)
    assert lines["event.footnotes"]["right"] == Count(tp=2)
    assert lines["event.mode"]["right"].tp == 0


def test_of_equal_partners_the_one_that_must_be_found_is_taken():
    gold = [event(type="AGREE", optional=True), event(type="RETREAT")]
    assert tally([event(type="SUPPORT")], gold)["event"]["right"] == Count(tp=1)


def test_pairs_weigh_as_stated():
    # The type (0.25) outweighs the status (0.10): the first prediction takes the gold.
    found = alignment.align([event(type="AGREE", status="planned"), event(type="RETREAT")], [event(type="AGREE")])
    assert [pred.type for pred, _ in found.pairs] == ["AGREE"]
    # All arguments right (0.25) outweigh the status (0.10).
    found = alignment.align([event(actors=["armenia"], status="planned"), event()], [event(actors=["armenia"])])
    assert [pred.status for pred, _ in found.pairs] == ["planned"]


def test_unaligned_events_count_in_every_slot_they_fill():
    lines = tally(
        [event(0, actors=["armenia"], footnotes=["fn1"])],
        [event(9, actors=["russia", "turkey"], date="2021", mode="access")],
    )
    assert lines["event.actors"]["right"] == Count(fp=1, fn=2)
    assert lines["event.footnotes"]["right"] == Count(fp=1)
    assert lines["event.date"]["right"] == Count(fn=1)
    assert lines["event.mode"]["right"] == Count(fn=1)
    assert lines["event.quantity"]["right"] == Count()
    # type, status, actors and a footnote claimed; type, status, two actors, date and mode missed
    assert lines["event.slots"]["right"] == Count(fp=4, fn=6)


def test_actors_are_right_half_right_or_wrong():
    pred = [event(actors=["armenia/mil", "ilham-aliyev", "russia"])]
    gold = [event(actors=["armenia", "azerbaijan", "russia"])]
    lines = tally(pred, gold)["event.actors"]
    assert lines["right"] == Count(tp=1, fp=2, fn=2)
    assert lines["partial"] == Count(tp=2000, fp=1000, fn=1000)


def test_actors_without_an_id_are_known_by_their_words_or_place():
    gold = [event(actors=[argument("", 10, "the villagers")])]
    same_words, same_place = argument("", 50, "The\nVillagers"), argument("", 14, "villagers")
    other, named = argument("", 50, "soldiers"), argument("armenia/cvl", 10, "the villagers")
    counts = [right([event(actors=[each])], gold, "actors").tp for each in (same_words, same_place, other, named)]
    assert counts == [1, 1, 0, 0]


def test_somebody_named_twice_is_one_value():
    twice = [event(actors=[argument("armenia", 5), argument("armenia", 9, inferred=True)])]
    assert right(twice, [event(actors=["armenia"])], "actors") == Count(tp=1)
    assert right([event()], twice, "actors") == Count(fn=1)


def test_inferred_values_are_credited_and_never_missed():
    gold = [event(actors=[argument("armenia", inferred=True), argument("russia")], date=when("2020", inferred=True))]
    assert right([event(actors=["armenia", "russia"], date="2020")], gold, "actors") == Count(tp=2)
    assert right([event(actors=["russia"])], gold, "actors") == Count(tp=1)
    assert right([event(actors=["russia"])], gold, "date") == Count()
    assert right([], gold, "actors") == Count(fn=1)
    assert right([event(actors=["russia"])], gold, "core") == Count(tp=1)


def test_inferred_values_get_partial_credit_and_are_never_half_missed():
    inferred, required = argument("armenia", inferred=True), argument("armenia/gov")
    pred = [event(actors=["armenia/mil"])]
    assert tally(pred, [event(actors=[inferred])])["event.actors"]["partial"] == Count(tp=500, fp=500, fn=0)
    assert tally(pred, [event(actors=[required])])["event.actors"]["partial"] == Count(tp=500, fp=500, fn=500)
    # Credit goes to the value that must be found.
    assert tally(pred, [event(actors=[inferred, required])])["event.actors"]["partial"] == Count(tp=500, fp=500, fn=500)
    assert tally([], [event(actors=[inferred])])["event.actors"]["partial"] == Count()


def test_inferred_predictions_that_are_not_in_the_gold_cost_precision():
    pred = [event(actors=[argument("armenia", inferred=True)], date=when("2020", inferred=True))]
    assert right(pred, [event()], "actors") == right(pred, [event()], "date") == Count(fp=1)
    assert right(pred, [event()], "core") == Count(tp=0, fp=1, fn=1)


def test_alternatives_are_right():
    gold = [
        event(
            type="COERCE",
            mode="seize",
            date="2020",
            type_alt=["RETREAT"],
            status_alt=["ongoing"],
            mode_alt=[None],
            date_alt=["2020-11"],
        )
    ]
    lines = tally([event(type="RETREAT", status="ongoing", date="2020-11")], gold)
    assert {lines[f"event.{slot}"]["right"] for slot in ("type", "status", "date")} == {Count(tp=1)}
    assert lines["event.mode"]["right"] == Count()
    assert lines["event.whole"]["right"] == Count(tp=1)
    assert right([event(mode="access")], gold, "mode") == Count(fp=1)


def test_a_mode_that_may_be_absent_is_not_missed():
    gold = [event(mode=None, mode_alt=["access"])]
    assert right([event()], gold, "mode") == Count()
    assert right([event(mode="access")], gold, "mode") == Count(tp=1)
    assert right([event(mode="withdraw")], gold, "mode") == Count(fp=1)


def test_optional_events_count_neither_way():
    gold = [event(0, actors=["armenia"]), event(9, actors=["russia"], optional=True)]
    without, found = tally(gold[:1], gold), tally(gold, gold)
    wrongly = tally([gold[0], event(9, type="AGREE", actors=["turkey"], places=["shusha"])], gold)
    assert without == found == wrongly
    assert without["event.slots"]["right"] == Count(tp=3)


def test_lists_of_articles_are_taken_apart():
    pred, gold = [event(articles=["?/3", "?/5"])], [event(articles=["?/3+4"])]
    assert right(pred, gold, "articles") == Count(tp=1, fp=1, fn=1)


def test_the_voice_of_the_author_is_no_value():
    quoted = event(attribution={"kind": "source", "who": "Armenia"})
    assert right([event()], [event()], "attribution") == Count()
    assert right([event()], [quoted], "attribution") == Count(fn=1)
    assert right([quoted], [event()], "attribution") == Count(fp=1)
    assert right([event(attribution={"kind": "source", "who": "armenia"})], [quoted], "attribution") == Count(tp=1)
    assert right([event(attribution={"kind": "impersonal"})], [quoted], "attribution") == Count(fp=1, fn=1)


def test_quantities_are_number_and_unit():
    gold = [event(quantity={"number": 17, "unit": "prisoners"})]
    assert right([event(quantity={"number": 17.0, "unit": "Prisoners"})], gold, "quantity") == Count(tp=1)
    assert right([event(quantity={"number": 17, "unit": "maps"})], gold, "quantity") == Count(fp=1, fn=1)
    assert right([event(quantity={"number": 15, "unit": "prisoners"})], gold, "quantity") == Count(fp=1, fn=1)


@pytest.mark.parametrize(
    ("wrong", "is_core"),
    [
        ({"type": "AGREE"}, True), ({"status": "planned"}, True), ({"places": ["lachin"]}, True), ({"date": "2021"}, True),
        ({"actors": []}, True), ({"recipients": ["turkey"]}, True), ({"mode": "access"}, False), ({"footnotes": ["fn2"]}, False),
        ({"articles": ["?/1"]}, False), ({"original_date": "2021"}, False), ({"quantity": {"number": 2, "unit": "maps"}}, False),
        ({"attribution": {"kind": "impersonal"}}, False),
    ],
)  # fmt: skip
def test_core_and_whole_record(wrong, is_core):
    filled = {"actors": ["armenia"], "places": ["shusha"], "date": "2020", "mode": "withdraw", "footnotes": ["fn1"]}
    gold = [event(**filled)]
    lines = tally([event(**(filled | wrong))], gold)
    miss = Count(tp=0, fp=1, fn=1)
    assert lines["event.whole"]["right"] == miss
    assert lines["event.core"]["right"] == (miss if is_core else Count(tp=1))


def test_all_slots_sum_the_slots():
    pred = [event(0, actors=["armenia"], date="2020-11", places=["shusha"]), event(20, mode="access")]
    gold = [event(0, actors=["armenia/mil"], date="2020-11-09", articles=["?/3"]), event(40, recipients=["russia"])]
    lines = tally(pred, gold)
    each = [lines[f"event.{slot}"]["right"] for slot in slots.SLOTS]
    assert lines["event.slots"]["right"] == Count(
        tp=sum(c.tp for c in each), fp=sum(c.fp for c in each), fn=sum(c.fn for c in each)
    )
    assert lines["event.slots"]["right"] == Count(tp=2, fp=6, fn=6)
    assert lines["event.slots"]["partial"].tp == 3000


@dataclass
class Told:
    actors: list[str]


ACTORS = ["armenia", "armenia/mil", "nikol-pashinyan", "azerbaijan", "azerbaijan/gov", "russia", "lemuria"]
# metametric counts an empty set as one item, so each event names somebody.
named = st.lists(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=4, unique=True), min_size=4, max_size=4)


@pytest.mark.parametrize(("level", "inner"), [("right", ...), ("partial", mm.from_func(credit.of_actors))])
@given(pred=named, gold=named)
def test_property_actors_agree_with_metametric(level, inner, pred, gold):
    metric = mm.dataclass[Told]({"actors": mm.set_matching[str, "<->"](inner)})
    theirs = mm.family(metric, mm.micro_average(["precision", "recall", "f1"])).new()
    for mine, wanted in zip(pred, gold, strict=True):
        theirs.update_single(Told(mine), Told(wanted))
    told = theirs.compute()
    ours = tally(
        [event(10 * at, actors=names) for at, names in enumerate(pred)],
        [event(10 * at, actors=names) for at, names in enumerate(gold)],
    )["event.actors"][level]
    assert (ours.precision, ours.recall, ours.f) == pytest.approx((told["precision"], told["recall"], told["f1"]))
