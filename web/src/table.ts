// The table of incidents, a page of rows at a time.

import type { Row } from "./rows";
import { whenShort } from "./rows";
import { h, notSaid } from "./dom";
import { actorName, areaName, label, number, placeName, t } from "./i18n";
import type { Sum } from "./figures";
import { outcome, sumText } from "./figures";

const PAGE = 50;

type Key = "report" | "date" | "killed";

export class Table {
  readonly element = h("div", { class: "incidents" });
  private rows: Row[] = [];
  private page = 0;
  private key: Key = "report";
  private down = false;

  constructor(private readonly open: (row: Row, from: HTMLElement) => void) {
    this.element.addEventListener("keydown", (event) => this.arrows(event));
  }

  show(rows: Row[]): void {
    this.rows = rows;
    this.page = 0;
    this.sort();
    this.draw();
  }

  /** All rows at once, for paper. */
  showAll(): void {
    this.draw(this.rows.length);
  }

  draw(size = PAGE): void {
    const pages = Math.max(1, Math.ceil(this.rows.length / size));
    this.page = Math.min(this.page, pages - 1);
    const shown = this.rows.slice(this.page * size, (this.page + 1) * size);
    const heads: [string, Key | null][] = [
      [t("kind"), null], [t("date"), "date"], [t("place"), null], [t("side"), null],
      [label("outcome", "killed"), "killed"], [label("outcome", "injured"), null],
      [t("findings"), null], [t("source"), null],
    ];
    const head = heads.map(([text, key]) => {
      if (key === null) return h("th", { scope: "col", role: "columnheader" }, text);
      const sorted = this.key === key ? (this.down ? "descending" : "ascending") : "none";
      const button = h("button", { type: "button", "aria-label": t("sortBy", text) }, text, h("span", { class: "arrow", "aria-hidden": "true" }));
      button.addEventListener("click", () => this.sortBy(key));
      return h("th", { scope: "col", role: "columnheader", "aria-sort": sorted, "data-key": key }, button);
    });
    const body = shown.map((row, i) => this.row(row, this.page * size + i + 2, heads.map(([text]) => text)));
    const table = h(
      "table",
      { role: "table", "aria-labelledby": "h-table", "aria-describedby": "table-hint", "aria-rowcount": this.rows.length + 1 },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row", "aria-rowindex": 1 }, ...head)),
      h("tbody", { role: "rowgroup" }, ...body),
    );
    this.element.replaceChildren(this.rows.length > 0 ? table : h("p", { class: "nothing" }, t("nothing")), this.pager(pages));
  }

  private row(row: Row, at: number, heads: string[]): HTMLElement {
    const { incident, entry } = row;
    const button = h("button", { type: "button", class: "open", "data-row": row.index }, label("kind", incident.kind));
    button.addEventListener("click", () => this.open(row, button));
    const place = incident.places[0];
    const more = incident.places.length - 1;
    const where = place
      ? [h("bdi", { dir: "auto" }, placeName(place)), place.admin1 && areaName(place.admin1) !== placeName(place) ? h("span", { class: "dim" }, `${t("comma")}${areaName(place.admin1)}`) : null, more > 0 ? h("span", { class: "dim" }, ` +${more}`) : null]
      : [notSaid(t("notStated"))];
    const when = whenShort(incident.when);
    const cells: (Node | string | null)[][] = [
      [button, incident.role === "background" ? h("span", { class: "dim small" }, ` ${label("role", "background")}`) : null],
      when ? [h("bdi", { class: incident.when.precision === "day" ? "day" : "day uncertain" }, when)] : [notSaid(t("notStated"))],
      where,
      row.sides[0] === "" ? [notSaid(t("actorNone"))] : [row.sides.map((id) => (id === "other" ? (incident.actors.find((a) => a.id === id)?.name ?? actorName(id)) : actorName(id))).join(t("comma"))],
      [figure(outcome(incident, "killed"))],
      [figure(outcome(incident, "injured"))],
      [entry.findings.length > 0 ? h("span", { class: "flag" }, t("findingsCount", number(entry.findings.length))) : ""],
      [h("bdi", { dir: "auto" }, entry.report.publisher ?? entry.report.id)],
    ];
    return h(
      "tr",
      { role: "row", "aria-rowindex": at },
      ...cells.map((content, i) =>
        h(i === 0 ? "th" : "td", { role: i === 0 ? "rowheader" : "cell", scope: i === 0 ? "row" : null, "data-head": heads[i] ?? "" }, ...content),
      ),
    );
  }

  private pager(pages: number): HTMLElement {
    const go = (to: number): void => {
      this.page = to;
      this.draw();
      this.element.querySelector<HTMLElement>("button.open")?.focus();
    };
    const previous = h("button", { type: "button", class: "previous", disabled: this.page === 0 }, t("previousPage"));
    const next = h("button", { type: "button", class: "next", disabled: this.page >= pages - 1 }, t("nextPage"));
    previous.addEventListener("click", () => go(this.page - 1));
    next.addEventListener("click", () => go(this.page + 1));
    return h("nav", { class: "pager", "aria-label": t("pages"), hidden: pages < 2 }, previous, h("span", {}, t("page", number(this.page + 1), number(pages))), next);
  }

  private sortBy(key: Key): void {
    if (this.key === key && this.down) this.key = "report";
    else [this.key, this.down] = [key, this.key === key];
    if (this.key === "report") this.down = false;
    this.sort();
    this.draw();
    this.element.querySelector<HTMLElement>(`th[data-key="${key}"] button`)?.focus();
  }

  private sort(): void {
    const turn = this.down ? -1 : 1;
    const values = new Map<Row, string | number>();
    for (const row of this.rows) {
      if (this.key === "date") values.set(row, row.incident.when.start ?? "");
      else if (this.key === "killed") {
        const sum = outcome(row.incident, "killed");
        values.set(row, sum.figures === 0 ? -1 : (sum.min ?? 0));
      }
    }
    const missing = (value: string | number | undefined): boolean => value === "" || value === -1;
    this.rows = [...this.rows].sort((a, b) => {
      const [x, y] = [values.get(a), values.get(b)];
      if (x === undefined || y === undefined || x === y) return a.index - b.index;
      // What is not known stands last in either direction.
      if (missing(x) || missing(y)) return missing(x) ? 1 : -1;
      return x < y ? -turn : turn;
    });
  }

  private arrows(event: KeyboardEvent): void {
    const buttons = [...this.element.querySelectorAll<HTMLElement>("button.open")];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(to, buttons.length - 1))]?.focus();
  }

  /** The incident before or after `row` in the order of the table. */
  beside(row: Row, step: 1 | -1): Row | undefined {
    const at = this.rows.findIndex((other) => other.index === row.index);
    return at < 0 ? undefined : this.rows[at + step];
  }
}

/** A sum as an element: what is not exact looks so. */
export function figure(sum: Sum): HTMLElement {
  if (sum.figures === 0) return notSaid(t("notStated"));
  return h("span", { class: sum.isExact ? "exact" : "uncertain" }, sumText(sum));
}
