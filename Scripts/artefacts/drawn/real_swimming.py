"""Composites of real swimming pixels: while mobile the real frames play, while immobile one real
frame's animal is carried rigidly over a filled-in background.

The recording is third-party data that is never committed; without it there are no composites.
"""

import os
import subprocess
from pathlib import Path

import numpy as np

from fixtures.scene import sample

from motions import closed_way
from pictures import Noise, finish

SIZE = (640, 360)
SOURCE_RATE = 24
# Boxes of the three beakers at half size, and the frames in which each mouse swims steadily.
BEAKERS = [("left", (40, 80, 160, 240), (0, 160)),
           ("middle", (235, 90, 155, 210), (0, 238)),
           ("right", (425, 90, 165, 230), (0, 238))]


def source():
    """The real recording, or None where the data is absent."""
    folder = os.environ.get("STILLWATER_DATA")
    root = Path(__file__).resolve().parents[2]
    places = [Path(folder)] if folder else [root.parent / "shared/data",
                                            root.parent.parent / "shared/data"]
    for place in places:
        path = place / "recordings/fst_three_mice.mp4"
        if path.exists():
            return path
    return None


class Swimming:
    """The real frames at half size, their background and the animals without it."""

    def __init__(self, path):
        width, height = SIZE
        raw = subprocess.run(
            ["ffmpeg", "-v", "error", "-i", str(path), "-vf",
             f"extractplanes=y,scale={width}:{height}:flags=area", "-pix_fmt", "gray",
             "-f", "rawvideo", "-"], capture_output=True, check=True).stdout
        self.frames = np.frombuffer(raw, np.uint8).reshape(-1, height, width)
        still = np.percentile(self.frames[::4], 90, axis=0).astype(np.float32)
        self.ground = self._fill(still)

    def _fill(self, still):
        """Where a mouse never left, the background runs on from left and right."""
        ground = still.copy()
        for _, (x, y, width, height), _ in BEAKERS:
            part = ground[y:y + height, x:x + width]
            for row in part:
                known = np.flatnonzero(row > 110)
                if known.size > 1:
                    row[:] = np.where(row > 110, row, np.interp(np.arange(width), known,
                                                                row[known]))
        return ground


def animal_cover(darker):
    """1 on the animal (the dark patch about the darkest pixels), soft at its edge, 0 off it."""
    candidate = darker > 35
    grown = darker > 110
    for _ in range(80):
        wider = grown.copy()
        wider[1:] |= grown[:-1]
        wider[:-1] |= grown[1:]
        wider[:, 1:] |= grown[:, :-1]
        wider[:, :-1] |= grown[:, 1:]
        wider &= candidate
        if (wider == grown).all():
            break
        grown = wider
    cover = np.pad(grown.astype(np.float32), 2, mode="edge")
    height, width = darker.shape
    return sum(cover[y:y + height, x:x + width] for y in range(5) for x in range(5)) / 25


class Composite:
    """Three beakers; `plans` are the immobile stretches of each.

    `drift` in px/s and `turning` in degrees/s carry the animal while it is immobile; `speed` is how
    fast the real frames play.
    """

    def __init__(self, swimming, plans, drift, turning, sigma, seed, speed=1.0):
        self.swimming, self.plans = swimming, plans
        self.drift, self.turning, self.speed = drift, turning, speed
        self.noise = Noise(SIZE, sigma, seed)
        self.way = closed_way(18, 28)

    def source_index(self, beaker, time):
        """The real frame shown at a time: to and fro through the stretch of steady swimming."""
        first, last = BEAKERS[beaker][2]
        position = round(time * SOURCE_RATE * self.speed) % (2 * (last - first))
        return first + min(position, 2 * (last - first) - position)

    def frame(self, time, index):
        """The picture at `time`; `index` numbers the frame for its noise."""
        picture = self.swimming.ground.copy()
        for beaker, (_, (x, y, width, height), _) in enumerate(BEAKERS):
            inside = [s for s, e in self.plans[beaker] if s <= time < e]
            start = inside[0] if inside else time
            shown = self.swimming.frames[self.source_index(beaker, start)]
            part = shown[y:y + height, x:x + width].astype(np.float32)
            if inside:
                part = self._carried(part, beaker, time - start)
            picture[y:y + height, x:x + width] = part
        return finish(picture, self.noise.frame(index))

    def _carried(self, part, beaker, elapsed):
        """The animal of a real frame after `elapsed` seconds of floating."""
        _, (x, y, width, height), _ = BEAKERS[beaker]
        ground = self.swimming.ground[y:y + height, x:x + width]
        layer = (part - ground) * animal_cover(ground - part)
        rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
        total = layer.sum() - 1
        cx, cy = (layer * columns).sum() / total, (layer * rows).sum() / total
        # The curve starts where it leads away from the nearest wall.
        curve_x, curve_y, curve_way = self.way
        outward = np.arctan2(cy - height / 2, cx - width / 2) % (2 * np.pi)
        start = np.interp(outward, np.linspace(0, 2 * np.pi, curve_way.size), curve_way)
        way = (start + self.drift * elapsed) % curve_way[-1]
        dx = np.interp(way, curve_way, curve_x) - np.interp(start, curve_way, curve_x)
        dy = np.interp(way, curve_way, curve_y) - np.interp(start, curve_way, curve_y)
        swing = np.radians(self.turning) * 8 / (2 * np.pi)
        angle = swing * np.sin(2 * np.pi * elapsed / 8)
        cos, sin = np.cos(angle), np.sin(angle)
        u, v = columns - cx - dx, rows - cy - dy
        apron = np.pad(layer, max(width, height))
        pad = max(width, height)
        moved = sample(apron, cos * u + sin * v + cx + pad, cos * v - sin * u + cy + pad)
        return ground + moved
