"""Recordings whose light is made weaker by a known factor: what the product makes of them, against the raw
frames.

The light of a fixture's frames is scaled in numpy and encoded without loss. The product has to find the
factor; then motion has to be that of one light: differences of the raw frames are divided by the contrast
beside that light before they are compared with the threshold. The product reads the same between the
thresholds that it counts, so energies agree to a part of the animal's own size and not to all decimals.
"""

import csv
import json
import subprocess

import numpy as np

from exactness import noise, reference
from exactness.recording import Recording
from fixtures import media

FACTORS = (0.6, 0.75, 1.3, 0.95)
BEGIN = 0.45  # of the recording
FACTOR_TOLERANCE = 0.015
ENERGY_TOLERANCE, ENERGY_PART = 1.5, 0.025  # percent of own size, or a part of the energy
MOST_BEYOND = 0.02  # of the samples
LEAST_RATIO = 1.1  # of contrasts that the product tells apart
UNITS = 1024
LOWEST, NOISE_MULTIPLE = 12, 2.5  # the threshold in the weakest light: grey levels, times the noise
MARKED = ("light_step", "light_change", "keyframe_pulse", "duplicated_frame", "camera_bump")


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


def product(stillwater, path, arenas, folder):
    """The trace's rows, its arrays and the report of the recording."""
    table, arrays = folder / "trace.csv", folder / "trace.npz"
    command = [str(stillwater), "score", str(path), "--quiet", "--format", "json", "--trace",
               str(table), "--analysis-rate", "all", "--cleaning", "light"]
    for arena in arenas:
        command += ["--arena", arena.argument]
    run = subprocess.run([*command, "--save-trace", str(arrays)], capture_output=True, text=True,
                         check=True)
    with open(table, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return rows, np.load(arrays), json.loads(run.stdout)["recordings"][0]


def one_light(contrasts, threshold, noises):
    """The contrast that all is read in: the strongest, or so weak a one that the differences of the weakest
    light are compared with no less than noise allows."""
    least = min(threshold, max(LOWEST, NOISE_MULTIPLE * float(np.median(noises))))
    return min(contrasts.max(), contrasts.min() * threshold / least)


def energies(frames, masks, gains, rows, threshold):
    """`[arena][sample]`: the energy in one light, percent of own size; None where the product has
    none or the sample is marked."""
    result = []
    times = [float(row["time_s"]) for row in rows[::len(masks)]]
    tracks = [reference.compared_with(np.array(times), lag) for lag in (1 / 15, 0.25)]
    for number, mask in enumerate(masks):
        own = rows[number::len(masks)]
        pixels = frames[:, mask].astype(np.int16)
        depths, deviations, latest = {}, [], -np.inf
        places = noise.grid(mask)
        for sample, (short, long) in enumerate(zip(*tracks)):
            if short is None:
                continue
            if times[sample] - latest >= noise.INTERVAL:
                latest = times[sample]
                deviations.append(noise.spread(frames[sample], frames[short], places))
            if long is None or set(own[sample]["flags"].split("|")) & set(MARKED):
                continue
            gain = gains[sample]
            depths[sample] = [
                np.maximum(np.abs(pixels[sample] - pixels[other]) / gain - threshold, 0).mean()
                for other in (short, long)]
        floor = sorted(deviations)[len(deviations) // 2]
        above = {sample: [max(0, depth - reference.noise_depth(floor, threshold * gains[sample])
                              / gains[sample]) for depth in pair]
                 for sample, pair in depths.items()}
        size = reference.own_size(np.array([pair[1] for pair in above.values()]))
        values = [None] * len(own)
        for sample, (short, long) in above.items():
            most = reference.MOST_CARRIED * size
            ratio = float(own[sample]["lag_s"]) / float(own[sample]["long_lag_s"])
            part = min(long, most) / most
            carried = most * ratio * part / (1 - part + ratio * part)
            values[sample] = 100 * (short - reference.EXCESS_CONSTANT * carried) / size
        result.append(values)
    return result


def problems(stillwater, path, arenas, factor, folder):
    """What differs for a recording whose light changes by a factor, as text; and how many energies were
    compared."""
    recording = Recording.open(path)
    frames = relit(np.stack(list(recording.luma())), factor)
    lit = folder / "lit.mkv"
    rate = round(1 / float((recording.ticks[1] - recording.ticks[0]) * recording.base))
    encode(lit, frames, rate)
    rows, arrays, report = product(stillwater, lit, arenas, folder)
    found = []
    first = round(BEGIN * len(frames))
    counted = arrays["contrast_gain"] / UNITS
    flags = {flag for row in rows for flag in row["flags"].split("|")}
    if max(factor, 1 / factor) <= LEAST_RATIO:
        if counted.size or "contrast_change" in flags or "contrast_uncertain" in flags:
            found.append(f"a factor of {factor} was taken for a lasting light")
        counted = np.ones(len(frames))
    else:
        if counted.size != len(frames):
            return [f"a factor of {factor} was not found"], 0
        if "contrast_change" not in flags:
            found.append("no sample is flagged contrast_change")
        # Within the short lag after the change the picture is compared across it.
        for part, wanted in ((counted[:first], 1), (counted[first + 3:], factor)):
            off = np.abs(part / counted[0] / wanted - 1).max()
            if off > FACTOR_TOLERANCE:
                found.append(f"a factor of {wanted} is off by {100 * off:.1f} %")
    masks = [arena.mask(recording.width, recording.height, recording.rotation) for arena in arenas]
    threshold = report["settings"]["pixel_threshold_grey_levels"]
    noises = [animal["noise_grey_levels"] for animal in report["animals"]]
    gains = counted / one_light(counted, threshold, noises)
    compared = 0
    for number, values in enumerate(energies(frames, masks, gains, rows, threshold)):
        pairs = [(value, float(row["motion_percent"])) for value, row in
                 zip(values, rows[number::len(arenas)]) if value is not None]
        beyond = [pair for pair in pairs if abs(pair[0] - pair[1])
                  > max(ENERGY_TOLERANCE, ENERGY_PART * abs(pair[0]))]
        compared += len(pairs)
        if len(beyond) > MOST_BEYOND * len(pairs):
            found.append(f"{arenas[number].name}: {len(beyond)} of {len(pairs)} energies differ, such "
                         f"as {beyond[0][1]:.2f} from {beyond[0][0]:.2f} %")
    return found, compared
