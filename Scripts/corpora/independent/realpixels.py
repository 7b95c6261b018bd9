"""Real swimming mice, played to and fro while "mobile" and held still while "immobile".

The clip is read from the reference data folder; its pictures are not part of this package.
"""

import subprocess

import numpy as np
from scipy.ndimage import affine_transform, gaussian_filter

from .behaviour import STEP
from .plans import activity

CLIP_RATE = 24.0
# arena (x0, y0, x1, y1) in the 1280x720 clip, and the last usable picture
MICE = {"left": ((60, 150, 425, 650), 156), "middle": ((455, 170, 800, 640), 240), "right": ((840, 170, 1200, 660), 240)}
_stored = {}


def read_clip(path, width, height):
    """All pictures of the clip as grey, scaled to the size wanted."""
    key = (str(path), width, height)
    if key not in _stored:
        command = ["ffmpeg", "-v", "error", "-i", str(path), "-vf", f"scale={width}:{height}:flags=area", "-f", "rawvideo", "-pix_fmt", "gray", "-"]
        raw = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        _stored.clear()
        _stored[key] = np.frombuffer(raw, np.uint8).reshape(-1, height, width)
    return _stored[key]


class RealMouse:
    """One mouse of the clip: where it is in the clip and how its layer is shifted, in time."""

    def __init__(self, rng, clip, name, plan, scale, drift, breath, turn, pace):
        (x0, y0, x1, y1), last = MICE[name]
        self.rectangle = [int(v * scale) for v in (x0, y0, x1, y1)]
        x0, y0, x1, y1 = self.rectangle
        self.frames = clip[:last, y0:y1, x0:x1].astype(np.float32)
        self.still = np.percentile(self.frames[::5], 80, axis=0).astype(np.float32)
        self.layers = self.frames - self.still
        self.clock = np.arange(-0.1, plan[-1][1] + 0.2, STEP)
        a = activity(rng, plan, self.clock)
        run = np.cumsum(a) * STEP * CLIP_RATE * pace + rng.uniform(0, last)
        period = 2 * (last - 1)
        run = run % period
        self.source = np.minimum(run, period - run)
        # While it rests the layer drifts; while it moves it goes back to its place.
        self.offset = np.zeros((len(self.clock), 3))
        now, way = np.zeros(3), rng.uniform(0, 2 * np.pi)
        bounds = np.array([12.0, 5.0, 0.12]) * np.array([scale * 3, scale * 3, 1])
        velocity = np.array([drift * np.cos(way), 0.5 * drift * np.sin(way), np.radians(turn) * rng.choice([-1, 1])])
        for i in range(len(self.clock)):
            rest = 1 - a[i]
            velocity = np.where(np.abs(now) > bounds, -np.sign(now) * np.abs(velocity), velocity)
            now = now + STEP * (velocity * rest - 1.5 * a[i] * now)
            self.offset[i] = now
        rate = 2.4 + 0.3 * np.sin(0.3 * self.clock)
        self.breath = breath * np.sin(2 * np.pi * np.cumsum(rate) * STEP)

    def draw(self, picture, time, blend=False):
        """Put the arena as it is at `time` into the picture."""
        i = int(round((time - self.clock[0]) / STEP))
        place = self.source[i]
        if blend:
            low = int(place)
            high, share = min(low + 1, len(self.layers) - 1), np.float32(place - low)
            layer = self.layers[low] * (1 - share) + self.layers[high] * share
        else:
            layer = self.layers[int(round(place))]
        dx, dy, angle = self.offset[i]
        grow = self.breath[i]
        x0, y0, x1, y1 = self.rectangle
        if abs(dx) + abs(dy) + abs(angle) * 50 + abs(grow) < 0.01:
            picture[y0:y1, x0:x1] = self.still + layer
            return
        dark = layer[::4, ::4] < -35
        if dark.sum() < 5:
            picture[y0:y1, x0:x1] = self.still + layer
            return
        ys, xs = np.nonzero(dark)
        cy, cx = 4 * ys.mean(), 4 * xs.mean()
        radius = max(8.0, 2.2 * dark.sum() ** 0.5)
        c, s, z = np.cos(angle), np.sin(angle), 1 / (1 + grow / radius)
        matrix = np.array([[c, s], [-s, c]]) * z
        reach = 30
        b0, b1 = max(0, 4 * ys.min() - reach), min(layer.shape[0], 4 * ys.max() + reach)
        a0, a1 = max(0, 4 * xs.min() - reach), min(layer.shape[1], 4 * xs.max() + reach)
        part = layer[b0:b1, a0:a1]
        centre = np.array([cy - b0, cx - a0])
        moved = affine_transform(part, matrix, centre - matrix @ (centre + np.array([dy, dx])), order=1, mode="nearest", output=np.float32)
        # only the animal's surroundings move; the change fades out at the border of the patch
        edge_y = np.minimum(1, np.minimum(np.arange(part.shape[0]), np.arange(part.shape[0])[::-1]) / 8)
        edge_x = np.minimum(1, np.minimum(np.arange(part.shape[1]), np.arange(part.shape[1])[::-1]) / 8)
        weight = (edge_y[:, None] * edge_x).astype(np.float32)
        out = self.still + layer
        out[b0:b1, a0:a1] += weight * (moved - part)
        picture[y0:y1, x0:x1] = out
