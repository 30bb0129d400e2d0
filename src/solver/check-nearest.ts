import type { Facts } from "./check-facts.ts";

/**
 * What could go to one need, taken out nearest first, by name on a tie: a heap, for most needs are
 * filled by two or three of a few dozen.
 */
export class Nearest {
  length = 0;
  readonly #facts: Facts;
  readonly #heap: Int32Array;
  /** When each would arrive. */
  readonly #arrives: Float64Array;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#heap = new Int32Array(facts.held.count);
    this.#arrives = new Float64Array(facts.held.count);
  }

  clear(): void {
    this.length = 0;
  }

  add(number: number, arrives: number): void {
    this.#arrives[number] = arrives;
    this.#heap[this.length] = number;
    this.length += 1;
  }

  /** Once all are there. */
  settle(): void {
    for (let at = (this.length >> 1) - 1; at >= 0; at -= 1) this.#sink(at);
  }

  take(): number {
    const nearest = this.#heap[0] ?? 0;
    this.length -= 1;
    this.#heap[0] = this.#heap[this.length] ?? 0;
    this.#sink(0);
    return nearest;
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const number = heap[from] ?? 0;
    let at = from;
    for (let below = 2 * at + 1; below < this.length; below = 2 * at + 1) {
      if (below + 1 < this.length && this.#isBefore(heap[below + 1] ?? 0, heap[below] ?? 0))
        below += 1;
      if (!this.#isBefore(heap[below] ?? 0, number)) break;
      heap[at] = heap[below] ?? 0;
      at = below;
    }
    heap[at] = number;
  }

  #isBefore(a: number, b: number): boolean {
    const sooner = (this.#arrives[a] ?? 0) - (this.#arrives[b] ?? 0);
    if (sooner !== 0) return sooner < 0;
    const { homes } = this.#facts.held;
    if (homes[a] === homes[b]) return this.#idOf(a) < this.#idOf(b);
    return this.#sourceOf(a) < this.#sourceOf(b);
  }

  #sourceOf(number: number): string {
    const { held, problem } = this.#facts;
    return problem.sources[held.homes[number] ?? 0]?.id ?? "";
  }

  #idOf(number: number): string {
    const { lots, units } = this.#facts.held;
    return lots[number]?.lot ?? units[number - lots.length]?.id ?? "";
  }
}
