// Calls the server from a page, over gRPC-Web.

import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { BadRequestSchema, ErrorInfoSchema } from "./gen/google/rpc/error_details_pb.js";
import { ExtractionService } from "./gen/rasd/v1/extraction_service_pb.js";
import type { Record, Report } from "./gen/rasd/v1/incident_pb.js";
import { OffsetEncoding } from "./gen/rasd/v1/vocabulary_pb.js";

/** What extracts one report at the server with this URL. */
export function extractor(server: string, token?: string, offsetEncoding?: OffsetEncoding) {
  const authorize: Interceptor = (next) => (request) => {
    if (token) request.header.set("authorization", `Bearer ${token}`);
    return next(request);
  };
  const transport = createGrpcWebTransport({ baseUrl: server, interceptors: [authorize] });
  const service = createClient(ExtractionService, transport);
  return async (report: Report): Promise<Record> => {
    const answer = await service.extractIncidents({ report, offsetEncoding }, { timeoutMs: 30_000 });
    return answer.record!;
  };
}

/** What went wrong, for a person. */
export function explain(error: unknown): string {
  const failed = ConnectError.from(error);
  const [info] = failed.findDetails(ErrorInfoSchema);
  const [bad] = failed.findDetails(BadRequestSchema);
  const fields = (bad?.fieldViolations ?? []).map((v) => `${v.field} ${v.description}`);
  // Without details: no server there, or one that does not let this page in (CORS); a page cannot
  // tell which.
  return info ? [`${Code[failed.code]} ${info.reason}`, ...fields].join("; ") : failed.message;
}
