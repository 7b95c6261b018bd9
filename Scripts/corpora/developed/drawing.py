"""Draws textured animals, water and arenas as grey levels."""

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter

FINE = 6  # texture samples per pixel


def smooth(rng, shape, scale):
    """Smooth unit noise."""
    field = gaussian_filter(rng.standard_normal(shape).astype(np.float32), scale, mode="wrap")
    return field / (field.std() + 1e-6)


TONES = {
    "black": dict(fur=38, back=165, wall=140, tail=95, paw=90, hair=5),
    "grey": dict(fur=88, back=170, wall=140, tail=120, paw=125, hair=8),
    "agouti": dict(fur=75, back=160, wall=130, tail=105, paw=115, hair=13),
    "white": dict(fur=195, back=62, wall=80, tail=150, paw=165, hair=6),
    "piebald": dict(fur=55, back=128, wall=110, tail=105, paw=150, hair=7, patch=205),
    "infrared": dict(fur=62, back=104, wall=76, tail=82, paw=84, hair=5),
}


def low_contrast(difference, light=False):
    """Tones whose fur differs from the water by so many grey levels."""
    back = 110
    sign = 1 if light else -1
    return dict(fur=back + sign * difference, back=back, wall=95, hair=0.12 * difference,
                tail=back + sign * 0.5 * difference, paw=back + sign * 0.5 * difference)


class Coat:
    """The outline of an animal of half-length `length` px and the texture it carries."""

    def __init__(self, rng, length, tones, view, fat=1.0):
        self.length, self.view, self.tones = length, view, tones
        at = [-1.02, -1.0, -0.93, -0.8, -0.45, -0.1, 0.2, 0.42, 0.53, 0.62, 0.78, 0.92, 1.0, 1.02]
        top = [0, 0, .17, .27, .37, .34, .27, .21, .27, .22, .17, .09, 0, 0]
        side = [0, 0, .19, .30, .40, .36, .29, .23, .25, .21, .16, .09, 0, 0]
        outline = PchipInterpolator(at, np.array(side if view == "side" else top) * length * fat)
        grid = np.arange(-1.2 * length * FINE, 1.2 * length * FINE + 1) / FINE / length
        radius = np.where(np.abs(grid) < 1, outline(np.clip(grid, -1, 1)), -3.0)
        slope = np.gradient(radius, 1 / FINE)
        self.radius = radius.astype(np.float32)
        self.steep = (1 / np.sqrt(1 + np.clip(slope, -4, 4) ** 2)).astype(np.float32)
        self.half = int(0.75 * length * FINE)
        shape = (grid.size, 2 * self.half + 1)
        across = (np.arange(shape[1]) - self.half)[None, :] / FINE
        inside = np.clip(across / np.maximum(radius, 1.0)[:, None], -1, 1)
        fur = tones["fur"] + tones["hair"] * (0.8 * smooth(rng, shape, 1.1 * FINE)
                                              + 0.6 * smooth(rng, shape, 0.12 * length * FINE))
        span = abs(tones["back"] - tones["fur"])
        fur += 0.07 * span * (1 - inside ** 2) * (1 if view == "top" else 0.4)
        fur -= 0.06 * span * inside * (view == "side")
        if "patch" in tones:
            fur = np.where(smooth(rng, shape, 0.2 * length * FINE) > 0.35, tones["patch"], fur)
        ear = np.exp(-((grid[:, None] - 0.53) / 0.06) ** 2) * (np.abs(inside) > 0.45)
        fur += 0.5 * ear * (tones["paw"] - fur)
        snout = np.clip((grid[:, None] - 0.93) / 0.07, 0, 1)
        fur += 0.4 * snout * (tones["paw"] - fur)
        self.texture = gaussian_filter(fur.astype(np.float32), 0.4 * FINE)


def body_to_world(p, coat, u, v):
    """Picture positions [frame] of body coordinates (units of the half-length)."""
    length = coat.length
    bent = v * p.wide * length + (p.bend * u * u + p.head * max(u - 0.4, 0) ** 2) * length
    along = u * p.long * length
    cos, sin = np.cos(p.heading), np.sin(p.heading)
    return np.stack([p.x + cos * along - sin * bent, p.y + sin * along + cos * bent], -1)


