// What the page is given: `crates/rasd-report/src/data.rs`, with the records of docs/codebook.md.

import type { MultiLineString } from "geojson";
import type { Topology } from "topojson-specification";

export type Lang = "ar" | "en";
export type Label = Record<Lang, string>;

export interface Count {
  min: number | null;
  max: number | null;
  vague?: string | null;
}

export interface Evidence {
  field: string;
  part: "title" | "text";
  /** UTF-16; `0..0` when the text is not at hand or is another one. */
  start: number;
  end: number;
  text: string;
  rule: string;
}

export interface Harm {
  outcome: string;
  group: string;
  affiliation?: string | null;
  count: Count;
  within?: number | null;
  provisional: boolean;
  text: string;
}

export interface Place {
  name: string;
  name_en?: string | null;
  type: string;
  admin1?: string | null;
  admin2?: string | null;
  admin3?: string | null;
  pcode?: string | null;
  lat?: number | null;
  lon?: number | null;
  precision: string;
  text: string;
}

export interface ActorRef {
  role: string;
  id: string;
  name?: string | null;
  certainty: string;
  text?: string | null;
}

export interface When {
  start: string | null;
  end: string | null;
  precision: string;
  basis: string;
  text?: string | null;
}

export interface Incident {
  kind: string;
  also: string[];
  role: string;
  when: When;
  places: Place[];
  actors: ActorRef[];
  means: string[];
  harm: Harm[];
  attribution: { source: string; stance: string }[];
  damage: string[];
  evidence: Evidence[];
  confidence: number;
  slot_confidence: Record<string, number | null>;
}

export interface Tally extends Harm {
  period: { start: string | null; end: string | null; text: string | null };
  areas: string[];
  perpetrators: string[];
  evidence: Evidence[];
}

export interface Finding {
  code: string;
  message: string;
  evidence: Evidence[];
}

export interface Entry {
  report: {
    id: string;
    publisher?: string | null;
    published_at?: string | null;
    url?: string | null;
  };
  incidents: Incident[];
  tallies: Tally[];
  findings: Finding[];
  title?: string;
  text?: string;
}

export interface Area extends Label {
  id: string;
  country: string;
}

/** Outlines of one country, built by `scripts/outlines.mjs`. */
export interface CountryOutline {
  /** Object `units`: governorates, or the country alone; `id` where the gazetteer has the unit. */
  topology: Topology;
  /** Lines drawn from the gazetteer's points, each to be cut at the unit it stands under. */
  schematic: Record<string, MultiLineString>;
}

export interface Data {
  version: string;
  redaction: "names" | "none";
  records: Entry[];
  labels: Record<string, Record<string, Label>>;
  areas: Record<string, Area>;
  countries: Record<string, Label>;
  outlines: { around: Topology | null; countries: Record<string, CountryOutline> };
}
