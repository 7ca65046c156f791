"""What the system does now with each text of the corpus, a mention a line: a change of behaviour is a diff that a reviewer reads.

The golden files say what is found; what is right stands in `gold/`. Regenerate with `pytest tests/golden --regen-all` and review the diff.
"""

from conftest import ROOT


def test_corpus(extraction_regression, nlp, monkeypatch):
    monkeypatch.chdir(ROOT)
    extraction_regression.check("corpus/", nlp=nlp)
