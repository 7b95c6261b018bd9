"""Energy, states, bouts and summary as the design defines them, computed as plainly as possible.

All times are seconds; those of the recording count from its first frame, those of a trial from the
trial's start.
"""

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-6  # seconds within which two times count as equal
# What the trace alone tells: artefacts are found from more than it holds.
GIVEN = ("decode_error", "timestamp_filled", "duplicated_frame", "keyframe_pulse", "light_change",
         "light_step", "camera_bump", "empty_arena")
INFORM_ONLY = {"timestamp_filled", "light_change"}
WITHOUT_VALUE = {"decode_error", "duplicated_frame"}


@dataclass
class Bout:
    """One state over [start, end)."""

    state: str
    start: float
    end: float

    @property
    def length(self):
        """Seconds."""
        return self.end - self.start


def merged(bouts):
    """Neighbours of one state made one bout."""
    result = []
    for bout in bouts:
        if result and result[-1].state == bout.state:
            result[-1].end = bout.end
        else:
            result.append(Bout(bout.state, bout.start, bout.end))
    return result


def energy(row, settings, exact):
    """One trace row's motion energy (percent or None) and its flags, from its pixel counts.

    Excess motion is taken from the trace: Scripts/verify-exactness makes it from the pixels.
    `exact` gives back a time that the trace has rounded.
    """
    flags = set(row["flags"].split("|")) & set(GIVEN)
    if flags & WITHOUT_VALUE:
        return None, flags
    finds_gaps = "gaps" in settings["cleaning"]
    if not row["lag_s"]:
        return None, flags | {"no_earlier_frame"}
    short = exact(row["lag_s"])
    if settings["measure"] == "excess" and not row["long_lag_s"]:
        return None, flags | {"no_earlier_frame"}
    if finds_gaps and short > 2 * settings["lag_s"] + TOLERANCE:
        flags.add("time_gap")
    pixels = int(row["arena_pixels"])
    changed = int(row["changed_pixels"]) / pixels
    if settings["measure"] == "changed":
        return 100 * changed, flags
    if settings["measure"] == "mean-abs-diff":
        return 100 * float(row["mean_abs_diff"]) / 255, flags
    long = exact(row["long_lag_s"])
    if finds_gaps and long > 2 * settings["long_lag_s"] + TOLERANCE:
        flags.add("time_gap")
    if long < 2 * short - TOLERANCE:
        flags.add("lags_too_close")
    return float(row["motion_percent"]), flags


