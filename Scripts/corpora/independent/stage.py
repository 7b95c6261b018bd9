"""Puts animals, water, surroundings and camera together and writes a recording with its truth."""

import json

import numpy as np
from scipy.ndimage import gaussian_filter

from . import animal, behaviour, plans, scene


def leaky(values, rise, fall, step=behaviour.STEP):
    """Follows `values`: quickly up (time constant `rise`), slowly down (`fall`)."""
    out, now = np.empty_like(values), values[0]
    for i, v in enumerate(values):
        now += (v - now) * step / (rise if v > now else fall)
        out[i] = now
    return out


class Actor:
    """One drawn animal with everything that belongs to its arena."""

    def __init__(self, setting, rng, label, plan, wish, coat, size, place):
        self.rng, self.label, self.plan, self.coat, self.size, self.place = rng, label, plan, coat, size, place
        self.view, self.protocol = setting["view"], setting["protocol"]
        self.clip = place["clip"]
        self.rectangle = place["rectangle"]
        self.ignore = []
        self.cable = setting.get("cable")
        if self.protocol == "fst-mouse":
            made = behaviour.swim(rng, plan, wish, size, self.view, place)
        elif self.protocol == "tst-mouse":
            made = behaviour.hang(rng, plan, wish, size, place["hook"])
        else:
            made = behaviour.box(rng, plan, wish, size, self.view, place["room"])
        self.clock, self.a, self.pose, stirring = made
        self.depth = None
        self.waves = None
        self.cover_limbs = 0.9
        if self.protocol == "fst-mouse":
            self.fill(setting, rng, stirring)

    def fill(self, setting, rng, stirring):
        """Water: ripples that outlast the swimming, splashes, and what the water takes away."""
        x0, y0, x1, y1 = self.clip
        self.stir = leaky(stirring, 0.4, setting.get("ripple_decay", 1.2))
        self.ripple = setting.get("ripple", 9.0)
        self.mirror = setting.get("mirror", 0.22)
        hard = np.clip(stirring / 0.9, 0, 1) ** 2 * setting.get("splash", 0.0)
        self.splash = scene.Splash(rng, self.clock, self.a, self.pose, hard, 40.0, self.size) if setting.get("splash") else None
        if self.view == "side":
            level = self.place["level"]
            height = max(8, int(0.30 * (y1 - level)))
            self.caustics = (int(level), int(level) + height)
            self.waves = scene.Waves(rng, height, x1 - x0, 0.28 * (x1 - x0), 2.5)
            self.line = scene.Waves(rng, 1, x1 - x0, 0.35 * (x1 - x0))
            self.fade = np.exp(-np.arange(height, dtype=np.float32) / (0.4 * height))[:, None]
            rows = animal.GRID[:setting["height"]]
            self.depth = np.where(rows > level, setting.get("murk", 0.10) + 0.0006 * (rows - level), 0).astype(np.float32)
        else:
            cx, cy, half = self.place["cx"], self.place["cy"], self.place["half"]
            self.waves = scene.Waves(rng, y1 - y0, x1 - x0, 0.24 * half)
            yy, xx = animal.GRID[y0:y1] - cy, animal.GRID[x0:x1] - cx
            inside = np.hypot(yy[:, None], xx[None])
            self.mask = np.clip((0.985 * half - inside), 0, 1).astype(np.float32)
            lx, ly = rng.uniform(-0.5, 0.5, 2) * half
            spot = (yy[:, None] - ly) ** 2 / (0.10 * half) ** 2 + (xx[None] - lx) ** 2 / (0.28 * half) ** 2
            self.glint = (setting.get("glint", 45.0) * np.exp(-spot / 2)).astype(np.float32) * self.mask
            self.cover_limbs = 0.62

    def prepare(self, times, exposure):
        """Bones at all picture times, and in the second half of the exposure."""
        hanging = self.protocol == "tst-mouse"
        moving = np.interp(times, self.clock, self.a)
        self.bones = animal.skeleton(behaviour.at(self.clock, self.pose, times), self.size, self.view, hanging)
        self.later = animal.skeleton(behaviour.at(self.clock, self.pose, times + exposure), self.size, self.view, hanging)
        travel = np.abs(self.later["limbs"] - self.bones["limbs"]).max((1, 2))
        self.blur = (moving > 0.2) & (travel > 0.8)
        if self.protocol == "fst-mouse":
            self.stir_now = np.interp(times, self.clock, self.stir)

    def draw(self, picture, background, i, time):
        if self.protocol == "fst-mouse":
            self.draw_water(picture, i, time)
        later = self.later if self.blur[i] else None
        animal.draw(picture, self.bones, i, self.coat, self.clip, later, self.depth, self.cover_limbs)
        if self.protocol == "fst-mouse" and self.view == "side":
            self.draw_surface(picture, background, i, time)
        if self.protocol == "fst-mouse" and self.splash:
            self.splash.draw(picture, time, self.place.get("level", 0.0), self.clip)
        if self.cable:
            self.draw_cable(picture, i, time)

    def draw_water(self, picture, i, time):
        x0, y0, x1, y1 = self.clip
        strength = np.float32(self.ripple * (0.04 + self.stir_now[i]))
        field = self.waves.at(time)
        if self.view == "side":
            top, bottom = self.caustics
            picture[top:bottom, x0:x1] += (0.45 * strength) * field * self.fade
        else:
            area = picture[y0:y1, x0:x1]
            field = field * self.mask
            area += strength * (field + 0.8 * np.maximum(field - 1.0, 0))
            area += self.glint * (1 + np.float32(0.7 * min(1.0, self.stir_now[i])) * field)

    def draw_surface(self, picture, background, i, time):
        x0, y0, x1, y1 = self.clip
        level = int(self.place["level"])
        height = min(level - y0, int(0.18 * self.size))
        if self.mirror and height > 3:  # the body is mirrored at the surface
            below = picture[level:level + height, x0:x1] - background[level:level + height, x0:x1]
            slide = int(round(3 * min(1, self.stir_now[i]) * np.sin(13 * time)))
            weight = self.mirror * np.linspace(0.2, 1, height, dtype=np.float32)[:, None]
            picture[level - height:level, x0:x1] += weight * np.roll(below[::-1], slide, 1)
        rows = animal.GRID[level - 6:level + 7][:, None]
        lift = self.line.at(time)[0] * np.float32(0.15 + 1.8 * self.stir_now[i])
        off = rows - self.place["level"] - lift
        glow = np.float32(self.place["line"]) * np.exp(-off * off * 0.5) - np.float32(0.7 * self.place["line"]) * np.exp(-(off - 2) ** 2 * 0.6)
        picture[level - 6:level + 7, x0:x1] += glow

    def draw_cable(self, picture, i, time):
        hx, hy = self.bones["spine"][i, 4]
        tx, ty = self.cable["from"]
        share = np.linspace(0, 1, 7)
        sway = self.cable["sway"] * np.sin(2 * np.pi * self.cable["rate"] * time + 1) * np.sin(np.pi * share)
        slack = 0.12 * (abs(hx - tx) + abs(hy - ty)) * np.sin(np.pi * share)
        xs, ys = tx + (hx - tx) * share + sway + 0.6 * slack, ty + (hy - ty) * share + 0.3 * slack
        for k in range(6):
            animal.capsule(picture, xs[k], ys[k], xs[k + 1], ys[k + 1], 0.9, 0.9, self.cable["level"])

    def truth(self):
        return {"arena": self.label, "rectangle": [int(v) for v in self.rectangle],
                "immobile": plans.immobile_bouts(self.plan), "ignore": self.ignore}


