"""Say what the structure of a web page calls main text: what stands in its main element or article, and the notes."""

import re

from extractor.sources.html_tokens import Token

# What is never part of what an author wrote.
NEVER = frozenset({
    "script", "style", "head", "nav", "form", "noscript", "template", "svg", "math", "iframe", "object", "select", "button", "canvas",
    "audio", "video", "dialog",
})  # fmt: skip
OUTSIDE = frozenset({"header", "footer", "aside"})  # no text of the article, unless they stand inside it
MAIN = frozenset({"article", "main"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
NOTE_HINT = re.compile(r"foot-?note|end-?note|doc-(?:footnote|endnote)|\bnotes\b|\breferences\b", re.IGNORECASE)
HINTED = ("id", "class", "role", "epub:type")
NEAREST = 60  # open elements among which a closing tag looks for its own


def by_structure(page: list[Token]) -> tuple[list[bool], list[bool]]:
    """Whether each token stands in the main text or among the notes, and whether it is hidden or no text at all."""
    has_main = any(_is_main(token) for token in page if token.kind == "open")
    stack: list[tuple[str, bool, bool, bool]] = []  # name, whether it is no text, is left out, is main text
    kept: list[bool] = []
    never: list[bool] = []
    for token in page:
        _, gone, left_out, inside = stack[-1] if stack else ("", False, False, not has_main)
        if token.kind == "open":
            is_note = NOTE_HINT.search(" ".join(token.attrs.get(key, "") for key in HINTED)) is not None
            in_main = inside and has_main
            gone = gone or token.name in NEVER or "hidden" in token.attrs or token.attrs.get("aria-hidden") == "true"
            left_out = left_out or gone or (token.name in OUTSIDE and not (is_note or in_main))
            inside = inside or _is_main(token) or is_note
            if not token.empty:
                stack.append((token.name, gone, left_out, inside))
        elif token.kind == "close":
            back = range(len(stack) - 1, max(-1, len(stack) - 1 - NEAREST), -1)
            if (opened := next((at for at in back if stack[at][0] == token.name), None)) is not None:
                del stack[opened:]
        kept.append(inside and not left_out)
        never.append(gone)
    return kept, never


def _is_main(token: Token) -> bool:
    return token.name in MAIN or token.attrs.get("role") == "main"
