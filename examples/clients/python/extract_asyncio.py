"""The same under asyncio: a few calls at once, records printed in the order of the reports."""

import asyncio
import sys

import grpc

import reports
from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services

AT_ONCE = 8


async def main(address, path):
    async with grpc.aio.insecure_channel(address) as channel:
        service = services.ExtractionServiceStub(channel)
        room = asyncio.Semaphore(AT_ONCE)

        async def extract(report):
            async with room:
                request = api.ExtractIncidentsRequest(report=report)
                return (await service.ExtractIncidents(request, timeout=30)).record

        for record in await asyncio.gather(*map(extract, reports.read(path))):
            reports.show(record)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
