"""Energy, states, bouts and summary as the design defines them, computed as plainly as possible.

All times are seconds; those of the recording count from its first frame, those of a trial from the
trial's start.
"""

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-6  # seconds within which two times count as equal
# Flags that cannot be made again from the counts are taken from the trace; each may stand there
# only where its kind of artefact is cleaned.
TAKEN = {"timestamp_filled": None, "decode_error": "damage", "duplicated_frame": "duplicates",
         "keyframe_pulse": "keyframe-pulses", "light_change": "light", "light_step": "light",
         "camera_bump": "camera-bumps", "empty_arena": "empty-arena",
         "contrast_change": "light", "contrast_uncertain": "light",
         "camera_nudge": "camera-bumps"}
NOT_COMPARED = {"decode_error", "duplicated_frame"}
INFORMS_ONLY = {"timestamp_filled", "light_change", "contrast_change", "contrast_uncertain",
                "camera_nudge"}
OF_CELLS = ("strokes", "movement")
SPREADING = ("keyframe_pulse", "light_step", "camera_bump")  # to windows of cells that hold them
OF_THE_SAMPLE = {"empty_arena", "timestamp_filled", "duplicated_frame"}  # not of a window
WINDOW = 0.3  # seconds that the cells are followed for
VIGOUR_QUANTILE, MOVING_PART, LEAST_VIGOUR = 0.95, 0.2, 1.6
PLAUSIBLE_FACTOR, PLAUSIBLE_EDGE, WIDE = 1.6, 0.025, 0.05
LADDER = (12, 16, 20, 24, 28, 40)  # pixel thresholds, grey levels
LEAST_PART = 0.55  # of an interval: nearer than this no turn follows a late frame
RATE_TOLERANCE = 0.001  # seconds that a frame may come before its turn


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


def pixel_threshold(noise, measure):
    """The rung that a recording's noise (of its arenas, grey levels) asks for."""
    multiple, least, most = (2.5, 16, 28) if measure in OF_CELLS else (5.5, 12, 40)
    middle = float(np.median(noise)) if noise else 0
    wanted = min(max(multiple * middle, least), most)
    return next((rung for rung in LADDER if rung >= wanted), LADDER[-1])


def trial_start(settings, arena):
    """Where an arena's trial starts, seconds; None where that is to be found."""
    own = [one["trial_start_s"] for one in settings["arena_trial_starts"] if one["arena"] == arena]
    return own[0] if own else settings["trial_start_s"]


def samples(frames, repeated, duration, settings):
    """The frames that a trace holds, (number, start, end), of all `frames` of the recording.

    Each sample lasts to the next, the last one to the end of what was read: the first frame from
    the last trial's end on. Frames from just before the first trial on take turns at the analysis rate;
    repeated ones are samples in their turn but do not use it up.
    """
    starts = [trial_start(settings, arena["name"]) for arena in settings["arenas"]]
    found = None in starts
    start = 0 if found else min(starts)
    length = settings["trial_length_s"]
    stop = np.inf if found or length is None else max(starts) + length
    read_from = start - 2 * max(settings["lag_s"], WINDOW)
    first = max([n for n, time in enumerate(frames) if time <= read_from], default=0)
    read = [n for n in range(first, len(frames)) if frames[n] < stop]
    interval = 1 / settings["analysis_rate_hz"] if settings["analysis_rate_hz"] else 0
    if "duplicates" not in settings["cleaning"]:
        repeated = set()
    chosen, turn, last = [], -np.inf, -np.inf
    for n in read:
        now = frames[n]
        if now < turn - RATE_TOLERANCE:
            continue
        if n in repeated:
            if now - last < interval - RATE_TOLERANCE:
                continue
        else:
            due = now if turn == -np.inf else turn
            turn = max(due + interval, now + LEAST_PART * interval)
        last = now
        chosen.append(n)
    beyond = next((time for time in frames if time >= stop), duration)
    ends = [frames[n] for n in chosen[1:]] + [beyond]
    return [(n, frames[n], end) for n, end in zip(chosen, ends) if end > start]


def taken(row, settings):
    """The flags of a trace row that are taken from it."""
    cleaned = {None, *settings["cleaning"]}
    return {flag for flag in row["flags"].split("|")
            if flag in TAKEN and TAKEN[flag] in cleaned}


def flag_lag(flags, real, asked, settings):
    """Adds what a sample's real lag (seconds or None) tells; whether the sample has a value."""
    if flags & NOT_COMPARED:
        return False
    if real is None:
        flags.add("no_earlier_frame")
        return False
    if "gaps" in settings["cleaning"] and real > 2 * asked + TOLERANCE:
        flags.add("time_gap")
    return True


