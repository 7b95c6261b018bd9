"""Luma frames and time stamps of a recording, from the ffmpeg and ffprobe command lines."""

import subprocess
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from fixtures.manifest import IN_PLACE, rotation, varies
from fixtures.media import DEMUXING, frame_records, stream_record

# To GRAY8 as the product converts: no change of range, so limited luma stays limited.
CONVERSION = ("scale=flags=bicubic+accurate_rnd+bitexact:in_range=full:out_range=full,"
              "format=gray")
INTERLEAVED_CHROMA = {"nv12", "nv21", "nv16", "nv24"}


@dataclass
class Recording:
    """A recording's description. `ticks` is None where frames lack usable time stamps."""

    path: str
    codec: str
    pixel_format: str
    width: int
    height: int
    rotation: int
    base: Fraction
    count: int
    ticks: list

    @classmethod
    def open(cls, path):
        """Describes the recording at `path`, up to the first change of its picture's size."""
        stream, frames = stream_record(path), frame_records(path)
        if stream is None or not frames:
            raise ValueError("no video frame can be decoded")
        size = (frames[0]["width"], frames[0]["height"])
        other = [n for n, f in enumerate(frames) if (f["width"], f["height"]) != size]
        frames = frames[:other[0]] if other else frames
        ticks = [frame.get("pts") for frame in frames]
        if None in ticks or any(b <= a for a, b in zip(ticks, ticks[1:])):
            ticks = None
        return cls(str(path), stream["codec_name"], frames[0]["pix_fmt"], *size,
                   rotation(stream), Fraction(stream["time_base"]), len(frames), ticks)

    @property
    def rate_kind(self):
        """`constant`, `variable`, or `filled` where time stamps had to be made up."""
        if self.ticks is None:
            return "filled"
        return "variable" if varies(self.ticks) else "constant"

    def luma(self):
        """Yields each frame's luma, an array of rows and columns in coded pixels."""
        luma_size = self.width * self.height
        frame_size, options = luma_size, ["-vf", CONVERSION]
        if self.pixel_format in INTERLEAVED_CHROMA:
            options = []
            half_width = self.width if self.pixel_format == "nv24" else (self.width + 1) // 2
            tall = self.pixel_format in ("nv16", "nv24")
            half_height = self.height if tall else (self.height + 1) // 2
            frame_size += 2 * half_width * half_height
        elif self.pixel_format == "gray":
            options = []
        elif self.pixel_format in IN_PLACE:
            options = ["-vf", "extractplanes=y"]
        command = ["ffmpeg", "-nostdin", "-v", "quiet", "-threads", "1", "-noautorotate",
                   *DEMUXING, "-i", self.path, "-map", "0:v:0", "-vsync", "passthrough", *options,
                   "-f", "rawvideo", "-"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            for number in range(self.count):
                data = process.stdout.read(frame_size)
                if len(data) < frame_size:
                    raise ValueError(f"ffmpeg gave {number} frames, ffprobe {self.count}")
                yield np.frombuffer(data, np.uint8, luma_size).reshape(self.height, self.width)
            process.stdout.close()
