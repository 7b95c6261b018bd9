"""Running commands and what they cost."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    wall: float    # seconds
    cpu: float     # seconds, user and system, all threads
    memory: float  # MB, the most that was resident at once


class Failed(Exception):
    pass


def start(command, output, environment=None):
    return subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output,
        stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})


def finish(process, started):
    words = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise Failed(f"{process.args[0]} ended with {process.returncode}:"
                     f" {words.decode(errors='replace').strip()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def run(command, output=subprocess.DEVNULL, environment=None):
    started = time.perf_counter()
    return finish(start(command, output, environment), started)


def run_at_once(commands):
    """Wall seconds until the last of the commands, started together, has ended."""
    started = time.perf_counter()
    processes = [start(command, subprocess.DEVNULL) for command in commands]
    for process in processes:
        finish(process, started)
    return time.perf_counter() - started


def spread(values):
    """Median with least and greatest."""
    values = list(values)
    middle = statistics.median(values)
    if len(values) == 1:
        return f"{middle:.3f}"
    return f"{middle:.3f} ({min(values):.3f}-{max(values):.3f})"


def median(values):
    return statistics.median(values)
