#!/usr/bin/env python3
"""Measures a large run of `rasd extract --out`: reports a second, memory, kill and resume.

    benches/batch.py [--reports 50000] [--seed 7] [--jobs N] [EXTRA OPTIONS OF extract …]

Generates reports, extracts them once without interruption, then again with the process killed
(SIGKILL) a few times on the way and gone on with, and compares the outputs byte by byte. Needs the
release build and Linux (/proc); only Python's own library.
"""

import argparse
import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
RASD = TOP / "target/release/rasd"
GENERATE = TOP / "target/release/generate"


def start(arguments):
    return subprocess.Popen([str(RASD), "extract", *arguments], stderr=subprocess.PIPE)


def watch(process, until):
    """Waits for the end, or for `until` seconds; gives the highest resident memory seen, in kB."""
    highest = 0
    end = time.monotonic() + until
    while process.poll() is None and time.monotonic() < end:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            break
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                highest = max(highest, int(line.split()[1]))
        time.sleep(0.02)
    return highest


def digest(path):
    """One hash over a file, or over the names and contents of a folder."""
    total = hashlib.sha256()
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        total.update(b"" if file == path else file.name.encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments, extra = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        reports = folder / "reports.jsonl"
        with reports.open("wb") as out:
            seed, count = str(arguments.seed), str(arguments.reports)
            subprocess.run([str(GENERATE), seed, count], stdout=out, check=True)
        common = [str(reports), "--jobs", str(arguments.jobs), *extra]

        whole, cut = folder / "whole", folder / "cut"
        began = time.monotonic()
        process = start([*common, "--out", str(whole)])
        memory = watch(process, float("inf"))
        told = process.communicate()[1].decode().strip()
        seconds = time.monotonic() - began
        if process.returncode:
            sys.exit(f"the run failed with {process.returncode}: {told}")

        kills = 0
        after = memory
        while True:
            process = start([*common, "--out", str(cut), "--resume"])
            # A fifth of the whole run each time, so that it is killed three times before the end.
            after = max(after, watch(process, seconds / 5 if kills < 3 else float("inf")))
            if process.poll() is not None:
                break
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
        told_after = process.communicate()[1].decode().strip()
        if process.returncode:
            sys.exit(f"the run gone on with failed with {process.returncode}: {told_after}")

        same = digest(whole) == digest(cut)
        print(json.dumps({
            "reports": arguments.reports,
            "input_bytes": reports.stat().st_size,
            "jobs": arguments.jobs,
            "seconds": round(seconds, 1),
            "reports_per_second": round(arguments.reports / seconds),
            "peak_memory_mib": round(memory / 1024, 1),
            "peak_memory_resumed_mib": round(after / 1024, 1),
            "kills": kills,
            "equal": same,
            "told": told,
        }, indent=2))
        if not same or not kills:
            sys.exit("the outputs differ" if kills else "the run was over before it could be killed")


if __name__ == "__main__":
    main()
