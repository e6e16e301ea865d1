"""Runs the languages and prints the table."""

import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import checks
import languages
import records
import servers

REPORTS = languages.ROOT / "tests/cases/reports.jsonl"
TOKEN = "an-invented-token-of-the-examples-0123456789"


def secured(binary, stack):
    """Starts a server with TLS and a token; none when this version cannot."""
    if not {"--tls-cert", "--tls-key", "--tokens"} <= servers.options_of(binary):
        return None
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    servers.certificates(folder)
    (folder / "token").write_text(TOKEN + "\n")
    (folder / "tokens").write_text(f"examples {TOKEN}\n")
    for secret in ("token", "tokens"):
        (folder / secret).chmod(0o600)
    server = stack.enter_context(servers.Server(
        binary, "--tls-cert", folder / "server.pem", "--tls-key", folder / "server.key",
        "--tokens", folder / "tokens",
    ))
    return server.port, {name: folder / name for name in ("ca.pem", "other-ca.pem", "token")}


def one_language(name, check):
    """Sets a language up and runs its examples: rows of (language, example, state, seconds, note)."""
    began = time.monotonic()
    try:
        languages.set_up(name)
    except subprocess.CalledProcessError as error:
        return [(name, "(set-up)", "FAILED", time.monotonic() - began, str(error))]
    rows = [(name, "(set-up)", "ok", time.monotonic() - began, "")]
    language = languages.read(name)
    for command in language.examples:
        began = time.monotonic()
        try:
            compared = check.check(language.folder, command)
            state, note = "ok", f"{compared} records the same" if compared else "error details"
        except checks.Missing as error:
            state, note = "left out", str(error)
        except (AssertionError, ValueError, KeyError, RuntimeError, OSError) as error:
            state, note = "FAILED", f"{type(error).__name__}: {error}"
        rows.append((name, checks.name_of(command), state, time.monotonic() - began, note))
    return rows


def run(options):
    """Runs everything; the exit code."""
    missing = {name: languages.missing(name) for name in options.only}
    present = [name for name in options.only if not missing[name]]
    with ExitStack() as stack:
        plain = stack.enter_context(servers.Server(options.rasd))
        check = checks.Checks(options.rasd, REPORTS, plain, secured(options.rasd, stack))
        values = sum(map(records.slots, check.printed))
        print(f"{len(check.printed)} reports, {values} values to compare in each run of them\n")
        print(f"{'language':10}{'example':22}{'state':10}{'seconds':>8}  note", flush=True)
        with ThreadPoolExecutor(max_workers=options.jobs) as pool:
            rows = []
            for result in pool.map(lambda name: one_language(name, check), present):
                rows.extend(result)
                for language, example, state, seconds, note in result:
                    print(f"{language:10}{example:22}{state:10}{seconds:8.1f}  {note}", flush=True)
    for name in options.only:
        if missing[name]:
            tools = ", ".join(missing[name]).replace("|", " or ")
            print(f"{name:10}not run: no {tools} on this machine")
    failed = sum(state == "FAILED" for _, _, state, _, _ in rows)
    absent = [name for name in options.require if missing.get(name, True)]
    ran = sum(state == "ok" for _, example, state, _, _ in rows if example != "(set-up)")
    print(f"\n{ran} examples ok, {failed} failed, {len(options.only) - len(present)} languages not run")
    if absent:
        print(f"required and not run: {', '.join(absent)}")
    return 1 if failed or absent or not ran else 0
