// Incidents by the spot they stand at.

import type { Place } from "./types";
import type { Row } from "./rows";

export interface Spot {
  lon: number;
  lat: number;
  name: string;
  /** Governorate, as the records name it. */
  area: string;
  /** Whether the point stands for a whole unit rather than for the place. */
  rough: boolean;
  incidents: Set<number>;
}

/** Whether a place has a point that means something on a map. */
function isPlaced(place: Place): place is Place & { lat: number; lon: number } {
  const known = typeof place.lat === "number" && typeof place.lon === "number";
  return known && place.precision !== "country" && place.precision !== "unresolved";
}

/** The spots of all incidents, and how many incidents have none. */
export function spots(rows: Row[]): { spots: Spot[]; unplaced: number } {
  const by = new Map<string, Spot>();
  let unplaced = 0;
  for (const row of rows) {
    const placed = row.incident.places.filter(isPlaced);
    if (placed.length === 0) unplaced += 1;
    for (const place of placed) {
      const rough = place.precision.startsWith("admin");
      const key = `${place.lon},${place.lat},${rough}`;
      const spot = by.get(key) ?? { lon: place.lon, lat: place.lat, name: place.name, area: place.admin1 ?? "", rough, incidents: new Set() };
      spot.incidents.add(row.index);
      by.set(key, spot);
    }
  }
  return { spots: [...by.values()], unplaced };
}

export interface Cluster {
  x: number;
  y: number;
  rough: boolean;
  incidents: number;
  spots: Spot[];
}

/** Spots that would lie on each other, brought together on a grid of `cell` units. */
export function clusters(of: { x: number; y: number; spot: Spot }[], cell: number): Cluster[] {
  const by = new Map<string, { x: number; y: number; spot: Spot }[]>();
  for (const one of of) {
    const key = `${Math.floor(one.x / cell)},${Math.floor(one.y / cell)},${one.spot.rough}`;
    const list = by.get(key) ?? [];
    list.push(one);
    by.set(key, list);
  }
  const out: Cluster[] = [];
  for (const list of by.values()) {
    const incidents = new Set(list.flatMap((one) => [...one.spot.incidents]));
    let [x, y, weight] = [0, 0, 0];
    for (const one of list) {
      x += one.x * one.spot.incidents.size;
      y += one.y * one.spot.incidents.size;
      weight += one.spot.incidents.size;
    }
    out.push({ x: x / weight, y: y / weight, rough: list[0]?.spot.rough ?? false, incidents: incidents.size, spots: list.map((one) => one.spot) });
  }
  // The big ones below, so that none hides another.
  return out.sort((a, b) => b.incidents - a.incidents);
}
