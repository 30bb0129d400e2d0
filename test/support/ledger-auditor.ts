import type { AccountKey, Posting } from "../../src/ledger/ledger.model.ts";

/** The nine parts of a key in one string. */
export const nameOf = (key: AccountKey): string =>
  [key.owner, key.kind, key.item, key.lot, key.custodian, key.place, key.counterparty]
    .concat(key.claimKind, key.ref)
    .map((part) => part ?? "")
    .join("|");

const below = new Set(["SUPPLY", "SURPLUS", "PAYABLE"]);
const sinks = /^(CONSUMED|DISTRIBUTED|SCRAPPED|DESTROYED|SHORTAGE|ROTATED_OUT|TRANSFERRED)$/;

/** A book kept by hand, in memory, as plainly as can be: what the database is compared with. */
export class NaiveBook {
  readonly balances = new Map<string, number>();
  readonly claims = new Map<string, { opened: number; outstanding: number }>();
  readonly gone = new Map<string, number>();
  readonly tasks = new Map<string, number>();

  /** Paths of the lines that fall short; empty: the posting may be booked. */
  shortOf({ lines }: Posting): string[] {
    const left = new Map(this.balances);
    for (const { origin, target, quantity } of lines) {
      left.set(nameOf(origin), (left.get(nameOf(origin)) ?? 0) - quantity);
      left.set(nameOf(target), (left.get(nameOf(target)) ?? 0) + quantity);
    }
    return lines.flatMap(({ origin }, at) =>
      !below.has(origin.kind) && (left.get(nameOf(origin)) ?? 0) < 0 ? [`lines.${at}`] : [],
    );
  }

  book({ op, lines, tasks = [] }: Posting): void {
    const undo = op === "REVERSAL";
    for (const { origin, target, quantity } of lines) {
      add(this.balances, nameOf(origin), -quantity);
      add(this.balances, nameOf(target), quantity);
      if (target.kind === "RECEIVABLE")
        this.#claim(target.ref ?? "", quantity, undo ? 0 : quantity);
      if (origin.kind === "RECEIVABLE")
        this.#claim(
          origin.ref ?? "",
          -quantity,
          undo || op === "SPLIT" || op === "DECIDE" ? -quantity : 0,
        );
      if (sinks.test(target.kind)) add(this.gone, target.lot ?? "", quantity);
    }
    for (const { lotId, quantity } of tasks) add(this.tasks, lotId, quantity);
  }

  #claim(id: string, outstanding: number, opened: number): void {
    const claim = this.claims.get(id) ?? { opened: 0, outstanding: 0 };
    this.claims.set(id, {
      opened: claim.opened + opened,
      outstanding: claim.outstanding + outstanding,
    });
  }
}

const add = (sums: Map<string, number>, name: string, change: number): void => {
  sums.set(name, (sums.get(name) ?? 0) + change);
};
