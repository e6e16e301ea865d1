// What is questioned in the reports that are shown, by sort.

import type { Entry } from "./types";
import { h } from "./dom";
import { label, number, t } from "./i18n";

const NAMED = 8;

export function findings(entries: Entry[], open: (entry: Entry, from: HTMLElement) => void): HTMLElement[] {
  const by = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const code of new Set(entry.findings.map((finding) => finding.code))) {
      by.set(code, [...(by.get(code) ?? []), entry]);
    }
  }
  const list = h("ul", { class: "plain" });
  for (const [code, of] of [...by].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))) {
    const item = h("li", {}, h("span", { class: "flag" }, `${label("finding", code)}: ${number(of.length)}`), " ");
    for (const entry of of.slice(0, NAMED)) {
      const button = h("button", { type: "button", class: "link small" }, h("bdi", { dir: "auto" }, entry.report.id));
      button.addEventListener("click", () => open(entry, button));
      item.append(button, " ");
    }
    if (of.length > NAMED) item.append(h("span", { class: "small dim" }, t("findingsMore", number(of.length - NAMED))));
    list.append(item);
  }
  return [
    h("h3", { id: "h-findings" }, t("findings")),
    h("p", { class: "small dim" }, t("findingsNote")),
    by.size > 0 ? list : h("p", { class: "dim" }, t("none")),
  ];
}
