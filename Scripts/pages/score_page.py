"""report.html of `score`."""

from .browser import check_readable, expect, look_through, named_twice, opened


def check(found, path, animals):
    check_readable(found, path)
    with opened(found, path) as page:
        look_through(page)
        expect(not named_twice(page), f"{path}: ids that are not unique: {named_twice(page)}")
        expect(page.locator("article").count() == animals, f"{path}: {animals} animals expected")
        live = page.locator(".plot.motion.live").count()
        expect(live == animals, f"{path}: {live} of {animals} charts were drawn")
        loaded = page.evaluate("""async () => { const i = document.querySelector('image');
            const p = new Image(); p.src = i.getAttribute('href'); await p.decode(); return p.naturalWidth; }""")
        expect(0 < loaded <= 480, f"{path}: the frame is {loaded} px wide")
        zoom(page, path)
        keyboard(page, path)


def shown(page):
    return [float(page.locator(".plot.motion").first.get_attribute(f"data-{edge}"))
            for edge in ("from", "to")]


def zoom(page, path):
    """By dragging, by the buttons, and back; the pointer reads seconds."""
    area = page.locator(".plot.motion .area").first
    area.scroll_into_view_if_needed()
    whole = shown(page)
    box = area.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.4, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=6)
    page.mouse.up()
    dragged = shown(page)
    expect(dragged[1] - dragged[0] < 0.4 * (whole[1] - whole[0]), f"{path}: dragging did not zoom")
    page.mouse.move(box["x"] + box["width"] * 0.5, y)
    page.wait_for_timeout(50)
    reading = page.locator(".plot.motion .reading").first.inner_text()
    time = float(reading.split(" s:")[0])
    expect(dragged[0] <= time <= dragged[1] and "%" in reading, f"{path}: the pointer reads {reading!r}")
    button = lambda name: page.locator(".plot.motion button", has_text=name).first
    button("Whole trial").click()
    expect(shown(page) == whole, f"{path}: not the whole trial again: {shown(page)}")
    button("Zoom in").click()
    half = shown(page)
    expect(abs((half[1] - half[0]) * 2 - (whole[1] - whole[0])) < 1e-6, f"{path}: zoom in: {half}")
    button("Later").click()
    expect(shown(page)[0] > half[0], f"{path}: later did not move")
    button("Whole trial").click()


def keyboard(page, path):
    whole = shown(page)
    page.locator(".plot.motion .area").first.focus()
    page.keyboard.press("+")
    inner = shown(page)
    expect(inner[1] - inner[0] < whole[1] - whole[0], f"{path}: plus did not zoom")
    page.keyboard.press("ArrowRight")
    first = page.locator(".plot.motion .reading").first.inner_text()
    page.keyboard.press("ArrowRight")
    second = page.locator(".plot.motion .reading").first.inner_text()
    expect(" s: " in first and first != second, f"{path}: arrows read {first!r}, {second!r}")
    page.keyboard.press("PageDown")
    expect(shown(page)[0] > inner[0], f"{path}: page down did not move")
    page.keyboard.press("0")
    expect(shown(page) == whole, f"{path}: 0 did not show all")


def check_without_scripts(found, path, animals):
    """Tables and pictures are all there."""
    with opened(found, path, scripts=False) as page:
        expect(page.locator("article table").count() >= 2 * animals, f"{path}: tables are missing")
        pictures = page.locator(".plot.motion > svg")
        expect(pictures.count() == animals, f"{path}: pictures of charts are missing")
        expect(pictures.first.is_visible(), f"{path}: pictures of charts are not shown")
        expect(not page.locator(".buttons").first.is_visible(), f"{path}: buttons without scripts")
