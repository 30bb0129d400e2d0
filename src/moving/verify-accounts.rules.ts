import type { LeafAccount } from "../ledger/book.model.ts";
import type { Columns, Problems, Row } from "./verify-rows.rules.ts";

/** An account as its row says it, and as its entries have made it so far. */
export interface Account extends LeafAccount {
  readonly id: number;
  readonly item: string;
  readonly isSource: boolean;
  readonly isSink: boolean;
  readonly said: { readonly balance: number; readonly version: number };
  balance: number;
  version: number;
  /** The transfer of the last touch: a balance is judged after the last line of each. */
  transfer: string;
  wrongSide: boolean;
  /** Touches that came before their turn: rows may be sealed in another order than written. */
  readonly early: Map<number, Touch>;
}

interface Touch {
  readonly change: number;
  readonly transfer: string;
}

/** So many may wait for a touch that never comes; more are a gap, and are not kept. */
const earlyMost = 10_000;

const sources = ["SUPPLY", "SURPLUS", "PAYABLE"];
const sinks = [
  "CONSUMED",
  "DISTRIBUTED",
  "SCRAPPED",
  "DESTROYED",
  "SHORTAGE",
  "ROTATED_OUT",
  "TRANSFERRED",
];
export const isSink = (kind: string): boolean => sinks.includes(kind);

/** All accounts, each rebuilt touch by touch in the order of its versions. */
export class Accounts {
  readonly all = new Map<number, Account>();
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  take(columns: Columns, rows: readonly Row[]): void {
    for (const row of rows) {
      const text = (name: string): string => columns.text(row, name);
      const id = columns.number(row, "id");
      if (this.all.has(id)) this.#problems.tell(`account ${id}: stands there twice`);
      this.all.set(id, {
        id,
        owner: text("owner"),
        kind: text("kind"),
        item: text("item"),
        isSource: sources.includes(text("kind")),
        isSink: isSink(text("kind")),
        lot: text("lot"),
        custodian: text("custodian"),
        place: text("place"),
        counterparty: text("counterparty"),
        claimKind: text("claim_kind"),
        ref: text("ref"),
        said: { balance: columns.number(row, "balance"), version: columns.number(row, "version") },
        balance: 0,
        version: 0,
        transfer: "",
        wrongSide: false,
        early: new Map(),
      });
    }
  }

  touch(account: Account, version: number, change: number, transfer: string): void {
    if (version !== account.version + 1) {
      if (account.early.size < earlyMost) account.early.set(version, { change, transfer });
      return;
    }
    apply(account, change, transfer);
    for (let next = earlyOf(account); next !== undefined; next = earlyOf(account)) {
      account.early.delete(account.version + 1);
      apply(account, next.change, next.transfer);
    }
  }

  /** At the end of the journal: every row is what its entries say, and goods are conserved. */
  close(): void {
    const sums = new Map<string, number>();
    for (const account of this.all.values()) {
      judge(account);
      const { id, owner, kind, item, lot, said, balance, version, early } = account;
      const dense = early.size === 0;
      if (said.balance !== balance || said.version !== version || !dense || account.wrongSide)
        this.#problems.tell(
          `account ${id} (${owner} ${kind} ${item}): balance ${said.balance} ` +
            `version ${said.version}, its entries give ${balance} and ${version}` +
            (dense ? "" : ", with gaps"),
        );
      const goods = `item ${item} lot ${lot}`;
      sums.set(goods, (sums.get(goods) ?? 0) + said.balance);
    }
    for (const [goods, sum] of sums)
      if (sum !== 0) this.#problems.tell(`${goods}: all accounts add up to ${sum}`);
  }
}

/** The touch whose turn it is, if it came early. */
const earlyOf = (account: Account): Touch | undefined =>
  account.early.size === 0 ? undefined : account.early.get(account.version + 1);

function apply(account: Account, change: number, transfer: string): void {
  if (transfer !== account.transfer) judge(account);
  account.transfer = transfer;
  account.balance += change;
  account.version += 1;
}

function judge(account: Account): void {
  if (account.isSource ? account.balance > 0 : account.balance < 0) account.wrongSide = true;
}
