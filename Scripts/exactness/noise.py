"""The noise of an arena, from a few of its pixels, as the design defines it."""

import numpy as np

RUNS, RUN_LENGTH = 64, 16  # of neighbouring pixels that stand for an arena
INTERVAL = 0.25  # seconds between two looks at the noise
QUARTILES = 1.349  # the distance between them in a normal distribution of deviation 1


def grid(mask):
    """The places (in the flattened picture) of the pixels that stand for an arena.

    Its rows are cut into runs of at most 16 neighbouring pixels; of these 64, spread evenly.
    """
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    steps = np.diff(padded, axis=1)
    starts, ends = np.argwhere(steps == 1), np.argwhere(steps == -1)
    runs = [(row, column, min(column + RUN_LENGTH, end))
            for (row, start), (_, end) in zip(starts.tolist(), ends.tolist())
            for column in range(start, end, RUN_LENGTH)]
    count = min(RUNS, len(runs))
    chosen = [runs[(2 * n + 1) * len(runs) // (2 * count)] for n in range(count)]
    return np.array([row * mask.shape[1] + column
                     for row, start, end in chosen for column in range(start, end)])


def spread(current, earlier, places):
    """The deviation that the quartiles of the signed differences tell, grey levels.

    The pixels of one difference count as spread evenly over the grey level about it.
    """
    signed = current.ravel()[places].astype(int) - earlier.ravel()[places]
    values, counts = np.unique(signed, return_counts=True)
    below = np.concatenate([[0], np.cumsum(counts)])

    def quantile(part):
        wanted = part * signed.size
        n = int(np.argmax(below[1:] >= wanted))
        return values[n] - 0.5 + (wanted - below[n]) / counts[n]
    return (quantile(0.75) - quantile(0.25)) / QUARTILES


def deviation(rows, whole):
    """The noise of an arena from its rows, `None` where nothing was compared.

    `whole` says for each row whether the product measured it; see `reference.add_excess`.
    """
    found, latest = [], -np.inf
    for values, is_whole in zip(rows, whole):
        if is_whole and values["spread"] is not None and values["time_s"] - latest >= INTERVAL:
            latest = values["time_s"]
            found.append(values["spread"])
    return sorted(found)[len(found) // 2] if found else None
