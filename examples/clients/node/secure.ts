// TLS with a certificate authority of your own, and a bearer token in every call.
//
//     secure.ts ADDRESS REPORTS --ca ca.pem --token-file token
//
// ADDRESS is a name or address that the certificate is for, and the port. Without --ca the
// authorities that Node brings are trusted.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ExtractionService } from "./gen/rasd/v1/extraction_service_pb.js";
import { RecordSchema } from "./gen/rasd/v1/incident_pb.js";
import { read, show } from "./reports.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ca: { type: "string" }, "token-file": { type: "string" } },
});
const [address, path] = positionals;

// A file, because a command line is there for every user of the machine to read.
const token = readFileSync(values["token-file"]!, "utf8").trim();

const authorize: Interceptor = (next) => (request) => {
  request.header.set("authorization", `Bearer ${token}`);
  return next(request);
};

const transport = createGrpcTransport({
  baseUrl: `https://${address}`,
  nodeOptions: { ca: values.ca && readFileSync(values.ca) },
  interceptors: [authorize],
});
const service = createClient(ExtractionService, transport);

for await (const report of read(path)) {
  const answer = await service.extractIncidents({ report }, { timeoutMs: 30_000 });
  show(RecordSchema, answer.record!);
}
