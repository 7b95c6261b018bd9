"""What the animal does in time: from a plan to the pose on a fine clock.

All of these work on a clock of STEP seconds. `active` runs only while the animal moves
and `resting` only while it does not, so that a path drawn over `active` time stops where
the animal stops and goes on from there.
"""

import numpy as np

from .plans import activity

STEP = 1 / 120


class Wish:
    """How one animal behaves. Only what differs from a calm, average animal is given."""

    def __init__(self, **given):
        # while it moves
        self.kinds = (("gentle", 1.0),)  # (kind, weight) drawn anew for each mobile bout
        self.stroke = (3.2, 4.6)  # Hz
        self.excursion = 1.0
        self.speed = 0.30  # body lengths a second
        # while it does not
        self.breath = 0.4  # px
        self.breath_rate = 2.4  # Hz
        self.turn = 0.0  # degrees a second of rigid turning
        self.drift = 0.0  # px a second, peak
        self.bob = 0.0  # px
        self.bob_rate = 0.7  # Hz
        self.balance = 0.0  # degrees of one paw
        self.balance_rate = 1.6  # Hz
        self.tail_sweep = 0.0  # 0-1
        self.tail_rate = 0.8  # Hz
        self.pendulum = 0.9  # Hz, tail suspension
        self.decay = 2.0  # s to 1/e, tail suspension
        self.twist = 25.0  # degrees, tail suspension
        self.pitch = (25, 60)  # degrees, range of the swimming posture
        self.__dict__.update(given)


def wander(rng, clock, slowest, fastest, terms=4):
    """A smooth random path over `clock`, standard deviation about 1, and never far above 2."""
    value = np.zeros_like(clock)
    for _ in range(terms):
        rate = np.exp(rng.uniform(np.log(slowest), np.log(fastest)))
        value += np.sin(2 * np.pi * (rate * clock + rng.random())) * np.sqrt(2 / terms)
    return value


def follow(target, rate, start=None):
    """First-order approach to `target`; `rate` (1/s) may change in time."""
    value, now = np.empty_like(target), target[0] if start is None else start
    gain = np.minimum(rate * STEP, 1.0)
    for i in range(len(target)):
        now += gain[i] * (target[i] - now)
        value[i] = now
    return value


def bout_kinds(rng, plan, clock, kinds):
    """For each kind, 1 on the clock in the mobile bouts of that kind (and until the next one)."""
    names, weights = [k for k, _ in kinds], np.array([w for _, w in kinds], float)
    chosen = np.zeros(len(clock), int)
    for start, _, moves in plan:
        if moves:
            chosen[clock >= start - 0.2] = rng.choice(len(names), p=weights / weights.sum())
    return {name: chosen == i for i, name in enumerate(names)}


def base(rng, plan, wish):
    """Clock, activity and the parts of the pose that all protocols share."""
    clock = np.arange(-0.1, plan[-1][1] + 0.2, STEP)
    a = activity(rng, plan, clock)
    zero = np.zeros_like(clock)
    pose = {name: zero.copy() for name in (
        "x", "y", "yaw", "pitch", "roll", "bend_side", "bend_belly", "head_side", "head_up",
        "tail_side", "tail_phase", "tail_curve", "tail_up", "tail_arc", "breath", "hook_x", "hook_y")}
    pose["limbs"] = np.zeros((len(clock), 4))
    rate = wish.breath_rate * (1 + 0.08 * wander(rng, clock, 0.05, 0.2))
    pose["breath"] = wish.breath * np.sin(2 * np.pi * np.cumsum(rate) * STEP)
    return clock, a, np.cumsum(a) * STEP, np.cumsum(1 - a) * STEP, pose


def strokes(rng, pose, a, clock, low, high, fore, hind, sync=np.pi, floor=0.65):
    """Paddling of four limbs, degrees; returns the phase of the strokes."""
    rate = low + (high - low) * (0.5 + 0.35 * wander(rng, clock, 0.1, 0.5))
    phase = 2 * np.pi * np.cumsum(rate) * STEP + rng.uniform(0, 6)
    vary = np.clip(0.85 + 0.25 * wander(rng, clock, 0.15, 0.6), floor, 1.3)
    for limb in range(4):
        lag = (sync if limb % 2 else 0.0) + (0.5 * np.pi if limb > 1 else 0.0)
        size = fore if limb < 2 else hind
        wave = np.sin(phase + lag) + 0.22 * np.sin(2 * (phase + lag) + 0.7)
        pose["limbs"][:, limb] += np.radians(size) * a * vary * wave
    return phase


