"""Makes reports with the built program and uses them in the browser."""

import os
import subprocess
import sys
from pathlib import Path

from . import calibration_page, compare_page, score_page, study_page
from .browser import Failed, browser, pictures

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "Fixtures"


def run(stillwater, *arguments, environment=None, status=0):
    done = subprocess.run([stillwater, *map(str, arguments)], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
    if done.returncode != status:
        raise Failed(f"stillwater {' '.join(map(str, arguments))}: exit {done.returncode}: {done.stderr}")


def score_reports(found, stillwater, folder):
    four = [FIXTURES / "quickstart/fst_four_mice.mp4", "--bin", "6", "--arenas",
            FIXTURES / "quickstart/arenas.toml", "--quiet", "--output-dir"]
    run(stillwater, "score", *four, folder / "score")
    page = folder / "score/report.html"
    score_page.check(found, page, animals=4)
    score_page.check_without_scripts(found, page, animals=4)
    pictures(found, page, folder)
    run(stillwater, "score", *four, folder / "plain",
        environment={"STILLWATER_DYGRAPHS_JS": "/nowhere"})
    score_page.check_without_scripts(found, folder / "plain/report.html", animals=4)
    print("score: report.html is fine", flush=True)


def compare_report(found, stillwater, folder):
    page = folder / "groups.html"
    run(stillwater, "compare", FIXTURES / "comparison/made_study.csv", "--stratum", "stress=none",
        "--pair", "pretest:test", "--output", page)
    # Two sessions x two strata with animals, differences and latencies, and the changes of two strata.
    compare_page.check(found, page, charts=2 * 2 * 3 + 2)
    pictures(found, page, folder)
    print("compare: the page is fine", flush=True)


def calibration_report(found, stillwater, folder):
    recordings, arenas = calibration_page.manual_scores(FIXTURES, folder / "manual.csv")
    run(stillwater, "calibrate", "--quiet", "--manual", folder / "manual.csv", "-o",
        folder / "room.toml", "--report-dir", folder / "calibration", *arenas, *recordings)
    page = folder / "calibration/calibration.html"
    calibration_page.check(found, page)
    pictures(found, page, folder)
    print("calibrate: calibration.html is fine", flush=True)


def study_report(found, stillwater, folder):
    """A made study of 48 animals, four excluded as a whole and four in a file that is no video."""
    study = folder / "study"
    subprocess.run([ROOT / "Scripts/make-study", study], check=True)
    run(stillwater, "batch", "--study", study, "--quiet", status=3)
    run(stillwater, "report", "--study", study, "--stratum", "stress=none", "--quiet")
    page = folder / "study.html"
    page.write_bytes((study / "reports/report.html").read_bytes())
    study_page.check(found, page, study / "truth.json", animals=48, rows=56)
    pictures(found, page, folder)
    print("report: the study's page is fine", flush=True)


def main():
    stillwater, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with browser() as found:
            score_reports(found, stillwater, folder)
            compare_report(found, stillwater, folder)
            calibration_report(found, stillwater, folder)
            study_report(found, stillwater, folder)
    except Failed as failure:
        print(f"test-pages: {failure}", file=sys.stderr)
        return 1
    print("test-pages: all fine")
    return 0


sys.exit(main())
