"""The product's score of one recording against the rules, field by field."""

from scores import rules

TOLERANCE = 2e-6  # six decimals in the report, and a difference of two times in the tables


def differences(result, frames, duration, exact):
    """What differs, as text, and how near a decision came to a threshold (percent).

    `frames` are the times of all frames of the recording, `duration` is its end;
    `exact` gives back a time that the product has rounded.
    """
    arenas = [arena["name"] for arena in result.settings["arenas"]]
    ends = [*frames[1:], duration]
    start = result.settings["trial_start_s"]
    length = result.settings["trial_length_s"]
    stop = duration if length is None else min(duration, start + length)
    shown = [n for n, end in enumerate(ends) if end > start and frames[n] < stop]
    if [int(row["frame"]) for row in result.rows[::len(arenas)]] != shown:
        return ["the trace does not hold the frames shown in the trial"], 0
    pieces = rules.segments([frames[n] for n in shown], [ends[n] for n in shown], start, stop,
                            result.settings["bridge_s"])
    window = result.settings["window_s"] or [0, length or duration - start]
    problems, margin = tables(result), float("inf")
    for number, name in enumerate(arenas):
        found, nearest = animal(result.rows[number::len(arenas)], pieces, window,
                                result.report["animals"][number], result.settings, exact)
        problems += [f"{name}: {text}" for text in found]
        margin = min(margin, nearest)
    return problems, margin


def animal(rows, pieces, window, reported, settings, exact):
    """What differs for one animal, and how near a decision came to a threshold."""
    problems, values = [], []
    for row in rows:
        value, flags = rules.energy(row, settings, exact)
        same = (row["motion_percent"] == "") == (value is None)
        if same and value is not None:
            same = abs(float(row["motion_percent"]) - value) <= 1e-4
        if not same:
            problems.append(f"frame {row['frame']}: motion {row['motion_percent']}, not {value}")
        if set(filter(None, row["flags"].split("|"))) != flags:
            problems.append(f"frame {row['frame']}: flags {row['flags']}, not {sorted(flags)}")
        values.append(None if value is None or flags - rules.INFORM_ONLY else value)
    evidence = [None if sample is None else values[sample] for _, _, sample in pieces]
    bouts, margin = rules.classify(pieces, evidence, settings)
    problems += sample_states(rows, pieces, bouts)
    for bout in bouts:
        bout.start -= settings["trial_start_s"]
        bout.end -= settings["trial_start_s"]
    expected = rules.summary(bouts, window, settings["bin_s"])
    for key, wanted in expected.items():
        if not alike(wanted, reported[key]):
            problems.append(f"{key}: expected {wanted}, got {reported[key]}")
    return problems, margin


def sample_states(rows, pieces, bouts):
    """The trace's states against the bouts that the samples stand in."""
    problems = []
    for start, _, sample in pieces:
        if sample is None:
            continue
        state = next(bout.state for bout in bouts if bout.start <= start < bout.end)
        if rows[sample]["state"] != state:
            problems.append(f"frame {rows[sample]['frame']}: {rows[sample]['state']}, not {state}")
    return problems


def tables(result):
    """The tables against the report."""
    animals = result.report["animals"]
    where = {"recording": result.report["path"], "error": None}
    names = {key: result.settings[key] for key in (
        "protocol", "profile", "calibration", "pixel_threshold_grey_levels")}
    flags = [list(dict.fromkeys(note["flag"] for note in one["quality"])) for one in animals]
    wanted = {
        "animals": [{**one, **where, **names, "window_start_s": one["window_s"][0],
                     "window_end_s": one["window_s"][1], "quality_flags": "|".join(notes)}
                    for one, notes in zip(animals, flags)],
        "bouts": [{**one, **where, **bout, "duration_s": bout["end_s"] - bout["start_s"],
                   "recording_start_s": bout["start_s"] + one["trial_start_s"],
                   "recording_end_s": bout["end_s"] + one["trial_start_s"]}
                  for one in animals for bout in one["bouts"]],
        "bins": [{**one, **where, **bin} for one in animals for bin in one["bins"]],
    }
    problems = []
    for name, rows in wanted.items():
        if len(rows) != len(result.tables[name]):
            problems.append(f"{name}.csv has {len(result.tables[name])} rows, not {len(rows)}")
        for number, (expected, row) in enumerate(zip(rows, result.tables[name]), 2):
            problems += [f"{name}.csv, line {number}: {key} is {text}, not {expected[key]}"
                         for key, text in row.items() if not alike(expected[key], number_or(text))]
    return problems


def number_or(text):
    """A field of a table as the report writes it."""
    if text in ("", "true", "false"):
        return {"": None, "true": True, "false": False}[text]
    try:
        return float(text)
    except ValueError:
        return text


def alike(expected, actual):
    """Whether two values are equal, numbers to within the rounding."""
    if isinstance(expected, dict):
        return all(alike(value, actual[key]) for key, value in expected.items())
    if isinstance(expected, (list, tuple)):
        return len(expected) == len(actual) and all(map(alike, expected, actual))
    if isinstance(expected, str):
        return expected == actual or expected == "" and actual is None
    if expected is None or actual is None or isinstance(expected, bool):
        return expected == actual
    return abs(expected - actual) <= TOLERANCE * max(1.0, abs(expected) / 100)
