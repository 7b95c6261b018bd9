"""The motion measures as the design defines them, computed as plainly as possible."""

from dataclasses import dataclass
from math import erfc, exp, pi, sqrt

import numpy as np

from exactness import noise

TOLERANCE = 1e-6  # seconds within which two times count as equal
EXCESS_CONSTANT = 0.78
MOST_CARRIED = 4.0  # own sizes: the most depth that being carried makes
DEPTH_UNITS = 1024  # depths are rounded to this part of a grey level, and hold 16 bits
DIFFERENCE_UNITS = 256  # and so are mean differences
# The animal's own size: parts of 1, and grey levels.
TOP_QUANTILE, MOVING_PART, SIZE_QUANTILE, LEAST_SIZE = 0.98, 0.3, 0.6, 0.6
LEAST_DEVIATION = 0.3  # grey levels: rounding to whole ones spreads differences as much
RATE = 30  # samples a second of the product's default
RATE_TOLERANCE, LEAST_PART = 0.001, 0.55


@dataclass(frozen=True)
class Run:
    """The settings of one call of the product. With `every` frame a sample, else 30 a second."""

    measure: str
    pixel_threshold: int
    lag: float
    long_lag: float
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

    Excess motion is not among them: `add_excess` needs to know what the product found damaged.
    """
    masks = [arena.mask(recording.width, recording.height, recording.rotation)
             for arena in arenas]
    pixels = [int(mask.sum()) for mask in masks]
    grids = [noise.grid(mask) for mask in masks]
    times = np.array([float((tick - ticks[0]) * recording.base) for tick in ticks])
    tracks = [partners(times, chosen(times, run.every), run) for run in runs]
    oldest = oldest_needed(tracks, len(times))
    kept, rows = {}, [[] for _ in runs]
    for frame, luma in enumerate(recording.luma()):
        kept[frame] = luma
        for number in [n for n in kept if n < oldest[frame]]:
            del kept[number]
        differences = {}

        def compared(partner):
            if partner is None:
                return None
            if partner not in differences:
                whole = difference(luma, kept[partner])
                differences[partner] = (
                    times[frame] - times[partner], [whole[mask] for mask in masks],
                    [noise.spread(luma, kept[partner], places) for places in grids])
            return differences[partner]

        for run, track, expected in zip(runs, tracks, rows):
            if frame not in track:
                continue
            short, long = map(compared, track[frame])
            expected.append([
                row(run, times[frame], frame, pixels[n],
                    *(one and (one[0], one[1][n], one[2][n]) for one in (short, long)))
                for n in range(len(arenas))])
    return rows


def partners(times, frames, run):
    """For each frame that is a sample the two earlier ones it is compared with, or None."""
    tracks = [[None if n is None else frames[n] for n in compared_with(times[frames], lag)]
              for lag in (run.lag, run.long_lag)]
    return dict(zip(frames, zip(*tracks)))


def oldest_needed(compared, count):
    """For each frame the oldest one that it or a later one is compared with."""
    oldest, least = [0] * count, count
    needs = [least] * count
    for frame, pair in ((frame, pair) for track in compared for frame, pair in track.items()):
        needs[frame] = min([needs[frame], *(n for n in pair if n is not None)])
    for frame in reversed(range(count)):
        least = min(least, frame, needs[frame])
        oldest[frame] = least
    return oldest


def row(run, time, frame, pixels, short, long):
    """One row of the trace. `short`, `long`: (real lag, differences, their spread) or None."""
    result = {"time_s": time, "frame": frame, "arena_pixels": pixels,
              "pixel_threshold": run.pixel_threshold, "lag_s": None, "long_lag_s": None,
              "changed_pixels": None, "changed_pixels_long": None, "mean_abs_diff": None,
              "motion_percent": None, "depths": None, "spread": None}
    if long:
        result["long_lag_s"] = long[0]
        result["changed_pixels_long"] = int((long[1] > run.pixel_threshold).sum())
    if short:
        result["lag_s"] = short[0]
        result["spread"] = short[2]
        result["changed_pixels"] = int((short[1] > run.pixel_threshold).sum())
        result["mean_abs_diff"] = in_units(
            int(short[1].sum(dtype=np.int64)), pixels, DIFFERENCE_UNITS)
        if run.measure == "mean-abs-diff":
            result["motion_percent"] = 100 * result["mean_abs_diff"] / 255
    if short and long:
        result["depths"] = [depth(run, differences, pixels) for _, differences, _ in (short, long)]
    return result


def depth(run, differences, pixels):
    """The mean by how much differences exceed the threshold, rounded as the product keeps it."""
    total = int(np.maximum(differences - run.pixel_threshold, 0).sum(dtype=np.int64))
    return min(in_units(total, pixels, DEPTH_UNITS), 0xFFFF / DEPTH_UNITS)


def in_units(total, pixels, units):
    """The mean over pixels, rounded as the product keeps it."""
    return (2 * units * total + pixels) // (2 * pixels) / units


def is_evidence(run, values):
    """Whether a row can take part in a decision: the real lags are near those asked for."""
    short, long = values["lag_s"], values["long_lag_s"]
    if short is None or short > 2 * run.lag + TOLERANCE:
        return False
    if run.measure != "excess":
        return True
    return long is not None and 2 * short - TOLERANCE <= long <= 2 * run.long_lag + TOLERANCE


def noise_depth(deviation, threshold):
    """The depth that normally distributed differences of this deviation make, grey levels."""
    deviation = max(deviation, LEAST_DEVIATION)
    z = threshold / deviation
    return 2 * deviation * (exp(-z * z / 2) / sqrt(2 * pi) - z * erfc(z / sqrt(2)) / 2)


def add_excess(run, rows, whole):
    """Adds excess motion, percent of the animal's own size, to the rows of one arena.

    `whole` says for each row whether the product measured it: what it found damaged tells nothing
    about the noise and the animal's size.
    """
    deviation = noise.deviation(rows, whole)
    floor = 0 if deviation is None else noise_depth(deviation, run.pixel_threshold)
    above = [values["depths"] and [max(0, one - floor) for one in values["depths"]]
             for values in rows]
    seen = [pair[1] for pair, values, is_whole in zip(above, rows, whole)
            if is_whole and pair and is_evidence(run, values)]
    size = own_size(np.array(seen))
    for pair, values in zip(above, rows):
        if pair is not None:
            # Carried at a speed v: depth(t) = M v t / (w + v t); the long lag tells v / w.
            most, lags = MOST_CARRIED * size, (values["lag_s"], values["long_lag_s"])
            if pair[1] < most:
                way = pair[1] / (most - pair[1]) / lags[1]
                carried = most * way * lags[0] / (1 + way * lags[0])
            else:
                carried = most
            values["motion_percent"] = 100 * (pair[0] - EXCESS_CONSTANT * carried) / size


def own_size(depths):
    """A quantile of the depths that reach a part of the largest, outliers aside; grey levels."""
    if not depths.size:
        return LEAST_SIZE
    moving = depths >= MOVING_PART * np.quantile(depths, TOP_QUANTILE)
    return max(float(np.quantile(depths[moving], SIZE_QUANTILE)), LEAST_SIZE)
