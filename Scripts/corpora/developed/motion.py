"""State plans and the movement of animals as functions of time."""

from types import SimpleNamespace

import numpy as np
from scipy.interpolate import CubicSpline

STEP = 0.004


def plan(rng, duration, kind="typical"):
    """Edges [(time, immobile)] of alternating states, with bouts like people's.

    Immobile bouts last at least 1 s, mobile ones at least 0.5 s.
    """
    if kind in ("immobile", "mobile"):
        return [(0.0, kind == "immobile")]
    still, moving = {"typical": (3.0, 3.5), "floats": (12.0, 2.5), "lively": (1.7, 12.0),
                     "quiet": (14.0, 0.9), "even": (3.2, 3.2), "short": (1.6, 1.6), "tst": (6.0, 4.0)}[kind]
    immobile, time, edges = bool(rng.random() < still / (still + moving)), 0.0, []
    while time < duration:
        edges.append((time, immobile))
        if immobile:
            length = max(1.0, still * np.exp(0.85 * rng.standard_normal()))
        else:
            length = max(0.5, moving * np.exp(0.9 * rng.standard_normal()))
        time += min(length, 25.0)
        immobile = not immobile
    # The last bout is long enough, or belongs to the one before.
    if len(edges) > 1 and duration - edges[-1][0] < 1.0:
        edges.pop()
    return edges


class Clock:
    """Times of the frames, the state at each, and random processes over them."""

    def __init__(self, rng, times, edges):
        self.rng, self.times = rng, times
        self.fine = np.arange(times[0] - 1, times[-1] + 1, STEP)
        starts = np.array([t for t, _ in edges])
        states = np.array([s for _, s in edges])
        self.edges = edges
        self.immobile = states[np.clip(np.searchsorted(starts, times, "right") - 1, 0, None)]
        knots, values = [self.fine[0]], [float(not states[0])]
        for (time, immobile) in edges[1:]:
            half = rng.uniform(0.05, 0.125)
            knots += [time - half, time + half]
            values += [float(immobile), float(not immobile)]
        ramp = np.interp(self.fine, knots, values)
        self.fine_act = ramp * ramp * (3 - 2 * ramp)
        self.act = self.at(self.fine_act)

    def at(self, fine):
        """Values of the fine grid at the frames."""
        return np.interp(self.times, self.fine, fine)

    def noise(self, scale):
        """Smooth noise (about unit deviation) varying over `scale` seconds."""
        knots = np.arange(self.fine[0] - 2 * scale, self.fine[-1] + 3 * scale, scale)
        return CubicSpline(knots, self.rng.standard_normal(knots.size))(self.times)

    def phase(self, rate, jitter=0.15):
        """Phase of an oscillation whose rate wanders by `jitter` about `rate` hertz."""
        knots = np.arange(self.fine[0] - 2, self.fine[-1] + 3, 0.6)
        wander = CubicSpline(knots, self.rng.standard_normal(knots.size))(self.fine)
        phase = 2 * np.pi * np.cumsum(rate * np.clip(1 + jitter * wander, 0.4, 1.8)) * STEP
        return self.at(phase) + self.rng.uniform(0, 2 * np.pi)

    def wave(self, rate, jitter=0.15):
        """An oscillation of that rate."""
        return np.sin(self.phase(rate, jitter))

    def travelled(self, still, moving):
        """Way gone at `still` px/s while immobile and `moving` px/s while mobile."""
        return self.at(np.cumsum(still + (moving - still) * self.fine_act) * STEP)

    def lagging(self, rise, decay):
        """The activity with a slow `rise` and `decay` (time constants in seconds)."""
        level, value = np.empty_like(self.fine_act), 0.0
        up, down = STEP / rise, STEP / decay
        for i, target in enumerate(self.fine_act.tolist()):
            value += (target - value) * (up if target > value else down)
            level[i] = value
        return self.at(level)


def closed_path(reach_x, reach_y, way, start):
    """Points on an ellipse, and the direction of travel, after going `way` pixels."""
    angle = np.linspace(0, 2 * np.pi, 721)
    x, y = max(reach_x, 0.5) * np.cos(angle), max(reach_y, 0.5) * np.sin(angle)
    length = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    position = (way + start * length[-1]) % length[-1]
    px, py = np.interp(position, length, x), np.interp(position, length, y)
    turn = np.interp(position, length, angle)
    return px, py, turn


