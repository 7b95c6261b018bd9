"""Bouts beside the truth: error, kappa, and the table by category."""

import os
from dataclasses import dataclass, field

import numpy as np

STEP = 0.02  # seconds between the times that are compared


@dataclass
class Score:
    """An animal's score. Seconds; `error` and `unscored` are percent of the window."""

    name: str
    category: str
    error: float
    kappa: float
    unscored: float
    truth: float
    plausible: tuple = ()
    flags: list = field(default_factory=list)

    @property
    def is_plausible(self):
        """Whether the plausible range holds the truth."""
        return bool(self.plausible) and self.plausible[0] <= self.truth <= self.plausible[1]

    def __str__(self):
        return (f"error {self.error:.1f} %, kappa {self.kappa:.2f}, unscored {self.unscored:.1f} %, "
                f"{', '.join(self.flags) or 'no flag'}")


def marks(spans, times):
    """Which times lie in one of the spans [start, end)."""
    inside = np.zeros(len(times), bool)
    for start, end in spans:
        inside |= (times >= start) & (times < end)
    return inside


def judge(truth, found, unscored=(), ignored=(), length=0.0):
    """Error in percent of the judged time, kappa, unscored percent and true immobile seconds."""
    times = np.arange(STEP / 2, length, STEP)
    judged = ~marks(unscored, times) & ~marks(ignored, times)
    right, told = marks(truth, times)[judged], marks(found, times)[judged]
    if not judged.any():
        return float("nan"), float("nan"), 100.0, 0.0
    a, b = right.mean(), told.mean()
    chance = a * b + (1 - a) * (1 - b)
    agreed = (right == told).mean()
    kappa = (agreed - chance) / (1 - chance) if 0.02 < a < 0.98 else float("nan")
    return (100 * (b - a), kappa, 100 * marks(unscored, times).mean(),
            right.sum() * STEP)


def table(scores):
    """One line for each category and one for all."""
    lines = [f"{'category':<18}{'animals':>8}{'mean':>7}{'worst':>7}{'kappa':>7}{'worst':>7}{'<.90':>6}"
             f"{'<.75':>6}{'>5 %':>6}{'silent':>8}{'range':>7}"]
    for category in sorted({s.category for s in scores}) + ["all"]:
        some = [s for s in scores if category in (s.category, "all")]
        errors = np.abs([s.error for s in some])
        kappas = np.array([s.kappa for s in some if np.isfinite(s.kappa)])
        silent = sum(1 for s in some if abs(s.error) > 5 and not s.flags)
        held = np.mean([s.is_plausible for s in some if s.plausible] or [0])
        lines.append(
            f"{category:<18}{len(some):>8}{np.nanmean(errors):>7.1f}{np.nanmax(errors):>7.1f}"
            + (f"{np.median(kappas):>7.2f}{kappas.min():>7.2f}{(kappas < .9).sum():>6}"
               f"{(kappas < .75).sum():>6}" if len(kappas) else f"{'-':>7}{'-':>7}{'-':>6}{'-':>6}")
            + f"{(errors > 5).sum():>6}{silent:>8}{held:>7.2f}")
    return "\n".join(lines)


def exceeds(scores, limits):
    """Whether the errors are larger than allowed; says so."""
    errors = np.abs([s.error for s in scores])
    found = {"mean": np.nanmean(errors), "ninth decile": np.nanquantile(errors, 0.9)}
    too_large = [name for name, most in limits.items() if found[name] > most]
    for name in too_large:
        print(f"the {name} error is {found[name]:.1f} %, more than {limits[name]} %")
    return bool(too_large)


def shared_folder(root):
    """The folder with the shared data, or None where it is absent."""
    named = os.environ.get("STILLWATER_DATA")
    places = [os.path.dirname(named)] if named else [root.parent / "shared",
                                                     root.parent.parent / "shared"]
    return next((str(p) for p in places if os.path.isdir(os.path.join(p, "data"))), None)
