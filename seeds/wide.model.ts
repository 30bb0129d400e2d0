import type { LotRow } from "./goods.model.ts";
import type { World } from "./world.model.ts";

/** How large a made-up land is. Depots and lots are dealt out evenly over its prefectures. */
export interface Scale {
  readonly provinces: number;
  readonly prefectures: number;
  readonly countiesEach: number;
  readonly depots: number;
  readonly lots: number;
}

/** Worlds of which no place is real: to see how the hub bears their size, not to drill with. */
export const wideScales = {
  city: { provinces: 1, prefectures: 3, countiesEach: 3, depots: 30, lots: 10_000 },
  province: { provinces: 9, prefectures: 333, countiesEach: 3, depots: 3000, lots: 1_000_000 },
} as const satisfies Record<string, Scale>;

export type WideSize = keyof typeof wideScales;

/** A world whose lots are told one after the other: a million of them at once would not fit. */
export interface WideWorld {
  readonly size: string;
  readonly lotCount: number;
  /** All but the lots. */
  readonly world: World;
  readonly lots: () => Iterable<LotRow>;
}
