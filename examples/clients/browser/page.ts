// The page: a report in, its incidents out, the words that they rest on marked in the text.

import { create, fromJson, toJson } from "@bufbuild/protobuf";
import { explain, extractor } from "./extract.js";
import { type Record, RecordSchema, ReportSchema } from "./gen/rasd/v1/incident_pb.js";
import { Kind, OffsetEncoding, Part } from "./gen/rasd/v1/vocabulary_pb.js";

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const value = (id: string) => element<HTMLInputElement>(id).value.trim();

/** The text with marks around what the incidents rest on. */
function marked(text: string, record: Record): DocumentFragment {
  const marks = Array.from({ length: text.length }, () => false);
  for (const incident of record.incidents) {
    for (const span of incident.evidence) {
      // The offsets were asked for in UTF-16 units, by which JavaScript counts.
      if (span.part === Part.TEXT) marks.fill(true, span.start, span.end);
    }
  }
  const out = document.createDocumentFragment();
  for (let from = 0, to = 0; from < text.length; from = to) {
    while (to < text.length && marks[to] === marks[from]) to += 1;
    const words = text.slice(from, to);
    if (!marks[from]) out.append(words);
    else out.append(Object.assign(document.createElement("mark"), { textContent: words }));
  }
  return out;
}

/** One line for each incident. */
function list(record: Record): HTMLLIElement[] {
  return record.incidents.map((incident) => {
    const places = incident.places.map((place) => place.name).join(", ");
    // Enums are open: a newer server may send a kind that has no name here.
    const kind = (Kind[incident.kind] ?? `kind ${incident.kind}`).toLowerCase().replaceAll("_", " ");
    const parts = [kind, incident.when?.start ?? "day unknown", places].filter(Boolean);
    return Object.assign(document.createElement("li"), { textContent: parts.join(" · ") });
  });
}

async function extractForm(): Promise<void> {
  const text = element<HTMLTextAreaElement>("text").value;
  const report = create(ReportSchema, {
    text,
    publishedAt: value("published") || undefined,
    country: value("country").toUpperCase() || undefined,
  });
  const extract = extractor(value("server"), value("token"), OffsetEncoding.UTF16);
  try {
    const record = await extract(report);
    element("marked").replaceChildren(marked(text, record));
    element("incidents").replaceChildren(...list(record));
    element("state").textContent = `${record.incidents.length} incidents`;
  } catch (error) {
    element("state").textContent = explain(error);
  }
}

/** Extracts a file of reports, JSON Lines, and shows the records as such. */
async function extractFile(url: string): Promise<void> {
  const extract = extractor(value("server"));
  const lines = (await (await fetch(url)).text()).split("\n").filter(Boolean);
  const records = [];
  for (const line of lines) {
    const record = await extract(fromJson(ReportSchema, JSON.parse(line)));
    records.push(JSON.stringify(toJson(RecordSchema, record)));
  }
  element("records").textContent = records.join("\n");
}

element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  void extractForm();
});

const parameters = new URLSearchParams(location.search);
element<HTMLInputElement>("server").value = parameters.get("server") ?? "http://127.0.0.1:50051";
const file = parameters.get("reports");
if (file) {
  extractFile(file)
    .catch((error) => (element("state").textContent = explain(error)))
    .finally(() => (document.body.dataset.done = "yes"));
}
