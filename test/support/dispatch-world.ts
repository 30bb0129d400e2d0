import { randomUUID } from "node:crypto";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import { principal as principalTable, membership } from "../../schema/tables/access.ts";
import { item, itemCategory, skill } from "../../schema/tables/catalog.ts";
import { carrier, team, vehicle } from "../../schema/tables/forces.ts";
import { roadNode } from "../../schema/tables/network.ts";
import { agreement, agreementParty, organization, region } from "../../schema/tables/regions.ts";
import type { Role } from "../../schema/words/access.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";
import { orgs } from "./dispatch-names.ts";
import { fillStock } from "./dispatch-stock.ts";

export { lots, orgs } from "./dispatch-names.ts";

export const roles: readonly Role[] = [
  "DISPATCHER",
  "APPROVER",
  "KEEPER",
  "RECEIVER",
  "FINANCE",
  "VIEWER",
];

/** Someone with these roles in one organization, and no other. */
export const personOf = (orgId: string, held: readonly Role[] = roles): Principal => ({
  id: `${orgId}-person`,
  kind: "PERSON",
  name: orgId,
  orgId,
  memberships: [{ orgId, roles: held }],
  partners: [orgs.asks, orgs.lends, orgs.lendsToo],
});

export const asks = personOf(orgs.asks);
export const lends = personOf(orgs.lends);

let keys = 0;
/** A fresh key for whoever acts. */
export const by = (principal: Principal, key = `key-${(keys += 1)}-${randomUUID()}`) => ({
  principal,
  key,
});

const terms: AgreementTerms = {
  regime: "REFILL_IN_KIND",
  items: [],
  categories: [],
  lenderFloorShare: 0,
  holdMinutes: 60,
  holdShare: 1,
  approvals: {
    SAME_CITY: [],
    SAME_PROVINCE: ["OWNER"],
    CROSS_PROVINCE: ["OWNER", "KEEPER", "REFILL_PLEDGE"],
  },
  actFirst: { maxQuantity: 50, papersWithinDays: 3, minResponseLevel: 2 },
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RECEIPT",
  dueDays: 30,
  differenceWindowHours: 48,
  refillShelfMonths: 6,
};

const node = { nameZh: "路口", kind: "JUNCTION", lon: 106, lat: 39 };
const place = { lon: 106, lat: 39 };

/** Fills an empty hub. `holdShare` and `quantity` (of each lot) are a test's to choose. */
export async function fillDispatchWorld(
  database: Database,
  { holdShare = 1, quantity = 100 } = {},
): Promise<void> {
  await withOwnerTx(database, async (tx) => {
    await fillPlaces(tx);
    await fillCatalog(tx);
    await fillPacts(tx, holdShare);
    await fillStock(tx, quantity);
    await fillForces(tx);
    await fillPeople(tx);
  });
}

async function fillPlaces({ db }: Tx): Promise<void> {
  const named = { nameZh: "某地", nameEn: "somewhere", pinyin: "mou di", ...place };
  const level = "PREFECTURE";
  await db.insert(region).values([
    { ...named, code: "150300", level },
    { ...named, code: "640200", level },
  ]);
  await db.insert(roadNode).values([
    { ...node, id: "N-ASKS" },
    { ...node, id: "N-LENDS" },
  ]);
  const org = { nameZh: "某单位", sector: "GOVERNMENT" as const };
  await db.insert(organization).values([
    { ...org, id: orgs.asks, regionCode: "150300" },
    { ...org, id: orgs.lends, regionCode: "640200" },
    { ...org, id: orgs.lendsToo, regionCode: "640200" },
    { ...org, id: orgs.keeps, regionCode: "640200", sector: "MARKET" },
    { ...org, id: orgs.supplies, regionCode: "150300", sector: "MARKET" },
    { ...org, id: orgs.carries, regionCode: "640200", sector: "MARKET" },
    { ...org, id: orgs.stranger, regionCode: "640200" },
  ]);
}

async function fillCatalog({ db }: Tx): Promise<void> {
  await db.insert(itemCategory).values({ code: "SHELTER", nameZh: "安置", nameEn: "shelter" });
  const thing = { unit: "PIECE", unitZh: "顶", category: "SHELTER", gbMajor: "1" };
  const facts = { planClass: "BL", hazards: [], recovery: "MUST_RETURN" } as const;
  await db.insert(item).values([
    {
      ...thing,
      ...facts,
      sku: "TENT",
      nameZh: "帐篷",
      nameEn: "tent",
      weightKg: 10,
      volumeM3: 0.1,
    },
    {
      ...thing,
      ...facts,
      sku: "ACID",
      nameZh: "酸",
      nameEn: "acid",
      weightKg: 1,
      volumeM3: 0.01,
      dangerousGoods: "UN1789",
    },
  ]);
  await db
    .insert(skill)
    .values({ code: "RESCUE", domain: "RESCUE", nameZh: "救援", nameEn: "rescue" });
}

async function fillPacts({ db }: Tx, holdShare: number): Promise<void> {
  const pact = { version: 1, nameZh: "互助", nameEn: "pact", terms: { ...terms, holdShare } };
  const always = { validFrom: "2000-01-01", validTo: "2999-12-31" };
  await db.insert(agreement).values([
    { ...pact, ...always, id: "PACT" },
    { ...pact, id: "LAPSED", validFrom: "2000-01-01", validTo: "2001-01-01" },
  ]);
  const both = { version: 1, lends: true, borrows: true };
  await db
    .insert(agreementParty)
    .values(
      ["PACT", "LAPSED"].flatMap((agreementId) =>
        [orgs.asks, orgs.lends, orgs.lendsToo].map((orgId) => ({ ...both, agreementId, orgId })),
      ),
    );
}

async function fillForces({ db }: Tx): Promise<void> {
  const crew = { nameZh: "队", regionCode: "640200", baseNode: "N-LENDS", headcount: 20 };
  await db.insert(team).values(
    ["TEAM-1", "TEAM-2"].map((id) => ({
      ...crew,
      id,
      category: "PROFESSIONAL" as const,
      ownerOrg: orgs.lends,
      mobilisationMinutes: 5,
      skills: ["RESCUE"],
      insuredUntil: "2999-12-31",
    })),
  );
  await db.insert(carrier).values({ orgId: orgs.carries, insuredUntil: "2999-12-31" });
  const lorry = { carrierOrg: orgs.carries, type: "LORRY", plate: "宁A·DEMO", baseNode: "N-LENDS" };
  await db.insert(vehicle).values(
    // More than a test drives at once: what is on the road goes nowhere else.
    ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8"].map((id) => ({
      ...lorry,
      id,
      loadKg: 800,
      loadM3: 10,
      licences: ["GENERAL"],
      passes: [],
      speedFactor: 1,
    })),
  );
}

async function fillPeople({ db }: Tx): Promise<void> {
  const people = Object.values(orgs).map((org) => personOf(org));
  await db.insert(principalTable).values(people.map(({ id, kind, name }) => ({ id, kind, name })));
  await db
    .insert(membership)
    .values(
      people.flatMap(({ id: principalId, orgId }) =>
        roles.map((role) => ({ principalId, orgId, role })),
      ),
    );
}
