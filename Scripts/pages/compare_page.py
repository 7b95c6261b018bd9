"""The page of `compare`."""

from .browser import check_readable, expect, look_through, named_twice, opened


def check(found, path, charts):
    check_readable(found, path)
    with opened(found, path) as page:
        expect(not named_twice(page), f"{path}: ids that are not unique: {named_twice(page)}")
        live = page.locator(".plot.live").count()
        expect(live == charts, f"{path}: {live} of {charts} charts were drawn")
        blank = page.evaluate("""() => [...document.querySelectorAll('.plot.live canvas')].filter(c => {
            const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
            return !d.some((v, i) => i % 4 === 3 && v > 0); }).length""")
        expect(blank == 0, f"{path}: {blank} charts are blank")
    with opened(found, path, scripts=False) as page:
        shown = page.locator(".plot > svg")
        expect(shown.count() == charts and shown.first.is_visible(),
               f"{path}: pictures of charts are missing without scripts")
        expect(page.locator("table").count() >= 4, f"{path}: tables are missing")
