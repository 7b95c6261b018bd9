"""The motion in an arena's cells, as the documentation of the cells defines it, in double precision.

The product measures the variation of cells in single precision; their mean brightness, which counts of
cells depend on, is in single precision here too.
"""

from dataclasses import dataclass

import numpy as np

CELLS_PER_SIDE, LEAST_SIDE, MOST_SIDE = 30, 2, 256
WINDOW, LEAST_FRAMES, MOST_FRAMES = 0.3, 5, 64  # seconds; frames
TOLERANCE = 1e-6  # seconds within which two times count as equal
LADDER = np.round(0.5 * 2 ** (np.arange(13) / 2), 3)  # thresholds, grey levels
STROKES_PART, MOVEMENT_PART, NOISE_MULTIPLE = 0.05, 0.07, 2.5
UNITS, MOST_UNITS = 100, 0xFFFF  # amounts are kept in whole hundredths of a percent
NOISE_QUANTILE, MOST_FOR_NOISE = 0.25, 128

# The light: cells looked at; the least number; the least change; and the darkest, grey levels.
MOST_LIT, LEAST_LIT, LEAST_CHANGE, DARKEST = 160, 8, 0.003, 8

# Looks at the cells: seconds between them, how many are kept and needed, units of a grey level.
INTERVAL, MOST_LOOKS, LEAST_LOOKS, LOOK_UNITS = 0.25, 512, 3, 256
DARKEST_LOOK, BRIGHTEST_LOOK, CONTRAST_QUANTILE, NOISE_RANGE = 0.02, 0.98, 0.98, 4
LEAST_SWEPT, LEAST_MOVED, LEAST_MOVED_NOISE = 0.1, 4, 6
MOST_AT_REST, USUAL_COVER = 0.15, 0.04
LEAST_CONTRAST, LEAST_COVER, MOST_COVER = 8, 0.006, 0.3


