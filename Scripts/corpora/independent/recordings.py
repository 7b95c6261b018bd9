"""The list of recordings. One call of `add` for each; what is not given is ordinary."""

import zlib

import numpy as np

from . import plans, realpixels, scene, stage
from .animal import Coat
from .behaviour import Wish

LIST = []


def add(name, category, protocol, view, what, count=3, size=(480, 320), rate=25, length=60, coats=("black",), wishes=({},),
        habits=("scored",), camera=None, events=None, real=None, **setting):
    """Remember a recording. Lists of coats, wishes and habits are used in turn by the animals."""
    names = {"fst": "fst-mouse", "tst": "tst-mouse", "box": "freezing"}
    LIST.append(dict(name=name, count=count, coats=coats, wishes=wishes, habits=habits, camera=camera or {}, events=events, real=real,
                     setting=dict(category=category, protocol=names[protocol], view=view, what=what, width=size[0], height=size[1],
                                  rate=rate, length=length, **setting)))


# fur, and the level of water or wall that goes with it; other values belong to Coat
COATS = {
    "black": dict(fur=34, tail=95, belly=48, grain=4.0),
    "darkgrey": dict(fur=68, tail=110, belly=80, grain=6.0),
    "grey": dict(fur=96, tail=120, belly=105, grain=7.0),
    "agouti": dict(fur=84, tail=118, belly=112, grain=13.0),
    "piebald": dict(fur=40, tail=120, belly=95, grain=5.0, patches=105.0),
    "white": dict(fur=205, tail=165, belly=190, grain=5.0),
    "faint40": dict(relative=-40, grain=5.0),
    "faint28": dict(relative=-28, grain=4.0),
    "faint18": dict(relative=-18, grain=3.5),
    "faintlight": dict(relative=30, grain=4.5),
    "hooded": dict(fur=190, tail=150, belly=180, grain=5.0, patches=-120.0),
}


def coat_of(rng, name, water, feature):
    values = dict(COATS[name])
    if "relative" in values:
        fur = water + values.pop("relative")
        values.update(fur=fur, tail=0.5 * (fur + water), belly=fur + (6 if fur < water else -6))
    return Coat(rng, feature=feature, **values)


def build(entry, folder, seed, shared):
    """Make one recording; returns (animals, seconds) or None if its material is missing."""
    s = dict(entry["setting"])
    rng = np.random.default_rng([seed, zlib.crc32(entry["name"].encode())])
    s.setdefault("water", 165)
    camera = scene.Camera(rng, s["width"], s["height"], **entry["camera"])
    kind = "tst" if s["protocol"] != "fst-mouse" else "fst"
    if entry["real"] is not None:
        return build_real(entry, s, rng, camera, folder, shared)
    background, places = stage.SETS[s["protocol"], s["view"]](rng, s, entry["count"])
    actors = []
    for k, place in enumerate(places):
        habit = entry["habits"][k % len(entry["habits"])]
        plan = plans.make(rng, shared["scorings"], kind, s["length"], habit)
        wish = Wish(**entry["wishes"][k % len(entry["wishes"])])
        coat = coat_of(rng, entry["coats"][k % len(entry["coats"])], s["water"], max(0.6, place["size"] / 22) * 3 / 2)
        actors.append(stage.Actor(s, rng, stage.LABELS[entry["count"]][k], plan, wish, coat, place["size"], place))
    events = entry["events"](s, places, actors) if entry["events"] else ()
    return stage.record(folder, entry["name"], s, actors, background, camera, events)


def build_real(entry, s, rng, camera, folder, shared):
    path = shared["folder"] / "recordings" / "fst_three_mice.mp4"
    if not path.exists():
        return None
    clip = realpixels.read_clip(path, s["width"], s["height"])
    scale = s["width"] / 1280
    actors = []
    background = np.percentile(clip[::8], 80, axis=0).astype(np.float32)
    for k, mouse in enumerate(entry["real"]):
        habit = entry["habits"][k % len(entry["habits"])]
        plan = plans.make(rng, shared["scorings"], ("tst", "fst")[k % 2], s["length"], habit)
        w = dict(drift=0.0, breath=0.0, turn=0.0)
        w.update(entry["wishes"][k % len(entry["wishes"])])
        made = realpixels.RealMouse(rng, clip, mouse, plan, scale, w["drift"], w["breath"], w["turn"], s.get("pace", 1.0))
        actors.append(stage.RealActor(mouse, plan, made, s.get("blend", False)))
    return stage.record(folder, entry["name"], s, actors, background, camera)


