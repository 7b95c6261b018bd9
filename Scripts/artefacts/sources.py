"""Recordings without artefacts, as arrays of grey frames."""

import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import cameras
import catalogue
import corpus
import real_swimming
from fixtures import media

ROOT = Path(__file__).resolve().parents[2]
THREE_MICE = ["left=rect:80,160,320,480", "middle=rect:470,180,310,420",
              "right=rect:850,180,330,460"]
# Real swimming with pasted floating at two rates; drawn swimmers; drawn hanging mice.
COMPOSITES = ["real-10-0-clean-24", "real-20-0-clean-30"]
DRAWN = ["drift-10-0", "sway-0.5-8", "rate-120"]


@dataclass
class Source:
    """A recording to spoil: `arenas` are values of --arena, `options` others of `score`."""

    name: str
    path: Path
    rate: float
    arenas: list
    options: tuple = ()

    def frames(self):
        """The luma of all frames: [frame, row, column]."""
        stream = media.stream_record(self.path)
        width, height = stream["width"], stream["height"]
        raw = subprocess.run(
            ["ffmpeg", "-v", "error", "-i", str(self.path), "-map", "0:v:0", "-vsync",
             "passthrough", "-vf", "extractplanes=y", "-pix_fmt", "gray", "-f", "rawvideo", "-"],
            capture_output=True, check=True).stdout
        return np.frombuffer(raw, np.uint8).reshape(-1, height, width)


def sources(folder):
    """Every source by name; those of real pixels only where the data is at hand."""
    hanging = ("--motion-threshold", str(catalogue.HANGING_THRESHOLD))
    found = {r.name: Source(r.name, r.path, float(r.rate), [a.argument for a in r.arenas],
                            hanging if r.name.startswith("sway") else ())
             for r in corpus.make(folder, COMPOSITES + DRAWN)}
    if real_swimming.source() is not None:
        real = Source("fst_three_mice", real_swimming.source(), 24.0, THREE_MICE)
        # The same frames as a faster camera would have taken them of faster mice.
        faster = replace(real, name="fst_three_mice_faster", rate=40.0)
        every = [real, faster, interpolated(folder / "fst_three_mice_40.mp4"),
                 composite(folder / "real-10-0-clean-40.mp4", 40)]
        found.update({source.name: source for source in every})
    return found


def composite(path, rate):
    """Real swimming, each real frame shown once, and pasted floating at another rate."""
    plans = [catalogue.MIXED, catalogue.SHORT, catalogue.DISTURBED]
    _, options, sigma = cameras.CAMERAS["clean"]
    if not path.exists():
        scene = real_swimming.Composite(
            real_swimming.Swimming(real_swimming.source()), plans, 10, 0, sigma, 140,
            speed=rate / real_swimming.SOURCE_RATE)
        frames = (scene.frame(n / rate, n) for n in range(int(catalogue.DURATION * rate)))
        cameras.record(path, frames, real_swimming.SIZE, rate, options)
    arenas = [catalogue.Arena(name, box, plan).argument
              for (name, box, _), plan in zip(real_swimming.BEAKERS, plans)]
    return Source(path.stem, path, float(rate), arenas)


def interpolated(path):
    """The real recording at half size with 40 frames a second, interpolated along the motion."""
    if not path.exists():
        media.ffmpeg(["-i", real_swimming.source(), "-vf",
                      "scale=640:360:flags=area,minterpolate=fps=40:mi_mode=mci:scd=none", "-c:v",
                      "libx264", "-preset", "veryfast", "-crf", "16", *media.REPRODUCIBLE, path])
    halved = [arena.split(":")[0] + ":" + ",".join(
        str(int(v) // 2) for v in arena.split(":")[1].split(",")) for arena in THREE_MICE]
    return Source(path.stem, path, 40.0, halved)
