"""Compares the movement of recordings with that of the real mice: python3 compare.py FILE.npz... [--clip CLIP]

For cells of 1/20 of the arena: the root mean square of the first, second and third differences at 1/12 s,
relative to the animal's contrast, over the 30 cells that change most; and the share of each
frequency band in the variance of the cells. Mobile stretches count, or with --still the immobile ones.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

import real

BANDS = ((0.25, 1), (1, 2), (2, 3.5), (3.5, 5.5), (5.5, 8), (8, 12))


def cells(luma):
    """Means over cells of 1/20 of the arena's shorter side."""
    n, h, w = luma.shape
    side = min(h, w) / 20
    rows = np.linspace(0, h, int(round(h / side)) + 1).astype(int)
    columns = np.linspace(0, w, int(round(w / side)) + 1).astype(int)
    a = np.add.reduceat(luma.astype(np.float32), rows[:-1], axis=1)
    a = np.add.reduceat(a, columns[:-1], axis=2)
    return a / np.outer(np.diff(rows), np.diff(columns))


def describe(luma, times, mobile):
    """Relative differences of orders 1-3 and band shares over the mobile frames."""
    field = cells(luma)
    contrast = np.percentile(field, 90) - np.percentile(field, 0.5)
    if np.median(field) < 90:
        contrast = np.percentile(field, 99.5) - np.percentile(field, 10)
    lag = max(1, int(round(1 / 12 / np.median(np.diff(times)))))
    good = mobile.copy()
    for k in range(1, 3 * lag + 1):
        good[k:] &= mobile[:-k]
        good[:k] = False
    result = []
    value = field
    for order in range(3):
        nxt = np.zeros_like(field)
        nxt[lag:] = value[lag:] - value[:-lag]
        value = nxt
        if not good.any():
            return [np.nan] * 3, np.zeros(len(BANDS))
        used = value[good]
        # The 30 cells that change most at that moment.
        strong = np.sort(np.abs(used).reshape(len(used), -1), axis=1)[:, -30:]
        result.append(np.sqrt((strong ** 2).mean()) / contrast)
    rate = 1 / np.median(np.diff(times))
    length, shares = int(2 * rate), np.zeros(len(BANDS))
    window = np.hanning(length)[:, None, None]
    for start in range(0, len(field) - length, length // 2):
        if mobile[start:start + length].all():
            part = field[start:start + length]
            power = (np.abs(np.fft.rfft((part - part.mean(0)) * window, axis=0)) ** 2).sum((1, 2))
            f = np.fft.rfftfreq(length, 1 / rate)
            shares += [power[(f >= a) & (f < b)].sum() for a, b in BANDS]
    return result, shares / max(shares.sum(), 1e-9)


def line(name, result):
    differences, shares = result
    return f"{name:28} " + " ".join(f"{d:6.3f}" for d in differences) + "   " + " ".join(f"{100 * s:5.1f}" for s in shares)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--clip")
    parser.add_argument("--still", action="store_true", help="the immobile stretches instead")
    args = parser.parse_args()
    print(f"{'':28}  first second third    " + " ".join(f"{a:g}-{b:g}" for a, b in BANDS) + " Hz, %")
    place = real.clip(args.clip)
    if place:
        source = real.frames(place)
        for mouse, ((x, y, w, h), last) in real.ARENAS.items():
            luma = source[:last, y:y + h, x:x + w]
            print(line("clip " + mouse, describe(luma, np.arange(last) / 24, np.ones(last, bool))))
        x, y, w, h = real.ARENAS["left"][0]
        luma = source[168:, y:y + h, x:x + w]
        print(line("clip left after 7 s", describe(luma, np.arange(len(luma)) / 24, np.ones(len(luma), bool))))
    for path in args.files:
        data = np.load(path)
        wanted = data["immobile"] == args.still
        if wanted.sum() > 60:
            print(line(path.stem, describe(data["luma"], data["times"], wanted)))


if __name__ == "__main__":
    main()
