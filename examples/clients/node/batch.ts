// Several reports in one call. One that cannot be read has its error in its own place.

import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ExtractionResultSchema, ExtractionService } from "./gen/rasd/v1/extraction_service_pb.js";
import { ReportSchema } from "./gen/rasd/v1/incident_pb.js";
import { read, show } from "./reports.js";

const [address, path] = process.argv.slice(2);

// The date is written the wrong way round: the server refuses this report and reads the others.
const bad = { id: "bad-date", text: "قصف مدفعي", publishedAt: "10/3/2021" };
const reports = [create(ReportSchema, bad)];
for await (const report of read(path)) reports.push(report);

const transport = createGrpcTransport({ baseUrl: `http://${address}` });
const service = createClient(ExtractionService, transport);
const answer = await service.batchExtractIncidents({ reports }, { timeoutMs: 60_000 });

for (const result of answer.results) {
  if (result.result.case === "error") {
    const { reason, message } = result.result.value;
    console.error(`${result.reportId}: ${reason}: ${message}`);
  }
  show(ExtractionResultSchema, result);
}