class RealActor:
    """One mouse of the real clip."""

    def __init__(self, label, plan, mouse, blend):
        self.label, self.plan, self.mouse, self.blend = label, plan, mouse, blend

    def prepare(self, times, exposure):
        pass

    def draw(self, picture, background, i, time):
        self.mouse.draw(picture, time, self.blend)

    def truth(self):
        x0, y0, x1, y1 = self.mouse.rectangle
        return {"arena": self.label, "rectangle": [x0, y0, x1 - x0, y1 - y0], "immobile": plans.immobile_bouts(self.plan), "ignore": []}


# Backgrounds: each returns the still picture and the places of the animals.

LABELS = {1: ["only"], 2: ["left", "right"], 3: ["left", "middle", "right"], 4: ["first", "second", "third", "fourth"]}


def oval(picture, cx, cy, rx, ry, level):
    """The outline of a rim."""
    angle = np.linspace(0, 2 * np.pi, 37)
    xs, ys = cx + rx * np.cos(angle), cy + ry * np.sin(angle)
    for k in range(36):
        scene.capsule(picture, xs[k], ys[k], xs[k + 1], ys[k + 1], 0.8, 0.8, level, cover=0.6)


def cylinders_side(rng, s, count):
    """Glass cylinders side by side with water, seen from the side."""
    width, height, level = s["width"], s["height"], s["water"]
    back = scene.backdrop(rng, height, width, level + 12)
    floor = int(0.90 * height)
    back[floor:] += rng.uniform(-30, 25)
    back = gaussian_filter(back, 0.8)
    places, cell, loose = [], width / count, s.get("loose", 1.0)
    for k in range(count):
        across = s.get("across", 0.70) * min(cell, 0.95 * height)
        cx, top, surface, bottom = cell * (k + 0.5) + rng.uniform(-0.04, 0.04) * cell, 0.12 * height, s.get("level", 0.36) * height, 0.92 * height
        x0, x1 = int(cx - across / 2), int(cx + across / 2)
        y, yb = int(surface), int(bottom)
        back[y:yb, x0:x1] += level - back[y:yb, x0:x1].mean() + np.linspace(2, -10, yb - y, dtype=np.float32)[:, None]
        back[y:yb, x0:x1] += scene.cloud(rng, yb - y, x1 - x0, 9.0, 2.0)
        for edge, sign in ((x0, -1), (x1, 1)):  # glass walls
            for d, change in ((0, -38), (1, -18), (2, 16), (3, 8)):
                back[int(top):yb, edge - sign * d] += change
        for _ in range(3):  # bright streaks and drops on the glass
            gx, gy = rng.uniform(x0 + 6, x1 - 6), rng.uniform(top, surface)
            scene.capsule(back, gx, gy, gx, gy + rng.uniform(2, 22), 1.3, 1.0, level + 60, cover=0.6)
        oval(back, cx, top, across / 2, 0.07 * across, level - 40)
        oval(back, cx, surface - 0.03 * across, across / 2 - 2, 0.045 * across, level - 22)
        oval(back, cx, bottom - 0.05 * across, across / 2 - 3, 0.05 * across, level + 40)
        px, py = int(4 + (loose - 1) * 0.25 * cell), int(4 + (loose - 1) * 0.12 * height)
        rx0, rx1 = max(0, x0 - px), min(width, x1 + px)
        ry0, ry1 = max(0, int(top) - py), min(height, yb + py)
        if s.get("whole"):
            rx0, ry0, rx1, ry1 = 0, 0, width, height
        places.append({"cx": cx, "half": across / 2, "level": surface, "line": s.get("line", 32.0), "clip": (x0 + 2, 2, x1 - 1, yb - 2),
                       "rectangle": [rx0, ry0, rx1 - rx0, ry1 - ry0], "size": s.get("body", 0.46) * across})
    return back, places


