"""How an animal moves: where its body is and how its limbs stand at any time, in pixels.

Everything is a function of continuous time in seconds, so that one behaviour can be recorded at
any frame rate. Passive movement (drift, turning, sway) never stops; active movement is exactly 0
inside the immobile stretches, but for the balancing strokes of animals that `fidget`.
"""

from dataclasses import dataclass, field

import numpy as np

from fixtures.scene import activity

STEP = 0.005  # seconds between the points at which ways are integrated


@dataclass
class Pose:
    """Centre (x, y), heading (radians), strength of the active movement (0-1), limb swings."""

    x: float
    y: float
    heading: float
    force: float
    limbs: tuple


def closed_way(reach_x, reach_y):
    """Points of an ellipse of the given half-axes, and the way walked to each of them."""
    angle = np.linspace(0, 2 * np.pi, 721)
    x, y = reach_x * np.cos(angle), reach_y * np.sin(angle)
    way = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    return x, y, way


@dataclass
class Swim:
    """Paddling, and drifting at `drift` px/s along a closed curve with slow turning.

    `fade` is the share of its vigour that the animal loses until the end of the recording;
    `turning` is the fastest in-plane rotation while floating, degrees per second; `strength` is
    the vigour of swimming (1 vigorous, 0.4 gentle); `wobble` is how much of it moves the trunk
    (1: the whole body is thrown about, 0: limbs alone); `fidget` is how far the limbs swing while
    the animal is immobile, as a part of a vigorous stroke: what keeps the head above water.
    """

    box: tuple
    length: float
    immobile: list
    seed: int
    drift: float = 0.0
    turning: float = 0.0
    strength: float = 1.0
    wobble: float = 1.0
    fade: float = 0.0
    fidget: float = 0.0
    upright: bool = False
    duration: float = 30.0
    _table: tuple = field(default=None, repr=False)

    def __post_init__(self):
        rng = np.random.default_rng([self.seed, 2])
        self.phase = rng.uniform(0, 2 * np.pi, 9)
        self.paddling = rng.uniform(2.4, 3.4)
        x, y, width, height = self.box
        wide, high = (0.6, 1.15) if self.upright else (1.25, 0.7)
        reach_x = max(width / 2 - wide * self.length, 3.0)
        reach_y = max(height * 0.36 - high * self.length, 4.0)
        self._curve = closed_way(reach_x, reach_y)
        self._times = np.arange(0, self.duration + 1, STEP)
        moving = np.array([activity(t, self.immobile) for t in self._times])
        speed = self.drift + moving * (max(self.drift, 15.0 * self.strength) - self.drift)
        self._way = np.concatenate([[0], np.cumsum(speed[:-1]) * STEP])

    def pose(self, time):
        """The pose at a time."""
        x, y, width, height = self.box
        p, force = self.phase, activity(time, self.immobile)
        curve_x, curve_y, curve_way = self._curve
        start = p[0] / (2 * np.pi) * curve_way[-1]
        way = (start + np.interp(time, self._times, self._way)) % curve_way[-1]
        cx = x + width / 2 + np.interp(way, curve_way, curve_x)
        cy = y + height / 2 + np.interp(way, curve_way, curve_y)
        heading = np.pi / 2 * self.upright + 0.15 * np.sin(p[8])
        if self.turning:
            period = 9.0
            swing = np.radians(self.turning) * period / (2 * np.pi)
            heading += swing * np.sin(2 * np.pi * time / period + p[1])
        stroke = 2 * np.pi * self.paddling * time
        active = force * self.strength * (1 - self.fade * min(time / self.duration, 1))
        thrown = active * self.wobble
        cx += 0.20 * self.length * thrown * np.sin(stroke + p[3])
        cy += 0.15 * self.length * thrown * np.sin(0.83 * stroke + p[4])
        heading += 0.3 * thrown * np.sin(1.13 * stroke + p[5])
        swing = active + self.fidget * (1 - force)
        limbs = tuple(swing * np.sin(stroke + p[i] + i) for i in range(3))
        return Pose(cx, cy, heading, active, limbs)


@dataclass
class Hang:
    """Hanging by the tail: a passive pendulum, and struggling on top of it.

    `sway` is the amplitude in degrees and `rate` the frequency in Hz of the passive swing.
    """

    box: tuple
    length: float
    immobile: list
    seed: int
    sway: float = 0.0
    rate: float = 1.0
    strength: float = 1.0
    duration: float = 30.0

    def __post_init__(self):
        rng = np.random.default_rng([self.seed, 3])
        self.phase = rng.uniform(0, 2 * np.pi, 9)
        self.struggling = rng.uniform(2.2, 3.2)

    def pose(self, time):
        """The pose at a time."""
        x, y, width, height = self.box
        p, force = self.phase, activity(time, self.immobile)
        active = force * self.strength
        stroke = 2 * np.pi * self.struggling * time
        angle = np.radians(self.sway) * np.sin(2 * np.pi * self.rate * time + p[0])
        angle += np.radians(5) * active * np.sin(stroke + p[1])
        hung = height * 0.28 + self.length
        hung -= 0.15 * self.length * active * (1 + np.sin(0.9 * stroke + p[2]))
        cx = x + width / 2 + hung * np.sin(angle)
        cy = y + height * 0.04 + hung * np.cos(angle)
        heading = np.pi / 2 - angle + 0.45 * active * np.sin(1.07 * stroke + p[3])
        limbs = tuple(active * np.sin(1.2 * stroke + p[i] + i) for i in range(3))
        return Pose(cx, cy, heading, active, limbs)
