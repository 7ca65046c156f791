"""What fuzzing found stays mended, and every harness holds on the inputs that it begins with."""

from pathlib import Path

import pytest

from fuzz import fuzz, targets

FOUND = sorted(path for path in fuzz.FINDINGS.rglob("*") if path.is_file())


def test_every_target_has_a_name():
    assert set(fuzz.NAMES) == set(targets.targets())


@pytest.mark.parametrize("name", fuzz.NAMES)
def test_seeds(name):
    target = targets.targets()[name]
    for seed in target.seeds:
        target.run(seed)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_findings(path):
    targets.targets()[Path(path).parent.name].run(path.read_bytes())


def test_the_harness_writes_down_what_raises(tmp_path, capsys):
    run = fuzz.going_on(lambda data: 1 / len(data), tmp_path)
    run(b"a")
    run(b"")
    run(b"")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b""]
    assert "ZeroDivisionError" in capsys.readouterr().out