def rest_pose(clock, breathing, length):
    """A motionless, breathing animal: arrays to which movement is added."""
    n = clock.times.size
    breath = clock.wave(clock.rng.uniform(2.0, 3.0), 0.08)
    p = SimpleNamespace(x=np.zeros(n), y=np.zeros(n), heading=np.zeros(n), bend=np.zeros(n),
                        head=np.zeros(n), long=np.ones(n), twist=np.zeros(n),
                        wide=1 + breathing * breath / (0.36 * length),
                        limbs=np.zeros((n, 4, 2)), tail=np.zeros((n, 8)),
                        pivot=None, ripple=np.zeros(n), act=clock.act)
    p.limbs[:, :, 1] = 1
    return p


def swim(clock, size, length, view="side", strength=1.0, rate=4.0, speed=20.0, drift=0.0,
         bob=0.0, bob_rate=0.7, balance=0.0, balance_rate=2.0, sweep=0.0, sweep_rate=1.0,
         breathing=0.3, turning=0.0, sway=1.0, climb=False, tail=1.0, decay=1.0, tilt=None,
         yaw=0.5, beat=1.0, weave=1.0, glide=0.0):
    """Swimming in a beaker; the named extras go on while it is immobile.

    `strength` scales strokes and sway; `drift`, `bob`, `balance`, `sweep`, `turning` are passive
    or balancing movements (px/s, px, stroke, radians, degrees/s) that count as immobile.
    """
    rng, (width, height) = clock.rng, size
    p = rest_pose(clock, breathing, length)
    n = clock.times.size
    vigour = np.clip(1 + 0.3 * clock.noise(0.7), 0.35, 1.8) * strength
    act = clock.act * vigour
    phase = clock.phase(rate)
    if view == "side":
        reach_x = width / 2 - (0.65 if climb else 1.15) * length
        tilt = -rng.uniform(0.35, 1.15) if tilt is None else tilt
        if climb:
            tilt = -1.35
        # The head is at the water line, a little above it when climbing.
        reach_y = 0.03 * height
        middle = 0.36 * height + (0.25 if climb else 0.72) * length * np.sin(-tilt) + 0.03 * height
    else:
        reach_x, reach_y, middle = width / 2 - 1.25 * length, height / 2 - 1.25 * length, height / 2
        tilt = rng.uniform(0, 6.3) if tilt is None else tilt
    way = clock.travelled(drift, max(speed, drift))
    if glide:
        # The animal runs on for a moment after its last stroke.
        left = np.clip(clock.lagging(0.15, 0.5) - clock.act, 0, 1)
        way = way + glide * speed * np.cumsum(left * np.gradient(clock.times))
    px, py, turn = closed_path(reach_x, reach_y, way, rng.random())
    p.x, p.y = width / 2 + px, middle + py
    p.heading += tilt
    if view == "top" and speed > 12 and not drift:
        p.heading += np.unwrap(np.arctan2(max(reach_y, 1) * np.cos(turn),
                                          -max(reach_x, 1) * np.sin(turn))) - tilt
    p.y = p.y + bob * clock.wave(bob_rate, 0.05)
    p.x = p.x + 0.4 * bob * clock.wave(bob_rate * 0.8, 0.05)
    p.heading = p.heading + np.radians(turning) * np.cumsum(
        np.gradient(clock.times) * np.sin(2 * np.pi * clock.times / 9 + rng.uniform(0, 6)))
    # Paddling throws the trunk about a little.
    s = 0.03 * length * act * sway
    p.x = p.x + s * np.sin(phase + 1) + 0.6 * s * np.sin(phase / 2 + 2)
    p.y = p.y + s * np.sin(phase + 2.3)
    p.heading = p.heading + 0.05 * act * sway * (np.sin(phase + 0.5) + np.sin(phase / 2))
    p.bend = 0.07 * act * sway * np.sin(phase / 2 + 0.7) + rng.uniform(-0.12, 0.12)
    p.head = 0.25 * act * sway * np.sin(phase / 2 + 2.0) + 0.2 * rng.standard_normal()
    # Slower weaving: the trunk heels over and the mouse steers.
    slow = clock.phase(1.3, 0.3)
    p.x = p.x + 0.09 * weave * length * act * np.sin(slow)
    p.y = p.y + 0.05 * weave * length * act * np.sin(slow * 1.2 + 1)
    p.heading = p.heading + 0.13 * weave * act * np.sin(slow + 2)
    p.bend = p.bend + 0.10 * weave * act * np.sin(slow + 0.5)
    p.long = 1 - 0.05 * weave * np.clip(act, 0, 2) * (1 + np.sin(slow * 0.9))
    # Turns of the body seen as foreshortening; they stop with the swimming.
    knots = clock.travelled(0, 1.0)
    slow = np.sin(knots * 1.3 + rng.uniform(0, 6)) + 0.6 * np.sin(knots * 2.9 + rng.uniform(0, 6))
    p.long = p.long - 0.10 * yaw * (1 + slow)
    p.heading = p.heading + 0.25 * yaw * np.sin(knots * 0.9 + rng.uniform(0, 6))
    gait = np.array([0, np.pi, np.pi * 0.9, -0.1])
    for i in range(4):
        stroke = np.sin(phase * beat + gait[i])
        p.limbs[:, i, 0] = 0.85 * act * stroke
        p.limbs[:, i, 1] = 1 + 0.25 * act * np.cos(phase * beat + gait[i])
    if balance:
        limb = 2 if rng.random() < 0.5 else 0
        paused = np.clip(0.5 + clock.noise(1.2), 0, 1)
        p.limbs[:, limb, 0] += balance * paused * (1 - clock.act) * clock.wave(balance_rate)
    along = np.arange(8)[None, :]
    rest = rng.uniform(-0.12, 0.12)
    p.tail[:] = rest * along
    p.tail += (0.22 * tail * act[:, None] * np.sin(phase[:, None] / 2 - 0.7 * along) * (along + 2) / 5)
    if sweep:
        sw = clock.phase(sweep_rate, 0.1)[:, None]
        p.tail += sweep * (1 - 0.5 * clock.act[:, None]) * np.sin(sw - 0.35 * along) * (along + 1) / 5
    p.ripple = clock.lagging(0.5, decay)
    return p


