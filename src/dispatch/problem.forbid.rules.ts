import type { Word } from "../../schema/words/word.ts";
import { insuranceHolds, licenceHolds } from "../forces/forces.rules.ts";
import type { DispatchableUnit } from "../forces/forces.model.ts";
import { chooseVehicle, licenceFor } from "../forces/vehicles.rules.ts";
import { inZone } from "../network/network.rules.ts";
import type { DispatchableLot } from "../reserves/reserves.model.ts";
import type { ItemFacts, ProblemFacts } from "./problem.model.ts";

/**
 * Why the law, an agreement or plain sense forbids a source, whatever the roads say. A count is
 * stale after this many days: a house rule (two missed quarterly counts), kept as data.
 */
export const staleAfterDays = 180;
const dayMs = 86_400_000;

/** The reasons that a dispatch gives against a lot, a call right or a unit. */
export const forbidReason = {
  AGREEMENT: { zh: "没有有效的互助协议", en: "no agreement in force" },
  LICENCE: { zh: "没有具备资质的车辆可达,或操作人员无证", en: "no licensed vehicle or crew" },
  EARMARK: { zh: "定向捐赠,用途不符", en: "earmarked for another purpose" },
  STALE_COUNT: { zh: "盘点逾期或从未盘点", en: "count is stale or was never made" },
  QUALITY_HOLD: { zh: "质量封存或召回", en: "on quality hold or recalled" },
  IN_HAZARD_ZONE: { zh: "位于警戒区内", en: "inside the hazard zone" },
  NOT_INSURED: { zh: "人身意外保险无效", en: "accident insurance has lapsed" },
  LENDER_REFUSED: { zh: "出借单位已拒绝本事件的调用", en: "its lender has refused it here" },
} as const satisfies Readonly<Record<string, Word>>;
export type ForbidReason = keyof typeof forbidReason;

/** Every reason against a lot except the agreement, which its missing ground tells. */
export function againstLot(
  lot: DispatchableLot,
  item: ItemFacts | undefined,
  facts: Pick<ProblemFacts, "now" | "today" | "zone" | "requester" | "vehicles" | "routes">,
): readonly ForbidReason[] {
  const found: ForbidReason[] = [];
  if (lot.condition !== "GOOD") found.push("QUALITY_HOLD");
  if (!serves(lot.earmark, facts.requester.hazard)) found.push("EARMARK");
  if (isStale(lot.countedAt, facts.now)) found.push("STALE_COUNT");
  if (isInside(facts, lot)) found.push("IN_HAZARD_ZONE");
  return [...found, ...againstCarriage(item, facts)];
}

/** A call right has no count and no shelf of its own; the way it travels counts all the same. */
export const againstCommitment = (
  depot: { readonly lon: number; readonly lat: number },
  item: ItemFacts | undefined,
  facts: Pick<ProblemFacts, "now" | "today" | "zone" | "vehicles" | "routes">,
): readonly ForbidReason[] => [
  ...(isInside(facts, depot) ? (["IN_HAZARD_ZONE"] as const) : []),
  ...againstCarriage(item, facts),
];

export function againstUnit(
  unit: DispatchableUnit,
  facts: Pick<ProblemFacts, "now" | "today" | "zone" | "nodes">,
): readonly ForbidReason[] {
  const base = facts.nodes.get(unit.node);
  return [
    ...(insuranceHolds(unit, facts.today) ? [] : (["NOT_INSURED"] as const)),
    ...(licenceHolds(unit, facts.today) ? [] : (["LICENCE"] as const)),
    ...(base !== undefined && isInside(facts, base) ? (["IN_HAZARD_ZONE"] as const) : []),
  ];
}

/** A donor names the hazards that a gift may serve; several stand apart by commas or spaces. */
const serves = (earmark: string | null, hazard: string): boolean =>
  earmark === null || earmark.split(/[\s,、]+/).includes(hazard);

const isStale = (countedAt: Date | null, now: Date): boolean =>
  countedAt === null || now.getTime() - countedAt.getTime() > staleAfterDays * dayMs;

const isInside = (
  { zone, now }: Pick<ProblemFacts, "zone" | "now">,
  { lon, lat }: { readonly lon: number; readonly lat: number },
): boolean => zone !== null && inZone(zone, lon, lat, now);

/** Dangerous goods go on a licensed vehicle of an insured carrier that can get to the scene. */
function againstCarriage(
  item: ItemFacts | undefined,
  { vehicles, routes, today }: Pick<ProblemFacts, "vehicles" | "routes" | "today">,
): readonly ForbidReason[] {
  if (item === undefined || item.dangerousGoods === null) return [];
  const reachable = vehicles.filter(({ baseNode }) =>
    [...routes.values()].some((ways) => ways.has(baseNode)),
  );
  const load = { kg: 0, m3: 0, licences: [licenceFor(item.dangerousGoods)] };
  const choice = chooseVehicle(load, reachable, today);
  if (choice.ok || choice.why === "NO_ROOM") return [];
  return [choice.why];
}
