"""Recordings made of real pixels: real frames played to and fro, and one of them held still.

The clip is third-party data that is never committed; without it this category is left out.
"""

import os
import subprocess
from pathlib import Path

import numpy as np
from scipy.ndimage import affine_transform, gaussian_filter, label, spline_filter

from cameras import Noise
from motion import Clock

RATE = 24
SIZE = (640, 360)
# Arenas at half size (x, y, width, height) and the frames in which each mouse swims steadily.
ARENAS = {"left": ((40, 80, 160, 240), 156), "middle": ((235, 90, 155, 210), 240),
          "right": ((425, 90, 165, 230), 240)}


def clip(path=None):
    """The place of the clip, or None where it is absent."""
    root = Path(__file__).resolve().parent
    folders = [os.environ.get("STILLWATER_DATA")] + [p / "shared/data" for p in root.parents]
    places = [Path(path)] if path else [Path(f) / "recordings/fst_three_mice.mp4" for f in folders if f]
    return next((p for p in places if p.exists()), None)


def frames(path):
    """All luma frames at half size."""
    raw = subprocess.run(["ffmpeg", "-v", "error", "-threads", "1", "-i", str(path), "-vf",
                          f"extractplanes=y,scale={SIZE[0]}:{SIZE[1]}:flags=area", "-pix_fmt", "gray",
                          "-f", "rawvideo", "-"], capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, SIZE[1], SIZE[0])


def still_ground(parts):
    """The arena without its mouse."""
    ground = np.percentile(parts[::4], 90, axis=0).astype(np.float32)
    for row in ground:
        known = np.flatnonzero(row > 110)
        if known.size > 1:
            row[:] = np.where(row > 110, row, np.interp(np.arange(row.size), known, row[known]))
    return ground


def animal_layer(part, ground):
    """How the animal differs from the ground, soft at its edge, 0 off it."""
    darker = ground - part
    marks, _ = label(darker > 25)
    core = np.unique(marks[darker > 90])
    cover = np.isin(marks, core[core > 0]).astype(np.float32)
    return (part - ground) * np.clip(2 * gaussian_filter(cover, 1.5), 0, 1)


def record(source, mouse, rng, times, edges, drift=0.0, crop_drift=0.0, breathing=0.0, turning=0.0,
           sigma=1.5, flicker=0.0, empty=False):
    """Frames and truth of one animal made of real pixels."""
    (x, y, width, height), last = ARENAS[mouse]
    clock = Clock(rng, times, edges)
    parts = source[:last, y:y + height, x:x + width]
    ground = still_ground(parts)
    if empty:
        parts = np.broadcast_to(ground, (last, height, width))
    played = clock.at(np.cumsum(clock.fine_act) * 0.004) * RATE + rng.uniform(0, 2 * last)
    # The state decides: within an immobile bout exactly one frame is held.
    turn = 2 * (last - 1)
    position = np.rint(played).astype(int) % turn
    index = np.where(position >= last, turn - position, position)
    noise = Noise(rng, (height, width), sigma)
    out = np.empty((times.size, height, width), np.uint8)
    bounds = [t for t, _ in edges] + [times[-1] + 0.2]
    moved = drift or crop_drift or breathing or turning
    held, splines, offset = None, None, np.zeros(2)
    rows, columns = np.mgrid[0:height, 0:width]
    for i, time in enumerate(times):
        part = parts[index[i]].astype(np.float32)
        bout = np.searchsorted(bounds, time, "right") - 1
        if edges[min(bout, len(edges) - 1)][1] and moved:
            start, end = bounds[bout] + 0.12, bounds[bout + 1] - 0.12
            since, left = time - start, end - time
            if since > 0 and left > 0 and clock.act[i] < 0.02:
                if held != (bout, index[i]):
                    held = (bout, index[i])
                    layer = animal_layer(part, ground)
                    splines = (spline_filter(layer, 3), part - layer)
                    weight = -layer.sum() + 1
                    centre = np.array([-(layer * rows).sum(), -(layer * columns).sum()]) / weight
                    way = rng.uniform(0, 2 * np.pi)
                    towards = np.array([height / 2, width / 2]) - centre
                    if np.hypot(*towards) > 15:
                        way = np.arctan2(towards[0], towards[1]) + rng.uniform(-0.6, 0.6)
                    direction = np.array([np.sin(way), np.cos(way)])
                    breath = rng.uniform(2, 3)
                # Out and back, so that the next real frame joins without a jump.
                gone = min(6 - abs(since % 12 - 6), left) * (drift or crop_drift)
                fade = np.clip(min(since, left) / 0.3, 0, 1)
                if crop_drift:
                    dy, dx = direction * gone
                    y0, x0 = int(np.floor(y + dy)), int(np.floor(x + dx))
                    fy, fx = np.float32(y + dy - y0), np.float32(x + dx - x0)
                    y0, x0 = min(max(y0, 0), SIZE[1] - height - 1), min(max(x0, 0), SIZE[0] - width - 1)
                    big = source[index[i], y0:y0 + height + 1, x0:x0 + width + 1].astype(np.float32)
                    big = big[:-1] * (1 - fy) + big[1:] * fy
                    part = big[:, :-1] * (1 - fx) + big[:, 1:] * fx
                else:
                    swell = 1 + fade * breathing / 14 * np.sin(2 * np.pi * breath * since)
                    angle = fade * np.radians(turning) * min(since, left)
                    cos, sin = np.cos(angle) / swell, np.sin(angle) / swell
                    matrix = np.array([[cos, -sin], [sin, cos]])
                    shift = centre - matrix @ (centre + direction * gone)
                    part = splines[1] + affine_transform(splines[0], matrix, shift, order=3, prefilter=False)
        if flicker:
            part = part * np.float32(1 + flicker * np.sin(2 * np.pi * 7.3 * time))
        out[i] = np.clip(np.rint(part + noise.frame()), 0, 255)
    return out, clock.immobile | empty
