"""Backgrounds, water, splashes, surroundings, the camera and the file writer."""

import subprocess

import numpy as np
from scipy.ndimage import gaussian_filter, zoom

from .animal import GRID, capsule


def cloud(rng, height, width, grain, strength):
    """Smooth random shading with standard deviation `strength`."""
    step = max(1, int(grain // 3))
    small = gaussian_filter(rng.standard_normal((height // step + 3, width // step + 3)), grain / step)
    big = zoom(small, step, order=1)[:height, :width]
    return (strength * big / big.std()).astype(np.float32)


def backdrop(rng, height, width, level, slope=15.0, grain=2.0):
    """A wall or bench with uneven light, faint structure and a few stains."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    picture = level + slope * ((x / width - 0.5) * rng.uniform(-1, 1) + (y / height - 0.5) * rng.uniform(-1, 1))
    picture += cloud(rng, height, width, 0.12 * width, 5.0) + cloud(rng, height, width, 3.0, grain)
    for _ in range(6):
        sx, sy, r = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0.01, 0.04) * width
        picture -= rng.uniform(2, 14) * np.exp(-((x - sx) ** 2 + (y - sy) ** 2) / (2 * r * r))
    return picture.astype(np.float32)


class Waves:
    """Travelling ripples on a piece of water: patterns that are summed with moving phases."""

    def __init__(self, rng, height, width, length, flat=1.0, modes=7):
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        y = y * flat  # a flat view presses the waves together
        even, odd, self.omega = [], [], []
        for mode in range(modes):
            k = 2 * np.pi / (length * rng.uniform(0.6, 1.7))
            if mode % 2:
                direction = rng.uniform(0, 2 * np.pi)
                phase = k * (x * np.cos(direction) + y * np.sin(direction))
            else:
                cx, cy = rng.uniform(0.1, 0.9) * width, rng.uniform(0.1, 0.9) * height * flat
                phase = k * np.hypot(x - cx, y - cy)
            even.append(np.cos(phase))
            odd.append(np.sin(phase))
            self.omega.append(2 * np.pi * rng.uniform(1.2, 3.5))
        self.shape = (height, width)
        self.basis = np.array(even + odd, np.float32).reshape(2 * modes, -1) / np.float32(np.sqrt(modes / 2))
        self.omega, self.start = np.array(self.omega), rng.uniform(0, 6, modes)

    def at(self, time):
        """The field at a time, standard deviation about 1."""
        angle = self.omega * time + self.start
        weights = np.concatenate([np.cos(angle), np.sin(angle)]).astype(np.float32)
        return (weights @ self.basis).reshape(self.shape)


class Splash:
    """Drops above and bubbles below the surface while an animal moves hard."""

    def __init__(self, rng, clock, a, pose, hard, rate, size):
        self.items = []
        step = clock[1] - clock[0]
        for i in np.nonzero(rng.random(len(clock)) < rate * step * a * hard)[0]:
            x, y = pose["x"][i] + rng.normal(0, 0.35 * size), pose["y"][i] + rng.normal(0, 0.15 * size)
            bubble = rng.random() < 0.6
            rise = rng.uniform(30, 70) if bubble else rng.uniform(60, 160)
            life = rng.uniform(0.4, 1.1) if bubble else rng.uniform(0.25, 0.5)
            self.items.append((clock[i], life, x, y, rng.normal(0, 20), rise, bubble, rng.uniform(0.8, 2.2)))

    def draw(self, picture, time, level, clip):
        x0, y0, x1, y1 = clip
        area = picture[y0:y1, x0:x1]
        for start, life, x, y, vx, rise, bubble, r in self.items:
            t = time - start
            if not 0 <= t < life:
                continue
            py = y - rise * t if bubble else level - rise * t + 300 * t * t
            if bubble and level is not None and py < level:
                continue
            px = x + vx * t
            base = 215.0 if bubble else 235.0
            capsule(area, px - x0, py - y0, px - x0, py - y0, r, r, base, cover=0.5)


class Camera:
    """Turns the ideal picture into what a camera gives. Everything is off unless asked for."""

    def __init__(self, rng, width, height, **given):
        self.noise, self.gain, self.offset = 1.5, 1.0, 0.0
        self.flicker, self.flicker_rate = 0.0, 7.3  # share of the light
        self.step_at, self.step_gain = None, 1.0
        self.bands, self.band_speed, self.band_length = 0.0, 60.0, 90.0
        self.interlaced = False
        self.repeat = ()  # e.g. (2, 1): each second picture is shown twice
        self.keep = 1.0  # share of the pictures kept (variable frame rate)
        self.enlarge = 1  # the file is this many times larger than the picture drawn
        self.codec = "h264"
        self.extra = ()
        self.__dict__.update(given)
        self.rng = rng
        smooth = (1.5 if self.noise >= 3 else 1.2)
        table = rng.standard_normal((height + 256, width + 256)).astype(np.float32)
        self.table = self.noise * table
        if self.noise >= 3:  # a strong sensor noise is a little blurred by the camera
            blurred = gaussian_filter(self.table, 0.5)
            self.table = (self.noise / blurred.std() * blurred).astype(np.float32)
        self.rows = np.arange(height, dtype=np.float32)[:, None]

    def take(self, picture, time):
        """The picture as 8-bit grey."""
        light = self.gain
        if self.flicker:
            light *= 1 + self.flicker * np.sin(2 * np.pi * self.flicker_rate * time)
        if self.step_at is not None:
            light *= 1 + (self.step_gain - 1) * np.clip((time - self.step_at) / 0.3, 0, 1)
        if self.bands:
            wave = np.sin(2 * np.pi * (self.rows - self.band_speed * time) / self.band_length)
            light = (light * (1 + self.bands * wave)).astype(np.float32)
        oy, ox = self.rng.integers(0, 256, 2)
        height, width = picture.shape
        out = picture * np.float32(light) if np.isscalar(light) else picture * light
        out += self.table[oy:oy + height, ox:ox + width]
        out += np.float32(self.offset + 0.5)
        np.minimum(np.maximum(out, 0, out=out), 255, out=out)
        return out.astype(np.uint8)


CODECS = {
    "h264": ("mp4", ["-c:v", "libx264", "-preset", "superfast", "-crf", "21"]),
    "low": ("mp4", ["-c:v", "libx264", "-preset", "superfast", "-crf", "33"]),
    "lowest": ("mp4", ["-c:v", "libx264", "-preset", "superfast", "-b:v", "140k", "-g", "50"]),
    "mjpeg": ("avi", ["-c:v", "mjpeg", "-q:v", "7"]),
    "mpeg4": ("avi", ["-c:v", "mpeg4", "-g", "12", "-bf", "0", "-b:v", "600k"]),
    "mpeg4low": ("avi", ["-c:v", "mpeg4", "-g", "15", "-bf", "0", "-b:v", "300k"]),
    "mkv": ("mkv", ["-c:v", "libx264", "-preset", "superfast", "-crf", "23"]),
}
KEEP = 0.6180339887


def kept(number, share):
    """Whether picture `number` of a variable-rate recording is kept (must agree with `select` below)."""
    return (number * KEEP) % 1.0 < share or number == 0


class Writer:
    """Sends grey pictures to the encoder at a fixed rate, or with gaps if `keep` is under 1."""

    def __init__(self, folder, name, width, height, rate, camera):
        ending, options = CODECS[camera.codec]
        self.path = folder / f"{name}.{ending}"
        filters = []
        if camera.keep < 1:
            filters.append(f"select='lt(mod(n*{KEEP},1),{camera.keep})+eq(n,0)'")
        if camera.enlarge != 1:
            filters.append(f"scale=iw*{camera.enlarge}:ih*{camera.enlarge}:flags=bilinear")
        filters.append("format=yuv420p")
        command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{width}x{height}",
                   "-r", f"{rate}", "-i", "-", "-vf", ",".join(filters), "-vsync", "passthrough", "-threads", "1",
                   *options, *camera.extra, "-bitexact", str(self.path)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE)

    def put(self, picture):
        self.process.stdin.write(picture.tobytes())

    def close(self):
        self.process.stdin.close()
        if self.process.wait():
            raise RuntimeError(f"encoding failed: {self.path}")


# Things that happen around the animals. Each is a function (picture, time) -> None.

def shadow(start, end, width, height, depth=0.3, reach=0.3):
    """A soft shadow that crosses the whole picture."""
    x = GRID[:width]

    def apply(picture, time):
        if start <= time <= end:
            centre = (-0.5 + 2.0 * (time - start) / (end - start)) * width
            picture *= (1 - depth * np.exp(-0.5 * ((x - centre) / (reach * width)) ** 2)).astype(np.float32)
    return apply


def hand(start, end, x, bottom, wide, level):
    """A hand that comes from above, moves about and goes away."""
    def apply(picture, time):
        if start <= time <= end:
            share = min(1, (time - start) / 0.6, (end - time) / 0.6)
            tip = share * bottom + 4 * np.sin(5 * time) - 20
            px = x + 5 * np.sin(3.1 * time)
            capsule(picture, px, -60, px, tip, wide, 0.9 * wide, level)
            for finger in (-0.6, -0.2, 0.2, 0.6):
                fx = px + finger * wide
                capsule(picture, fx, tip, fx, tip + 0.9 * wide + 3 * np.sin(6 * time + finger), 0.24 * wide, 0.18 * wide, level - 6)
    return apply


def lamp(x, y, radius, on, off, level):
    """A cue light that is on between `on` and `off`, and lights its surroundings a little."""
    def apply(picture, time):
        if on <= time < off:
            reach = int(6 * radius)
            x0, x1, y0, y1 = max(0, int(x) - reach), int(x) + reach, max(0, int(y) - reach), int(y) + reach
            part = picture[y0:y1, x0:x1]
            yy, xx = GRID[y0:y0 + part.shape[0]] - y, GRID[x0:x0 + part.shape[1]] - x
            square = yy[:, None] ** 2 + xx[None] ** 2
            part += (level * np.exp(-square / (2 * radius ** 2)) + 14 * np.exp(-square / (2 * (2.4 * radius) ** 2))).astype(np.float32)
    return apply
