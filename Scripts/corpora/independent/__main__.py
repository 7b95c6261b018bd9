"""python3 -m independent OUT_DIR [--only NAME] [--seed N] [--shared FOLDER] [--resume]"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import json
import resource
import time
from pathlib import Path

from . import plans, recordings


def spent():
    """Seconds of processor time used so far, the encoder's included."""
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main():
    parser = argparse.ArgumentParser(prog="independent", description="Make the independent recordings and their truth.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", help="make only the recordings whose name or category begins with this")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/scores and data/recordings (default ../shared)")
    parser.add_argument("--resume", action="store_true", help="keep the recordings that are already there")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    data = options.shared / "data"
    shared = {"folder": data, "scorings": plans.read_scorings(data / "scores")}
    if not shared["scorings"]["tst"]:
        print("no scorings found: plans are drawn from log-normal bouts")
    table, begin = {}, time.time()
    for entry in recordings.LIST:
        category = entry["setting"]["category"]
        if options.only and not (entry["name"].startswith(options.only) or category.startswith(options.only)):
            continue
        truth = options.out / f"{entry['name']}.json"
        start = spent()
        if options.resume and truth.exists():
            made = (len(json.loads(truth.read_text())["animals"]), entry["setting"]["length"])
        else:
            made = recordings.build(entry, options.out, options.seed, shared)
        if made is None:
            print(f"SKIPPED {entry['name']}: the real clip is missing", flush=True)
            continue
        row = table.setdefault(category, [0, 0, 0.0, 0.0])
        used = spent() - start
        for k, value in enumerate((1, made[0], made[1] / 60, used)):
            row[k] += value
        print(f"{entry['name']:24s} {made[0]} animals {made[1]:4d} s   made in {used:5.1f} s", flush=True)
    print(f"\n{'category':18s} recordings animals minutes   seconds to make")
    for category, row in [*table.items(), ("all", [sum(r[k] for r in table.values()) for k in range(4)])]:
        print(f"{category:18s} {row[0]:10d} {row[1]:7d} {row[2]:7.1f} {row[3]:17.1f}")
    print(f"\nwall clock {time.time() - begin:.0f} s")


if __name__ == "__main__":
    main()
