import { readStandings, standsBy } from "../access/access.service.ts";
import type { Credential } from "../access/principal.model.ts";
import { readStretch, type Stretch, type ToldFact } from "../feed/feed.service.ts";
import type { Database } from "../postgres/pool.ts";

/** What is kept of the feed's end: all facts with `from` < seq ≤ `to`, in order. */
interface Kept {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly facts: readonly ToldFact[];
}

/** Roles as a text; null: nothing any more; undefined: not looked at yet. */
export type Standing = string | null | undefined;

/** The place of one who follows. */
export interface Seat {
  /** What its credential opened at the last look. */
  readonly standing: Standing;
  leave(): void;
}

interface Taken {
  readonly credential: Credential | undefined;
  standing: Standing;
}

/** Up to where a reader has read, and what it knew of its own standing then. */
export interface Reached {
  readonly epoch: string;
  readonly seq: number;
  readonly standing: Standing;
}

export interface TailTimes {
  /** Milliseconds between two looks at what other nodes sealed. */
  readonly everyMs: number;
  /** The standing of all who follow is read so often although nothing was sealed. */
  readonly standingMs: number;
  /** A clock in milliseconds that never steps back. */
  readonly now: () => number;
}

/** Facts kept for those who are not quite at the end; whoever is further back reads pages. */
const keptMax = 4_000;

/**
 * The end of the feed, read once for all who follow it on this node: however many they are, a
 * round is one transaction, which reads what was sealed since the last and what all of their
 * credentials open now. The sealer of this process rings; once a second a look at the database
 * sees what other nodes sealed. Nothing is read while nobody follows.
 */
export class Tail {
  readonly #database: Database;
  readonly #times: TailTimes;
  readonly #seats = new Set<Taken>();
  readonly #waiting = new Set<() => void>();
  #kept: Kept | undefined;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #rung = false;
  #lookAgainAt = -Infinity;

  constructor(database: Database, times: TailTimes) {
    this.#database = database;
    this.#times = times;
  }

  /** How many follow; for the metrics. */
  get followers(): number {
    return this.#seats.size;
  }

  enter(credential: Credential | undefined): Seat {
    const seat: Taken = { credential, standing: undefined };
    this.#seats.add(seat);
    this.#lookAgainAt = -Infinity;
    this.#timer ??= setInterval(() => this.ring(), this.#times.everyMs).unref();
    if (this.#kept === undefined) this.ring();
    return {
      get standing() {
        return seat.standing;
      },
      leave: () => {
        this.#seats.delete(seat);
        if (this.#seats.size === 0) this.#rest();
      },
    };
  }

  /** What was sealed after `seq`, and up to where that is all; undefined: it is not kept here. */
  after(epoch: string, seq: number, limit: number): Pick<Kept, "facts" | "to"> | undefined {
    const kept = this.#kept;
    if (kept?.epoch !== epoch || seq < kept.from) return undefined;
    const first = placeAfter(kept.facts, seq);
    const facts = kept.facts.slice(first, first + limit);
    const isAll = first + limit >= kept.facts.length;
    return { facts, to: isAll ? Math.max(kept.to, seq) : (facts.at(-1)?.seq ?? seq) };
  }

  /**
   * Waits for what is beyond, for another standing, for so many milliseconds, or the signal.
   * Answers whether the time was over first.
   */
  async beyond(
    seat: Seat,
    { epoch, seq, standing }: Reached,
    { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
  ): Promise<boolean> {
    const isOver = (): boolean => {
      const kept = this.#kept;
      const isNews = kept !== undefined && (kept.epoch !== epoch || kept.to > seq);
      return signal.aborted || isNews || seat.standing !== standing;
    };
    if (isOver()) return false;
    return new Promise<boolean>((resolve) => {
      const end = (isLate: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve(isLate);
      };
      const wake = (): void => {
        if (isOver()) end(false);
      };
      const timer = Number.isFinite(ms) ? setTimeout(() => end(true), ms) : undefined;
      signal.addEventListener("abort", wake);
      this.#waiting.add(wake);
    });
  }

  ring(): void {
    if (this.#seats.size === 0) return;
    this.#rung = this.#round !== undefined;
    if (this.#rung) return;
    this.#round = this.#look().finally(() => {
      this.#round = undefined;
      if (this.#rung) this.ring();
    });
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#kept = undefined;
  }

  async #look(): Promise<void> {
    try {
      const at = this.#kept;
      const [stretch, standings] = await readStretch(this.#database, at, async (tx, { to }) => {
        const isQuiet = to === at?.to && this.#times.now() < this.#lookAgainAt;
        return isQuiet ? undefined : readStandings(tx, this.#credentials());
      });
      if (standings !== undefined) this.#note(standings);
      this.#keep(stretch);
      this.#rung ||= stretch.more;
      for (const wake of [...this.#waiting]) wake();
    } catch {
      // A database that is away is asked again in a second; whoever waits goes on waiting.
    }
  }

  #credentials(): readonly Credential[] {
    const shown = [...this.#seats].flatMap(({ credential }) => credential ?? []);
    return [...new Map(shown.map((one) => [standsBy(one), one])).values()];
  }

  #note(standings: ReadonlyMap<string, string>): void {
    this.#lookAgainAt = this.#times.now() + this.#times.standingMs;
    for (const seat of this.#seats)
      if (seat.credential !== undefined)
        seat.standing = standings.get(standsBy(seat.credential)) ?? null;
  }

  #keep({ epoch, facts, to }: Stretch): void {
    if (this.#seats.size === 0) return;
    const kept = this.#kept;
    if (kept?.epoch !== epoch) {
      this.#kept = { epoch, from: to, to, facts: [] };
      return;
    }
    const all = [...kept.facts, ...facts];
    const dropped = all.splice(0, Math.max(0, all.length - keptMax));
    this.#kept = { epoch, from: dropped.at(-1)?.seq ?? kept.from, to, facts: all };
  }
}

/** Where in the order of seqs the first one after `seq` stands. */
function placeAfter(facts: readonly ToldFact[], seq: number): number {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((facts[middle]?.seq ?? 0) > seq) high = middle;
    else low = middle + 1;
  }
  return low;
}
