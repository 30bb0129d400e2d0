import { compare } from "../kernel/compare.ts";
import { dayInChina } from "../kernel/day.ts";
import { freeOn } from "../reserves/commitment.rules.ts";
import type { DispatchableCommitment, DispatchableLot } from "../reserves/reserves.model.ts";
import type { Forbid, Lot, Source, Unit } from "../solver/problem.ts";
import {
  againstCommitment,
  againstLot,
  againstUnit,
  type ForbidReason,
} from "./problem.forbid.rules.ts";
import { wasRefused } from "./problem.agreement.rules.ts";
import type { ShelfLot } from "./problem.floor.rules.ts";
import { groundOfCommitment, groundOfLot, groundOfUnit } from "./problem.ground.rules.ts";
import type { ProblemFacts } from "./problem.model.ts";
import type { Ground, LotOrUnitId } from "./proposal.model.ts";

/** One lot, day of a contract, team or machine of the file, with its right and what forbids it. */
export interface Supply {
  readonly id: LotOrUnitId;
  readonly source: string;
  /** The road node from which it leaves. */
  readonly node: string;
  readonly region: string;
  readonly readyMinutes: number;
  readonly lot?: Lot;
  readonly unit?: Unit;
  readonly ground: Ground | undefined;
  readonly against: readonly ForbidReason[];
  readonly shelf?: ShelfLot;
}

export const supplies = (facts: ProblemFacts): Supply[] => [
  ...facts.lots.map((lot) => supplyOfLot(lot, facts)),
  ...facts.commitments.flatMap((row) => suppliesOfCommitment(row, facts)),
  ...facts.units.map((unit) => supplyOfUnit(unit, facts)),
];

const minuteMs = 60_000;
const dayMinutes = 1440;

function supplyOfLot(lot: DispatchableLot, facts: ProblemFacts): Supply {
  const item = facts.items.find(({ sku }) => sku === lot.item);
  const ground = groundOfLot(lot, item?.category ?? "", facts);
  const source =
    lot.ownerOrg === lot.depotOwnerOrg ? lot.depotId : `${lot.depotId}/${lot.ownerOrg}`;
  const { depotId, freeQuantity: quantity } = lot;
  const expires = lot.expiresOn === null ? undefined : minutesToEndOf(lot.expiresOn, facts.now);
  return {
    id: lot.lotId,
    source,
    node: lot.node,
    region: lot.regionCode,
    readyMinutes: lot.readyMinutes,
    lot: {
      lot: lot.lotId,
      item: lot.item,
      quantity,
      sector: lot.ownerSector,
      ...(ground === undefined ? {} : { rank: ground.rank }),
      ...(expires === undefined ? {} : { expiresInMinutes: expires }),
    },
    ground,
    against: withConsent(ground, facts, againstLot(lot, item, facts)),
    shelf: {
      source,
      depotId,
      item: lot.item,
      quantity,
      sound: lot.condition === "GOOD" && expires !== 0,
      ground,
    },
  };
}

/** Good to the end of its expiry day in Asia/Shanghai (UTC+8, no summer time); 0 when past. */
const minutesToEndOf = (day: string, now: Date): number =>
  Math.max(0, Math.floor((Date.parse(`${day}T24:00:00+08:00`) - now.getTime()) / minuteMs));

/** Beyond a week a contract is procurement, not response. */
const daysMax = 7;

/**
 * Each day's goods are a lot of their own, ready when that day's lot has been made or gathered,
 * less what orders call for on that day already.
 */
function suppliesOfCommitment(row: DispatchableCommitment, facts: ProblemFacts): Supply[] {
  const item = facts.items.find(({ sku }) => sku === row.item);
  const ground = groundOfCommitment(row, item?.category ?? "", facts);
  const against = withConsent(ground, facts, againstCommitment(row, item, facts));
  const first = Math.max(row.leadMinutes, row.readyMinutes);
  let left = row.available;
  return Array.from({ length: daysMax }, (_, before) => before).flatMap((before) => {
    const minutes = first + before * dayMinutes;
    const day = dayInChina(new Date(facts.now.getTime() + minutes * minuteMs));
    const quantity = Math.min(freeOn(row.dailyRate, row.calls, day), left);
    if (quantity <= 0) return [];
    left -= quantity;
    const id = `commitment:${row.commitmentId}:${before + 1}`;
    return [
      {
        id,
        source: `${row.depotId}/calls`,
        node: row.node,
        region: row.regionCode,
        readyMinutes: row.readyMinutes,
        lot: {
          lot: id,
          item: row.item,
          quantity,
          availableMinutes: minutes,
          rank: 3,
          sector: row.supplierSector,
        },
        ground,
        against,
      },
    ];
  });
}

/** Nobody has said how soon it can leave: planned as two hours, because never as zero. */
const unknownReadyMinutes = 120;

function supplyOfUnit(unit: ProblemFacts["units"][number], facts: ProblemFacts): Supply {
  const id = `${unit.kind === "TEAM" ? "team" : "equipment"}:${unit.id}`;
  const ground = groundOfUnit(unit, facts);
  return {
    id,
    source: `base:${unit.ownerOrg}:${unit.node}`,
    node: unit.node,
    region: unit.regionCode,
    readyMinutes: 0,
    unit: {
      id,
      kind: unit.kind,
      capabilities: unit.skills,
      readyMinutes: unit.readyMinutes ?? unknownReadyMinutes,
    },
    ground,
    against: withConsent(ground, facts, againstUnit(unit, facts)),
  };
}

/** Who lends must have agreed to, by its pact, and not have refused already what it may refuse. */
function withConsent(
  ground: Ground | undefined,
  facts: Pick<ProblemFacts, "refused">,
  against: readonly ForbidReason[],
): readonly ForbidReason[] {
  if (ground === undefined) return ["AGREEMENT", ...against];
  const { lenderOrg, item, thing, authority } = ground;
  const said = wasRefused(facts, lenderOrg, item ?? unitIdOf(thing));
  return said && authority !== "COMMAND" ? ["LENDER_REFUSED", ...against] : against;
}

function unitIdOf(thing: Ground["thing"]): string {
  if (thing.kind === "TEAM") return thing.teamId;
  return thing.kind === "EQUIPMENT" ? thing.equipmentId : "";
}

/** The file's sources in order of id; a unit's rank is its base's, a lot carries its own. */
export function sourcesOf(all: readonly Supply[], sectorOf: (org: string) => string): Source[] {
  const ids = [...new Set(all.map(({ source }) => source))].toSorted(compare);
  return ids.flatMap((id): Source[] => {
    const mine = all.filter(({ source }) => source === id);
    const [first] = mine;
    if (first === undefined) return [];
    const ranks = mine.flatMap(({ unit, ground }) => (unit && ground ? [ground.rank] : []));
    const owner = first.ground?.ownerOrg;
    return [
      {
        id,
        region: first.region,
        readyMinutes: first.readyMinutes,
        ...(owner === undefined ? {} : { sector: sectorOf(owner) }),
        ...(ranks.length === 0 ? {} : { rank: Math.min(...ranks) }),
        stock: mine.flatMap(({ lot }) => lot ?? []),
        units: mine.flatMap(({ unit }) => unit ?? []),
      },
    ];
  });
}

/** One forbid for each reason against each supply: the plan's ledger then names them all. */
export const forbidsOf = (all: readonly Supply[]): Forbid[] =>
  all.flatMap(({ source, lot, unit, against }) =>
    against.map((reason) => ({
      source,
      ...(lot === undefined ? {} : { lot: lot.lot }),
      ...(unit === undefined ? {} : { unit: unit.id }),
      reason,
    })),
  );
