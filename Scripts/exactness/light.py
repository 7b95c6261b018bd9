"""Recordings whose light changes: what the product makes of their cells, against the raw frames.

The light of the cells is followed, and the contrast of lasting light is reckoned with. Into some
recordings a light is put that becomes weaker or stronger by a known factor: frames are scaled in
numpy and encoded without loss. The product has to find the factor. What contrast each sample has is
taken from it then.
"""

import subprocess

import numpy as np

from exactness import cells
from exactness.comparison import amounts_differ, product_trace, yardstick_mismatches
from exactness.recording import Recording
from fixtures import media

FACTORS = (0.6, 0.75, 1.3, 0.95)
# Light that flickers is not among them: in which samples it runs over the picture in bands is not seen
# from outside.
FIXTURES = ("light_step", "dimmed")
BEGIN = 0.45  # of the recording
FACTOR_TOLERANCE = 0.015
LEAST_RATIO = 1.1  # of contrasts that the product tells apart
UNITS = 1024


def relit(frames, factor):
    """The frames in a light that is weaker or stronger by a factor from a time on."""
    first = round(BEGIN * len(frames))
    scaled = np.clip(np.rint(frames[first:] * np.float64(factor)), 0, 255).astype(np.uint8)
    return np.concatenate([frames[:first], scaled])


def encode(path, frames, rate):
    """Writes grey frames without loss."""
    height, width = frames.shape[1:]
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "gray",
               "-s", f"{width}x{height}", "-r", str(rate), "-i", "-", "-c:v", "ffv1",
               *media.REPRODUCIBLE, str(path)]
    subprocess.run(command, input=frames.tobytes(), check=True)


def factor_problems(product, factor, count):
    """What is wrong with the contrast that the product found, as text."""
    gain = product.arrays["contrast_gain"] / UNITS
    flags = {flag for row in product.rows for flag in row["flags"].split("|")}
    if max(factor, 1 / factor) <= LEAST_RATIO:
        if gain.size or "contrast_change" in flags or "contrast_uncertain" in flags:
            return [f"a factor of {factor} was taken for a lasting light"]
        return []
    if gain.size != count:
        return [f"a factor of {factor} was not found"]
    found = [] if "contrast_change" in flags else ["no sample is flagged contrast_change"]
    first = round(BEGIN * count)
    # Within the lag after the change the picture is compared across it.
    for part, wanted in ((gain[:first], 1), (gain[first + 3:], factor)):
        off = np.abs(part / gain[0] / wanted - 1).max()
        if off > FACTOR_TOLERANCE:
            found.append(f"a factor of {wanted} is off by {100 * off:.1f} %")
    return found


def usual_is_one(gain):
    """The contrast beside the usual one; None where it stays, 1 where it is not known."""
    known = np.sort(gain[gain > 0])
    if known.size == 0:
        return None
    return np.where(gain > 0, gain / known[known.size // 2], 1)


def problems(stillwater, path, arenas, factor, folder):
    """What differs for a recording whose light changes, by a factor or None by itself, as text; and
    how many amounts were compared."""
    recording = Recording.open(path)
    frames = np.stack(list(recording.luma()))
    if factor is not None:
        frames, path = relit(frames, factor), folder / "lit.mkv"
        encode(path, frames, round(1 / float((recording.ticks[1] - recording.ticks[0])
                                             * recording.base)))
    product = product_trace(stillwater, path, arenas, folder,
                            ["--analysis-rate", "all", "--cleaning", "light"])
    if len(product.whole) != len(frames):
        return [f"expected {len(frames)} samples, got {len(product.whole)}"], 0
    found = [] if factor is None else factor_problems(product, factor, len(frames))
    masks = [arena.mask(recording.width, recording.height, recording.rotation) for arena in arenas]
    grids = [cells.Grid(mask) for mask in masks]
    means = [np.array([grid.means(frame) for frame in frames]) for grid in grids]
    changes = product.arrays["light_shift"].any(0)
    # Whether the program saw a change as even or in bands is not seen from outside: one has to fit.
    texts, compared = min((motion_problems(product, arenas, grids, means, in_bands)
                           for in_bands in (None, changes if changes.size else None)),
                          key=lambda result: len(result[0]))
    return found + texts, compared


def motion_problems(product, arenas, grids, means, in_bands):
    """What differs in the motion of the cells, and how many amounts were compared."""
    gain = usual_is_one(product.arrays["contrast_gain"])
    times = [float(row["time_s"]) for row in product.rows[::len(arenas)]]
    found, compared = [], 0
    for number, (arena, grid) in enumerate(zip(arenas, grids)):
        motion = cells.measure(times, means[number], [True] * len(times),
                               cells.lights(means[number], grid.rows, in_bands), gain)
        texts = yardstick_mismatches(
            motion.yardstick, product.report["animals"][number],
            product.arrays["cell_noise"][number])
        for kind in ("strokes", "movement"):
            for sample, reach in enumerate(motion.reach):
                if reach is None:
                    continue
                expected = getattr(motion, kind)[sample]
                actual = product.arrays[kind][number, sample] / cells.UNITS
                compared += 1
                if amounts_differ(expected, actual):
                    texts.append(f"sample {sample}: {kind}: expected {expected:.3f}, got {actual}")
        found += [f"{arena.name}: {text}" for text in texts]
    return found, compared
