// One call, one report, one record. The place to start.

import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ExtractionService } from "./gen/rasd/v1/extraction_service_pb.js";
import { RecordSchema } from "./gen/rasd/v1/incident_pb.js";
import { read, show } from "./reports.js";

const [address, path] = process.argv.slice(2);

const transport = createGrpcTransport({ baseUrl: `http://${address}` });
const service = createClient(ExtractionService, transport);

for await (const report of read(path)) {
  // A call without a timeout waits for ever when the server hangs.
  const answer = await service.extractIncidents({ report }, { timeoutMs: 30_000 });
  show(RecordSchema, answer.record!);
}
