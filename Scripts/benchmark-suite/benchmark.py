"""Measures `stillwater score` beside the ffmpeg command line and an OpenCV pipeline, and from traces.

Every comparison alternates the two programs (A B A B ...) on one recording with the same number of
decoding threads, and reports the ratios of neighbouring runs: their median, least and greatest.
Times are whole processes, start included.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import measuring  # noqa: E402
import recordings  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / ".build-benchmark"
STILLWATER = ROOT / ".build/release/stillwater"
OPENCV_PYTHON = FOLDER / "venv/bin/python"
RESCORED = 100  # traces scored in one run, beside the first
CORES = len(os.sched_getaffinity(0))


def report(text):
    print(text, file=sys.stderr, flush=True)


def score(recording, path, threads):
    command = [STILLWATER, "score", path, "--protocol", "freezing", "--threads", threads,
               "--format", "json", "--quiet"]
    for arena in recording.arenas():
        command += ["--arena", arena]
    return command


def decode(path, threads):
    return ["ffmpeg", "-v", "error", "-nostdin", "-threads", threads, "-i", path,
            "-map", "0:v:0", "-f", "null", "-"]


def opencv(recording, path, threads):
    rectangles = [arena.split(":")[1] for arena in recording.arenas()]
    return [OPENCV_PYTHON, Path(__file__).parent / "opencv_pipeline.py", path, threads,
            *rectangles]


def check_frames(recording, path, frames):
    """What is timed has to be the whole recording: the scorer's and OpenCV's own counts."""
    with tempfile.TemporaryFile() as output:
        measuring.run(score(recording, path, CORES), output)
        output.seek(0)
        scored = json.load(output)["recordings"][0]["video"]["frames_decoded"]
    with tempfile.TemporaryFile() as output:
        measuring.run(opencv(recording, path, CORES), output)
        output.seek(0)
        read = int(output.read())
    if not scored == read == frames:
        raise measuring.Failed(f"{path.name}: {frames} frames in the file, stillwater decoded"
                               f" {scored}, OpenCV {read}")


def speed_row(recording, path, threads, runs, opencv_runs):
    ours, theirs, pipeline = [], [], []
    # ffmpeg's own settings for OpenCV's reader, so that it decodes with as many threads.
    environment = {"OPENCV_FFMPEG_CAPTURE_OPTIONS": f"threads;{threads}"}
    for i in range(runs):
        report(f"  {recording.name}, {threads} threads, run {i + 1} of {runs}")
        ours.append(measuring.run(score(recording, path, threads)))
        theirs.append(measuring.run(decode(path, threads)))
        if i < opencv_runs:
            pipeline.append(measuring.run(opencv(recording, path, threads),
                                          environment=environment))
    wall = [a.wall / b.wall for a, b in zip(ours, theirs)]
    cpu = [a.cpu / b.cpu for a, b in zip(ours, theirs)]
    faster = [b.wall / a.wall for a, b in zip(ours, pipeline)]
    return [recording.name, str(threads), f"{measuring.median(a.wall for a in ours):.2f}",
            f"{measuring.median(b.wall for b in theirs):.2f}", measuring.spread(wall),
            f"{recording.wall_limit:.2f}", measuring.spread(cpu),
            f"{measuring.median(a.memory for a in ours):.0f}",
            f"{measuring.median(p.wall for p in pipeline):.2f}", measuring.spread(faster)]


def batch_row(recording, path, frames, runs):
    """Single-threaded processes, one per core, against cores x one single-threaded decoder."""
    efficiency, decoders = [], []
    rate = []
    for i in range(runs):
        report(f"  {recording.name}, {CORES} processes at once, run {i + 1} of {runs}")
        alone = measuring.run(decode(path, 1)).wall
        together = measuring.run_at_once([score(recording, path, 1)] * CORES)
        ffmpegs = measuring.run_at_once([decode(path, 1)] * CORES)
        efficiency.append(alone / together)
        decoders.append(alone / ffmpegs)
        rate.append(CORES * frames / together)
    return [recording.name, str(CORES), f"{measuring.median(rate):.0f}",
            measuring.spread(efficiency), "0.95", measuring.spread(decoders)]


def memory_row(recording, path, threads, runs):
    report(f"  {recording.name}, memory, {threads} threads")
    peaks = [measuring.run(score(recording, path, threads)).memory for _ in range(runs)]
    return [recording.name, str(threads), f"{max(peaks):.0f}", str(recording.memory_limit)]


def rescoring_row(recording, path, seconds, runs):
    """Scoring a recording's trace again, start-up of the program left out, against real time."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.npz"
        # Without a protocol: strokes, over all of a trace.
        again = [STILLWATER, "score", "--format", "csv", "--quiet"]
        arenas = [word for arena in recording.arenas() for word in ("--arena", arena)]
        measuring.run([*again, path, *arenas, "--save-trace", trace])
        speeds = []
        for i in range(runs):
            report(f"  {recording.name}, from its trace, run {i + 1} of {runs}")
            one, many = (measuring.run([*again, *[trace] * count]).cpu
                         for count in (1, 1 + RESCORED))
            speeds.append(seconds * RESCORED / (many - one))
        middle, least, most = (f"{round(value, -2):,.0f}" for value in
                               (measuring.median(speeds), min(speeds), max(speeds)))
        size = trace.stat().st_size / 1e6 * 360 / seconds
        return [recording.name, f"{seconds / 60:g}", f"{middle} ({least}-{most})", "100,000",
                f"{size:.2f}", "1.00"]


