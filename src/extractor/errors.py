"""Say what was found, where, and what to do: every message of the library, with a code that never changes.

``E`` codes stop the document or the command at hand; ``W`` codes stand in ``Document.warnings`` and stop nothing.
``extractor explain E102`` prints the text of a code.
"""

MESSAGES = {
    # Reading a file
    "E101": "{file}: cannot be read ({reason}). Check the path and its permissions.",
    "E102": "{file}: looks like a binary file ({reason}). Save it as plain text, Markdown or JSONL first.",
    "E103": "{file}: byte {offset} is not valid {encoding}. Save the file as UTF-8 or name its encoding.",
    "E104": "{file}: holds no text. Leave it out, or check that it was saved completely.",
    "E105": "{file}: {found:,} characters, more than the limit of {limit:,}. Split the file at its chapters.",
    "E106": "{file}, line {line}: {reason}. Metadata is written as `key: value`, one a line.",
    "E107": "{file}: {found!r} is not a date of publication. Write YYYY-MM-DD, YYYY-MM or YYYY.",
    "E108": "{file}, line {line}: {reason}. Each line of a JSONL file is one object with the field `text`.",
    "E109": "{file}: no reader for {found!r} files. Known: {known}.",
    "E110": "{file}: holds {found} texts. Use extractor.extract_all, which gives one document for each.",
    "E111": "{file}: {found:,} tokens, more than the limit of {limit:,}. Split the file at its chapters.",
    # Knowledge tables
    "E201": "{file}, line {line}, field {field}: {reason}.",
    "E202": "{file}, line {line}: the id {found!r} stands on line {first} already. Ids are unique in a table.",
    # Ids
    "E301": "{found!r} is not {kind}: {reason}.",
    # Output and use
    "E401": "{file}: cannot be written ({reason}). Choose another place with --out.",
    "E402": "{found!r} is not a known {what}. Known: {known}.",
    "E403": "The pipeline {found!r} cannot be loaded ({reason}). Install it or name another with --model.",
    "E404": "{file}: exists and is not a folder that `extractor run` made. Choose another place with --out.",
    "E406": "{file}: exists already. Add --force to overwrite it, or choose another name.",
    "E405": "{file}: failed inside the library ({reason}). The other documents are not affected; please report this.",
    # Remarks on a document
    "W101": "marker {text} has no note",
    "W102": "note {text} has no marker",
    "W201": "the date {text!r} could not be resolved",
    "W301": "no treaty found for {text!r}",
    "W302": "{treaty} has no such article: {text!r}",
    "W401": "the source was read as {encoding}, not as UTF-8",
    "W402": "{count} unreadable characters were replaced",
}


class ExtractorError(Exception):
    """What went wrong, where, and the way out; ``code`` is stable, the wording may improve.

    >>> str(ExtractorError("E104", file="a.txt"))
    '[E104] a.txt: holds no text. Leave it out, or check that it was saved completely.'
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"[{code}] {message(code, **facts)}")

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; the default pickling would lose the facts.
        return _rebuild, (self.code, self.facts)


def message(code: str, **facts: object) -> str:
    """The text of a code, filled in.

    >>> message("W101", text="[3]")
    'marker [3] has no note'
    """
    return MESSAGES[code].format(**facts)


def _rebuild(code: str, facts: dict[str, object]) -> ExtractorError:
    return ExtractorError(code, **facts)
