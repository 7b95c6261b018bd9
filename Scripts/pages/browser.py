"""Pages in Debian's Chromium, with everything that goes wrong in them written down."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
MARGIN = {side: "12mm" for side in ("top", "bottom", "left", "right")}


class Failed(Exception):
    """What was expected of a page and was not so."""


def expect(condition, what):
    if not condition:
        raise Failed(what)


@contextmanager
def browser():
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield found
        finally:
            found.close()


@contextmanager
def opened(found, path, *, width=1200, scheme="light", scripts=True):
    """The page of a file. On leaving, a message on the console, an error of a script or a request for
    anything but the file fails."""
    context = found.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme,
                                java_script_enabled=scripts)
    page = context.new_page()
    wrong = []
    url = Path(path).resolve().as_uri()
    page.on("console", lambda m: wrong.append(f"console: {m.text}"))
    page.on("pageerror", lambda e: wrong.append(f"script: {e}"))
    page.on("request", lambda r: r.url == url or r.url.startswith("data:")
            or wrong.append(f"request: {r.url}"))
    try:
        page.goto(url)
        yield page
        expect(not wrong, f"{path}, {width} px, {scheme}: " + "; ".join(wrong))
    finally:
        context.close()


def look_through(page):
    """Scrolls through the page, so that all that draws itself when seen is drawn."""
    height = page.evaluate("document.documentElement.scrollHeight")
    for y in range(0, height, 600):
        page.evaluate("y => window.scrollTo(0, y)", y)
        page.wait_for_timeout(40)
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(150)


def pictures(found, path, folder):
    """The page as pictures at desktop and phone width, light and dark, and on paper; nothing may be wider
    than the window."""
    name = Path(path).stem
    for width in (1200, 400):
        for scheme in ("light", "dark"):
            with opened(found, path, width=width, scheme=scheme) as page:
                look_through(page)
                wide = page.evaluate("document.documentElement.scrollWidth")
                expect(wide <= width, f"{path}: {wide} px wide in a window of {width} px")
                page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
    with opened(found, path) as page:
        look_through(page)
        page.pdf(path=f"{folder}/{name}.pdf", format="A4", margin=MARGIN)
        page.emulate_media(media="print")
        shown = page.evaluate("""() => [...document.querySelectorAll('.screen, .plot.live .drawn')]
            .filter(e => getComputedStyle(e).display !== 'none').length""")
        expect(shown == 0, f"{path}: {shown} things of the screen are printed")
        missing = page.evaluate("""() => [...document.querySelectorAll('.plot.live > svg')]
            .filter(e => getComputedStyle(e).display === 'none').length""")
        expect(missing == 0, f"{path}: {missing} charts are not printed")


def named_twice(page):
    return page.evaluate("""() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
        return ids.filter((id, i) => ids.indexOf(id) !== i); }""")


def check_readable(found, path):
    """Every text of the page stands out from its background, light and dark."""
    for scheme in ("light", "dark"):
        with opened(found, path, scheme=scheme) as page:
            look_through(page)
            low = contrast_too_low(page)
            expect(not low, f"{path}, {scheme}: hard to read: {low}")


def contrast_too_low(page):
    """Texts whose contrast with their background is below 4.5 (WCAG 2.1, 1.4.3)."""
    return page.evaluate("""() => {
        const part = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
        const numbers = c => (c.match(/[\\d.]+/g) || []).map(Number);
        const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
        const ground = e => { for (; e; e = e.parentElement) {
            const c = numbers(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), low = new Set();
        while (walker.nextNode()) {
            const e = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
            if (!text || ['SCRIPT', 'STYLE', 'TITLE', 'title'].includes(e.tagName) || !e.getClientRects().length)
                continue;
            const style = getComputedStyle(e);
            const a = light(numbers(e instanceof SVGElement ? style.fill : style.color)), b = light(ground(e));
            if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) low.add(text.slice(0, 40));
        }
        return [...low]; }""")
