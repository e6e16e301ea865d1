// The page: reads the data that stands in it, and keeps all its parts on the same selection.

import type { Data, Entry, Lang } from "./types";
import { h } from "./dom";
import { language, label, number, setLanguage, t, use } from "./i18n";
import type { Row } from "./rows";
import { rows as rowsOf } from "./rows";
import { everything, form, inWords, select, sync } from "./filters";
import { Table, figure } from "./table";
import { Detail } from "./detail";
import { inAll, tallies, totals } from "./totals";
import { findings } from "./findings";
import { Sum } from "./figures";
import { Timeline } from "./timeline";
import { SpotMap } from "./map";
import { themeButton } from "./theme";

const app = document.getElementById("app") as HTMLElement;
const data = JSON.parse(document.getElementById("data")?.textContent ?? "") as Data;
use(data);
setLanguage(document.documentElement.lang as Lang);

const all = rowsOf(data);
const filter = everything();
const firstOf = new Map<Entry, Row>();
for (const row of all) if (!firstOf.has(row.entry)) firstOf.set(row.entry, row);

const table = new Table((row, from) => detail.open({ entry: row.entry, at: row.at }, from));
const detail = new Detail((shown, step) => {
  const row = all.find((other) => other.entry === shown.entry && other.at === shown.at);
  return row && table.beside(row, step);
});
const openEntry = (entry: Entry, from: HTMLElement): void => detail.open({ entry, at: firstOf.has(entry) ? 0 : null }, from);

let update = (): void => {};

function heading(): HTMLElement {
  const other: Lang = language() === "ar" ? "en" : "ar";
  const toggle = h("button", { type: "button", lang: other, id: "language" }, t("otherLanguage"));
  toggle.addEventListener("click", () => {
    setLanguage(other);
    draw();
    detail.redraw();
    document.getElementById("language")?.focus();
  });
  const print = h("button", { type: "button" }, t("print"));
  print.addEventListener("click", () => window.print());
  return h("header", { class: "page" }, h("h1", {}, h("bdi", {}, app.dataset["title"] || t("title"))), h("div", { class: "tools" }, toggle, themeButton(), print));
}

/** The figures on top. */
function headline(shown: Row[], entries: Set<Entry>): HTMLElement[] {
  const sums = inAll(shown);
  const tile = (name: string, value: Node | string, under: string | null): HTMLElement =>
    h("div", { class: "tile" }, h("dt", {}, name), h("dd", {}, value, under ? h("span", { class: "small dim under" }, under) : null));
  const background = shown.filter((row) => row.incident.role === "background").length;
  const given = (sum: Sum): string | null => (sum.figures > 0 ? t("fromFigures", number(sum.figures)) : null);
  const withFindings = [...entries].filter((entry) => entry.findings.length > 0).length;
  const tallied = [...entries].reduce((n, entry) => n + entry.tallies.length, 0);
  const people = ["killed", "injured", "casualties"].flatMap((name) => {
    const sum = sums.get(name) ?? new Sum();
    return name === "casualties" && sum.figures === 0 ? [] : [tile(label("outcome", name), figure(sum), given(sum))];
  });
  return [
    tile(t("incidents"), number(shown.length), background > 0 ? t("ofThoseBackground", number(background)) : null),
    tile(t("reports"), number(entries.size), null),
    ...people,
    tile(t("withFindings"), number(withFindings), null),
    tile(t("tallies"), number(tallied), t("talliesApart")),
  ];
}

function draw(): void {
  document.title = app.dataset["title"] || t("title");
  const status = h("p", { class: "status", role: "status", "aria-live": "polite", id: "status" });
  const active = h("p", { class: "paper-only" });
  const tiles = h("dl", { class: "tiles" });
  const sums = h("div", { class: "sums" });
  const apart = h("div", {});
  const questioned = h("section", { class: "chart", "aria-labelledby": "h-findings" });
  const made = form(data, all, filter, () => soon());
  const timeline = new Timeline((from, to) => {
    Object.assign(filter, { from, to });
    sync(made, filter);
    update();
  });
  const map = new SpotMap(data, all, (area) => {
    filter.area = filter.area === area ? "" : area;
    sync(made, filter);
    update();
  });
  const empty = data.records.filter((entry) => entry.incidents.length === 0);

  let waiting = 0;
  /** Once the keys rest: typing must not wait for the charts. */
  const soon = (): void => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => update());
  };
  update = () => {
    const { shown, undated } = select(all, filter);
    const entries = new Set(shown.map((row) => row.entry));
    if (shown.length === all.length) empty.forEach((entry) => entries.add(entry));
    status.textContent = [t("shown", number(shown.length), number(all.length), number(entries.size)), undated > 0 ? t("undatedOut", number(undated)) : ""].join(" ").trim();
    active.textContent = inWords(made, filter);
    tiles.replaceChildren(...headline(shown, entries));
    table.show(shown);
    // What was asked for stands; the rest follows with the next frame, unless the keys go on.
    const rest = (): void => {
      map.show(shown, filter.area);
      timeline.show(shown);
      questioned.replaceChildren(...findings([...entries], openEntry));
      sums.replaceChildren(...totals(data, shown));
      apart.replaceChildren(tallies([...entries], openEntry));
      main.removeAttribute("aria-busy");
    };
    main.setAttribute("aria-busy", "true");
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      waiting = requestAnimationFrame(rest);
    });
  };

  const main = h(
    "main",
    {},
    h("section", { class: "controls", "aria-label": t("filters") }, made, status, active),
    h("section", { class: "overview", "aria-labelledby": "h-overview" }, h("h2", { id: "h-overview" }, t("overview")), tiles, h("div", { class: "charts" }, map.element, h("div", { class: "beside" }, timeline.element, h("section", { class: "chart", "aria-labelledby": "h-areas" }, h("h3", { id: "h-areas" }, t("byArea")), map.list), questioned))),
    h("section", { class: "table", "aria-labelledby": "h-table" }, h("h2", { id: "h-table", tabindex: "-1" }, t("tableHeading")), h("p", { class: "small dim", id: "table-hint" }, t("tableHint")), table.element),
    h("section", { class: "totals", "aria-labelledby": "h-totals" }, h("h2", { id: "h-totals" }, t("totalsHeading")), h("p", { class: "small dim" }, t("totalsNote")), sums),
    apart,
    empty.length > 0 ? emptyReports(empty) : null,
  );
  app.replaceChildren(
    h("a", { class: "skip", href: "#h-table" }, t("skip")),
    heading(),
    main,
    h("footer", {}, h("p", {}, t("footer", data.version)), h("p", {}, t(data.redaction === "names" ? "maskedNames" : "notMasked"))),
    detail.element,
  );
  update();
}

function emptyReports(entries: Entry[]): HTMLElement {
  const list = h("ul", { class: "plain inline" });
  for (const entry of entries) {
    const button = h("button", { type: "button", class: "link" }, h("bdi", { dir: "auto" }, entry.report.id));
    button.addEventListener("click", () => openEntry(entry, button));
    list.append(h("li", {}, button, entry.findings.length > 0 ? h("span", { class: "flag" }, ` ${t("findings")}`) : null));
  }
  return h("details", { class: "empty" }, h("summary", {}, t("emptyReports", number(entries.length))), list);
}

// Paper has no second page of a table.
window.addEventListener("beforeprint", () => table.showAll());
window.addEventListener("afterprint", () => table.draw());

draw();
