"""Makes the recordings with known truth on which the motion measure is judged."""

import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cameras
import catalogue
import real_swimming


@dataclass
class Recording:
    """A recording that was made: arenas carry `argument` (--arena) and `bouts` (truth)."""

    path: Path
    name: str
    group: str
    rate: Fraction
    duration: float
    arenas: list
    options: tuple = ()


def make(folder, names=None):
    """Makes what is missing below `folder` and returns the recordings (all, or those named).

    Composites of real pixels are left out, loudly, where the data is absent.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if real_swimming.source() is None:
        print("SKIPPED: no composites of real swimming (data absent)", file=sys.stderr)
    made = []
    for plan in catalogue.everything():
        if names is not None and plan.name not in names:
            continue
        suffix, options, _ = cameras.CAMERAS[plan.camera]
        path, rate = folder / (plan.name + suffix), Fraction(plan.rate)
        if not path.exists():
            began = time.monotonic()
            scene = plan.scene()
            count = int(plan.duration * rate + Fraction(1, 2))
            frames = (scene.frame(float(n / rate), n) for n in range(count))
            cameras.record(path, frames, plan.size, rate, options)
            print(f"{plan.name}: {count} frames, {time.monotonic() - began:.1f} s",
                  file=sys.stderr, flush=True)
        made.append(Recording(path, plan.name, plan.group, rate, float(plan.duration),
                              plan.arenas))
    return made
