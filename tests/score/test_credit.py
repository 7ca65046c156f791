import pytest

from extractor.score import credit


@pytest.mark.parametrize(
    ("found", "right", "worth"),
    [
        ("2020-11-09", "2020-11-09", 1), ("2020-11", "2020-11-01/2020-11-30", 1), ("2020-11-09", "2020-11", 0.5),
        ("2020", "2020-11-09", 0.5), ("2020-11-09", "2020-11-10", 0), ("2020-11-01/2020-11-03", "2020-11-02/2020-11-04", 0.5),
        ("2020-11-01/2020-11-04", "2020-11-04/2020-11-07", 1 / 7), ("2020/..", "2021", 0.5), ("../2020", "2021", 0),
        ("P44D", "P44D", 1), ("P44D", "P45D", 0), ("P1D", "2020", 0), ("XXXX-02-28", "XXXX-02-28", 1), ("XXXX-02-28", "2021-02-28", 0),
        ("", "2020", 0), ("", "", 1), ("nonsense", "2020", 0),
    ],
)  # fmt: skip
def test_dates(found, right, worth):
    assert credit.of_dates(found, right) == pytest.approx(worth)
    assert credit.of_dates(right, found) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("found", "right", "worth"),
    [
        ("shusha", "shusha", 1), ("shusha", "shusha-district", 0.5), ("lachin", "shusha", 0), ("", "shusha", 0), ("", "", 1),
        ("lachin", "shusha-district", 0), ("atlantis", "shusha", 0),
    ],
)  # fmt: skip
def test_places(found, right, worth):
    assert credit.of_places(found, right) == credit.of_places(right, found) == worth


@pytest.mark.parametrize(
    ("found", "right", "worth"),
    [
        ("armenia", "armenia", 1), ("armenia/mil", "armenia/gov", 0.5), ("ilham-aliyev", "azerbaijan/mil", 0.5),
        ("armenia", "azerbaijan", 0), ("un", "osce", 0), ("", "armenia", 0), ("lemuria/mil", "lemuria", 0.5), ("lemuria", "mu", 0),
    ],
)  # fmt: skip
def test_actors(found, right, worth):
    assert credit.of_actors(found, right) == credit.of_actors(right, found) == worth


def test_two_organisations_are_not_one_state():
    from extractor.knowledge import actors

    bodies = [actor.id for actor in actors.load() if actor.code == "IGO"][:2]
    assert credit.of_actors(*bodies) == 0