ALL = ("left", "middle", "right")
FRAIL = dict(stroke=(3.0, 4.2), excursion=0.75, speed=0.22)
NORMAL = dict()
STRONG = dict(kinds=(("vigorous", 1.0), ("gentle", 0.6), ("climb", 0.6)), excursion=1.1)
RAT = dict(stroke=(2.0, 3.6), speed=0.25, excursion=1.1, breath_rate=1.6, kinds=(("gentle", 1.0), ("climb", 0.5), ("vigorous", 0.4)), pitch=(45, 80))
RAT_TANK = dict(body=0.78, across=0.78)


def with_(first, **more):
    return {**first, **more}


# 1. Real pixels
add("real_24_plain", "real-pixels", "fst", "side", "Real mice, 24 fps; held still with noise only", rate=24, length=60, size=(640, 360), real=ALL, wishes=({}, dict(breath=0.3), dict(drift=3)))
add("real_24_drift", "real-pixels", "fst", "side", "Real mice that drift at 4-20 px/s and breathe while held", rate=24, length=60, size=(640, 360), real=ALL, camera=dict(noise=2.5), wishes=(dict(drift=4, breath=0.4), dict(drift=10), dict(drift=20, breath=0.3)), habits=("scored", "floats"))
add("real_30_mjpeg", "real-pixels", "fst", "side", "Real mice played at 30 fps, MJPEG, strong noise, slow turning while held", rate=30, length=60, size=(640, 360), pace=1.25, real=ALL, camera=dict(noise=4, codec="mjpeg"), wishes=(dict(turn=4, breath=0.4), dict(turn=8), dict(drift=6)))
add("real_15_lowest", "real-pixels", "fst", "side", "Real mice at 15 fps and a very low bit rate", rate=15, length=90, size=(640, 360), real=ALL, camera=dict(noise=2, codec="lowest"), wishes=(dict(breath=0.3), dict(drift=5), dict(drift=2)))
add("real_60_blend", "real-pixels", "fst", "side", "Real mice at 60 fps (blended), flickering light", rate=60, length=60, size=(640, 360), blend=True, real=("middle", "right"), camera=dict(noise=2, flicker=0.015), wishes=(dict(drift=6), dict(breath=0.4)))
add("real_40_as_60", "real-pixels", "fst", "side", "Real mice at 40 fps shown as 60: each second picture twice", rate=60, length=60, size=(640, 360), blend=True, real=("left", "right"), camera=dict(noise=1.5, repeat=(2, 1)), wishes=(dict(drift=3, breath=0.3), dict(drift=8)))
add("real_lightstep", "real-pixels", "fst", "side", "Real mice, the light falls by a tenth half-way; MPEG-4 with short GOP", rate=24, length=60, size=(640, 360), real=ALL, camera=dict(noise=2.5, codec="mpeg4", step_at=33.0, step_gain=0.9), wishes=(dict(breath=0.4), dict(drift=5, breath=0.3), {}))

# 2. Rest, breathing, rigid turning
add("rest_breath_small", "rest-breathing", "fst", "side", "Floating with subpixel breathing", size=(320, 240), count=2, length=80, wishes=(dict(breath=0.3), dict(breath=0.5, breath_rate=2.9)), habits=("scored", "floats"))
add("rest_breath_large", "rest-breathing", "fst", "side", "Floating with breathing of about a pixel", size=(720, 480), length=60, wishes=(dict(breath=0.8), dict(breath=1.0, breath_rate=2.1), dict(breath=0.6)), coats=("black", "agouti", "grey"))
add("rest_turning_side", "rest-breathing", "fst", "side", "Rigid floating that turns slowly about the vertical", wishes=(dict(turn=8), dict(turn=15), dict(turn=4, breath=0.5)), habits=("floats", "scored", "scored"))