def table(headings, rows):
    print()
    print("| " + " | ".join(headings) + " |")
    print("|" + "---|" * len(headings))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().split("\n")
                  if line.startswith("model name")), platform.machine())
    ffmpeg = subprocess.run(["ffmpeg", "-version"], stdout=subprocess.PIPE, text=True,
                            check=True).stdout.split()[2]
    return f"{model}, {CORES} cores; ffmpeg {ffmpeg}; load before the run {os.getloadavg()[0]:.1f}"


def arguments():
    parser = argparse.ArgumentParser(prog="Scripts/benchmark", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true",
                        help="a smoke run: 5-second recordings, two runs each")
    parser.add_argument("--minutes", type=float, help="length of the recordings (default 2)")
    parser.add_argument("--runs", type=int, help="runs of each comparison (default 5)")
    parser.add_argument("--only", action="append", metavar="NAME",
                        choices=[r.name for r in recordings.RECORDINGS],
                        help="one recording only; repeatable: "
                        + ", ".join(r.name for r in recordings.RECORDINGS))
    parser.add_argument("--rescoring", action="store_true",
                        help="only scoring from traces; with --minutes 6 as the aim has it")
    chosen = parser.parse_args()
    chosen.minutes = chosen.minutes or (5 / 60 if chosen.quick else 2)
    chosen.runs = chosen.runs or (2 if chosen.quick else 5)
    return chosen


def main():
    chosen = arguments()
    subjects = [r for r in recordings.RECORDINGS if not chosen.only or r.name in chosen.only]
    print(f"Machine: {machine()}.")
    made = {}
    for recording in subjects:
        path = recordings.make(recording, FOLDER, chosen.minutes, report)
        made[recording] = (path, *recordings.describe(path))
        if not chosen.rescoring:
            check_frames(recording, path, made[recording][1])
    print(f"Recordings: H.264, {chosen.minutes * 60:.0f} s; four arenas that cover the picture.")
    table(["recording", "picture", "frames/s", "frames", "Mbit/s asked", "Mbit/s reached"],
          [[r.name, f"{r.width}x{r.height}", str(r.rate), str(frames), f"{r.megabits:g}",
            f"{megabits:.2f}"] for r, (_, frames, _, megabits) in made.items()])

    table(["recording", "minutes", "scored from its trace, x real time per core", "at least",
           "MB for 6 minutes", "at most"],
          [rescoring_row(r, made[r][0], made[r][2], chosen.runs) for r in subjects])
    if chosen.rescoring:
        return
    thread_counts = sorted({1, CORES})
    opencv_runs = min(chosen.runs, 2)
    table(["recording", "threads", "stillwater s", "ffmpeg s", "wall stillwater/ffmpeg", "limit",
           "CPU stillwater/ffmpeg", "peak MB", "OpenCV s", "wall OpenCV/stillwater"],
          [speed_row(r, made[r][0], threads, chosen.runs, opencv_runs)
           for r in subjects for threads in thread_counts])
    table(["recording", "processes at once", "frames/s together",
           "of cores x single-threaded decoding", "at least", "ffmpeg in its place"],
          [batch_row(r, made[r][0], made[r][1], min(chosen.runs, 3)) for r in subjects])
    table(["recording", "threads", "peak MB", "limit"],
          [memory_row(r, made[r][0], threads, min(chosen.runs, 2))
           for r in subjects if r.memory_limit for threads in thread_counts])


try:
    main()
except (measuring.Failed, subprocess.CalledProcessError) as error:
    report(f"benchmark: {error}")
    sys.exit(1)
