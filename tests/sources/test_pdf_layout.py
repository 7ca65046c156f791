"""PDF pages as a reader sees them: columns in order, no heads and feet, notes at the feet with their markers, tables by rows."""

import math
import zlib

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

import extractor
from extractor import text
from extractor.errors import ExtractorError
from extractor.sources import read

FONT = "Times-Roman"
HEIGHT = A4[1]
ONE = (
    "The two delegations met in Sochi on 3 March 2021 and spoke for five hours about the road that leads through the valley. "
    "Nobody had expected a result on the first day, and none came. The hosts proposed a second meeting, which the parties "
    "accepted after a short break, on the condition that the list of prisoners would be exchanged before it began."
)
TWO = (
    "The second meeting took place in Tbilisi on 20 April 2021. This time the delegations agreed on a calendar of three steps, "
    "of which the first was to be taken in May. The railway was not mentioned in the statement, although all who were present "
    "knew that it had been spoken about at length on the evening before, and again in the morning."
)
THREE = (
    "What was agreed in Tbilisi did not last. In June 2021 the posts at the lake were moved again, and each side accused the "
    "other of having moved them first. Observers who travelled to the lake could not say who was right, and the calendar of "
    "three steps was not spoken of any more by anybody who had a part in making it."
)


def story(number, length=12):
    """Sentences that nobody wrote before, because heads of pages are known by coming again."""
    who = [
        "the ministers",
        "the observers",
        "the shepherds",
        "the drivers",
        "the engineers",
        "the mayors",
        "the farmers",
    ]
    did = ["spoke of", "walked to", "looked at", "drew", "asked about", "wrote of", "measured"]
    what = [
        "the bridge",
        "the spring",
        "the old mill",
        "the customs house",
        "the pass",
        "the railway yard",
        "the quarry",
    ]
    kinds = [who, did, what, ["in the morning", "for an hour", "without haste", "once more", "at last"]]
    return " ".join(
        f"On day {n + number * length} of that long journey "
        + " ".join(kind[(n * (k + 2) + number + n // (k + 3)) % len(kind)] for k, kind in enumerate(kinds))
        + "."
        for n in range(length)
    )


class Page:
    """Sets text on a canvas as a printer does; `at` counts from the top of the page."""

    def __init__(self, path, **settings):
        self.canvas = Canvas(str(path), pagesize=A4, **settings)
        self.path = path

    def put(self, words, x, at, size=10, font=FONT):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - at, words)

    def block(self, words, x, at, *, width, size=10, leading=12):
        """Lines from `at` on, "^n" a raised figure; gives where the next line would stand."""
        for line in simpleSplit(words, FONT, size, width):
            left = x
            for number, part in enumerate(line.split("^")):
                if number:
                    figure = part[:1]
                    self.put(figure, left, at - size * 0.35, size * 0.6)
                    left += stringWidth(figure, FONT, size * 0.6)
                    part = part[1:]  # noqa: PLW2901
                self.put(part, left, at, size)
                left += stringWidth(part, FONT, size)
            at += leading
        return at

    def next(self):
        self.canvas.showPage()

    def save(self):
        self.canvas.showPage()
        self.canvas.save()
        return self.path


@pytest.fixture
def page(tmp_path):
    return Page(tmp_path / "a.pdf")


def cleaned(path):
    (source,) = read(path)
    return text.clean(source.raw, edits=source.edits)


def body(path):
    return " ".join(cleaned(path).text.split())


def test_one_column(page):
    page.block(ONE, 72, 100, width=440)
    page.block(TWO, 72, 160, width=440)
    assert cleaned(page.save()).text.split("\n\n") == [ONE, TWO]


@pytest.mark.parametrize("rows", [False, True])
def test_two_columns_with_head_and_foot_on_three_pages(page, rows):
    columns = [story(number, 18 + number) for number in range(6)]
    for number in range(3):
        page.put("The Valley Review", 72, 40, 9)
        page.put(f"Spring 2021 | {number + 11}", 460, 40, 9)
        if not number:
            page.put("After the meetings", 200, 80, 18)
        split = [simpleSplit(one, FONT, 10, 215) for one in columns[2 * number : 2 * number + 2]]
        lines = [
            (x, 110 + 12 * n, line) for x, side in zip((72, 307), split, strict=True) for n, line in enumerate(side)
        ]
        # Some programs write a page row by row, over both columns.
        for x, at, line in sorted(lines, key=lambda one: one[1]) if rows else lines:
            page.put(line, x, at)
        page.put(f"– {number + 11} –", 290, 800, 9)
        page.next()
    assert body(page.save()) == " ".join(["After the meetings", *columns])


def test_three_columns_below_a_full_head(page):
    at = page.block(
        "A title that runs over the whole width of the page and says what is in it",
        50,
        80,
        width=500,
        size=16,
        leading=19,
    )
    for n, words in enumerate([ONE, TWO, THREE]):
        page.block(words, 50 + 172 * n, at + 20, width=155, size=9, leading=11)
    title = "A title that runs over the whole width of the page and says what is in it"
    assert body(page.save()) == f"{title} {ONE} {TWO} {THREE}"


def test_a_heading_over_both_columns_parts_what_is_above_from_what_is_below(page):
    stories = [story(number, 8) for number in range(4)]
    for n, words in enumerate(stories):
        page.block(words, (72, 307)[n % 2], (80, 320)[n // 2], width=215)
    page.put("The summer, in which nothing more was agreed by the two delegations", 72, 290, 14)
    heading = "The summer, in which nothing more was agreed by the two delegations"
    assert body(page.save()) == " ".join([*stories[:2], heading, *stories[2:]])


def test_a_sentence_and_a_word_run_over_columns_and_pages(page):
    words = f"{story(0)} On the next day the representa- tives of both {story(1)} He came to Nagorno- Karabakh as {story(2)} End."
    lines = simpleSplit(
        words.replace("representa- ", "representa-\n").replace("Nagorno- ", "Nagorno-\n"), FONT, 10, 215
    )
    ends = [next(n for n, line in enumerate(lines) if line.endswith(part)) + 1 for part in ("representa-", "Nagorno-")]
    for x, part in ((72, lines[: ends[0]]), (307, lines[ends[0] : ends[1]]), (72, lines[ends[1] :])):
        if part == lines[ends[1] :]:
            page.next()
        for n, line in enumerate(part):
            page.put(line, x, 100 + 12 * n)
    assert body(page.save()) == words.replace("representa- ", "representa").replace("Nagorno- ", "Nagorno-")


NOTED = [
    (
        "The road was opened in May 2021.^1 The posts at the lake were moved in June,^2 and the talks which were to",
        "follow",
    ),
    (
        "were put off until the autumn.^3 In October the ministers met again in Sochi^4 and agreed on nothing at all.",
        "",
    ),
]


@pytest.mark.parametrize("restart", [True, False])
@pytest.mark.parametrize("columns", [1, 2])
def test_notes_at_the_feet_of_pages(page, restart, columns):
    for number, (words, last) in enumerate(NOTED):
        first = 1 if restart or not number else 3
        words = words.replace("^3", f"^{first}").replace("^4", f"^{first + 1}") if number else words  # noqa: PLW2901
        page.put("The Valley Review", 72, 40, 9)
        width = 440 if columns == 1 else 215
        at = page.block(f"{words} {ONE}" if number else f"{ONE} {words} {last}", 72, 100, width=width)
        foot = 700
        for label in (first, first + 1):
            foot = page.block(
                f"^{label} A. Author, Paper {number}{label}, in: The Journal of Valleys and of Roads, 2021, p. {label}.",
                72,
                foot,
                width=width,
                size=8,
                leading=9.5,
            )
        if columns == 2:
            page.block(TWO + " The sentence of the page goes", 307, 100, width=215)
        page.put(f"{number + 1}", 290, 800, 9)
        assert at < 700
        page.next()
    document = extractor.extract(page.save())
    ids = ["fn1", "fn2", "fn2.1", "fn2.2"] if restart else ["fn1", "fn2", "fn3", "fn4"]
    assert [one.id for one in document.of("footnote") if one.label == "MARK"] == ids
    assert [one.id for one in document.of("footnote") if one.label == "NOTE"] == ids
    assert [note.text[:18] for note in document.notes] == [f"A. Author, Paper {n}" for n in ("0", "0", "1", "1")]
    assert not [one for one in document.warnings if one.code in ("W101", "W102")]
    if columns == 1:
        assert "the talks which were to follow were put off until the autumn. In October the ministers" in body(
            page.path
        )
    assert {one.attrs["page"] for one in document.mentions} == {1, 2}


def test_a_note_that_runs_over_the_page_is_one_note(page):
    at = page.block(f"{ONE} The road was opened.^1 {TWO} And so the", 72, 100, width=440)
    page.block(
        "^1 A. Author, Paper, in: The Journal of Valleys and Roads, 2021, where the author says that the road had been",
        72,
        760,
        width=440,
        size=8,
    )
    page.next()
    page.block(f"matter rested.^2 {THREE}", 72, 100, width=440)
    foot = page.block("open before, and that nobody had closed it.", 72, 730, width=440, size=8, leading=9.5)
    page.block("^2 B. Author, Book, 2020.", 72, foot, width=440, size=8)
    assert at < 700
    document = extractor.extract(page.save())
    assert [note.text for note in document.notes] == [
        (
            "A. Author, Paper, in: The Journal of Valleys and Roads, 2021, where the author says that the road had been "
            "open before, and that nobody had closed it."
        ),
        "B. Author, Book, 2020.",
    ]
    assert "And so the matter rested." in body(page.path)


def test_notes_over_the_whole_width_below_two_columns(page):
    page.block(f"{story(0)} The road was opened.^1 The sentence that", 72, 100, width=215)
    page.block(f"nobody had finished.^2 {story(1)}", 307, 100, width=215)
    at = page.block(
        "^1 A. Author, A Paper about the Roads of the Valley and about those who travel on them, 2021.",
        72,
        700,
        width=450,
        size=8,
    )
    at = page.block("^2 Ibid.", 72, at, width=450, size=8)
    document = extractor.extract(page.save())
    assert [(note.label, note.text[-5:]) for note in document.notes] == [("1", "2021."), ("2", "Ibid.")]
    assert f"The road was opened. The sentence that nobody had finished. {story(1)}" in body(page.path)


def test_raised_figures_that_the_file_gives_last_stand_in_their_lines(page):
    words = f"{ONE} The area is 5 km^2 large.^1 {TWO}"
    page.block("^1 A. Author, Paper, 2021.", 72, 700, width=440, size=8)
    for only in (False, True):
        at = 100
        for line in simpleSplit(words, FONT, 10, 440):
            left = 72
            for number, part in enumerate(line.split("^")):
                if number:
                    if only:
                        page.put(part[0], left, at - 3.5, 6)
                    left += stringWidth(part[0], FONT, 6)
                    part = part[1:]  # noqa: PLW2901
                if not only:
                    page.put(part, left, at)
                left += stringWidth(part, FONT, 10)
            at += 12
    document = extractor.extract(page.save())
    assert [one.id for one in document.of("footnote")] == ["fn1", "fn1"]
    assert "5 km² large. The second meeting" in body(page.path)


def test_a_marker_may_call_a_note_of_an_earlier_page(page):
    page.block(f"The road was opened.^1 {story(0)}", 72, 100, width=440)
    page.block("^1 A. Author, Paper, 2021.", 72, 700, width=440, size=8)
    page.next()
    page.block(f"As was said,^1 it was closed again.^2 {story(1)}", 72, 100, width=440)
    page.block("^2 B. Author, Book, 2020.", 72, 700, width=440, size=8)
    document = extractor.extract(page.save())
    assert [one.id for one in document.of("footnote") if one.label == "MARK"] == ["fn1", "fn1", "fn2"]
    assert [note.text for note in document.notes] == ["A. Author, Paper, 2021.", "B. Author, Book, 2020."]


def test_signs_call_notes_too(page):
    page.block(f"The road was opened.* {story(0)} The bridge was not.† {story(1)}", 72, 100, width=440)
    at = page.block("* A. Author, Paper, 2021.", 72, 700, width=440, size=8, leading=9)
    page.block("† B. Author, Book, 2020.", 72, at, width=440, size=8)
    document = extractor.extract(page.save())
    assert [(note.label, note.text) for note in document.notes] == [
        ("*", "A. Author, Paper, 2021."),
        ("†", "B. Author, Book, 2020."),
    ]
    assert [one.id for one in document.of("footnote") if one.label == "MARK"] == ["fn*", "fn†"]


def test_small_type_that_nothing_calls_stays_text(page):
    page.block(ONE, 72, 100, width=440)
    page.block(
        "1 kilometre of the road costs as much as 3 bridges, says a table in the appendix.", 72, 700, width=440, size=8
    )
    assert body(page.save()).endswith("says a table in the appendix.")


ROWS = [
    ("Date", "Place", "Matter"),
    ("3 March 2021", "Sochi", "prisoners"),
    ("20 April 2021", "Tbilisi", "calendar"),
    ("9 June 2021", "Sevan", "posts"),
]


def test_a_table_is_read_by_rows(page):
    at = page.block(ONE, 72, 100, width=440)
    for n, row in enumerate(ROWS):
        for x, cell in zip((72, 200, 330), row, strict=True):
            page.put(cell, x, at + 20 + 14 * n)
    page.block(TWO, 72, at + 100, width=440)
    lines = cleaned(page.save()).text
    assert [line for line in lines.split("\n") if line.startswith("|")] == [f"| {' | '.join(row)}" for row in ROWS]
    assert body(page.path).endswith(TWO)


def test_a_table_beside_text_does_not_cut_its_lines(page):
    page.block(f"{ONE} {TWO} {THREE}", 72, 100, width=240)
    for n, row in enumerate(ROWS):
        for x, cell in zip((340, 420, 480), row, strict=True):
            page.put(cell, x, 117 + 19 * n, 9)
    words = body(page.save())
    assert words.startswith(f"{ONE} {TWO} {THREE}")
    assert "3 March 2021 | Sochi | prisoners" in words


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_are_those_that_one_sees(tmp_path, turn):
    """A page whose text runs upright once the viewer has turned it, as wide pages are made."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    wide, high = (HEIGHT, A4[0]) if turn in (90, 270) else A4  # of the page before it is turned
    canvas.setPageRotation(turn)
    move = {0: (0, 0), 90: (wide, 0), 180: (wide, high), 270: (0, high)}[turn]
    canvas.translate(*move)
    canvas.rotate(turn)
    canvas.setFont(FONT, 10)
    for n, line in enumerate(simpleSplit(ONE, FONT, 10, 400)):
        canvas.drawString(72, HEIGHT - 100 - 12 * n, line)
    canvas.showPage()
    canvas.save()
    assert body(tmp_path / "a.pdf") == ONE
    (place,) = extractor.extract(tmp_path / "a.pdf").of("place")
    left = 72 + stringWidth("The two delegations met in ", FONT, 10)
    assert place.attrs["boxes"][0] == pytest.approx(left, abs=2)
    assert place.attrs["boxes"][2] == pytest.approx(left + stringWidth("Sochi", FONT, 10), abs=2)
    assert 90 < place.attrs["boxes"][1] < place.attrs["boxes"][3] <= 101


def test_boxes_count_from_the_corner_of_what_is_shown(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4, cropBox=(50, 60, 500, 800))
    canvas.setFont(FONT, 10)
    canvas.drawString(72, 700, "Sochi was the place of the talks.")
    canvas.showPage()
    canvas.save()
    (place,) = extractor.extract(tmp_path / "a.pdf").of("place")
    assert place.attrs["boxes"][0] == pytest.approx(72 - 50, abs=1)
    assert place.attrs["boxes"][3] == pytest.approx(800 - 700, abs=1)


def test_what_runs_over_the_page_has_both_boxes(page):
    words = f"{story(0)} The talks were held on 9 November 2021 in the capital, and nobody spoke of them. {story(1)}"
    broken = [simpleSplit(words, FONT, 10, width) for width in range(400, 480)]
    lines = next(lines for lines in broken if any(line.endswith(" 9") for line in lines))
    for n, line in enumerate(lines):
        page.put(line, 72, 100 + 12 * n)
        if line.endswith(" 9"):
            page.next()
    found = {one.id: one for one in extractor.extract(page.save()).of("date")}
    day = found["2021-11-09"].attrs
    assert (day["page"], day["next_page"], len(day["boxes"]), len(day["next_boxes"])) == (1, 2, 4, 4)


def test_text_at_the_side_comes_last(page):
    page.block(ONE, 72, 100, width=440)
    page.canvas.saveState()
    page.canvas.translate(40, 300)
    page.canvas.rotate(90)
    page.put("Draft for the delegations", 0, HEIGHT)
    page.canvas.restoreState()
    assert body(page.save()) == f"{ONE} Draft for the delegations"


def test_a_page_that_is_only_a_picture_is_told(page):
    from PIL import Image

    page.block(ONE, 72, 100, width=440)
    page.next()
    page.canvas.drawInlineImage(Image.new("L", (20, 20)), 72, 500)
    page.next()
    page.next()
    page.block(TWO, 72, 100, width=440)
    document = extractor.extract(page.save())
    assert [(one.code, one.message[-1]) for one in document.warnings if one.code == "W403"] == [("W403", "2")]


def test_one_picture_without_any_text_is_an_error(page):
    from PIL import Image

    page.canvas.drawInlineImage(Image.new("L", (20, 20)), 72, 500)
    with pytest.raises(ExtractorError, match="E115"):
        list(read(page.save()))


def test_a_page_of_very_much_text_stops_at_the_limit(page):
    for n in range(400):
        page.put("words " * 40, 10, 10 + 2 * n, 2 + math.sin(n) / 100)
    with pytest.raises(ExtractorError, match="E105"):
        list(read(page.save(), max_chars=20_000))


@pytest.mark.parametrize("shape", ["one line", "one place", "steps", "one column"])
def test_pages_that_no_printer_made_are_read_in_time_that_grows_with_them(page, shape):
    for n in range(6_000):
        x, at = {
            "one line": (n * 9, 100),
            "one place": (72 + n / 1000, 100 + n / 1000),
            "steps": (n % 80 * 9, 20 + n % 97 * 8),
            "one column": (72, n),
        }[shape]
        page.put(f"w{n % 89}", x, at, 6)
    (source,) = read(page.save())
    assert len(source.raw) > 6_000


def test_a_stream_that_unpacks_to_very_much_stops_at_the_limit(tmp_path):
    words = zlib.compress(b"BT /F1 9 Tf 72 700 Td " + b"(words and words) Tj 0 -20 Td " * 200_000 + b"ET")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    path = tmp_path / "bomb.pdf"
    path.write_bytes(
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, part) for n, part in enumerate(parts, 1))
        + b"trailer << /Root 1 0 R >>"
    )
    assert path.stat().st_size < 50_000
    with pytest.raises(ExtractorError, match="E105"):
        list(read(path, max_chars=100_000))
