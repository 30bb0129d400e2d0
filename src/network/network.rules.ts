import type { HazardZone } from "../../schema/shapes/hazard-zone.ts";
import type { Network, Point, Route } from "./network.model.ts";

const earthRadiusKm = 6371.0088;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance (haversine) on the mean sphere: within 0.5 % of the ellipsoid. */
export function distanceKm(a: Point, b: Point): number {
  const half =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Degrees clockwise from north, 0 ≤ bearing < 360, at which `b` is seen from `a`. */
export function bearingDegrees(a: Point, b: Point): number {
  const across = Math.sin(radians(b.lon - a.lon)) * Math.cos(radians(b.lat));
  const up =
    Math.cos(radians(a.lat)) * Math.sin(radians(b.lat)) -
    Math.sin(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.cos(radians(b.lon - a.lon));
  return ((((Math.atan2(across, up) * 180) / Math.PI) % 360) + 360) % 360;
}

/** Whether a place is inside the zone at an instant; the zone's edge and its source are inside. */
export function inZone(zone: HazardZone, lon: number, lat: number, at: Date): boolean {
  const time = at.getTime();
  if (time < Date.parse(zone.fromIso) || time >= Date.parse(zone.untilIso)) return false;
  const distance = distanceKm(zone, { lon, lat });
  if (distance > zone.radiusKm) return false;
  if (zone.windTowardsDegrees === undefined || distance === 0) return true;
  const off = Math.abs(bearingDegrees(zone, { lon, lat }) - zone.windTowardsDegrees) % 360;
  return Math.min(off, 360 - off) <= (zone.sectorDegrees ?? 360) / 2;
}

/** The nodes that a zone shuts: a road is inside if one of its ends is. */
export const nodesInZone = ({ nodes }: Network, zone: HazardZone, at: Date): Set<string> =>
  new Set(nodes.filter(({ lon, lat }) => inZone(zone, lon, lat, at)).map(({ id }) => id));

/**
 * Whether a way touches two provinces. County seats carry their division's code; a park node has
 * none and lies between county seats, so it cannot hide a border.
 */
export function crossProvince({ nodes }: Pick<Route, "nodes">): boolean {
  const coded = nodes.filter((node) => /^\d{6}$/.test(node));
  return new Set(coded.map((node) => node.slice(0, 2))).size > 1;
}
