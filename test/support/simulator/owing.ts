import type { ClaimKind } from "../../../schema/words/ledger.ts";
import type { Board, Way } from "./board.ts";
import { bear, changeClaim, convert, newClaim, newTask, proportion } from "./figures.ts";
import type { Borne, Claim, Effect, Line } from "./records.ts";

const moneyKinds: readonly ClaimKind[] = ["COMPENSATE", "PAY", "SERVICE"];
const withDepot: readonly ClaimKind[] = ["RETURN", "REFILL", "REPAIR", "RESTORE"];

export type Bearer = "DEBTOR" | "OWNER";

interface Part {
  readonly debtor: string;
  readonly units: number;
  readonly claim?: string;
}

/** A part of a claim that was there. */
type Drawn = Part & { readonly claim: string };

/**
 * What one deed does to the claims and tasks of one order line, told in the words of LEDGER §2:
 * a loss turns RETURN into what the law says, the firm at fault owes the same once more, and the
 * shelf that is empty opens a task. `done` makes the changes, after all of them are known.
 */
export class Owing {
  readonly #board: Board;
  readonly #line: Line;
  readonly #changes = new Map<string, { opened: number; outstanding: number }>();
  readonly #tasks: { name: string; quantity: number }[] = [];
  readonly #borne: Omit<Borne, "name">[] = [];
  readonly #converted: { name: string; quantity: number }[] = [];

  constructor(board: Board, line: string) {
    this.#board = board;
    this.#line = board.lines.get(line);
  }

