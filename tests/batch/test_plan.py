"""Where parts end: near the wanted size, and far from a change as before."""

from extractor.batch import plan
from extractor.batch.units import Unit


def unit(number, size=9000):
    return Unit("file", f"news/{number:05}.txt", 0, 0, size, f"hash-{number}")


def names(units):
    return [tuple(one.path for one in part) for part in plan.cut(units)]


def test_parts_hold_all_in_order_and_are_of_a_good_size():
    units = [unit(number) for number in range(3000)]
    parts = list(plan.cut(units))
    assert [one for part in parts for one in part] == units
    sizes = [sum(one.size for one in part) for part in parts[:-1]]
    assert min(sizes) >= plan.LEAST
    assert max(sizes) <= plan.MOST + 9000
    assert 0.7 * plan.USUAL < sum(sizes) / len(sizes) < 1.3 * plan.USUAL


def test_one_text_more_changes_few_parts():
    units = [unit(number) for number in range(0, 6000, 2)]
    before = set(names(units))
    for new in (1, 2999, 5999):
        after = names(sorted([*units, unit(new)], key=lambda one: one.path))
        assert len(set(after) - before) <= 8


def test_many_tiny_texts_and_one_giant():
    assert [len(part) for part in plan.cut([unit(number, 1) for number in range(4500)])][:2] == [2000, 2000]
    assert [len(part) for part in plan.cut([unit(1, 10**9), unit(2)])] == [1, 1]
