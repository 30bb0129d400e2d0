import { randomUUID } from "node:crypto";
import { proposal } from "../../schema/tables/dispatch.ts";
import { incident, incidentLevel, need } from "../../schema/tables/incidents.ts";
import type { Ground, Grounds } from "../../src/dispatch/proposal.model.ts";
import { appendFact } from "../../src/feed/append.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";
import type { Plan } from "../../src/solver/plan.ts";
import type { Problem } from "../../src/solver/problem.ts";
import { lots, orgs } from "./dispatch-world.ts";

/** One line that a crafted plan allocates. */
export type Draw =
  | {
      readonly lot: keyof typeof lots;
      readonly quantity: number;
      readonly ground?: Partial<Ground>;
    }
  | { readonly team: string; readonly ground?: Partial<Ground> }
  | { readonly commitment: string; readonly quantity: number; readonly ground?: Partial<Ground> };

export interface Proposed {
  readonly proposalId: string;
  readonly incidentId: string;
  readonly needIds: readonly string[];
}

export interface Proposing {
  readonly requester?: string;
  readonly payer?: string;
  readonly incidentId?: string;
}

/** Writes an incident, needs for what is drawn and a READY proposal, as a solver would have. */
export async function propose(
  database: Database,
  draws: readonly Draw[],
  { requester = orgs.asks, payer = orgs.asks, incidentId }: Proposing = {},
): Promise<Proposed> {
  return withOwnerTx(database, async (tx) => {
    const at = incidentId ?? (await insertIncident(tx, requester, payer));
    const goods = draws.reduce((sum, draw) => sum + ("quantity" in draw ? draw.quantity : 0), 0);
    const units = draws.filter((draw) => "team" in draw).length;
    const base = { incidentId: at, node: "N-ASKS", priority: 1, requestedByOrg: requester };
    const goodsNeed = { ...base, id: randomUUID(), item: "TENT", quantity: goods };
    const unitNeed = { ...base, id: randomUUID(), capability: "RESCUE", quantity: units };
    const needs = [goodsNeed, unitNeed]
      .filter(({ quantity }) => quantity > 0)
      .map((one) => ({ ...one, declaredAt: tx.now }));
    await tx.db.insert(need).values(needs);
    for (const { id } of needs) {
      const subject = { kind: "NEED", id, version: 1 } as const;
      await appendFact(tx, { kind: "NEED_DECLARED", subject, parties: ["*"] });
    }
    const proposalId = randomUUID();
    const plan: Pick<Plan, "allocations"> = {
      allocations: draws.map((draw) => ({
        ...lineOf(draw),
        need: "team" in draw ? unitNeed.id : goodsNeed.id,
        leavesMinutes: 10,
        arrivesMinutes: 100,
        reasons: [{ code: "ONLY_SOURCE", figure: 1 }],
      })),
    };
    await tx.db.insert(proposal).values({
      id: proposalId,
      incidentId: at,
      requestedByOrg: requester,
      requestedBy: "someone",
      state: "READY",
      zeroAt: tx.now,
      problem: { version: 1, items: [], sources: [], needs: [], lanes: [] } satisfies Problem,
      grounds: Object.fromEntries(draws.map((draw) => [idOf(draw), groundOf(draw, requester)])),
      plan,
      createdAt: tx.now,
      readyAt: tx.now,
    });
    return { proposalId, incidentId: at, needIds: needs.map(({ id }) => id) };
  });
}

const idOf = (draw: Draw): string => {
  if ("team" in draw) return `team:${draw.team}`;
  return "lot" in draw ? lots[draw.lot] : `commitment:${draw.commitment}:1`;
};

const lineOf = (draw: Draw) =>
  "team" in draw
    ? { source: "base", unit: idOf(draw), quantity: 1, counted: 1 }
    : {
        source: "depot",
        lot: idOf(draw),
        item: "TENT",
        quantity: draw.quantity,
        counted: draw.quantity,
      };

const homes = {
  tents: { depotId: "D-LENDS", owner: orgs.lends, keeper: orgs.lends },
  more: { depotId: "D-LENDS", owner: orgs.lends, keeper: orgs.lends },
  kept: { depotId: "D-KEPT", owner: orgs.lends, keeper: orgs.keeps },
  second: { depotId: "D-TOO", owner: orgs.lendsToo, keeper: orgs.lendsToo },
  own: { depotId: "D-OWN", owner: orgs.asks, keeper: orgs.asks },
  gone: { depotId: "D-LENDS", owner: orgs.lends, keeper: orgs.lends },
} as const;

function groundOf(draw: Draw, requester: string): Grounds[string] {
  const owner = "lot" in draw ? homes[draw.lot].owner : orgs.lends;
  const own = owner === requester;
  const pact: Ground = {
    thing: thingOf(draw),
    item: "team" in draw ? null : "TENT",
    lenderOrg: owner,
    ownerOrg: owner,
    custodianOrg: "lot" in draw ? homes[draw.lot].keeper : owner,
    contractingOrg: null,
    agreement: own ? null : { id: "PACT", version: 1 },
    basis: own ? "OWN" : "PACT",
    authority: own ? "REQUEST" : "PACT",
    commanderOrg: null,
    rank: 2,
    unitValueFen: 100_000,
    tier: "CROSS_PROVINCE",
    approvals: [],
    version: 1,
  };
  return { ...pact, ...("commitment" in draw ? contract : {}), ...draw.ground };
}

const contract: Partial<Ground> = {
  lenderOrg: orgs.supplies,
  ownerOrg: orgs.supplies,
  custodianOrg: orgs.supplies,
  contractingOrg: orgs.asks,
  agreement: null,
  basis: "PURCHASE",
  authority: "REQUEST",
  approvals: [{ kind: "OWNER", org: orgs.supplies }],
  unitValueFen: 90_000,
};

function thingOf(draw: Draw): Ground["thing"] {
  if ("team" in draw) return { kind: "TEAM", teamId: draw.team };
  if ("lot" in draw)
    return { kind: "LOT", lotId: lots[draw.lot], depotId: homes[draw.lot].depotId };
  return { kind: "COMMITMENT", commitmentId: draw.commitment, depotId: "D-SUPPLIES" };
}

async function insertIncident({ db, now }: Tx, lead: string, payerOrg: string): Promise<string> {
  const id = randomUUID();
  await db.insert(incident).values({
    id,
    nameZh: "事件",
    category: "NATURAL_DISASTER",
    hazard: "FLOOD",
    responseLevel: "LEVEL_2",
    state: "ACTIVE",
    regionCode: "150300",
    node: "N-ASKS",
    lon: 106,
    lat: 39,
    leadOrg: lead,
    governmentOrg: lead,
    payerOrg,
    closedRoads: [],
    occurredAt: now,
    reportedAt: now,
    responseStartedAt: now,
  });
  await db.insert(incidentLevel).values({
    id: randomUUID(),
    incidentId: id,
    responseLevel: "LEVEL_2",
    payerOrg,
    setBy: "someone",
    setByApprover: true,
    setAt: now,
    reason: "start",
  });
  return id;
}
