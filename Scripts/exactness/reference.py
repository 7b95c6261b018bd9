"""The motion measures as the design defines them, computed as plainly as possible."""

from dataclasses import dataclass
from math import erfc, exp, pi, sqrt

import numpy as np

TOLERANCE = 1e-6  # seconds within which two times count as equal
EXCESS_CONSTANT = 0.9
DEPTH_UNITS = 1024  # the product keeps depths in parts of a grey level
TOP_QUANTILE, MOVING_PART, MOVING_QUANTILE, LEAST_SIZE = 0.98, 0.3, 0.6, 0.6
LEAST_NOISE = 0.3


@dataclass(frozen=True)
class Run:
    """The settings of one call of the product."""

    measure: str
    pixel_threshold: int
    lag: float
    long_lag: float
    threads: int


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


def difference(a, b):
    """|a - b| of two luma pictures, grey levels."""
    return np.abs(a.astype(np.int16) - b.astype(np.int16))


def measure(recording, ticks, runs, arenas):
    """The expected rows: `[run][sample][arena]`, dictionaries with the trace's column names."""
    masks = [arena.mask(recording.width, recording.height, recording.rotation)
             for arena in arenas]
    pixels = [int(mask.sum()) for mask in masks]
    times = np.array([float((tick - ticks[0]) * recording.base) for tick in ticks])
    lags = sorted({lag for run in runs for lag in (run.lag, run.long_lag)})
    partners = {lag: compared_with(times, lag) for lag in lags}
    oldest = oldest_needed(partners.values(), len(times))
    kept, rows = {}, [[] for _ in runs]
    for sample, luma in enumerate(recording.luma()):
        kept[sample] = luma
        for number in [n for n in kept if n < oldest[sample]]:
            del kept[number]
        differences = {}
        for lag in lags:
            partner = partners[lag][sample]
            if partner is not None:
                whole = difference(luma, kept[partner])
                differences[lag] = (times[sample] - times[partner],
                                    [whole[mask] for mask in masks])
        for run, expected in zip(runs, rows):
            short, long = differences.get(run.lag), differences.get(run.long_lag)
            expected.append([
                row(run, times[sample], sample, pixels[n], short and (short[0], short[1][n]),
                    long and (long[0], long[1][n]))
                for n in range(len(arenas))])
    return rows


def oldest_needed(partners, count):
    """For each sample the oldest sample that it or a later one is compared with."""
    oldest, least = [0] * count, count
    for sample in reversed(range(count)):
        for track in partners:
            least = min(least, sample if track[sample] is None else track[sample])
        oldest[sample] = least
    return oldest


def row(run, time, frame, pixels, short, long):
    """One row of the trace. `short` and `long` are (real lag, differences) or None."""
    result = {"time_s": time, "frame": frame, "arena_pixels": pixels,
              "pixel_threshold": run.pixel_threshold, "lag_s": None, "long_lag_s": None,
              "changed_pixels": None, "changed_pixels_long": None, "mean_abs_diff": None,
              "motion_percent": None, "depth": None, "depth_long": None}
    if long:
        result["long_lag_s"] = long[0]
        result["changed_pixels_long"] = int((long[1] > run.pixel_threshold).sum())
        result["depth_long"] = depth(long[1], run.pixel_threshold, pixels)
    if short:
        result["lag_s"] = short[0]
        result["changed_pixels"] = int((short[1] > run.pixel_threshold).sum())
        result["mean_abs_diff"] = int(short[1].sum()) / pixels
        result["depth"] = depth(short[1], run.pixel_threshold, pixels)
        if run.measure != "excess":
            result["motion_percent"] = motion(run, result, pixels)
    return result


def is_evidence(run, values):
    """Whether a row can take part in a decision: the real lags are near those asked for."""
    short, long = values["lag_s"], values["long_lag_s"]
    if short is None or short > 2 * run.lag + TOLERANCE:
        return False
    if run.measure != "excess":
        return True
    return long is not None and 2 * short - TOLERANCE <= long <= 2 * run.long_lag + TOLERANCE


def motion(run, values, pixels):
    """What the classifier reads of other measures than excess, percent."""
    if run.measure == "changed":
        return 100 * values["changed_pixels"] / pixels
    return 100 * values["mean_abs_diff"] / 255


def depth(differences, threshold, pixels):
    """By how much the differences exceed the threshold, the mean over the arena, grey levels."""
    beyond = int(np.maximum(differences.astype(np.int64) - threshold, 0).sum())
    return min(np.floor(DEPTH_UNITS * beyond / pixels + 0.5), 65535) / DEPTH_UNITS


def noise_depth(noise, threshold):
    """The depth that normally distributed differences of this deviation have of themselves."""
    noise = max(noise, LEAST_NOISE)
    z = threshold / noise
    return max(0.0, 2 * noise * (exp(-z * z / 2) / sqrt(2 * pi) - z * erfc(z / sqrt(2)) / 2))


def own_size(depths):
    """A quantile of the depths that reach a part of the largest, outliers aside; grey levels."""
    if not depths.size:
        return LEAST_SIZE
    moving = depths >= MOVING_PART * np.quantile(depths, TOP_QUANTILE)
    return max(float(np.quantile(depths[moving], MOVING_QUANTILE)), LEAST_SIZE)


def add_excess(run, samples, noise, is_damaged):
    """Fills in the excess motion of one arena's rows, percent of the animal's own size.

    `noise` is the arena's, grey levels; `is_damaged` tells of each row whether it is no evidence.
    """
    own = noise_depth(noise, run.pixel_threshold)
    long = [None if row["depth_long"] is None else max(0.0, row["depth_long"] - own)
            for row in samples]
    seen = [value for row, value, damaged in zip(samples, long, is_damaged)
            if value is not None and not damaged and is_evidence(run, row)]
    size = own_size(np.array(seen))
    for row, far in zip(samples, long):
        if far is None or row["depth"] is None:
            continue
        steady = EXCESS_CONSTANT * row["lag_s"] / row["long_lag_s"] * far
        row["motion_percent"] = 100 * (max(0.0, row["depth"] - own) - steady) / size