def limb_points(p, coat, index):
    """Joints [frame][3][2] of a limb: shoulder, elbow, paw."""
    length = coat.length
    fore, near = index < 2, index % 2 == 0
    swing, reach = p.limbs[:, index, 0], p.limbs[:, index, 1]
    face = np.cos(p.twist)
    if coat.view == "side":
        u, v = (0.30, 0.16) if fore else (-0.55, 0.20)
        side, base = 1.0, (1.2 if fore else 1.9)
        lengths = (0.17, 0.20) if fore else (0.22, 0.30)
    else:
        side = 1.0 if near else -1.0
        u, v = (0.28, 0.16 * side) if fore else (-0.55, 0.24 * side)
        base = 0.9 if fore else 2.1
        lengths = (0.16, 0.16) if fore else (0.2, 0.22)
    joint = body_to_world(p, coat, u, v)
    angle = side * (base + swing)
    points = [joint]
    for i, part in enumerate(lengths):
        a = angle + side * (0.35 if fore else -0.35) * i + side * 0.5 * swing * i
        du, dv = np.cos(a) * part * length * reach, np.sin(a) * part * length * reach * face
        cos, sin = np.cos(p.heading), np.sin(p.heading)
        points.append(points[-1] + np.stack([cos * du - sin * dv, sin * du + cos * dv], -1))
    return np.stack(points, 1).astype(np.float32)


def tail_points(p, coat):
    """Joints [frame][9][2] of the tail."""
    base = body_to_world(p, coat, -0.93, 0.0)
    if p.pivot is not None:
        top = np.array(p.pivot)[None, :]
        share = np.linspace(0, 1, 4)[None, :, None]
        return (base[:, None] * (1 - share) + top[:, None] * share).astype(np.float32)
    angle = (p.heading + np.pi - 2 * p.bend)[:, None] + p.tail
    step = 0.22 * coat.length * np.stack([np.cos(angle), np.sin(angle)], -1)
    return np.concatenate([base[:, None], base[:, None] + np.cumsum(step, 1)], 1).astype(np.float32)


def stroke(picture, points, radius, tone, alpha=1.0):
    """Draws a line through points with a radius per point and a tone per end."""
    height, width = picture.shape
    low, high = points.min(0) - radius.max() - 1.5, points.max(0) + radius.max() + 2.5
    x0, y0 = max(int(low[0]), 0), max(int(low[1]), 0)
    x1, y1 = min(int(high[0]) + 1, width), min(int(high[1]) + 1, height)
    if x0 >= x1 or y0 >= y1:
        return
    xs = np.arange(x0, x1, dtype=np.float32)[None, None, :]
    ys = np.arange(y0, y1, dtype=np.float32)[None, :, None]
    a, d = points[:-1], np.diff(points, axis=0)
    square = (d * d).sum(1) + 1e-6
    ax, ay = xs - a[:, 0, None, None], ys - a[:, 1, None, None]
    dx, dy = (d[:, 0] / square)[:, None, None], (d[:, 1] / square)[:, None, None]
    part = np.clip(ax * dx + ay * dy, 0, 1)
    ax = ax - part * d[:, 0, None, None]
    ay = ay - part * d[:, 1, None, None]
    growth = np.diff(radius)[:, None, None]
    inside = (radius[:-1, None, None] + part * growth) - np.sqrt(ax * ax + ay * ay)
    cover = inside.max(0)
    cover += 0.5
    np.clip(cover, 0, alpha, out=cover)
    area = picture[y0:y1, x0:x1]
    if isinstance(tone, tuple):
        along = (part[-1] if len(a) == 2 else part.mean(0))
        area += cover * (tone[0] + (tone[1] - tone[0]) * along - area)
    else:
        area += cover * (tone - area)


