export interface Point {
  readonly lon: number;
  readonly lat: number;
}

export interface RoadNode extends Point {
  readonly id: string;
  readonly kind: string;
  readonly nameZh: string;
}

/** Passable both ways. */
export interface RoadLink {
  readonly id: string;
  readonly fromNode: string;
  readonly toNode: string;
  readonly roads: string;
  readonly km: number;
  readonly minutes: number;
  readonly tags: readonly string[];
}

export interface Network {
  readonly nodes: readonly RoadNode[];
  readonly links: readonly RoadLink[];
}

/** What is not passable, and how fast the vehicle is. */
export interface Passage {
  readonly closedLinks?: ReadonlySet<string>;
  /** Nobody starts there or passes there; the destination itself is never left out. */
  readonly excludedNodes?: ReadonlySet<string>;
  /** Multiplies planned minutes: 1 is a light motorcade, 1.3 a heavy lorry. */
  readonly speedFactor?: number;
}

/** The quickest way. `nodes` and `links` run from the origin to the destination. */
export interface Route {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly km: number;
  readonly nodes: readonly string[];
  readonly links: readonly string[];
}
