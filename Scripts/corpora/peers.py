"""What other programs' published formulas give on the developed corpus. Written anew from the formulas.

- ezTrack (freezing): grey frames, Gaussian of 1 pixel, pixels that change by more than 10 from frame to frame; still
  while fewer than 200 of them, for at least half a second.
- DBscorer: area of the silhouette (darker or brighter than the median picture); still while its change from frame to
  frame is under a threshold (1 % of its area here), averaged over half a second.
- EthoVision-like mobility: pixels that the silhouette gains or loses from frame to frame, percent of both; still under
  20 %, averaged over half a second.
- Phobos (freezing): pixels that change by more than 20 grey levels; still while fewer than 500.
Each with its default, and with the one threshold for all animals that is best in hindsight.
"""

import numpy as np
from scipy.ndimage import gaussian_filter, uniform_filter1d

from corpora.judging import Score, judge
from corpora.product import runs


def silhouettes(luma):
    """[frame, row, column]: what stands out from the median picture by more than half of the contrast."""
    some = luma[:: max(1, len(luma) // 100)].astype(np.float32)
    middle = np.median(some, axis=0)
    spread = np.percentile(np.abs(some - middle), 99.5)
    return np.abs(luma.astype(np.float32) - middle) > max(spread / 2, 8)


def curves(luma):
    """{program: motion by frame}."""
    smooth = gaussian_filter(luma.astype(np.float32), (0, 1, 1))
    changed = (np.abs(np.diff(smooth, axis=0)) > 10).sum((1, 2))
    plain = (np.abs(np.diff(luma.astype(np.int16), axis=0)) > 20).sum((1, 2))
    shape = silhouettes(luma)
    area = np.maximum(shape.sum((1, 2)), 1)
    exchanged = (shape[1:] ^ shape[:-1]).sum((1, 2))
    return {"ezTrack": changed, "DBscorer": 100 * np.abs(np.diff(area)) / area[1:],
            "EthoVision-like": 100 * exchanged / (area[1:] + area[:-1]), "Phobos": plain}


DEFAULTS = {"ezTrack": 200, "DBscorer": 1, "EthoVision-like": 20, "Phobos": 500}
AVERAGED = {"DBscorer", "EthoVision-like"}


def still(curve, times, threshold, averages):
    """Where the curve lies under the threshold for at least half a second."""
    rate = 1 / np.median(np.diff(times))
    values = np.concatenate([curve[:1], curve]).astype(float)
    if averages:
        values = uniform_filter1d(values, max(1, round(rate / 2)))
    under = values < threshold
    ends = np.append(times[1:], times[-1] + 1 / rate)
    spans = [(times[a], ends[b]) for a, b in runs(under)]
    return [s for s in spans if s[1] - s[0] >= 0.5]


def table(paths):
    """Mean error and median kappa of each program, by default and with the best threshold."""
    animals = []
    for path in paths:
        if path.name.startswith("empty__"):
            continue
        kept = np.load(path)
        times = kept["times"]
        ends = np.append(times[1:], 2 * times[-1] - times[-2])
        truth = [(times[a], ends[b]) for a, b in runs(kept["immobile"])]
        animals.append((path.stem, times, truth, ends[-1], curves(kept["luma"])))
    lines = [f"{'program':<18}{'default':>9}{'mean':>7}{'kappa':>7}{'best':>9}{'mean':>7}{'kappa':>7}"]
    for program, default in DEFAULTS.items():
        def scores(threshold, program=program):
            found = []
            for name, times, truth, length, curve in animals:
                spans = still(curve[program], times, threshold, program in AVERAGED)
                found.append(Score(name, "", *judge(truth, spans, length=length)))
            return (np.mean([abs(s.error) for s in found]),
                    np.nanmedian([s.kappa for s in found]))
        choices = np.unique(np.round(np.geomspace(default / 50, default * 10, 30), 4))
        best = min(choices, key=lambda t: scores(t)[0])
        lines.append(f"{program:<18}{default:>9}" + "{:>7.1f}{:>7.2f}".format(*scores(default))
                     + f"{best:>9.3g}" + "{:>7.1f}{:>7.2f}".format(*scores(best)))
    return "\n".join(lines)
