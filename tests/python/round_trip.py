#!/usr/bin/env python3
"""A client in another language gets the records that the command line prints.

    python -m venv .venv && .venv/bin/pip install -r tests/python/requirements.txt
    .venv/bin/python tests/python/round_trip.py target/debug/rasd

Generates stubs from proto/ into a temporary folder, starts `rasd serve` on a free port, sends every
report of tests/cases/reports.jsonl and compares the answers, field by field, with what
`rasd extract --format jsonl` prints for the same file.
"""

import argparse
import importlib
import json
import os
import queue
import re
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import grpc
import grpc_tools
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)
from grpc_status import rpc_status
from grpc_tools import protoc
from google.rpc import error_details_pb2

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "reports.jsonl"
TIMEOUT = 30


def generate_stubs(out: Path) -> None:
    """Writes the stubs of proto/ to `out` and makes them importable."""
    protos = sorted(str(p) for p in (ROOT / "proto").rglob("*.proto"))
    well_known = Path(grpc_tools.__file__).parent / "_proto"
    arguments = [
        "protoc", f"-I{ROOT / 'proto'}", f"-I{well_known}",
        f"--python_out={out}", f"--grpc_python_out={out}", *protos,
    ]
    if protoc.main(arguments) != 0:
        raise SystemExit("protoc failed")
    sys.path.insert(0, str(out))


class Server:
    """`rasd serve` on a free port."""

    def __init__(self, binary: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [binary, "serve", "--listen", "127.0.0.1:0", *arguments],
            stdout=subprocess.PIPE, text=True,
        )
        lines: queue.Queue[str] = queue.Queue()

        def read() -> None:
            for line in self.process.stdout:
                lines.put(line)
            lines.put("")

        threading.Thread(target=read, daemon=True).start()
        try:
            line = lines.get(timeout=TIMEOUT)
        except queue.Empty:
            line = ""
        found = re.match(r"listening on (\S+:\d+)$", line.strip())
        if not found:
            self.process.kill()
            raise SystemExit(f"the server did not say where it listens: {line!r}")
        self.address = found.group(1)

    def stop(self) -> int:
        """Asks the server to stop and returns its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def printed_records(binary: str) -> dict:
    """What the command line prints, by report id."""
    run = subprocess.run(
        [binary, "extract", "--format", "jsonl", str(CASES)],
        check=True, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT,
    )
    records = [json.loads(line) for line in run.stdout.splitlines() if line.strip()]
    return {record["report"]["id"]: record for record in records}


def word(field, number: int) -> str:
    """The codebook's word for an enum value: KIND_AIR_STRIKE is air_strike."""
    name = field.enum_type.values_by_number[number].name
    prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", field.enum_type.name).upper() + "_"
    assert name.startswith(prefix), name
    return name[len(prefix):].lower()


def as_json(message):
    """The message in the JSON form of the codebook: every field, null for what is absent."""

    def value(field, item):
        if field.enum_type is not None:
            return word(field, item)
        return as_json(item) if field.message_type is not None else item

    out = {}
    for field in message.DESCRIPTOR.fields:
        item = getattr(message, field.name)
        if field.is_repeated:
            out[field.name] = [value(field, element) for element in item]
        elif field.has_presence and not message.HasField(field.name):
            out[field.name] = None
        else:
            out[field.name] = value(field, item)
    return out


def single(number: float) -> float:
    """A number as 32 bits hold it: the API's `confidence` is a float, JSON's is shortest decimal."""
    return struct.unpack("f", struct.pack("f", number))[0]


