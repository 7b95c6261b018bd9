"""How a camera records pictures: noise, light, codecs, scaling and frame times."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.ndimage import zoom


class Noise:
    """Sensor noise: random windows of a few larger fields, so that a frame costs little."""

    def __init__(self, rng, shape, sigma):
        self.rng, self.shape = rng, shape
        field = rng.standard_normal((6, shape[0] + 64, shape[1] + 64), dtype=np.float32)
        self.fields = field * np.float32(sigma)

    def frame(self):
        """The noise of one more frame."""
        i, y, x = self.rng.integers(0, (6, 65, 65))
        window = self.fields[i, y:y + self.shape[0], x:x + self.shape[1]]
        return window if self.rng.integers(2) else -window


def through(luma, rate, options, suffix=".mkv"):
    """The frames after encoding with ffmpeg `options` and decoding again."""
    count, height, width = luma.shape
    high, wide = height - height % 2, width - width % 2
    luma = np.ascontiguousarray(luma[:, :high, :wide])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / ("clip" + suffix))
        subprocess.run(["ffmpeg", "-v", "error", "-threads", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-s",
                        f"{wide}x{high}", "-r", f"{rate}", "-i", "-", *options, "-threads", "1", path],
                       input=luma.tobytes(), check=True)
        raw = subprocess.run(["ffmpeg", "-v", "error", "-threads", "1", "-i", path, "-fps_mode", "passthrough",
                              "-pix_fmt", "gray", "-f", "rawvideo", "-"],
                             capture_output=True, check=True).stdout
    out = np.frombuffer(raw, np.uint8).reshape(-1, high, wide)
    if len(out) != count:
        raise RuntimeError(f"{len(out)} frames decoded of {count}")
    return out


def mjpeg(quality):
    return ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", str(quality)]


def x264(kilobits, group=120):
    return ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-b:v", f"{kilobits}k",
            "-maxrate", f"{kilobits}k", "-bufsize", f"{kilobits}k", "-g", str(group)]


def mpeg4(quality, group):
    return ["-c:v", "mpeg4", "-pix_fmt", "yuv420p", "-q:v", str(quality), "-g", str(group)]


def rescale(luma, factor):
    """Frames scaled by a factor: block means when halving, else linear interpolation."""
    if factor == 0.5:
        n, h, w = luma.shape
        cut = luma[:, :h - h % 2, :w - w % 2].astype(np.uint16)
        return ((cut[:, ::2, ::2] + cut[:, 1::2, ::2] + cut[:, ::2, 1::2] + cut[:, 1::2, 1::2] + 2) // 4
                ).astype(np.uint8)
    return np.stack([np.clip(np.rint(zoom(f.astype(np.float32), factor, order=1)), 0, 255) for f in luma]
                    ).astype(np.uint8)


def repeated(luma, every, times):
    """Every `every`-th frame shows the one before again."""
    out = luma.copy()
    out[every::every] = luma[every - 1:-1:every][:len(out[every::every])]
    return out


def frame_times(rng, duration, rate, variable=False):
    """Frame times; variable ones wander and lack some frames."""
    if not variable:
        return np.arange(int(duration * rate)) / rate
    gaps = np.clip(rng.normal(1 / rate, 0.25 / rate, int(duration * rate)), 0.4 / rate, None)
    gaps[rng.random(gaps.size) < 0.04] *= 2.5
    return np.cumsum(gaps) - gaps[0]
