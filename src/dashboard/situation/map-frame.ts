import type { DashMapQuery } from "../published/operations.ts";

type Range = readonly [number, number];

/** The part of the earth that the sheet shows: all points, undistorted, with a margin. */
export function viewOf(
  { roadNodes, depots }: DashMapQuery,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly x: Range; readonly y: Range } {
  const points = [...roadNodes, ...depots.edges.map(({ node }) => node)];
  if (points.length === 0 || width === 0 || height === 0) return { x: [105, 110], y: [37, 42] };
  const [west, east] = span(points.map(({ lon }) => lon));
  const [south, north] = span(points.map(({ lat }) => lat));
  const middle = (south + north) / 2;
  const squeeze = Math.cos((middle * Math.PI) / 180);
  const scale = Math.max(((east - west) * squeeze) / width, (north - south) / height) * 1.12;
  const [halfX, halfY] = [(scale * width) / squeeze / 2, (scale * height) / 2];
  const centre = (west + east) / 2;
  return { x: [centre - halfX, centre + halfX], y: [middle - halfY, middle + halfY] };
}

const span = (values: readonly number[]): Range => [Math.min(...values), Math.max(...values)];

const kmPerDegree = 111.2;

interface Zone {
  readonly lat: number;
  readonly lon: number;
  readonly radiusKm: number;
  readonly sectorDegrees: number | null;
  readonly windTowardsDegrees: number | null;
}

/** The rim of a hazard zone as points: a circle, or a sector down the wind. */
export function rimOf(zone: Zone): (readonly [number, number])[] {
  const isSector = zone.sectorDegrees !== null && zone.windTowardsDegrees !== null;
  const opening = zone.sectorDegrees ?? 360;
  const from = (zone.windTowardsDegrees ?? 0) - opening / 2;
  const rim = Array.from({ length: 37 }, (_, step) => {
    const angle = ((from + (opening * step) / 36) * Math.PI) / 180;
    const north = (zone.radiusKm * Math.cos(angle)) / kmPerDegree;
    const east = (zone.radiusKm * Math.sin(angle)) / kmPerDegree;
    return [zone.lon + east / Math.cos((zone.lat * Math.PI) / 180), zone.lat + north] as const;
  });
  return isSector ? [[zone.lon, zone.lat], ...rim] : rim;
}
