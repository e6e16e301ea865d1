"""What a refused call tells: a status code, a reason for programs, and the fields at fault."""

import json
import sys

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services
from rasd.v1 import incident_pb2


def explain(error):
    """The parts of an error that a program can act on."""
    told = {"code": error.code().name, "reason": None, "domain": None, "fields": []}
    # The details travel packed in a trailer; without any, this is None.
    status = rpc_status.from_call(error)
    for detail in status.details if status else []:
        info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
        if detail.Unpack(info):
            told["reason"], told["domain"] = info.reason, info.domain
        elif detail.Unpack(bad):
            told["fields"] = [
                {"field": v.field, "description": v.description} for v in bad.field_violations
            ]
    return told


def main(address):
    report = incident_pb2.Report(text="قصف مدفعي", published_at="10/3/2021")
    with grpc.insecure_channel(address) as channel:
        service = services.ExtractionServiceStub(channel)
        try:
            service.ExtractIncidents(api.ExtractIncidentsRequest(report=report), timeout=30)
        except grpc.RpcError as error:
            print(json.dumps(explain(error)))


if __name__ == "__main__":
    main(*sys.argv[1:])
