"""Measure the triage: does it keep what the gold is annotated with, what else does it keep, and how fast is it.

    python benchmarks/triage.py
    python benchmarks/triage.py --wikiwars FOLDER --sentences FILE.jsonl
    python benchmarks/triage.py --tools

Recall: for each annotated text and each id in it (place and all that holds it, treaty, actor), a list of that id alone must keep the text.
Kept besides: the share of texts without the id that are kept all the same. WikiWars and the PLOVER sentences stand for other people's
texts. ``--tools`` runs the matchers that are installed beside ours. Seconds are CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import ahocorasick_rs

from extractor import score as scoring
from extractor.triage import Triage, folding, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
NAMES = 10_000
SYLLABLES = ["ka", "ra", "bo", "ti", "shu", "mel", "dan", "ov", "gor", "ez", "li", "van", "tse", "ur"]
# Lists chosen by hand, and the articles of WikiWars that are about what they name.
WARS = {
    "vietnam": {"05", "14"}, "iraq, iran": {"07", "12"}, "iran": {"12"}, "north-korea, south-korea": {"06"}, "spain": {"16"},
    "mexico": {"15"}, "=Chiang Kai-shek, =Mao": {"11"}, "=Carthage, =Hannibal": {"10"}, "=Robespierre": {"08"}, "=Trotsky": {"13"},
    "karabakh": set(), "osce-minsk-group": set(), "cyprus": set(), "kosovo": set(), "transnistria": set(), "kashmir": set(),
    "trilateral-statement-2020-11-09": set(), "unsc-resolution-822": set(), "icj": set(), "nikol-pashinyan": set(),
}  # fmt: skip


def ids_of(document: object, known: tables.Tables) -> dict[str, set[str]]:
    """What a gold document is annotated with: places and what holds them, treaties, actors."""
    places = {item.id for item in document.of("place") if item.id in known.places}
    holding = {id for id in known.places if id not in places and places & set(known.within(id))}
    cited = {item.id.partition("/")[0] for kind in ("treaty", "article") for item in document.of(kind)}
    acting = {item.id.partition("/")[0] for item in document.of("entity")}
    return {
        "place": places, "region": {id for id in holding if known.places[id].kind in ("COUNTRY", "REGION")},
        "treaty": cited & set(known.treaties), "actor": acting & set(known.actors),
    }  # fmt: skip


def gold(folder: Path, corpus: Path) -> None:
    """Print recall by kind on the gold, what is missed in its open part, and the share kept of texts without the id."""
    known = tables.load()
    annotated, texts = scoring.read(folder), scoring.texts(corpus)
    wanted = {one.document: ids_of(one, known) for one in annotated}
    counts: dict[str, list[int]] = defaultdict(
        lambda: [0, 0, 0, 0, 0, 0]
    )  # open kept, of; held kept, of; others kept, of
    missed = []
    for kind in ("place", "region", "treaty", "actor"):
        for id in sorted(set().union(*(one[kind] for one in wanted.values()))):
            triage = Triage([id])
            for one in annotated:
                kept = bool(triage.touches(texts[one.document]))
                any_kind = {other for ids in wanted[one.document].values() for other in ids}
                if id in wanted[one.document][kind]:
                    at = 2 if one.held else 0
                    if not kept and not one.held:
                        missed.append((one.document, kind, id))
                elif id in any_kind:
                    continue
                else:
                    at = 4
                counts[kind][at] += kept
                counts[kind][at + 1] += 1
    print(f"{'gold':10}{'recall, open':>20}{'recall, held':>20}{'kept without it':>20}")
    for kind, row in counts.items():
        cells = (f"{a / max(b, 1):.3f} ({a}/{b})" for a, b in zip(row[::2], row[1::2], strict=True))
        print(f"{kind:10}" + "".join(f"{cell:>20}" for cell in cells))
    print(f"missed in the open part: {len(missed)}")
    for line in missed:
        print("  " + ": ".join(line))


def wars(folder: Path) -> None:
    """Print which articles of WikiWars each list keeps."""
    texts = {
        path.name[:2]: re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.xml"))
    }
    print(
        f"\n{'WikiWars, ' + str(len(texts)) + ' articles':36}{'recall':>8}{'kept':>6}  kept besides what the list is about"
    )
    for only, about in WARS.items():
        triage = Triage(only)
        kept = {name: triage.count(text) for name, text in texts.items() if triage.touches(text)}
        recall = f"{len(about & set(kept))}/{len(about)}" if about else "-"
        others = "; ".join(f"{name} {' '.join(list(rows)[:2])}" for name, rows in kept.items() if name not in about)
        print(f"{only:36}{recall:>8}{len(kept):>6}  {others[:120]}")


def sentences(path: Path) -> None:
    """Print recall and share kept on single sentences whose actors are coded with a state."""
    known = tables.load()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [row["text"] for row in rows]
    coded = [{actor.get("code", "") for side in ("source", "target") for actor in row.get(side) or ()} for row in rows]
    sums = [0, 0, 0, 0]
    for actor in known.actors.values():
        if actor.label != "GPE" or actor.id not in known.places or sum(actor.code in codes for codes in coded) < 3:
            continue
        triage = Triage([actor.id])
        for text, codes in zip(texts, coded, strict=True):
            at = 0 if actor.code in codes else 2
            sums[at] += bool(triage.touches(text))
            sums[at + 1] += 1
    print(
        f"\nsentences: {len(texts)}; coded with the state and kept {sums[0]}/{sums[1]}, others kept {sums[2]}/{sums[3]}"
    )


def speed(corpus: Path, *, tools: bool) -> None:
    """Print words per CPU second on the corpus repeated, with a list of many names and with a region."""
    texts = list(scoring.texts(corpus).values()) * 20
    count = sum(len(text.split()) for text in texts)
    names = many()
    print(f"\n{count:,} words in {len(texts)} texts")
    for label, only in ((f"{len(names):,} names", names), ("karabakh, minsk-group", "karabakh, minsk-group")):
        begin = time.process_time()
        triage = Triage(only)
        built = time.process_time() - begin
        took, kept = best(lambda: sum(bool(triage.touches(text)) for text in texts))  # noqa: B023
        print(
            f"{label:32}{count / took / 1e6:8.2f} million words/s  kept {kept / len(texts):.2f}  built in {built:.2f} s"
        )
    took, _ = best(lambda: sum(len(folding.words(text)) for text in texts))
    print(f"{'evening out alone':32}{count / took / 1e6:8.2f} million words/s")
    if tools:
        data = [folding.words(text).lower() for text in texts]
        beside(data, sorted({folding.name(name).lower() for name in names}), count)


def beside(texts: list[bytes], names: list[bytes], count: int) -> None:
    """Print what the installed matchers make of the same evened out texts and names."""
    search = ahocorasick_rs.BytesAhoCorasick(names)
    runs: dict[str, Callable[[], int]] = {
        "ahocorasick-rs": lambda: sum(len(search.find_matches_as_indexes(text, overlapping=True)) for text in texts)
    }
    if ahocorasick := installed("ahocorasick"):
        other = ahocorasick.Automaton()
        for name in names:
            other.add_word(name.decode(), 0)
        other.make_automaton()
        decoded = [text.decode() for text in texts]
        runs["pyahocorasick"] = lambda: sum(1 for text in decoded for _ in other.iter(text))
    if hyperscan := installed("hyperscan"):
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        database.compile(expressions=names, ids=list(range(len(names))), elements=len(names), flags=[0] * len(names))

        def scanned() -> int:
            found: list[tuple[int, ...]] = []
            for text in texts:
                database.scan(text, match_event_handler=lambda *at: found.append(at))
            return len(found)

        runs["hyperscan"] = scanned
    for tool, work in runs.items():
        took, hits = best(work)
        print(f"{tool:32}{count / took / 1e6:8.2f} million words/s  {hits:,} hits")
    pattern = re.compile(b"|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    part = texts[: len(texts) // 20]
    begin = time.process_time()
    hits = sum(1 for text in part for _ in pattern.finditer(text))
    print(
        f"{'re, one alternation':32}{count / 20 / (time.process_time() - begin) / 1e6:8.3f} million words/s  {hits:,} hits in a twentieth"
    )


def installed(module: str) -> ModuleType | None:
    """A module, or None where it is not there."""
    return importlib.import_module(module) if importlib.util.find_spec(module) else None


def many() -> list[str]:
    """Names of the gazetteer and made ones, each to be looked for as it stands."""
    found = dict.fromkeys(f"={name.text}" for place in tables.load().places.values() for name in place.names)
    rng = random.Random(1)
    while len(found) < NAMES:
        found["=" + "".join(rng.choices(SYLLABLES, k=4)).title() + rng.choice(("", " Town", " Pass"))] = None
    return list(found)


def best(work: Callable[[], int]) -> tuple[float, int]:
    """The least CPU seconds of some rounds, and what the work gave."""
    least, made = float("inf"), 0
    for _ in range(ROUNDS):
        begin = time.process_time()
        made = work()
        least = min(least, time.process_time() - begin)
    return least, made


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wikiwars", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--tools", action="store_true")
    asked = parser.parse_args(arguments)
    gold(ROOT / "gold", ROOT / "corpus")
    if asked.wikiwars:
        wars(asked.wikiwars)
    if asked.sentences:
        sentences(asked.sentences)
    speed(ROOT / "corpus", tools=asked.tools)


if __name__ == "__main__":
    main(sys.argv[1:])
