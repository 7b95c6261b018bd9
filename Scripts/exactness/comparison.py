"""The product's trace against the reference, row by row."""

import csv
import json
import subprocess

import numpy as np

WHOLE = ("frame", "pixel_threshold", "changed_pixels", "arena_pixels")
REAL = ("time_s", "lag_s", "reach_s", "mean_abs_diff", "motion_percent")
TOLERANCE = 1.000001e-6  # the trace holds six decimals
# The product measures the variation of cells in single precision and keeps two decimals of the amounts.
AMOUNTS, AMOUNT_TOLERANCE, AMOUNT_PART = ("strokes_percent", "movement_percent"), 0.02, 0.002
YARDSTICK = {"contrast": "contrast_grey_levels", "area": "animal_cells"}  # in the report
YARDSTICK_TOLERANCE, NOISE_PART = 1e-3, 1e-3  # grey levels and cells; a part of the cells' noise
# What the product leaves empty where a picture was damaged.
MEASURED = {"lag_s", "reach_s", "changed_pixels", "mean_abs_diff", "motion_percent", *AMOUNTS}
INPUT_NOT_USABLE = 65


class Product:
    """What the product made of a recording: the trace's rows, its arrays, the report."""

    def __init__(self, rows, arrays, report):
        self.rows, self.arrays, self.report = rows, arrays, report
        bit = json.loads(arrays["metadata"].item())["flag_bits"]["decode_error"]
        # A picture behind the sample, of its window or its lag, was not decoded whole.
        self.whole = (arrays["reading_flags"] & bit == 0).tolist()


def product_trace(stillwater, path, arenas, folder, options):
    """Scores a recording; None where the product finds nothing that could be scored."""
    table, arrays = folder / "trace.csv", folder / "trace.npz"
    command = [str(stillwater), "score", str(path), "--quiet", "--format", "json",
               "--trace", str(table), *options]
    for arena in arenas:
        command += ["--arena", arena.argument]
    result = subprocess.run([*command, "--save-trace", str(arrays)], capture_output=True, text=True,
                            check=False)
    if result.returncode == INPUT_NOT_USABLE and "nothing could be scored" in result.stderr:
        return None
    if result.returncode != 0:
        raise ValueError(f"stillwater ended with {result.returncode}: {result.stderr.strip()}")
    with open(table, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with np.load(arrays) as known:
        kept = {name: known[name] for name in known.files}
    return Product(rows, kept, json.loads(result.stdout)["recordings"][0])


def run_options(run):
    """The product's options for a run."""
    return ["--threads", str(run.threads), "--measure", run.measure,
            "--pixel-threshold", str(run.pixel_threshold), "--lag", repr(run.lag),
            # Short immobility between damaged pictures would be unscored: nothing is immobile.
            "--motion-threshold", "0",
            # What else is cleaned changes the counts, or which frames are compared.
            "--cleaning", "gaps,damage", *(["--analysis-rate", "all"] if run.every else [])]


def amounts_differ(expected, actual):
    """Whether two amounts, percent of the animal, differ by more than single precision explains."""
    return abs(actual - expected) > AMOUNT_TOLERANCE + AMOUNT_PART * abs(expected)


def yardstick_mismatches(expected, animal, cell_noise):
    """How what the animal is measured by differs, as text. `animal`: of the report."""
    problems = []
    for name, key in YARDSTICK.items():
        wanted, actual = expected and getattr(expected, name), animal[key]
        if None in (wanted, actual):
            same = wanted is actual
        else:
            same = abs(wanted - actual) <= YARDSTICK_TOLERANCE
        if not same:
            problems.append(f"{name}: expected {wanted}, got {actual}")
    if expected and abs(cell_noise - expected.noise) > NOISE_PART * (1 + expected.noise):
        problems.append(f"noise of the cells: expected {expected.noise}, got {cell_noise}")
    return problems


def row_mismatches(expected, actual, is_whole):
    """The columns of one row that differ, as text."""
    problems = []
    for column in WHOLE + REAL + AMOUNTS:
        if column not in expected:
            continue
        wanted, text = expected[column], actual[column]
        if column in MEASURED and not is_whole:
            wanted = None
        if wanted is None or text == "":
            same = wanted is None and text == ""
        elif column in WHOLE:
            same = int(text) == wanted
        elif column in AMOUNTS:
            same = not amounts_differ(wanted, float(text))
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


def trace_mismatches(expected, product, arenas):
    """Every difference between `expected[sample][arena]` and the trace's rows, as text."""
    problems, rows = [], product.rows
    if len(rows) != len(expected) * len(arenas):
        problems.append(f"expected {len(expected) * len(arenas)} rows, got {len(rows)}")
    for number, actual in enumerate(rows[:len(expected) * len(arenas)]):
        sample, arena = divmod(number, len(arenas))
        found = row_mismatches(expected[sample][arena], actual, product.whole[sample])
        if actual["arena"] != arenas[arena].name:
            found.append(f"arena: expected {arenas[arena].name}, got {actual['arena']}")
        problems += [f"sample {sample}, {arenas[arena].name}: {text}" for text in found]
    return problems
