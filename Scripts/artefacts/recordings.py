"""Encodes spoiled recordings and the same without the artefact."""

import subprocess

from fixtures import media
from fixtures.scene import yuv420p

from . import kinds


def encode(path, frames, rate, options, delays=()):
    """Encodes grey frames as a stream; frames from an index on come later by seconds."""
    height, width = frames.shape[1:]
    timing = []
    if delays:
        late = "+".join(f"gte(N,{index})*{seconds}" for index, seconds in delays)
        timing = media.retimed(f"N/{rate}+{late}")
    partial = path.with_name("partial-" + path.name)
    command = ["ffmpeg", "-hide_banner", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt",
               "yuv420p", "-s", f"{width}x{height}", "-r", str(rate), "-i", "-", "-sws_flags",
               "bicubic+accurate_rnd+bitexact", *timing, *options, *media.REPRODUCIBLE,
               str(partial)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    for frame in frames:
        process.stdin.write(yuv420p(frame))
    process.stdin.close()
    if process.wait() != 0:
        raise RuntimeError(" ".join(command))
    partial.rename(path)


def make(folder, kind, source):
    """The paths of a source's recording with the artefact and of those that are right without it;
    existing files are kept."""
    name = source.name + "--" + "".join(c if c.isalnum() else "-" for c in kind.name)
    done = folder / f"{name}.done"
    if done.exists():
        spoiled, *references = done.read_text().splitlines()
        return folder / spoiled, [folder / reference for reference in references]
    made = kind.make(source.frames(), source.rate)
    # Without the artefact: one file for all artefacts that leave the rate alone.
    same = made.reference_rate == source.rate and not made.same_encoder
    options, suffix = ((made.options, made.suffix) if made.same_encoder else
                       (kinds.CLEAN, ".mp4"))
    right = [(folder / (f"{source.name}--clean.mp4" if same else f"{name}--clean{suffix}"),
              made.reference)]
    if made.alternative is not None:
        right.append((folder / f"{name}--throughout.mp4", made.alternative))
    for path, frames in right:
        if not path.exists():
            encode(path, frames, made.reference_rate, options)
    path = folder / f"{name}{made.suffix}"
    encode(path, made.frames, made.rate, made.options, made.delays)
    if made.damage:
        kinds.damage(path, made.damage, made.rate)
    references = [path for path, _ in right]
    done.write_text("\n".join(p.name for p in [path, *references]) + "\n")
    return path, references
