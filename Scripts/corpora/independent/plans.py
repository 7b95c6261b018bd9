"""When an animal moves and when it does not.

A plan is a list of (start, end, moves) that covers the whole recording.
Plans come from people's scorings where the tables are at hand, otherwise from
log-normal bout lengths with the same medians and spreads.
"""

import csv
from pathlib import Path

import numpy as np

SHORTEST_IMMOBILE = 1.0
SHORTEST_MOBILE = 0.5
FILES = {"tst": "tst_bouts.csv", "fst": "fst_bouts.csv"}


def read_scorings(folder):
    """Mobile bouts of every scoring: {"tst": [array of (start, stop), ...], "fst": [...]}."""
    found = {}
    for kind, name in FILES.items():
        path = Path(folder) / name
        groups = {}
        if path.exists():
            with open(path, newline="") as file:
                for row in csv.DictReader(file):
                    key = (row["recording"], row["animal"], row["rater"], row["scoring"])
                    groups.setdefault(key, []).append((float(row["start_s"]), float(row["stop_s"])))
        found[kind] = [np.array(sorted(bouts)) for _, bouts in sorted(groups.items())]
    return found


def clean(edges, state, length):
    """Drop immobile bouts under 1 s, then mobile bouts under 0.5 s, until nothing changes."""
    bouts = [[a, b, s] for a, b, s in zip(edges[:-1], edges[1:], state) if b > a]
    while True:
        merged = []
        for a, b, s in bouts:
            if merged and merged[-1][2] == s:
                merged[-1][1] = b
            else:
                merged.append([a, b, s])
        bouts = merged
        short = [i for i, (a, b, s) in enumerate(bouts) if not s and b - a < SHORTEST_IMMOBILE]
        short = short or [i for i, (a, b, s) in enumerate(bouts) if s and b - a < SHORTEST_MOBILE]
        if not short or len(bouts) == 1:
            return [(round(a, 3), round(b, 3), bool(s)) for a, b, s in bouts]
        bouts[short[0]][2] = not bouts[short[0]][2]


def from_mobile(mobile, start, length):
    """The plan of the stretch [start, start + length] of a scoring."""
    edges, state, now = [0.0], [], 0.0
    for a, b in mobile:
        a, b = np.clip((a - start, b - start), 0, length)
        if b <= a:
            continue
        if a > now:
            edges.append(float(a))
            state.append(False)
        edges.append(float(b))
        state.append(True)
        now = float(b)
    if now < length:
        edges.append(float(length))
        state.append(False)
    return clean(edges, state, length)


def drawn(rng, length, still, move):
    """Bouts from two log-normal laws, each given as (median, sigma)."""
    edges, state, now, moves = [0.0], [], 0.0, bool(rng.random() < 0.5)
    while now < length:
        median, sigma = move if moves else still
        now = min(length, now + float(median * np.exp(sigma * rng.standard_normal())))
        edges.append(now)
        state.append(moves)
        moves = not moves
    return clean(edges, state, length)


def immobile_part(plan):
    """Share of the recording that is immobile."""
    return sum(b - a for a, b, s in plan if not s) / plan[-1][1]


def make(rng, scorings, kind, length, habit="scored"):
    """One animal's plan. habit: scored, floats, mobile, immobile."""
    for _ in range(200):
        if habit == "scored":
            pool = scorings[kind]
            if pool:
                mobile = pool[rng.integers(len(pool))]
                start = rng.uniform(0, max(1.0, min(360.0, mobile[-1, 1]) - length))
                plan = from_mobile(mobile, start, length)
            else:
                plan = drawn(rng, length, (2.2, 1.2), (3.0, 1.2))
            low, high = 0.12, 0.88
        elif habit == "floats":
            plan, low, high = drawn(rng, length, (14.0, 0.6), (4.0, 0.7)), 0.45, 0.9
        elif habit == "mobile":
            plan, low, high = drawn(rng, length, (1.8, 0.3), (20.0, 0.8)), 0.01, 0.13
        else:
            plan, low, high = drawn(rng, length, (20.0, 0.8), (1.3, 0.4)), 0.87, 0.99
        enough = habit != "scored" or len(immobile_bouts(plan)) >= 4 * length / 60
        if enough and low <= immobile_part(plan) <= high:
            return plan
    return plan


def activity(rng, plan, times):
    """0 while immobile, 1 while mobile, ramps of 0.1-0.3 s with the truth in their middle."""
    value = np.full(len(times), float(plan[0][2]))
    for (_, edge, _), (_, _, after) in zip(plan[:-1], plan[1:]):
        ramp = rng.uniform(0.1, 0.3)
        rise = np.clip((times - edge) / ramp + 0.5, 0, 1)
        value = np.where(times > edge - ramp, rise if after else 1 - rise, value)
    return value


def immobile_bouts(plan):
    """The truth: [[start, end], ...]."""
    return [[a, b] for a, b, s in plan if not s]
