"""The page in a real browser: nothing is asked of the network, nothing goes wrong, filters, links, keys and search work.

Needs Chromium or Chrome on the machine (Debian: apt install chromium); without one these tests are skipped.
"""

import os
import shutil
from itertools import pairwise

import pytest

from extractor.report import report
from report_pages import many, single

CHROME = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROME is None, reason="no Chromium or Chrome on this machine")
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with playwright.sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=CHROME,
            headless=True,
            args=FLAGS,
            viewport={"width": 1400, "height": 900},
        )
        yield context
        context.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens a page from its file; at the end nothing may have been asked for and nothing said on the console."""
    opened, faults = [], []

    def opener(html, *, hash="", **settings):
        file = tmp_path / f"r{len(opened)}.html"
        file.write_text(html, encoding="utf-8", newline="")
        page = browser.new_page()
        opened.append(page)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: faults.append(request.url) if request.url.partition("#")[0] != file.as_uri() else None,
        )
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        if settings:
            page.emulate_media(**settings)
        page.goto(file.as_uri() + hash)
        return page

    yield opener
    for page in opened:
        page.close()
    assert faults == []


def lit(page, where):
    return page.locator(f"{where}.lit").all_inner_texts()


def test_a_click_lights_up_all_that_shares_its_id(show):
    page = show(single())
    page.locator(".text mark", has_text="Shushi").first.click()
    assert set(lit(page, ".text mark")) == {"Shusha", "Shushi"}
    assert "shusha" in lit(page, "td a")
    assert page.locator("svg.map a.lit").count() == 1
    assert "shusha" in page.locator("#said").inner_text()
    page.keyboard.press("Escape")
    assert lit(page, ".text mark") == []
    assert page.locator("#sel").is_hidden()


def test_a_row_leads_to_its_words_and_takes_the_focus_there(show):
    page = show(single())
    page.locator("tr", has_text="opened").locator(".q").click()
    assert page.evaluate("document.activeElement.textContent") == "opened"
    assert page.locator("tr.lit").count() == 1
    assert page.locator(".text mark.near").all_inner_texts() == ["Article 4", "Shusha"]
    assert page.locator(".text mark.ev.lit").is_visible()
    assert "from character" not in page.locator("#said").inner_text()
    page.locator(".text mark.ev", has_text="left").click()
    assert f"from character {single.raw.index('left')}" in page.locator("#said").inner_text()


def test_the_timeline_and_the_map_lead_to_the_words_too(show):
    page = show(single())
    page.locator("svg.time a").first.click()
    assert page.evaluate("document.activeElement.matches('.text mark.ev')")
    page.locator("svg.map a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.text mark.pl')")


def test_overlapping_marks_can_all_be_chosen(show):
    page = show(single())
    page.locator(".text mark.pl", has_text="Kolb").first.click()
    page.locator("#also button").first.click()
    assert lit(page, ".text mark.og") == ["the garrison of Kolb"]


def test_filters(show):
    page = show(single())
    rows, count = page.locator(".events tbody tr:visible"), page.locator(".filters output")
    assert rows.count() == 3
    page.get_by_label("Status").select_option("planned")
    assert rows.count() == 1
    assert count.inner_text() == "1 of 3 events"
    page.get_by_role("button", name="Clear").click()
    assert rows.count() == 3
    for slot, value, fitting in (
        ("p", "kolb (1)", 1),
        ("a", "armenia/mil (1)", 1),
        ("t", "RETREAT (2)", 2),
        ("r", "?/4 (1)", 1),
    ):
        page.locator(f"[data-slot={slot}]").select_option(label=value)
        assert rows.count() == fitting
        page.locator(f"[data-slot={slot}]").select_option("")
    page.get_by_role("searchbox", name="Words").fill("SHUSHA")
    assert rows.count() == 1


def test_layers_can_be_switched_off(show):
    page = show(single())
    mark = page.locator(".text mark.pl").first
    width = "getComputedStyle(document.querySelector('.text mark.pl')).borderBottomColor"
    before = page.evaluate(width)
    page.locator("#layers summary").click()
    page.locator("[data-layer=pl]").uncheck()
    assert page.evaluate(width) != before
    page.get_by_role("button", name="All").click()
    assert page.evaluate(width) == before
    assert mark.is_visible()


def test_keys_go_from_mark_to_mark(show):
    page = show(single())
    page.locator(".text").focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        seen.append(page.evaluate("document.activeElement.textContent"))
    page.keyboard.press("Enter")
    assert seen == page.locator(".text mark:not(.nt)").all_inner_texts()[:3]
    assert page.locator(".text mark.lit").count() >= 1


def test_search_leads_to_the_paragraph(show):
    page = show(many())
    page.get_by_label("Search").fill("other road")
    page.locator("#found button").first.click()
    assert page.locator("#d1").is_visible()
    assert page.locator("#d0").is_hidden()


def test_many_texts_start_with_a_list_and_open_one_at_a_time(show):
    page = show(many())
    assert page.locator("#start").is_visible()
    assert page.locator(".doc:visible").count() == 0
    page.locator(".texts a").nth(1).click()
    assert page.locator(".doc:visible").count() == 1
    assert page.locator("#start").is_hidden()
    page.get_by_role("link", name="All texts").locator("visible=true").click()
    assert page.locator("#start").is_visible()
    page.locator(".account a").first.click()
    assert page.evaluate("document.activeElement.matches('.text mark.ev')")


def test_an_address_with_a_place_opens_there(show):
    page = show(many(), hash="#d1")
    assert page.locator("#d1").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_and_the_switch(show, scheme):
    page = show(single(), color_scheme=scheme)
    bright = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b) > 380"
    assert page.evaluate(bright) is (scheme == "light")
    page.locator("#theme").select_option("dark" if scheme == "light" else "light")
    assert page.evaluate(bright) is (scheme == "dark")


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_hangs_over_the_edge(show, width):
    page = show(single())
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".text").is_visible()


def test_without_a_script_all_is_there(browser, tmp_path):
    file = tmp_path / "r.html"
    file.write_text(many().replace("<script>", "<script type=no>"), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.locator(".doc:visible").count() == 2
    page.close()


def test_on_paper_the_text_and_the_tables_are_whole(show):
    page = show(single(), media="print")
    assert page.locator(".top").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.right')).overflow") == "visible"
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize(
    "bad",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style></script><b>", "\u202etxt", "'\"&lt;"],
)
def test_hostile_text_stays_text(show, bad):
    page = show(single(bad))
    assert bad in page.evaluate("document.querySelector('.text').textContent")
    assert page.locator(".text mark", has_text=bad[:6]).first.is_visible()
    page.locator(".text mark.pe").first.click()
    assert bad in page.evaluate("document.querySelector('#said').textContent")
    assert page.evaluate("document.images.length + document.scripts.length") == 2


def test_the_policy_stops_what_should_get_in(browser, tmp_path):
    file = tmp_path / "r.html"
    file.write_text(
        single().replace(
            "</main>", "</main><script>document.title = 'in'</script><img src='https://example.org/x.png'>"
        ),
        encoding="utf-8",
    )
    page = browser.new_page()
    asked, said = [], []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert page.title() != "in"
    assert not [url for url in asked if url.startswith("http")]
    assert any("Content Security Policy" in text for text in said)
    page.close()


def test_the_first_text_in_a_browser(show, first, raw):
    page = show(report(first, texts={first.id: raw}))
    inner = page.evaluate("document.querySelector('.text').textContent")
    assert inner.split() == raw.split()
    labels = page.evaluate(
        "Array.from(document.querySelectorAll('svg.map text'), (one) => { const box = one.getBoundingClientRect(); "
        "return [box.left, box.top, box.right, box.bottom]; })"
    )
    assert len(labels) > 10
    for at, a in enumerate(labels):
        for b in labels[at + 1 :]:
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across <= 1 or down <= 4


def heard(page):
    """What a screen reader would be told, as pairs of role and name, in its order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node):
        if not node.get("ignored"):
            yield node["role"]["value"], node.get("name", {}).get("value", "")
        for id in node.get("childIds", []):
            yield from walk(by_id[id])

    return list(walk(nodes[0]))


def test_what_a_screen_reader_hears(show):
    page = show(single())
    told = heard(page)
    controls = {"link", "button", "combobox", "searchbox", "checkbox", "table", "region", "DisclosureTriangle"}
    assert [role for role, name in told if role in controls and not name.strip()] == []
    words = [name.strip() for role, name in told if role == "StaticText"]
    assert words[words.index("Shusha") - 1] == "place"
    assert words[words.index("left") - 1] == "event"
    assert not {"○", "●", "◇"} & set(words)
    levels = page.evaluate("Array.from(document.querySelectorAll('h1,h2,h3')).map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_layer_that_is_off_is_silent(show):
    page = show(single())
    page.click("#layers summary")
    page.click("[data-layer=pl]")
    words = [name.strip() for role, name in heard(page) if role == "StaticText"]
    assert "place" not in words
    assert "event" in words
