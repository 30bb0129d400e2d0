import { bookUnit, type ClaimKind, type SettlementMeans } from "../../schema/words/ledger.ts";
import { assert } from "../kernel/assert.ts";
import { openLine, particularsOf, settleLine } from "./claim-lines.rules.ts";
import type { ClaimOpening, Line, TaskOpening } from "./ledger.model.ts";
import { recoverable } from "./liability.rules.ts";
import type { LineFacts, NewId, OpenClaim } from "./posting.model.ts";
import { splitByWeight } from "./share.rules.ts";

/** Who owes what after a step: the claim, and the base units of goods that it stands for. */
export interface Owed {
  readonly claimId: string;
  readonly debtorOrg: string;
  readonly units: number;
}

type Known = OpenClaim & { outstanding: number };

interface Wanted {
  readonly kind: ClaimKind;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
  /** Base units of goods. */
  readonly units: number;
  readonly mirrors?: ClaimKind;
}

const inMoney: ReadonlySet<ClaimKind> = new Set<ClaimKind>(["COMPENSATE", "PAY", "SERVICE"]);

/**
 * The claims of one order line while one posting is drawn up. Steps see what earlier steps did:
 * RETURN shrinks by each, and a claim that was opened is added to. One unit carries at most one
 * open claim towards its owner, so use, loss and damage convert RETURN before they open anything.
 */
export class ClaimDraft {
  readonly lines: Line[] = [];
  readonly claims: ClaimOpening[] = [];
  readonly tasks: TaskOpening[] = [];
  readonly #line: LineFacts;
  readonly #newId: NewId;
  readonly #known: Known[];

  constructor(line: LineFacts, newId: NewId) {
    this.#line = line;
    this.#newId = newId;
    this.#known = line.claims.map((claim) => ({ ...claim }));
  }

  /** Whether someone owes for this line at all. */
  get owing(): boolean {
    return this.#line.liability.debtors.length > 0;
  }