def quiet(rng, pose, a, clock, rest, wish, drift_room=(0.0, 0.0)):
    """What goes on while the animal is immobile: drift, bobbing, turning, balance, tail."""
    q = 1 - a
    if wish.drift:
        for axis, room in zip("xy", drift_room):
            if room > 0:
                pose[axis] += room * np.sin(wish.drift / room * rest + rng.uniform(0, 6))
    if wish.bob:
        pose["y"] += wish.bob * q * np.sin(2 * np.pi * wish.bob_rate * clock + rng.uniform(0, 6))
    if wish.turn:
        pose["yaw"] += np.radians(wish.turn) * rng.choice([-1, 1]) * rest
    if wish.balance:  # one paw, now and then
        often = np.clip(2.5 * (wander(rng, clock, 0.1, 0.4) + 0.6), 0, 1)
        wave = np.sin(2 * np.pi * wish.balance_rate * clock + 0.6 * wander(rng, clock, 0.1, 0.4))
        pose["limbs"][:, rng.integers(2)] += np.radians(wish.balance) * q * often * wave
    if wish.tail_sweep:
        pose["tail_side"] += wish.tail_sweep * (0.6 + 0.4 * a)
        pose["tail_phase"] += 2 * np.pi * wish.tail_rate * clock
    return pose


def swim(rng, plan, wish, size, view, tank):
    """Forced swim test. tank: dict with cx, half (free half width), and level (side) or cy (top)."""
    clock, a, active, rest, pose = base(rng, plan, wish)
    kind = bout_kinds(rng, plan, clock, wish.kinds)
    none = np.zeros(len(clock), bool)
    hard, climb, gentle = kind.get("vigorous", none), kind.get("climb", none), kind.get("gentle", none)
    strength = follow(np.select([hard, climb], [1.6, 1.5], 1.0), np.full(len(clock), 6.0)) * wish.excursion
    low, high = wish.stroke
    phase = strokes(rng, pose, a * strength, clock, low, high, 30, 22, floor=0.7)
    pose["bend_side"] += a * strength * 0.09 * np.sin(phase) + 0.30 * wander(rng, active, 0.1, 0.45)
    pose["roll"] += a * strength * 0.06 * np.sin(phase + 1) + 0.10 * wander(rng, active, 0.1, 0.4)
    pace = follow(np.select([hard, climb], [2.6, 0.7], 1.0), np.full(len(clock), 5.0))
    road = np.cumsum(a * pace) * STEP
    lowest, highest = np.radians(wish.pitch)
    middle = 0.5 * (lowest + highest)
    target = middle + 0.35 * (highest - lowest) * wander(rng, active, 0.1, 0.35)
    target = np.where(climb, np.radians(76), target)
    pose["pitch"] = follow(target, 4.0 * a)
    pose["pitch"] += a * strength * 0.035 * np.sin(phase * 1.0 + 2)
    pose["head_up"] += 0.25 - 0.45 * pose["pitch"] + 0.06 * a * np.sin(phase + 0.4)
    pose["tail_side"] += 0.35 * a * strength
    pose["tail_phase"] += 0.5 * phase * 0 + np.cumsum(a) * STEP * 2 * np.pi * 1.3
    pose["tail_curve"] = 0.5 * wander(rng, active, 0.05, 0.3)
    pose["tail_arc"] = 0.3 * wander(rng, active, 0.05, 0.3)
    room = 0.62 * (tank["half"] - 0.28 * size) if view == "side" else 0.9 * (tank["half"] - 0.3 * size)
    if view == "side":
        rate = wish.speed * size / max(room * 4.4, 1)
        pose["x"] = tank["cx"] + room * np.clip(wander(rng, road, 0.6 * rate, 1.4 * rate, 3), -1.5, 1.5) / 1.2
        pose["yaw"] = np.pi * wander(rng, road, 0.05, 0.22, 3) + rng.uniform(0, 6)
        sink = 0.42 * size * np.sin(pose["pitch"]) + 0.03 * size * wander(rng, active, 0.2, 0.8)
        pose["y"] = tank["level"] + sink + a * strength * 0.012 * size * np.sin(phase)
        drift_room = (0.18 * tank["half"], 0.0)
    else:
        # around the wall, with the heading along the way
        radius = room * (0.75 + 0.2 * wander(rng, road, 0.05, 0.2))
        onward = np.clip(1 + 0.8 * wander(rng, road, 0.1, 0.4), -0.3, 3)
        around = np.cumsum(onward * a * pace) * STEP * wish.speed * size / max(room, 1)
        sense = rng.choice([-1, 1])
        around = sense * around + rng.uniform(0, 6)
        pose["x"] = tank["cx"] + radius * np.cos(around)
        pose["y"] = tank["cy"] - radius * np.sin(around)
        pose["yaw"] = around + sense * np.pi / 2 + 0.5 * wander(rng, road, 0.1, 0.4)
        pose["yaw"] += a * strength * 0.08 * np.sin(phase)
        drift_room = (0.16 * tank["half"], 0.16 * tank["half"])
    quiet(rng, pose, a, clock, rest, wish, drift_room)
    if wish.bob and view == "top":  # seen from above, bobbing changes the size a little
        pose["breath"] += 0.25 * wish.bob * (1 - a) * np.sin(2 * np.pi * wish.bob_rate * clock)
    stirring = a * np.select([hard, climb], [1.0, 0.9], 0.45)
    return clock, a, pose, stirring


