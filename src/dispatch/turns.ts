/** What a turn is taken to cost until it is over and its real price is known, in milliseconds. */
const guessMs = 1_000;

/**
 * Who waits for a share of something scarce. Whoever has used the least time comes first, each in
 * its own order: a long queue, or long work, holds up nobody else's first question. Who comes back
 * after a pause has saved nothing up (start-time fair queueing: Goyal, Vin, Cheng 1996).
 */
export class Turns<Row extends { readonly org: string }> {
  readonly #waiting: Row[] = [];
  /** Milliseconds of each organization, from a common start. */
  readonly #used = new Map<string, number>();
  /** Whose turn it was last had used so much: the start of whoever comes new. */
  #now = 0;

  get waiting(): readonly Row[] {
    return this.#waiting;
  }

  add(row: Row): void {
    const { org } = row;
    if (!this.#waiting.some((other) => other.org === org))
      this.#used.set(org, Math.max(this.#now, this.#usedBy(org)));
    this.#waiting.push(row);
  }

  /** The next in turn, no longer waiting; undefined when nobody is. */
  take(): Row | undefined {
    const [first] = this.#waiting.toSorted((a, b) => this.#usedBy(a.org) - this.#usedBy(b.org));
    if (first === undefined) return undefined;
    this.remove(first);
    this.#now = Math.max(this.#now, this.#usedBy(first.org));
    this.#used.set(first.org, this.#usedBy(first.org) + guessMs);
    return first;
  }

  /** A turn is over, and took so many milliseconds. */
  over({ org }: Row, ms: number): void {
    this.#used.set(org, this.#usedBy(org) + ms - guessMs);
  }

  remove(row: Row): boolean {
    const at = this.#waiting.indexOf(row);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  #usedBy(org: string): number {
    return this.#used.get(org) ?? 0;
  }
}