# 3. One paw
add("balance_slow", "balance", "fst", "side", "One paw keeps the balance at 1-2 Hz", wishes=(dict(balance=16, balance_rate=1.1), dict(balance=20, balance_rate=1.6), dict(balance=16, balance_rate=2.0)), habits=("floats", "scored", "scored"))
add("balance_fast", "balance", "fst", "side", "One paw keeps the balance at 2-3 Hz", size=(640, 400), length=60, wishes=(dict(balance=16, balance_rate=2.8), dict(balance=12, balance_rate=2.2, breath=0.6), dict(balance=18, balance_rate=2.4, drift=4)), coats=("black", "grey", "agouti"))
add("balance_top", "balance", "fst", "top", "One paw keeps the balance, from above", size=(480, 480), count=4, wishes=(dict(balance=20, balance_rate=1.4), dict(balance=18, balance_rate=2.5)), habits=("scored", "floats", "scored", "scored"))

# 4. Drift and bobbing
add("drift_slow", "drift-bob", "fst", "side", "Drifts at 3-10 px/s while immobile", wishes=(dict(drift=3), dict(drift=6, bob=1), dict(drift=10)))
add("drift_fast", "drift-bob", "fst", "side", "Drifts at 12-20 px/s while immobile", size=(720, 480), length=60, wishes=(dict(drift=12), dict(drift=20), dict(drift=16, turn=6)), habits=("scored", "floats", "scored"))
add("bobbing", "drift-bob", "fst", "side", "Bobs by 2-3 px at 0.5-1 Hz while immobile", size=(640, 400), length=60, wishes=(dict(bob=2, bob_rate=0.6), dict(bob=3, bob_rate=0.8), dict(bob=2.5, bob_rate=1.0, breath=0.5)), habits=("floats", "scored", "scored"))
add("drift_top", "drift-bob", "fst", "top", "Drifts at 4-14 px/s, from above", size=(600, 320), count=2, wishes=(dict(drift=5, turn=5), dict(drift=14)), habits=("floats", "scored"))

# 5. Tail sweeps
add("tail_sweep_side", "tail-sweep", "fst", "side", "The tail sweeps slowly while the body rests", wishes=(dict(tail_sweep=0.16, tail_rate=0.6), dict(tail_sweep=0.22, tail_rate=1.0), dict(tail_sweep=0.14, tail_rate=1.4)), habits=("scored", "floats", "scored"))
add("tail_sweep_top", "tail-sweep", "fst", "top", "The tail sweeps slowly, from above", size=(480, 480), count=4, length=60, wishes=(dict(tail_sweep=0.20, tail_rate=0.7), dict(tail_sweep=0.15, tail_rate=1.3, drift=3)), coats=("black", "grey"))

# 6. Ripples
add("ripples_side", "ripples", "fst", "side", "Ripples and a mirrored silhouette that go on for seconds", ripple=16, ripple_decay=2.5, mirror=0.35, wishes=(STRONG, NORMAL, with_(STRONG, drift=4)))
add("ripples_top", "ripples", "fst", "top", "Ripples over all the water and wavering lamp reflections, from above", size=(600, 320), count=2, ripple=12, ripple_decay=2.5, glint=70, wishes=(STRONG, NORMAL))

# 7. Splash, bubbles, climbing
add("splash_climb", "splash-climb", "fst", "side", "Vigorous swimming and climbing with drops and bubbles", splash=1.0, ripple=12, wishes=(STRONG, with_(STRONG, bob=1), with_(STRONG, kinds=(("climb", 1.0), ("vigorous", 0.5)))))
add("splash_square", "splash-climb", "fst", "side", "Climbing at the wall in a square picture", size=(480, 440), length=60, splash=1.0, ripple=12, ripple_decay=1.8, level=0.42, wishes=(STRONG, with_(STRONG, drift=6)), count=2, coats=("black", "agouti"))

