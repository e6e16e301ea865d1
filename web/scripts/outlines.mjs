// Builds crates/rasd-report/assets/outlines.json: the lines of the map.
//
// Governorates are Natural Earth's (public domain) as the packages below carry them. Where there
// are none, and for districts, lines are drawn half-way between the gazetteer's settlements of
// either unit; the page calls those schematic. Same inputs, same bytes.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Delaunay } from "d3-delaunay";
import { geoBounds, geoContains } from "d3-geo";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const root = new URL("../../crates/", import.meta.url);
const json = async (path) => JSON.parse(await readFile(require.resolve(path), "utf8"));

/** Countries whose governorates are in the package, with the part of their points that is kept. */
const GOVERNORATES = { SY: ["syria", 0.55], LB: ["lebanon", 0.5], JO: ["jordan", 0.6], YE: ["yemen", 0.5], LY: ["libya", 0.8], SD: ["sudan", 0.7] };
/** Countries that are drawn as one, by the number of ISO 3166-1. */
const WHOLE = { IQ: "368", PS: "275" };
/** What the map shows around: Mali to Pakistan. */
const AROUND = [-12, 3, 72, 45];

/** The rows of the gazetteer. */
async function gazetteer() {
  const rows = [];
  for (const name of ["gazetteer", "gazetteer_extra"]) {
    const text = await readFile(new URL(`rasd-core/data/${name}.tsv`, root), "utf8");
    const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
    const columns = lines.shift().split("\t");
    for (const line of lines) {
      const cells = line.split("\t");
      const row = Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
      rows.push({ ...row, at: [Number(row.lon), Number(row.lat)] });
    }
  }
  return rows;
}

// d3-geo takes rings clockwise; these files have them the other way round, in part.
function rewound(geometry) {
  const area = (ring) => ring.reduce((sum, [x, y], i) => sum + x * (ring[(i + 1) % ring.length][1]) - ring[(i + 1) % ring.length][0] * y, 0);
  const polygon = (rings) => rings.map((ring, i) => ((area(ring) > 0) === (i === 0) ? ring.toReversed() : ring));
  return geometry.type === "Polygon"
    ? { ...geometry, coordinates: polygon(geometry.coordinates) }
    : { ...geometry, coordinates: geometry.coordinates.map(polygon) };
}

/** Which unit of the gazetteer an outline is: the one that most settlements inside it lie in. */
function unitOf(geometry, rows, country) {
  const inside = rows.filter((row) => row.country === country && row.admin1 && row.level !== "admin1" && geoContains(geometry, row.at));
  const counts = new Map();
  for (const { admin1 } of inside) counts.set(admin1, (counts.get(admin1) ?? 0) + 1);
  const [id, n] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [undefined, 0];
  return n > inside.length * 0.6 ? id : undefined;
}

/** Lines half-way between points of different `unit`, joined end to end where they meet. */
function between(points, unit) {
  const [x0, y0, x1, y1] = points.reduce(([a, b, c, d], { at: [x, y] }) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)], [180, 90, -180, -90]);
  // Far points without a unit let the outermost lines run out of the country, where they are cut.
  const far = [];
  for (let i = 0; i < 24; i += 1) far.push([(x0 + x1) / 2 + 12 * Math.cos((i * Math.PI) / 12), (y0 + y1) / 2 + 12 * Math.sin((i * Math.PI) / 12)]);
  const sites = [...points.map((p) => p.at), ...far];
  const delaunay = Delaunay.from(sites);
  const { circumcenters } = delaunay.voronoi([x0 - 20, y0 - 20, x1 + 20, y1 + 20]);
  const center = (e) => { const t = Math.floor(e / 3); return [circumcenters[2 * t], circumcenters[2 * t + 1]].map((v) => Math.round(v * 1000) / 1000); };
  const ends = new Map();
  const link = (a, b) => { const key = String(a); if (!ends.has(key)) ends.set(key, { at: a, to: [] }); ends.get(key).to.push(b); };
  delaunay.halfedges.forEach((f, e) => {
    if (f < e) return;
    const [p, q] = [points[delaunay.triangles[e]], points[delaunay.triangles[e % 3 === 2 ? e - 2 : e + 1]]];
    if (!p || !q || unit(p) === unit(q)) return;
    const [a, b] = [center(e), center(f)];
    if (String(a) === String(b)) return;
    link(a, b);
    link(b, a);
  });
  const lines = [];
  const take = (from, to) => { const list = ends.get(String(from)).to; list.splice(list.findIndex((p) => String(p) === String(to)), 1); };
  const walk = (start) => {
    while (start.to.length > 0) {
      const line = [start.at];
      let here = start;
      while (here.to.length > 0) {
        const next = here.to[0];
        take(here.at, next);
        take(next, here.at);
        line.push(next);
        here = ends.get(String(next));
        if (here.to.length !== 1) break;
      }
      lines.push(line);
    }
  };
  for (const end of ends.values()) if (end.to.length !== 2) walk(end);
  for (const end of ends.values()) walk(end);
  return thinned({ type: "MultiLineString", coordinates: lines });
}

