/**
 * 警戒区: a circle, or a sector of it that the wind opens. Depots and relay points inside are
 * excluded while it lasts; a road is inside if one of its ends is.
 */
export interface HazardZone {
  readonly lon: number;
  readonly lat: number;
  readonly radiusKm: number;
  /** Degrees clockwise from north towards which the wind blows; absent: a full circle. */
  readonly windTowardsDegrees?: number;
  /** Full opening angle of the sector in degrees. */
  readonly sectorDegrees?: number;
  readonly fromIso: string;
  readonly untilIso: string;
}
