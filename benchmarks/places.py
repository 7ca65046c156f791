"""Score the place finder: on our own gold, on public geoparsing sets, and on spellings that the gazetteer does not list.

    python benchmarks/places.py
    python benchmarks/places.py FOLDER
    python benchmarks/places.py --leave-out tradition
    python benchmarks/places.py --leave-out third --seed 7
    python benchmarks/places.py --spellings forms.jsonl

Without arguments: the gold, beside the small spaCy model in the same run. FOLDER holds LGL.xml, TR-News.xml, GeoVirus.xml or GeoWebNews;
beside it stand the model and the most populous city of a name. Figures are percent; seconds are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import geo_corpora
import places_peers
import places_unseen

import extractor
from extractor import score as scoring
from extractor.knowledge import places
from extractor.records import Document
from extractor.score import figures, items, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spacy.language import Language

    from extractor.score.figures import Count

ROOT = Path(__file__).resolve().parents[1]
NEAR = 161.0  # kilometres: a hundred miles, at which the literature counts a place as found
EARTH = 6371.0  # kilometres
# What has no part in finding places.
OTHERS = (
    "parser", "lemmatizer", "extractor_footnotes", "extractor_dates", "extractor_routes", "extractor_treaties",
    "extractor_articles", "extractor_entities", "extractor_events",
)  # fmt: skip
LEVELS = {"found": ("extractor", "no model", "spaCy"), "exact": ("extractor", "no model", "spaCy"),
          "right": ("extractor", "no model")}  # fmt: skip

Point = tuple[float, float]


class Answer(NamedTuple):
    """A place that a tool finds, and where it says that it lies."""

    start: int
    end: int
    point: Point | None


class Tally(NamedTuple):
    """Counts of a tool on a set: names by span, and how many of those with coordinates were recognised and put near enough."""

    exact: Count
    overlap: Count
    recognised: int
    near: int
    located: int


def ours(model: str | None = None) -> Language:
    """The pipeline as far as it finds places, on the default model or another, ``blank:en`` for none."""
    return extractor.load(disable=OTHERS) if model is None else extractor.load(model, disable=OTHERS[2:])


def gold(folder: Path, corpus: Path) -> None:
    """Print precision, recall and F1 on the gold, all, open and held, then F1 for each document."""
    annotated = scoring.read(folder)
    texts = scoring.texts(corpus)
    spacy = places_peers.spacy_spans()
    pipelines = {"extractor": ours(), "no model": ours("blank:en")}
    counts: dict[str, dict[str, dict[str, Count]]] = {}  # by tool, document, level
    seconds: dict[str, float] = {}
    for name, nlp in pipelines.items():
        _warm(nlp)
        begin = time.process_time()
        found = [one for one in extractor.extract_all(corpus, nlp=nlp) if isinstance(one, Document)]
        seconds[name] = time.process_time() - begin
        mentions = {one.id: items.from_document(one).of("place") for one in found}
        counts[name] = {
            one.document: spans.tally("place", spans.pair(mentions.get(one.document, ()), one.of("place")))
            for one in annotated
        }
    spacy("A first sentence.")
    begin = time.process_time()
    said = {one.document: spacy(texts[one.document]) for one in annotated}
    seconds["spaCy"] = time.process_time() - begin
    counts["spaCy"] = {
        one.document: spans.tally("place", spans.pair(_mentions(said[one.document]), one.of("place")))
        for one in annotated
    }
    words = sum(len(texts[one.document].split()) for one in annotated)
    print(f"{len(annotated)} documents, {words:,} words, {sum(len(one.of('place')) for one in annotated):,} places")
    print(
        "CPU seconds: "
        + ", ".join(f"{name} {took:.2f} ({words / max(took, 0.01):,.0f} words/s)" for name, took in seconds.items())
    )
    print(f"\n{'':22}" + "".join(f"{part:^24}" for part in ("all", "open", "held")))
    print(f"{'':22}" + f"{'P':>8}{'R':>8}{'F1':>8}" * 3)
    parts = (annotated, [one for one in annotated if not one.held], [one for one in annotated if one.held])
    for level, tools in LEVELS.items():
        for tool in tools:
            sums = [figures.total(counts[tool][one.document][level] for one in part) for part in parts]
            cells = "".join(f"{100 * x:8.1f}" for one in sums for x in (one.precision, one.recall, one.f))
            print(f"{level:8}{tool:14}{cells}")
    print(f"\nF1{'':38}" + "".join(f"{level[:5] + ' ' + tool:>18}" for level in LEVELS for tool in LEVELS[level]))
    for one in annotated:
        row = [counts[tool][one.document][level].f for level in LEVELS for tool in LEVELS[level]]
        mark = " (held)" if one.held else ""
        print(f"{one.document + mark:40}" + "".join(f"{100 * cell:18.1f}" for cell in row))


def corpora(folder: Path) -> bool:
    """Print recognition and resolution on each set of a folder; whether there was one."""
    sets = geo_corpora.load(folder)
    if not any(corpus.articles for corpus in sets):
        return False
    nlp, spacy, baseline = ours(), places_peers.spacy_spans(), places_peers.population()
    _warm(nlp)
    for corpus in sets:
        faults = ", ".join(f"{number} {what}" for what, number in sorted(corpus.faults.items())) or "no faults"
        print(f"\n{corpus.name}: {len(corpus.articles)} articles, {corpus.toponyms:,} toponyms ({faults})")
        print(
            f"{'':24}{'exact P':>9}{'R':>7}{'F1':>7}{'overlap F1':>12}{'@161 recognised':>17}{'@161 all':>10}{'CPU s':>8}"
        )
        known = [
            article._replace(gold=[_located(one, baseline) for one in article.gold]) for article in corpus.articles
        ]
        tools: dict[str, Callable[[geo_corpora.Article], list[Answer]]] = {
            "extractor": lambda article: answers(nlp, article.text),
            "spaCy, population": lambda article: [
                Answer(*span, baseline(article.text[slice(*span)])) for span in spacy(article.text)
            ],
            "gold spans, population": lambda article: [
                Answer(one.start, one.end, baseline(article.text[one.start : one.end])) for one in article.gold
            ],
        }
        for name, run in tools.items():
            begin = time.process_time()
            said = [run(article) for article in known]
            took = time.process_time() - begin
            tally = measure(known, said)
            print(
                f"{name:24}{100 * tally.exact.precision:9.1f}{100 * tally.exact.recall:7.1f}{100 * tally.exact.f:7.1f}"
                f"{100 * tally.overlap.f:12.1f}{_share(tally.near, tally.recognised):17.1f}"
                f"{_share(tally.near, tally.located):10.1f}{took:8.2f}"
            )
    return True


def answers(nlp: Language, text: str) -> list[Answer]:
    """What the library finds in a text; a place without an id lies where `lookup` puts the first of its name."""
    table = {place.id: place for place in places.load()}
    found = []
    for mention in extractor.extract_text(text, nlp=nlp).mentions:
        if mention.kind == "place":
            place = table.get(mention.id) or next(iter(extractor.lookup(mention.text)), None)
            point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
            found.append(Answer(*places_peers.trimmed(text, mention.start, mention.end), point))
    return found


def measure(articles: Sequence[geo_corpora.Article], said: Sequence[Sequence[Answer]]) -> Tally:
    """Recognition by pairs of spans; resolution over the toponyms whose coordinates the set gives."""
    exact, overlap = [], []
    recognised = near = located = 0
    for article, found in zip(articles, said, strict=True):
        pairing = spans.pair(
            _mentions((one.start, one.end) for one in found), _mentions((one.start, one.end) for one in article.gold)
        )
        counted = spans.tally("place", pairing)
        exact.append(counted["exact"])
        overlap.append(counted["found"])
        points = {(one.start, one.end): one.point for one in found}
        truth = {(one.start, one.end): (one.lat, one.lon) for one in article.gold}
        located += sum(one.lat is not None for one in article.gold)
        for mine, theirs in pairing.pairs:
            lat, lon = truth[theirs.start, theirs.end]
            if lat is not None and lon is not None:
                recognised += 1
                point = points[mine.start, mine.end]
                near += point is not None and distance(point, (lat, lon)) <= NEAR
    return Tally(figures.total(exact), figures.total(overlap), recognised, near, located)


def distance(one: Point, other: Point) -> float:
    """Kilometres on a sphere.

    >>> round(distance((40.38, 49.89), (40.18, 44.51)))
    457
    """
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def _located(toponym: geo_corpora.Toponym, baseline: places_peers.Population) -> geo_corpora.Toponym:
    """With the coordinates of its GeoNames id, where the set gives only that and it is a city's."""
    point = baseline.at(toponym.geonames) if toponym.lat is None and toponym.geonames is not None else None
    return toponym._replace(lat=point[0], lon=point[1]) if point else toponym