# 8. Gentle swimming
add("gentle_side", "gentle", "fst", "side", "Continuous soft paddling", wishes=(FRAIL, with_(FRAIL, excursion=0.65, drift=3), with_(FRAIL, stroke=(3.8, 5.0))), habits=("scored", "mobile", "scored"))
add("gentle_side_large", "gentle", "fst", "side", "Continuous soft paddling in a large picture", size=(720, 480), length=60, wishes=(with_(FRAIL, breath=0.6), with_(FRAIL, excursion=0.65, speed=0.18), FRAIL), coats=("black", "grey", "piebald"), habits=("scored", "scored", "mobile"))
add("gentle_top", "gentle", "fst", "top", "Continuous soft paddling, from above", size=(480, 480), count=4, length=60, wishes=(FRAIL, with_(FRAIL, speed=0.18), with_(FRAIL, turn=6), with_(FRAIL, excursion=0.65)), habits=("scored", "mobile", "scored", "scored"))
add("gentle_small", "gentle", "fst", "side", "Continuous soft paddling in a small picture with drift", size=(320, 240), count=2, length=80, wishes=(with_(FRAIL, drift=2), with_(FRAIL, balance=14)), camera=dict(noise=2.5))

# 9. Appearance
add("look_faint_side", "appearance", "fst", "side", "15-40 grey levels between animal and water", coats=("faint40", "faint28", "faint18"), wishes=(NORMAL, dict(breath=0.6), NORMAL), ripple=5, line=14)
add("look_faint_top", "appearance", "fst", "top", "Low contrast, darker and lighter, from above", size=(480, 480), count=4, length=60, coats=("faint40", "faintlight", "faint28", "faint18"), ripple=3, glint=15, wishes=(NORMAL, dict(drift=4)))
add("look_white_dark", "appearance", "fst", "top", "White mice on dark ground", size=(600, 320), count=2, water=62, bench=40, coats=("white",), glint=60, ripple=7, wishes=(NORMAL, dict(turn=8)))
add("look_white_side", "appearance", "fst", "side", "White mice in front of a dark wall", water=58, coats=("white",), line=40, wishes=(NORMAL, dict(balance=16), dict(bob=2)), habits=("scored", "floats", "scored"))
add("look_rat_side", "appearance", "fst", "side", "Rats: large, slow strokes", size=(480, 400), count=2, coats=("white", "hooded"), water=110, wishes=(RAT, with_(RAT, balance=12)), habits=("scored", "floats"), **RAT_TANK)
add("look_rat_top", "appearance", "fst", "top", "Dark and hooded rats from above", size=(560, 300), count=2, coats=("darkgrey", "hooded"), water=140, body=0.90, wishes=(with_(RAT, pitch=(15, 40), kinds=(("gentle", 1.0), ("vigorous", 0.5))), with_(RAT, pitch=(20, 45), kinds=(("gentle", 1.0),), drift=4)))

# 10. Cameras
add("cam_infrared", "camera", "fst", "side", "Infrared camera, noise of 6 levels", camera=dict(noise=6), length=60, water=120, coats=("darkgrey", "black", "grey"))
add("cam_dim_bands", "camera", "fst", "side", "Dim, with rolling bands", camera=dict(noise=3, gain=0.42, bands=0.05), length=60, wishes=(NORMAL, dict(breath=0.6), dict(drift=4)))
add("cam_tiny", "camera", "fst", "side", "160x120", size=(160, 120), count=2, rate=30, length=90, camera=dict(noise=2.5), wishes=(NORMAL, dict(drift=2)))
add("cam_tiny_enlarged", "camera", "fst", "top", "160x120 enlarged four times", size=(160, 120), count=1, rate=25, length=90, camera=dict(noise=3, enlarge=4), whole=False)
add("cam_10_fps", "camera", "fst", "side", "10 fps, low bit rate", rate=10, length=120, camera=dict(noise=2, codec="low"), wishes=(NORMAL, dict(drift=4), dict(tail_sweep=0.15)))
add("cam_mpeg4", "camera", "fst", "side", "MPEG-4 with a key picture every half second", camera=dict(noise=3, codec="mpeg4low", ), rate=30, length=60, size=(640, 400), wishes=(NORMAL, dict(breath=0.6), dict(drift=4)))
add("cam_50_interlaced", "camera", "fst", "side", "Interlaced-looking lines", camera=dict(noise=2, interlaced=True), rate=25, length=60, size=(480, 360), count=2, wishes=(STRONG, NORMAL))
add("cam_120", "camera", "fst", "top", "120 fps", rate=120, length=60, size=(240, 180), count=1, camera=dict(noise=3), wishes=(dict(drift=4),))
add("cam_vfr", "camera", "fst", "side", "Variable frame rate: 60 % of 40 fps, unevenly", rate=40, length=60, camera=dict(noise=2, keep=0.6, codec="mkv"), count=2, size=(400, 320), wishes=(NORMAL, dict(turn=6)))
add("cam_hd_margin", "camera", "fst", "side", "1280x720 with small cylinders and much else in view, low bit rate", size=(1280, 720), rate=20, count=3, length=60, across=0.36, camera=dict(noise=2, codec="low"), wishes=(NORMAL, dict(bob=2), dict(drift=8)))

