// Any number of reports over one call, answered in order, a bounded number of them unanswered.

import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ExtractionResultSchema, ExtractionService } from "./gen/rasd/v1/extraction_service_pb.js";
import { read, show } from "./reports.js";

const [address, path] = process.argv.slice(2);

/** Counts free places; who finds none waits for the next. */
class Room {
  private waiting: (() => void)[] = [];
  constructor(private free: number) {}

  async take(): Promise<void> {
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.free -= 1;
  }

  give(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}

// Without a bound a fast reader of files would pile megabytes up in the transport.
const room = new Room(64);

async function* requests() {
  for await (const report of read(path)) {
    await room.take();
    yield { report };
  }
}

const transport = createGrpcTransport({ baseUrl: `http://${address}` });
const service = createClient(ExtractionService, transport);

// No timeout: a stream may run for days. What may not take long is the next answer.
for await (const answer of service.streamExtractIncidents(requests())) {
  room.give();
  show(ExtractionResultSchema, answer.result!);
}
