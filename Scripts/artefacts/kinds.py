"""The artefacts: each turns the frames of a recording into those of a spoiled one."""

import random
from dataclasses import dataclass, field

import numpy as np

from fixtures import media
from fixtures.scene import ellipse_cover

CLEAN = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", "250", "-bf", "2",
         "-x264-params", "threads=1:lookahead-threads=1:scenecut=0"]
MJPEG = ["-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p"]
# When a short event happens, as a part of the recording: while some animals float and others swim.
EVENTS = (0.25, 0.64)


@dataclass
class Made:
    """What to encode. `reference` are the frames without the artefact, at `reference_rate`."""

    frames: object
    rate: float
    reference: object
    reference_rate: float
    # Frames that are as right as the reference's: the other light for the whole time.
    alternative: object = None
    options: list = field(default_factory=lambda: CLEAN)
    suffix: str = ".mp4"
    # Whether what is right is encoded in the same way: where the encoder is not the artefact.
    same_encoder: bool = False
    # Seconds by which frames from an index on come later: [(index, seconds)].
    delays: list = field(default_factory=list)
    damage: tuple = ()


def moments(frames, rate):
    """The seconds of EVENTS."""
    return [part * len(frames) / rate for part in EVENTS]


@dataclass
class Kind:
    """An artefact: `make(frames, rate)` gives a Made; `cleaning` is the option that meets it."""

    name: str
    cleaning: str
    sources: list
    make: object

    @property
    def group(self):
        """The row of the summary that it belongs to."""
        return next(label for part, label in GROUPS if part in self.name)


def padded(shown, wanted, options, suffix):
    """A recorder that writes `wanted` frames a second of a camera that takes `shown`."""
    def make(frames, rate):
        if shown < rate:
            frames = frames[[round(n * rate / shown) for n in range(int(len(frames) * shown / rate))]]
        count = int(len(frames) * wanted / shown)
        repeated = frames[[min(int(n * shown / wanted + 1e-9), len(frames) - 1)
                           for n in range(count)]]
        return Made(repeated, wanted, frames, shown, options=options, suffix=suffix,
                    same_encoder=True)
    return make


def lit(change, settled=None):
    """Light: `change(picture, seconds, rows)` in grey levels. `settled` is a time whose light may as
    well last for the whole recording: brighter pictures have more contrast, and what that does to the
    motion is no artefact."""
    def make(frames, rate):
        rows = np.linspace(0, 1, frames.shape[1], dtype=np.float32)[:, None]

        def at(time):
            return np.stack([
                np.clip(np.rint(change(frame.astype(np.float32), time(n), rows)), 0, 255)
                .astype(np.uint8) for n, frame in enumerate(frames)])
        alternative = None if settled is None else at(lambda n: settled)
        return Made(at(lambda n: n / rate), rate, frames, rate, alternative)
    return make


ON = 6.0


def is_on(time):
    """A lamp that goes on while animals float and off again later, twice."""
    return 5.5 <= time < 11.2 or 16.4 <= time < 18.1


def added(levels):
    """A lamp that adds the same everywhere."""
    return lit(lambda picture, time, rows: picture + (levels if is_on(time) else 0), ON)


def scaled(part):
    """A lamp that makes everything brighter by a part of itself."""
    return lit(lambda picture, time, rows: picture * (1 + part * is_on(time)), ON)


def one_sided(levels):
    """A lamp above: much light on top, none at the bottom."""
    return lit(lambda picture, time, rows: picture + levels * (1 - rows) * is_on(time), ON)


def dimmed(part, begin):
    """A lamp that fails: the light is weaker by a part from a time on, seconds."""
    return lit(lambda picture, time, rows: picture * (1 - part * (time >= begin)), begin)


def cloud(part, begin=7.0, length=5.0):
    """The light fades by a part over some seconds and stays."""
    return lit(lambda picture, time, rows:
               picture * (1 - part * np.clip((time - begin) / length, 0, 1)), begin + length)