class Grid:
    """The cells of an arena, row by row."""

    def __init__(self, mask):
        rows, columns = np.nonzero(mask)
        self.box = (slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1))
        side = int(np.floor(np.sqrt(rows.size) / CELLS_PER_SIDE + 0.5))
        self.side = min(max(side, LEAST_SIDE), MOST_SIDE)
        self.inside = mask[self.box]
        pixels = self._summed(self.inside)
        self.kept = 2 * pixels >= self.side ** 2
        self.pixels = pixels[self.kept]
        self.rows = np.nonzero(self.kept)[0]

    def _summed(self, values):
        """The sums over squares of the side, beginning at the upper left."""
        side = self.side
        height, width = (-(-length // side) * side for length in values.shape)
        padded = np.zeros((height, width), np.uint32)
        padded[:values.shape[0], :values.shape[1]] = values
        return padded.reshape(height // side, side, width // side, side).sum((1, 3), np.uint32)

    def means(self, luma):
        """The mean brightness of each cell."""
        sums = self._summed(np.where(self.inside, luma[self.box], 0))[self.kept]
        return sums.astype(np.float32) / self.pixels.astype(np.float32)


@dataclass
class Yardstick:
    """What the animal is measured by: grey levels, cells, grey levels."""

    contrast: float
    area: float
    noise: float

    def threshold(self, part):
        """The least variation that counts, grey levels."""
        return max(NOISE_MULTIPLE * self.noise, part * self.contrast)


@dataclass
class Motion:
    """`reach[sample]`: how far back the window reaches, seconds, None without one; the amounts,
    percent of the animal; the yardstick, None where it is not known."""

    reach: list
    strokes: np.ndarray
    movement: np.ndarray
    yardstick: Yardstick


def first_frames(times):
    """For each sample the first one of the window that ends there; None where there are too few."""
    result = []
    for last, now in enumerate(times):
        near = int(np.searchsorted(times, now - WINDOW - TOLERANCE))
        first = max(min(near, last - LEAST_FRAMES + 1), last - MOST_FRAMES + 1)
        result.append(first if last >= LEAST_FRAMES - 1 else None)
    return result


def factor(now, before):
    """How the light changed between two samples of some cells: the median of their ratios, where most
    cells agree about it."""
    some = slice(None, None, max(1, now.size // MOST_LIT))
    lit = before[some] >= DARKEST
    ratios = np.sort(now[some][lit] / before[some][lit])
    if ratios.size < LEAST_LIT:
        return 1
    median = ratios[ratios.size // 2]
    spread = np.sort(np.abs(ratios - median))[ratios.size // 2]
    change = abs(median - 1)
    return median if change >= LEAST_CHANGE and spread < change else 1


def lights(means, rows, in_bands=None):
    """`[sample][cell]`: the light beside that of the first sample.

    `rows`: of the cells. `in_bands`: `[sample]`, whether the light runs over the picture in bands, so
    that each row of cells has its own; None: nowhere.
    """
    light = np.ones(means.shape)
    for n in range(1, len(means)):
        each_row = in_bands is not None and in_bands[n]
        for some in [rows == row for row in np.unique(rows)] if each_row else [rows >= 0]:
            change = factor(means[n][some], means[n - 1][some])
            light[n][some] = np.clip(light[n - 1][some] * change, 0.01, 100)
    return light


def variation(times, values):
    """The roots of the mean squares about the parabola in time that fits best, and about the mean."""
    count = len(times)
    basis, _ = np.linalg.qr(np.vander(times - times.mean(), 3))
    about_mean = values - values.mean(0)
    about_parabola = values - basis @ (basis.T @ values)
    return (np.sqrt((about_parabola ** 2).sum(0) / (count - 3)),
            np.sqrt((about_mean ** 2).sum(0) / (count - 1)))


def look_samples(times, may_be_looked_at):
    """The samples at which the cells are looked at."""
    looks, interval, latest = [], INTERVAL, -np.inf
    for sample, now in enumerate(times):
        if may_be_looked_at[sample] and now - latest >= interval - TOLERANCE:
            latest = now
            looks.append(sample)
            if len(looks) == MOST_LOOKS:
                looks, interval = looks[::2], 2 * interval
    return looks


def yardstick(looks, noise):
    """What the animal is measured by, from `looks[look][cell]` in one light; None where that is too
    little."""
    if len(looks) < LEAST_LOOKS or looks.shape[1] == 0:
        return None
    cells = looks.shape[1]
    lowest, middle, highest = np.quantile(looks, [DARKEST_LOOK, 0.5, BRIGHTEST_LOOK], axis=0)
    # An animal that moves about uncovers what is behind it.
    ranges = np.maximum(0, highest - lowest - NOISE_RANGE * noise)
    moved = np.quantile(ranges, CONTRAST_QUANTILE)
    swept = np.mean(ranges > moved / 2)
    # One that stays stands out from the rest of the arena.
    deviations = middle - np.quantile(middle, 0.5)
    darker, brighter = np.quantile(deviations, [0.01, 0.99])
    standing, sign = (brighter, 1) if brighter > -darker else (-darker, -1)
    at_rest = np.sum(sign * deviations > standing / 2)

    contrast = max(moved, 2)
    is_dark = np.sum(middle - lowest) >= np.sum(highest - middle)
    behind = highest if is_dark else lowest
    area = np.quantile((np.abs(looks - behind) > contrast / 2).sum(1), 0.5)
    is_still = moved < max(LEAST_MOVED, LEAST_MOVED_NOISE * noise)
    if (is_still or swept < LEAST_SWEPT) and standing > contrast:
        contrast = standing
        is_animal = at_rest <= MOST_AT_REST * cells
        if is_still:
            area = at_rest if is_animal else USUAL_COVER * cells
        elif is_animal:
            area = max(area, at_rest)
    return Yardstick(max(contrast, LEAST_CONTRAST),
                     min(max(area, LEAST_COVER * cells), MOST_COVER * cells), noise)


def above(ladder, threshold):
    """What exceeds a threshold, from the sums above each threshold of the ladder."""
    return np.interp(threshold, LADDER, ladder)


def measure(times, means, whole, light=None, gain=None):
    """The motion of an arena from its cells' `means[sample][cell]`.

    `whole`: of which samples the product measured the window. `light`: see `lights`; `gain`: `[sample]`,
    the contrast beside the usual one; None where light is not followed.
    """
    times, means = np.array(times), np.array(means)
    light = np.ones(means.shape) if light is None else light
    gain = np.ones(len(times)) if gain is None else gain
    steady = means / light
    ladders, noises, reach = np.zeros((2, len(times), LADDER.size)), [], [None] * len(times)
    # A picture is not damaged where a window that was measured holds it.
    sound = np.array(whole, bool)
    for last, first in enumerate(first_frames(times)):
        if first is None or not whole[last]:
            continue
        held = slice(first, last + 1)
        sound[held] = True
        reach[last] = times[last] - times[first]
        varied = [light[last] * v for v in variation(times[held] - times[last], steady[held])]
        for kind, values in enumerate(varied):
            ladders[kind, last] = np.maximum(values[:, None] - LADDER, 0).sum(0)
        some = np.sort(varied[0][::max(1, means.shape[1] // MOST_FOR_NOISE)])
        noises.append(some[some.size // 2] if some.size else 0)
    noise = sorted(noises)[int(NOISE_QUANTILE * (len(noises) - 1))] if noises else 0
    looks = look_samples(times, sound)
    kept = np.floor(means[looks] * np.float32(LOOK_UNITS) + 0.5) / LOOK_UNITS
    found = yardstick(kept / gain[looks, None], noise)

    def amounts(kind, part):
        if found is None:
            return np.zeros(len(times))
        sums = [above(ladder, found.threshold(part) * now) / now
                for ladder, now in zip(ladders[kind], gain)]
        return np.minimum(100 * np.array(sums) / (found.contrast * found.area),
                          MOST_UNITS / UNITS)
    return Motion(reach, amounts(0, STROKES_PART), amounts(1, MOVEMENT_PART), found)
