"""Scores recordings with known truth with the program."""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from corpora.judging import Score, judge
from fixtures import matroska

PROTOCOLS = {"fst": "fst-mouse", "tst": "tst-mouse", "empty": "fst-mouse"}


def run(binary, protocol, length, video, arenas=()):
    """The animals of a recording as the program's JSON has them; raises where it fails."""
    command = [binary, "score", "--quiet", "--protocol", protocol, "--window", f"0:{length:.3f}",
               "--format", "json"]
    for arena in arenas:
        command += ["--arena", arena]
    done = subprocess.run([str(c) for c in command + [video]], capture_output=True, text=True,
                          check=False)
    if not done.stdout:
        raise RuntimeError(done.stderr)
    recording = json.loads(done.stdout)["recordings"][0]
    if recording["error"]:
        raise RuntimeError(recording["error"])
    return recording["animals"]


def compare(name, category, animal, truth, ignored, length):
    """An animal's score beside the truth."""
    spans = {state: [(b["start_s"], b["end_s"]) for b in animal["bouts"] if b["state"] == state]
             for state in ("immobile", "unscored")}
    error, kappa, unscored, seconds = judge(truth, spans["immobile"], spans["unscored"], ignored,
                                            length)
    return Score(name, category, error, kappa, unscored, seconds,
                 tuple(animal.get("immobile_plausible_s") or ()),
                 sorted({note["flag"] for note in animal["quality"]}))


def score_array(binary, path):
    """Scores an animal of the developed corpus, which is kept as an array of its arena."""
    kept = np.load(path)
    luma, times, still = kept["luma"], kept["times"], kept["immobile"]
    step = np.median(np.diff(times))
    ends = np.append(times[1:], times[-1] + step)
    category = path.stem.split("__")[0]
    truth = [(float(times[first]), float(ends[last])) for first, last in runs(still)]
    with tempfile.TemporaryDirectory() as folder:
        video = Path(folder) / (path.stem + ".mkv")
        height, width = luma.shape[1:]
        subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray", "-s",
             f"{width}x{height}", "-r", f"{1 / step:.6f}", "-i", "-", "-c:v", "ffv1", "-pix_fmt",
             "gray", video], input=np.ascontiguousarray(luma).tobytes(), check=True)
        matroska.retime(video, lambda index, _: 1000 * times[index])
        protocol = str(kept["protocol"])
        animal = run(binary, PROTOCOLS.get(protocol, protocol), ends[-1], video)[0]
    yield compare(path.stem, category, animal, truth, (), ends[-1])


def runs(marked):
    """The first and last places of the runs that are marked."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(int), [0]])))
    return [(edges[i], edges[i + 1] - 1) for i in range(0, len(edges), 2)]


def score_recording(binary, path):
    """Scores the animals of a recording of the independent corpus."""
    truth = json.loads(path.read_text())
    video = next(p for p in path.parent.glob(path.stem + ".*") if p.suffix != ".json")
    length = min(truth["window"][1], 360)
    arenas = [f"{a['arena']}=rect:{','.join(f'{n:g}' for n in a['rectangle'])}"
              for a in truth["animals"]]
    found = run(binary, truth["protocol"], length, video, arenas)
    for animal, right in zip(found, truth["animals"]):
        yield compare(f"{path.stem}:{right['arena']}", truth["category"], animal,
                      right["immobile"], right.get("ignore", ()), length)
