"""Read instruments, resolutions, judgments, interviews and speeches: their kind stands in the first words."""

from __future__ import annotations

import re

from extractor.works.marks import IMPRINT, NUMBER, SYMBOL, Work, parts_of, without_pinpoints
from extractor.works.numbers import serial
from extractor.works.people import CAPITAL, makers
from extractor.works.pieces import DATE, Y, date_of, is_day
from extractor.works.terms import terms, words

PARTY = rf"[{CAPITAL}][^,;“”\"\[]{{0,90}}?"
CASE = re.compile(
    rf"^(?P<title>(?:Case (?:concerning|of) [^,;]{{3,150}}|(?:In re|Re|Ex parte) [^,;]{{3,100}}?|{PARTY}\sv\.?\s{PARTY})"
    rf"(?:\s\((?![^)]*\b{Y}|GC)[^()]{{2,60}}\))?)(?=,|\s[\[(]|$|\s\d|\s[Aa]pp|\s[A-Z]{{2,6}}-\d|\.$)"
)
UNION_CASE = re.compile(
    r"^(?:Joined\s)?Cases?\s(?P<number>[CT][-‑–]\d{1,4}/\d\d)[,:]?\s(?P<title>[^,\[(]{3,150}?)(?=,|\s(?:ECLI|E[UC]):|\s[\[(]|\.?$)"
)
APPLICATION = re.compile(r"\b(?:[Aa]ppl?(?:ication)?\.?\s)?[Nn]os?\.?\s(?P<number>\d{2,6}/\d{2})\b")
OPINION = re.compile(r"^(?P<title>[^,“‘\[(]{3,200}?(?:\s\(Advisory Opinion\)(?=[,\s])|(?=,\sAdvisory Opinion)))")
UNION_REPORTS = re.compile(rf"\s\[(?P<year>{Y})\]\s(?P<name>ECR)\s(?P<page>(?:I{{1,2}}(?:-A)?-)?\d{{1,5}})")
DOCKET = re.compile(r"\s(?P<number>[A-Z]{2,6}-\d{2}-[\w-]{1,12})")
COURT_REPORTS = re.compile(
    rf"(?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?\sRep(?:orts|\.)\s{Y}),?\s(?:p\.\s)?(?P<page>\d{{1,5}})"
)
LAW_REPORT = re.compile(rf"\s\[(?P<year>{Y})\]\s(?P<name>[^\d,]{{2,40}})\s(?P<page>\d{{1,5}})")
# "[2011] EWHC 44 (Admin)": the number that a court gives its judgment
NEUTRAL = re.compile(
    rf"\s\[(?P<year>{Y})\]\s(?:{'|'.join(terms().neutral)})(?:\s(?:Civ|Crim|Admin))?\s\d{{1,5}}(?:\s\([A-Z][a-z]{{2,8}}\))?"
)
# "444 F.3d 12, 16 (9th Cir. 2011)"
REPORTER = re.compile(
    rf",\s(?P<volume>\d{{1,4}})\s(?P<name>[A-Z][\w.'’ ]{{1,24}}?)\s(?P<page>\d{{1,5}})(?:,\s[\d–-]{{1,12}})?"
    rf"\s\([^()]{{0,30}}?(?P<year>{Y})\)"
)
COURT = re.compile(r",\s(?P<who>[^,\d]{3,80}),")

