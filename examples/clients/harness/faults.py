"""A server in between that fails on purpose and counts the calls it is sent."""

import time
from concurrent import futures

import grpc

METHOD = "/rasd.v1.ExtractionService/ExtractIncidents"


class Middleman:
    """Fails the first calls, or is slow to answer them, and hands on all others."""

    def __init__(self, address, failures=0, code=None, delay=0.0):
        self.calls, self.failures, self.code, self.delay = 0, failures, code, delay
        self.channel = grpc.insecure_channel(address)
        self.onward = self.channel.unary_unary(METHOD)
        self.server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
        handler = grpc.unary_unary_rpc_method_handler(self.handle)
        service, method = METHOD[1:].split("/")
        self.server.add_generic_rpc_handlers(
            [grpc.method_handlers_generic_handler(service, {method: handler})]
        )
        self.port = self.server.add_insecure_port("127.0.0.1:0")
        self.server.start()

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
