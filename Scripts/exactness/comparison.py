"""The product's trace against the reference, row by row."""

import csv
import json
import subprocess

WHOLE = ("frame", "pixel_threshold", "changed_pixels", "changed_pixels_long", "arena_pixels")
REAL = ("time_s", "lag_s", "long_lag_s", "mean_abs_diff", "motion_percent")
TOLERANCE = 1.000001e-6  # the trace holds six decimals
# What the product leaves empty where a picture was damaged.
MEASURED = {"lag_s", "long_lag_s", "changed_pixels", "changed_pixels_long", "mean_abs_diff",
            "motion_percent"}
INPUT_NOT_USABLE = 65


def product_trace(stillwater, path, run, arenas, folder):
    """Scores a recording; gives the trace's rows and the report of the recording.

    Gives None twice where the product finds nothing that could be scored.
    """
    trace = folder / "trace.csv"
    command = [str(stillwater), "score", str(path), "--quiet", "--format", "json",
               "--threads", str(run.threads), "--trace", str(trace), "--measure", run.measure,
               "--pixel-threshold", str(run.pixel_threshold),
               "--lag", repr(run.lag), "--long-lag", repr(run.long_lag),
               # What else is cleaned changes the counts, or which frames are compared.
               "--cleaning", "gaps,damage", *(["--analysis-rate", "all"] if run.every else [])]
    for arena in arenas:
        command += ["--arena", arena.argument]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode == INPUT_NOT_USABLE and "nothing could be scored" in result.stderr:
        return None, None
    if result.returncode != 0:
        raise ValueError(f"stillwater ended with {result.returncode}: {result.stderr.strip()}")
    with open(trace, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return rows, json.loads(result.stdout)["recordings"][0]


def is_damaged(row):
    """Whether the product says that a picture behind this row was not decoded whole."""
    return "decode_error" in row["flags"].split("|")


def row_mismatches(expected, actual):
    """The columns of one row that differ, as text."""
    problems = []
    for column in WHOLE + REAL:
        wanted, text = expected[column], actual[column]
        if column in MEASURED and is_damaged(actual):
            wanted = None
        if wanted is None or text == "":
            same = wanted is None and text == ""
        elif column in WHOLE:
            same = int(text) == wanted
        else:
            same = abs(float(text) - wanted) <= TOLERANCE
        if not same:
            problems.append(f"{column}: expected {wanted}, got {text or 'nothing'}")
    return problems


def noise_mismatch(expected, reported):
    """How the noise of an arena differs, as text in a list."""
    if None in (expected, reported):
        same = expected is reported
    else:
        same = abs(expected - reported) <= TOLERANCE
    return [] if same else [f"noise: expected {expected}, got {reported}"]


def trace_mismatches(expected, rows, arenas):
    """Every difference between `expected[sample][arena]` and the trace's rows, as text."""
    problems = []
    if len(rows) != len(expected) * len(arenas):
        problems.append(f"expected {len(expected) * len(arenas)} rows, got {len(rows)}")
    for number, actual in enumerate(rows[:len(expected) * len(arenas)]):
        sample, arena = divmod(number, len(arenas))
        found = row_mismatches(expected[sample][arena], actual)
        if actual["arena"] != arenas[arena].name:
            found.append(f"arena: expected {arenas[arena].name}, got {actual['arena']}")
        problems += [f"sample {sample}, {arenas[arena].name}: {text}" for text in found]
    return problems
