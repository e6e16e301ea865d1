// What is shown: the form, and which rows fit it.

import type { Data } from "./types";
import type { Row } from "./rows";
import { fold } from "./rows";
import { h } from "./dom";
import { actorName, areaName, inLanguage, label, t } from "./i18n";

export interface Filter {
  text: string;
  kind: string;
  /** `none` is: no governorate known. */
  area: string;
  actor: string;
  outcome: string;
  role: string;
  from: string;
  to: string;
  findings: boolean;
}

export const everything = (): Filter => ({
  text: "", kind: "", area: "", actor: "", outcome: "", role: "", from: "", to: "", findings: false,
});

function fits(row: Row, filter: Filter, needles: string[]): boolean {
  const { incident, entry } = row;
  if (filter.kind && incident.kind !== filter.kind && !incident.also.includes(filter.kind)) return false;
  if (filter.area === "none" ? [...row.areas].some((a) => a !== "") : filter.area && !row.areas.has(filter.area)) {
    return false;
  }
  if (filter.actor === "none" ? !row.sides.includes("") : filter.actor && !row.actors.has(filter.actor)) return false;
  if (filter.outcome && !row.outcomes.has(filter.outcome)) return false;
  if (filter.role && incident.role !== filter.role) return false;
  if (filter.findings && entry.findings.length === 0) return false;
  return needles.every((needle) => row.haystack.includes(needle));
}

/** The rows that fit, and how many were left out only because they have no date. */
export function select(rows: Row[], filter: Filter): { shown: Row[]; undated: number } {
  const needles = fold(filter.text).split(" ").filter(Boolean);
  const shown: Row[] = [];
  let undated = 0;
  for (const row of rows) {
    if (!fits(row, filter, needles)) continue;
    if (filter.from || filter.to) {
      const { start, end } = row.incident.when;
      if (start === null) {
        undated += 1;
        continue;
      }
      if (filter.from && (end ?? start) < filter.from) continue;
      if (filter.to && start > filter.to) continue;
    }
    shown.push(row);
  }
  return { shown, undated };
}

type Choice = [value: string, text: string];

function counted(rows: Row[], of: (row: Row) => Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of new Set(of(row))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function choices(counts: Map<string, number>, name: (value: string) => string): Choice[] {
  const sorted = [...counts].filter(([value]) => value !== "").sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.map(([value, n]) => [value, `${name(value)} (${n})`]);
}

/** The form. `changed` is called with every change, at once. */
export function form(data: Data, rows: Row[], filter: Filter, changed: () => void): HTMLFormElement {
  const input = (name: "text" | "from" | "to", type: string): HTMLInputElement => {
    const box = h("input", { id: `f-${name}`, type, name, autocomplete: "off", dir: type === "search" ? "auto" : null });
    box.value = filter[name];
    box.addEventListener("input", () => {
      filter[name] = box.value;
      changed();
    });
    return box;
  };
  const select = (name: "kind" | "area" | "actor" | "outcome" | "role", options: Choice[]): HTMLSelectElement => {
    const box = h("select", { id: `f-${name}`, name }, h("option", { value: "" }, t("any")));
    for (const [value, text] of options) box.append(h("option", { value }, text));
    box.value = filter[name];
    box.addEventListener("change", () => {
      filter[name] = box.value;
      changed();
    });
    return box;
  };
  const field = (text: string, control: HTMLElement, wide = false): HTMLElement =>
    h("div", { class: wide ? "field wide" : "field" }, h("label", { for: control.id }, text), control);

  const areas = counted(rows, (row) => row.areas);
  const withoutArea = rows.filter((row) => [...row.areas].every((a) => a === "")).length;
  const countries = Object.keys(data.countries).length > 1;
  const areaText = (value: string): string => {
    const country = countries ? data.countries[data.areas[value]?.country ?? ""] : undefined;
    return country ? `${areaName(value)}${t("comma")}${inLanguage(country, "")}` : areaName(value);
  };
  const areaChoices = choices(areas, areaText);
  if (withoutArea > 0) areaChoices.push(["none", `${t("noArea")} (${withoutArea})`]);
  const actorChoices = choices(counted(rows, (row) => row.actors), actorName);
  const withoutSide = rows.filter((row) => row.sides.includes("")).length;
  if (withoutSide > 0) actorChoices.push(["none", `${t("side")}: ${t("actorNone")} (${withoutSide})`]);

  const findings = h("input", { id: "f-findings", type: "checkbox", name: "findings" });
  findings.checked = filter.findings;
  findings.addEventListener("change", () => {
    filter.findings = findings.checked;
    changed();
  });
  const clear = h("button", { type: "button", id: "f-clear" }, t("clear"));
  const made = h(
    "form",
    { role: "search", class: "filters", "aria-label": t("filters") },
    field(t("search"), input("text", "search"), true),
    field(t("kind"), select("kind", choices(counted(rows, (r) => [r.incident.kind, ...r.incident.also]), (k) => label("kind", k)))),
    field(t("area"), select("area", areaChoices)),
    field(t("actor"), select("actor", actorChoices)),
    field(t("outcome"), select("outcome", choices(counted(rows, (r) => r.outcomes), (o) => label("outcome", o)))),
    field(t("role"), select("role", choices(counted(rows, (r) => [r.incident.role]), (r) => label("role", r)))),
    field(t("from"), input("from", "date")),
    field(t("to"), input("to", "date")),
    h("div", { class: "field check" }, findings, h("label", { for: "f-findings" }, t("findingsOnly"))),
    h("div", { class: "field" }, clear),
  );
  made.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    Object.assign(filter, everything());
    sync(made, filter);
    changed();
    made.querySelector<HTMLInputElement>("#f-text")?.focus();
  });
  return made;
}

/** Shows `filter` in the form, when something else has changed it. */
export function sync(made: HTMLFormElement, filter: Filter): void {
  for (const control of made.elements) {
    if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = filter.findings;
    else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      control.value = String(filter[control.name as keyof Filter] ?? "");
    }
  }
}

/** The filters that are set, in words: paper does not show the form. */
export function inWords(made: HTMLFormElement, filter: Filter): string {
  const set = [...made.elements].flatMap((control) => {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return [];
    if (!filter[control.name as keyof Filter]) return [];
    const name = made.querySelector(`label[for="${control.id}"]`)?.textContent ?? "";
    if (control.type === "checkbox") return [name];
    return [`${name}: ${control instanceof HTMLSelectElement ? (control.selectedOptions[0]?.textContent ?? "") : control.value}`];
  });
  return set.length > 0 ? t("active", set.join(t("comma"))) : "";
}
