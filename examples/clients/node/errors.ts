// What a refused call tells: a status code, a reason for programs, and the fields at fault.

import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { BadRequestSchema, ErrorInfoSchema } from "./gen/google/rpc/error_details_pb.js";
import { ExtractionService } from "./gen/rasd/v1/extraction_service_pb.js";

const [address] = process.argv.slice(2);

const transport = createGrpcTransport({ baseUrl: `http://${address}` });
const service = createClient(ExtractionService, transport);

/** The parts of an error that a program can act on. */
function explain(error: ConnectError) {
  // The details travel packed in a trailer; each sort is asked for by its schema.
  const [info] = error.findDetails(ErrorInfoSchema);
  const [bad] = error.findDetails(BadRequestSchema);
  return {
    // InvalidArgument is INVALID_ARGUMENT in every other language.
    code: Code[error.code].replace(/(?<!^)(?=[A-Z])/g, "_").toUpperCase(),
    reason: info?.reason,
    domain: info?.domain,
    fields: (bad?.fieldViolations ?? []).map(({ field, description }) => ({ field, description })),
  };
}

try {
  const report = { text: "قصف مدفعي", publishedAt: "10/3/2021" };
  await service.extractIncidents({ report }, { timeoutMs: 30_000 });
} catch (error) {
  console.log(JSON.stringify(explain(ConnectError.from(error))));
}
