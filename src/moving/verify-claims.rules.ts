import { isSink, type Account } from "./verify-accounts.rules.ts";
import type { Columns, Problems, Row } from "./verify-rows.rules.ts";

/** What a transfer is to the claims and tasks that it moved. */
export interface Deed {
  readonly id: string;
  readonly op: string;
  readonly reverses: string | null;
  readonly recordedAt: string;
}

interface Claim {
  readonly row: Readonly<Record<(typeof claimColumns)[number], string | null>>;
  readonly signed: boolean;
  /** When the second side signed; empty if it did not. */
  readonly signedAt: string;
  opened: number;
  outstanding: number;
  moved: boolean;
  grew: boolean;
  told: string | undefined;
}

const claimColumns = [
  ...(["id", "kind", "debtor_org", "creditor_org", "item", "lot_id", "incident_id"] as const),
  ...(["mirrors", "opened", "outstanding", "state", "opened_by"] as const),
] as const;

interface Move {
  readonly claim: string;
  readonly inward: boolean;
  readonly quantity: number;
  readonly deed: Deed;
}

/** Every claim, rebuilt from the entries on its receivable account. */
export class Claims {
  readonly all = new Map<string, Claim>();
  readonly #problems: Problems;
  /** What reversals moved is counted when all transfers that they reverse are known. */
  readonly #undone: Move[] = [];

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  take(columns: Columns, rows: readonly Row[]): void {
    for (const row of rows) {
      const read = Object.fromEntries(claimColumns.map((name) => [name, columns.maybe(row, name)]));
      const claim = read as Claim["row"];
      const [debtor, creditor] = ["debtor_confirmed_at", "creditor_confirmed_at"].map((name) =>
        columns.text(row, name),
      );
      const signed = debtor !== "" && creditor !== "";
      const [one = "", other = ""] = [debtor, creditor];
      if (this.all.has(claim.id ?? ""))
        this.#problems.tell(`claim ${claim.id}: stands there twice`);
      this.all.set(claim.id ?? "", {
        row: claim,
        signed,
        signedAt: signed ? (one > other ? one : other) : "",
        ...{ opened: 0, outstanding: 0, moved: false, grew: false, told: undefined },
      });
    }
  }

  /** An entry that touches receivable accounts. */
  move(origin: Account, target: Account, quantity: number, deed: Deed): void {
    if (target.kind === "RECEIVABLE")
      this.#move({ claim: target.ref, inward: true, quantity, deed });
    if (origin.kind === "RECEIVABLE")
      this.#move({ claim: origin.ref, inward: false, quantity, deed });
  }

  #move(move: Move): void {
    if (move.deed.op === "REVERSAL") this.#undone.push(move);
    else this.#count(move, move.deed.op);
  }

  #count({ claim: id, inward, quantity, deed }: Move, opOfOriginal: string): void {
    const claim = this.all.get(id);
    const signed = inward ? quantity : -quantity;
    if (claim === undefined) {
      this.#problems.tell(`claim ${id}: there is no row, the journal says ${signed}`);
      return;
    }
    claim.moved = true;
    claim.outstanding += signed;
    const undo = deed.op === "REVERSAL";
    if (opOfOriginal === "SPLIT" || inward !== undo) claim.opened += signed;
    if (inward && !undo && deed.id !== claim.row.opened_by && claim.signed)
      claim.grew ||= deed.recordedAt > claim.signedAt;
  }

  tell(said: Readonly<Record<string, unknown>>): void {
    const claim = this.all.get(String(said.id));
    if (claim === undefined) this.#problems.tell(`claim ${String(said.id)}: there is no row`);
    else
      claim.told ??= [said.kind, said.debtorOrg, said.creditorOrg, said.item].map(String).join(" ");
  }

  /** `opOf` answers what a reversed transfer was. */
  close(opOf: (transfer: string) => string | undefined): void {
    for (const move of this.#undone)
      this.#count(move, opOf(move.deed.reverses ?? "") ?? move.deed.op);
    for (const { row, signed, opened, outstanding, moved, grew, told } of this.all.values()) {
      const parties = [row.kind, row.debtor_org, row.creditor_org, row.item].join(" ");
      const figures = [Number(row.opened), Number(row.outstanding)] as const;
      const right =
        moved && figures[0] === opened && figures[1] === outstanding && told === parties;
      if (!right || row.state !== stateOf(row.state, ...figures, signed))
        this.#problems.tell(
          `claim ${row.id}: the row says ${figures[1]} of ${figures[0]} outstanding ` +
            `(${row.state}), the journal says ${outstanding} of ${opened}`,
        );
      if (grew) this.#problems.tell(`claim ${row.id}: grew after both sides had signed it`);
    }
  }
}

function stateOf(
  state: string | null,
  opened: number,
  outstanding: number,
  signed: boolean,
): string {
  if (opened === 0) return "REVERSED";
  if (outstanding === 0) return "SETTLED";
  if (state === "DISPUTED") return "DISPUTED";
  if (!signed) return "PROVISIONAL";
  return outstanding < opened ? "PART_SETTLED" : "CONFIRMED";
}

/** Kinds of claims for goods, and where the goods of each may be. */
const owedKinds = ["RETURN", "REPAIR", "REFILL"];
const outKinds = ["IN_TRANSIT", "ON_SITE", "BORROWED", "RETURNING", "INSPECTION"];

/** One unit carries one open claim at most; what the firm at fault owes may have been mended. */
export class TwiceOwed {
  readonly #mended = new Map<string, number>();

  take(origin: Account, target: Account, quantity: number): void {
    if (origin.kind !== "REPAIR" || !["ON_HAND", "BLOCKED"].includes(target.kind)) return;
    const of = `${origin.item} ${origin.lot} ${origin.counterparty}`;
    this.#mended.set(of, (this.#mended.get(of) ?? 0) + quantity);
  }

  close(claims: Claims, accounts: Iterable<Account>, problems: Problems): void {
    const there = new Map<string, number>();
    for (const { kind, item, lot, counterparty, said } of accounts) {
      const as = outKinds.includes(kind) ? "RETURN" : kind === "REPAIR" ? "REPAIR" : "REFILL";
      if (counterparty === "" || (as === "REFILL" && !isSink(kind))) continue;
      const of = `${as} ${item} ${lot} ${counterparty}`;
      there.set(of, (there.get(of) ?? 0) + said.balance);
    }
    const owed = new Map<string, { kind: string; goods: string; firm: boolean; sum: number }>();
    for (const { row } of claims.all.values()) {
      const [kind, firm] = [row.mirrors ?? row.kind ?? "", row.mirrors !== null];
      if (!owedKinds.includes(kind) || row.incident_id === null) continue;
      const goods = `${row.item} ${row.lot_id ?? ""} ${row.incident_id}`;
      const key = `${kind} ${String(firm)} ${goods}`;
      const sum = (owed.get(key)?.sum ?? 0) + Number(row.outstanding);
      owed.set(key, { kind, goods, firm, sum });
    }
    for (const { kind, goods, firm, sum } of owed.values()) {
      const mended = firm && kind === "REPAIR" ? (this.#mended.get(goods) ?? 0) : 0;
      const units = (there.get(`${kind} ${goods}`) ?? 0) + mended;
      if (sum > units)
        problems.tell(
          `${kind} of item, lot and incident ${goods}: ${sum} owed, for ${units} units`,
        );
    }
  }
}
