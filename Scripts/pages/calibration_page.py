"""calibration.html of `calibrate`."""

import json

from . import compare_page

NAMES = ("fst_24fps.mp4", "fst_60fps.mp4", "fst_2997fps.mp4")


def manual_scores(fixtures, path):
    """The known bouts of three recordings as two people would have scored them, each with a delay. The
    recordings and the arguments for their arenas."""
    lines, arenas = ["recording,arena,rater,start_s,stop_s,behaviour,recording_duration_s"], []
    for name in NAMES:
        truth = json.loads((fixtures / "behaviour" / name.replace(".mp4", ".truth.json")).read_text())
        for arena in truth["arenas"]:
            for rater, delay in (("anna", 0.4), ("ben", 0.8)):
                for bout in arena["bouts"]:
                    if bout["state"] == "immobile":
                        stop = min(bout["end_s"] + delay, truth["duration_s"])
                        lines.append(f"{name},{arena['name']},{rater},{bout['start_s'] + delay},"
                                     f"{stop},immobile,{truth['duration_s']}")
            if name == NAMES[0]:
                arenas += ["--arena", shape(arena)]
    path.write_text("\n".join(lines) + "\n")
    return [fixtures / "behaviour" / name for name in NAMES], arenas


def shape(arena):
    numbers = lambda values: ",".join(map(str, values))
    for kind, key in (("rect", "rectangle"), ("ellipse", "ellipse")):
        if arena.get(key):
            return f"{arena['name']}={kind}:{numbers(arena[key])}"
    return f"{arena['name']}=polygon:" + " ".join(map(numbers, arena["polygon"]))


def check(found, path):
    compare_page.check(found, path, charts=3)
