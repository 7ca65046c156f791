"""Make the report of documents: each gets its page, many get a start page before them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.report import corpus, page, topology
from extractor.report.gold import judge
from extractor.report.keys import Keys
from extractor.report.layers import NAMES
from extractor.report.saying import plural
from extractor.report.single import page_of
from extractor.report.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.knowledge.places import Gazetteer
    from extractor.knowledge.treaties import Registry
    from extractor.records import Document, Failure
    from extractor.score.items import GoldDocument


def whole(
    documents: Sequence[Document],
    failures: Sequence[Failure],
    *,
    texts: Mapping[str, str] | None,
    folder: str | Path | None,
    gold: str | Path | Sequence[GoldDocument] | None,
    title: str | None,
    outline: str | Path | None,
    borders: bool,
    gazetteer: Gazetteer | None,
    treaties: Registry | None,
) -> str:
    """The HTML; see `extractor.report`."""
    keys = Keys(gazetteer, treaties)
    raw = texts_of(documents, texts, folder)
    drawn = topology.load(outline)
    annotated = _gold(gold) if isinstance(gold, str | Path) else gold
    right = {one.document: one for one in annotated} if annotated is not None else None
    found = corpus.implementations(documents, treaties)
    due = corpus.due_dates(found)
    judged = [None if right is None else judge(document, right, raw.get(document.id)) for document in documents]
    pages = [
        page_of(
            document,
            raw.get(document.id),
            number,
            keys,
            drawn,
            borders=borders,
            due=due,
            judged=judged[number],
            prefix="m" if len(documents) == 1 else f"{number}m",
        )
        for number, document in enumerate(documents)
    ]
    by_id = {one.id: one for one in pages}
    many = len(pages) != 1 or bool(failures)
    present = {css for one in pages for css, _, _ in one.layers}
    return page.assemble(
        keys,
        title=title or (pages[0].title if not many else plural(len(pages), "text")),
        pages=pages,
        many=many,
        totals=corpus.totals(documents, len(failures)),
        failures=failures,
        accounts=corpus.account_rows(documents, by_id) if many else [],
        treaties=corpus.treaty_tables(found, by_id),
        layers=[(css, name) for css, name in NAMES.items() if css in present],
        with_gold=right is not None,
        borders=borders,
    )


def _gold(path: str | Path) -> list[GoldDocument]:
    from extractor.score import read  # noqa: PLC0415  # the scorer only for those who have gold

    return read(path)