def hang(clock, size, length, strength=1.0, rate=3.0, pendulum=8.0, swing_rate=1.0, decay=5.0,
         twist=0.0, breathing=0.3, curling=True):
    """Hanging by the tail from the top of the picture."""
    rng, (width, height) = clock.rng, size
    p = rest_pose(clock, breathing, length)
    act = clock.act * np.clip(1 + 0.3 * clock.noise(0.6), 0.4, 1.8) * strength
    phase = clock.phase(rate)
    # The swing is driven by struggling and dies away after it.
    energy = clock.lagging(0.8, decay / 2)
    angle = np.radians(pendulum) * energy * np.sin(2 * np.pi * swing_rate * clock.times + rng.uniform(0, 6))
    angle = angle + np.radians(4) * act * np.sin(phase + 1)
    running = clock.noise(2.5) > 0 if curling else np.ones(clock.times.size, bool)
    curl = np.convolve(np.where(running, 0.15, 1.0), np.ones(5) / 5, "same") * act
    rope = 0.10 * height + 0.9 * length
    p.pivot = (width / 2 + rng.uniform(-4, 4), 2.0)
    p.long = 1 - 0.10 * curl * (1 + np.sin(phase))
    hung = rope + length * p.long - 0.10 * length * curl * (1 + np.sin(phase + 0.8))
    p.x = p.pivot[0] + hung * np.sin(angle)
    p.y = p.pivot[1] + hung * np.cos(angle)
    p.heading = np.pi / 2 - angle + 0.10 * act * np.sin(phase + 0.4)
    p.bend = rng.uniform(-0.1, 0.1) + 0.35 * curl * np.sin(phase + 0.2)
    p.head = 0.5 * curl * np.sin(phase + 0.6) + 0.15 * act * np.sin(phase * 0.7)
    for i, shift in enumerate((0, np.pi, np.pi * 0.8, -0.4)):
        p.limbs[:, i, 0] = 0.8 * act * np.sin(1.25 * phase + shift)
        p.limbs[:, i, 1] = 1 + 0.2 * act * np.cos(1.25 * phase + shift)
    if twist:
        spin = twist * np.sin(2 * np.pi * clock.times / rng.uniform(5, 9) + rng.uniform(0, 6))
        p.twist = spin
        p.wide = p.wide * (0.9 + 0.1 * np.cos(2 * spin))
    return p


