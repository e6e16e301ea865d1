// Incidents as the page handles them: flat, with what is looked for put ready.

import type { Data, Entry, Incident } from "./types";
import { t } from "./i18n";

export interface Row {
  /** Position among all incidents. */
  index: number;
  entry: Entry;
  /** Position of the entry among the records. */
  report: number;
  /** Position in the entry. */
  at: number;
  incident: Incident;
  /** What a search looks through. */
  haystack: string;
  areas: Set<string>;
  actors: Set<string>;
  outcomes: Set<string>;
  /** Sides that it counts for; the empty id when the report names none. */
  sides: string[];
}

/** Spellings that a reader does not tell apart, and that a search must not either. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u0640\u064B-\u065F\u0670\u200C-\u200F\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[آأإٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/ؤ/g, "و")
    .replace(/ئ/g, "ي")
    .replace(/\s+/g, " ");
}

function sides(incident: Incident): string[] {
  const done = incident.actors.filter(
    (a) => (a.role === "perpetrator" || a.role === "co_perpetrator") && a.certainty !== "denied",
  );
  const ids = [...new Set(done.map((a) => a.id))];
  return ids.length > 0 ? ids : [""];
}

function words(entry: Entry, incident: Incident, data: Data): string {
  const { report } = entry;
  const names = incident.actors.flatMap((a) => {
    const label = data.labels["actor"]?.[a.id];
    return [a.name, a.id, label?.ar, label?.en];
  });
  const places = incident.places.flatMap((p) => [p.name, p.name_en, p.admin1, p.admin2, p.admin3, p.pcode]);
  const quotes = entry.text === undefined ? incident.evidence.map((e) => e.text) : [];
  const parts = [report.id, report.publisher, report.url, entry.title, entry.text, ...names, ...places, ...quotes];
  return fold(parts.filter((part) => typeof part === "string").join("\n"));
}

export function rows(data: Data): Row[] {
  const all: Row[] = [];
  data.records.forEach((entry, report) => {
    entry.incidents.forEach((incident, at) => {
      all.push({
        index: all.length,
        entry,
        report,
        at,
        incident,
        haystack: words(entry, incident, data),
        areas: new Set(incident.places.map((p) => p.admin1 ?? "")),
        actors: new Set(incident.actors.map((a) => a.id)),
        outcomes: new Set(incident.harm.map((h) => h.outcome)),
        sides: sides(incident),
      });
    });
  });
  return all;
}

/** When, in few words: the day, or as much of it as is known. */
export function whenShort({ start, end, precision }: Incident["when"]): string {
  if (start === null) return "";
  if (precision === "year") return start.slice(0, 4);
  if (precision === "month") return start.slice(0, 7);
  return end === null || end === start ? start : t("range", start, end);
}
