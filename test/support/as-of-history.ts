import { chanceOf } from "../../src/kernel/chance.ts";
import { post, readTasks } from "../../src/ledger/ledger.service.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
import { opening, reversal } from "../../src/ledger/posting.stock.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { NaiveBook } from "./ledger-auditor.ts";
import { deeds, lawsOf, moves, now, prelude } from "./ledger-deeds.ts";
import { asHub, evidence, fresh, layLots, lineOf, type Lot } from "./ledger-world.ts";

const steps = 80;

interface Booked {
  readonly posting: Posting;
  readonly transferId: string;
}

/** A history of chance: deeds, corrections of earlier ones, and now and then a moment to cite. */
export class History {
  readonly #naive = new NaiveBook();
  readonly #booked: Booked[] = [];

  constructor(
    readonly database: Database,
    readonly seed: number,
  ) {}

  async run<Snapshot>(cite: (naive: NaiveBook) => Promise<Snapshot>): Promise<Snapshot[]> {
    const chance = chanceOf(this.seed);
    const lots = await layLots(this.database, [
      { quantity: 60 },
      { quantity: 60, underNorm: false },
      { quantity: 40, owner: "G06", item: "BAG", expiresOn: "2020-01-01" },
    ]);
    for (const lot of lots) this.#naive.book(opening([{ ...lot, lot: lot.id }], evidence));
    const snapshots = [await cite(this.#naive)];
    const lines = lots.flatMap((lot: Lot) => lawsOf(lot).map((law) => lineOf(lot, law)));
    for (const [at, quantity] of prelude)
      for (const line of lines)
        await this.#try(moves[at]!(await fresh(this.database, line), quantity, chance));
    for (let step = 0; step < steps; step += 1) {
      const line = lines[Math.floor(chance() * lines.length)]!;
      const quantity = 1 + Math.floor(chance() * 4);
      const move = deeds[Math.floor(chance() * deeds.length)]!;
      await this.#try(move(await fresh(this.database, line), quantity, chance));
      if (chance() < 0.15) await this.#takeBack(chance());
      if (chance() < 0.2) snapshots.push(await cite(this.#naive));
    }
    return snapshots;
  }

  async #try(posting: Posting): Promise<boolean> {
    if (posting.lines.length === 0) return false;
    const outcome = await asHub(this.database, (tx) => post(tx, "G01", posting));
    if (!outcome.ok) return false;
    this.#naive.book(posting);
    this.#booked.push({ posting, transferId: outcome.value.transferId });
    return true;
  }

  async #takeBack(chance: number): Promise<void> {
    const at = Math.floor(chance * this.#booked.length);
    const one = this.#booked[at];
    if (one === undefined || one.posting.op === "REVERSAL") return;
    const { posting, transferId } = one;
    const tasks = await asHub(this.database, (tx) => readTasks(tx, { openedBy: [transferId] }));
    const done = await this.#try(reversal(now, { transferId, lines: posting.lines }, tasks));
    if (done) this.#booked.splice(at, 1);
  }
}