class Beast:
    """An animal with its coat and pose over all frames, drawn frame by frame."""

    def __init__(self, coat, pose, alpha=1.0, tail_alpha=0.85):
        self.coat, self.pose, self.alpha = coat, pose, alpha
        self.tail_alpha = tail_alpha * alpha
        self.limbs = [limb_points(pose, coat, i) for i in range(4)]
        self.tail = tail_points(pose, coat)
        length = coat.length
        self.tail_radius = np.linspace(0.06, 0.022, self.tail.shape[1]).astype(np.float32) * length
        self.fore = np.array([0.08, 0.07, 0.055], np.float32) * length
        self.hind = np.array([0.11, 0.08, 0.06], np.float32) * length

    def draw(self, picture, i):
        """Draws frame `i` into the picture, in place."""
        tones = self.coat.tones
        stroke(picture, self.tail[i], self.tail_radius, tones["tail"], self.tail_alpha)
        behind = (1, 3) if self.coat.view == "side" else (0, 1, 2, 3)
        for limb in behind:
            self._limb(picture, limb, i, 6)
        self._body(picture, i)
        if self.coat.view == "side":
            for limb in (0, 2):
                self._limb(picture, limb, i, 3)

    def _limb(self, picture, limb, i, lift):
        tones = self.coat.tones
        fur = tones["fur"] + np.sign(tones["back"] - tones["fur"]) * lift
        stroke(picture, self.limbs[limb][i], self.fore if limb < 2 else self.hind,
               (fur, tones["paw"]), self.alpha)

    def _body(self, picture, i):
        p, coat, length = self.pose, self.coat, self.coat.length
        height, width = picture.shape
        x, y, reach = p.x[i], p.y[i], int(1.12 * length) + 3
        x0, x1 = max(int(x) - reach, 0), min(int(x) + reach + 1, width)
        y0, y1 = max(int(y) - reach, 0), min(int(y) + reach + 1, height)
        if x0 >= x1 or y0 >= y1:
            return
        dx = np.arange(x0, x1, dtype=np.float32)[None, :] - np.float32(x)
        dy = np.arange(y0, y1, dtype=np.float32)[:, None] - np.float32(y)
        cos, sin = np.float32(np.cos(p.heading[i])), np.float32(np.sin(p.heading[i]))
        u = (dx * cos + dy * sin) / np.float32(p.long[i])
        v = dy * cos - dx * sin
        v -= u * u * np.float32(p.bend[i] / length)
        ahead = np.maximum(u - np.float32(0.4 * length), 0)
        v -= ahead * ahead * np.float32(p.head[i] / length)
        v /= np.float32(p.wide[i])
        iu = ((u + np.float32(1.2 * length)) * FINE).astype(np.int32)
        np.clip(iu, 0, coat.radius.size - 1, out=iu)
        cover = coat.radius[iu]
        cover -= np.abs(v)
        cover *= coat.steep[iu]
        cover *= np.float32(0.8)
        cover += np.float32(0.5)
        np.clip(cover, 0, np.float32(self.alpha), out=cover)
        v += np.float32(0.35 * length * np.sin(p.twist[i]))
        iv = (v * FINE).astype(np.int32)
        iv += coat.half
        np.clip(iv, 0, 2 * coat.half, out=iv)
        area = picture[y0:y1, x0:x1]
        area += cover * (coat.texture[iu, iv] - area)


def ground(rng, size, tones, view, kind="water"):
    """An empty arena: water behind glass from the side, a tank or a box from the top."""
    width, height = size
    xs, ys = np.linspace(-1, 1, width)[None, :], np.linspace(-1, 1, height)[:, None]
    picture = tones["back"] + 3.5 * smooth(rng, (height, width), width / 8)
    picture = picture + rng.uniform(-12, 12) * xs + rng.uniform(-12, 12) * ys
    picture += 1.2 * smooth(rng, (height, width), 1.5)
    wall = tones["wall"]
    if kind == "plain":
        return picture.astype(np.float32)
    if kind == "box":
        picture -= 0.25 * tones["back"] * np.clip((np.abs(xs) - 0.9) / 0.1, 0, 1)
        if view == "side":
            floor = ys > 0.6
            picture = np.where(floor, picture * 0.85, picture)
        return picture.astype(np.float32)
    if kind == "grid":
        period = max(width / 18, 5)
        bars = 0.5 + 0.5 * np.cos(2 * np.pi * np.arange(width)[None, :] / period)
        return (picture - 26 * bars ** 3 + 0 * ys).astype(np.float32)
    if view == "side":
        line = int(0.36 * height)
        picture[:line] += 0.25 * (255 - picture[:line]) * 0.4
        edge = np.exp(-((np.abs(xs) - 0.93) / 0.025) ** 2)
        picture -= 0.30 * (picture - 30) * edge
        picture += 22 * np.exp(-((xs - 0.82) / 0.02) ** 2) * (ys > -0.5)
        bottom = np.clip((ys - 0.86) / 0.14, 0, 1)
        picture += bottom * (18 * smooth(rng, (height, width), 2.0) - 10)
        outside = np.clip((np.abs(xs) - 0.95) / 0.02, 0, 1)
        picture += outside * (wall - picture)
    else:
        radius = np.hypot(xs, ys)
        outside = np.clip((radius - 0.96) / 0.03, 0, 1)
        rim = np.exp(-((radius - 0.95) / 0.03) ** 2)
        picture += outside * (wall - picture) - 25 * rim
        for _ in range(3):
            x, y = rng.uniform(-0.6, 0.6, 2)
            picture += 30 * np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / 0.002)
    return picture.astype(np.float32)


