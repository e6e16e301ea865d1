// A deadline for every call, and repetition when the server is not there: UNAVAILABLE and nothing
// else. A call that ran out of time or was refused ends the same way the second time.

import { setTimeout as sleep } from "node:timers/promises";
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ExtractionService } from "./gen/rasd/v1/extraction_service_pb.js";
import { RecordSchema } from "./gen/rasd/v1/incident_pb.js";
import { read, show } from "./reports.js";

const [address, path] = process.argv.slice(2);

const DEADLINE = 5_000; // milliseconds, repetitions included
const ATTEMPTS = 5;
const FIRST_WAIT = 200;

const retries: Interceptor = (next) => async (request) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await next(request);
    } catch (error) {
      const { code } = ConnectError.from(error);
      // What a stream has sent cannot be sent again from here.
      if (code !== Code.Unavailable || request.stream || attempt === ATTEMPTS) throw error;
      // Twice as long each time, and never all clients at the same moment.
      const wait = FIRST_WAIT * 2 ** (attempt - 1) * (0.8 + 0.4 * Math.random());
      await sleep(wait, undefined, { signal: request.signal });
    }
  }
};

const transport = createGrpcTransport({ baseUrl: `http://${address}`, interceptors: [retries] });
const service = createClient(ExtractionService, transport);

try {
  for await (const report of read(path)) {
    const answer = await service.extractIncidents({ report }, { timeoutMs: DEADLINE });
    show(RecordSchema, answer.record!);
  }
} catch (error) {
  const { code, rawMessage } = ConnectError.from(error);
  console.error(`${Code[code]}: ${rawMessage}`);
  process.exitCode = 1;
}
