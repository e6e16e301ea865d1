"""Servers that fail on purpose and count what they are sent."""

import threading
import time
from concurrent import futures

import grpc

SERVICE = "rasd.v1.ExtractionService"


def serving(method, handler):
    """A server with one method on a free port, and the port."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    server.add_generic_rpc_handlers(
        [grpc.method_handlers_generic_handler(SERVICE, {method: handler})]
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


class Middleman:
    """Fails the first calls, or is slow to answer them, and hands on all others."""

    def __init__(self, address, failures=0, code=None, delay=0.0):
        self.calls, self.failures, self.code, self.delay = 0, failures, code, delay
        self.channel = grpc.insecure_channel(address)
        self.onward = self.channel.unary_unary(f"/{SERVICE}/ExtractIncidents")
        handler = grpc.unary_unary_rpc_method_handler(self.handle)
        self.server, self.port = serving("ExtractIncidents", handler)

    def handle(self, request, context):
        self.calls += 1
        if self.calls <= self.failures:
            time.sleep(self.delay)
            if self.code:
                context.abort(self.code, "made to fail")
        return self.onward(request, timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stop(0)
        self.channel.close()


class Stalling:
    """Takes the reports of a stream and answers none of them, until none has come for a while."""

    def __init__(self, quiet=1.0):
        self.taken, self.quiet = 0, quiet
        handler = grpc.stream_stream_rpc_method_handler(self.handle)
        self.server, self.port = serving("StreamExtractIncidents", handler)

    def handle(self, requests, context):
        last = [time.monotonic()]

        def take():
            try:
                for _ in requests:
                    self.taken += 1
                    last[0] = time.monotonic()
            except grpc.RpcError:
                pass

        threading.Thread(target=take, daemon=True).start()
        while time.monotonic() < last[0] + self.quiet:
            time.sleep(0.05)
        context.abort(grpc.StatusCode.ABORTED, "made to fail")
        yield b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stop(0)
