"""Bind dates to events: the day of the clause, what it shares with its neighbours, the old and the new day of what was put off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.pipeline.events.binding import preposition
from extractor.pipeline.events.words import DEADLINE, RELATIVE, VERBAL
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.events.binding import Sentence
    from extractor.pipeline.events.parse import Parse, Word
    from extractor.pipeline.events.triggers import Trigger

WANTING = {"REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE"}  # what is said wants something by a day
SETTING = {"at", "during", "in"}
DURING = {"in", "during"}
LATER = {"until", "till", "to"}
# "due on 3 March", "first set for May": a day that was laid down, told of something that then has a day of its own.
LAID_DOWN = {"due", "schedule", "set", "plan", "expect", "slate", "fix", "foresee", "envisage", "promise", "intend"}
FOR_WHEN = DEADLINE | {"for"}  # "planned on 2 March" is the day of the planning, "planned for 2 March" is not


def bind_dates(
    parse: Parse, sentence: Sentence, dates: Sequence[Found], statuses: Sequence[str]
) -> list[dict[str, Any]]:
    """For each trigger its `date` and, where it was moved, its `original_date`, as record parts."""
    own: list[list[Found]] = [[] for _ in sentence.triggers]
    for item in dates:
        if (
            item.label in {"DATE", "TIME"}
            and item.id[:1] not in {"", "P"}
            and not item.attrs.get("timex", "").endswith("_REF")
        ):
            for number in sentence.owners(item.start, item.end):
                own[number].append(item)
    _give_to_nouns(parse, sentence, own)
    bound: list[dict[str, Any]] = []
    for number, (trigger, status) in enumerate(zip(sentence.triggers, statuses, strict=True)):
        inferred = False
        mine = own[number]
        if trigger.sense.type in WANTING and status == "actual":
            mine = [item for item in mine if preposition(parse, item) not in DEADLINE]
        if not mine:
            shared = (
                _shared(sentence, number, own)
                or _inside(sentence, number, own)
                or _around(parse, trigger, dates)
                or _of_when(parse, trigger, dates)
            )
            mine, inferred = list(shared), True
        parts: dict[str, Any] = {"date": None, "original_date": None}
        laid_down = [item for item in mine if _is_laid_down(parse, item, trigger)]
        if 0 < len(laid_down) < len(mine):
            mine = [item for item in mine if item not in laid_down]
            parts["original_date"] = when(parse.text, laid_down[0], "day that was laid down for it")
        if mine:
            moved = [item for item in mine if preposition(parse, item) in LATER] if status == "postponed" else []
            first = (
                moved[0]
                if moved
                else min(
                    mine,
                    key=lambda item: (
                        _is_aside(parse, item, trigger),
                        -_precision(item.id),
                        abs(item.start - trigger.token.idx),
                    ),
                )
            )
            how = (
                "shared with the clause it is joined to"
                if inferred
                else "moved to this date"
                if moved
                else "date of the clause"
            )
            parts["date"] = when(parse.text, first, how, inferred=inferred)
            if status == "postponed" and (ends := _ends(parse, first)):
                parts["original_date"], parts["date"] = ends
            if (
                status == "postponed"
                and not moved
                and not parts["original_date"]
                and _is_of_noun(parse, first, trigger)
            ):
                parts["original_date"], parts["date"] = when(parse.text, first, "date that was given up"), None
            elif status == "postponed" and (
                others := [item for item in mine if item != first and item.start < first.start]
            ):
                parts["original_date"] = when(parse.text, others[-1], "date that it was moved from")
        bound.append(parts)
    for number, (trigger, status) in enumerate(zip(sentence.triggers, statuses, strict=True)):
        if status == "postponed" and bound[number]["date"] and not bound[number]["original_date"]:
            bound[number]["original_date"] = _planned_below(sentence, trigger, statuses, bound)
    return bound


def _give_to_nouns(parse: Parse, sentence: Sentence, own: Sequence[list[Found]]) -> None:
    """Give a date in the opening phrase of a sentence to the noun that it stands behind: "After the capture of the town on 3 May, they
    left".
    """
    for number, verb in enumerate(sentence.triggers):
        for item in [item for item in own[number] if item.end <= verb.token.idx]:
            for other, noun in enumerate(sentence.triggers):
                end = noun.span.end_char
                opening = noun.token.pos_ not in VERBAL and end <= item.start and noun.token.head.pos_ == "ADP"
                if (
                    opening
                    and not _breaks(parse.text[end : item.start])
                    and _breaks(parse.text[item.end : verb.token.idx])
                ):
                    own[number].remove(item)
                    own[other].append(item)
                    break


def _is_of_noun(parse: Parse, item: Found, trigger: Trigger) -> bool:
    """Whether a date stands under the noun itself and not under the verb that moved it: "The meeting on 3 May was postponed"."""
    span = parse.at(item.start, item.end)
    under = span is not None and trigger.token.is_ancestor(span.root) and trigger.token != trigger.clause
    return under and trigger.sense.pos == "NOUN" and item.end <= trigger.clause.idx


def _breaks(text: str) -> bool:
    return any(char in ",;:" for char in text)


def _is_aside(parse: Parse, item: Found, trigger: Trigger) -> bool:
    """Whether a date stands in a clause that tells something else of the noun: "the talks, hosted since Saturday, resume on Sunday"."""
    span = parse.at(item.start, item.end)
    if span is None:
        return False
    for above in span.root.ancestors:
        if above.i in {word.i for word in trigger.chain[:1]}:
            return False
        if above.dep_ == "relcl":
            return True
    return False


def _is_laid_down(parse: Parse, item: Found, trigger: Trigger) -> bool:
    """Whether a date stands under a word that lays it down and is not what the event hangs on: "the summit scheduled for 12 May"."""
    span = parse.at(item.start, item.end)
    if span is None:
        return False
    chain = {word.i for word in trigger.chain}
    for above in span.root.ancestors:
        if above.i in chain:
            return False
        if above.base in LAID_DOWN and above.tag_ in {"VBN", "VBD", "JJ"}:
            others = (c for c in above.children if c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ not in RELATIVE)
            fits = above.base in {"due", "expect", "slate"} or preposition(parse, item) in FOR_WHEN
            return fits and not any(others)  # "the decision is expected in May" tells of something else
    return False


def _ends(parse: Parse, item: Found) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The date given up and the new one, where one mention holds both: "from 15 to 25 November"."""
    sides = item.attrs.get("ends", [])
    days = item.id.split("/")
    if len(sides) != len("ab") or len(days) != len("ab") or preposition(parse, item) != "from":
        return None
    (low, high, _), (start, end, _) = sides
    return (
        when(parse.text, Found(low, high, item.label, days[0]), "date that it was moved from"),
        when(parse.text, Found(start, end, item.label, days[1]), "moved to this date"),
    )


