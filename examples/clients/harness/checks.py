"""What each example must do. An example is known by its file's name."""

import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

import grpc

import records
from faults import Middleman, Stalling
from servers import Server, free_port

PATIENCE = 90
DEADLINE = 5  # seconds, in every retry example
WINDOW = 64  # reports, in every stream example that keeps one of its own
BAD = {"code": "INVALID_ARGUMENT", "reason": "DATE_INVALID", "domain": "rasd.v1"}


class Missing(Exception):
    """What an example needs is not there."""


class Checks:
    """The checks, against one plain server and, where it can, one with TLS and tokens."""

    def __init__(self, binary, reports, plain, secured):
        self.binary, self.plain, self.secured = binary, plain, secured
        self.printed = records.printed(binary, reports)

    def check(self, folder, command):
        """Runs an example and checks what it prints. Returns how many records it compared."""
        kind = re.search(r"(retry|secure|batch|errors|stream|headless)", command, re.IGNORECASE)
        return getattr(self, kind.group(1).lower() if kind else "extract")(folder, command)

    def extract(self, folder, command):
        return self.same(self.run(folder, command, self.plain.port).stdout)

    def batch(self, folder, command):
        ran = self.run(folder, command, self.plain.port)
        if folder.name == "rust":
            assert "TEXT_EMPTY" in ran.stderr and "reports[0].text" in ran.stderr, ran.stderr
            return self.same(ran.stdout)
        first, *rest = self.messages(ran.stdout)
        violations = [v.field for v in first.field_violations]
        told = (first.code, first.reason, violations)
        assert told == (3, "DATE_INVALID", ["reports[0].published_at"]), told
        return self.compare(rest)

    def errors(self, folder, command):
        told = json.loads(self.run(folder, command, self.plain.port).stdout)
        fields = told.pop("fields")
        assert told == BAD, told
        assert [f["field"] for f in fields] == ["report.published_at"], fields
        assert "YYYY-MM-DD" in fields[0]["description"], fields
        return 0

    def stream(self, folder, command):
        compared = self.same(self.run(folder, command, self.plain.port).stdout)
        # More reports than the window holds, against a server that answers none of them.
        if folder.name != "shell":
            reports = reports_of(folder, command)
            with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as many, Stalling() as server:
                many.write(reports.read_bytes() * (4 * WINDOW // compared))
                many.flush()
                many_reports = command.replace(re.search(r"\S+\.jsonl", command).group(0), many.name)
                told = self.run(folder, many_reports, server.port, fails=True).stderr
                assert tells(told, "ABORTED"), told
                assert server.taken == WINDOW, f"{server.taken} reports sent ahead of the answers"
        return compared

    def retry(self, folder, command):
        address = f"127.0.0.1:{self.plain.port}"
        # Two calls fail: each is repeated, and all the records are there in the end.
        with Middleman(address, 2, grpc.StatusCode.UNAVAILABLE) as server:
            compared = self.same(self.run(folder, command, server.port).stdout)
            assert server.calls == compared + 2, f"{server.calls} calls for {compared} records"
        # Any other failure is final.
        for code in (grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.INTERNAL):
            with Middleman(address, 1, code) as server:
                told = self.run(folder, command, server.port, fails=True).stderr
                assert server.calls == 1, f"{server.calls} calls after {code.name}"
                assert tells(told, code.name), told
        # So is a passed deadline, and it passes in time.
        with Middleman(address, 1, delay=DEADLINE + 4) as server:
            began = time.monotonic()
            told = self.run(folder, command, server.port, fails=True).stderr
            took = time.monotonic() - began
            assert server.calls == 1, f"{server.calls} calls after a passed deadline"
            assert tells(told, "DEADLINE_EXCEEDED"), told
            assert DEADLINE - 0.5 < took < DEADLINE + 4, f"{took:.1f} s"
        # A server that is only just starting.
        port = free_port()
        child = self.start(folder, command, port)
        time.sleep(0.7)
        with Server(self.binary, listen=f"127.0.0.1:{port}"):
            out, told = child.communicate(timeout=PATIENCE)
            assert child.returncode == 0, told
            return self.same(out)

    def headless(self, folder, command):
        # The page of an origin that the server was told of; then one that it was not told of.
        page = free_port()
        command = re.sub(r"\b8080\b", str(page), command)
        with Server(self.binary, "--cors-origin", f"http://127.0.0.1:{page}") as server:
            compared = self.same(self.run(folder, command, server.port).stdout)
        told = self.run(folder, command, self.plain.port, fails=True).stderr
        assert "Failed to fetch" in told, told
        return compared

    def secure(self, folder, command):
        if not self.secured:
            raise Missing("the server has no TLS")
        port, names = self.secured
        compared = self.same(self.run(folder, command, port, names).stdout)
        with tempfile.NamedTemporaryFile("w", suffix=".token") as wrong:
            wrong.write("not-the-token\n")
            wrong.flush()
            told = self.run(folder, command, port, {**names, "token": wrong.name}, fails=True).stderr
            assert tells(told, "UNAUTHENTICATED"), told
        self.run(folder, command, port, {**names, "ca.pem": names["other-ca.pem"]}, fails=True)
        return compared

    def start(self, folder, command, port, names=None):
        """Starts an example with the address and the files of this run."""
        command = re.sub(r":50051\b", f":{port}", command)
        for name, path in (names or {}).items():
            command = re.sub(rf"(?<=\s){re.escape(name)}(?=\s|$)", str(path), command)
        return subprocess.Popen(
            ["bash", "-c", command], cwd=folder, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )

    def run(self, folder, command, port, names=None, fails=False):
        """Runs an example to its end."""
        child = self.start(folder, command, port, names)
        try:
            out, told = child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            raise AssertionError(f"not done after {PATIENCE} s") from None
        if fails != (child.returncode != 0):
            raise AssertionError(f"ended with {child.returncode}: {told[-800:]}")
        return subprocess.CompletedProcess(command, child.returncode, out, told)

    def messages(self, out):
        return [records.message(value) for value in records.objects(out)]

    def same(self, out):
        return self.compare(self.messages(out))

    def compare(self, messages):
        records.compare(self.printed, messages)
        return len(messages)


# What the Rust client calls it.
OTHERWISE = {"DEADLINE_EXCEEDED": "Deadline", "RESOURCE_EXHAUSTED": "TooLarge", "UNAUTHENTICATED": "Denied"}


def tells(text, code):
    """Whether a text names a status code: DEADLINE_EXCEEDED, DeadlineExceeded, deadline_exceeded."""
    plain = re.sub(r"[^a-z]", "", text.lower())
    return code.replace("_", "").lower() in plain or OTHERWISE.get(code, code) in text


def reports_of(folder, command):
    """The file of reports that a command names."""
    return folder / re.search(r"\S+\.jsonl", command).group(0)


def name_of(command):
    """The example's name in a command of a README.md."""
    program = re.search(r"\S+\.(?:py|ts|js|sh)\b|^(?:\S+/)?(?:bin|examples)/(?!python)\S+|example\.\S+", command)
    return Path(program.group(0)).name.removeprefix("example.rasd.")
