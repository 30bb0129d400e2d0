export interface NamedRow {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** WGS-84 degrees. */
export interface Point {
  readonly lon: number;
  readonly lat: number;
}

export interface Term {
  readonly validFromDays: number;
  readonly validToDays: number;
}
