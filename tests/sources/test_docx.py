"""Word documents as Word shows them: what is deleted, hidden, at the margin or in a comment is not read, the rest is, in order."""

import zipfile
from xml.sax.saxutils import escape

import pytest

import extractor
from extractor import text
from extractor.sources import read

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def r(words, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*runs, look=""):
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def note(id, *paragraphs, kind="footnote"):
    return f'<w:{kind} w:id="{id}">{"".join(paragraphs)}</w:{kind}>'


@pytest.fixture
def word(tmp_path):
    def write(*body, **others):
        path = tmp_path / "a.docx"
        parts = {"document": f"<w:body>{''.join(body)}</w:body>"} | others
        with zipfile.ZipFile(path, "w") as archive:
            for name, inside in parts.items():
                archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{inside}</w:{name}>")
        return path

    return write


def raw(path):
    (source,) = read(path)
    return source.raw


def test_a_footnote_stands_at_its_place_with_all_its_paragraphs(word):
    path = word(
        p(r("They met in Sochi"), '<w:r><w:footnoteReference w:id="3"/></w:r>', r(" and agreed.")),
        footnotes=note(-1, p(r("separator")))
        + note(3, p("<w:r><w:footnoteRef/></w:r>", r(" A. Author, Paper.")), p(r("See also there."))),
    )
    assert raw(path) == "They met in Sochi[^1] and agreed.\n\n[^1]:  A. Author, Paper.\n    See also there."
    document = extractor.extract(path)
    assert [(one.label, one.text) for one in document.notes] == [("1", "A. Author, Paper. See also there.")]


def test_endnotes_alone_are_numbered_plainly(word):
    path = word(
        p(r("One."), '<w:r><w:endnoteReference w:id="2"/></w:r>'), endnotes=note(2, p(r("End.")), kind="endnote")
    )
    assert raw(path) == "One.[^1]\n\n[^1]: End."


def test_a_note_with_a_sign_of_its_own_keeps_it_and_is_not_counted(word):
    path = word(
        p(
            r("One."),
            '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>',
            r(" Two."),
            '<w:r><w:footnoteReference w:id="3"/></w:r>',
        ),
        footnotes=note(2, p("<w:r><w:t>*</w:t></w:r>", r(" Thanks."))) + note(3, p(r("Paper."))),
    )
    assert raw(path).startswith("One.[^*] Two.[^1]\n\n[^*]: ")


def test_tracked_changes_are_read_as_accepted(word):
    path = word(
        p(
            r("The road "),
            f"<w:del>{r('is').replace('w:t', 'w:delText')}</w:del>",
            f"<w:ins>{r('was')}</w:ins>",
            r(" open."),
        ),
        p(f"<w:moveFrom>{r('Moved away.')}</w:moveFrom>", f"<w:moveTo>{r('Moved here.')}</w:moveTo>"),
        p(
            r("Plain", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
            r("2", '<w:rPrChange><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:rPrChange>'),
        ),
    )
    assert raw(path) == "The road was open.\n\nMoved here.\n\nPlain2"


def test_a_paragraph_whose_end_is_deleted_goes_on(word):
    path = word(p(r("They met in"), look="<w:rPr><w:del/></w:rPr>"), p(r(" Sochi.")), p(r("Then nothing.")))
    assert raw(path) == "They met in Sochi.\n\nThen nothing."


def test_deleted_rows_of_a_table_are_gone(word):
    def row(words, look=""):
        return f"<w:tr><w:trPr>{look}</w:trPr><w:tc>{p(r(words))}</w:tc><w:tc>{p(r('x'))}</w:tc></w:tr>"

    path = word(
        p(r("Rows:")), f"<w:tbl><w:tblPr/>{row('one')}{row('two', '<w:del/>')}{row('three')}</w:tbl>", p(r("End."))
    )
    assert raw(path) == "Rows:\n\n| one | x\n| three | x\n\nEnd."


def test_a_table_for_layout_is_read_cell_by_cell(word):
    cells = f"<w:tc>{p(r('One.'))}{p(r('Two.'))}</w:tc><w:tc>{p(r('Three.'))}</w:tc>"
    assert raw(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", p(r("Four.")))) == "One.\n\nTwo.\n\nThree.\n\nFour."


def test_links_and_fields_show_their_words(word):
    path = word(
        p(
            r("See "),
            f'<w:hyperlink r:id="rId4">{r("the statement")}</w:hyperlink>',
            r(" and "),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a.example" </w:instrText></w:r>',
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("the map")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            f'<w:fldSimple w:instr="PAGE">{r(".")}</w:fldSimple>',
        )
    )
    assert raw(path) == "See the statement and the map."


def test_a_text_box_is_read_once_behind_its_paragraph(word):
    box = f"<w:txbxContent>{p(r('In the box.'))}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert (
        raw(word(p(r("Before "), drawing, r("and after.")), p(r("Next."))))
        == "Before and after.\n\nIn the box.\n\nNext."
    )


def level(n, kind, label, start=1):
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{label}"/></w:lvl>'
    )


def listed(n, depth=0):
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{n}"/></w:numPr>'


def test_numbers_of_lists_are_written_out(word):
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "Article %1.")}{level(1, "lowerLetter", "(%2)")}'
        f"{level(2, 'upperRoman', '%1.%2.%3')}</w:abstractNum>"
        f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "•")}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = f'<w:style w:styleId="Art"><w:pPr>{listed(5)}</w:pPr></w:style>'
    path = word(
        p(r("The road."), look=listed(5)),
        p(r("The bridge."), look=listed(5, 1)),
        p(r("The mill."), look=listed(5, 1)),
        p(r("The wheel."), look=listed(5, 2)),
        p(r("A sign."), look=listed(6)),
        p(r("The lake."), look='<w:pStyle w:val="Art"/>'),
        p(r("The shore."), look=listed(5, 1)),
        numbering=numbering,
        styles=styles,
    )
    assert raw(path).split("\n\n") == [
        "Article 1. The road.",
        "(a) The bridge.",
        "(b) The mill.",
        "1.b.I The wheel.",
        "A sign.",
        "Article 2. The lake.",
        "(a) The shore.",
    ]


def test_soft_line_breaks_do_not_cut_a_sentence(word):
    path = word(
        p(r("The two delegations met again in"), "<w:r><w:br/></w:r>", r("Sochi on 3 March 2021, and nobody spoke."))
    )
    assert raw(path) == "The two delegations met again in\nSochi on 3 March 2021, and nobody spoke."
    assert text.clean(raw(path)).text == "The two delegations met again in Sochi on 3 March 2021, and nobody spoke."


def test_heads_feet_and_comments_are_not_read(word):
    path = word(
        p(
            '<w:commentRangeStart w:id="0"/>',
            r("Text."),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        ),
        '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>',
        hdr=p(r("Head")),
        ftr=p(r("Foot")),
        comments=f'<w:comment w:id="0">{p(r("Is this so?"))}</w:comment>',
    )
    assert raw(path) == "Text."


def test_parts_may_have_other_names(tmp_path):
    def link(kind, target):
        return f'<Relationships><Relationship Type="{LINKS}/{kind}" Target="{target}"/></Relationships>'

    path = tmp_path / "a.docx"
    body = p(r("One."), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", link("officeDocument", "/text/main.xml"))
        archive.writestr("text/_rels/main.xml.rels", link("footnotes", "notes/feet.xml"))
        archive.writestr("text/main.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("text/notes/feet.xml", f"<w:footnotes {W}>{note(1, p(r('Paper.')))}</w:footnotes>")
    assert raw(path) == "One.[^1]\n\n[^1]: Paper."