def flicker(part, readout=0.0):
    """Lamps on 50-Hz mains: 100 pulses a second, seen through the frame rate. `readout` is how long
    the shutter takes from the first row to the last, seconds: bands."""
    return lit(lambda picture, time, rows:
               picture * (1 + part * np.sin(2 * np.pi * 100.13 * (time + rows * readout))))


def bumped(pixels, stays):
    """The camera is pushed sideways for 0.3 s and comes back, or stays displaced."""
    def make(frames, rate):
        result = frames.copy()
        for event in moments(frames, rate)[:1 if stays else 2]:
            for n in range(int(event * rate), len(frames)):
                part = (n / rate - event) / 0.3
                if part > 1 and not stays:
                    break
                by = round(pixels * (min(part, 1) if stays else np.sin(np.pi * part)))
                if by > 0:
                    result[n, :, by:] = frames[n, :, :-by]
                    result[n, by // 2:, :] = result[n, :frames.shape[1] - by // 2, :].copy()
        return Made(result, rate, frames, rate)
    return make


def frozen(seconds):
    """The camera shows one frame for a while."""
    def make(frames, rate):
        result = frames.copy()
        for event in moments(frames, rate):
            first = int(event * rate)
            result[first:first + int(seconds * rate)] = frames[first]
        return Made(result, rate, frames, rate)
    return make


def gaps(seconds):
    """Frames are lost for a while."""
    def make(frames, rate):
        kept = np.ones(len(frames), bool)
        delays, lost = [], int(seconds * rate)
        for event in moments(frames, rate):
            first = int(event * rate)
            kept[first:first + lost] = False
            delays.append((int(kept[:first].sum()), lost / rate))
        return Made(frames[kept], rate, frames, rate, delays=delays)
    return make


def damaged(frames, rate):
    """Two packets are overwritten; the next keyframe is at most 2 s away."""
    options = [*CLEAN, "-g", str(int(2 * rate))]
    return Made(frames, rate, frames, rate, options=options, damage=moments(frames, rate))


def coded(options, suffix=".mp4"):
    """Another encoder."""
    return lambda frames, rate: Made(frames, rate, frames, rate, options=options, suffix=suffix)


def x264(kilobits, group):
    """A low bit rate with short groups of pictures."""
    return coded(["-c:v", "libx264", "-preset", "veryfast", "-b:v", f"{kilobits}k", "-maxrate",
                  f"{kilobits}k", "-bufsize", f"{kilobits}k", "-g", str(group), "-bf", "0",
                  "-x264-params", "threads=1:lookahead-threads=1:scenecut=0"])


def mpeg4(kilobits, group):
    """MPEG-4 part 2 as older recorders write it."""
    return coded(["-c:v", "mpeg4", "-b:v", f"{kilobits}k", "-bf", "0", "-g", str(group)], ".avi")


def empty(before, after, hand):
    """The animals are put in and taken out: outside of that every pixel is as it is when no animal
    covers it (the brightest it usually is)."""
    def make(frames, rate):
        ground = np.percentile(frames[::6], 92, axis=0)
        count, (height, width) = len(frames), frames.shape[1:]
        result = frames.copy()
        noise = np.random.default_rng(7).normal(0, 2, (64, height, width))
        rows, columns = np.mgrid[0:height, 0:width]
        for n in range(count):
            time = n / rate
            away = time < before or (after and time >= after)
            if away:
                result[n] = np.clip(np.rint(ground + noise[n % 64]), 16, 235)
            for moment in (before, after) if hand else ():
                if moment and abs(time - moment) < 0.8:
                    x = width * (0.5 + 0.45 * (time - moment) / 0.8)
                    y = height * (0.5 * np.cos(np.pi / 2 * (time - moment) / 0.8) - 0.1)
                    cover = ellipse_cover(columns - x, rows - y, width / 14, height / 3, 8)
                    picture = result[n].astype(np.float32)
                    result[n] = np.rint(picture + cover * (95 - picture))
        return Made(result, rate, frames, rate)
    return make


# Part of an artefact's name, and the row of the summary; the first that fits.
GROUPS = [("padded", "repeated frames"), ("frozen", "frozen picture, 3 s"),
          ("x264", "low bit rate, keyframes"), ("mpeg4", "low bit rate, keyframes"),
          ("MJPEG", "another encoder"), ("lamp", "light step"), ("cloud", "light fades by 40 %"),
          ("in bands", "flicker in bands"), ("flicker", "flicker"), ("lost", "lost frames"),
          ("damaged", "damaged packets"), ("bump", "camera bump"),
          ("put in", "empty arena"), ("taken out", "empty arena")]
REAL = ["real-10-0-clean-24", "fst_three_mice"]
BOTH = REAL + ["drift-10-0"]
ALL = BOTH + ["real-20-0-clean-30", "sway-0.5-8"]
FORTY = ["fst_three_mice_faster", "fst_three_mice_40", "real-10-0-clean-40", "rate-120"]
THIRTY = ["real-20-0-clean-30", "drift-10-0"]


def everything():
    """Every artefact."""
    for label, options, suffix in (("exact", MJPEG, ".avi"), ("x264", CLEAN, ".mp4")):
        yield Kind(f"40 padded to 60, {label}", "duplicates", FORTY,
                   padded(40, 60, options, suffix))
        yield Kind(f"24 padded to 60, {label}", "duplicates", REAL,
                   padded(24, 60, options, suffix))
        yield Kind(f"15 padded to 30, {label}", "duplicates", THIRTY,
                   padded(15, 30, options, suffix))
        yield Kind(f"10 padded to 30, {label}", "duplicates", THIRTY,
                   padded(10, 30, options, suffix))
    yield Kind("frozen for 3 s", "duplicates", BOTH, frozen(3))
    yield Kind("x264 300 kbit/s, group 12", "keyframe-pulses", BOTH, x264(300, 12))
    yield Kind("x264 120 kbit/s, group 24", "keyframe-pulses", BOTH, x264(120, 24))
    yield Kind("mpeg4 400 kbit/s, group 12", "keyframe-pulses", BOTH, mpeg4(400, 12))
    yield Kind("MJPEG", "keyframe-pulses", BOTH, coded(MJPEG, ".avi"))
    for levels in (6, 15, 40):
        yield Kind(f"lamp +{levels} grey levels", "light", BOTH, added(levels))
    yield Kind("lamp -25 grey levels", "light", BOTH, added(-25))
    yield Kind("lamp +20 %", "light", ALL, scaled(0.2))
    yield Kind("lamp -35 %", "light", BOTH, scaled(-0.35))
    yield Kind("lamp from above, 0 to +40", "light", BOTH, one_sided(40))
    yield Kind("cloud -40 % over 5 s", "light", BOTH, cloud(0.4))
    for part in (2, 5, 10):
        yield Kind(f"flicker {part} %", "light", ALL, flicker(part / 100))
    for part in (2, 5, 10):
        yield Kind(f"flicker {part} % in bands", "light", ALL, flicker(part / 100, 1 / 60))
    yield Kind("0.3 s lost", "gaps", BOTH, gaps(0.3))
    yield Kind("2 s lost", "gaps", BOTH, gaps(2.0))
    yield Kind("two packets damaged", "damage", BOTH, damaged)
    for pixels in (2, 5, 10):
        yield Kind(f"bump {pixels} px and back", "camera-bumps", BOTH, bumped(pixels, False))
    yield Kind("bump 6 px, stays", "camera-bumps", BOTH, bumped(6, True))
    for hand in (False, True):
        label = "with a hand" if hand else "no hand"
        yield Kind(f"put in at 7 s, {label}", "empty-arena", ["real-10-0-clean-24", "drift-10-0"],
                   empty(7.0, None, hand))
        yield Kind(f"taken out at 20 s, {label}", "empty-arena",
                   ["real-10-0-clean-24", "drift-10-0"], empty(0.0, 20.0, hand))


def damage(path, seconds, rate):
    """Overwrites the middle of the packets that begin nearest to some times, seconds."""
    packets = media.packets(path)
    data = bytearray(path.read_bytes())
    noise = random.Random(5)
    for moment in seconds:
        position, size = packets[round(moment * rate)]
        for at in range(position + size // 3, position + size - size // 5):
            data[at] = noise.randrange(256)
    path.write_bytes(bytes(data))
