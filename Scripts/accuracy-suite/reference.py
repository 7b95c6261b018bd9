"""The motion measure and its classification, in numpy: what the product must compute.

`depth` sums by how much differences exceed the pixel threshold; `excess` takes the steady movement
away from it, percent of the animal's own size; `bouts` classifies.
"""

from math import erfc, exp, pi, sqrt

import numpy as np

RUNGS = (16, 18, 20, 22, 25, 28)
NOISE_FACTOR = 2.5
SWIM_CONSTANT, SUSPENSION_CONSTANT, MOST_CARRIED = 0.78, 0.97, 4.0
TOP_QUANTILE, MOVING_PART, MOVING_QUANTILE, SMALLEST_SIZE = 0.98, 0.3, 0.6, 0.6
SMOOTHING, MOTION_THRESHOLD = 0.5, 4.8
MIN_IMMOBILE, MIN_MOBILE = 1.0, 0.5
SHORT, LONG = 0, 4  # of measuring.LAGS


def noise(measured):
    """Deviation of the differences of one arena: the median over time."""
    return float(np.nanmedian(measured.noise))


def pixel_threshold(arenas):
    """The rung nearest to NOISE_FACTOR times the recording's noise, ties to the lower."""
    wanted = max(RUNGS[0], NOISE_FACTOR * float(np.median([noise(a) for a in arenas])))
    return min(RUNGS, key=lambda rung: (abs(rung - wanted), rung))


def leak(deviation, threshold):
    """What Gaussian noise alone adds to the depth, grey levels a pixel."""
    deviation = max(deviation, 0.3)
    z = threshold / deviation
    return 2 * deviation * (exp(-z * z / 2) / sqrt(2 * pi) - z * erfc(z / sqrt(2)) / 2)


def depth(measured, lag, threshold):
    """Mean of max(0, |difference| - threshold) over the arena less the noise's part."""
    below = measured.counts[:, lag, :threshold].sum(axis=1)
    value = (measured.sums[:, lag] - below) / measured.pixels
    value = np.maximum(value - leak(noise(measured), threshold), 0)
    return np.where(np.isfinite(measured.real_lags[:, lag]), value, np.nan)


def filled(values):
    """Samples without a value take the line between their neighbours."""
    known = np.isfinite(values)
    return np.interp(np.arange(values.size), np.flatnonzero(known), values[known])


def own_size(depths):
    """A quantile of the depths while the animal moves: from a part of the largest on, less outliers."""
    moving = depths[depths >= MOVING_PART * np.nanquantile(depths, TOP_QUANTILE)]
    return max(float(np.quantile(moving, MOVING_QUANTILE)), SMALLEST_SIZE)


def excess(measured, threshold, constant):
    """Excess motion of every sample, percent of the animal's size; may be negative."""
    short, long = depth(measured, SHORT, threshold), depth(measured, LONG, threshold)
    ratio = measured.real_lags[:, SHORT] / measured.real_lags[:, LONG]
    size = own_size(long)
    part = np.minimum(long / (MOST_CARRIED * size), 1)  # of the most that being carried changes
    carried = MOST_CARRIED * size * ratio * part / (1 - part + ratio * part)
    return filled(100 * (short - constant * carried) / size)


def moving_mean(measured, values, width):
    """The time-weighted mean over `width` seconds centred on each sample's interval."""
    edges = np.append(measured.times, measured.ends[-1])
    total = np.concatenate([[0], np.cumsum(values * np.diff(edges))])
    middle = (measured.times + measured.ends) / 2
    first = np.clip(middle - width / 2, 0, edges[-1])
    last = np.clip(middle + width / 2, 0, edges[-1])
    return (np.interp(last, edges, total) - np.interp(first, edges, total)) / (last - first)


def merged(stretches):
    """Neighbours of one state become one."""
    result = []
    for state, start, end in stretches:
        if result and result[-1][0] == state:
            result[-1][2] = end
        else:
            result.append([state, start, end])
    return result


def trimmed(stretches, energy, times, threshold, reach):
    """Mobile stretches drawn in to their outermost samples at or above the threshold.

    A centred mean carries movement up to half its width into the stillness beside it; each end
    gives back at most `reach` seconds, and one sample always stays.
    """
    for index, stretch in enumerate(stretches):
        _, first, last = stretch
        if stretch[0]:
            continue
        if index > 0:
            start = first
            while (start < last - 1 and energy[start] < threshold
                   and times[start + 1] - times[first] <= reach + 1e-6):
                start += 1
            stretches[index - 1][2] = stretch[1] = start
        if index + 1 < len(stretches):
            end = last
            while (end > stretch[1] + 1 and energy[end - 1] < threshold
                   and times[last] - times[end - 1] <= reach + 1e-6):
                end -= 1
            stretches[index + 1][1] = stretch[2] = end
    return stretches


def bouts(measured, energy, threshold=MOTION_THRESHOLD, smoothing=SMOOTHING, trim=True):
    """The immobile bouts, (start, end) in seconds."""
    smooth = moving_mean(measured, energy, smoothing)
    times = np.append(measured.times, measured.ends[-1])
    stretches = merged([bool(e < threshold), i, i + 1] for i, e in enumerate(smooth))
    if trim:
        stretches = trimmed(stretches, energy, times, threshold, smoothing / 2)
    stretches = [[state, times[a], times[b]] for state, a, b in stretches]
    for stretch in stretches:
        if stretch[0] and stretch[2] - stretch[1] < MIN_IMMOBILE - 1e-6:
            stretch[0] = False
    stretches = merged(stretches)
    for stretch in stretches[1:-1]:
        if not stretch[0] and stretch[2] - stretch[1] < MIN_MOBILE - 1e-6:
            stretch[0] = True
    return [(start, end) for state, start, end in merged(stretches) if state]


def todays_excess(measured):
    """The measure before: changed fraction over 16, k = 1.2; goes with a 0.4-s mean and 0.4 %."""
    short, long = (100 * measured.counts[:, lag, 16] / measured.pixels for lag in (SHORT, LONG))
    ratio = measured.real_lags[:, SHORT] / measured.real_lags[:, LONG]
    return filled(np.maximum(0, short - 1.2 * ratio * long))
