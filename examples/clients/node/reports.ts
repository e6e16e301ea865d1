// What the examples share: reports in from JSON Lines, messages out as JSON Lines.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { type DescMessage, fromJson, type MessageShape, toJson } from "@bufbuild/protobuf";
import { type Report, ReportSchema } from "./gen/rasd/v1/incident_pb.js";

/** The reports of a JSON Lines file, one after the other. */
export async function* read(path: string): AsyncGenerator<Report> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    yield fromJson(ReportSchema, JSON.parse(line), { ignoreUnknownFields: true });
  }
}

/** Prints a message on one line, in the JSON form of protobuf. */
export function show<D extends DescMessage>(schema: D, message: MessageShape<D>): void {
  console.log(JSON.stringify(toJson(schema, message)));
}
