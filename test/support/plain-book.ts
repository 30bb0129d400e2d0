import type { AccountKey, Posting, TaskOpening } from "../../src/ledger/ledger.model.ts";
import type { LineFacts, OpenClaim } from "../../src/ledger/posting.model.ts";
import type { Standing } from "../../src/replenishment/goods.model.ts";

/** The least of a ledger: balances by key, claims by id, tasks; it refuses nothing. */
export class PlainBook {
  /** Units that came back from the workshop as good, at the debtors' risk. */
  fixed = 0;
  readonly balances = new Map<string, { key: AccountKey; balance: number }>();
  readonly claims = new Map<string, OpenClaim & { outstanding: number }>();
  readonly tasks: TaskOpening[] = [];
  readonly facts: LineFacts;
  #ids = 0;

  constructor(line: LineFacts) {
    this.facts = line;
  }

  readonly newId = (): string => `id-${++this.#ids}`;

  book({ lines, claims = [], tasks = [] }: Posting): void {
    for (const claim of claims)
      this.claims.set(claim.id, {
        ...claim,
        mirrors: claim.mirrors === undefined ? null : (claim.mirrors as OpenClaim["kind"]),
        state: "PROVISIONAL",
        outstanding: 0,
      });
    this.tasks.push(...tasks);
    for (const { origin, target, quantity } of lines) {
      this.#move(origin, -quantity);
      this.#move(target, quantity);
    }
  }

  #move(key: AccountKey, change: number): void {
    const name = JSON.stringify(Object.entries(key).toSorted());
    const before = this.balances.get(name)?.balance ?? 0;
    this.balances.set(name, { key, balance: before + change });
    const claim = this.claims.get(key.ref ?? "");
    if (claim !== undefined && key.kind === "RECEIVABLE") claim.outstanding += change;
  }

  get line(): LineFacts {
    return { ...this.facts, claims: [...this.claims.values()].map((claim) => ({ ...claim })) };
  }

  get standings(): Standing[] {
    return [...this.balances.values()].map(({ key, balance }) => {
      const { kind, custodian = "", place = "", ref = "" } = key;
      return { kind, custodian, place, ref, balance };
    });
  }

  /** What is in these places, of the goods whose refs are wanted. */
  out(kinds: readonly string[], wanted: (ref: string) => boolean): number {
    return this.standings
      .filter(({ kind, ref }) => kinds.includes(kind) && wanted(ref))
      .reduce((sum, { balance }) => sum + balance, 0);
  }

  owed(kind: string, mirrors: string | null = null): number {
    return [...this.claims.values()]
      .filter((claim) => claim.kind === kind && claim.mirrors === mirrors)
      .reduce((sum, { outstanding }) => sum + outstanding, 0);
  }

  goods(kinds?: readonly string[]): number {
    return [...this.balances.values()]
      .filter(({ key }) => key.claimKind === undefined && key.kind !== "SUPPLY")
      .filter(({ key }) => key.kind !== "HELD" && (kinds?.includes(key.kind) ?? true))
      .reduce((sum, { balance }) => sum + balance, 0);
  }
}
