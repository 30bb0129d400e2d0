import type { Regime, RiskPassesAt } from "../../../schema/words/regions.ts";
import type { ApprovalKind } from "../../../schema/words/dispatch.ts";
import type { Pick } from "./pick.ts";

/** Governments lend to each other, a firm and a charity give, a firm keeps, two carriers drive. */
export const governments = ["G1", "G2", "G3", "G4"] as const;
export const firm = "E1";
export const keeper = "E2";
export const charity = "C1";
export const carriers = ["K1", "K2"] as const;
/** Takes over at the relay, and nowhere else. */
export const relayCarrier = "K2";
export const everybody = [...governments, firm, keeper, charity, ...carriers] as const;

export const isGovernment = (org: string): boolean => org.startsWith("G");

export interface PactPlan {
  readonly id: string;
  readonly regime: Regime;
  readonly risk: RiskPassesAt;
  readonly approvals: readonly ApprovalKind[];
}

export interface LotPlan {
  readonly name: string;
  readonly owner: string;
  readonly custodian: string;
  readonly depot: string;
  readonly item: string;
  readonly batch: string;
  readonly norm: boolean;
  readonly donated: boolean;
  readonly priceFen: number;
}

export interface WorldPlan {
  readonly pacts: readonly [PactPlan, ...PactPlan[]];
  readonly lots: readonly (LotPlan & { readonly opening: number })[];
}

/** The first needs restoring when it comes back, the second does not. */
export const items = ["TENT", "BAG"] as const;

const regimes = ["REFILL_IN_KIND", "REFILL_OR_CASH", "FREE", "SETTLE_WITHIN_DAYS"] as const;
const risks = ["DEPARTURE", "RELAY", "ARRIVAL"] as const;

/** Depots are named for their owner; what E2 keeps for a government lies apart. */
export const ownDepot = (org: string): string => `D-${org}`;
export const keptDepot = (org: string): string => `D-${org}-KEPT`;

export function planWorld(pick: Pick): WorldPlan {
  const pact = (id: string, regime: Regime): PactPlan => ({
    ...{ id, regime, risk: pick.of(risks) },
    approvals: pick.of([[], ["OWNER"], ["OWNER", "REFILL_PLEDGE"]]),
  });
  const pacts = [pact("P1", "REFILL_OR_CASH"), pact("P2", pick.of(regimes))] as const;
  const owners = [...governments, ...governments, firm, charity];
  const lots = owners.map((owner, at) => ({
    ...planLot(pick, `L${at + 1}`, owner),
    opening: pick.between(20, 120),
  }));
  return { pacts, lots };
}

export function planLot(pick: Pick, name: string, owner: string): LotPlan {
  const kept = isGovernment(owner) && pick.flag(0.25);
  return {
    ...{ name, owner, item: pick.of(items), batch: `B${pick.between(1, 3)}` },
    custodian: kept ? keeper : owner,
    depot: kept ? keptDepot(owner) : ownDepot(owner),
    norm: isGovernment(owner) && pick.flag(0.85),
    donated: owner === charity,
    priceFen: pick.between(1, 5) * 1_000,
  };
}
