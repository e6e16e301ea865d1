"""The stream under asyncio: one task writes while the other reads."""

import asyncio
import sys

import grpc

import reports
from rasd.v1 import extraction_service_pb2 as api
from rasd.v1 import extraction_service_pb2_grpc as services

WINDOW = 64


async def main(address, path):
    room = asyncio.Semaphore(WINDOW)
    async with grpc.aio.insecure_channel(address) as channel:
        call = services.ExtractionServiceStub(channel).StreamExtractIncidents()

        async def send():
            for report in reports.read(path):
                await room.acquire()
                await call.write(api.StreamExtractIncidentsRequest(report=report))
            await call.done_writing()

        sending = asyncio.create_task(send())
        try:
            async for answer in call:
                room.release()
                reports.show(answer.result)
        finally:
            # When the call broke off, the writer would wait for room that never comes.
            sending.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