def roam(clock, size, length, view="top", modes=("walk",), speed=40.0, breathing=0.3, strength=1.0):
    """Walking, rearing, sniffing and grooming in a box; freezing while immobile."""
    rng, (width, height) = clock.rng, size
    p = rest_pose(clock, breathing, length)
    # Each mobile bout is cut into spells of one behaviour.
    fine = clock.fine
    spell = (np.cumsum(clock.fine_act) * STEP / 2.5 + rng.random()).astype(int)
    choice = rng.integers(0, len(modes), spell.max() + 2)[spell]
    share = {}
    window = np.ones(51) / 51
    for i, mode in enumerate(modes):
        share[mode] = np.convolve((choice == i).astype(float), window, "same")
    zero = np.zeros_like(fine)
    walk, rear, sniff, groom = (share.get(m, zero) for m in ("walk", "rear", "sniff", "groom"))
    way = clock.at(np.cumsum(walk * clock.fine_act * speed) * STEP)
    pace = clock.at(walk) * clock.act
    reared, sniffing, grooming = clock.at(rear), clock.at(sniff), clock.at(groom)
    if view == "top":
        px, py, turn = closed_path(width / 2 - 1.3 * length, height / 2 - 1.3 * length, way, rng.random())
        p.x, p.y = width / 2 + px, height / 2 + py
        p.heading = np.unwrap(np.arctan2((height / 2 - 1.3 * length) * np.cos(turn),
                                         -(width / 2 - 1.3 * length) * np.sin(turn)))
        p.long = 1 - 0.35 * reared
    else:
        reach = width / 2 - 1.2 * length
        position = np.abs((way + rng.uniform(0, 4 * reach)) % (4 * reach) - 2 * reach) - reach
        p.x = width / 2 + position
        p.y = np.full(clock.times.size, 0.80 * height - 0.34 * length)
        p.heading = np.full(clock.times.size, -0.08) - 0.95 * reared
        p.y = p.y - 0.5 * length * reared
    act = clock.act * strength * np.clip(1 + 0.3 * clock.noise(0.7), 0.4, 1.7)
    step = clock.phase(4.0)
    for i, shift in enumerate((0, np.pi, np.pi, 0)):
        p.limbs[:, i, 0] = 0.6 * pace * np.sin(step + shift)
    p.bend = 0.08 * pace * np.sin(step / 2) + rng.uniform(-0.1, 0.1)
    p.head = 0.15 * pace * np.sin(step / 2 + 1)
    nod = clock.phase(rng.uniform(3.5, 7.0))
    p.head = p.head + act * sniffing * (0.28 * np.sin(nod) + 0.35 * np.sin(nod * 0.23))
    p.heading = p.heading + act * sniffing * 0.03 * np.sin(nod * 0.5)
    lick = clock.phase(rng.uniform(4.0, 6.5))
    p.head = p.head + grooming * act * (0.2 + 0.3 * np.sin(lick))
    p.bend = p.bend + grooming * act * 0.05 * np.sin(lick)
    p.long = p.long - 0.10 * grooming
    p.limbs[:, 0, 0] += grooming * act * 0.7 * np.sin(lick)
    p.limbs[:, 1, 0] += grooming * act * 0.7 * np.sin(lick + 0.8)
    p.head = p.head + reared * act * 0.25 * np.sin(nod * 0.6)
    p.heading = p.heading + reared * act * 0.05 * np.sin(nod * 0.4)
    p.tail[:] = rng.uniform(-0.1, 0.1) * np.arange(8)[None, :]
    p.tail += 0.1 * pace[:, None] * np.sin(step[:, None] / 2 - 0.7 * np.arange(8)[None, :])
    return p
