"""Several reports in one call. One that cannot be read has its error in its own place."""

import sys

import grpc

import reports
from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services
from rasd.v1 import incident_pb2


def main(address, path):
    # The date is written the wrong way round: the server refuses this report and reads the others.
    bad = incident_pb2.Report(id="bad-date", text="قصف مدفعي", published_at="10/3/2021")
    with grpc.insecure_channel(address) as channel:
        service = services.ExtractionServiceStub(channel)
        request = api.BatchExtractIncidentsRequest(reports=[bad, *reports.read(path)])
        answer = service.BatchExtractIncidents(request, timeout=60)
    for result in answer.results:
        if result.WhichOneof("result") == "error":
            error = result.error
            print(f"{result.report_id}: {error.reason}: {error.message}", file=sys.stderr)
        reports.show(result)


if __name__ == "__main__":
    main(*sys.argv[1:])
