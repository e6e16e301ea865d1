// One report: its text with the evidence marked, beside the record that rests on it.

import type { Entry, Evidence, Harm, Incident } from "./types";
import type { Row } from "./rows";
import type { Marked } from "./marks";
import { marked, piecesOf } from "./marks";
import { h, quote } from "./dom";
import { actorName, areaName, label, number, placeName, t } from "./i18n";
import { bounds } from "./figures";
import { whenShort } from "./rows";

export interface Shown {
  entry: Entry;
  /** Which incident; none in a report that tells none. */
  at: number | null;
}

export class Detail {
  readonly element: HTMLDialogElement = h("dialog", { class: "detail", "aria-labelledby": "h-detail" });
  private from: HTMLElement | null = null;
  private shown: Shown | null = null;
  private spans: Marked[] = [];

  constructor(private readonly beside: (shown: Shown, step: 1 | -1) => Row | undefined) {
    this.element.addEventListener("close", () => {
      this.shown = null;
      document.documentElement.classList.remove("reading");
      (this.from?.isConnected ? this.from : document.querySelector<HTMLElement>("button.open"))?.focus();
    });
  }

  open(shown: Shown, from: HTMLElement | null): void {
    this.from = from;
    this.draw(shown);
    if (!this.element.open) this.element.showModal();
    document.documentElement.classList.add("reading");
    this.element.querySelector<HTMLElement>("#h-detail")?.focus();
  }

  /** Draws again, in another language. */
  redraw(): void {
    if (this.shown) this.draw(this.shown);
  }

  private draw(shown: Shown): void {
    this.shown = shown;
    const { entry, at } = shown;
    const incident = at === null ? undefined : entry.incidents[at];
    this.spans = spansOf(entry, at);
    const title = incident ? `${label("kind", incident.kind)}${incident.places[0] ? `: ${placeName(incident.places[0])}` : ""}` : entry.report.id;
    const close = h("button", { type: "button", class: "close" }, t("close"));
    close.addEventListener("click", () => this.element.close());
    const step = (way: 1 | -1, text: string): HTMLButtonElement => {
      const to = this.beside(shown, way);
      const button = h("button", { type: "button", disabled: !to, class: way > 0 ? "next" : "previous" }, text);
      button.addEventListener("click", () => to && this.turn({ entry: to.entry, at: to.at }));
      return button;
    };
    const { report } = entry;
    const facts: [string, Node][] = [[t("report"), h("bdi", { dir: "auto" }, report.id)]];
    if (report.publisher) facts.push([t("source"), h("bdi", { dir: "auto" }, report.publisher)]);
    if (report.published_at) facts.push([t("published"), h("bdi", { dir: "ltr" }, report.published_at)]);
    if (report.url) facts.push([t("address"), h("bdi", { dir: "ltr", class: "address" }, report.url)]);
    this.element.replaceChildren(
      h(
        "header",
        {},
        h("h2", { id: "h-detail", tabindex: "-1" }, h("bdi", {}, title)),
        h("div", { class: "tools" }, step(-1, t("previous")), step(1, t("next")), close),
        h("p", { class: "facts" }, ...facts.flatMap(([name, value]) => [h("span", { class: "fact" }, `${name}: `, value)])),
      ),
      h("div", { class: "columns" }, this.text(entry), h("section", { class: "record", "aria-labelledby": "h-record" }, ...this.record(entry, at, incident))),
    );
  }

  private turn(to: Shown): void {
    this.draw(to);
    this.element.scrollTop = 0;
    this.element.querySelector<HTMLElement>("#h-detail")?.focus();
  }

  private text(entry: Entry): HTMLElement {
    const of = (part: string): Marked[] => this.spans.filter((span) => span.part === part);
    const parts: Node[] = [h("h3", { id: "h-text" }, t("textHeading"))];
    if (entry.title !== undefined) parts.push(marked(entry.title, of("title"), { class: "title" }));
    if (entry.text !== undefined) parts.push(marked(entry.text, of("text"), { class: "text" }));
    else parts.push(h("p", { class: "dim" }, t("noText")));
    return h("section", { class: "reading", "aria-labelledby": "h-text" }, ...parts);
  }

