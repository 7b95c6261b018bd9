"""Measures recordings: how many pixels of each arena changed by more than each grey level."""

import json
import subprocess
from dataclasses import dataclass

import numpy as np

from fixtures import media

LAGS = (1 / 15, 1 / 10, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2)
LONGEST_RATE = 30
LEVELS = 64
NOISE_PIXELS = 4000


@dataclass
class Measured:
    """One arena: `counts[lag][sample, T]` = pixels with |difference| > T; NaN lag = no value."""

    times: np.ndarray
    ends: np.ndarray
    real_lags: np.ndarray
    counts: np.ndarray
    sums: np.ndarray
    pixels: int
    noise: np.ndarray


def frame_times(path, rate=None, count=None):
    """Seconds from the first frame of every frame."""
    if rate is not None:
        return np.arange(count) / float(rate)
    base = media.stream_record(path)["time_base"].split("/")
    ticks = [f.get("pts", f.get("best_effort_timestamp")) for f in media.frame_records(path)]
    times = np.array(ticks, float) * int(base[0]) / int(base[1])
    return times - times[0]


def frames_of(path, size, converted=False):
    """Yields the luma plane of each frame."""
    width, height = size
    chain = "format=gray" if converted else "extractplanes=y"
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:v:0", "-vsync", "passthrough",
               "-vf", chain, "-pix_fmt", "gray", "-f", "rawvideo", "-"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 22)
    while True:
        data = process.stdout.read(width * height)
        if len(data) < width * height:
            break
        yield np.frombuffer(data, np.uint8).reshape(height, width)
    process.wait()


def partner(times, now, lag):
    """Index of the sample nearest to now - lag among the earlier `times`, ties to the older."""
    wanted = now - lag
    distances = [abs(t - wanted) for t in times]
    best = min(range(len(times)), key=lambda i: (round(distances[i], 9), times[i]))
    return best if now - times[best] >= lag / 2 - 1e-9 else None


def robust_deviation(differences):
    """(q75 - q25) / 1.349 of integers, interpolated within the integer bins."""
    histogram = np.bincount(differences + 255, minlength=511)
    cumulated = np.concatenate([[0], np.cumsum(histogram)]) / differences.size
    edges = np.arange(512) - 255.5
    first, third = np.interp([0.25, 0.75], cumulated, edges)
    return (third - first) / 1.349


def measure(path, boxes, size, rate=None, converted=False, masks=None):
    """A Measured for each arena (x, y, width, height) of a recording."""
    frames = frames_of(path, size, converted)
    kept, kept_times = [], []
    times, rows = [], []
    stamps = None if rate is not None else frame_times(path)
    last, number = None, -1
    for number, frame in enumerate(frames):
        now = number / float(rate) if rate is not None else stamps[number]
        if last is not None and now - last < 1 / LONGEST_RATE - 0.001:
            continue
        last = now
        row = []
        partners = [partner(kept_times, now, lag) if kept else None for lag in LAGS]
        for x, y, width, height in boxes:
            part = frame[y:y + height, x:x + width].astype(np.int16)
            counts = np.zeros((len(LAGS), LEVELS), np.int32)
            sums = np.zeros(len(LAGS), np.int64)
            real = np.full(len(LAGS), np.nan)
            noise = np.nan
            for index, other in enumerate(partners):
                if other is None:
                    continue
                difference = part - kept[other][y:y + height, x:x + width]
                changed = np.abs(difference).ravel()
                histogram = np.bincount(changed, minlength=256)
                counts[index] = changed.size - np.cumsum(histogram)[:LEVELS]
                sums[index] = changed.sum()
                real[index] = now - kept_times[other]
                if index == 0:
                    flat = difference.ravel()
                    noise = robust_deviation(flat[::max(1, flat.size // NOISE_PIXELS)])
            row.append((real, counts, sums, noise))
        rows.append(row)
        times.append(now)
        kept.append(frame)
        kept_times.append(now)
        while now - kept_times[0] > 0.75:
            kept.pop(0)
            kept_times.pop(0)
    times = np.array(times)
    total = (number + 1) / float(rate) if rate is not None else (
        stamps[number] + np.median(np.diff(stamps)))
    ends = np.append(times[1:], total)
    results = []
    for arena, box in enumerate(boxes):
        column = [row[arena] for row in rows]
        results.append(Measured(times, ends, np.array([c[0] for c in column]),
                                np.array([c[1] for c in column]), np.array([c[2] for c in column]),
                                box[2] * box[3], np.array([c[3] for c in column])))
    return results


def save(path, name, group, rate, names, results, truths, factors):
    """Writes the measures of one recording as npz."""
    arrays = {}
    for index, result in enumerate(results):
        arrays.update({f"{key}{index}": value for key, value in vars(result).items()})
    about = {"name": name, "group": group, "rate": float(rate or 0), "arenas": names,
             "bouts": truths, "factors": factors}
    partial = path.with_suffix(".partial.npz")
    np.savez_compressed(partial, about=json.dumps(about, default=float), **arrays)
    partial.rename(path)


def load(path):
    """What `save` wrote: the description and a Measured for each arena."""
    with np.load(path) as data:
        about = json.loads(str(data["about"]))
        keys = Measured.__dataclass_fields__
        results = [Measured(**{k: data[f"{k}{i}"] for k in keys})
                   for i in range(len(about["arenas"]))]
    return about, results