def differences(expected, got, path="record"):
    """Yields every path at which two JSON values differ."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in sorted(expected.keys() | got.keys()):
            if key not in expected or key not in got:
                yield f"{path}.{key}: only {'printed' if key in expected else 'sent'}"
            else:
                yield from differences(expected[key], got[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            yield f"{path}: {len(expected)} printed, {len(got)} sent"
        for i, (a, b) in enumerate(zip(expected, got)):
            yield from differences(a, b, f"{path}[{i}]")
    else:
        if path.endswith(".confidence") or ".slot_confidence." in path:
            expected, got = (n if n is None else single(n) for n in (expected, got))
        if expected != got or isinstance(expected, bool) != isinstance(got, bool):
            yield f"{path}: {expected!r} printed, {got!r} sent"


def evidence(record):
    """Yields every evidence span of a record."""
    for part in [*record.incidents, *record.tallies, *record.findings]:
        yield from part.evidence


class Checks:
    """The checks, each against the same server."""

    def __init__(self, address: str, printed: dict) -> None:
        self.messages = importlib.import_module("rasd.v1.extraction_service_pb2")
        self.model = importlib.import_module("rasd.v1.incident_pb2")
        self.words = importlib.import_module("rasd.v1.vocabulary_pb2")
        stubs = importlib.import_module("rasd.v1.extraction_service_pb2_grpc")
        self.reference = importlib.import_module("rasd.v1.reference_service_pb2")
        reference = importlib.import_module("rasd.v1.reference_service_pb2_grpc")
        self.channel = grpc.insecure_channel(address)
        self.extraction = stubs.ExtractionServiceStub(self.channel)
        self.references = reference.ReferenceServiceStub(self.channel)
        self.printed = printed
        lines = CASES.read_text(encoding="utf-8").splitlines()
        self.reports = [self.model.Report(**json.loads(line)) for line in lines]
        assert len(self.reports) == len(printed), "the command line printed other reports"

    def same(self, report, record) -> None:
        found = list(differences(self.printed[report.id], as_json(record)))
        assert not found, f"{report.id}:\n  " + "\n  ".join(found)

    def request(self, report, **options):
        return self.messages.ExtractIncidentsRequest(report=report, **options)

    def check_unary(self) -> None:
        for report in self.reports:
            answer = self.extraction.ExtractIncidents(self.request(report), timeout=TIMEOUT)
            self.same(report, answer.record)

    def check_batch(self) -> None:
        reports = [*self.reports[:2], self.model.Report(id="empty"), *self.reports[2:]]
        request = self.messages.BatchExtractIncidentsRequest(reports=reports)
        answer = self.extraction.BatchExtractIncidents(request, timeout=TIMEOUT)
        assert [r.report_id for r in answer.results] == [r.id for r in reports]
        for report, result in zip(reports, answer.results):
            if report.id == "empty":
                assert result.WhichOneof("result") == "error"
                assert result.error.reason == "TEXT_EMPTY"
                assert result.error.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]
            else:
                self.same(report, result.record)

    def check_stream(self) -> None:
        reports = self.reports * 5
        requests = (self.messages.StreamExtractIncidentsRequest(report=r) for r in reports)
        answers = self.extraction.StreamExtractIncidents(requests, timeout=TIMEOUT)
        count = 0
        for report, answer in zip(reports, answers):
            assert answer.result.report_id == report.id
            self.same(report, answer.result.record)
            count += 1
        assert count == len(reports)

    def check_offsets(self) -> None:
        slices = {
            self.words.OFFSET_ENCODING_UTF8: lambda t, a, b: t.encode()[a:b].decode(),
            self.words.OFFSET_ENCODING_UTF16: (
                lambda t, a, b: t.encode("utf-16-le")[2 * a:2 * b].decode("utf-16-le")
            ),
            self.words.OFFSET_ENCODING_UTF32: lambda t, a, b: t[a:b],
        }
        for encoding, cut in slices.items():
            for report in self.reports:
                request = self.request(report, offset_encoding=encoding)
                record = self.extraction.ExtractIncidents(request, timeout=TIMEOUT).record
                assert record.report.offset_unit == encoding
                for span in evidence(record):
                    text = report.title if span.part == self.words.PART_TITLE else report.text
                    assert cut(text, span.start, span.end) == span.text, (report.id, span)

    def fails(self, request, code, reason, field) -> None:
        try:
            self.extraction.ExtractIncidents(request, timeout=TIMEOUT)
        except grpc.RpcError as error:
            assert error.code() == code, error
            details = rpc_status.from_call(error).details
        else:
            raise AssertionError(f"{reason} expected")
        info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
        assert any(detail.Unpack(info) for detail in details)
        assert (info.reason, info.domain) == (reason, "rasd.v1")
        assert any(detail.Unpack(bad) for detail in details)
        assert [v.field for v in bad.field_violations] == [field]

    def check_errors(self) -> None:
        invalid = grpc.StatusCode.INVALID_ARGUMENT
        report = self.model.Report
        for bad, reason, field in [
            (report(text=""), "TEXT_EMPTY", "report.text"),
            (report(text="قصف", published_at="10/3/2021"), "DATE_INVALID", "report.published_at"),
            (report(text="قصف", country="Syria"), "COUNTRY_INVALID", "report.country"),
        ]:
            self.fails(self.request(bad), invalid, reason, field)

    def check_deadline(self) -> None:
        stop = threading.Event()

        def requests():
            yield self.messages.StreamExtractIncidentsRequest(report=self.reports[0])
            stop.wait(TIMEOUT)

        answers = self.extraction.StreamExtractIncidents(requests(), timeout=0.5)
        try:
            assert next(answers).result.report_id == self.reports[0].id
            next(answers)
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED, error
        else:
            raise AssertionError("the stream went on after its deadline")
        finally:
            stop.set()

    def check_reference(self) -> None:
        ids, token = [], ""
        while True:
            request = self.reference.ListKindsRequest(page_size=10, page_token=token)
            page = self.references.ListKinds(request, timeout=TIMEOUT)
            ids.extend(kind.id for kind in page.kinds)
            token = page.next_page_token
            if not token:
                break
        assert len(ids) == len(set(ids)) == len(self.words.Kind.keys()) - 1, ids
        # What the records name can be looked up.
        incidents = [i for record in self.printed.values() for i in record["incidents"]]
        pcodes = {p["pcode"] for i in incidents for p in i["places"]} - {None}
        actors = {a["id"] for i in incidents for a in i["actors"]} - {"unknown", "other"}
        assert len(pcodes) > 5 and len(actors) > 5, (pcodes, actors)
        for pcode in sorted(pcodes):
            request = self.reference.GetPlaceRequest(id=pcode)
            assert self.references.GetPlace(request, timeout=TIMEOUT).place.name_ar, pcode
        for actor in sorted(actors):
            request = self.reference.GetActorRequest(id=actor)
            assert self.references.GetActor(request, timeout=TIMEOUT).actor.name_en, actor

    def check_health_and_reflection(self) -> None:
        health = health_pb2_grpc.HealthStub(self.channel)
        services = ["rasd.v1.ExtractionService", "rasd.v1.ReferenceService"]
        for service in ["", *services]:
            request = health_pb2.HealthCheckRequest(service=service)
            status = health.Check(request, timeout=TIMEOUT).status
            assert status == health_pb2.HealthCheckResponse.SERVING, service
        listed = ProtoReflectionDescriptorDatabase(self.channel).get_services()
        assert set(services) <= set(listed), listed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "binary", nargs="?", default=os.environ.get("RASD_BIN"), help="the rasd binary (or RASD_BIN)"
    )
    binary = parser.parse_args().binary
    if not binary:
        parser.error("give the rasd binary, or set RASD_BIN")
    failed = 0
    with tempfile.TemporaryDirectory() as out:
        generate_stubs(Path(out))
        printed = printed_records(binary)
        server = Server(binary)
        try:
            checks = Checks(server.address, printed)
            for name in [name for name in dir(Checks) if name.startswith("check_")]:
                try:
                    getattr(checks, name)()
                    print(f"ok      {name}")
                except (AssertionError, grpc.RpcError) as error:
                    failed += 1
                    print(f"FAILED  {name}: {error}")
            checks.channel.close()
        finally:
            code = server.stop()
    if code != 0:
        failed += 1
        print(f"FAILED  the server ended with {code}")
    incidents = sum(len(record["incidents"]) for record in printed.values())
    print(f"{len(printed)} reports, {incidents} incidents, {failed} checks failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
