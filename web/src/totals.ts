// Totals: in all, by kind, by side, by group; tallies apart from all of them.

import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { Data, Entry, Harm } from "./types";
import type { Row } from "./rows";
import { h, notSaid, quote, s } from "./dom";
import { actorName, label, number, t } from "./i18n";
import { Sum, whole, wholeOfGroup } from "./figures";
import { figure } from "./table";
import { harmText } from "./detail";

interface Line {
  id: string;
  name: string;
  incidents: number;
  sums: Map<string, Sum>;
}

function add(sums: Map<string, Sum>, harm: Harm): void {
  const sum = sums.get(harm.outcome) ?? new Sum();
  sum.add(harm.count);
  sums.set(harm.outcome, sum);
}

function lines(rows: Row[], keys: (row: Row) => string[], name: (id: string) => string): Line[] {
  const by = new Map<string, Line>();
  for (const row of rows) {
    for (const id of keys(row)) {
      const line = by.get(id) ?? { id, name: name(id), incidents: 0, sums: new Map() };
      line.incidents += 1;
      for (const harm of whole(row.incident)) add(line.sums, harm);
      by.set(id, line);
    }
  }
  return [...by.values()].sort((a, b) => b.incidents - a.incidents || (a.id < b.id ? -1 : 1));
}

function groupLines(rows: Row[]): Line[] {
  const by = new Map<string, Line>();
  for (const row of rows) {
    const seen = new Set<string>();
    for (const harm of wholeOfGroup(row.incident)) {
      const line = by.get(harm.group) ?? { id: harm.group, name: label("group", harm.group), incidents: 0, sums: new Map() };
      if (!seen.has(harm.group)) line.incidents += 1;
      seen.add(harm.group);
      add(line.sums, harm);
      by.set(harm.group, line);
    }
  }
  return [...by.values()].sort((a, b) => b.incidents - a.incidents || (a.id < b.id ? -1 : 1));
}

/** The sums over all rows. */
export function inAll(rows: Row[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const row of rows) for (const harm of whole(row.incident)) add(sums, harm);
  return sums;
}

/** A bar of what is sure, what is possible, and what is open. Decoration: the words say the same. */
function bar(sum: Sum, to: number): SVGElement {
  const wide = 90;
  const x = scaleLinear([0, Math.max(1, to)], [0, wide - 8]);
  const low = x(sum.min ?? 0);
  const high = sum.max === null ? Math.min(wide - 2, low + 8) : x(sum.max);
  const flip = document.documentElement.dir === "rtl" ? `translate(${wide},0) scale(-1,1)` : null;
  return s(
    "svg",
    { class: "bar", width: wide, height: 10, viewBox: `0 0 ${wide} 10`, "aria-hidden": "true" },
    sum.figures === 0
      ? null
      : s(
          "g",
          { transform: flip },
          s("rect", { class: "sure", x: 0, y: 2, width: low, height: 6 }),
          high > low ? s("rect", { class: sum.max === null ? "open-end" : "possible", x: low, y: 2.5, width: high - low, height: 5 }) : null,
        ),
  );
}

function table(id: string, heading: string, note: string | null, first: string, of: Line[], outcomes: string[], total: Line | null): HTMLElement {
  const biggest = max(of, (line) => line.sums.get("killed")?.max ?? line.sums.get("killed")?.min ?? 0) ?? 0;
  const line = (row: Line, foot = false): HTMLElement =>
    h(
      "tr",
      { "data-id": row.id },
      h("th", { scope: "row" }, h("bdi", {}, row.name)),
      h("td", { class: "n" }, number(row.incidents)),
      ...outcomes.map((name) => {
        const sum = row.sums.get(name) ?? new Sum();
        return h("td", { "data-outcome": name }, figure(sum), !foot && name === "killed" ? bar(sum, biggest) : null);
      }),
    );
  return h(
    "section",
    { class: "total", id, "aria-labelledby": `h-${id}` },
    h("h3", { id: `h-${id}` }, heading),
    note ? h("p", { class: "small dim" }, note) : null,
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": `h-${id}` },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, first), h("th", { scope: "col" }, t("incidents")), ...outcomes.map((name) => h("th", { scope: "col" }, label("outcome", name))))),
        h("tbody", {}, ...of.map((row) => line(row))),
        total ? h("tfoot", {}, line(total, true)) : null,
      ),
    ),
  );
}

/** The three tables. */
export function totals(data: Data, rows: Row[]): HTMLElement[] {
  const sums = inAll(rows);
  const outcomes = Object.keys(data.labels["outcome"] ?? {});
  const order = ["killed", "injured", "casualties", "abducted", "detained", "missing", "displaced", "released"];
  const present = order.filter((name) => outcomes.includes(name) && (sums.has(name) || name === "killed" || name === "injured"));
  const all: Line = { id: "all", name: t("all"), incidents: rows.length, sums };
  return [
    table("by-kind", t("byKind"), null, t("kind"), lines(rows, (row) => [row.incident.kind], (id) => label("kind", id)), present, all),
    table("by-side", t("bySide"), t("bySideNote"), t("side"), lines(rows, (row) => row.sides, actorName), present, null),
    table("by-group", t("byGroup"), t("byGroupNote"), t("who"), groupLines(rows), present, null),
  ];
}

const TALLIES = 25;

/** Tallies of the reports that are shown. */
export function tallies(entries: Entry[], open: (entry: Entry, from: HTMLElement) => void): HTMLElement {
  const all = entries.flatMap((entry) => entry.tallies.map((tally) => ({ entry, tally })));
  const row = ({ entry, tally }: (typeof all)[number]): HTMLElement => {
    const { period } = tally;
    const span = spanText(period.start, period.end) ?? (period.text ? quote(period.text) : notSaid(t("notStated")));
    const button = h("button", { type: "button", class: "link" }, h("bdi", { dir: "auto" }, entry.report.publisher ?? entry.report.id));
    button.addEventListener("click", () => open(entry, button));
    const by = tally.perpetrators.map(actorName).join(t("comma"));
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, harmText(tally, null)),
      h("td", {}, span, tally.areas.length > 0 ? h("span", {}, t("comma"), quote(tally.areas.join(t("comma")))) : null, by ? h("span", { class: "dim" }, ` · ${by}`) : null),
      h("td", {}, quote(tally.text)),
      h("td", {}, button),
    );
  };
  const rowsOf = (some: typeof all): HTMLElement =>
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "h-tallies" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...[t("figure"), t("span"), t("words"), t("report")].map((text) => h("th", { scope: "col" }, text)))),
        h("tbody", {}, ...some.map(row)),
      ),
    );
  const body = all.length === 0 ? [h("p", { class: "dim" }, t("none"))] : [rowsOf(all.slice(0, TALLIES))];
  if (all.length > TALLIES) {
    const more = h("details", {}, h("summary", {}, `${t("all")}: ${number(all.length)}`));
    more.addEventListener("toggle", () => more.open && more.childElementCount === 1 && more.append(rowsOf(all.slice(TALLIES))), { once: false });
    body.push(more);
  }
  return h("section", { class: "tallies", id: "tallies", "aria-labelledby": "h-tallies" }, h("h2", { id: "h-tallies" }, t("talliesHeading")), h("p", { class: "small dim" }, t("talliesNote")), ...body);
}

function spanText(start: string | null, end: string | null): HTMLElement | null {
  if (start === null && end === null) return null;
  if (start === null) return h("bdi", {}, t("until", end ?? ""));
  if (end === null) return h("bdi", {}, t("since", start));
  return h("bdi", {}, start === end ? start : t("range", start, end));
}
