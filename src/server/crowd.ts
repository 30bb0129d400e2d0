/** Counts what each caller holds open, so that one caller cannot hold all there is. */
export class Crowd {
  readonly #open = new Map<string, number>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** Answers false when the caller holds as many as it may already. */
  enter(caller: string): boolean {
    const open = this.#open.get(caller) ?? 0;
    if (open >= this.#max) return false;
    this.#open.set(caller, open + 1);
    return true;
  }

  leave(caller: string): void {
    const open = (this.#open.get(caller) ?? 0) - 1;
    if (open > 0) this.#open.set(caller, open);
    else this.#open.delete(caller);
  }
}
