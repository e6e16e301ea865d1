// The map: outlines that come with the page, spots sized by the number of incidents, zoom by button,
// drag, pinch or control and wheel. The list of governorates beside it says and does the same.

import { max } from "d3-array";
import type { GeoProjection } from "d3-geo";
import { geoMercator, geoPath } from "d3-geo";
import { scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import type { ZoomBehavior, ZoomTransform } from "d3-zoom";
import { zoom, zoomIdentity } from "d3-zoom";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { Data, Label } from "./types";
import type { Row } from "./rows";
import type { Spot } from "./spots";
import { clusters, spots } from "./spots";
import { h, s } from "./dom";
import { areaName, inLanguage, number, t } from "./i18n";

const WIDE = 640;
const HIGH = 480;
/** Spots nearer than this, in pixels, are drawn as one. */
const CELL = 13;

type Unit = Feature<Geometry, Label | null>;

function units(topology: Topology): Unit[] {
  const object = topology.objects["units"];
  return object ? (feature(topology, object) as FeatureCollection<Geometry, Label | null>).features : [];
}

export class SpotMap {
  readonly element = h("section", { class: "chart map", "aria-labelledby": "h-map" });
  private readonly svg = s("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", class: "sheet" });
  private readonly moving = s("g", {});
  private readonly dots = s("g", {});
  private readonly names = s("g", { class: "names" });
  private readonly notes = h("div", { class: "small dim notes" });
  /** The governorates, for the place beside the map. */
  readonly list = h("div", { class: "areas" });
  private readonly projection: GeoProjection;
  private readonly behaviour: ZoomBehavior<SVGSVGElement, unknown>;
  private now: ZoomTransform = zoomIdentity;
  private shown: Spot[] = [];
  private labels: { x: number; y: number; label: Label; size: number }[] = [];

  constructor(
    private readonly data: Data,
    rows: Row[],
    private readonly pick: (area: string) => void,
  ) {
    const points = spots(rows).spots.map((spot): [number, number] => [spot.lon, spot.lat]);
    this.projection = fitted(points);
    this.behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([1, 40])
      .translateExtent([[-WIDE / 2, -HIGH / 2], [WIDE * 1.5, HIGH * 1.5]])
      // One finger and the bare wheel go on scrolling the page.
      .filter((event: Event) => {
        if (event instanceof WheelEvent) return event.ctrlKey;
        if ("touches" in event) return (event as TouchEvent).touches.length > 1;
        return !(event instanceof MouseEvent) || event.button === 0;
      })
      .on("zoom", (event: { transform: ZoomTransform }) => {
        const scaled = event.transform.k !== this.now.k;
        this.now = event.transform;
        this.moving.setAttribute("transform", this.now.toString());
        if (scaled) this.dot();
        this.name();
      });
    this.moving.append(...this.land(), this.dots);
    this.svg.append(this.moving, this.names);
    select<SVGSVGElement, unknown>(this.svg).call(this.behaviour);
    const button = (text: string, mark: string, act: () => void): HTMLElement => {
      const made = h("button", { type: "button", "aria-label": text, title: text }, mark);
      made.addEventListener("click", act);
      return made;
    };
    const svg = select<SVGSVGElement, unknown>(this.svg);
    const tools = h(
      "div",
      { class: "zoom" },
      button(t("zoomIn"), "+", () => this.behaviour.scaleBy(svg, 1.7)),
      button(t("zoomOut"), "−", () => this.behaviour.scaleBy(svg, 1 / 1.7)),
      button(t("zoomReset"), "⤢", () => this.behaviour.transform(svg, zoomIdentity)),
    );
    this.element.append(h("h3", { id: "h-map" }, t("mapHeading")), h("div", { class: "frame" }, this.svg, tools), this.notes);
  }

  /** Shows the spots of `rows`; `area` is the governorate that is filtered for. */
  show(rows: Row[], area: string): void {
    const { spots: found, unplaced } = spots(rows);
    this.shown = found;
    this.svg.setAttribute("aria-label", t("mapLabel", number(found.length), number(rows.length)));
    this.dot();
    this.name();
    const key = (look: string, text: string): HTMLElement =>
      h("span", { class: "key" }, s("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" }, s("circle", { class: look, r: 5 })), text);
    const schematic = Object.values(this.data.outlines.countries).some((c) => Object.keys(c.schematic).length > 0);
    this.notes.replaceChildren(
      h("p", {}, key("spot", t("mapKnown")), " ", key("spot rough", t("mapRough"))),
      ...(found.length === 0 ? [h("p", {}, t("mapNone"))] : []),
      ...(unplaced > 0 ? [h("p", {}, t("mapUnplaced", number(unplaced)))] : []),
      h("p", {}, `${schematic ? `${t("mapSchematic")} ` : ""}${t("mapStatus")}`),
    );
    this.areas(rows, area);
    if (area !== this.area) {
      this.area = area;
      this.approach(area);
    }
  }
  private area = "";

  /** Moves to a governorate that has been chosen, and back. */
  private approach(area: string): void {
    const svg = select<SVGSVGElement, unknown>(this.svg);
    const points = this.shown.filter((spot) => area !== "" && spot.area === area).map((spot) => this.at(spot));
    if (points.length === 0) {
      this.behaviour.transform(svg, zoomIdentity);
      return;
    }
    const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const k = Math.min(8, Math.max(1, 0.7 / Math.max((right - left) / WIDE, (bottom - top) / HIGH, 0.02)));
    this.behaviour.transform(svg, zoomIdentity.translate(WIDE / 2, HIGH / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2));
  }

  /** How much larger marks and letters must be drawn, where the sheet is shown smaller than it is. */
  private get small(): number {
    const { clientWidth } = this.svg;
    return clientWidth > 0 ? Math.min(2, Math.max(1, WIDE / clientWidth)) : 1;
  }

  private at(spot: Spot): [number, number] {
    return this.projection([spot.lon, spot.lat]) ?? [0, 0];
  }

  private land(): SVGElement[] {
    const path = geoPath(this.projection);
    const { around, countries } = this.data.outlines;
    const out: SVGElement[] = [];
    if (around) for (const unit of units(around)) out.push(s("path", { class: "land", d: path(unit) }));
    const big = new Map<string, (typeof this.labels)[number]>();
    for (const [code, country] of Object.entries(countries)) {
      const clips = new Map<string, SVGElement>();
      for (const unit of units(country.topology)) {
        const d = path(unit);
        const id = unit.id === undefined ? "" : String(unit.id);
        out.push(s("path", { class: id === "country" ? "unit country" : "unit", d }));
        if (country.schematic[id]) {
          const clip = clips.get(id) ?? s("clipPath", { id: `clip-${code}-${id}` });
          clip.append(s("path", { d }));
          clips.set(id, clip);
        }
        const size = path.area(unit);
        if (unit.properties && size > (big.get(id)?.size ?? 0)) {
          const [x, y] = path.centroid(unit);
          big.set(id, { x, y, label: unit.properties, size });
        }
      }
      for (const [id, lines] of Object.entries(country.schematic)) {
        const clip = clips.get(id);
        if (clip) out.push(clip, s("path", { class: "schematic", d: path(lines), "clip-path": `url(#clip-${code}-${id})` }));
      }
    }
    this.labels = [...big.values()];
    return out;
  }

  private dot(): void {
    const { small } = this;
    const k = this.now.k / small;
    const at = this.shown.map((spot) => {
      const [x, y] = this.at(spot);
      return { x, y, spot };
    });
    const drawn = clusters(at, CELL / k);
    const most = max(drawn, (cluster) => cluster.incidents) ?? 1;
    const radius = scaleSqrt([0, Math.max(most, 9)], [0, 16]);
    this.dots.replaceChildren(
      ...drawn.map((cluster) => {
        const circle = s("circle", { class: cluster.rough ? "spot rough" : "spot", cx: cluster.x, cy: cluster.y, r: Math.max(3, radius(cluster.incidents)) / k });
        const [first, second] = cluster.spots;
        const text = first && !second ? t("mapSpot", first.name, number(cluster.incidents)) : t("mapSpots", number(cluster.spots.length), number(cluster.incidents));
        circle.append(s("title", {}, text));
        if (first?.area) circle.addEventListener("click", () => this.pick(first.area));
        return circle;
      }),
    );
  }

  /** Names of the governorates that have room. They stay outside the part that grows. */
  private name(): void {
    const { k } = this.now;
    const { small } = this;
    const taken: [number, number][] = [];
    const fit = [...this.labels].sort((a, b) => b.size - a.size).flatMap((one) => {
      const [x, y] = this.now.apply([one.x, one.y]);
      if (one.size * k * k < 1500 * small * small || x < 20 || x > WIDE - 20 || y < 10 || y > HIGH - 10) return [];
      if (taken.some(([a, b]) => Math.abs(a - x) < 74 * small && Math.abs(b - y) < 18 * small)) return [];
      taken.push([x, y]);
      return [s("text", { x, y, "text-anchor": "middle", "font-size": 13 * small }, inLanguage(one.label, ""))];
    });
    this.names.replaceChildren(...fit);
  }

  private areas(rows: Row[], chosen: string): void {
    const counts = new Map<string, number>();
    for (const row of rows) for (const area of row.areas) if (area !== "") counts.set(area, (counts.get(area) ?? 0) + 1);
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const item = ([area, n]: [string, number]): HTMLElement => {
      const button = h("button", { type: "button", "aria-pressed": String(area === chosen), "data-area": area }, `${areaName(area)} ${number(n)}`);
      button.addEventListener("click", () => {
        this.pick(area);
        this.list.querySelector<HTMLElement>(`[data-area="${CSS.escape(area)}"]`)?.focus();
      });
      return button;
    };
    this.list.setAttribute("role", "group");
    this.list.setAttribute("aria-label", t("byArea"));
    this.list.replaceChildren(...sorted.slice(0, 40).map(item));
  }
}

/** The projection that shows all of `points` with room around them. */
function fitted(points: [number, number][]): GeoProjection {
  const of = points.length > 0 ? points : [[35, 30] as [number, number], [43, 38] as [number, number]];
  const [lons, lats] = [of.map((p) => p[0]), of.map((p) => p[1])];
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const room = Math.max(0.4, (east - west) * 0.06, (north - south) * 0.06);
  const corners = { type: "MultiPoint" as const, coordinates: [[west - room, south - room], [east + room, north + room]] };
  return geoMercator().fitSize([WIDE, HIGH], corners);
}
