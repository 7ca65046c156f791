"""Find places by name, whoever's name it is, and say which place is meant.

The gazetteer decides; a word that is spelt nearly as one of its names counts too, and the model's GPE, LOC and FAC stand in, without an
id, where the gazetteer is silent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import day_name, month_name
from typing import TYPE_CHECKING, Any

from spacy.attrs import IDX, LENGTH, POS
from spacy.language import Language
from spacy.symbols import PROPN

from extractor.knowledge import actors, places, treaties
from extractor.pipeline import spans
from extractor.pipeline.names import Hit, NameIndex
from extractor.pipeline.places import unlisted
from extractor.pipeline.places.called_for import called_for
from extractor.pipeline.places.choose import Chooser
from extractor.pipeline.places.guards import is_other
from extractor.pipeline.places.kinds import kinds_beside, shared_candidates
from extractor.pipeline.places.unknown import has_kind_word, is_beside, is_where
from extractor.pipeline.places.variants import Variants
from extractor.pipeline.spans import Found
from extractor.pipeline.taken import Taken
from extractor.pipeline.treaties.names import treaty_names
from extractor.pipeline.words import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span

    from extractor.knowledge.places import Place
    from extractor.pipeline.words import Words

NO_PLACE = ""
PHRASE = "-"  # holds the name of a place and is another thing: the Minsk Group, Western Armenia
SET_APART = {NO_PLACE, PHRASE}
MODEL_LABELS = ("GPE", "LOC", "FAC")
THE = re.compile(r"[Tt]he\s")
WAYS = ("line", "railway", "railroad", "road", "route", "highway", "motorway", "corridor", "pipeline")
ROUTE_WORDS = frozenset({*WAYS, *(f"{way}s" for way in WAYS)})
ROUTE_WORD = rf"(?:(?:{'|'.join(WAYS)})s?)"
# A stop that the gazetteer lacks: a capitalised word in a chain of stops that ends in a word for a way.
CHAIN = re.compile(
    rf"(?<![\w'’])[^\W\d_][\w'’]{{2,30}}(?:[-–—][^\W\d_][\w'’]{{2,30}}){{1,8}}(?=\s(?:\w{{2,20}}\s)?{ROUTE_WORD}\b)"
)
DASH = re.compile(r"[-–—]")
LAST_STOP, LONGEST_CHAIN, LONGEST_WORD = 60, 320, 16  # characters before a word for a way, and of it
KIND_BEHIND = re.compile(r"\s(?:[Rr]iver|[Dd]istrict|[Rr]egion|[Pp]rovince|[Rr]ayon|[Tt]own|[Cc]ity|[Vv]illage)$")
SHORT = 4  # letters
STOP = re.compile(r"[^\W\d_][\w'’]+")


class PlaceFinder:
    """Writes the span group `spans_key`; reads the text and, where the pipeline has them, the model's entities."""

    def __init__(
        self,
        gazetteer: Sequence[Place],
        no_places: Iterable[str],
        *,
        spans_key: str,
        use_model: bool,
    ) -> None:
        self.spans_key = spans_key
        self.use_model = use_model
        self._places = {place.id: place for place in gazetteer}
        self._traditions = _traditions(gazetteer)
        self._parents = _ancestors(gazetteer)
        self._chooser = Chooser(self._places, self._parents)
        names = [(name.text, place.id) for place in gazetteer for name in place.names]
        excluded = [(phrase, PHRASE) for place in gazetteer for phrase in place.excluded]
        self._names = NameIndex([*names, *excluded, *((name, NO_PLACE) for name in no_places)])
        self._variants = Variants(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its place group."""
        words = words_of(spans.text_of(doc))
        tokens = doc.to_array([POS, IDX, LENGTH])
        proper = None
        if self.use_model and doc.has_annotation("TAG"):
            proper = set(tokens[tokens[:, 0] == PROPN, 1].tolist())
        named = list(self._names(words.text, words))
        found = list(self._find(words, named, proper))
        if self.use_model and doc.has_annotation("ENT_IOB"):
            ents = doc.ents
            taken = Taken(words.text, ((hit.start, hit.end) for hit in named))
            found = [*_without_people(words, ents, found), *_of_model(words.text, ents, named, found, taken)]
            for item in found:
                taken.add(item.start, item.end)
            found += called_for(words, tokens, ents, taken)
        return spans.write(doc, self.spans_key, found)

    def find(self, text: str) -> Iterator[Found]:
        """Places that the gazetteer knows, and unknown stops in route strings."""
        words = words_of(text)
        yield from self._find(words, list(self._names(text, words)), None)

    def _find(self, words: Words, named: list[Hit[str]], proper: set[int] | None) -> Iterator[Found]:
        """The same from names found before; `proper` are the characters at which a model sees a proper noun begin."""
        text = words.text
        hits = [
            self._without_kind(text, hit)
            for hit in named
            if SET_APART.isdisjoint(hit.values) and not self._is_other(words, hit)
        ]
        edges = {at for hit in hits for at in (hit.start, hit.end - 1)}
        hits = [hit for hit in hits if not self._needs_help(hit) or _is_helped(words, hit, edges)]
        spelt, elsewhere = unlisted.find(words, named, hits, self._variants, proper)
        spelt = {at: one for at, one in spelt.items() if not self._is_other(words, one[0])}
        hits = sorted([*hits, *(hit for hit, _ in spelt.values())])
        kinds = kinds_beside(words, hits)
        hits = [
            hit._replace(values=values)
            for hit, values in zip(hits, shared_candidates(text, hits, self._parents), strict=True)
        ]
        for hit, (id, shares) in zip(hits, self._chooser.choose(text, hits, kinds), strict=True):
            label, attrs = self._describe(text, hit, id, shares)
            if hit.start in spelt:
                attrs["spelling_of"] = spelt[hit.start][1]
            yield Found(hit.start, hit.end, label, id, attrs)
        yield from elsewhere
        taken = Taken(text, [*((hit.start, hit.end) for hit in hits), *((item.start, item.end) for item in elsewhere)])
        for chain in _chains(words):
            if not taken.is_free(*chain.span()):
                for stop in STOP.finditer(text, *chain.span()):
                    if stop[0][0].isupper() and taken.is_free(*stop.span()):
                        yield Found(stop.start(), stop.end(), "PLACE", "", {"found_by": "route"})

    def _without_kind(self, text: str, hit: Hit[str]) -> Hit[str]:
        """Rivers, districts and towns are named without their kind word: the Aras, not the Aras river."""
        kind = KIND_BEHIND.search(text, hit.start, hit.end)
        if kind and set(hit.values) & set(self._names.get(text[hit.start : kind.start()])):
            return hit._replace(end=kind.start())
        return hit

    def _needs_help(self, hit: Hit[str]) -> bool:
        """Whether the name is so short, and its places so small, that the word alone says little: Tug, Zar."""
        return hit.end - hit.start <= SHORT and all(self._places[id].kind == "VILLAGE" for id in hit.values)

    def _is_other(self, words: Words, hit: Hit[str]) -> bool:
        return is_other(words, hit, common=any(self._places[id].common for id in hit.values))

    def _describe(self, text: str, hit: Hit[str], id: str, shares: dict[str, float]) -> tuple[str, spans.Attrs]:
        attrs: spans.Attrs = {}
        used_by = self._traditions.get((id or hit.values[0], fold(text[hit.start : hit.end])), ())
        if used_by:
            attrs["tradition"] = used_by[0]
        if len(used_by) > 1:
            attrs["traditions"] = list(used_by)
        if shares:
            attrs["candidates"], attrs["scores"] = list(shares), list(shares.values())
        return self._places[id].kind if id else "PLACE", attrs


def _chains(words: Words) -> Iterator[re.Match[str]]:
    """What `CHAIN.finditer` gives, looked for only before words for a way that have a dash before them."""
    done = 0
    for at in words.at(ROUTE_WORDS):
        if at >= done and DASH.search(words.text, max(0, at - LAST_STOP), at):
            chain = CHAIN.search(words.text, max(done, at - LONGEST_CHAIN), at + LONGEST_WORD)
            if chain and chain.start() <= at:
                yield chain
                done = chain.end()


def _without_people(words: Words, ents: Sequence[Span], found: Sequence[Found]) -> Iterator[Found]:
    """The places that are no part of a person's name as the model sees it: not Jack London, but forces left Aghdam Monday."""
    people = [ent for ent in ents if ent.label_ == "PERSON" and len(ent) > 1]
    starts = [ent.start_char for ent in people]
    text = words.text
    places = Taken(text, ((item.start, item.end) for item in found))
    for item in found:
        at = bisect_right(starts, item.start) - 1
        inside = at >= 0 and item.end <= people[at].end_char and " " not in text[item.start : item.end]
        rest = [token for token in people[at] if token.idx not in places] if inside else []
        if not any(token.text[:1].isupper() and not token.is_stop for token in rest) or is_where(
            words, people[at].start_char
        ):
            yield item


def _of_model(
    text: str, ents: Sequence[Span], named: Sequence[Hit[str]], found: Sequence[Found], taken: Taken
) -> Iterator[Found]:
    """The model's places where no table says anything; a phrase that the gazetteer sets apart counts if the model takes it whole."""
    for item in found:
        taken.add(item.start, item.end)
    phrases = {(hit.start, hit.end) for hit in named if hit.values == (PHRASE,)}
    for ent in ents:
        start, end = ent.start_char, ent.end_char
        if ent.label_ in MODEL_LABELS and text[start].isupper():
            lead = THE.match(text, start, end)
            start = lead.end() if lead else start
            if (start, end) in phrases or taken.is_free(start, end):
                yield Found(start, end, "PLACE", "", {"found_by": "model"})


def _is_helped(words: Words, hit: Hit[str], edges: set[int]) -> bool:
    return (
        has_kind_word(words, hit.start, hit.end)
        or is_where(words, hit.start)
        or is_beside(words.text, hit.start, hit.end, edges)
    )


@Language.factory(
    "extractor_places",
    assigns=["doc.spans"],
    default_config={"spans_key": "place", "use_model": True, "gazetteer": None},
)
def create(nlp: Language, name: str, *, spans_key: str, use_model: bool, gazetteer: Any) -> PlaceFinder:  # noqa: ARG001
    """The component `extractor_places`; `gazetteer` is a user's own: a JSONL file or rows."""
    known = places.load(gazetteer)
    bodies = [name for actor in actors.load() if actor.label in {"PERSON", "ORG"} for name in actor.names]
    bodies += [name for actor in actors.load() if actor.label == "PERSON" and actor.alone for name in actor.short]
    return PlaceFinder(
        known,
        [*bodies, *_named_after_towns(known), *_no_places(known)],
        spans_key=spans_key,
        use_model=use_model,
    )


def _no_places(gazetteer: Sequence[Place]) -> Iterator[str]:
    """Capitalised words that are near to the name of a place and never one: months, weekdays, peoples."""
    yield from (*month_name[1:], *day_name)
    named = {fold(name.text) for place in gazetteer for name in place.names}
    yield from (word for actor in actors.load() for word in actor.demonyms if fold(word) not in named)


def _traditions(gazetteer: Sequence[Place]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Whose names a place's forms are, folded: those that use a form today, or that did if nobody does."""
    today: dict[tuple[str, str], dict[str, None]] = {}
    once: dict[tuple[str, str], dict[str, None]] = {}
    for place in gazetteer:
        for name in place.names:
            users = once if name.role in ("historical", "exonym", "misspelling") else today
            users.setdefault((place.id, fold(name.text)), {})[name.tradition] = None
    return {form: tuple(users) for form, users in (once | today).items()}


def _ancestors(gazetteer: Sequence[Place]) -> dict[str, set[str]]:
    """For each place all that it lies in, near and far; the table has no circles."""
    direct = {place.id: {parent.id for parent in place.parents} for place in gazetteer}
    found: dict[str, set[str]] = {}
    for id, parents in direct.items():
        above, seen = set(parents), set()
        while above:
            seen |= above
            above = {higher for parent in above for higher in direct.get(parent, ())} - seen
        found[id] = seen
    return found


def _named_after_towns(gazetteer: Sequence[Place]) -> Iterator[str]:
    """Names of treaties that hold that of a town, "2013 Brussels Agreement": the town is not spoken of. A country in one still is."""
    towns = {fold(name.text) for place in gazetteer if place.kind in {"CITY", "TOWN"} for name in place.names}
    for name in treaty_names(treaties.load(), gazetteer):
        folded = fold(name.text)
        if folded not in towns and any(word in towns for word in STOP.findall(folded)):
            yield name.text