def _mentions(found: Iterable[tuple[int, int]]) -> list[items.GoldMention]:
    return [
        items.GoldMention(kind="place", label="PLACE", start=start, end=end, text="", id="") for start, end in found
    ]


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else math.nan


def _warm(nlp: Language) -> None:
    """Load what is loaded when first asked for, so that no tool's time holds it."""
    extractor.extract_text("They drove from Shusha to Vilnius.", nlp=nlp)
    extractor.lookup("Vilnius")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="folder of public geoparsing sets")
    parser.add_argument("--leave-out", choices=("tradition", "third"), help="build the finder without these names")
    parser.add_argument("--spellings", type=Path, metavar="FILE", help='JSONL of {"form": ..., "id": ...}')
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--gold", type=Path, default=ROOT / "gold")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    options = parser.parse_args()
    if options.leave_out:
        print(f"Names left out by {options.leave_out}, seed {options.seed}; percent of sentences")
        print(places_unseen.table(places_unseen.left_out(options.leave_out, options.seed)))
        print(f"\nOne random slip in a listed name, seed {options.seed}")
        print(places_unseen.table(places_unseen.misspelt(options.seed)))
    if options.spellings:
        results, unusable = places_unseen.from_file(options.spellings)
        print(f"{options.spellings}: {unusable} lines could not be used")
        print(places_unseen.table(results))
    if options.folder and not corpora(options.folder):
        parser.error(f"{options.folder} holds no set that can be read")
    if not (options.folder or options.leave_out or options.spellings):
        gold(options.gold, options.corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