# 11. Surroundings
def shadows(s, places, actors):
    return [scene.shadow(0.2 * s["length"], 0.2 * s["length"] + 6, s["width"], s["height"]), scene.shadow(0.7 * s["length"], 0.7 * s["length"] + 9, s["width"], s["height"], 0.2, 0.5)]


def hand_over_last(s, places, actors):
    start, end = 0.35 * s["length"], 0.35 * s["length"] + 7
    x, _, w, h = places[-1]["rectangle"]
    actors[-1].ignore.append([round(start, 2), round(end, 2)])
    return [scene.hand(start, end, x + 0.5 * w, 0.55 * h, 0.24 * w, 150 if s["water"] > 100 else 175)]


add("around_shadow", "surroundings", "fst", "side", "A soft shadow crosses the picture twice", events=shadows, wishes=(NORMAL, dict(breath=0.6), dict(drift=4)))
add("around_hand", "surroundings", "fst", "side", "A hand reaches over the last cylinder", events=hand_over_last, wishes=(NORMAL, dict(balance=14), NORMAL), habits=("scored", "floats", "scored"))
add("around_neighbours", "surroundings", "fst", "side", "Strong neighbours on both sides of a calm animal", splash=0.8, wishes=(STRONG, with_(FRAIL, breath=0.5), STRONG), habits=("mobile", "scored", "mobile"), across=0.86)
add("around_loose", "surroundings", "fst", "side", "Arenas drawn far too large", count=2, loose=1.9, size=(560, 360), across=0.5, wishes=(NORMAL, dict(drift=5)))
add("around_loose_top", "surroundings", "fst", "top", "Arenas drawn far too large, from above, hand over one", count=2, loose=1.6, half=0.30, size=(600, 320), events=hand_over_last, wishes=(dict(turn=6), NORMAL))

# 12. Tail suspension
add("tst_plain", "tail-suspension", "tst", "side", "Three hanging mice with struggles, swings and rests", length=80)
add("tst_swing", "tail-suspension", "tst", "side", "Long pendulum swings after each struggle", size=(640, 360), length=60, wishes=(dict(decay=4.0, pendulum=0.7), dict(decay=3.0, pendulum=1.0), dict(decay=3.5, pendulum=1.3)), habits=("scored", "floats", "scored"))
add("tst_twist", "tail-suspension", "tst", "side", "Slow twisting about the tail while immobile", wishes=(dict(twist=50), dict(twist=70, decay=3.0), dict(twist=40, breath=0.6)), coats=("black", "agouti", "grey"))
add("tst_four_small", "tail-suspension", "tst", "side", "Four mice in a small picture", size=(320, 240), count=4, length=80, camera=dict(noise=2.5), wishes=({}, dict(excursion=0.75), dict(decay=3.0)), habits=("scored", "scored", "immobile", "mobile"))
add("tst_white_noise", "tail-suspension", "tst", "side", "White mice in front of black, infrared noise", water=45, coats=("white",), camera=dict(noise=5), size=(480, 360), divider=-25, wishes=({}, dict(twist=45), dict(decay=3.0, breath=0.7)))
add("tst_weak", "tail-suspension", "tst", "side", "Weak struggles: small running movements", size=(640, 400), length=60, wishes=(dict(excursion=0.6, kinds=(("run", 1.0), ("curl", 0.4))), dict(excursion=0.7, stroke=(2.0, 3.0)), dict(excursion=0.65, decay=3.0)), camera=dict(codec="low", noise=2))

