"""Generated texts with hostile ones among them: every kind of file that a folder of real texts may hold by accident or malice."""

import json
import random

PLACES = ("Shusha", "Aghdam", "Lachin", "Kalbajar", "Stepanakert", "Baku", "Yerevan")
HOSTILE = {
    "empty.txt": lambda _: b"",
    "blank.md": lambda _: b" \n\t\n",
    "nul.txt": lambda _: b"They met\x00 in Shusha.",
    "binary.txt": lambda rng: rng.randbytes(2000),
    "brackets.txt": lambda _: b"(" * 20_000,
    "quotes.txt": lambda _: b"'" * 20_000,
    "footnotes.txt": lambda _: b"".join(b"Said so.[%d]\n" % n for n in range(500)),
    "surrogate.jsonl": lambda _: b'{"text": "They met \\ud800 in Shusha."}',
    "nan.jsonl": lambda _: b'{"text": NaN}',
    "deep.jsonl": lambda _: b"[" * 100_000,
    "bidi.txt": lambda _: "They \u202emet\u202c in Şuşa\u0301\u0301\u0301 \U0001f468\u200d\U0001f469.".encode(),
    "wide.txt": lambda _: "They met in Shusha.".encode("utf-16"),
    "half.txt": lambda _: "They met in Şuşa.".encode("utf-16")[:-1],
    "latin.txt": lambda _: "Réunion à Chouchi, où.".encode("latin-1"),
    "page.html": lambda _: b"<html><body>" + b"<div>" * 5000 + b"They met in Shusha.",
    "entity.html": lambda _: b"<p>&#x110000; &lt;script&gt; They met.</p><script>alert(1)</script>",
    "bomb.docx": lambda _: b"PK\x03\x04" + b"\x00" * 500,
    "formula.txt": lambda _: b'=HYPERLINK("http://example.org") met in Shusha.',
    "front.md": lambda _: b"---\ntitle: [\n---\nThey met.",
}


def crowd(folder, number, *, seed):
    """Write about `number` texts, one in six of them hostile; gives how the output is to name each."""
    rng = random.Random(seed)
    names = []
    for index in range(number):
        if rng.random() < 1 / 6:
            kind = rng.choice(sorted(HOSTILE))
            name, data = f"{index:05}-{kind}", HOSTILE[kind](rng)
        else:
            day, place = rng.randint(1, 28), rng.choice(PLACES)
            text = (
                f"Text {index}. They left {place} on {day} November 2020 (article {rng.randint(1, 9)}[1]).\n"
                * rng.randint(1, 5)
            )
            kind = rng.choice(("a.txt", "a.md", "a.jsonl"))
            name = f"{index:05}-{kind}"
            data = json.dumps({"text": text}).encode() if kind.endswith("jsonl") else text.encode()
        (folder / name).write_bytes(data)
        names.append((folder / name).as_posix() + ("#1" if name.endswith(".jsonl") else ""))
    (folder / "link.txt").symlink_to("/etc/hostname")
    return [*names, (folder / "link.txt").as_posix()]