  /** RETURN opens: the goods are out and are to come back. */
  openReturn(units: number): void {
    if (!returnable.has(this.#line.basis)) return;
    for (const part of this.#shares(units)) this.#open({ ...part, kind: "RETURN" });
  }

  /** The goods came back as they went: RETURN shrinks, as far as there was one. */
  settleReturn(units: number): void {
    this.#draw("RETURN", units, "RETURNED");
  }

  /** RETURN becomes another claim of the same debtors; what had no RETURN is opened by shares. */
  convert(kind: ClaimKind, units: number, from: ClaimKind = "RETURN"): Owed[] {
    if (!this.owing || units === 0) return [];
    const drawn = this.#draw(from, units, "CONVERTED");
    for (const part of drawn) this.#unmirror(from, this.#bearer(part.debtorOrg), part.units);
    const rest = units - drawn.reduce((sum, part) => sum + part.units, 0);
    return [...drawn, ...this.#shares(rest)].flatMap((part) => this.#owe({ ...part, kind }));
  }

  /** A claim beside RETURN: the work of restoring what came back. */
  add(kind: ClaimKind, units: number): void {
    for (const part of this.#shares(units)) this.#owe({ ...part, kind });
    this.#ownLoss(kind, units);
  }

  /** Goods are gone: the claims of this line's liability, and the refill tasks at the owner. */
  lose(units: number, bearer: "DEBTOR" | "OWNER" = "DEBTOR", from: ClaimKind = "RETURN"): Owed[] {
    if (units === 0) return [];
    const { liability } = this.#line;
    const kind = bearer === "DEBTOR" ? liability.lossClaim : undefined;
    const owed = kind === undefined ? [] : this.convert(kind, units, from);
    if (this.#ownsLoss && bearer === "DEBTOR") this.#unmirror(from, this.#line.owner, units);
    this.#ownLoss("REFILL", units);
    this.#openTasks(kind === "REFILL" ? owed : [], units, owed[0]?.debtorOrg);
    return owed;
  }

  /** Whoever caused a loss makes it good to those who bear it, each by what it bears. */
  damages(byOrg: string, units: number, owed: readonly Owed[]): void {
    const bearers =
      owed.length === 0 ? [{ debtorOrg: this.#line.owner, units }] : mergeByDebtor(owed);
    for (const { debtorOrg: creditorOrg, units: part } of bearers)
      if (byOrg !== creditorOrg)
        this.#open({ kind: "DAMAGES", debtorOrg: byOrg, creditorOrg, units: part });
  }

  /** The payer's own goods: nobody owes it anything but, in an accident, the firm at fault. */
  #ownLoss(kind: ClaimKind, units: number): void {
    if (this.#ownsLoss) this.recourse(kind, this.#line.owner, units);
  }

  get #ownsLoss(): boolean {
    return this.#line.liability.rule === "OWNER_IS_PAYER";
  }

  /** Who recovers from the firm at fault what this debtor owes. */
  #bearer(debtorOrg: string): string {
    return this.#line.liability.onward?.debtorOrg ?? debtorOrg;
  }

  /** What the firm owed for the same units under their former name is not owed beside the new. */
  #unmirror(kind: ClaimKind, bearer: string, units: number): void {
    const mirrors = this.#known.filter(
      (claim) => claim.mirrors === kind && claim.creditorOrg === bearer,
    );
    this.#drawFrom(mirrors, units, "CONVERTED");
  }

  /** RECOURSE of the one who bears a loss against the firm responsible for the accident. */
  recourse(mirrors: ClaimKind, bearer: string, units: number): void {
    const { rule, recourseFrom: firm } = this.#line.liability;
    if (firm === undefined || firm === bearer || !recoverable.has(rule) || units === 0) return;
    this.#open({ kind: "RECOURSE", debtorOrg: firm, creditorOrg: bearer, units, mirrors });
  }

  /** Shrinks claims of one kind without opening another, as far as they go. */
  settle(kind: ClaimKind, units: number, means: SettlementMeans): void {
    this.#draw(kind, units, means);
  }

  #owe(wanted: Wanted): Owed[] {
    if (wanted.units === 0) return [];
    const claimId = this.#open(wanted);
    const { onward } = this.#line.liability;
    if (onward !== undefined && wanted.kind === "PAY") this.#open({ ...wanted, ...onward });
    this.recourse(wanted.kind, this.#bearer(wanted.debtorOrg), wanted.units);
    return [{ claimId, debtorOrg: wanted.debtorOrg, units: wanted.units }];
  }

  #shares(units: number): { debtorOrg: string; creditorOrg: string; units: number }[] {
    const { debtors, creditor: creditorOrg } = this.#line.liability;
    if (units === 0 || debtors.length === 0) return [];
    const parts = splitByWeight(
      units,
      debtors.map(({ basisPoints }) => basisPoints),
    );
    return debtors
      .map(({ orgId: debtorOrg }, at) => ({ debtorOrg, creditorOrg, units: parts[at] ?? 0 }))
      .filter((part) => part.units > 0);
  }

  #draw(kind: ClaimKind, units: number, means: SettlementMeans) {
    const open = this.#known.filter((claim) => claim.kind === kind);
    return this.#drawFrom(open, units, means);
  }

  #drawFrom(open: readonly Known[], units: number, means: SettlementMeans) {
    const total = open.reduce((sum, { outstanding }) => sum + outstanding, 0);
    if (total === 0 || units === 0) return [];
    const parts = splitByWeight(
      Math.min(units, total),
      open.map(({ outstanding }) => outstanding),
    );
    return open.flatMap((claim, at) => {
      const part = parts[at] ?? 0;
      if (part === 0) return [];
      claim.outstanding -= part;
      this.lines.push(settleLine(claim, part, means));
      const { debtorOrg, creditorOrg } = claim;
      return [{ debtorOrg, creditorOrg, units: part }];
    });
  }

  #open(wanted: Wanted): string {
    const { kind, debtorOrg, creditorOrg, units, mirrors } = wanted;
    const money = inMoney.has(mirrors ?? kind);
    const item = money ? bookUnit.MONEY : this.#line.item;
    const quantity = money ? units * this.#price() : units;
    const same = this.#known.find(
      (claim) =>
        claim.kind === kind &&
        claim.debtorOrg === debtorOrg &&
        claim.creditorOrg === creditorOrg &&
        claim.item === item &&
        claim.mirrors === (mirrors ?? null) &&
        claim.state === "PROVISIONAL",
    );
    const claim = same ?? this.#make(wanted, item);
    claim.outstanding += quantity;
    this.lines.push(openLine(claim, quantity));
    return claim.id;
  }

  #make({ kind, debtorOrg, creditorOrg, mirrors }: Wanted, item: string) {
    const id = this.#newId();
    const parties = { id, kind, debtorOrg, creditorOrg, item };
    this.claims.push({
      ...parties,
      ...particularsOf(this.#line, kind),
      ...(mirrors === undefined ? {} : { mirrors }),
    });
    const made = {
      ...parties,
      mirrors: mirrors ?? null,
      state: "PROVISIONAL" as const,
      outstanding: 0,
    };
    this.#known.push(made);
    return made;
  }

  #price(): number {
    const { unitPriceFen } = this.#line;
    assert(unitPriceFen !== undefined, "a loss owed in money has a price");
    return unitPriceFen;
  }

  #openTasks(owed: readonly Owed[], units: number, funder: string | undefined): void {
    const { underNorm, owner: ownerOrg, depot: depotId, item, lot: lotId } = this.#line;
    if (!underNorm) return;
    const { orderLineId, incidentId } = this.#line;
    const place = { ownerOrg, depotId, item, lotId, orderLineId, incidentId };
    for (const { claimId, debtorOrg, units: quantity } of owed) {
      const by = { funderOrg: debtorOrg, performerOrg: debtorOrg };
      this.tasks.push({ ...place, ...by, id: this.#newId(), claimId, quantity });
    }
    if (owed.length > 0) return;
    const by = { funderOrg: funder ?? ownerOrg, performerOrg: ownerOrg };
    this.tasks.push({ ...place, ...by, id: this.#newId(), quantity: units });
  }
}

const returnable: ReadonlySet<string> = new Set(["PACT", "LOAN", "COMMAND", "REQUISITION"]);

function mergeByDebtor(owed: readonly Owed[]): { debtorOrg: string; units: number }[] {
  const sums = new Map<string, number>();
  for (const { debtorOrg, units } of owed) sums.set(debtorOrg, (sums.get(debtorOrg) ?? 0) + units);
  return [...sums].map(([debtorOrg, units]) => ({ debtorOrg, units }));
}
