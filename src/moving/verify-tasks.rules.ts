import type { Account } from "./verify-accounts.rules.ts";
import type { Claims } from "./verify-claims.rules.ts";
import type { Columns, Problems, Row } from "./verify-rows.rules.ts";

interface Task {
  readonly quantity: number;
  readonly done: number;
  readonly state: string;
  readonly claim: string;
  readonly performer: string;
  readonly derived: { quantity: number; done: number };
}

type Said = Readonly<Record<string, unknown>>;

/** Every refill task, rebuilt from what the transfers tell; and the law that opens them. */
export class Tasks {
  readonly #all = new Map<string, Task>();
  readonly #underNorm = new Set<string>();
  /** Goods gone and tasks told, by lot. */
  readonly #gone = new Map<string, number>();
  readonly #told = new Map<string, number>();
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  takeLots(columns: Columns, rows: readonly Row[]): void {
    for (const row of rows)
      if (columns.text(row, "under_norm") === "true") this.#underNorm.add(columns.text(row, "id"));
  }

  take(columns: Columns, rows: readonly Row[]): void {
    for (const row of rows) {
      const id = columns.text(row, "id");
      if (this.#all.has(id)) this.#problems.tell(`refill task ${id}: stands there twice`);
      this.#all.set(id, {
        quantity: columns.number(row, "quantity"),
        done: columns.number(row, "done"),
        state: columns.text(row, "state"),
        claim: columns.text(row, "claim_id"),
        performer: columns.text(row, "performer_org"),
        derived: { quantity: 0, done: 0 },
      });
    }
  }

  /** An entry that ends in a sink, of a lot under a norm. */
  move({ isSink, lot }: Account, quantity: number): void {
    if (isSink && this.#underNorm.has(lot)) add(this.#gone, lot, quantity);
  }

  open(said: Said): void {
    this.#change(said.id, Number(said.quantity), 0);
    add(this.#told, String(said.lotId), Number(said.quantity));
  }

  takeIn(said: Said): void {
    this.#change(said.taskId, 0, Number(said.quantity));
  }

  /** A split of the whole keeps the task's id. */
  split(said: Said): void {
    const child = String(said.newTaskId);
    this.#change(said.taskId, -Number(said.quantity), 0);
    this.#change(this.#all.has(child) ? child : said.taskId, Number(said.quantity), 0);
  }

  #change(id: unknown, quantity: number, done: number): void {
    const task = this.#all.get(String(id));
    if (task === undefined) {
      this.#problems.tell(`refill task ${String(id)}: there is no row`);
      return;
    }
    task.derived.quantity += quantity;
    task.derived.done += done;
  }

  close(claims: Claims): void {
    const missing = new Map<string, number>();
    for (const [id, { quantity, done, state, claim, performer, derived }] of this.#all) {
      add(missing, `${claim} ${performer}`, quantity - done);
      const should = done === 0 ? "OPEN" : done < quantity ? "PART_DONE" : "DONE";
      if (quantity !== derived.quantity || done !== derived.done || state !== should)
        this.#problems.tell(
          `refill task ${id}: the row says ${done} of ${quantity} done, ` +
            `the journal says ${derived.done} of ${derived.quantity}`,
        );
    }
    for (const { row } of claims.all.values()) {
      if (row.kind !== "REFILL" || !this.#underNorm.has(row.lot_id ?? "")) continue;
      const open = missing.get(`${row.id} ${row.debtor_org}`) ?? 0;
      if (Number(row.outstanding) !== open)
        this.#problems.tell(
          `claim ${row.id}: ${row.outstanding} to refill, its tasks miss ${open}`,
        );
    }
    for (const lot of new Set([...this.#gone.keys(), ...this.#told.keys()])) {
      const [gone, told] = [this.#gone.get(lot) ?? 0, this.#told.get(lot) ?? 0];
      if (gone !== told) this.#problems.tell(`lot ${lot}: ${gone} gone, ${told} to be refilled`);
    }
  }
}

const add = (sums: Map<string, number>, key: string, by: number): void =>
  void sums.set(key, (sums.get(key) ?? 0) + by);
