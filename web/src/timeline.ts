// Incidents over time. Bars are counted by day, month or year, whichever the span asks for.

import { extent, max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { utcDay, utcMonth, utcYear } from "d3-time";
import type { Row } from "./rows";
import { h, s } from "./dom";
import { month, number, t } from "./i18n";

type Unit = "day" | "month" | "year";

interface Bin {
  /** First day. */
  from: string;
  /** Last day. */
  to: string;
  incidents: number;
}

const intervals = { day: utcDay, month: utcMonth, year: utcYear };
const iso = (date: Date): string => date.toISOString().slice(0, 10);
const date = (text: string): Date => new Date(`${text.slice(0, 10)}T00:00:00Z`);

/** What the reader is told of a stretch of days that no bin reaches: precision finer than the bin. */
function fits(row: Row, unit: Unit): boolean {
  const { precision } = row.incident.when;
  if (precision === "year") return unit === "year";
  return precision === "month" ? unit !== "day" : true;
}

function bins(rows: Row[]): { unit: Unit; bins: Bin[]; coarse: number; undated: number } {
  const dated = rows.filter((row) => row.incident.when.start !== null);
  const undated = rows.length - dated.length;
  const [first, last] = extent(dated, (row) => row.incident.when.start as string);
  if (first === undefined || last === undefined) return { unit: "day", bins: [], coarse: 0, undated };
  const days = utcDay.count(date(first), date(last));
  const unit: Unit = days <= 45 ? "day" : days <= 366 * 8 ? "month" : "year";
  const drawn = dated.filter((row) => fits(row, unit));
  const interval = intervals[unit];
  const counts = new Map<string, number>();
  for (const row of drawn) {
    const key = iso(interval.floor(date(row.incident.when.start as string)));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [low, high] = extent(counts.keys());
  if (low === undefined || high === undefined) return { unit, bins: [], coarse: dated.length, undated };
  const all = interval.range(date(low), interval.offset(date(high), 1)).map((start) => ({
    from: iso(start),
    to: iso(utcDay.offset(interval.offset(start, 1), -1)),
    incidents: counts.get(iso(start)) ?? 0,
  }));
  return { unit, bins: all, coarse: dated.length - drawn.length, undated };
}

const WIDE = 640;
const HIGH = 200;
const EDGE = { top: 14, side: 34, bottom: 26 };

export class Timeline {
  readonly element = h("section", { class: "chart timeline", "aria-labelledby": "h-time" });

  constructor(private readonly pick: (from: string, to: string) => void) {}

  show(rows: Row[]): void {
    const { unit, bins: all, coarse, undated } = bins(rows);
    const open = this.element.querySelector("details")?.open ?? false;
    const notes = [undated > 0 ? t("timeUndated", number(undated)) : "", coarse > 0 ? t("timeCoarse", number(coarse)) : ""].filter(Boolean);
    this.element.replaceChildren(
      h("h3", { id: "h-time" }, t("timeHeading")),
      all.length > 0 ? this.chart(all, unit) : h("p", { class: "dim" }, t("timeNone")),
      h("p", { class: "small dim notes" }, notes.join(" ")),
    );
    if (all.length > 0) this.element.append(this.table(all, unit, open));
  }

  private chart(all: Bin[], unit: Unit): SVGElement {
    // Time runs with the writing.
    const across = document.documentElement.dir === "rtl" ? [WIDE - EDGE.side, 8] : [EDGE.side, WIDE - 8];
    const x = scaleLinear([0, all.length], across);
    const most = max(all, (bin) => bin.incidents) ?? 1;
    const y = scaleLinear([0, most], [HIGH - EDGE.bottom, EDGE.top]).nice(4);
    const chart = s("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": t("timeLabel", unitName(unit)) });
    for (const tick of y.ticks(4).filter(Number.isInteger)) {
      // `end` is the left end where the writing runs from the right.
      const inner = document.documentElement.dir === "rtl" ? WIDE - EDGE.side + 8 : EDGE.side - 8;
      chart.append(
        s("line", { class: "grid", x1: across[0], x2: across[1], y1: y(tick), y2: y(tick) }),
        s("text", { class: "tick", x: inner, y: y(tick) + 4, "text-anchor": "end" }, number(tick)),
      );
    }
    const width = Math.abs(x(1) - x(0));
    const gap = Math.min(2, width * 0.15);
    all.forEach((bin, i) => {
      const left = Math.min(x(i), x(i + 1)) + gap / 2;
      if (bin.incidents > 0) {
        const rect = s("rect", { class: "bin", x: left, width: Math.max(0.8, width - gap), y: y(bin.incidents), height: HIGH - EDGE.bottom - y(bin.incidents), "data-from": bin.from });
        rect.append(s("title", {}, `${binName(bin, unit)}: ${number(bin.incidents)}`));
        rect.addEventListener("click", () => this.pick(bin.from, bin.to));
        chart.append(rect);
      }
    });
    // As many names as have room.
    const every = Math.ceil(all.length / 6);
    all.forEach((bin, i) => {
      if (i % every !== 0 || (i > 0 && all.length - i < every * 0.6)) return;
      chart.append(s("text", { class: "tick", x: (x(i) + x(i + 1)) / 2, y: HIGH - 8, "text-anchor": "middle" }, unit === "day" ? bin.from.slice(5) : unit === "month" ? bin.from.slice(0, 7) : bin.from.slice(0, 4)));
    });
    return chart;
  }

  private table(all: Bin[], unit: Unit, open: boolean): HTMLElement {
    const details = h("details", { open }, h("summary", {}, t("timeTable")));
    const fill = (): void => {
      if (!details.open || details.querySelector("table")) return;
      const body = all
        .filter((bin) => bin.incidents > 0)
        .map((bin) => {
          const button = h("button", { type: "button", class: "link" }, h("bdi", {}, binName(bin, unit)));
          button.addEventListener("click", () => this.pick(bin.from, bin.to));
          return h("tr", {}, h("th", { scope: "row" }, button), h("td", { class: "n" }, number(bin.incidents)));
        });
      details.append(
        h("div", { class: "scroll low", tabindex: "0", role: "region", "aria-label": t("timeTable") },
          h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("period")), h("th", { scope: "col" }, t("incidents")))), h("tbody", {}, ...body))),
      );
    };
    details.addEventListener("toggle", fill);
    fill();
    return details;
  }
}

function unitName(unit: Unit): string {
  return t(unit === "day" ? "byDay" : unit === "month" ? "byMonth" : "byYear");
}

function binName(bin: Bin, unit: Unit): string {
  return unit === "day" ? bin.from : unit === "month" ? month(bin.from) : bin.from.slice(0, 4);
}