def segments(frames, ends, start, end, bridge):
    """The trial as (start, end, sample): `frames` are shown until `ends`, a very long shown one
    stands only for one ordinary interval, and what it leaves belongs to no sample (None)."""
    intervals = np.sort(np.diff(frames))
    ordinary = intervals[len(intervals) // 2] if len(intervals) else ends[-1] - frames[-1]
    result = []
    for sample, (shown, until) in enumerate(zip(frames, ends)):
        known = until
        if until - shown > max(bridge, ordinary) + TOLERANCE:
            known = shown + ordinary
        for first, last, owner in ((shown, known, sample), (known, until, None)):
            first, last = max(first, start), min(last, end)
            if last > first:
                result.append((first, last, owner))
    return result


def moving_mean(pieces, values, width):
    """The mean of the values over `width` seconds around the middle of each piece of time, each
    weighed by its time; time between the pieces has no weight. By integrals from the left."""
    if width <= 0:
        return np.array(values)
    starts, ends = np.array(pieces).T
    edges = np.stack([starts, ends], 1).ravel()
    zero = np.zeros(len(values))

    def integral(rates):
        heights = np.concatenate([[0], np.cumsum(np.stack([rates * (ends - starts), zero], 1))])
        return lambda times: np.interp(times, edges, heights[:-1])

    # A mean of differences from the middle value loses nothing where all values are equal.
    shift = values[len(values) // 2]
    area, time = integral(np.array(values) - shift), integral(np.ones(len(values)))
    middle = (starts + ends) / 2
    low, high = middle - width / 2, middle + width / 2
    return shift + (area(high) - area(low)) / (time(high) - time(low))


def blind_runs(evidence):
    """The (first, last + 1) of every run of None."""
    runs, start = [], None
    for index, value in enumerate([*evidence, 0]):
        if value is None and start is None:
            start = index
        elif value is not None and start is not None:
            runs.append((start, index))
            start = None
    return runs


def classify(pieces, evidence, settings):
    """The bouts of a trial, times of the recording, and how near a decision came to a threshold."""
    bridge = settings["bridge_s"]
    blind = [(first, last, pieces[last - 1][1] - pieces[first][0] > bridge + TOLERANCE)
             for first, last in blind_runs(evidence)]
    states, margin = [None] * len(pieces), np.inf
    borders = [0, *(n for first, last, long in blind if long for n in (first, last)), len(pieces)]
    for first, last in zip(borders[::2], borders[1::2]):
        known = [n for n in range(first, last) if evidence[n] is not None]
        if not known:
            continue
        means = moving_mean([pieces[n][:2] for n in known], [evidence[n] for n in known],
                            settings["smoothing_s"])
        margin = min([margin] + [abs(evidence[n] - settings["motion_threshold_percent"])
                                 for n in known])
        immobile = False
        for n, mean in zip(known, means):
            border = settings["motion_threshold_percent"]
            if immobile:
                border *= settings["exit_ratio"]
            immobile = mean < border
            high = settings["highly_mobile_threshold_percent"]
            margin = min([margin, abs(mean - border)] + ([abs(mean - high)] if high else []))
            is_high = high is not None and mean >= high
            states[n] = "immobile" if immobile else "highly_mobile" if is_high else "mobile"
        trim(states, known, pieces, evidence, settings)
    for first, last, long in blind:
        before = states[first - 1] if first > 0 else None
        after = states[last] if last < len(states) else None
        fill = "unscored" if long else before or after or "unscored"
        states[first:last] = [fill] * (last - first)
    return by_minimum_lengths(
        [Bout(state, *piece[:2]) for state, piece in zip(states, pieces)], settings), margin


def trim(states, known, pieces, evidence, settings):
    """Takes from mobile runs what only the mean made mobile, at ends that border on immobility:
    at most half the mean's width at each, and never the last sample."""
    reach, border = settings["smoothing_s"] / 2 + TOLERANCE, settings["motion_threshold_percent"]
    runs, start = [], None
    for place, n in enumerate(known):
        if states[n] != "immobile":
            start = place if start is None else start
        elif start is not None:
            runs.append((start, place))
            start = None
    if start is not None:
        runs.append((start, len(known)))
    for first, end in runs:
        left, right = first, end
        if first > 0:
            while (left < end - 1 and evidence[known[left]] < border
                   and pieces[known[left]][1] - pieces[known[first]][0] <= reach):
                states[known[left]] = "immobile"
                left += 1
        if end < len(known):
            while (right > left + 1 and evidence[known[right - 1]] < border
                   and pieces[known[end - 1]][1] - pieces[known[right - 1]][0] <= reach):
                right -= 1
                states[known[right]] = "immobile"


def by_minimum_lengths(bouts, settings):
    """First short immobility becomes mobile, then short interruptions of immobility vanish."""
    bouts = merged(bouts)
    for bout in bouts:
        if bout.state == "immobile" and bout.length < settings["min_immobile_s"] - TOLERANCE:
            bout.state = "mobile"
    bouts = merged(bouts)
    resting = [n for n, bout in enumerate(bouts) if bout.state == "immobile"]
    for left, right in zip(resting, resting[1:]):
        between = bouts[left + 1:right]
        if (all(bout.state != "unscored" for bout in between)
                and bouts[right].start - bouts[left].end < settings["min_mobile_s"] - TOLERANCE):
            for bout in between:
                bout.state = "immobile"
    return merged(bouts)


def seconds(bouts, state, start, end):
    """How long a state lasts within [start, end)."""
    return sum(max(0.0, min(bout.end, end) - max(bout.start, start))
               for bout in bouts if bout.state == state)


def summary(bouts, window, width):
    """The figures of an animal; `bouts` in seconds from trial start, keys as in the report."""
    start, end = window
    inside = [Bout(bout.state, max(bout.start, start), min(bout.end, end))
              for bout in bouts if min(bout.end, end) > max(bout.start, start)]
    recorded = inside[-1].end if inside else start
    if recorded < end:
        inside = merged([*inside, Bout("unscored", recorded, end)])
    times = {f"{state}_s": seconds(inside, state, start, end)
             for state in ("immobile", "mobile", "highly_mobile", "unscored")}
    rests = [bout.length for bout in inside if bout.state == "immobile"]
    scored = end - start - times["unscored_s"]
    first = [bout.start for bout in bouts
             if bout.state == "immobile" and 0 <= bout.start < end]
    count = max(1, int(np.ceil((end - start) / width - 1e-9)))
    edges = [start + n * width for n in range(count)] + [end]
    return {
        "window_s": [start, end], **times,
        "immobile_percent": 100 * times["immobile_s"] / scored if scored > TOLERANCE else None,
        "latency_s": first[0] if first else end, "latency_censored": not first,
        "bout_count": len(rests),
        "bout_mean_s": float(np.mean(rests)) if rests else None,
        "bout_median_s": float(np.median(rests)) if rests else None,
        "bout_longest_s": max(rests) if rests else None,
        "bins": [{"start_s": low, "end_s": high,
                  "immobile_s": seconds(inside, "immobile", low, high),
                  "unscored_s": seconds(inside, "unscored", low, high)}
                 for low, high in zip(edges, edges[1:])],
        "bouts": [{"state": bout.state, "start_s": bout.start, "end_s": bout.end}
                  for bout in inside],
    }
