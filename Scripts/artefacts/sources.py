"""Recordings without artefacts, as arrays of grey frames."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

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
    """A recording to spoil: `arenas` are values of --arena."""

    name: str
    path: Path
    rate: float
    arenas: list

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
    found = {r.name: Source(r.name, r.path, float(r.rate), [a.argument for a in r.arenas])
             for r in corpus.make(folder, COMPOSITES + DRAWN)}
    if real_swimming.source() is not None:
        found["fst_three_mice"] = Source("fst_three_mice", real_swimming.source(), 24.0,
                                         THREE_MICE)
        found["fst_three_mice_40"] = interpolated(folder / "fst_three_mice_40.mp4")
    return found


def interpolated(path):
    """The real recording at half size with 40 frames a second, interpolated along the motion."""
    if not path.exists():
        media.ffmpeg(["-i", real_swimming.source(), "-vf",
                      "scale=640:360:flags=area,minterpolate=fps=40:mi_mode=mci:scd=none", "-c:v",
                      "libx264", "-preset", "veryfast", "-crf", "16", *media.REPRODUCIBLE, path])
    halved = [arena.split(":")[0] + ":" + ",".join(
        str(int(v) // 2) for v in arena.split(":")[1].split(",")) for arena in THREE_MICE]
    return Source(path.stem, path, 40.0, halved)