def pixel_energies(rows, settings, exact):
    """The trace rows' motion energies (percent or None) and their flags, from pixel counts.

    `exact` gives back a time that the trace has rounded.
    """
    result = []
    for row in rows:
        flags = taken(row, settings)
        real = exact(row["lag_s"]) if row["lag_s"] else None
        if not flag_lag(flags, real, settings["lag_s"], settings):
            result.append((None, flags))
        elif settings["measure"] == "changed":
            result.append((100 * int(row["changed_pixels"]) / int(row["arena_pixels"]), flags))
        else:
            result.append((100 * float(row["mean_abs_diff"]) / 255, flags))
    return result


def spread(flags, times, lags, starts):
    """Adds artefacts to `flags` of the windows that hold them.

    An artefact is seen between pictures one lag apart: its last jump lies at or before the last
    sample with it, and before the picture that the next one without it is compared with. A window holds it that ends with the artefact's
    first sample or later and begins before that picture. `starts`: of each sample's window.
    """
    seen, count = [set(one) for one in flags], len(flags)
    for kind in SPREADING:
        after = 0
        while (first := next((n for n in range(after, count) if kind in seen[n]), None)) is not None:
            after = next((n for n in range(first, count)
                          if kind not in seen[n] and lags[n] is not None), count)
            jump = max(times[n] for n in range(first, after) if kind in seen[n])
            if after < count:
                jump = min(jump, times[after] - lags[after])
            for end in range(first, count):
                if starts[end] is not None and starts[end] < jump - TOLERANCE:
                    flags[end].add(kind)


def cell_energies(rows, artefacts, settings, exact):
    """The trace rows' amounts (percent of the animal, or None) and flags, read from the windows
    around the samples.

    `artefacts`: `[sample]`, flags that tell of the sample itself and the picture one lag before it.
    """
    times = [exact(row["time_s"]) for row in rows]
    lags, reaches = ([exact.lag(row[key]) if row[key] else None for row in rows]
                     for key in ("lag_s", "reach_s"))
    flags = [set(one) for one in artefacts]
    spread(flags, times, lags,
           [None if reach is None else now - reach for now, reach in zip(times, reaches)])
    ends = [n for n, one in enumerate(flags) if flag_lag(one, reaches[n], WINDOW, settings)]
    if not ends:
        return [(None, one) for one in flags]
    halves = np.array([reaches[n] / 2 for n in ends])
    middles = np.array([times[n] for n in ends]) - halves
    amounts = [float(rows[n][f"{settings['measure']}_percent"]) for n in ends]
    result = []
    for now, own in zip(times, flags):
        off = np.abs(middles - now)
        # The nearest window; of two that are equally near the later.
        nearest = int(np.flatnonzero(off <= off.min() + TOLERANCE)[-1])
        if off[nearest] > halves[nearest] + TOLERANCE:
            result.append((None, own))
        else:
            result.append((amounts[nearest], flags[ends[nearest]] - OF_THE_SAMPLE | own & OF_THE_SAMPLE))
    return result


def vigour(pieces, evidence):
    """How vigorously the animal strokes when it does: the median of the seconds of evidence in which it moves."""
    means, held = [], []
    for (start, end, _), value in zip(pieces, evidence):
        if value is not None:
            held.append((start, end, value))
            if end - held[0][0] >= 1 - TOLERANCE:
                means.append(weighted_mean(held))
                held = []
    if not means and held:
        means = [weighted_mean(held)]
    if not means:
        return LEAST_VIGOUR
    means = np.array(means)
    moving = means[means >= MOVING_PART * np.quantile(means, VIGOUR_QUANTILE)]
    return max(LEAST_VIGOUR, float(np.median(moving)))


def weighted_mean(held):
    """The mean of (start, end, value), each weighed by its time."""
    starts, ends, values = np.array(held).T
    return float(np.average(values, weights=ends - starts))


