"""One call, one report, one record. The place to start."""

import sys

import grpc

import reports
from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services


def main(address, path):
    with grpc.insecure_channel(address) as channel:
        service = services.ExtractionServiceStub(channel)
        for report in reports.read(path):
            request = api.ExtractIncidentsRequest(report=report)
            # A call without a timeout waits for ever when the server hangs.
            answer = service.ExtractIncidents(request, timeout=30)
            reports.show(answer.record)


if __name__ == "__main__":
    main(*sys.argv[1:])
