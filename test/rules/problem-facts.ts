import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { ProblemFacts } from "../../src/dispatch/problem.model.ts";
import type { DispatchableUnit, VehicleFacts } from "../../src/forces/forces.model.ts";
import type { NeedRow } from "../../src/incidents/need.model.ts";
import type { OpenAgreement } from "../../src/regions/regions.model.ts";
import type { DispatchableCommitment, DispatchableLot } from "../../src/reserves/reserves.model.ts";

/** A small board: city A asks, with a neighbour B across the border, a superior and others. */
export const now = new Date("2026-01-10T02:00:00Z");
export const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

const terms: AgreementTerms = {
  regime: "REFILL_IN_KIND",
  items: [],
  categories: [],
  lenderFloorShare: 0.2,
  holdMinutes: 60,
  holdShare: 0.5,
  approvals: {
    SAME_CITY: ["OWNER", "KEEPER"],
    SAME_PROVINCE: ["OWNER", "KEEPER"],
    CROSS_PROVINCE: ["OWNER", "KEEPER", "REFILL_PLEDGE"],
  },
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RESPONSE_END",
  dueDays: 90,
  differenceWindowHours: 48,
  refillShelfMonths: 4,
};

export const agreement = (
  id: string,
  lenders: readonly string[],
  changes: Partial<AgreementTerms> = {},
): OpenAgreement => ({ id, version: 1, lenders, terms: { ...terms, ...changes } });

export const lot = (lotId: string, changes: Partial<DispatchableLot> = {}): DispatchableLot => ({
  lotId,
  code: lotId,
  item: "SUIT",
  ownerOrg: "A",
  ownerSector: "GOVERNMENT",
  freeQuantity: 100,
  expiresOn: null,
  condition: "GOOD",
  origin: "PURCHASED",
  earmark: null,
  countedAt: now,
  countSource: "盘点",
  underNorm: true,
  unitValueFen: 5000,
  version: 3,
  depotId: `D-${lotId}`,
  depotNameZh: "库",
  node: "N2",
  lon: 107,
  lat: 40,
  regionCode: "150302",
  depotOwnerOrg: changes.ownerOrg ?? "A",
  custodianOrg: changes.ownerOrg ?? "A",
  depotSector: "GOVERNMENT",
  reserveMode: "PHYSICAL",
  readyMinutes: 30,
  ...changes,
});

export const need = (id: string, changes: Partial<NeedRow> = {}): NeedRow => ({
  id,
  incidentId: "I",
  node: "N1",
  item: "SUIT",
  capability: null,
  capabilities: null,
  quantity: 40,
  priority: 1,
  deadlineAt: minutes(120),
  minShelfMinutes: 0,
  requestedByOrg: "A",
  promised: 0,
  received: 0,
  withdrawnAt: null,
  lapsesAt: null,
  declaredAt: now,
  version: 1,
  ...changes,
});

export const commitment = (
  commitmentId: string,
  changes: Partial<DispatchableCommitment> = {},
): DispatchableCommitment => {
  const { depotId, depotNameZh, node, lon, lat, regionCode, readyMinutes } = lot("x");
  return {
    ...{ depotId, depotNameZh, node, lon, lat, regionCode, readyMinutes },
    calls: [],
    depotOwnerOrg: "E",
    custodianOrg: "E",
    depotSector: "MARKET",
    reserveMode: "AGREEMENT",
    commitmentId,
    item: "SUIT",
    supplierOrg: "E",
    supplierSector: "MARKET",
    contractingOrg: "A",
    maxQuantity: 250,
    promised: 0,
    available: 250,
    dailyRate: 100,
    leadMinutes: 60,
    unitPriceFen: 700,
    validTo: "2026-12-31",
    version: 2,
    ...changes,
  };
};

export const unit = (id: string, changes: Partial<DispatchableUnit> = {}): DispatchableUnit => ({
  kind: "TEAM",
  id,
  nameZh: "队",
  ownerOrg: "A",
  ownerSector: "GOVERNMENT",
  regionCode: "150302",
  node: "N2",
  skills: ["HAZ"],
  readyMinutes: 20,
  category: "PROFESSIONAL",
  insuredUntil: "2026-12-31",
  headcount: 12,
  equipmentType: null,
  teamId: null,
  licence: null,
  licensedUntil: null,
  version: 5,
  ...changes,
});

export const vehicle = (id: string, changes: Partial<VehicleFacts> = {}): VehicleFacts => ({
  id,
  carrierOrg: "K",
  baseNode: "N2",
  type: "TRUCK",
  plate: "演",
  loadKg: 1000,
  loadM3: 10,
  licences: ["GENERAL"],
  speedFactor: 1.2,
  insuredUntil: "2026-12-31",
  ...changes,
});

const org = (id: string, sector: "GOVERNMENT" | "MARKET" | "CHARITY", regionCode: string) => ({
  id,
  sector,
  regionCode,
  superiorOrg: id === "A" || id === "A2" ? "S" : null,
});

const route = (from: string, to: string, drive: number, km: number) =>
  [from, { from, to, minutes: drive, km, nodes: [from, to], links: [] }] as const;

export const facts = (changes: Partial<ProblemFacts> = {}): ProblemFacts => ({
  now,
  today: "2026-01-10",
  requester: {
    leadOrg: "A",
    commands: ["A"],
    payerOrg: "A",
    responsibleOrg: null,
    regionCode: "150304",
    hazard: "HAZCHEM",
    allowRequisition: false,
  },
  zone: null,
  organizations: new Map(
    [
      org("A", "GOVERNMENT", "150300"),
      org("A2", "GOVERNMENT", "150600"),
      org("S", "GOVERNMENT", "150000"),
      org("B", "GOVERNMENT", "640200"),
      org("E", "MARKET", "150304"),
      org("C", "CHARITY", "150300"),
      org("F", "GOVERNMENT", "150300"),
    ].map((row) => [row.id, row]),
  ),
  agreements: [],
  items: [
    { sku: "SUIT", category: "PPE", weightKg: 8, volumeM3: 0.1, dangerousGoods: null },
    { sku: "ACID", category: "HAZMAT", weightKg: 25, volumeM3: 0.03, dangerousGoods: "UN1824" },
  ],
  substitutes: [],
  needs: [need("need-1")],
  sets: [],
  lots: [],
  commitments: [],
  targets: [],
  storage: [],
  units: [],
  vehicles: [vehicle("v1")],
  routes: new Map([["N1", new Map([route("N1", "N1", 0, 0), route("N2", "N1", 50, 40)])]]),
  nodes: new Map([
    ["N1", { lon: 106.7, lat: 39.5 }],
    ["N2", { lon: 107, lat: 40 }],
  ]),
  holds: [],
  refused: [],
  shelves: [],
  ...changes,
});
