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
    "E111": "{file}: no text lies there. Texts are files that end in {known}.",
    "E112": "{file}: is not a whole document of its kind ({reason}). Open it in the program that made it and save it anew.",
    "E113": "{file}: its part {part} unpacks to more than {limit:,} bytes. Split the file, or save it as plain text.",
    "E114": "{file}: reading PDF needs pypdfium2. Install it with `pip install 'extractor[pdf]'`.",
    "E115": "{file}: holds no text, only pictures of it. Run it through a program for text recognition first.",
    "E116": "{file}: is locked with a password. Save a copy without one first.",
    "E118": "{file}: cannot be read: {reason}. It is damaged, or made to do harm; open it in the program that made it and save it anew.",
    # Knowledge tables
    "E201": "{file}, line {line}, field {field}: {reason}.",
    "E202": "{file}, line {line}: the id {found!r} stands on line {first} already. Ids are unique in a table.",
    # Ids
    "E301": "{found!r} is not {kind}: {reason}.",
    # Output and use
    "E401": "{file}: cannot be written ({reason}). Choose another place, or make its folder first.",
    "E402": "{found!r} is not a known {what}. Known: {known}.",
    "E403": "The pipeline {found!r} cannot be loaded ({reason}). Install it or name another with --model.",
    "E404": "{file}: exists and is not a folder that `extractor run` made. Choose another place with --out.",
    "E406": "{file}: exists already. Add --force to overwrite it, or choose another name.",
    "E407": "`extractor {command}` needs {option}.",
    "E411": "{found!r} is no place, treaty or actor of the tables. Near to it: {near}. Write ={found} to look for it as it stands.",
    "E412": "The list of what texts shall touch is empty. Name a place, treaty or actor, or a file of names as @FILE.",
    "E413": "{file}, line {line}: is no document of this library ({reason}). Give what `extractor extract TEXT -o FILE` wrote.",
    "E416": "{found!r} is no id, word or code that is known. Near to it: {near}. Ids stand in the records; `extractor lookup NAME` finds a "
    "place by its name.",
    "E417": "{file}: has no event {found}. Give the text that it was found in, with the same --published, --model and tables.",
    "E415": "{file}: is no outline for a map ({reason}). Give GeoJSON or TopoJSON with polygons or lines, in degrees.",
    "E405": "{file}: failed inside the library ({reason}). The other documents are not affected; please report this.",
    "E408": "{file}: is not the file that this version was made with (SHA-256 {found}, expected {expected}). Install {model} again; "
    "a model of your own is not checked when you name it or its path with --model.",
    # Runs over many texts
    "E701": "{file}: is a link that leads out of its folder, so it is not followed. Name the file itself to have it read.",
    "E702": "{file}: has no column {column!r}. It has: {known}. Name the column with --{role}-column.",
    "E703": "{file}: is not a whole {kind} file ({reason}). What stands before the fault is read; mend it and run again.",
    "E704": "{file}: took longer than {limit:g} seconds and was put aside. Raise --timeout to try it again.",
    "E705": "{file}: needs more than {limit:,} MiB of memory and was put aside. Raise --memory to try it again.",
    "E706": "{file}: ended the process that read it ({reason}) and was put aside. --retry tries it again; please report this.",
    "E707": "{file}: another run is writing there ({holder}). Wait for it, or choose another place with --out.",
    "E708": "{file}: changed while the run was reading. Run the same command again.",
    "E709": "The processes that read texts do not start ({reason}). Try --workers 1.",
    "E710": "{file}: no file has such a name. Check the pattern.",
    "E711": "`extractor query` needs DuckDB. Install it with `pip install 'extractor[query]'`.",
    "E712": "The query cannot be answered: {reason}",
    "E713": "{found!r} is not {what}. Write it like {example}.",
    "E714": "{file}: is not the output of `extractor run`. Name the folder that was given with --out.",
    "E715": "A run on Ray needs Ray ({reason}). Install it with `pip install 'extractor[ray]'`, or leave out --engine ray.",
    "E716": "No text was finished in {limit:g} seconds. See by `ray status` whether the cluster has processors free, then run the "
    "same command again: what is finished stays.",
    "E717": "A worker of the Ray cluster on {host} cannot go on: {reason}. All its machines need the same version of the library, and the "
    "inputs and the output under the same paths.",
    "E718": "A pipeline in memory, or `on_item`, cannot be sent to a Ray cluster. Name the pipeline by `model`, or leave out engine='ray'.",
    # Exchange with annotation tools
    "E601": "{file}, {where}: its text differs from ours at character {offset} (there {found!r}, here {expected!r}). "
    "Export it from the same text again, or give the text that was annotated.",
    "E602": "{file}, {where}: characters {start} to {end} are {found!r} in our text, {expected!r} in the file. "
    "Give the text that was annotated, or mend the offsets.",
    "E603": "{file}, {where}: {reason}. Mend the place, or export the file again.",
    "E604": "{file}, {where}: {found!r} is not a known {what}. Known: {known}.",
    "E605": "{file}: {what} at {start} to {end} does not fit ({reason}). Give the text that the record was made from.",
    # Annotations and scores
    "E501": "{file}, line {line}: {reason}. The lines of a gold file are described in gold/GUIDELINES.md.",
    "E502": "{file}: does not begin with a header. The first line holds document, sha256, annotator, guidelines and date.",
    "E503": "{file}: holds no annotated document. Name a folder of {suffix} files, or one such file.",
    "E504": "{file}: the document {found!r} is there already, in {first}. A document is annotated, or predicted, once.",
    "E505": "{document}: prediction and gold were made of different texts ({found} and {expected}). Extract the gold's text again.",
    "E506": "{file}: would fall: {lowered}. Give a reason if that is meant.",
    "E507": "{file}: is not a file of floors ({reason}). Pin the scores anew.",
    "E508": "{first} and {second} have no document in common. Agreement needs the same texts on both sides.",
    "E509": "{file}: is not there, so there is no second annotation to compare with. Put the files of a second annotator into that folder.",
    "E510": "{file}: holds none of the annotated documents ({wanted}). Ids are made of file names: name the folder of their texts with "
    "--corpus, the annotations with --gold.",
    "E511": "no text of this document in the corpus",
    "E512": "the text has changed: its hash is {found}, the gold was made of {expected}",
    "E513": "{what} {start}:{end} is {text!r}, but the text there is {found!r}",
    "E514": "{what} {start}:{end} {text!r} is empty, or begins or ends with white space",
    "E515": "{what}: {found!r} is not {expected}",
    "E516": "{what}: {found!r} is not in the table of {table}",
    "E517": "{what} {found!r} of an event is not marked in the document",
    "E518": "the same as line {first}",
    "E520": "{file}: there is no such file or folder. Name another with {option}.",
    "E519": "held.txt names {found!r}, which is not annotated",
    # Remarks on a document
    "W101": "marker {text} has no note",
    "W102": "note {text} has no marker",
    "W201": "the date {text!r} could not be resolved",
    "W301": "no treaty found for {text!r}",
    "W302": "{treaty} has no such article: {text!r}",
    "W401": "the source was read as {encoding}, not as UTF-8",
    "W402": "{count} unreadable characters were replaced",
    "W403": "pages without text, only pictures of it, were not read: {pages}",
    "W404": "the main text of the page was told by its tags alone ({reason}); menus or comments may stand in it",
    "W405": "the text is long and was read in {count} pieces; a year or a treaty named in one of them is not known in the next",
    "W406": "touches nothing of the list of --only, so it was not read",
    "W407": "{file}: passed over, as no texts of yours: {found}. What is named itself is read.",
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


def why(error: Exception) -> object:
    """Why a file cannot be opened, in words alone: the message of the error at hand names the file already.

    >>> why(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'No such file or directory'
    """
    return getattr(error, "strerror", None) or error


def message(code: str, **facts: object) -> str:
    """The text of a code, filled in.

    >>> message("W101", text="[3]")
    'marker [3] has no note'
    """
    return MESSAGES[code].format(**facts)


def _rebuild(code: str, facts: dict[str, object]) -> ExtractorError:
    return ExtractorError(code, **facts)
