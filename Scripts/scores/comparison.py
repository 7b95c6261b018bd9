"""The product's score of one recording against the rules, field by field."""

from scores import rules

TOLERANCE = 2e-6  # six decimals in the report, and a difference of two times in the tables


class Frames:
    """All frames of a recording: their times, which of them the recorder repeated, and the end."""

    def __init__(self, times, repeated, duration):
        self.times, self.repeated, self.duration = times, repeated, duration


def differences(result, plain, frames, expected, exact):
    """What differs, as text, and how near a decision came to a threshold (percent).

    `plain` is a score of the same samples whose flags tell of samples and not of windows; None where
    those of the result do. `expected` holds settings that must be in force; `exact` gives back a time
    that the product has rounded.
    """
    settings = result.settings
    arenas = [arena["name"] for arena in settings["arenas"]]
    samples = rules.samples(frames.times, frames.repeated, frames.duration, settings)
    if [int(row["frame"]) for row in result.rows[::len(arenas)]] != [n for n, _, _ in samples]:
        return ["the trace does not hold the samples of the trial"], 0
    problems = [f"setting {key}: expected {wanted}, got {settings[key]}"
                for key, wanted in expected.items() if not alike(wanted, settings[key])]
    problems, margin = problems + pixel_threshold(result) + tables(result), float("inf")
    for number, name in enumerate(arenas):
        reported = result.report["animals"][number]
        rows, artefacts = result.rows[number::len(arenas)], None
        if plain is not None:
            artefacts = [own_flags(row, settings, gain) for row, gain in
                         zip(plain.rows[number::len(arenas)], plain.gains(len(rows)))]
        found, nearest = animal(rows, artefacts, samples, frames.duration, reported, settings, exact)
        problems += [f"{name}: {text}" for text in found]
        margin = min(margin, nearest)
    return problems, margin


def own_flags(row, settings, gain):
    """The flags of a sample, from a row read by pixel counts; with cells, a lasting light whose
    contrast is known was reckoned with."""
    flags = rules.taken(row, settings)
    if "contrast_uncertain" in flags and gain > 0:
        flags = flags - {"contrast_uncertain"} | {"contrast_change"}
    return flags


def pixel_threshold(result):
    """The pixel threshold against the noise, and the trace's against the report's."""
    level = result.settings["pixel_threshold_grey_levels"]
    problems = []
    if result.settings["pixel_threshold"] == "auto":
        noise = [one["noise_grey_levels"] for one in result.report["animals"]]
        wanted = rules.pixel_threshold([value for value in noise if value is not None],
                                       result.settings["measure"])
        if level != wanted:
            problems.append(f"pixel threshold: expected {wanted}, got {level}")
    if {int(row["pixel_threshold"]) for row in result.rows} != {level}:
        problems.append(f"the trace's pixel threshold is not {level}")
    return problems


def animal(rows, artefacts, samples, duration, reported, settings, exact):
    """What differs for one animal, and how near a decision came to a threshold.

    `artefacts`: `[sample]`, its own flags, for a measure of cells.
    """
    problems = []
    start, length = exact(reported["trial_start_s"]), settings["trial_length_s"]
    given = rules.trial_start(settings, reported["arena"])
    if given is not None:
        start = given
        if reported["trial_start_s"] != start or reported["trial_start_confidence"] is not None:
            problems.append(f"the trial starts at {reported['trial_start_s']}, not {start}")
    elif not 0 < reported["trial_start_confidence"] <= 1:
        problems.append(f"confidence in the start is {reported['trial_start_confidence']}")
    stop = duration if length is None else min(duration, start + length)
    pieces = rules.segments([shown for _, shown, _ in samples], [end for _, _, end in samples],
                            start, stop, settings["bridge_s"])
    inside = {sample for _, _, sample in pieces}
    window = settings["window_s"] or [0, length or duration - start]
    if artefacts is None:
        read = rules.pixel_energies(rows, settings, exact)
    else:
        read = rules.cell_energies(rows, artefacts, settings, exact)
    evidence = [None if sample is None or read[sample][1] - rules.INFORMS_ONLY
                else read[sample][0] for _, _, sample in pieces]
    if settings["measure"] == "strokes":
        vigour = rules.vigour(pieces, evidence)
        read = [(value and 100 * value / vigour, flags) for value, flags in read]
        evidence = [value and 100 * value / vigour for value in evidence]
    for number, (row, (value, flags)) in enumerate(zip(rows, read)):
        same = (row["motion_percent"] == "") == (value is None)
        if same and value is not None:
            same = abs(float(row["motion_percent"]) - value) <= 1e-6
        if not same:
            problems.append(f"frame {row['frame']}: motion {row['motion_percent']}, not {value}")
        if number not in inside:
            flags.add("outside_trial")
            if row["state"] != "unscored":
                problems.append(f"frame {row['frame']}: {row['state']} outside of the trial")
        if set(filter(None, row["flags"].split("|"))) != flags:
            problems.append(f"frame {row['frame']}: flags {row['flags']}, not {sorted(flags)}")
    goes_on = start + window[1] > pieces[-1][1] + rules.TOLERANCE
    bouts, margin = rules.classify(pieces, evidence, settings, goes_on)
    problems += sample_states(rows, pieces, bouts)
    for bout in bouts:
        bout.start -= start
        bout.end -= start
    expected = rules.summary(bouts, window, settings["bin_s"])
    expected["immobile_plausible_s"], width, nearest = rules.plausible_range(
        pieces, evidence, settings, goes_on, [start + edge for edge in window], expected)
    margin = min(margin, nearest)
    has_note = any(note["flag"] == "threshold_sensitive" for note in reported["quality"])
    if abs(width - rules.WIDE) > rules.TOLERANCE and has_note != (width > rules.WIDE):
        problems.append(f"a range of {100 * width:.3f} % of the window: expected "
                        + ("a note" if width > rules.WIDE else "no note"))
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
                     "window_end_s": one["window_s"][1],
                     "immobile_plausible_low_s": one["immobile_plausible_s"][0],
                     "immobile_plausible_high_s": one["immobile_plausible_s"][1], "quality_flags": "|".join(notes)}
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
