"""Recordings without artefacts: cleaning must leave their bouts alone and report nothing."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import catalogue
import real_swimming

from . import scoring
from .sources import ROOT, THREE_MICE

# Files of the shared data, their arenas (none: the whole picture) and protocol.
SHARED = [("fst_three_mice.mp4", THREE_MICE, None), ("fst_three_mice.mp4", [], None),
          ("fst_one_mouse_screen.avi", [], None), ("empty_chamber.wmv", [], "freezing"),
          ("mice_inactive.mp4", [], "freezing"), ("mice_locomote.mp4", [], "freezing"),
          ("mice_head_groom.mp4", [], "freezing"),
          ("traffic_camera.mp4", ["road=rect:631,532,210,127"], "freezing"),
          ("mouse_reach_fullrange.avi", [], "freezing")]


def recordings(corpus):
    """(label, path, arenas, options) of every recording at hand."""
    for truth in sorted(ROOT.glob("Fixtures/*/*.truth.json")):
        if truth.parent.name in ("artefacts", "comparison"):  # the latter is of tables
            continue
        about = json.loads(truth.read_text())
        arenas = []
        for arena in about["arenas"]:
            for key, word in (("rectangle", "rect"), ("ellipse", "ellipse")):
                if key in arena:
                    arenas.append(f"{arena['name']}={word}:" + ",".join(map(str, arena[key])))
            if "polygon" in arena:
                arenas.append(f"{arena['name']}=polygon:"
                              + " ".join(f"{x},{y}" for x, y in arena["polygon"]))
        options = ["--protocol", "freezing"] if "freezing" in truth.name else []
        yield about["recording"], truth.parent / about["recording"], arenas, options
    for plan in catalogue.everything():
        path = next(iter(sorted(corpus.glob(plan.name + ".*"))), None)
        if path:
            yield plan.name, path, [a.argument for a in plan.arenas], []
    if real_swimming.source() is None:
        print("SKIPPED: recordings of the shared data (absent)", file=sys.stderr)
        return
    for name, arenas, protocol in SHARED:
        label = name + ("" if arenas else ", whole picture")
        yield label, real_swimming.source().parent / name, arenas, (
            ["--protocol", protocol] if protocol else [])


def run(binary, corpus, jobs):
    """Prints a row for each recording that cleaning changes or that has flags."""
    def both(recording):
        label, path, arenas, options = recording
        off, failed_off = scoring.score(binary, path, arenas, [*options, "--cleaning", "none"])
        on, failed = scoring.score(binary, path, arenas, options)
        return label, scoring.compare([off], on, failed or failed_off)

    print("recording | immobile s | changed s | unscored s | flags")
    print("---|---|---|---|---")
    every = list(recordings(corpus))
    alarms = 0
    with ThreadPoolExecutor(jobs) as pool:
        for label, result in pool.map(both, every):
            if result.failure or result.wrong or result.unscored or result.flags:
                alarms += 1
                print(f"{label} | {result.immobile:.1f} | {result.wrong:.2f} | "
                      f"{result.unscored:.2f} | {result.failure or ', '.join(result.flags)}",
                      flush=True)
    print(f"\n{len(every)} recordings, {alarms} changed or flagged")
    return 0
