"""Fuzz the targets with atheris, which follows what the library does with each input.

    python tests/fuzz/fuzz.py record --seconds 600
    python tests/fuzz/fuzz.py --seconds 60

Inputs worth keeping go to build/fuzz/TARGET and are taken up by the next run. An input that breaks a promise is written to
tests/fuzz/findings/TARGET, once for each place in the code that raised, and fuzzing goes on; `tests/safety/test_fuzz.py` runs all that
lies there ever after. One input may take 10 seconds and 2 GiB. The exit code is 1 where something was found.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
FINDINGS = HERE / "findings"
KEPT = HERE.parents[1] / "build" / "fuzz"
NAMES = (
    "record", "txt", "md", "jsonl", "html", "docx", "epub", "pdf", "annotation", "brat", "doccano", "label-studio", "prodigy", "gold", "places",
)  # fmt: skip
LIMITS = ("-timeout=10", "-rss_limit_mb=2048", "-max_len=8192", "-print_final_stats=1")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"any of {', '.join(NAMES)}; all without one")
    parser.add_argument("--seconds", type=int, default=60, help="how long, for each target")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        fuzz(options.targets[0], options.seconds)
    before = set(FINDINGS.rglob("*"))
    for name in options.targets or NAMES:
        # A run ends its process, so each has its own.
        subprocess.run([sys.executable, __file__, name, f"--seconds={options.seconds}", "--here"], check=False)
    found = sorted(path for path in set(FINDINGS.rglob("*")) - before if path.is_file())
    print(*(f"found: {path}" for path in found), sep="\n")
    return int(bool(found))


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target; the process ends with it."""
    import atheris  # a tool of this script alone

    sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]
    with atheris.instrument_imports(include=["extractor"]):
        import targets

        target = targets.targets()[name]
        for seed in target.seeds:
            target.run(seed)  # imports what is imported late, and leaves that out of the first input's time
    corpus, findings = KEPT / name, FINDINGS / name
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = KEPT / f"{name}.dict"
    quoted = ["".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass")) for word in target.words]
    words.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
    settings = [*LIMITS, f"-max_total_time={seconds}", f"-dict={words}", f"-artifact_prefix={findings}/", str(corpus)]
    atheris.Setup([sys.argv[0], *settings], going_on(target.run, findings))
    atheris.Fuzz()


def going_on(run: Callable[[bytes], object], findings: Path) -> Callable[[bytes], None]:
    """The target, with the first input for each place that raises written down."""
    seen: set[str] = set()

    def one(data: bytes) -> None:
        try:
            run(data)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what was looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            site = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
            if site not in seen:
                seen.add(site)
                digest = hashlib.sha256(data).hexdigest()[:12]
                (findings / digest).write_bytes(data)
                print(f"\nFOUND {digest} {site}", flush=True)
                traceback.print_exc()

    return one


if __name__ == "__main__":
    sys.exit(main())