def cylinders_top(rng, s, count):
    """Buckets or cylinders seen from above."""
    width, height, level = s["width"], s["height"], s["water"]
    rows = 2 if count == 4 else 1
    columns = count // rows
    back = scene.backdrop(rng, height, width, s.get("bench", level - 45))
    places = []
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    for k in range(count):
        cw, ch = width / columns, height / rows
        cx, cy = cw * (k % columns + 0.5), ch * (k // columns + 0.5)
        half = s.get("half", 0.43) * min(cw, ch)
        r = np.hypot(xx - cx, yy - cy)
        inside = np.clip(half - r, 0, 1)
        water = level + 8 * (xx - cx) / half - 10 * (r / half) ** 4 + scene.cloud(rng, height, width, 14.0, 2.0)
        back += inside * (water - back)
        back += 42 * np.exp(-((r - half - 1.5) / 1.6) ** 2) - 25 * np.exp(-((r - half + 1.5) / 1.4) ** 2)
        clip = (max(0, int(cx - half) + 1), max(0, int(cy - half) + 1), min(width, int(cx + half) - 1), min(height, int(cy + half) - 1))
        pad = int(3 + (s.get("loose", 1.0) - 1) * 0.45 * half)
        rx0, ry0 = max(0, int(cx - half) - pad), max(0, int(cy - half) - pad)
        rx1, ry1 = min(width, int(cx + half) + pad), min(height, int(cy + half) + pad)
        if s.get("whole"):
            rx0, ry0, rx1, ry1 = 0, 0, width, height
        places.append({"cx": cx, "cy": cy, "half": half, "clip": clip, "rectangle": [rx0, ry0, rx1 - rx0, ry1 - ry0], "size": s.get("body", 0.72) * half})
    return back.astype(np.float32), places


def compartments(rng, s, count):
    """Tail suspension boxes side by side, with the tape at the top."""
    width, height, level = s["width"], s["height"], s["water"]
    back = scene.backdrop(rng, height, width, level)
    places, cell = [], width / count
    for k in range(1, count):
        x = int(cell * k)
        back[:, x - 3:x + 3] -= s.get("divider", 45)
    back[:int(0.05 * height)] -= 40
    for k in range(count):
        cx, y = cell * (k + 0.5) + rng.uniform(-0.03, 0.03) * cell, 0.07 * height
        size = min(s.get("body", 0.42) * height, 0.80 * cell)
        scene.capsule(back, cx, 0, cx, y + 4, 3.0, 3.0, level + 30 if level < 160 else level - 60)
        pad = 2
        rect = [int(cell * k) + pad + 2, 1, int(cell) - 2 * pad - 4, height - 2]
        if s.get("whole"):
            rect = [0, 0, width, height]
        clip = (int(cell * k) + 3, 0, int(cell * (k + 1)) - 3, height)
        places.append({"hook": (cx, y), "clip": clip, "rectangle": rect, "size": size})
    return back.astype(np.float32), places


def chambers(rng, s, count):
    """Conditioning boxes side by side, from above or from the side, with a grid floor."""
    width, height, level = s["width"], s["height"], s["water"]
    back = scene.backdrop(rng, height, width, level)
    places, cell = [], width / count
    for k in range(count):
        x0, x1, y0, y1 = int(cell * k + 0.06 * cell), int(cell * (k + 1) - 0.06 * cell), int(0.08 * height), int(0.92 * height)
        pitch = s.get("grid", 9)
        if s["view"] == "top":
            bars = 1 + np.cos(2 * np.pi * np.arange(x1 - x0) / pitch)
            back[y0:y1, x0:x1] += (s.get("grid_contrast", 14) * (bars - 1)).astype(np.float32)
        else:
            back[y1 - 6:y1 - 2, x0:x1] += (24 * np.cos(2 * np.pi * np.arange(x1 - x0) / pitch)).astype(np.float32)
            back[y1 - 2:, x0:x1] -= 25
        for d, change in ((0, -50), (1, -40), (2, -20), (3, 18)):
            back[y0:y1, [x0 + d, x1 - 1 - d]] += change
            back[[y0 + d, y1 - 1 - d], x0:x1] += change
        size = s.get("body", 0.30) * min(x1 - x0, y1 - y0) * (1.0 if s["view"] == "top" else 1.15)
        m = 0.55 * size
        rect = [0, 0, width, height] if s.get("whole") else [x0 - 2, y0 - 2, x1 - x0 + 4, y1 - y0 + 4]
        places.append({"room": (x0 + m, y0 + m, x1 - m, y1 - m if s["view"] == "top" else y1 - 3), "clip": (x0 + 2, y0 + 2, x1 - 2, y1 - 1), "rectangle": rect, "size": size})
    return gaussian_filter(back, 0.5).astype(np.float32), places


SETS = {("fst-mouse", "side"): cylinders_side, ("fst-mouse", "top"): cylinders_top, ("tst-mouse", "side"): compartments,
        ("freezing", "top"): chambers, ("freezing", "side"): chambers}


def record(folder, name, s, actors, background, camera, events=()):
    """Draw, film and store one recording. Returns (animals, seconds)."""
    width, height, rate, length = s["width"], s["height"], s["rate"], s["length"]
    count = int(round(length * rate))
    pattern = camera.repeat or (1,)
    shown = np.concatenate([[k] * pattern[k % len(pattern)] for k in range(count)])[:count]
    first = np.searchsorted(shown, np.arange(shown[-1] + 1))
    fields = 2 if camera.interlaced else 1
    times = first / rate
    exposure = s.get("exposure", 0.35) / rate
    rounds = []
    for field in range(fields):
        for actor in actors:
            actor.prepare(times + field * 0.5 / rate, exposure)
        rounds.append([dict(actor.__dict__) for actor in actors] if fields == 2 else None)
    writer = scene.Writer(folder, name, width, height, rate, camera)
    last, before = None, -1
    for n in range(count):
        k = shown[n]
        if camera.keep < 1 and not scene.kept(n, camera.keep) and last is not None:
            writer.put(last)
            continue
        if k != before:
            pictures = []
            for field in range(fields):
                time = times[k] + field * 0.5 / rate
                picture = background.copy()
                for j, actor in enumerate(actors):
                    if fields == 2:
                        actor.__dict__.update(rounds[field][j])
                    actor.draw(picture, background, k, time)
                for event in events:
                    event(picture, time)
                pictures.append(picture)
            if fields == 2:
                pictures[0][1::2] = pictures[1][1::2]
            last, before = camera.take(pictures[0], times[k]), k
        writer.put(last)
    writer.close()
    big = camera.enlarge
    animals = [actor.truth() for actor in actors]
    for entry in animals:
        entry["rectangle"] = [v * big for v in entry["rectangle"]]
    truth = {"category": s["category"], "protocol": s["protocol"], "window": [0, length], "what": s["what"], "animals": animals}
    (folder / f"{name}.json").write_text(json.dumps(truth, indent=1) + "\n")
    return len(actors), length
