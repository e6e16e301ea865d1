"""A deadline for every call, and repetition when the server is not there: UNAVAILABLE and nothing
else. A call that ran out of time or was refused ends the same way the second time."""

import json
import sys

import grpc

import reports
from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services

DEADLINE = 5.0  # seconds, repetitions included

RETRIES = {
    "methodConfig": [{
        "name": [{"service": "rasd.v1.ExtractionService"}],
        "retryPolicy": {
            "maxAttempts": 5,
            "initialBackoff": "0.2s",
            "maxBackoff": "2s",
            "backoffMultiplier": 2,
            "retryableStatusCodes": ["UNAVAILABLE"],
        },
    }]
}

OPTIONS = [
    ("grpc.service_config", json.dumps(RETRIES)),
    # How soon a lost connection is tried again; gRPC's own first wait is a second.
    ("grpc.initial_reconnect_backoff_ms", 200),
]


def main(address, path):
    with grpc.insecure_channel(address, options=OPTIONS) as channel:
        service = services.ExtractionServiceStub(channel)
        for report in reports.read(path):
            request = api.ExtractIncidentsRequest(report=report)
            try:
                reports.show(service.ExtractIncidents(request, timeout=DEADLINE).record)
            except grpc.RpcError as error:
                raise SystemExit(f"{error.code().name}: {error.details()}") from None


if __name__ == "__main__":
    main(*sys.argv[1:])
