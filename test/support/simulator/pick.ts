import type { Chance } from "../../../src/kernel/chance.ts";

/** Draws from one seed; nothing else in a simulated world is left to chance. */
export class Pick {
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  flag(probability: number): boolean {
    return this.#chance() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#chance() * (high - low + 1));
  }

  one<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#chance() * list.length)];
  }

  /** One of a list that is known not to be empty. */
  of<T>(list: readonly [T, ...T[]]): T {
    return this.one(list) ?? list[0];
  }

  /** Up to `most` different ones. */
  some<T>(list: readonly T[], most: number): T[] {
    const left = [...list];
    const wanted = Math.min(this.between(1, most), left.length);
    return Array.from({ length: wanted }, () =>
      left.splice(Math.floor(this.#chance() * left.length), 1),
    ).flat();
  }
}