def segments(frames, ends, start, end, bridge):
    """The trial as (start, end, sample): `frames` are shown until `ends`, a very long shown one
    stands only for one ordinary interval, and what it leaves belongs to no sample (None)."""
    intervals = np.sort(np.diff(frames))
    ordinary = intervals[len(intervals) // 2] if len(intervals) else ends[-1] - frames[-1]
    result = []
    for sample, (shown, until) in enumerate(zip(frames, ends)):
        known = until
        if until - shown > max(bridge, 1.5 * ordinary) + TOLERANCE:
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


def classify(pieces, evidence, settings, goes_on):
    """The bouts of a trial, times of the recording, and how near a decision came to a threshold.

    `goes_on`: whether the analysis window reaches beyond the last piece.
    """
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
        immobile, decided = False, []
        for mean in means:
            border = settings["motion_threshold_percent"]
            if immobile:
                border *= settings["exit_ratio"]
            immobile = mean < border
            high = settings["highly_mobile_threshold_percent"]
            margin = min([margin, abs(mean - border)] + ([abs(mean - high)] if high else []))
            is_high = high is not None and mean >= high
            decided.append("immobile" if immobile else "highly_mobile" if is_high else "mobile")
        given_back, nearest = trimmed([pieces[n] for n in known], [evidence[n] for n in known],
                                      decided, settings)
        margin = min(margin, nearest)
        for n, state in zip(known, decided):
            states[n] = state
        for n in given_back:
            states[known[n]] = "immobile"
    for first, last, long in blind:
        before = states[first - 1] if first > 0 else None
        after = states[last] if last < len(states) else None
        fill = "unscored" if long else before or after or "unscored"
        states[first:last] = [fill] * (last - first)
    return by_minimum_lengths(
        [Bout(state, *piece[:2]) for state, piece in zip(states, pieces)], settings,
        goes_on), margin


def trimmed(pieces, values, states, settings):
    """Which of the pieces a mobile stretch gives back to the immobility beside it, and how near one
    of those decisions was.

    From each end that borders on immobility, those whose own value is below half of the stretch's
    median (of an even number the upper middle), or below the threshold if that is higher, as long as
    they lie within half a width of the mean of that end; one piece of a stretch always stays, and
    what remains when the front has given is what the back can give.
    """
    reach = settings["smoothing_s"] / 2 + TOLERANCE
    rest = [state == "immobile" for state in states]
    changes = [n for n in range(1, len(rest)) if rest[n] != rest[n - 1]]
    edges = [0, *changes, len(rest)]
    result, margin = [], np.inf
    for first, end in zip(edges, edges[1:]):
        if rest[first]:
            continue
        left = list(range(first, end))
        border = max(settings["motion_threshold_percent"],
                     sorted(values[first:end])[(end - first) // 2] / 2)
        near_front = [n for n in left if pieces[n][1] - pieces[first][0] <= reach]
        near_back = [n for n in left if pieces[end - 1][1] - pieces[n][0] <= reach]
        for near, place in ((near_front, 0), (near_back, -1)):
            if place == 0 and first == 0 or place == -1 and end == len(rest):
                continue
            while len(left) > 1 and left[place] in near:
                margin = min(margin, abs(values[left[place]] - border))
                if values[left[place]] >= border:
                    break
                result.append(left.pop(place))
    return result, margin


def by_minimum_lengths(bouts, settings, goes_on):
    """First short immobility becomes mobile, or unscored where unscored time cuts it short, then short
    interruptions of immobility vanish."""
    bouts = merged(bouts)
    given = ["", *(bout.state for bout in bouts), "unscored" if goes_on else ""]
    for bout, before, after in zip(bouts, given, given[2:]):
        if bout.state == "immobile" and bout.length < settings["min_immobile_s"] - TOLERANCE:
            bout.state = "unscored" if "unscored" in (before, after) else "mobile"
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
              for bout in bouts if min(bout.end, end) - max(bout.start, start) > TOLERANCE]
    recorded = inside[-1].end if inside else start
    if recorded < end - TOLERANCE:
        inside = merged([*inside, Bout("unscored", recorded, end)])
    times = {f"{state}_s": seconds(inside, state, start, end)
             for state in ("immobile", "mobile", "highly_mobile", "unscored")}
    rests = [bout.length for bout in inside if bout.state == "immobile"]
    scored = end - start - times["unscored_s"]
    first = [bout.start for bout in bouts
             if bout.state == "immobile" and 0 <= bout.start < end - TOLERANCE]
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


def plausible_range(pieces, evidence, settings, goes_on, window, times):
    """The least and the most immobile time (seconds) that thresholds give which are about as good as
    the one in force, how wide the range is as a part of the window, and how near a decision came to
    one of those thresholds.

    `window`: seconds of the recording; `times`: those of the states by the threshold in force.
    """
    found, margin = [times["immobile_s"]], np.inf
    for factor in (1 / PLAUSIBLE_FACTOR, PLAUSIBLE_FACTOR):
        other = {**settings, "highly_mobile_threshold_percent": None,
                 "motion_threshold_percent": settings["motion_threshold_percent"] * factor}
        bouts, nearest = classify(pieces, evidence, other, goes_on)
        margin = min(margin, nearest)
        found.append(seconds(bouts, "immobile", *window))
    length = window[1] - window[0]
    scored = times["immobile_s"] + times["mobile_s"] + times["highly_mobile_s"]
    low = max(0, min(found) - PLAUSIBLE_EDGE * length)
    high = max(low, min(scored, max(found) + PLAUSIBLE_EDGE * length))
    width = max(found[0] - low, high - found[0]) / length
    return [low, high], width, margin
