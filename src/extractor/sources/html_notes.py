"""Find the links of a page that call notes, and the notes that they call."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from extractor.sources.html_structure import BLOCKS
from extractor.sources.html_tokens import Token

LABEL = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[*†‡§]{1,3}|[ivxlc]{1,6}|[a-z])\s*[\])]?[.]?\s*")
BACK = re.compile(
    r"\s*(?:[↩↑⤴^⏎▲]\ufe0e?|back|return|\[?\(?(?:\d{1,3}|[*†‡§]{1,3}|[ivxlc]{1,6}|[a-z])\)?\]?\.?)?\s*", re.IGNORECASE
)
LEFT_OVER = re.compile(r"\s*[.:)\]]\s+|\s*[\[(]\s*\Z")  # of a label in a tag of its own
LINK = 40  # tokens that one link to a note spans
LONGEST = 2_000  # tokens of one note


def replacements(raw: str, page: list[Token], kept: list[bool], never: list[bool]) -> dict[int, tuple[int, str]]:
    """What stands in place of links to notes, of the notes' anchors and of the links back: by first token, the last one and the words.

    Only links in the text that is `kept` call notes; a note that is called is kept, wherever it stands, unless it is `never` shown.
    """
    places = {
        name: at for at, token in reversed(list(enumerate(page))) if token.kind == "open" for name in _anchors(token)
    }
    replaced: dict[int, tuple[int, str]] = {}
    inside: set[int] = set()
    labels: dict[int, str] = {}
    for at, token in enumerate(page):
        target = places.get(token.attrs.get("href", "")[1:]) if token.name == "a" and token.kind == "open" else None
        if target is None or not token.attrs.get("href", "").startswith("#") or never[at]:
            continue
        close = next(
            (n for n in range(at + 1, min(at + LINK, len(page))) if page[n].name == "a" and page[n].kind == "close"),
            None,
        )
        if close is None:
            continue
        words = unescape("".join(raw[one.start : one.end] for one in page[at:close] if one.kind == "text"))
        label = LABEL.fullmatch(words)
        if target > at and label and kept[at] and target not in range(at, close):
            replaced[at] = close, f"[^{label[1]}]"
            inside.update(range(at, close + 1))
            labels.setdefault(target, label[1])
        elif target < at and BACK.fullmatch(words):
            replaced[at] = close, ""
            inside.update(range(at, close + 1))
    _keep(page, sorted(labels), kept, never)
    for at, written in labels.items():
        replaced[at] = replaced.get(at, (at, ""))[0], f"\n\n[^{written}]: "
        own_label = re.compile(rf"\s*[\[(]?{re.escape(written)}[\])]?[.:]?\s*(?!\d)")
        for n in range(at + 1, min(at + LINK, len(page))):
            token = page[n]
            if token.kind == "text" and n not in inside and raw[token.start : token.end].strip():
                own = own_label.match(raw, token.start, token.end) or LEFT_OVER.match(raw, token.start, token.end)
                if own:
                    page[n] = token._replace(skip=own.end() - token.start)
                if not own or own.end() < token.end:
                    break
                continue  # the label stands in a tag of its own, and its full stop or bracket behind
            if token.kind == "open" and token.name in BLOCKS:
                replaced.setdefault(n, (n, ""))  # the note begins in the same line as its label
    return replaced


def _anchors(token: Token) -> Iterator[str]:
    for key in ("id", "name"):
        if (key == "id" or token.name == "a") and (name := token.attrs.get(key)):
            yield name


def _keep(page: list[Token], targets: list[int], kept: list[bool], never: list[bool]) -> None:
    """Keeps the notes: the element of each target, or the block around it where the target is a mere anchor."""
    for target, after in pairwise([*targets, len(page)]):
        depth = 0
        inline = page[target].name not in BLOCKS
        for at in range(target, min(after, target + LONGEST)):
            token = page[at]
            kept[at] = not never[at]
            if token.empty or token.kind not in ("open", "close") or (inline and token.name not in BLOCKS):
                continue
            depth += 1 if token.kind == "open" else -1
            if depth < 0 or (depth == 0 and not inline):
                break
