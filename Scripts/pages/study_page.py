"""report.html of `report`: a made study of known effects."""

import json
import re

from . import score_page
from .browser import check_readable, expect, look_through, named_twice, opened

ESTIMATE = re.compile(r"(-?[\d.]+) \((-?[\d.]+) to (-?[\d.]+)\)")


def check(found, path, truth, animals, rows):
    """`animals` have a section each, `rows` stand in the table."""
    check_readable(found, path)
    with opened(found, path) as page:
        expect(not named_twice(page), f"{path}: ids that are not unique: {named_twice(page)}")
        expect(page.locator("article").count() == animals, f"{path}: {animals} animals expected")
        expect(page.locator(".raster.study .row > a").count() == animals, f"{path}: rows of bouts are missing")
        effects(page, path, truth)
        sort(page, path, rows)
        filters(page, path, rows)
        copy(page, path)
        page.locator("#animals-table a").first.click()
        page.wait_for_timeout(300)
        look_through(page)
        live = page.locator(".plot.motion.live").count()
        expect(live == animals, f"{path}: {live} of {animals} charts of motion were drawn")
        expect(page.locator(".estimation .plot.live").count() >= 4, f"{path}: charts of groups are missing")
        score_page.zoom(page, path)
        score_page.keyboard(page, path)
    with opened(found, path, scripts=False) as page:
        expect(page.locator("#animals-table tbody tr").count() == rows, f"{path}: rows are missing")
        expect(not page.locator(".filters").is_visible(), f"{path}: filters without scripts")
        expect(not page.locator("button.copy").is_visible(), f"{path}: a button to copy without scripts")
        expect(page.locator(".plot > svg").first.is_visible(), f"{path}: pictures of charts are missing")


def effects(page, path, truth):
    """What the study was made with lies in the intervals of the page."""
    known = json.loads(truth.read_text())["effects"]
    tables = page.evaluate("""() => [...document.querySelectorAll('h3')].map(h => {
        let e = h.nextElementSibling; while (e && !e.querySelector('table')) e = e.nextElementSibling;
        return [h.textContent, e ? [...e.querySelectorAll('tbody tr')].map(r =>
            [...r.cells].map(c => c.textContent)) : []]; })""")
    tables = dict(tables)
    checked = 0
    for row in tables["Differences from vehicle"] + tables["Interactions"]:
        if " at sex " in row[0]:
            continue  # the study was made without a difference between the sexes
        drug = row[0].removeprefix("(").split(" - ")[0]
        kind = "interaction" if row[0].startswith("(") else row[1].split("stress ")[1]
        value, low, high = map(float, ESTIMATE.match(row[3]).groups())
        expect(low <= known[drug][kind] <= high,
               f"{path}: {row[0]}, {kind}: {known[drug][kind]} s is not in {row[3]}")
        expect(abs(value - known[drug][kind]) < 2 and high - low < 60, f"{path}: {row[0]}: {row[3]}")
        checked += 1
    expect(checked == 6, f"{path}: {checked} of 6 effects were found")


def column(page, name):
    """The cells of a column that are shown, as text."""
    return page.evaluate("""name => { const t = document.getElementById('animals-table');
        const at = [...t.tHead.rows[0].cells].findIndex(c => c.textContent === name);
        return [...t.tBodies[0].rows].filter(r => !r.hidden).map(r => r.cells[at].textContent); }""", name)


def sort(page, path, rows):
    """By click and by key; what has no value comes last."""
    button = page.locator("#animals-table th button", has_text="immobile, s").first
    marks = lambda: page.evaluate(
        "[...document.querySelectorAll('#animals-table th')].map(h => h.getAttribute('aria-sort'))")
    def ordered(values, down):
        numbers = [float(v) for v in values if v != "no data"]
        return (len(values) == rows and len(numbers) < rows and numbers == sorted(numbers, reverse=down)
                and values[len(numbers):] == ["no data"] * (rows - len(numbers)))
    button.click()
    expect(ordered(column(page, "immobile, s"), False), f"{path}: a click did not sort")
    expect(marks().count("ascending") == 1 and marks().count("none") == len(marks()) - 1, f"{path}: {marks()}")
    button.focus()
    page.keyboard.press("Enter")
    expect(ordered(column(page, "immobile, s"), True), f"{path}: a key did not sort")
    expect(marks().count("descending") == 1, f"{path}: {marks()}")
    for index in range(page.locator("#animals-table th button").count()):
        page.locator("#animals-table th button").nth(index).click()
        expect(marks()[index] == "ascending", f"{path}: column {index} is not sorted")
    page.locator("#animals-table th button", has_text="animal").first.click()
    names = column(page, "animal")
    numbers = [int(n[1:].split("-")[0]) for n in names if n.startswith("M")]
    expect(numbers == sorted(numbers), f"{path}: names are not sorted as people count: {names}")


def filters(page, path, rows):
    count = lambda: page.locator(".filters .count").inner_text()
    expect(count() == f"{rows} of {rows} rows", f"{path}: {count()}")
    page.locator(".filters select").select_option("fluoxetine")
    groups = column(page, "group")
    expect(0 < len(groups) < rows and set(groups) == {"fluoxetine"}, f"{path}: groups shown: {set(groups)}")
    page.locator(".filters input").fill("cms swim0")
    stress = column(page, "stress")
    expect(0 < len(stress) < len(groups) and set(stress) == {"CMS"}, f"{path}: stress shown: {stress}")
    expect(count() == f"{len(stress)} of {rows} rows", f"{path}: {count()}")
    page.locator(".filters input").fill("no such animal")
    expect(column(page, "animal") == [] and count().startswith("0 of"), f"{path}: not all were filtered")
    page.locator(".filters input").fill("")
    page.locator(".filters select").select_option("")
    expect(len(column(page, "animal")) == rows, f"{path}: not all are shown again")


def copy(page, path):
    page.locator("button.copy").click()
    text = page.evaluate("getSelection().toString()")
    expect("motion threshold of 15 %" in text and "not calibrated" in text, f"{path}: copied: {text[:80]!r}")


def seconds_to_open(found, path):
    """From asking for the file to a page that is drawn and answers."""
    context = found.new_context(viewport={"width": 1200, "height": 900})
    try:
        page = context.new_page()
        page.goto(path.resolve().as_uri())
        return page.evaluate("""() => new Promise(done => requestAnimationFrame(() => setTimeout(() =>
            done(performance.now() / 1000), 0)))""")
    finally:
        context.close()