class Waves:
    """Ripples over the picture: plane waves and, from the top, rings about the animal."""

    def __init__(self, rng, size, wavelength, rate, view):
        width, height = size
        xs, ys = np.arange(width), np.arange(height)
        self.parts = []
        for _ in range(4):
            k, way = 2 * np.pi / (wavelength * rng.uniform(0.7, 1.5)), rng.uniform(0, 2 * np.pi)
            kx, ky = k * np.cos(way), k * np.sin(way) * (2.2 if view == "side" else 1)
            self.parts.append((np.exp(1j * kx * xs), np.exp(1j * ky * ys),
                               2 * np.pi * rate * rng.uniform(0.7, 1.3), rng.uniform(0, 6.3)))
        self.mask = np.ones((height, width), np.float32)
        if view == "side":
            # From the side the surface is a band, with caustics at the bottom.
            line = 0.36 * height
            self.mask[:] = (np.exp(-((ys - line) / (0.035 * height)) ** 2)
                            + 0.5 * np.clip((ys / height - 0.8) / 0.2, 0, 1))[:, None]
        else:
            rx, ry = np.linspace(-1, 1, width)[None, :], np.linspace(-1, 1, height)[:, None]
            self.mask[np.hypot(rx, ry) > 0.93] = 0
        self.xs, self.ys = xs[None, :].astype(np.float32), ys[:, None].astype(np.float32)
        self.wavelength, self.rate, self.view = wavelength, rate, view

    def add(self, picture, time, strength, centre=None):
        """Adds ripples of that strength in grey levels."""
        total = np.zeros_like(picture)
        for ex, ey, omega, phase in self.parts:
            turned = ex * np.exp(1j * (phase - omega * time))
            total += (ey.real[:, None] * turned.real[None, :]
                      - ey.imag[:, None] * turned.imag[None, :]).astype(np.float32)
        if centre is not None and self.view == "top":
            far = np.hypot(self.xs - np.float32(centre[0]), self.ys - np.float32(centre[1]))
            total *= 0.5
            total += 2 * np.sin(far * np.float32(2 * np.pi / self.wavelength)
                                - np.float32(2 * np.pi * self.rate * time)) \
                * np.exp(-far / np.float32(0.35 * picture.shape[1]))
        # Crests glint more than troughs darken.
        total *= np.float32(0.5)
        total += np.float32(0.35) * total * np.abs(total)
        picture += np.float32(strength) * total * self.mask


def mirror(picture, line, share, shift):
    """The mirror image of what is below the water line, above it, wavering by `shift` px."""
    line = int(line)
    rows = np.arange(max(line - 28, 0), line)
    source = np.clip(2 * line - rows + np.rint(shift * np.sin(rows / 2.5)), line, picture.shape[0] - 1)
    fade = (share * (rows - rows[0]) / max(len(rows), 1))[:, None].astype(np.float32)
    picture[rows] += fade * (picture[source.astype(int)] - picture[rows])


def blob(picture, x, y, radius, level):
    """A soft bright or dark spot."""
    reach = int(2.5 * radius) + 1
    x0, y0 = max(int(x) - reach, 0), max(int(y) - reach, 0)
    area = picture[y0:max(int(y) + reach + 1, 0), x0:max(int(x) + reach + 1, 0)]
    if area.size:
        dx = np.arange(x0, x0 + area.shape[1], dtype=np.float32) - np.float32(x)
        dy = np.arange(y0, y0 + area.shape[0], dtype=np.float32) - np.float32(y)
        area += level * np.exp(-dy * dy / np.float32(radius ** 2))[:, None] \
            * np.exp(-dx * dx / np.float32(radius ** 2))[None, :]


class Drops:
    """Splashes and bubbles: spots born while the animal is active, each living a moment."""

    def __init__(self, rng, pose, times, rate, level, bubbles=True):
        self.born = []
        step = np.gradient(times)
        for i in np.flatnonzero(rng.random(times.size) < 1 - np.exp(-rate * step * pose.act)):
            for _ in range(rng.integers(1, 4)):
                rising = bubbles and rng.random() < 0.5
                speed = (rng.normal(0, 4), -rng.uniform(15, 35), 0) if rising else (
                    rng.normal(0, 35), -rng.uniform(20, 70), 180)
                self.born.append((times[i], pose.x[i] + rng.normal(0, 6), pose.y[i] - (0 if rising else 14),
                                  *speed, rng.uniform(0.25, 0.9), rng.uniform(0.8, 2.0),
                                  level * rng.uniform(0.4, 1.0)))
        self.born = np.array(self.born).reshape(-1, 9)

    def add(self, picture, time):
        """Adds the spots alive at a time."""
        b = self.born
        for t, x, y, vx, vy, g, life, r, level in b[(b[:, 0] <= time) & (time < b[:, 0] + b[:, 6])]:
            age = time - t
            blob(picture, x + vx * age, y + vy * age + g * age * age, r, level * (1 - age / life))
