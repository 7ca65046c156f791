"""Fixtures for those who regression-test their own extraction with pytest; loaded by pytest itself once the package is installed.

``extraction_regression`` compares what is found in texts with files stored beside the test, and shows the difference as gains and losses::

    def test_my_texts(extraction_regression):
        extraction_regression.check("texts/")

The first run writes the files (``pytest --regen-all``); commit them, and review each later change as a diff.

``gold_gate`` scores extraction against annotated texts and fails when a figure falls below the pinned floors::

    def test_quality(gold_gate):
        gold_gate("gold/", "floors.json", corpus="texts/")

``extractor score --gold gold/ --corpus texts/ --floors floors.json --pin`` pins them.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from extractor.records import Document
    from extractor.score import Scores


class ExtractionRegression:
    """Checks documents against stored listings, one file a document."""

    def __init__(self, file_regression: Any, folder: Path) -> None:
        self._files = file_regression
        self._folder = folder

    def check(self, texts: Document | str | Path, *, nlp: Language | None = None) -> None:
        """Compare a document, or the documents of a file or folder, with their stored listings; fails with what was lost and gained.

        A stored listing whose text is gone from a checked folder fails too, so that no file outlives what it tests.
        """
        from extractor import build, ids  # noqa: PLC0415  # spaCy only for those who use the fixture
        from extractor.listing import listing  # noqa: PLC0415
        from extractor.records import Document, Failure  # noqa: PLC0415

        documents = [texts] if isinstance(texts, Document) else list(build.extract_all(texts, nlp=nlp))
        for document in documents:
            if isinstance(document, Failure):
                pytest.fail(document.message, pytrace=False)
            self._files.check(
                listing(document),
                basename=ids.file_name(document.id),
                extension=".tsv",
                encoding="utf-8",
                check_fn=_compare,
            )
        if not isinstance(texts, Document) and Path(texts).is_dir():
            known = {ids.file_name(document.id) for document in documents}
            if stale := sorted(path.name for path in self._folder.glob("*.tsv") if path.stem not in known):
                pytest.fail(f"stored listings without a text in {texts}: {', '.join(stale)}", pytrace=False)


@pytest.fixture
def extraction_regression(request: pytest.FixtureRequest) -> ExtractionRegression:
    """Checks texts against stored listings; needs the package pytest-regressions."""
    try:
        files = request.getfixturevalue("file_regression")
    except pytest.FixtureLookupError:
        pytest.fail("extraction_regression needs pytest-regressions: pip install 'extractor[test]'", pytrace=False)
    return ExtractionRegression(files, request.path.parent / request.path.stem)


@pytest.fixture
def gold_gate() -> Callable[..., Scores]:
    """Fails when extraction is worse than the floors say; gives the scores back."""
    return check_gold


def check_gold(
    gold: str | Path, floors: str | Path, *, corpus: str | Path = "corpus", nlp: Language | None = None
) -> Scores:
    """Extract the annotated texts of `corpus`, score them against `gold`, and fail with every figure that fell below `floors`."""
    from extractor import build, score  # noqa: PLC0415

    annotated = score.read(gold)
    wanted = {document.document for document in annotated}
    found = [item for item in build.extract_all(corpus, nlp=nlp) if item.id in wanted]
    scores = score.score(found, annotated)
    if fallen := score.gate(scores, floors):
        pytest.fail("\n".join(["quality has fallen:", *fallen]), pytrace=False)
    return scores


def _compare(found: Path, stored: Path) -> None:
    """Fails with the lines that were lost and gained."""
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (stored, found))
    if old == new:
        return
    changed = [
        line
        for line in unified_diff(old, new, "stored", "found", lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in {"+++", "---"}
    ]
    lost = [line[1:] for line in changed if line[0] == "-"]
    gained = [line[1:] for line in changed if line[0] == "+"]
    shown = [*(f"lost    {line}" for line in lost), *(f"gained  {line}" for line in gained)]
    raise AssertionError(f"{stored.stem}: {len(lost)} lost, {len(gained)} gained\n" + "\n".join(shown))