def hang(rng, plan, wish, size, hook):
    """Tail suspension. hook: (x, y) of the tape in the picture."""
    clock, a, active, rest, pose = base(rng, plan, wish)
    kinds = wish.kinds if wish.kinds[0][0] != "gentle" else (("run", 1.0), ("curl", 0.8), ("twist", 0.5))
    kind = bout_kinds(rng, plan, clock, kinds)
    none = np.zeros(len(clock), bool)
    curl, twist = kind.get("curl", none), kind.get("twist", none)
    low, high = wish.stroke
    fore = 42 * wish.excursion
    phase = strokes(rng, pose, a, clock, low, high, fore, 34 * wish.excursion, floor=0.7)
    ready = np.full(len(clock), 8.0)
    curled = follow(np.select([curl, twist], [1.0, 0.35], 0.25), ready)
    wave = 0.5 - 0.5 * np.cos(0.5 * phase)
    pose["bend_belly"] = 0.12 + a * wish.excursion * curled * (0.5 + 1.25 * wave)
    pose["bend_side"] = a * wish.excursion * follow(np.where(twist, 0.6, 0.22), ready) * np.sin(0.7 * phase + 1)
    pose["head_up"] = 0.15 + 0.25 * a * np.sin(phase)
    pose["limbs"] += np.array([0.5, 0.5, -0.35, -0.35])
    pose["limbs"] += 0.12 * rng.standard_normal(4)
    # The pendulum and the twist of the tail, driven by the struggle.
    omega, damping = 2 * np.pi * wish.pendulum, 1 / wish.decay
    omega2, damping2 = 2 * np.pi * 0.22, 1 / (1.3 * wish.decay)
    drive = a * (np.sin(phase) + 0.8 * wander(rng, clock, 0.4, 3.0)) * 2.2 * wish.excursion
    drive2 = a * (wander(rng, clock, 0.15, 1.0)) * 2.6 * np.radians(wish.twist) / np.radians(25)
    angle, speed, turn, spin = 0.0, 0.0, 0.0, 0.0
    swing, yaw = np.empty(len(clock)), np.empty(len(clock))
    for i in range(len(clock)):
        speed += STEP * (drive[i] - omega * omega * angle - 2 * damping * speed)
        angle += STEP * speed
        spin += STEP * (drive2[i] - omega2 * omega2 * turn - 2 * damping2 * spin)
        turn += STEP * spin
        swing[i], yaw[i] = angle, turn
    swing *= min(1.0, 0.15 / max(1e-6, np.abs(swing).max()))
    yaw *= min(1.0, np.radians(3 * wish.twist) / max(1e-6, np.abs(yaw).max()))
    slow = np.radians(wish.twist) * 0.5 * wander(rng, clock, 0.04, 0.12, 3)
    pose["pitch"] = swing
    pose["yaw"] = rng.uniform(0, 6) + yaw + slow + a * np.where(twist, 0.35, 0.08) * np.sin(0.7 * phase)
    long = 0.62 * size
    pose["hook_x"] += hook[0]
    pose["hook_y"] += hook[1]
    pose["x"] = hook[0] + long * np.sin(swing)
    pose["y"] = hook[1] + long * np.cos(swing) * (1 - 0.05 * a * curled * np.sin(phase))
    wish_quiet = Wish(**{**wish.__dict__, "drift": 0.0, "bob": 0.0, "turn": 0.0, "tail_sweep": 0.0})
    quiet(rng, pose, a, clock, rest, wish_quiet)
    return clock, a, pose, 0 * a


