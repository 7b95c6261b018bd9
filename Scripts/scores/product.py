"""Calls of the product and what they leave behind."""

import csv
import json
import subprocess

import numpy as np

NOTHING_SCORED = 65
# Why a recording may go without a score under some settings.
NO_SCORE = ("nothing could be scored", "could not be found with confidence", "the trial starts at",
            "starts after the recording's end")
TABLES = ("animals", "bouts", "bins")


class Result:
    """One recording's score: the report, the trace's rows and the tables, all as read.

    `contrast` holds how strong the contrast is in each sample, nothing where it stays.
    """

    def __init__(self, report, rows, tables, contrast):
        self.report, self.rows, self.tables = report, rows, tables
        self.settings, self.contrast = report["settings"], contrast

    def gains(self, count):
        """The contrast in the last `count` samples; 0 where it is not known."""
        return self.contrast[-count:] if self.contrast.size else np.ones(count)


def score(stillwater, path, arenas, options, folder):
    """Scores a recording; None where the product says that nothing could be scored."""
    trace, arrays, out = folder / "trace.csv", folder / "trace.npz", folder / "out"
    command = [str(stillwater), "score", str(path), "--quiet", "--format", "json",
               "--trace", str(trace), "--save-trace", str(arrays), "--output-dir", str(out),
               *options]
    for arena in arenas:
        command += ["--arena", arena.argument]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode == NOTHING_SCORED and any(text in run.stderr for text in NO_SCORE):
        return None
    if run.returncode != 0:
        raise ValueError(f"stillwater ended with {run.returncode}: {run.stderr.strip()}")
    if (out / "score.json").read_text() != run.stdout:
        raise ValueError("score.json differs from standard output")
    with np.load(arrays) as known:
        contrast = known["contrast_gain"]
    return Result(json.loads(run.stdout)["recordings"][0], read(trace),
                  {name: read(out / f"{name}.csv") for name in TABLES}, contrast)


def picture_size(stillwater, path):
    """Displayed width and height, or None where the product cannot read the file."""
    run = subprocess.run([str(stillwater), "probe", "--format", "json", str(path)],
                         capture_output=True, text=True, check=False)
    video = json.loads(run.stdout)["recordings"][0]["video"]
    return video and (video["width"], video["height"])


def read(path):
    """The rows of a CSV file."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
