"""Cameras: how a scene becomes a file (codec, bit rate, groups of pictures)."""

import subprocess

from fixtures import media
from fixtures.scene import yuv420p

FAST = "threads=1:lookahead-threads=1:scenecut=0"


def x264(kilobits, keyframe_interval, b_frames=2):
    """H.264 at a camera's bit rate."""
    return ["-c:v", "libx264", "-preset", "veryfast", "-b:v", f"{kilobits}k",
            "-maxrate", f"{kilobits * 2}k", "-bufsize", f"{kilobits * 2}k",
            "-g", str(keyframe_interval), "-bf", str(b_frames), "-x264-params", FAST]


def mjpeg(quality):
    """Motion JPEG as webcams store it."""
    return ["-c:v", "mjpeg", "-q:v", str(quality), "-pix_fmt", "yuvj420p"]


# Name: (suffix, options, standard deviation of the sensor noise).
CAMERAS = {
    "clean": (".mp4", x264(2000, 250), 2.0),
    "low-bitrate": (".mp4", x264(300, 12), 3.0),
    "webcam": (".avi", mjpeg(5), 4.0),
    "infrared-6": (".mp4", x264(4000, 60), 6.0),
    "infrared-8": (".mp4", x264(6000, 60), 8.0),
    "infrared-10": (".mp4", x264(6000, 60), 10.0),
}


def record(path, frames, size, rate, options):
    """Encodes an iterator of grey frames, streaming; leaves no half file behind."""
    partial = path.with_name("partial-" + path.name)
    command = ["ffmpeg", "-hide_banner", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt",
               "yuv420p", "-s", f"{size[0]}x{size[1]}", "-r", str(rate), "-i", "-",
               "-sws_flags", "bicubic+accurate_rnd+bitexact", *options, *media.REPRODUCIBLE,
               str(partial)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    for frame in frames:
        process.stdin.write(yuv420p(frame))
    process.stdin.close()
    if process.wait() != 0:
        raise RuntimeError(" ".join(command))
    partial.rename(path)
