"""The noise of an arena, from a few of its pixels, as the design defines it."""

import numpy as np

MOST = 1024  # pixels that stand for an arena
GOLDEN = 2654435769  # 2^32 times the golden section, 0.618...
INTERVAL = 0.25  # seconds between two looks at the noise
QUARTILES = 1.349  # the distance between them in a normal distribution of deviation 1


def grid(mask):
    """The places (in the flattened picture) of the pixels that stand for an arena.

    At most 1,024, at even steps through its pixels row by row. In a row with one of them at most its column
    goes on by the golden section, of 1/65,536 of the row; else each has a part of the row of its own, and its
    place in that part does.
    """
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    steps = np.diff(padded, axis=1)
    starts, ends = np.argwhere(steps == 1), np.argwhere(steps == -1)
    places = np.flatnonzero(mask.ravel())
    widths = [end - start for (_, start), (_, end) in zip(starts.tolist(), ends.tolist())]
    before = np.concatenate([[0], np.cumsum(widths)]).tolist()
    count, chosen = min(MOST, places.size), []
    for n in range(count):
        part = (n * GOLDEN % 2**32) // 2**16
        middle = (2 * n + 1) * places.size // (2 * count)
        span = int(np.searchsorted(before, middle, side="right")) - 1
        if widths[span] * count <= places.size:
            chosen.append(before[span] + part * widths[span] // 2**16)
        else:
            chosen.append((n * 2**16 + part) * places.size // 2**16 // count)
    return places[chosen]


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

    `whole` says for each row whether the product measured it.
    """
    found, latest = [], -np.inf
    for values, is_whole in zip(rows, whole):
        if is_whole and values["spread"] is not None and values["time_s"] - latest >= INTERVAL:
            latest = values["time_s"]
            found.append(values["spread"])
    return sorted(found)[len(found) // 2] if found else None