  private record(entry: Entry, at: number | null, incident: Incident | undefined): Node[] {
    const out: Node[] = [h("h3", { id: "h-record" }, t("recordHeading"))];
    if (entry.incidents.length > 1) out.push(this.others(entry, at));
    if (!incident) out.push(h("p", {}, t("noIncidents")));
    else out.push(this.slots(incident));
    if (entry.findings.length > 0) {
      out.push(h("h4", { class: "flag" }, t("findings")));
      const list = h("ul", { class: "plain findings" });
      entry.findings.forEach((finding, i) => {
        list.append(
          h("li", {}, h("strong", {}, label("finding", finding.code)), h("p", { class: "small", lang: "en", dir: "auto" }, finding.message), ...this.evidence(`f${i}`)),
        );
      });
      out.push(list);
    }
    if (entry.tallies.length > 0) {
      out.push(h("h4", {}, t("talliesHeading")), h("p", { class: "small dim" }, t("talliesNote")));
      const list = h("ul", { class: "plain" });
      entry.tallies.forEach((tally, i) => list.append(h("li", {}, harmText(tally, null), " ", ...this.evidence(`t${i}`))));
      out.push(list);
    }
    return out;
  }

  private others(entry: Entry, at: number | null): HTMLElement {
    const buttons = entry.incidents.map((incident, i) => {
      const button = h("button", { type: "button", "aria-pressed": String(i === at) }, `${number(i + 1)}. ${label("kind", incident.kind)}`);
      button.addEventListener("click", () => {
        this.draw({ entry, at: i });
        this.element.querySelectorAll<HTMLElement>(".others button")[i]?.focus();
      });
      return button;
    });
    const text = t("incidentOf", number((at ?? 0) + 1), number(entry.incidents.length));
    return h("div", { class: "others", role: "group", "aria-label": text }, h("span", { class: "small dim" }, text), ...buttons);
  }

  private slots(incident: Incident): HTMLElement {
    const list = h("dl", { class: "slots" });
    const add = (slot: string, values: [field: string, value: Node | string][]): void => {
      if (values.length === 0) return;
      list.append(h("dt", {}, h("span", { class: `chip s-${slot}` }, label("slot", slot))));
      for (const [field, value] of values) list.append(h("dd", { "data-field": field }, h("div", { class: "value" }, value), ...this.evidence(field)));
    };
    const each = <T>(slot: string, values: T[], text: (value: T) => Node | string): void =>
      add(slot, values.map((value, i) => [`${slot}[${i}]`, text(value)]));
    add("kind", [["kind", label("kind", incident.kind)]]);
    each("also", incident.also, (kind) => label("kind", kind));
    add("role", [["role", label("role", incident.role)]]);
    add("when", [["when", whenText(incident)]]);
    each("places", incident.places, placeText);
    each("actors", incident.actors, (actor) => {
      const name = actor.id === "other" ? (actor.name ?? actorName(actor.id)) : actorName(actor.id);
      const sure = actor.certainty === "stated" || actor.id === "unknown" ? "" : ` (${label("certainty", actor.certainty)})`;
      return h("span", {}, `${label("actor_role", actor.role)}: `, h("bdi", {}, name), h("span", { class: "uncertain" }, sure));
    });
    each("means", incident.means, (means) => label("means", means));
    each("harm", incident.harm, (harm) => harmText(harm, incident));
    each("attribution", incident.attribution, (a) => h("span", {}, h("bdi", { dir: "auto" }, a.source), ` (${label("stance", a.stance)})`));
    each("damage", incident.damage, (damage) => label("damage", damage));
    const sure = h("p", { class: "small dim" }, `${t("confidence")}: ${incident.confidence.toFixed(2)}`);
    return h("div", {}, list, sure);
  }