TREATY_SERIES = re.compile(r"\b(?P<volume>\d{1,4})\s(?P<name>[A-Z](?:[A-Z.]|\s?&\s?){2,9})\s(?P<page>\d{1,5})\b")
SIGNED = re.compile(
    r",?\s(?:\(?(?:done|signed|adopted|opened for signature|concluded|entered into force|dated)\b|\((?=\D{0,30}\d{4}\))"
    r"|art(?:icles?|s)?\.?\s[\dIVX]|от\s\d|dated\s)"
)
SIGNED_AT = re.compile(rf"\bsigned (?:at|in) (?P<place>[{CAPITAL}][\w’' -]{{2,30}}?)(?=,|\son\s)")
# The first words, up to a comma or the stop of a sentence.
HEAD = re.compile(r",\s|(?<!\bNo)(?<!\bRes)(?<!\bart)(?<!\b[A-Z])\.\s|\.$")
CORE = re.compile(r"\s(?:of|by|on|for|between|to|from|at|with|in|about|concerning|regarding|о|об|между|по|ile)\s")
LETTER = re.compile(
    r"^(?P<title>(?:Identical [Ll]etters?|Letter|Note verbale) dated [^/]{20,300}?)(?=,\s(?:UN\s|[ASE]/)|\s\(|$)"
)
RESOLUTION_OF = re.compile(r"(?P<who>UNSC|UNGA|UN HRC|ECOSOC)\sRes\b")
BY_WHOM = re.compile(
    r"\b(?:[Ss]tatement|[Dd]eclaration|[Cc]ommuniqué|[Pp]ress [Rr]elease|Заявление|Сообщение)\s(?:by|of|from)?\s?(?:the\s)?"
    r"(?P<who>[^,]{2,100}?)(?=,|\sот\s|\son\s|\s\(|$)"
)
PUBLISHED_BY = re.compile(r"\bpublished by (?P<who>[^,]{2,80})")
TO_WHOM = re.compile(
    r"\b(?:[Ii]nterview(?:ed)?\s(?:[^,]{1,40}?\s)?(?:with|of)\s|с\s)(?P<who>[^,]{3,60})"
    r"|^(?P<who2>[^,]{3,60}?)\s(?:ile\s)?(?:röportaj|söyleşi|mülakat)"
)
AUTHOR_SELF = re.compile(r"\b(?:author|writer|автора|yazar)\b", re.IGNORECASE)
REPORTED = {"volume": "volume", "container-title": "name", "page": "page"}
# "U.N. Security Council, 72nd Sess., 811th mtg., U.N. Doc. S/PV.811 (Nov. 20, 2017)"
MEETING = re.compile(r"^(?P<who>[A-Z][^,\d]{2,60}),\s\d{1,3}(?:st|nd|rd|th)\s[Ss]ess(?:ion|\.)?,")
FROM_WHOM = re.compile(
    r"^(?:Letter|E-?mail|Message|Telephone call|Telephone conversation)\s(?:from|of|with)\s(?:the\s)?"
    r"(?P<who>[^,]{3,80}?)(?:\sto\s[^,]{3,60})?,"
)
# A law up to its year: "Border Villages Act 1996 (Brunmark) s 12".
LAW = re.compile(
    rf"^(?P<title>.{{3,150}}?\b(?:Act|Code|Law|Ordinance|Regulations|Order)\s{Y})(?:\s\([A-Z][\w. ]{{1,24}}\))?"
    r"(?:,?\s(?:ss?|sec|section|art|reg|pt|sch|cl)\.?\s.*)?$"
)
IN_JOURNAL_OF_LAW = re.compile(rf"\s(?:\[{Y}\]\s)?OJ\s.*$")
OCCASION = re.compile(r"(?:a|speech|talk|address)\s", re.IGNORECASE)


def case(text: str) -> Work | None:
    """A judgment: "Perrin v Vale [2004] 2 TLR 118", "Case concerning ... (A v. B), Judgment, 12 July 2004"."""
    work: Work
    if union := UNION_CASE.match(text):
        work = {"type": "legal_case", "number": union["number"], "title": union["title"].strip(" ,")}
        if reports := UNION_REPORTS.search(text, union.end()):
            work |= {"container-title": reports["name"], "page": reports["page"]}
        return work
    found = CASE.match(text) or OPINION.match(text)
    if not found:
        return None
    work = {"type": "legal_case", "title": re.sub(r"\s\[GC\]$", "", found["title"].strip())}
    rest = text[found.end() :]
    if number := DOCKET.match(rest) or APPLICATION.search(rest):
        work["number"] = number["number"]
    if neutral := NEUTRAL.match(rest):
        return work | {"number": neutral[0].strip(), "issued": {"date-parts": [[int(neutral["year"])]]}}
    if reports := COURT_REPORTS.search(rest):
        work |= {"container-title": reports["name"], "page": reports["page"]}
        if date := DATE.search(rest[: reports.start()]):
            work["issued"] = date_of(date)
    elif report := serial(rest):
        work |= report.fields
        if report.year:
            work["issued"] = {"date-parts": [[report.year]]}
    elif found := REPORTER.match(rest):
        work |= {field: found[group] for field, group in REPORTED.items()} | {
            "issued": {"date-parts": [[int(found["year"])]]}
        }
    elif law := LAW_REPORT.match(rest):
        work |= {"container-title": law["name"], "page": law["page"], "issued": {"date-parts": [[int(law["year"])]]}}
    elif (court := COURT.match(rest)) and terms().is_body(court["who"]):
        work["author"] = [{"literal": court["who"]}]
    return work