/** Lines without their finest zigzag, which says nothing. */
function thinned(geometry) {
  const made = simplify(presimplify(topology({ lines: geometry })), 4e-5);
  const { coordinates } = feature(made, made.objects.lines).geometry;
  return { type: "MultiLineString", coordinates: coordinates.map((line) => line.map((p) => p.map((v) => Math.round(v * 1000) / 1000))) };
}

function simplified(features, keep) {
  const made = presimplify(topology({ units: { type: "FeatureCollection", features } }));
  return topology(Object.fromEntries(Object.entries((({ objects, ...rest }) => objects)(made)).map(([name]) => {
    const slim = simplify(made, quantile(made, 1 - keep));
    return [name, feature(slim, slim.objects[name])];
  })), 1e4);
}

const rows = await gazetteer();
const names = new Map(rows.filter((row) => row.level === "admin1").map((row) => [row.id, { ar: row.name_ar, en: row.name_en }]));
const world = await json("world-atlas/countries-10m.json");
const countries = {};
for (const [code, [file, keep]] of Object.entries(GOVERNORATES)) {
  const path = `@superset-ui/legacy-plugin-chart-country-map/esm/countries/${file}.geojson`;
  const units = (await json(path)).features.map(({ geometry }) => {
    const shape = rewound(geometry);
    const id = unitOf(shape, rows, code);
    return { type: "Feature", id, properties: id ? names.get(id) ?? null : null, geometry: shape };
  });
  const schematic = {};
  for (const { id, geometry } of units) {
    const inside = rows.filter((row) => row.country === code && row.level === "place" && row.admin1 === id && row.admin2 && geoContains(geometry, row.at));
    if (id && new Set(inside.map((row) => row.admin2)).size > 1) schematic[id] = between(inside, (row) => row.admin2);
  }
  countries[code] = { topology: simplified(units, keep), schematic };
}
for (const [code, number] of Object.entries(WHOLE)) {
  const whole = feature(world, world.objects.countries.geometries.find((g) => g.id === number));
  const inside = rows.filter((row) => row.country === code && row.level === "place" && row.admin1 && geoContains(whole.geometry, row.at));
  const schematic = new Set(inside.map((row) => row.admin1)).size > 2 ? { country: between(inside, (row) => row.admin1) } : {};
  countries[code] = { topology: simplified([{ type: "Feature", id: "country", properties: null, geometry: whole.geometry }], 0.6), schematic };
}

const coarse = await json("world-atlas/countries-50m.json");
const near = feature(coarse, coarse.objects.countries).features.filter((f) => {
  const [[w, s], [e, n]] = geoBounds(f);
  return w < AROUND[2] && e > AROUND[0] && s < AROUND[3] && n > AROUND[1] && e - w < 60;
});
const around = simplified(near.map((f) => ({ type: "Feature", properties: null, geometry: f.geometry })), 0.45);

const text = JSON.stringify({ around, countries });
await writeFile(new URL("rasd-report/assets/outlines.json", root), `${text}\n`);
const size = (value) => `${Math.round(JSON.stringify(value).length / 1024)} KiB`;
console.log(`outlines.json ${size({ around, countries })}: around ${size(around)}`, Object.entries(countries).map(([code, c]) => `${code} ${size(c)}`).join(", "));
for (const [code, c] of Object.entries(countries)) console.log(code, c.topology.objects.units.geometries.map((g) => g.properties?.en ?? "–").join(", "));
