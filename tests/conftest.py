"""What several tests share: hypothesis profiles, the default pipeline (loaded once), the first text and its document."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import extractor
from extractor import cli

settings.register_profile("short", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

ROOT = Path(__file__).parents[1]
FIRST = ROOT / "corpus" / "one-year-after-9-november.txt"


@pytest.fixture(scope="session")
def nlp():
    return extractor.load()


@pytest.fixture(scope="session")
def blank():
    return extractor.load("blank:en")


@pytest.fixture
def command(monkeypatch, capsys):
    """Runs `extractor ARGS` as its user does; gives exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "200")  # as wide as it needs, wherever the tests run

    def call(*args):
        monkeypatch.setattr(sys, "argv", ["extractor", *map(str, args)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


@pytest.fixture(scope="session")
def raw():
    return FIRST.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def first(nlp):
    return extractor.extract(FIRST, nlp=nlp)