def when(text: str, item: Found, how: str, *, inferred: bool = False) -> dict[str, Any]:
    """A date as a record part, with characters of the clean text and the rule that bound it."""
    return {
        "edtf": item.id,
        "text": text[item.start : item.end],
        "start": item.start,
        "end": item.end,
        "inferred": inferred,
        "how": how,
    }


def _precision(edtf: str) -> int:
    return min(edtf.count("-"), 2) if "/" not in edtf else 1


def _shared(sentence: Sentence, number: int, own: Sequence[Sequence[Found]]) -> Sequence[Found]:
    """The date of the clause that this one is coordinated with: "On 20 November they withdrew and left"; a clause with a subject of its
    own behind a comma shares only a date that opens the sentence.
    """
    trigger = sentence.triggers[number]
    token = trigger.clause
    alone = False
    while token.dep_ == "conj" and token.head.i != token.i and not _is_apart(token):
        commas = any(word.text == "," for word in token.parse.words[token.left_edge.i - 2 : token.left_edge.i])
        alone = alone or (commas and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children))
        token = token.head
        for other, candidate in enumerate(sentence.triggers):
            if other != number and token.i in {word.i for word in candidate.chain}:
                end = min(word.idx for word in candidate.chain) if alone else trigger.token.idx
                return [item for item in own[other] if item.start < end]
    return []


def _is_apart(clause: Word) -> bool:
    """Whether a semicolon stands before a clause that is joined to another."""
    return any(word.text == ";" for word in clause.parse.words[clause.head.i : clause.i])


def _inside(sentence: Sentence, number: int, own: Sequence[Sequence[Found]]) -> Sequence[Found]:
    """The date of the happening in which another one fell: "In the fighting of 13 September they lost ten men"."""
    clause = sentence.triggers[number].clause
    verbs = [clause, *([clause.head] if clause.dep_ == "conj" and clause.pos_ in VERBAL else [])]
    for verb in verbs:
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in DURING:
                for other, candidate in enumerate(sentence.triggers):
                    if other != number and candidate.token.head.i == child.i:
                        return own[other]
    return []


def _around(parse: Parse, trigger: Trigger, dates: Sequence[Found]) -> list[Found]:
    """The date of the clause whose setting a happening is: "On 19 April, at their eighth meeting, they decided"."""
    prep = trigger.token.head
    if trigger.token.dep_ != "pobj" or prep.lower_ not in SETTING or prep.head.pos_ not in VERBAL:
        return []
    found = []
    for item in dates:
        span = parse.at(item.start, item.end)
        verb = next((word for word in span.root.ancestors if word.pos_ in VERBAL), None) if span is not None else None
        if verb == prep.head and item.label == "DATE" and item.id[:1] not in {"", "P"}:
            found.append(item)
    return found


def _of_when(parse: Parse, trigger: Trigger, dates: Sequence[Found]) -> list[Found]:
    """The date of which a clause with *when* tells: "On 10 December, when the town was shelled, ..."; "the day an arrest was made"."""
    for verb in (trigger.clause, trigger.clause.head):
        opens = next((child for child in verb.children if child.lower_ == "when" and child.dep_ == "advmod"), None)
        if opens is None or verb.dep_ not in {"relcl", "advcl"}:
            continue
        ends = parse.words[max(0, opens.i - 1)]
        end = ends.idx if ends.text == "," else opens.idx
        return [
            item for item in dates if item.label == "DATE" and item.id[:1] not in {"", "P"} and 0 <= end - item.end <= 1
        ]
    return []


def _planned_below(
    sentence: Sentence, trigger: Trigger, statuses: Sequence[str], bound: Sequence[dict[str, Any]]
) -> dict[str, Any] | None:
    """The date that a relative clause of a postponed noun gave: "the withdrawal, which was agreed for 15 November, was postponed"."""
    for number, other in enumerate(sentence.triggers):
        if other is not trigger and statuses[number] == "planned" and trigger.token.is_ancestor(other.token):
            date: dict[str, Any] | None = bound[number]["date"]
            return date
    return None