def box(rng, plan, wish, size, view, room):
    """Conditioned freezing. room: (x0, y0, x1, y1), where the middle of the body may be."""
    clock, a, active, rest, pose = base(rng, plan, wish)
    kinds = wish.kinds if wish.kinds[0][0] != "gentle" else (("walk", 1.0), ("sniff", 0.8), ("groom", 0.5), ("rear", 0.5))
    kind = bout_kinds(rng, plan, clock, kinds)
    none = np.zeros(len(clock), bool)
    part = {name: follow(kind.get(name, none).astype(float), np.full(len(clock), 9.0)) for name in ("walk", "sniff", "groom", "rear")}
    walking = part["walk"]
    road = np.cumsum(a * walking) * STEP
    cx, cy = 0.5 * (room[0] + room[2]), 0.5 * (room[1] + room[3])
    hx, hy = 0.5 * (room[2] - room[0]), 0.5 * (room[3] - room[1])
    gait = strokes(rng, pose, a * walking, clock, 2.5, 4.0, 32, 32)
    rate = 0.9 * size / max(4.4 * hx, 1)
    along = wander(rng, road, 0.6 * rate, 1.4 * rate, 3)
    pose["x"] = cx + hx * np.clip(along / 1.6, -1, 1)
    if view == "top":
        pose["y"] = cy + hy * np.clip(wander(rng, road, 0.5 * rate, 1.2 * rate, 3) / 1.6, -1, 1)
        vx, vy = np.gradient(pose["x"], STEP), -np.gradient(pose["y"], STEP)
        # the heading follows the way, but only while it walks
        heading, goal = np.empty(len(clock)), np.arctan2(vy, vx)
        now = rng.uniform(-3, 3)
        for i in range(len(clock)):
            if a[i] * walking[i] > 0.05:
                turn = (goal[i] - now + np.pi) % (2 * np.pi) - np.pi
                now += np.clip(5 * turn, -4, 4) * STEP * a[i] * walking[i]
            heading[i] = now
        pose["yaw"] = heading
    else:
        pose["y"] = np.full(len(clock), room[3] - 0.20 * size)
        pose["yaw"] = np.pi * 0.5 * (1 + np.tanh(4 * wander(rng, road, 0.04, 0.15, 3))) + rng.choice([0, np.pi])
    sniff = a * np.clip(part["sniff"] + 0.5 * part["walk"] + 0.5 * part["rear"], 0, 1) * wish.excursion
    beat = 2 * np.pi * np.cumsum(5.0 + 1.3 * wander(rng, clock, 0.2, 0.8)) * STEP
    pose["head_side"] = 0.45 * wander(rng, active, 0.15, 0.7) + sniff * (0.20 * np.sin(beat) + 0.25 * wander(rng, clock, 0.6, 2.0))
    pose["head_up"] = -0.1 + 0.3 * wander(rng, active, 0.15, 0.6) + sniff * 0.16 * np.sin(beat + 1)
    pose["bend_side"] = 0.35 * wander(rng, active, 0.1, 0.5) + a * walking * 0.12 * np.sin(gait)
    rub = 2 * np.pi * np.cumsum(5.2 + 0.8 * wander(rng, clock, 0.2, 0.8)) * STEP
    groom = a * part["groom"] * wish.excursion
    pose["bend_belly"] = 0.1 + 0.9 * groom * (0.8 + 0.2 * np.sin(0.35 * rub))
    for limb in (0, 1):
        pose["limbs"][:, limb] += groom * (0.9 * -1 + 0.45 * np.sin(rub))
    pose["head_up"] += groom * (-0.25 + 0.22 * np.sin(rub + 0.5))
    pose["head_side"] += groom * 0.25 * np.sin(0.5 * rub)
    pose["roll"] += groom * 0.10 * np.sin(0.5 * rub)
    tall = a * part["rear"] * (0.5 - 0.5 * np.cos(2 * np.pi * 0.55 * active))
    pose["pitch"] = 0.06 + 1.0 * tall
    if view == "side":
        pose["y"] -= 0.26 * size * np.sin(pose["pitch"])
    for limb in (0, 1):
        pose["limbs"][:, limb] += tall * (-0.6 + 0.35 * np.sin(beat))
    pose["tail_curve"] = 0.7 * wander(rng, active, 0.05, 0.3)
    pose["tail_side"] = 0.3 * a * walking
    pose["tail_phase"] = 0.5 * gait
    pose["tail_up"] = -0.05 - 1.0 * tall
    quiet(rng, pose, a, clock, rest, wish)
    return clock, a, pose, 0 * a


def at(clock, pose, times):
    """The pose at the given times."""
    place = np.interp(times, clock, np.arange(len(clock)))
    low = np.minimum(place.astype(int), len(clock) - 2)
    share = place - low
    result = {}
    for name, value in pose.items():
        w = share[:, None] if value.ndim == 2 else share
        result[name] = value[low] * (1 - w) + value[low + 1] * w
    return result
