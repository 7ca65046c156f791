"""Take an HTML file apart into text, tags and the rest, each with its characters; whatever it holds, nothing is lost."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]{0,40}")
ATTRIBUTE = re.compile(r"""\s*([^\s"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""")
EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
RAW_TEXT = frozenset({"script", "style", "textarea", "title"})  # hold no tags


class Token(NamedTuple):
    """Characters of the file: `text`, an `open` or `close` tag with its name, or `other` (comments, declarations)."""

    kind: str
    start: int
    end: int
    name: str = ""
    attrs: dict[str, str] = {}  # noqa: RUF012  # never changed
    empty: bool = False
    pre: bool = False
    skip: int = 0


def tokens(raw: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a file from `start` on: they follow one another without a gap.

    >>> [(token.kind, token.name) for token in tokens('a<b class="x">c</b><!-- d -->')]
    [('text', ''), ('open', 'b'), ('text', ''), ('close', 'b'), ('other', '')]
    """
    pre = 0
    done = at = start
    last, last_comment = raw.rfind(">"), raw.rfind("-->")
    while 0 <= (at := raw.find("<", at)) < last:
        token = _markup(raw, at, last_comment)
        if token is None:
            at += 1
            continue
        if done < at:
            yield Token("text", done, at, pre=pre > 0)
        yield token
        done = at = token.end
        if token.name == "pre":
            pre = max(0, pre + (1 if token.kind == "open" else -1))
        if token.kind == "open" and token.name in RAW_TEXT:
            close = re.compile(rf"</{token.name}\b", re.IGNORECASE).search(raw, at)
            at = close.start() if close else len(raw)
            if done < at:
                yield Token("text", done, at)
                done = at
    if done < len(raw):
        yield Token("text", done, len(raw), pre=pre > 0)


def _markup(raw: str, at: int, last_comment: int) -> Token | None:
    if raw.startswith("<!--", at):
        return Token("other", at, raw.find("-->", at + 4) + 3) if at + 4 <= last_comment else None
    if raw.startswith(("<!", "<?"), at):
        return Token("other", at, raw.find(">", at) + 1)
    is_close = raw.startswith("</", at)
    name = NAME.match(raw, at + 1 + is_close)
    if not name:
        return None
    end = name.end()
    attrs: dict[str, str] = {}
    while not is_close and (attribute := ATTRIBUTE.match(raw, end)):
        value = next((group for group in attribute.groups()[1:] if group is not None), "")
        attrs.setdefault(attribute[1].lower(), unescape(value))
        end = attribute.end()
    end = raw.find(">", end) + 1
    if not end:
        return None
    lower = name[0].lower()
    return Token("close" if is_close else "open", at, end, lower, attrs, lower in EMPTY or raw[end - 2] == "/")
