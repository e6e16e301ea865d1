"""TLS with a certificate authority of your own, and a bearer token in every call."""

import argparse
from pathlib import Path

import grpc

import reports
from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="a name or address that the certificate is for, and port")
    parser.add_argument("reports")
    parser.add_argument("--ca", type=Path, help="PEM; without it, the system's own authorities")
    parser.add_argument("--token-file", type=Path, required=True)
    options = parser.parse_args()

    # A file, because a command line is there for every user of the machine to read.
    token = options.token_file.read_text(encoding="utf-8").strip()
    credentials = grpc.composite_channel_credentials(
        grpc.ssl_channel_credentials(options.ca.read_bytes() if options.ca else None),
        # Sends `authorization: Bearer TOKEN`, and only ever over TLS.
        grpc.access_token_call_credentials(token),
    )
    with grpc.secure_channel(options.address, credentials) as channel:
        service = services.ExtractionServiceStub(channel)
        for report in reports.read(options.reports):
            request = api.ExtractIncidentsRequest(report=report)
            reports.show(service.ExtractIncidents(request, timeout=30).record)


if __name__ == "__main__":
    main()
