import { lockUnits, readTakenUnits } from "../forces/dispatchable.service.ts";
import type { LockedUnit, UnitRef } from "../forces/forces.model.ts";
import { gateRefusals } from "../forces/forces.rules.ts";
import { compare } from "../kernel/compare.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post, readFree } from "../ledger/ledger.service.ts";
import { hold } from "../ledger/posting.hold.rules.ts";
import type { Load } from "../ledger/posting.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockCommitment } from "../reserves/dispatchable.service.ts";
import type { LockedCommitment } from "../reserves/reserves.model.ts";
import type {
  AgreementStock,
  Draft,
  DraftLine,
  LenderStore,
  ShelfStock,
} from "./adoption.model.ts";
import { floorRefusals, holdShareRefusals, lentItems } from "./adoption.rules.ts";
import { lockShelves, readAgreementStock, readShelves } from "./adoption.store.ts";
import { commitmentRefusals } from "./commitment.rules.ts";
import type { LineRow } from "./order.model.ts";
import { lineFactsOf } from "./order-line.rules.ts";
import { holdUnits, promiseCommitments } from "./order-sources.service.ts";
import type { Ground, ProposalRow } from "./proposal.model.ts";

/** What the plan draws on, locked: nobody else takes it while this transaction decides. */
export interface LockedSources {
  readonly stocks: readonly AgreementStock[];
  /** Read under the locks of the agreements. */
  readonly shelves: readonly ShelfStock[];
  /** Those that are free for the incident. */
  readonly units: readonly LockedUnit[];
  /** Read under the locks of the contracts. */
  readonly commitments: readonly LockedCommitment[];
}

/**
 * Agreements, lenders' shelves, then units, then contracts, each in one global order: nobody waits
 * in a circle.
 */
export async function lockSources(
  tx: Tx,
  incidentId: string,
  drafts: readonly Draft[],
): Promise<LockedSources> {
  const grounds = drafts.flatMap(({ lines }) => lines.map(({ ground }) => ground));
  const stores = lentUnder(drafts);
  const lenders = [...new Set(stores.map(({ lenderOrg }) => lenderOrg))];
  const items = [...new Set(stores.flatMap((store) => store.items))];
  if (lenders.length > 0) await lockShelves(tx, lenders);
  const stocks = await readAgreementStock(tx, stores);
  const shelves = await readShelves(tx, lenders, items);
  const locked = await lockUnits(tx, unitsOf(grounds));
  const taken = await readTakenUnits(tx, locked, incidentId);
  const units = locked.filter(
    ({ kind, id }) => !taken.some((other) => other.kind === kind && other.id === id),
  );
  const commitments: LockedCommitment[] = [];
  for (const id of commitmentsOf(grounds)) {
    const commitment = await lockCommitment(tx, id);
    if (commitment !== undefined) commitments.push(commitment);
  }
  return { stocks, shelves, units, commitments };
}

function lentUnder(drafts: readonly Draft[]): LenderStore[] {
  const waiting = new Map<string, LenderStore>();
  for (const draft of drafts) {
    const items = lentItems(draft);
    if (draft.agreement === undefined || items.length === 0) continue;
    const { id: agreementId } = draft.agreement;
    const key = `${draft.lenderOrg} ${agreementId}`;
    const known = waiting.get(key)?.items ?? [];
    const merged = [...new Set([...known, ...items])];
    waiting.set(key, { agreementId, lenderOrg: draft.lenderOrg, items: merged });
  }
  return [...waiting.values()];
}

const unitOfGround = ({ thing }: Ground): UnitRef | undefined => {
  if (thing.kind === "TEAM") return { kind: "TEAM", id: thing.teamId };
  return thing.kind === "EQUIPMENT" ? { kind: "EQUIPMENT", id: thing.equipmentId } : undefined;
};

const unitsOf = (grounds: readonly Ground[]): UnitRef[] =>
  grounds.flatMap((ground) => unitOfGround(ground) ?? []);

const commitmentsOf = (grounds: readonly Ground[]): string[] =>
  [
    ...new Set(
      grounds.flatMap(({ thing }) => (thing.kind === "COMMITMENT" ? [thing.commitmentId] : [])),
    ),
  ].toSorted(compare);

/** Everything that stands against the plan besides goods on shelves. */
export function adoptionRefusals(
  drafts: readonly Draft[],
  { stocks, shelves, units, commitments }: LockedSources,
  today: string,
): Refusal[] {
  const lines = drafts.flatMap((draft) => draft.lines);
  return [
    ...lines.flatMap((line) => unitRefusals(line, units, today)),
    ...commitmentRefusals(lines, commitments),
    ...holdShareRefusals(drafts, stocks),
    ...floorRefusals(drafts, shelves),
  ];
}

function unitRefusals(line: DraftLine, units: readonly LockedUnit[], today: string): Refusal[] {
  const wanted = unitOfGround(line.ground);
  if (wanted === undefined) return [];
  const path = `allocations.${line.at}`;
  const unit = units.find(({ kind, id }) => kind === wanted.kind && id === wanted.id);
  if (unit?.state !== "STANDBY") return [refusal("UNIT_TAKEN", path, { unit: wanted.id })];
  return gateRefusals(unit, today, path);
}

/** Short shelves, beside other refusals: without any the ledger itself says so when it books. */
export async function shelfRefusals(tx: Tx, lines: readonly DraftLine[]): Promise<Refusal[]> {
  const onShelf = lines.flatMap((line) => {
    const { thing } = line.ground;
    return thing.kind === "LOT" ? [{ lotId: thing.lotId, line }] : [];
  });
  const free = await readFree(tx, { lots: [...new Set(onShelf.map(({ lotId }) => lotId))] });
  return onShelf.flatMap(({ lotId, line }) => {
    const wanted = onShelf
      .filter((other) => other.lotId === lotId)
      .reduce((sum, other) => sum + other.line.ordered, 0);
    const available = free
      .filter(({ lot }) => lot === lotId)
      .reduce((sum, { balance }) => sum + balance, 0);
    if (wanted <= available) return [];
    const facts = { item: line.ground.item ?? "", lot: lotId, wanted, available };
    return [refusal("SHORT_OF_STOCK", `allocations.${line.at}`, facts)];
  });
}

export interface WrittenLine {
  readonly at: number;
  readonly incidentId: string;
  readonly line: LineRow;
}

/** Units to HELD, contracts promised, and last the one posting that holds all goods softly. */
export async function promiseSources(
  tx: Tx,
  org: string,
  proposal: ProposalRow,
  written: readonly WrittenLine[],
): Promise<Outcome<true>> {
  const lines = written.map(({ line }) => line);
  await holdUnits(tx, lines);
  await promiseCommitments(tx, lines, "PROMISE");
  const shelved = written.flatMap(({ at, incidentId, line }) => {
    const facts = line.lotId === null ? undefined : lineFactsOf({ incidentId }, line, undefined);
    return facts === undefined ? [] : [{ at, load: { line: facts, quantity: line.ordered } }];
  });
  if (shelved.length === 0) return ok(true);
  const loads: Load[] = shelved.map(({ load }) => load);
  const evidence = { proposalId: proposal.id, planHash: proposal.planHash };
  const booked = await post(tx, org, hold({ evidence }, loads));
  if (booked.ok) return ok(true);
  return refuse(
    booked.refused.map((short) => {
      const line = shelved[Number(short.path.replace("lines.", ""))];
      return { ...short, path: line === undefined ? short.path : `allocations.${line.at}` };
    }),
  );
}
