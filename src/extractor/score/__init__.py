"""Score what was extracted against what was annotated by hand, show the mistakes, and keep quality from slipping.

>>> from extractor import score
>>> gold = [score.GoldDocument(document="a", sha256="0" * 64, annotator="a1", guidelines="1.0", date="2021-11-09")]
>>> score.score(gold, gold).all["event"]["right"].f
1.0
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from extractor.score import floors
from extractor.score.agreement import Agreement, agree
from extractor.score.checker import Fault, check, texts
from extractor.score.comparison import Comparison, compare
from extractor.score.figures import Count, Figure
from extractor.score.floors import gate, pin
from extractor.score.gold import read
from extractor.score.items import GoldArgument, GoldDocument, GoldEvent, GoldMention, GoldWhen
from extractor.score.mistakes import Mistake, errors
from extractor.score.scores import Scores, score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.score.scores import Predicted

__all__ = [
    "Agreement", "Comparison", "Count", "Fault", "Figure", "GoldArgument", "GoldDocument", "GoldEvent", "GoldMention", "GoldWhen",
    "Mistake", "Scores", "agree", "check", "compare", "errors", "floors", "gate", "pin", "read", "score", "texts",
]  # fmt: skip


class _Callable(ModuleType):
    """`extractor.score` is a folder of the library and the verb that its users call: both at once, whichever came first."""

    def __call__(self, pred: Iterable[Predicted], gold: Iterable[GoldDocument], **settings: Any) -> Scores:
        return score(pred, gold, **settings)


sys.modules[__name__].__class__ = _Callable