  /** The words that a slot rests on; a button leads to them in the text. */
  private evidence(field: string): HTMLElement[] {
    return this.spans
      .filter((span) => span.id.startsWith(`${field}~`))
      .map((span) => {
        const words = [h("span", { class: "quotes" }, "«", quote(span.text), "»"), " ", h("code", { dir: "ltr", title: t("rule") }, span.rule)];
        if (span.end <= span.start) {
          const why = this.shown?.entry.text === undefined ? null : h("em", { class: "small" }, ` ${t("notPlaced")}`);
          return h("div", { class: "evidence" }, ...words, why);
        }
        const button = h("button", { type: "button", class: `evidence s-${span.slot}`, "data-span": span.id, title: t("jump") }, ...words);
        const light = (on: boolean): void => piecesOf(this.element, span.id).forEach((piece) => piece.classList.toggle("lit", on));
        button.addEventListener("mouseenter", () => light(true));
        button.addEventListener("mouseleave", () => light(document.activeElement === button));
        button.addEventListener("focus", () => light(true));
        button.addEventListener("blur", () => light(false));
        button.addEventListener("click", () => piecesOf(this.element, span.id)[0]?.scrollIntoView({ block: "center" }));
        return button;
      });
  }
}

/** The spans of one incident, and of its report's tallies and findings. */
export function spansOf(entry: Entry, at: number | null): Marked[] {
  const out: Marked[] = [];
  const add = (of: Evidence[], field: (e: Evidence) => string, slot: (e: Evidence) => string): void => {
    for (const e of of) out.push({ ...e, id: `${field(e)}~${out.length}`, slot: slot(e), name: label("slot", slot(e)) });
  };
  const incident = at === null ? undefined : entry.incidents[at];
  if (incident) add(incident.evidence, (e) => e.field, (e) => e.field.replace(/\[.*/, ""));
  entry.tallies.forEach((tally, i) => add(tally.evidence, () => `t${i}`, () => "tallies"));
  entry.findings.forEach((finding, i) => add(finding.evidence, () => `f${i}`, () => "findings"));
  return out;
}

function whenText({ when }: Incident): HTMLElement {
  if (when.start === null) return h("span", { class: "dim" }, t("notStated"));
  const basis = when.basis === "explicit" ? "" : ` (${label("basis", when.basis)})`;
  const precision = when.precision === "day" ? "" : ` (${label("date_precision", when.precision)})`;
  return h("span", {}, h("bdi", {}, whenShort(when)), h("span", { class: "dim" }, basis), h("span", { class: "uncertain" }, precision));
}

function placeText(place: Incident["places"][number]): HTMLElement {
  const above = place.admin1 ? `${t("comma")}${areaName(place.admin1)}` : "";
  const latin = place.name_en ? h("span", {}, " ", h("bdi", { dir: "ltr", class: "small dim" }, place.name_en)) : null;
  const rough = place.precision === "unresolved" || place.precision.startsWith("admin") || place.precision === "country";
  return h(
    "span",
    {},
    h("bdi", { dir: "auto" }, place.name),
    above,
    latin,
    h("span", { class: "dim" }, ` (${label("place_type", place.type)}`),
    h("span", { class: rough ? "uncertain" : "dim" }, ` · ${label("place_precision", place.precision)})`),
  );
}

/** A figure of harm in words. */
export function harmText(harm: Harm, incident: Incident | null): HTMLElement {
  const { count } = harm;
  const vague = count.vague && count.vague !== "about" ? ` (${label("vague", count.vague)})` : "";
  const exact = count.min !== null && count.min === count.max && !count.vague;
  const outer = incident && harm.within !== null && harm.within !== undefined ? incident.harm[harm.within] : undefined;
  const side = harm.affiliation ? `${t("comma")}${actorName(harm.affiliation)}` : "";
  return h(
    "span",
    {},
    `${label("outcome", harm.outcome)}: `,
    h("strong", { class: exact ? "exact" : "uncertain" }, bounds(count) + vague),
    ` · ${label("group", harm.group)}${side}`,
    outer ? h("span", { class: "dim" }, ` (${t("within", `${bounds(outer.count)} ${label("group", outer.group)}`)})`) : null,
    harm.provisional ? h("span", { class: "uncertain" }, ` ${t("provisional")}`) : null,
  );
}
