import numpy as np
import pytest

from extractor.score import Count, figures


def test_figures_of_a_count():
    count = Count(tp=6, fp=2, fn=6)
    assert (count.precision, count.recall, count.f) == (0.75, 0.5, 0.6)


def test_nothing_wanted_and_nothing_claimed_is_right_but_a_claim_is_not():
    assert (Count().f, Count(fp=1).f, Count(fn=1).f) == (1.0, 0.0, 0.0)
    assert (Count(fp=1).recall, Count(fn=1).precision) == (0.0, 0.0)


def test_below_is_exact_where_floats_are_equal():
    huge = 10**17
    low, high = Count(tp=huge, fp=huge), Count(tp=huge + 1, fp=huge)
    assert low.f == high.f
    assert low.is_below(high)
    assert not high.is_below(low)
    assert not low.is_below(low)
    assert Count(fp=1).is_below(Count())


def test_interval_is_that_of_resampled_documents():
    counts = np.array([[[1, 0, 0]], [[0, 1, 1]], [[2, 1, 0]]])
    low, high = figures.interval(counts, seed=3, resamples=4000)
    rng = np.random.default_rng(11)
    plain = []
    for _ in range(4000):
        tp, fp, fn = counts[rng.integers(0, 3, size=3), 0].sum(axis=0)
        plain.append(2 * tp / (2 * tp + fp + fn))
    assert (low[0], high[0]) == pytest.approx(np.percentile(plain, [2.5, 97.5]), abs=0.03)


def test_interval_depends_on_the_seed_alone():
    counts = np.random.default_rng(1).integers(0, 9, size=(12, 4, 3))
    assert np.array_equal(figures.interval(counts, seed=5), figures.interval(counts, seed=5))
    assert not np.array_equal(figures.interval(counts, seed=5), figures.interval(counts, seed=6))


def test_equal_documents_leave_no_doubt():
    low, high = figures.interval(np.array([[[3, 1, 1]]] * 5), seed=0)
    assert low[0] == high[0] == 0.75


def test_swapping_agrees_with_all_swaps_counted_out():
    base = np.array([[[1, 1, 1]], [[2, 2, 0]], [[0, 1, 3]], [[3, 0, 1]]])
    new = np.array([[[2, 0, 0]], [[3, 1, 0]], [[1, 1, 2]], [[2, 0, 2]]])

    def gap(mask):
        pick = np.array(mask)[:, None, None].astype(bool)
        one, other = np.where(pick, new, base).sum(axis=0), np.where(pick, base, new).sum(axis=0)
        return abs((figures.f_of(other) - figures.f_of(one))[0])

    masks = [[int(bit) for bit in f"{number:04b}"] for number in range(16)]
    exact = sum(gap(mask) >= gap([0] * 4) - 1e-12 for mask in masks) / 16
    assert 0 < exact < 1
    assert figures.swap_test(base, new, seed=0, swaps=20_000)[0] == pytest.approx(exact, abs=0.02)


def test_equal_runs_differ_by_chance():
    counts = np.array([[[1, 2, 3]], [[4, 5, 6]]])
    assert figures.swap_test(counts, counts, seed=0)[0] == 1.0