def kind_of_paper(text: str) -> str | None:
    """What kind of paper a text names by its first noun.

    >>> kind_of_paper("Press release of the host"), kind_of_paper("Ministry of Justice"), kind_of_paper("Security Council resolution 5")
    ('document', None, 'legislation')
    """
    core = [word for word in words(CORE.split(text, maxsplit=1)[0]) if not word.isdigit()]
    kinds = [kind for word in core if (kind := terms().type_of(word))]
    return kinds[-1] if kinds and not terms().is_body(core[-1]) else None


def paper(text: str) -> Work | None:
    """An instrument, a resolution, an interview, a speech."""
    if symbol := SYMBOL.match(text):
        work: Work = {"type": "document", "number": symbol["symbol"]}
        titles = without_pinpoints(parts_of(text[symbol.end() :]))
        return work | ({"title": titles[0]} if titles and not DATE.search(titles[0]) else {})
    if (meeting := MEETING.match(text)) and (symbol := SYMBOL.search(text)):
        return {"type": "document", "author": [{"literal": meeting["who"]}], "number": symbol["symbol"]} | _day(text)
    if (sent := FROM_WHOM.match(text)) and AUTHOR_SELF.search(sent[0]) and (who := makers(sent["who"])):
        return {"type": "personal_communication", "author": who} | _day(text)
    if letter := LETTER.match(text):
        return {"type": "document", "title": letter["title"].strip(" ,")} | _day(letter["title"])
    head = SIGNED.split(HEAD.split(text, maxsplit=1)[0])[0].rstrip(" .")
    kind = kind_of_paper(head)
    if not kind or " // " in text or IMPRINT.match(text, len(head)):
        return None
    work = {"type": kind}
    days = [one for one in DATE.finditer(text) if is_day(date_of(one))]
    behind = (one for one in days if one.start() >= len(head))
    if date := next(behind, None) or next(iter(days), None) or DATE.search(text):
        work["issued"] = date_of(date)
    places = [part for part in without_pinpoints(parts_of(text)[1:]) if not DATE.search(part)]
    return (_talk if kind in ("interview", "personal_communication") else _instrument)(work, text, head, places)


def _day(text: str) -> Work:
    """The first day that a text names."""
    day = next((date for found in DATE.finditer(text) if is_day(date := date_of(found))), None)
    return {"issued": day} if day else {}


def _talk(work: Work, text: str, _head: str, places: list[str]) -> Work:
    """An interview or a letter: with whom, where or by which station."""
    met = TO_WHOM.search(text)
    if met and not AUTHOR_SELF.search(met[0].split(" with ")[-1]):
        who = makers(_name_at_end(met["who"] or met["who2"]))
        if who and "given" in who[0]:
            work["author"] = who
    for part in (one for one in places if one[0].isupper()):
        work.setdefault("publisher" if set(words(part)) & terms().stations else "publisher-place", part)
    return work


def _instrument(work: Work, text: str, head: str, places: list[str]) -> Work:
    """Title, number, series, place and maker."""
    kind = work["type"]
    title = re.split(rf"\s\((?:{Y}|No|adopted)", IN_JOURNAL_OF_LAW.sub("", head))[0].strip(" ,")
    if kind == "legislation" and (law := LAW.match(title)):
        title = law["title"]
    title = re.sub(r"\s\([^)]*$", "", title)
    if symbol := SYMBOL.search(text):
        work["number"] = symbol["symbol"]
        if body := RESOLUTION_OF.match(title):
            work["author"], title = [{"literal": body["who"]}], ""
    elif number := NUMBER.search(head):
        work["number"] = number["number"] or number["code"]
    if series := TREATY_SERIES.search(text):
        work |= {"container-title": series["name"], "volume": series["volume"], "page": series["page"]}
    if house := PUBLISHED_BY.search(text):
        work["publisher"] = house["who"]
    if title and not (kind == "speech" and OCCASION.match(title) and title.count(" ") > 1 and " by " not in title):
        work["title"] = title
    if by := BY_WHOM.match(head):
        work["author"] = [{"literal": by["who"].strip()}]
    if signed := SIGNED_AT.search(text):
        work["publisher-place"] = signed["place"]
    elif places and len(places[0].split()) < 3 and kind in ("treaty", "speech", "document"):
        work["publisher-place"] = places[0]
    return work


def _name_at_end(text: str) -> str:
    """The name at the end of "Bakkal Rıza Toprak"; nothing where no name begins the words."""
    found = re.search(rf"(?:[{CAPITAL}]\w+\s)?[{CAPITAL}]\w+$", text.removesuffix(" ile").strip())
    return found[0] if found and text[:1].isupper() else ""
