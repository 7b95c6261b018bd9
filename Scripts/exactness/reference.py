"""The motion measures as the design defines them, computed as plainly as possible."""

from dataclasses import dataclass

import numpy as np

from exactness import noise
from exactness.cells import WINDOW, Grid

TOLERANCE = 1e-6  # seconds within which two times count as equal
DIFFERENCE_UNITS = 256  # mean differences are rounded to this part of a grey level
RATE = 30  # samples a second of the product's default
RATE_TOLERANCE, LEAST_PART = 0.001, 0.55


@dataclass(frozen=True)
class Run:
    """The settings of one call of the product. With `every` frame a sample, else 30 a second."""

    measure: str
    pixel_threshold: int
    lag: float
    threads: int
    every: bool


@dataclass(frozen=True)
class Arena:
    """A named shape in displayed pixels: `kind` is rect, ellipse or polygon."""

    name: str
    kind: str
    numbers: tuple

    @property
    def argument(self):
        """The value of the product's option --arena."""
        if self.kind == "polygon":
            points = zip(self.numbers[::2], self.numbers[1::2])
            return f"{self.name}=polygon:" + " ".join(f"{x},{y}" for x, y in points)
        return f"{self.name}={self.kind}:" + ",".join(map(str, self.numbers))

    def mask(self, coded_width, coded_height, turn):
        """Which coded pixels belong: their centres, displayed after a clockwise `turn`, inside."""
        width, height = coded_width, coded_height
        if turn in (90, 270):
            width, height = height, width
        y, x = np.mgrid[0:height, 0:width] + 0.5
        # np.rot90 turns counter-clockwise: from displayed back to coded.
        return np.ascontiguousarray(np.rot90(self._inside(x, y), turn // 90))

    def _inside(self, x, y):
        if self.kind == "rect":
            left, top, width, height = self.numbers
            return (x >= left) & (x < left + width) & (y >= top) & (y < top + height)
        if self.kind == "ellipse":
            centre_x, centre_y, radius_x, radius_y = self.numbers
            return ((x - centre_x) / radius_x) ** 2 + ((y - centre_y) / radius_y) ** 2 <= 1
        corners = list(zip(self.numbers[::2], self.numbers[1::2]))
        inside = np.zeros(x.shape, bool)
        for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1]):
            if y0 == y1:
                continue
            crosses = (y0 <= y) != (y1 <= y)
            inside ^= crosses & (x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
        return inside


def arenas_for(width, height):
    """Arenas of every shape that overlap, lie off the centre and reach beyond the picture."""
    def place(*shares):
        sizes = (width, height) * (len(shares) // 2)
        return tuple(round(share * size + 0.13, 2) for share, size in zip(shares, sizes))
    return [
        Arena("rectangle", "rect", place(0.08, 0.11, 0.43, 0.72)),
        Arena("ellipse", "ellipse", place(0.46, 0.53, 0.31, 0.37)),
        Arena("concave", "polygon", place(0.3, 0.1, 0.9, 0.2, 0.62, 0.5, 0.93, 0.87, 0.35, 0.9)),
        Arena("star", "polygon", place(0.5, 0.04, 0.74, 0.9, 0.1, 0.36, 0.9, 0.33, 0.25, 0.93)),
        Arena("beyond", "ellipse", place(0.95, 0.1, 0.3, 0.45)),
    ]


def compared_with(times, lag):
    """For each sample the earlier one it is compared with at `lag` seconds, or None."""
    result = []
    for sample, now in enumerate(times):
        target = now - lag
        after = min(int(np.searchsorted(times, target)), sample)
        candidates = [n for n in range(max(0, after - 2), min(after + 2, sample))]
        if not candidates:
            result.append(None)
            continue
        nearest = min(abs(times[n] - target) for n in candidates)
        chosen = next(n for n in candidates if abs(times[n] - target) <= nearest + TOLERANCE)
        too_short = now - times[chosen] < lag / 2 - TOLERANCE
        result.append(None if too_short else chosen)
    return result


def chosen(times, every):
    """The frames that become samples. At a cap each has its turn one interval after the turn
    before it, or 0.55 of an interval after the frame before it where that came late."""
    if every:
        return list(range(len(times)))
    result, turn = [], times[0]
    for frame, now in enumerate(times):
        if now >= turn - RATE_TOLERANCE:
            result.append(frame)
            turn = max(turn + 1 / RATE, now + LEAST_PART / RATE)
    return result


def difference(a, b):
    """|a - b| of two luma pictures, grey levels."""
    return np.abs(a.astype(np.int16) - b.astype(np.int16))


def measure(recording, ticks, runs, arenas):
    """The expected rows: `[run][sample][arena]`, dictionaries with the trace's column names.

    The motion in cells is not among them: `cells.measure` needs to know what the product found damaged.
    The brightness of the cells is, as "cells".
    """
    masks = [arena.mask(recording.width, recording.height, recording.rotation)
             for arena in arenas]
    grids = [Grid(mask) for mask in masks]
    places = [noise.grid(mask) for mask in masks]
    pixels = [int(mask.sum()) for mask in masks]
    times = np.array([float((tick - ticks[0]) * recording.base) for tick in ticks])
    tracks = [partners(times, chosen(times, run.every), run) for run in runs]
    oldest = oldest_needed(tracks, len(times))
    kept, rows = {}, [[] for _ in runs]
    for frame, luma in enumerate(recording.luma()):
        kept[frame] = luma
        for number in [n for n in kept if n < oldest[frame]]:
            del kept[number]
        differences, means = {}, [grid.means(luma) for grid in grids]

        def compared(partner):
            if partner is None:
                return None
            if partner not in differences:
                whole = difference(luma, kept[partner])
                differences[partner] = [
                    (times[frame] - times[partner], whole[mask],
                     noise.spread(luma, kept[partner], some)) for mask, some in zip(masks, places)]
            return differences[partner]

        for run, track, expected in zip(runs, tracks, rows):
            if frame in track:
                found = compared(track[frame]) or [None] * len(arenas)
                expected.append([
                    {**row(run, times[frame], frame, pixels[n], found[n]), "cells": means[n]}
                    for n in range(len(arenas))])
    return rows


def partners(times, frames, run):
    """For each frame that is a sample the earlier one it is compared with, or None."""
    earlier = compared_with(times[frames], run.lag)
    return {frame: None if n is None else frames[n] for frame, n in zip(frames, earlier)}


def oldest_needed(tracks, count):
    """For each frame the oldest one that it or a later one is compared with."""
    oldest, least = [0] * count, count
    needs = [least] * count
    for frame, earlier in ((frame, n) for track in tracks for frame, n in track.items()):
        if earlier is not None:
            needs[frame] = min(needs[frame], earlier)
    for frame in reversed(range(count)):
        least = min(least, frame, needs[frame])
        oldest[frame] = least
    return oldest


def row(run, time, frame, pixels, compared):
    """One row of the trace. `compared`: (real lag, differences, their spread) or None."""
    result = {"time_s": time, "frame": frame, "arena_pixels": pixels,
              "pixel_threshold": run.pixel_threshold, "lag_s": None, "changed_pixels": None,
              "mean_abs_diff": None, "spread": None}
    if run.measure == "mean-abs-diff":
        result["motion_percent"] = None
    if compared:
        lag, differences, result["spread"] = compared
        result["lag_s"] = lag
        result["changed_pixels"] = int((differences > run.pixel_threshold).sum())
        result["mean_abs_diff"] = in_units(
            int(differences.sum(dtype=np.int64)), pixels, DIFFERENCE_UNITS)
        if run.measure == "mean-abs-diff":
            result["motion_percent"] = 100 * result["mean_abs_diff"] / 255
    return result


def in_units(total, pixels, units):
    """The mean over pixels, rounded as the product keeps it."""
    return (2 * units * total + pixels) // (2 * pixels) / units


def is_evidence(run, lag, reach):
    """Whether a sample can take part in a decision: frames are as near as was asked for."""
    real, asked = (reach, WINDOW) if run.measure == "strokes" else (lag, run.lag)
    return real is not None and real <= 2 * asked + TOLERANCE