  get #owner(): string {
    return this.#board.lots.get(this.#line.lot).owner;
  }

  get owing(): boolean {
    return this.#line.law.debtor !== undefined;
  }

  goOut(units: number): void {
    const { debtor, returnable } = this.#line.law;
    if (returnable && debtor !== undefined && units > 0)
      this.#open("RETURN", debtor, this.#owner, units);
  }

  comeBack(units: number): void {
    this.#draw("RETURN", units);
  }

  shrink(kind: ClaimKind, units: number): void {
    this.#draw(kind, units);
  }

  lose(units: number, bearer: Bearer, from: ClaimKind = "RETURN"): Part[] {
    if (units === 0) return [];
    const { loss, payerOwns } = this.#line.law;
    const kind = bearer === "DEBTOR" ? loss : undefined;
    const owed = kind === undefined ? [] : this.become(kind, units, from);
    if (payerOwns && bearer === "DEBTOR") this.#unmirror(from, this.#owner, units);
    if (payerOwns) this.#recover("REFILL", this.#owner, units);
    this.#emptyShelf(units, kind === "REFILL" ? owed : []);
    return owed;
  }

  /** RETURN, or what it became, turns into another claim; what had none is owed anew. */
  become(kind: ClaimKind, units: number, from: ClaimKind = "RETURN"): Part[] {
    const { debtor } = this.#line.law;
    if (debtor === undefined || units === 0) return [];
    const drawn = this.#draw(from, units);
    for (const part of drawn) this.#unmirror(from, part.debtor, part.units);
    const rest = units - drawn.reduce((sum, part) => sum + part.units, 0);
    const parts = rest > 0 ? [...drawn, { debtor, units: rest }] : drawn;
    return parts.map((part) => ({ ...part, claim: this.#owe(kind, part.debtor, part.units) }));
  }

  mend(units: number): void {
    if (this.owing) this.become("REPAIR", units);
    else this.beside("REPAIR", units);
  }

  /** Work on goods that came back. */
  beside(kind: ClaimKind, units: number): void {
    const { debtor, payerOwns } = this.#line.law;
    if (units === 0) return;
    if (debtor !== undefined) this.#owe(kind, debtor, units);
    if (payerOwns) this.#recover(kind, this.#owner, units);
  }

  /** Whoever caused a loss on the road makes it good to those who bear it. */
  damages(by: string, units: number, owed: readonly Part[]): void {
    const sums = new Map<string, number>();
    for (const part of owed) sums.set(part.debtor, (sums.get(part.debtor) ?? 0) + part.units);
    if (sums.size === 0) sums.set(this.#owner, units);
    for (const [bearer, part] of sums) if (bearer !== by) this.#open("DAMAGES", by, bearer, part);
  }

  done(): Effect {
    const claims = [...this.#changes].map(([name, change]) => ({ name, ...change }));
    for (const { name, opened, outstanding } of claims)
      changeClaim(this.#board, name, opened, outstanding);
    return { claims, tasks: this.#tasks, borne: this.#borne, converted: this.#converted };
  }

  #owe(kind: ClaimKind, debtor: string, units: number): string {
    const name = this.#open(kind, debtor, this.#owner, units);
    this.#recover(kind, debtor, units);
    return name;
  }

  #recover(mirrors: ClaimKind, bearer: string, units: number): void {
    const { recoverFrom } = this.#line.law;
    this.#bear(mirrors, bearer, units);
    if (recoverFrom !== undefined && recoverFrom !== bearer && units > 0)
      this.#open("RECOURSE", recoverFrom, bearer, units, mirrors);
  }

  #bear(kind: ClaimKind, bearer: string, units: number): void {
    if (kind === "RETURN") return;
    const { lot, name: line } = this.#line;
    const money = moneyKinds.includes(kind);
    const quantity = money ? units * this.#board.lots.get(lot).priceFen : units;
    const borne = { line, bearer, kind, money, quantity };
    this.#borne.push(borne);
    bear(this.#board, borne);
  }

  #open(kind: ClaimKind, debtor: string, creditor: string, units: number, mirrors?: ClaimKind) {
    const lot = this.#board.lots.get(this.#line.lot);
    const money = moneyKinds.includes(mirrors ?? kind);
    const quantity = money ? units * lot.priceFen : units;
    const same = this.#mine().find(
      (claim) =>
        claim.kind === kind &&
        claim.debtor === debtor &&
        claim.creditor === creditor &&
        claim.mirrors === mirrors &&
        claim.money === money &&
        claim.state === "PROVISIONAL",
    );
    const custodian = withDepot.includes(kind) ? lot.custodian : undefined;
    const parties = { kind, debtor, creditor, mirrors, money, custodian };
    const name =
      same?.name ?? newClaim(this.#board, { ...parties, line: this.#line.name, lot: lot.name });
    this.#note(name, quantity, quantity);
    return name;
  }

  #mine(): Claim[] {
    return this.#board.claims.where(({ line }) => line === this.#line.name);
  }

  #left(claim: Claim): number {
    return claim.outstanding + (this.#changes.get(claim.name)?.outstanding ?? 0);
  }

  #draw(kind: ClaimKind, units: number): Drawn[] {
    return this.#drawFrom((claim) => claim.kind === kind, units);
  }

  #unmirror(kind: ClaimKind, bearer: string, units: number): void {
    this.#bear(kind, bearer, -units);
    const mine = (claim: Claim) => claim.mirrors === kind && claim.creditor === bearer;
    for (const { claim: name, units: part } of this.#drawFrom(mine, units)) {
      this.#converted.push({ name, quantity: part });
      convert(this.#board, name, part);
    }
  }

  #drawFrom(wanted: (claim: Claim) => boolean, units: number): Drawn[] {
    const open = this.#mine().filter((claim) => wanted(claim) && this.#left(claim) > 0);
    return proportion(
      units,
      open.map((claim) => this.#left(claim)),
    ).flatMap((part, at) => {
      const claim = open[at];
      if (claim === undefined || part === 0) return [];
      this.#note(claim.name, 0, -part);
      return [{ debtor: claim.debtor, units: part, claim: claim.name }];
    });
  }

  #note(name: string, opened: number, outstanding: number): void {
    const before = this.#changes.get(name) ?? { opened: 0, outstanding: 0 };
    this.#changes.set(name, {
      opened: before.opened + opened,
      outstanding: before.outstanding + outstanding,
    });
  }

  #emptyShelf(units: number, owed: readonly Part[]): void {
    const { name: line, lot: lotName } = this.#line;
    const { norm, owner } = this.#board.lots.get(lotName);
    if (!norm) return;
    const tasks = owed.length > 0 ? owed : [{ debtor: owner, units, claim: undefined }];
    for (const { debtor: performer, units: quantity, claim } of tasks) {
      const about = { line, lot: lotName, owner, performer, quantity, claim };
      this.#tasks.push({ name: newTask(this.#board, about), quantity });
    }
  }
}

/** Whether the risk of goods on the road is the debtors' by then. */
export const passed = ({ law: { risk } }: Line, relayed: boolean): boolean =>
  risk === "DEPARTURE" || (risk === "RELAY" && relayed);

/** Who bears what is lost of goods that come home this way. */
export const bearerOf = (line: Line, way: Way): Bearer =>
  way === "" || passed(line, way === "relayed:") ? "DEBTOR" : "OWNER";

/** Under which name goods that nobody accepted come home. */
export const wayHome = ({ law: { risk } }: Line, relayed: boolean): Way =>
  relayed && risk === "RELAY" ? "relayed:" : "unreceived:";
