"""Makes the development corpus of arena recordings.

    python3 make.py OUT [--seed N] [--only CATEGORY] [--quick]

One file per animal: OUT/CATEGORY__NAME.npz with luma, times, immobile, protocol and meta.
"""

import argparse
import time as wall
import zlib
from pathlib import Path

import numpy as np

import cameras
import drawing
import motion
import real


def scene(rng, test="swim", view="side", wide=None, size=None, share=None, tones="black", state="typical",
          duration=None, rate=None, sigma=1.2, move=None, waves=0.0, wave_rate=2.5, wavelength=None,
          drops=0.0, drop_level=45, mirrored=0.0, codec=None, suffix=".mkv", gain=1.0, bands=0.0,
          shadow=0.0, neighbour=0.0, loose=False, wall=0.0, repeat=0, variable=False, scale=1.0,
          cue=0.0, flicker=0.0, tether=0.0, floor=None, fat=1.15, exposure=0, protocol=None, quick=1.0, calm=0.0):
    """Draws one recording: frames, times, truth and protocol."""
    duration = (duration or rng.uniform(42, 58)) * quick
    rate = rate or int(rng.choice([15, 20, 24, 25, 30], p=[.2, .25, .2, .2, .15]))
    times = cameras.frame_times(rng, duration, rate * max(exposure, 1), variable)
    tones = drawing.TONES[tones] if isinstance(tones, str) else tones
    if size is None:
        wide = wide or int(rng.integers(100, 176))
        tall = {"swim": 1.35, "hang": 1.5, "roam": 0.8, None: 1.35}[test]
        size = (wide, int(wide * (tall if view == "side" else 1)))
    size = (size[0] - size[0] % 2, size[1] - size[1] % 2)
    width, height = size
    share = share or {"swim": 0.185, "hang": 0.24, "roam": 0.19, None: 0.17}[test]
    length = share * min(width, height) * rng.uniform(0.9, 1.1)
    edges = motion.plan(rng, duration, state)
    clock = motion.Clock(rng, times, edges)
    kind = floor or {"swim": "water", "hang": "plain", "roam": "box", None: "water"}[test]
    picture = drawing.ground(rng, size, tones, view, kind)
    beasts = []
    if test:
        coat = drawing.Coat(rng, length, tones, view, fat)
        make = {"swim": motion.swim, "hang": motion.hang, "roam": motion.roam}[test]
        extra = {} if test == "hang" else {"view": view}
        pose = make(clock, size, length, **extra, **(move or {}))
        beasts.append(drawing.Beast(coat, pose))
    else:
        pose = motion.rest_pose(clock, 0, length)
        pose.x += width / 2
        pose.y += height / 2
        pose.ripple = 1 + 0.5 * clock.noise(4.0)
    if neighbour:
        other = motion.Clock(rng, times, motion.plan(rng, duration, "lively"))
        ghost = motion.swim(other, size, length, view=view, strength=1.2)
        ghost.x = ghost.x * 0.3 - 0.05 * width
        beasts.insert(0, drawing.Beast(drawing.Coat(rng, length, tones, view), ghost, alpha=neighbour))
    if loose:
        # The arena's outline is drawn about twice as large as the vessel.
        full = drawing.ground(rng, (2 * width, 2 * height), tones, view, "plain")
        x0, y0 = int(0.5 * width * rng.uniform(0.6, 1.3)), int(0.5 * height * rng.uniform(0.6, 1.3))
        surround = full * 0.8 + 12
    wave = drawing.Waves(rng, size, wavelength or 0.12 * width, wave_rate, view) if waves else None
    spots = drawing.Drops(rng, pose, times, drops, drop_level) if drops else None
    line = 0.36 * height
    noise = None
    ripple = pose.ripple * (1 + 0.2 * clock.noise(0.5)) * (1 - calm)
    span = abs(tones["back"] - tones["fur"])
    sweep = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    lit = np.sin(2 * np.pi * times / rng.uniform(6, 12)) > 0.2
    sway_x, sway_y = width / 2 + 0.2 * width * clock.noise(2.0), 0.0
    crossing = rng.uniform(3, 6)
    if wall:
        covered = int(wall * width) // 2 * 2
        board = np.full((height, covered), tones["wall"] * 0.55, np.float32)
        board += 3 * drawing.smooth(rng, board.shape, 2.0)
        board[:, -2:] += 40
    luma = None
    for i, time in enumerate(times):
        frame = picture.copy()
        if wave is not None and abs(ripple[i]) > 0.01:
            wave.add(frame, time, waves * ripple[i], (pose.x[i], pose.y[i]) if test else None)
        for beast in beasts:
            beast.draw(frame, i)
        if tether:
            ends = np.array([[sway_x[i], 0], [0.5 * (sway_x[i] + pose.x[i]) + 6 * np.sin(2 * time), 0.4 * pose.y[i]],
                             [pose.x[i], pose.y[i]]], np.float32)
            drawing.stroke(frame, ends, np.full(3, 0.9, np.float32), float(tones["fur"] + 40), tether)
        if test == "swim" and view == "side":
            wobble = 1.2 * ripple[i] * (waves > 0)
            level = line + wobble * np.sin(8 * sweep[0] + 15 * time) + 0.6 * wobble * np.sin(-13 * sweep[0] + 19 * time)
            band = np.exp(-((np.arange(int(line) - 6, int(line) + 7)[:, None] - level[None, :]) / 0.9) ** 2)
            rows = frame[int(line) - 6:int(line) + 7]
            rows += 0.55 * band * (tones["back"] + 45 - rows)
            if mirrored:
                drawing.mirror(frame, line, mirrored, 2.5 * ripple[i])
        if spots is not None:
            spots.add(frame, time)
        if wall:
            # The drawn arena reaches beyond the vessel.
            frame = np.concatenate([board, frame], 1)
        if loose:
            whole = surround.copy()
            whole[y0:y0 + height, x0:x0 + width] = frame
            frame = whole
        if shadow:
            place = 2.4 * np.sin(2 * np.pi * time / crossing)
            across = np.linspace(-1, 1, frame.shape[1], dtype=np.float32)[None, :]
            frame *= 1 - np.float32(shadow) / (1 + np.exp(-(across - np.float32(place)) * 6))
        if bands:
            rows = np.linspace(0, 1, frame.shape[0], dtype=np.float32)[:, None]
            frame *= 1 + np.float32(bands) * np.sin(2 * np.pi * (2.0 * rows - np.float32(1.3 * time)))
        if cue and lit[i]:
            frame += np.float32(cue) * np.exp(-((np.arange(frame.shape[1]) / frame.shape[1] - 0.95) / 0.4) ** 2
                                              ).astype(np.float32)[None, :]
        if flicker:
            frame *= np.float32(1 + flicker * np.sin(2 * np.pi * 7.3 * time))
        if gain != 1:
            frame = 18 + (frame - 18) * np.float32(gain)
        if luma is None:
            luma = np.empty((times.size, *frame.shape), np.uint8)
            noise = cameras.Noise(rng, frame.shape, 0.5 if exposure else sigma)
        frame += noise.frame()
        luma[i] = np.clip(np.rint(frame), 0, 255)
    truth = clock.immobile
    if exposure:
        # A slow shutter: each picture is the mean of several moments.
        count = len(luma) // exposure * exposure
        mean = luma[:count].reshape(-1, exposure, *luma.shape[1:]).mean(1)
        noise = cameras.Noise(rng, luma.shape[1:], sigma)
        luma = np.stack([np.clip(np.rint(f + noise.frame()), 0, 255).astype(np.uint8) for f in mean])
        middle = np.arange(exposure // 2, count, exposure)
        times, truth = times[middle], truth[middle]
    if scale != 1:
        luma = cameras.rescale(luma, scale)
    if codec:
        luma = cameras.through(luma, rate, codec, suffix)
    if repeat:
        luma = cameras.repeated(luma, repeat, times)
    truth = truth if test else np.ones(times.size, bool)
    name = protocol or {"swim": "fst", "hang": "tst", "roam": "freezing", None: "empty"}[test]
    return luma, times, truth, name


def real_scene(rng, source, mouse, rate=24, duration=None, state="typical", codec=None, suffix=".mkv", scale=1.0,
               repeat=0, quick=1.0, protocol="fst", **options):
    """One recording of real pixels."""
    duration = (duration or rng.uniform(42, 58)) * quick
    times = cameras.frame_times(rng, duration, rate)
    luma, truth = real.record(source, mouse, rng, times, motion.plan(rng, duration, state), **options)
    if scale != 1:
        luma = cameras.rescale(luma, scale)
    if codec:
        luma = cameras.through(luma, rate, codec, suffix)
    if repeat:
        luma = cameras.repeated(luma, repeat, times)
    return luma, times, truth, protocol


def catalogue():
    """All recordings: category, name, sentence, options."""
    items = []

    def add(category, name, sentence, **options):
        items.append((category, name, sentence, options))

    # Real pixels.
    mice = ("left", "middle", "right")
    for m, mouse in enumerate(mice):
        for name, sentence, options in (
                ("still", "one frame held with sensor noise", dict()),
                ("breathing", "held with breathing of a quarter of a pixel", dict(breathing=0.25)),
                ("drift", "the animal drifts while held", dict(drift=(4, 8, 10)[m], breathing=0.3)),
                ("turning", "drifts and turns slowly", dict(drift=3, turning=(3, 6, 4)[m], state="even")),
                ("crop", "the whole picture drifts while held", dict(crop_drift=(3, 6, 10)[m])),
                ("floats", "long floats, breathing", dict(breathing=(.4, .2, .3)[m], drift=1.5, state="floats", duration=70)),
                ("short", "short bouts, breathing", dict(breathing=(.3, .15, .5)[m], state="short"))):
            add("real", f"{mouse}_{name}", f"{mouse} mouse: {sentence}", mouse=mouse, **options)
    for name, sentence, options in (
            ("left_30fps", "30 fps camera", dict(rate=30, breathing=0.4)),
            ("middle_15fps", "15 fps camera", dict(rate=15, breathing=0.4, drift=2)),
            ("right_60fps", "60 fps camera, source frames repeated", dict(rate=60, breathing=0.3, duration=40)),
            ("middle_noise", "noise of 5 levels", dict(sigma=5.0, breathing=0.4)),
            ("left_noise", "noise of 8 levels", dict(sigma=8.0, rate=15)),
            ("right_mjpeg", "MJPEG of low quality", dict(codec=cameras.mjpeg(12), suffix=".avi", breathing=0.3)),
            ("middle_x264", "H.264 at 60 kbit/s", dict(codec=cameras.x264(60), breathing=0.4)),
            ("right_x264", "H.264 at 30 kbit/s, drift", dict(codec=cameras.x264(30), drift=3)),
            ("left_flicker", "light flickers by 1.5 %", dict(flicker=0.015, breathing=0.3)),
            ("right_half", "scaled to half", dict(scale=0.5, breathing=0.5, drift=4)),
            ("middle_half", "scaled to half, drift of 20 px/s before", dict(scale=0.5, drift=20)),
            ("left_lively", "nearly always mobile", dict(state="lively", breathing=0.4)),
            ("middle_quiet", "nearly always immobile, drift", dict(state="quiet", breathing=0.25, drift=5)),
            ("right_drift20", "drift of 20 px/s", dict(drift=20, state="even")),
            ("right_allstill", "held throughout with breathing and drift", dict(state="immobile", breathing=0.3, drift=2)),
            ("middle_allmobile", "real frames throughout", dict(state="mobile"))):
        add("real", name, f"{name.split('_')[0]} mouse: {sentence}", mouse=name.split("_")[0], **options)

    gentle = dict(strength=0.8, rate=4.0, speed=10, yaw=0.4)
    soft = dict(strength=0.55, rate=3.6, speed=7, yaw=0.3)
    usual = dict(strength=1.1, rate=4.2, speed=18)

    # Rest.
    for i, (view, state, b, turn) in enumerate((("side", "typical", .25, 0), ("side", "floats", .5, 3), ("top", "typical", .4, 2),
                                                ("side", "typical", 1.0, 0), ("top", "floats", .8, 5), ("side", "even", .6, 6),
                                                ("top", "even", .0, 4), ("side", "short", .4, 0), ("side", "quiet", .4, 2))):
        add("rest", f"{view}_{i}", f"{view} view, breathing {b} px, turning up to {turn} degrees/s", view=view, state=state,
            move={**(gentle if i % 2 else usual), "breathing": b, "turning": turn})
    # Balance.
    for i, (view, state, b, f) in enumerate((("side", "typical", .2, 1.2), ("side", "typical", .35, 2.0), ("side", "even", .5, 1.5),
                                             ("top", "typical", .3, 2.0), ("side", "floats", .4, 2.6), ("top", "even", .5, 1.2),
                                             ("side", "typical", .25, 3.0), ("side", "floats", .6, 1.0), ("side", "quiet", .35, 1.8))):
        add("balance", f"{view}_{i}", f"{view} view, one limb strokes {b} rad at {f} Hz while floating", view=view, state=state,
            move={**(gentle if i % 2 else usual), "balance": b, "balance_rate": f, "breathing": 0.3})
    # Drift and bobbing.
    for i, (view, state, d, bob, f) in enumerate((("side", "typical", 2, 0, .7), ("side", "typical", 6, 0, .7), ("top", "typical", 10, 0, .7),
                                                  ("top", "even", 20, 0, .7), ("side", "floats", 12, 0, .7), ("side", "typical", 0, 1.5, .6),
                                                  ("side", "even", 0, 3.0, .5), ("side", "floats", 3, 2.0, .9), ("top", "floats", 15, 1, .6),
                                                  ("side", "typical", 5, 2.5, 1.0), ("side", "typical", 0, 0, .7), ("top", "even", 2, 0, .7))):
        add("drift", f"{view}_{i}", f"{view} view, drift {d} px/s, bobbing {bob} px at {f} Hz", view=view, state=state,
            move={**(gentle if i % 2 else usual), "drift": d, "bob": bob, "bob_rate": f, "glide": 0.8 if i in (3, 5, 10, 11) else 0})
    # Tail.
    for i, (view, state, s, f) in enumerate((("side", "typical", .15, .6), ("side", "even", .3, 1.0), ("top", "typical", .25, .8),
                                             ("top", "floats", .35, 1.3), ("side", "floats", .4, .5), ("side", "typical", .25, 1.5))):
        add("tail", f"{view}_{i}", f"{view} view, tail sweeps {s} rad a joint at {f} Hz", view=view, state=state,
            move={**(gentle if i % 2 else usual), "sweep": s, "sweep_rate": f, "tail": 1.2})
    # Ripples and mirror images.
    for i, (view, state, w, f, decay, m) in enumerate((("top", "typical", 5, 2.0, 1.0, 0), ("top", "even", 10, 3.0, 2.0, 0),
                                                       ("top", "floats", 8, 1.5, 3.0, 0), ("side", "typical", 14, 2.5, 1.5, .35),
                                                       ("side", "even", 25, 3.0, 2.5, .5), ("side", "floats", 18, 2.0, 2.0, .4),
                                                       ("top", "typical", 14, 4.0, 1.2, 0), ("side", "typical", 8, 4.0, 1.0, .6),
                                                       ("top", "quiet", 10, 2.2, 2.5, 0), ("side", "floats", 0, 2.0, 1.0, .6))):
        add("ripples", f"{view}_{i}", f"{view} view, ripples of {w} levels at {f} Hz dying in {decay} s, mirror image {m}", view=view,
            state=state, waves=w, wave_rate=f, mirrored=m, move={**(gentle if i % 2 else usual), "decay": decay, "breathing": 0.3})
    # Splash.
    for i, (view, state, climb, d, w) in enumerate((("side", "typical", False, 6, 8), ("side", "typical", True, 10, 12), ("top", "typical", False, 8, 6),
                                                    ("side", "even", True, 5, 0), ("side", "floats", False, 12, 10), ("top", "even", False, 4, 10))):
        add("splash", f"{view}_{i}", f"{view} view, {'climbing' if climb else 'swimming'} with splashes and bubbles", view=view, state=state,
            waves=w, drops=d, mirrored=0.3 * (view == "side"), move=dict(strength=1.4, rate=4.5, speed=8 if climb else 25, climb=climb))
    # Gentle.
    for i, (view, state, s, f) in enumerate((("side", "typical", .25, 3.2), ("side", "typical", .5, 4.0), ("side", "typical", .65, 4.5),
                                             ("side", "typical", .8, 3.6), ("side", "typical", 1.0, 4.2), ("side", "even", .5, 5.0),
                                             ("top", "typical", .5, 3.8), ("top", "typical", .7, 4.4), ("top", "even", .9, 3.4),
                                             ("side", "lively", .45, 3.4), ("side", "floats", .6, 4.8), ("top", "lively", .6, 5.0),
                                             ("side", "even", 1.4, 4.0), ("side", "short", .7, 4.0),
                                             ("side", "typical", 2.0, 4.2), ("top", "typical", 1.6, 4.0), ("side", "typical", .8, 3.8), ("top", "typical", .3, 3.6))):
        add("gentle", f"{view}_{i}", f"{view} view, soft paddling at {f} Hz, strength {s}", view=view, state=state,
            move=dict(strength=s, rate=f, speed=4 + 14 * s, yaw=0.5 * s, weave=2.0 if i % 3 == 0 else 1.0, breathing=0.3))
    for name, view, options in (("limbs_side", "side", dict(strength=0.8, sway=0.3, weave=0.25)), ("limbs_top", "top", dict(strength=0.8, sway=0.3, weave=0.25)),
                                ("fading_side", "side", dict(strength=0.45, weave=1.5, glide=0.8)), ("slow_side", "side", dict(strength=0.6, rate=3.0, weave=0.6))):
        add("gentle", name, f"{view} view, {'limbs alone' if 'limbs' in name else 'soft strokes'}", view=view,
            move={"rate": 4.0, "speed": 5, "yaw": 0.3, "breathing": 0.3, **options})
    # Appearance.
    rat = dict(strength=1.0, rate=2.8, speed=14)
    for name, view, tones, options in (
            ("black_top", "top", "black", {}), ("grey_side", "side", "grey", {}), ("grey_top", "top", "grey", {}),
            ("agouti_side", "side", "agouti", {}), ("agouti_top", "top", "agouti", {}), ("white_side", "side", "white", {}),
            ("white_top", "top", "white", {}), ("piebald_side", "side", "piebald", {}), ("piebald_top", "top", "piebald", {}),
            ("low40_side", "side", drawing.low_contrast(40), {}), ("low25_top", "top", drawing.low_contrast(25), {}),
            ("low15_side", "side", drawing.low_contrast(15), {}), ("low20_white", "side", drawing.low_contrast(20, True), {}),
            ("rat_side", "side", "white", dict(share=0.30, wide=130, fat=1.25, move=rat)),
            ("rat_top", "top", "piebald", dict(share=0.24, wide=140, fat=1.25, move=rat)),
            ("rat_grey", "side", "agouti", dict(share=0.28, wide=130, fat=1.25, move={**rat, "strength": 0.6}))):
        add("appearance", name, f"{name.replace('_', ', ')} view", view=view, tones=tones,
            **{"move": {**gentle, "drift": 1.5, "breathing": 0.4}, **options})
    # Camera.
    calm = {**gentle, "breathing": 0.4, "drift": 1.0}
    for name, sentence, options in (
            ("infrared3", "infrared with noise of 3 levels", dict(tones="infrared", sigma=3)),
            ("infrared5", "infrared with noise of 5 levels", dict(tones="infrared", sigma=5, view="top")),
            ("infrared8", "infrared with noise of 8 levels", dict(tones="infrared", sigma=8)),
            ("dim", "dim: a third of the light", dict(gain=0.33, sigma=1.5)),
            ("flicker", "light flickers by 1.5 %", dict(flicker=0.015)),
            ("shutter", "slow shutter: movement is blurred", dict(exposure=4, rate=20)),
            ("shutter_dim", "slow shutter and little light", dict(exposure=4, rate=15, gain=0.5, sigma=2.5, move=soft)),
            ("bands", "rolling light bands of 3 %", dict(bands=0.03)),
            ("bands_top", "rolling light bands of 6 %", dict(bands=0.06, view="top")),
            ("small40", "arena of 40 px", dict(wide=40, sigma=1.5, move={**calm, "speed": 5})),
            ("small60", "arena of 60 px", dict(wide=60, view="top", sigma=1.5, move={**calm, "speed": 6})),
            ("large300", "arena of 300 px", dict(wide=220, size=(220, 300), rate=15, duration=42, move={**calm, "speed": 25})),
            ("upscaled", "scaled up from half size", dict(wide=60, scale=2.0, rate=15, move={**calm, "speed": 6})),
            ("mjpeg", "MJPEG of low quality", dict(codec=cameras.mjpeg(14), suffix=".avi")),
            ("x264_low", "H.264 at 40 kbit/s", dict(codec=cameras.x264(40))),
            ("x264_lower", "H.264 at 20 kbit/s", dict(codec=cameras.x264(20), sigma=2.5)),
            ("mpeg4", "MPEG-4 with key frames every 12", dict(codec=cameras.mpeg4(9, 12), suffix=".avi")),
            ("mpeg4_soft", "MPEG-4 with key frames every 6, soft strokes", dict(codec=cameras.mpeg4(14, 6), suffix=".avi", move=soft)),
            ("variable", "variable frame times", dict(variable=True, rate=22)),
            ("fps10", "10 fps", dict(rate=10)), ("fps15", "15 fps", dict(rate=15, view="top")), ("fps50", "50 fps", dict(rate=50, wide=90)),
            ("fps60", "60 fps", dict(rate=60, wide=80)), ("fps120", "120 fps", dict(rate=120, wide=70, duration=40)),
            ("repeat5", "every fifth frame repeated", dict(rate=30, repeat=5)), ("repeat2", "every second frame repeated", dict(rate=30, repeat=2))):
        add("camera", name, sentence, **{"move": calm, **options})
    # Surroundings.
    for name, sentence, options in (
            ("shadow", "a shadow of 12 % crosses", dict(shadow=0.12)), ("shadow_dark", "a shadow of 25 % crosses", dict(shadow=0.25, view="top")),
            ("neighbour", "a neighbour's movement is reflected faintly", dict(neighbour=0.12)),
            ("neighbour_strong", "a neighbour's movement is reflected", dict(neighbour=0.3)),
            ("loose_side", "arena drawn twice too large", dict(loose=True, wide=90)),
            ("loose_top", "arena drawn twice too large", dict(loose=True, wide=90, view="top", move={**calm, "speed": 7})),
            ("loose_gentle", "arena drawn twice too large, soft strokes", dict(loose=True, wide=80, move=soft)),
            ("wall", "part of a wall in the arena", dict(wall=0.18)), ("wall_top", "part of a wall in the arena", dict(wall=0.3, view="top"))):
        add("surroundings", name, sentence, **{"move": calm, **options})
    # Tail suspension.
    for i, (state, s, f, pend, rate, decay, twist, tones) in enumerate((
            ("tst", 1.0, 3.0, 3, 1.0, 3, 0, "black"), ("tst", 1.0, 2.5, 8, 1.2, 5, 0, "black"), ("even", .7, 3.5, 12, .8, 8, 0, "grey"),
            ("typical", .5, 3.0, 5, 1.0, 5, 0, "black"), ("floats", 1.2, 2.2, 15, .6, 6, .5, "white"), ("tst", .8, 4.0, 0, 1.0, 4, .8, "black"),
            ("tst", .6, 3.0, 6, 1.5, 4, .4, "agouti"), ("lively", .8, 3.0, 8, 1.0, 5, 0, "black"), ("short", 1.0, 3.0, 6, 1.2, 4, .2, "black"),
            ("quiet", .9, 3.0, 10, .9, 8, .3, "grey"), ("tst", .35, 3.2, 3, 1.0, 5, 0, "black"), ("floats", .5, 2.8, 10, .7, 7, 0, "infrared"),
            ("tst", .22, 3.0, 2, 1.0, 4, 0, "black"), ("tst", .3, 2.2, 5, .9, 5, .3, "agouti"))):
        add("tst", f"hang_{i}", f"struggling {f} Hz strength {0.8 * s:.2f}, pendulum {pend} degrees at {rate} Hz dying in {decay} s, twist {twist}",
            test="hang", state=state, tones=tones, wide=100, sigma=3.0 if tones == "infrared" else 1.2,
            move=dict(strength=0.8 * s, rate=f, pendulum=pend, swing_rate=rate, decay=decay, twist=twist, breathing=0.4))
    # Freezing.
    alls = ("walk", "rear", "sniff", "groom")
    for name, view, options in (
            ("all_top", "top", {}), ("all_side", "side", {}), ("sniff_top", "top", dict(move=dict(modes=("sniff",)))),
            ("groom_side", "side", dict(move=dict(modes=("groom", "sniff")))), ("white_grid", "top", dict(tones="white", floor="grid")),
            ("tether_top", "top", dict(tether=0.8)), ("cue_side", "side", dict(cue=25)), ("infrared_top", "top", dict(tones="infrared", sigma=4, floor="grid")),
            ("infrared_side", "side", dict(tones="infrared", sigma=6)), ("soft_top", "top", dict(move=dict(modes=("sniff", "groom"), strength=0.5))),
            ("grid_floats", "top", dict(floor="grid", state="floats")), ("tether_cue", "top", dict(tether=0.7, cue=15, tones="grey", state="lively"))):
        move = {"modes": alls, "breathing": 0.4, **options.pop("move", {})}
        add("freezing", name, f"{name.replace('_', ', ')}: {' '.join(move['modes'])}", test="roam", view=view, wide=130, move=move,
            **{"state": "even", **options})
    # Still throughout and mobile throughout.
    for i, (test, view, options) in enumerate((
            ("swim", "side", dict(move=dict(breathing=0.3))), ("swim", "top", dict(move=dict(breathing=0.6, drift=1))),
            ("swim", "side", dict(move=dict(breathing=0.0))), ("swim", "side", dict(move=dict(breathing=0.3, drift=4), tones="grey")),
            ("hang", "side", dict(move=dict(breathing=0.4), wide=100)), ("roam", "top", dict(move=dict(breathing=0.4))),
            ("swim", "top", dict(move=dict(breathing=0.3), sigma=5, tones="infrared")),
            ("swim", "side", dict(move=dict(breathing=0.5), codec=cameras.x264(30))))):
        add("still_all", f"{test}_{view}_{i}", "rigid or nearly so throughout", test=test, view=view, state="immobile", **options)
    for i, (test, view, options) in enumerate((
            ("swim", "side", dict(move=gentle)), ("swim", "top", dict(move=soft)), ("swim", "side", dict(move=soft)),
            ("swim", "side", dict(move={**soft, "strength": 0.4}, tones="grey")), ("swim", "top", dict(move=gentle, sigma=5, tones="infrared")),
            ("swim", "side", dict(move=usual, waves=10, mirrored=0.3)), ("hang", "side", dict(move=dict(strength=0.6), wide=100)),
            ("roam", "top", dict(move=dict(modes=("walk", "sniff")))))):
        add("mobile_all", f"{test}_{view}_{i}", "mobile throughout", test=test, view=view, state="mobile", **options)
    # Empty arenas.
    for name, view, options in (("noise_side", "side", dict(sigma=1.5)), ("noise_top", "top", dict(sigma=4)), ("ripples_top", "top", dict(waves=4)),
                                ("ripples_side", "side", dict(waves=10)), ("codec_side", "side", dict(codec=cameras.x264(25), sigma=2)),
                                ("bands_top", "top", dict(bands=0.03)), ("shadow_side", "side", dict(shadow=0.12)), ("box_top", "top", dict(floor="grid", sigma=3)),
                                ("white_side", "side", dict(tones="white", sigma=2)), ("infrared_top", "top", dict(tones="infrared", sigma=7))):
        add("empty", name, f"no animal: {name.replace('_', ', ')} view", test=None, view=view, duration=40, state="immobile", **options)
    for mouse, options in (("left", dict(sigma=2.0)), ("right", dict(sigma=3.0, codec=cameras.x264(40)))):
        add("empty", f"real_{mouse}", "a real beaker without its mouse, sensor noise", mouse=mouse, empty=True, state="mobile", duration=40,
            protocol="empty", **options)
    return items


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one category, or CATEGORY__NAME")
    parser.add_argument("--quick", action="store_true", help="recordings of a third of the length")
    parser.add_argument("--clip", help="the recording of three swimming mice")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    place, source, began = real.clip(args.clip), None, wall.time()
    for category, name, sentence, options in catalogue():
        title = f"{category}__{name}"
        if args.only and args.only not in (category, title):
            continue
        rng = np.random.default_rng([args.seed, zlib.crc32(title.encode())])
        options = dict(options, quick=0.33 if args.quick else 1.0)
        start = wall.process_time()
        if "mouse" in options:
            if place is None:
                continue
            source = real.frames(place) if source is None else source
            luma, times, truth, protocol = real_scene(rng, source, **options)
        else:
            luma, times, truth, protocol = scene(rng, **options)
        np.savez(args.out / f"{title}.npz", luma=luma, times=times, immobile=truth, protocol=protocol, meta=sentence)
        print(f"{title:32} {luma.shape} {truth.mean():.2f} immobile, {wall.process_time() - start:.1f} s, "
              f"{wall.time() - began:.0f} s in all", flush=True)


if __name__ == "__main__":
    main()
