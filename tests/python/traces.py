#!/usr/bin/env python3
"""Spans as a collector gets them: OpenTelemetry's own service definitions, a server built with otel.

    cargo build -p rasd-cli --features otel
    python -m venv .venv && .venv/bin/pip install -r tests/python/requirements.txt
    .venv/bin/python tests/python/traces.py target/debug/rasd

Receives spans over OTLP/gRPC while it makes a good call, a refused one and a stream, and checks that
each call is one span that goes on the caller's trace, and that no span holds a word of a report.
"""

import queue
import subprocess
import sys
import tempfile
from concurrent import futures
from pathlib import Path

import grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from round_trip import TIMEOUT, Server, generate_stubs

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SECRETS = ["سرمين", "قصف", "كاتب-سري", "report-id-secret"]


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """Keeps the spans it is sent."""

    def __init__(self) -> None:
        self.spans: queue.Queue = queue.Queue()
        self.sent = b""

    def Export(self, request, context):  # noqa: N802 (the name is OpenTelemetry's)
        self.sent += request.SerializeToString()
        for resource in request.resource_spans:
            service = {a.key: a.value.string_value for a in resource.resource.attributes}
            for scope in resource.scope_spans:
                for span in scope.spans:
                    self.spans.put((service.get("service.name"), span))
        return trace_service_pb2.ExportTraceServiceResponse()


def attributes(span) -> dict:
    return {a.key: a.value.string_value or a.value.int_value for a in span.attributes}


def main() -> None:
    collector = Collector()
    receiver = grpc.server(futures.ThreadPoolExecutor(2))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(collector, receiver)
    port = receiver.add_insecure_port("127.0.0.1:0")
    receiver.start()
    with tempfile.TemporaryDirectory() as stubs:
        generate_stubs(Path(stubs))
        from rasd.v1 import extraction_service_pb2 as messages
        from rasd.v1 import extraction_service_pb2_grpc as services
        from rasd.v1 import incident_pb2 as incidents

        endpoint = f"otlp_endpoint=http://127.0.0.1:{port}"
        server = Server(sys.argv[1], "--set", endpoint)
        context = (("traceparent", f"00-{TRACE}-{PARENT}-01"),)
        good = incidents.Report(
            id="report-id-secret", publisher="كاتب-سري", text="قُتل مدنيان بقصف على بلدة سرمين."
        )
        with grpc.insecure_channel(server.address) as channel:
            calls = services.ExtractionServiceStub(channel)
            request = messages.ExtractIncidentsRequest(report=good)
            record = calls.ExtractIncidents(request, metadata=context, timeout=TIMEOUT).record
            assert len(record.incidents) == 1, record
            empty = messages.ExtractIncidentsRequest(report=incidents.Report(id="e"))
            try:
                calls.ExtractIncidents(empty, timeout=TIMEOUT)
                raise SystemExit("a report without text was taken")
            except grpc.RpcError as error:
                assert error.code() == grpc.StatusCode.INVALID_ARGUMENT, error
            stream = (messages.StreamExtractIncidentsRequest(report=good) for _ in range(20))
            answers = list(calls.StreamExtractIncidents(stream, timeout=TIMEOUT))
            assert len(answers) == 20
        # What has not been sent yet is sent before the process ends.
        assert server.stop() == 0
    receiver.stop(None)

    spans = list(collector.spans.queue)
    found = {}
    for service, span in spans:
        told = attributes(span)
        assert service == "rasd" and span.kind == span.SPAN_KIND_SERVER, (service, span)
        assert span.end_time_unix_nano > span.start_time_unix_nano
        method = told["rpc.method"].removeprefix("rasd.v1.ExtractionService/")
        found[method, told["rpc.grpc.status_code"]] = span
    assert set(found) == {
        ("ExtractIncidents", 0), ("ExtractIncidents", 3), ("StreamExtractIncidents", 0)
    } and len(spans) == 3, found.keys()
    followed = found["ExtractIncidents", 0]
    assert (followed.trace_id.hex(), followed.parent_span_id.hex()) == (TRACE, PARENT)
    assert found["ExtractIncidents", 3].parent_span_id == b""
    for secret in SECRETS:
        assert secret.encode() not in collector.sent, f"{secret} in a span"
    print(f"{len(spans)} spans of 3 calls, {len(collector.sent)} bytes, no word of a report in them")


if __name__ == "__main__":
    try:
        main()
    except (AssertionError, subprocess.SubprocessError) as error:
        sys.exit(f"failed: {error}")
