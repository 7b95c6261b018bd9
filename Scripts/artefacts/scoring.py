"""Scores recordings with the product and compares their bouts."""

import json
import subprocess
from dataclasses import dataclass

STEP = 0.01  # bouts are compared on a lattice of so many seconds

# Flags that belong to every recording, or to an animal whatever its recording is like.
ORDINARY = {"no_earlier_frame", "recording_ends_early", "threshold_sensitive"}


@dataclass
class Comparison:
    """The worst animal's difference from the recording without the artefact, seconds."""

    immobile: float   # immobile time without the artefact, all animals
    error: float      # immobile time gained or lost where scored, the worst animal
    wrong: float      # time in another state where scored, the worst animal
    unscored: float   # unscored time, the worst animal
    flags: list
    failure: str = ""


def score(binary, path, arenas, options=()):
    """The animals of a recording, or the message of its failure."""
    command = [str(binary), "score", "--quiet", "--format", "json", "--threads", "1", *options,
               str(path)]
    for arena in arenas:
        command += ["--arena", arena]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return [], run.stderr.strip()
    return json.loads(run.stdout)["recordings"][0]["animals"], ""


def states(animal, length):
    """The animal's states on the lattice: I, M, - for unscored."""
    line = ["-"] * round(length / STEP)
    for bout in animal["bouts"]:
        letter = {"immobile": "I", "unscored": "-"}.get(bout["state"], "M")
        # Times of the recording: a trial start that was found is not the same everywhere.
        shift = animal.get("trial_start_s") or 0
        for at in range(round((bout["start_s"] + shift) / STEP),
                        min(round((bout["end_s"] + shift) / STEP), len(line))):
            line[at] = letter
    return line


def compare(right, spoiled, failure=""):
    """A Comparison of the animals of a score with those of one score or several that are right: a
    state is wrong where it is that of none."""
    immobile = sum(a["immobile_s"] for a in right[0])
    if failure:
        return Comparison(immobile, 0, 0, 0, [], failure)
    errors, wrongs, unscored, flags = [], [], [], set()
    for number, animal in enumerate(spoiled):
        same = [animal, *(animals[number] for animals in right)]
        length = max(one["window_s"][1] + (one.get("trial_start_s") or 0) for one in same)
        found, *known = (states(one, length) for one in same)
        scored = [(f, k) for f, *k in zip(found, *known) if f != "-" and k[0] != "-"]
        wrong = [f for f, k in scored if f not in k]
        errors.append(STEP * (2 * wrong.count("I") - len(wrong)))
        wrongs.append(STEP * len(wrong))
        unscored.append(animal["unscored_s"])
        flags |= {note["flag"] for note in animal["quality"]} - ORDINARY
    return Comparison(immobile, max(errors, key=abs), max(wrongs), max(unscored), sorted(flags))
