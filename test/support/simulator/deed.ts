import type { RefusalCode } from "../../../schema/words/refusals.ts";
import type { Principal } from "../../../src/access/principal.model.ts";
import { role } from "../../../schema/words/access.ts";
import type { Asking } from "../../../src/incidents/incident.service.ts";
import type { Written } from "../../../src/feed/write.ts";
import type { Outcome } from "../../../src/kernel/refusal.ts";
import type { Database } from "../../../src/postgres/pool.ts";
import type { Board } from "./board.ts";
import type { Pick } from "./pick.ts";
import { governments } from "./world.ts";

/** Why a deed is refused, each code once; none: it is done, and the board has changed. */
export type Verdict = readonly RefusalCode[];
export const done: Verdict = [];

/** What the deed may have changed: there the hub and the board are compared afterwards. */
export interface Touched {
  readonly lots: readonly string[];
  readonly lines: readonly string[];
}

/** One thing that somebody does to the hub. */
export interface Deed {
  readonly kind: string;
  readonly about: string;
  readonly touched: Touched;
  /** What the model says. It may change the board although it refuses: then that board is void. */
  judge(board: Board): Verdict;
  /** What must be there before, as another desk would have left it. */
  prepare?(hub: Hub): Promise<void>;
  /** In whose name; the sweepers have none. */
  readonly by?: string;
  act(hub: Hub, who: Asking): Promise<Outcome<Written>>;
  /** After it was done: the ids of what is new. */
  learn?(hub: Hub, written: Written): Promise<void> | void;
  /** What it tells the feed, how often. */
  readonly tells?: Readonly<Record<string, number>>;
  /** Several transactions, or a clock that is turned: nothing else may happen meanwhile. */
  readonly alone?: boolean;
  /** Its key stands in no book: the sweepers' work, and what is posted past the desks. */
  readonly keyless?: boolean;
}

/** Thinks of a deed on the board as it is; undefined: there is nothing of the kind to do. */
export type Draw = (board: Board, pick: Pick, name: string) => Deed | undefined;

const everyRole = Object.keys(role) as (keyof typeof role)[];

/** The hub under test, and how the model's names are called there. */
export class Hub {
  readonly database: Database;
  /** One-time codes of legs, by the leg's name. */
  readonly codes = new Map<string, string>();
  readonly #ids: Map<string, string>;
  readonly #names: Map<string, string>;

  constructor(database: Database, ids: ReadonlyMap<string, string>) {
    this.database = database;
    this.#ids = new Map(ids);
    this.#names = new Map([...ids].map(([name, id]) => [id, name]));
  }

  id(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`nobody learned the id of ${name}`);
    return id;
  }

  knows(name: string): boolean {
    return this.#ids.has(name);
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }

  /** Ids in a text, by their names. */
  read(text: string): string {
    return text.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => this.nameOf(id));
  }

  learn(name: string, id: string): void {
    this.#ids.set(name, id);
    this.#names.set(id, name);
  }
}

/** Whoever is on duty for an organization may do all that it may do. */
export const as = (org: string, key: string): Asking => ({ principal: clerkOf(org), key });

const clerkOf = (org: string): Principal => ({
  ...{ id: org, kind: "PERSON", name: org, orgId: org },
  memberships: [{ orgId: org, roles: everyRole }],
  partners: [...governments],
});

/** What is told of a deed happened long ago: no two clocks are compared by accident. */
export const said = { evidence: { note: "模拟" }, occurredAt: new Date("2026-01-01T00:00:00Z") };
