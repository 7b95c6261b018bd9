"""The recordings that the benchmark runs on: four textured animals that move in four arenas over a
textured background, with the sensor noise that makes a camera's bit rate."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Recording:
    name: str
    width: int
    height: int
    rate: int          # frames per second
    megabits: float    # per second, asked of the encoder
    noise: int         # strength of the sensor noise, ffmpeg's scale
    wall_limit: float  # score / ffmpeg, wall time, that the design allows
    memory_limit: int | None = None  # MB

    def path(self, folder, minutes):
        return Path(folder) / (f"{self.name}-{self.width}x{self.height}-{self.rate}fps-"
                               f"{self.megabits:g}Mbit-noise{self.noise}-{minutes:g}min.mp4")

    def arenas(self):
        """Four rectangles that together cover the whole picture."""
        w, h = self.width // 2, self.height // 2
        return [f"{name}=rect:{x},{y},{w},{h}"
                for name, x, y in (("nw", 0, 0), ("ne", w, 0), ("sw", 0, h), ("se", w, h))]


RECORDINGS = [
    Recording("720p", 1280, 720, 30, 6, 10, 1.10),
    Recording("1080p", 1920, 1080, 30, 10, 10, 1.10),
    Recording("easy", 640, 360, 30, 0.4, 0, 1.25),
    Recording("1080p-low", 1920, 1080, 30, 0.5, 0, 1.25),
    Recording("1080p60", 1920, 1080, 60, 12, 10, 1.10, memory_limit=150),
]


def picture(recording):
    """The filter graph that draws the recording. The still pictures are drawn once and repeated;
    only the animals' places and the noise are made anew for each frame."""
    w, h, rate = recording.width, recording.height, recording.rate
    side = h // 8
    hold = f"trim=end_frame=1,loop=loop=-1:size=1:start=0,setpts=N/{rate}/TB"
    graph = [
        f"nullsrc=s={w}x{h}:r={rate},format=yuv420p,"
        "geq=lum='150+30*sin(X/37)*cos(Y/29)+9*random(1)':cb=128:cr=128,"
        f"{hold}[scene0]",
        f"nullsrc=s={side * 2}x{side}:r={rate},format=yuva420p,"
        "geq=lum='45+25*sin(X/3)*sin(Y/4)+20*random(2)':cb=128:cr=128:"
        "a='255*lt(hypot((X-W/2)/(W/2),(Y-H/2)/(H/2)),1)',"
        f"{hold},split=4[animal0][animal1][animal2][animal3]",
    ]
    for i in range(4):
        left, top = (i % 2) * w // 2, (i // 2) * h // 2
        # Swims about for two thirds of each 30 s, then drifts.
        swims = "if(lt(mod(t,30),20),1,0.15)"
        x = f"{left + w // 4 - side}+{w // 8}*sin({0.9 + 0.2 * i}*t)+{side // 6}*{swims}*sin({17 + i}*t)"
        y = f"{top + h // 4 - side // 2}+{h // 12}*sin({0.7 + 0.1 * i}*t+1)+{side // 8}*{swims}*sin({23 + i}*t)"
        graph.append(f"[scene{i}][animal{i}]overlay=x='{x}':y='{y}':shortest=0[scene{i + 1}]")
    noise = f"noise=c0s={recording.noise}:c0f=t," if recording.noise else ""
    graph.append(f"[scene4]{noise}format=yuv420p[out]")
    return ";".join(graph)


def make(recording, folder, minutes, report):
    """The recording's path; it is encoded if it is not there yet."""
    path = recording.path(folder, minutes)
    if path.exists():
        return path
    report(f"Making {path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part.mp4")
    bits = int(recording.megabits * 1_000_000)
    subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-y", "-filter_complex", picture(recording),
         "-map", "[out]", "-t", str(minutes * 60), "-c:v", "libx264", "-preset", "veryfast",
         # As cameras do it: no B-frames, a keyframe every two seconds, a constant bit rate.
         "-profile:v", "high", "-bf", "0", "-g", str(2 * recording.rate),
         "-b:v", str(bits), "-maxrate", str(bits), "-bufsize", str(2 * bits), str(unfinished)],
        stdin=subprocess.DEVNULL, check=True)
    os.replace(unfinished, path)
    return path


def describe(path):
    """(frames, seconds, Mbit/s) as found in the file."""
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-count_packets", "-show_entries",
         "stream=nb_read_packets,duration,bit_rate", "-of", "json", str(path)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    stream = json.loads(probe.stdout)["streams"][0]
    return (int(stream["nb_read_packets"]), float(stream["duration"]),
            int(stream["bit_rate"]) / 1e6)
