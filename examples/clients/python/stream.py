"""Any number of reports over one call, answered in order, a bounded number of them unanswered."""

import sys
import threading

import grpc

import reports
from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services

# Without a bound a fast reader of files would pile megabytes up in the transport.
WINDOW = 64


def main(address, path):
    room = threading.Semaphore(WINDOW)

    def requests():
        for report in reports.read(path):
            room.acquire()
            yield api.StreamExtractIncidentsRequest(report=report)

    with grpc.insecure_channel(address) as channel:
        service = services.ExtractionServiceStub(channel)
        # No timeout: a stream may run for days. What may not take long is the next answer.
        for answer in service.StreamExtractIncidents(requests()):
            room.release()
            reports.show(answer.result)


if __name__ == "__main__":
    main(*sys.argv[1:])