# 13. Freezing
def cue(s, places, actors):
    x, y, w, h = places[0]["rectangle"]
    return [scene.lamp(x + 0.85 * w, y + 0.12 * h, 4, on, on + 10, 90) for on in (0.15 * s["length"], 0.55 * s["length"])]


add("freeze_top", "freezing", "box", "top", "Box from above with grid floor, cue light", count=2, size=(480, 240), length=80, water=150, events=cue, habits=("scored", "floats"), wishes=(dict(breath=0.5),))
add("freeze_top_infrared", "freezing", "box", "top", "Infrared camera with noise, white mouse", count=1, size=(320, 240), rate=30, length=90, water=70, coats=("white",), camera=dict(noise=5), events=cue, body=0.34)
add("freeze_top_cable", "freezing", "box", "top", "A fibre cable that sways", count=1, size=(320, 240), length=90, water=155, cable=dict(sway=2.0, rate=0.5, level=60, **{"from": (160, 4)}), body=0.34, habits=("floats",))
add("freeze_side", "freezing", "box", "side", "Box from the side, rearing, sniffing and grooming", count=2, size=(560, 260), length=80, water=160, coats=("black", "agouti"), body=0.40, wishes=(dict(breath=0.6),))
add("freeze_side_cable", "freezing", "box", "side", "White mouse with a tether before a dark wall, from the side", count=1, size=(320, 240), length=90, water=60, coats=("white",), cable=dict(sway=1.5, rate=0.4, level=25, **{"from": (160, 2)}), events=cue, body=0.42)
add("freeze_still_grooming", "freezing", "box", "top", "Mostly sniffing and grooming in place, no walking", count=2, size=(480, 240), length=60, water=150, coats=("grey", "black"), wishes=(dict(kinds=(("sniff", 1.0), ("groom", 0.8)), breath=0.5),), habits=("scored", "floats"), body=0.36)

# 14. Whole trials
add("trial_fst_side", "whole-trial", "fst", "side", "A whole trial of two mice", count=2, size=(320, 240), rate=20, length=240, camera=dict(noise=2.5), wishes=(dict(breath=0.4, drift=3), dict(balance=14, tail_sweep=0.12)), ripple_decay=1.8)
add("trial_tst", "whole-trial", "tst", "side", "A whole trial of three hanging mice", count=3, size=(320, 240), rate=15, length=300, camera=dict(noise=2.5, codec="mjpeg"))
add("trial_fst_top", "whole-trial", "fst", "top", "A whole trial of four mice from above", count=4, size=(320, 240), rate=15, length=240, camera=dict(noise=2.5), wishes=(dict(drift=2), dict(turn=6), FRAIL, {}), habits=("scored", "floats", "scored", "mobile"))

# 15. The whole picture is the arena
add("whole_fst", "whole-picture", "fst", "side", "One mouse, the whole picture is the arena", count=1, size=(240, 240), length=90, whole=True, wishes=(dict(drift=3),), across=0.8)
add("whole_fst_wide", "whole-picture", "fst", "side", "One nearly immobile mouse, large picture with margins", count=1, size=(400, 300), length=80, whole=True, wishes=(dict(breath=0.5, tail_sweep=0.14),), habits=("immobile",))
add("whole_tst", "whole-picture", "tst", "side", "One hanging mouse, the whole picture is the arena", count=1, size=(240, 300), length=90, whole=True)
add("whole_box", "whole-picture", "box", "top", "One mouse in a box, the whole picture is the arena", count=1, size=(300, 240), rate=30, length=80, water=150, whole=True, body=0.34, camera=dict(noise=3))
