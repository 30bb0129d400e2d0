import { catalogOf } from "./catalog.ts";
import { seedData } from "./data.ts";
import { forcesOf } from "./forces.ts";
import { depotsOf, lotsOf, targetsOf } from "./wide-goods.ts";
import {
  organizationsOf,
  prefecturesOf,
  provincesOf,
  roadsOf,
  type Prefecture,
} from "./wide-places.ts";
import { wideScales, type Scale, type WideSize, type WideWorld } from "./wide.model.ts";
import type { AgreementRow, PrincipalRow, World } from "./world.model.ts";

/**
 * A made-up land of any size over the real catalogue. Pure: the same seed and scale give the same
 * world on every machine. The stock is dealt, not planned; nobody should drill with it.
 */
export function wideWorld(seed: number, size: WideSize | Scale): WideWorld {
  const scale = typeof size === "string" ? wideScales[size] : size;
  const prefectures = prefecturesOf(scale, seed);
  const catalog = catalogOf(seedData);
  const depots = depotsOf(prefectures, scale);
  const { skills, equipmentTypes } = forcesOf(seedData, seed);
  const [first] = prefectures;
  if (first === undefined) throw new Error("a land has prefectures");
  const neighbours = prefectures.filter(
    ({ region }) => region.parentCode === first.region.parentCode,
  );
  const world: World = {
    ...{ seed, size: "wide", ...catalog, ...roadsOf(prefectures), skills, equipmentTypes },
    ...{ depots, lots: [], scenarios: [], teams: [], equipmentUnits: [] },
    ...{ storageAgreements: [], commitments: commitmentsOf(depots, catalog.items) },
    regions: [
      ...provincesOf(scale),
      ...prefectures.map(({ region }) => region),
      ...prefectures.flatMap(({ counties }) => counties),
    ],
    cluster: {
      ...{ id: "wide-cluster", hubCode: first.region.code },
      ...{ nameZh: "示例联动区域(示例)", nameEn: "Example mutual-aid cluster" },
    },
    clusterMembers: neighbours.slice(0, 9).map(({ region }) => region.code),
    organizations: organizationsOf(prefectures),
    agreements: agreementsOf(prefectures),
    targets: targetsOf(depots, catalog.items),
    carriers: prefectures.map(({ company: orgId }) => ({ orgId, insuredUntilDays: 300 })),
    vehicles: prefectures.map(({ company: carrierOrg, region }, at) => ({
      ...{ id: `VX${String(at + 1).padStart(4, "0")}`, carrierOrg, type: "EQ-TRUCK-9" },
      ...{ plate: `演X${String(at + 1).padStart(4, "0")}`, baseNode: region.code },
      ...{ loadKg: 10_000, loadM3: 40, licences: ["GENERAL"], passes: [], speedFactor: 1 },
    })),
    principals: prefectures.slice(0, 9).flatMap(principalsOf),
  };
  return {
    size: typeof size === "string" ? size : "wide",
    lotCount: scale.lots,
    world,
    lots: () => lotsOf(depots, catalog.items, scale, seed),
  };
}

/** Prefectures of one province help each other, and lend their counties' and companies' stock. */
function agreementsOf(prefectures: readonly Prefecture[]): AgreementRow[] {
  const [model] = seedData.agreements;
  if (model === undefined) throw new Error("there is an agreement to take the terms of");
  const byProvince = new Map<string, Prefecture[]>();
  for (const one of prefectures) {
    const province = one.region.parentCode ?? "";
    byProvince.set(province, [...(byProvince.get(province) ?? []), one]);
  }
  return [...byProvince].map(([province, members]) => ({
    ...{ id: `AG-${province}`, version: 1, validFromDays: -400, validToDays: 700 },
    nameZh: `${province} 应急物资互助协议(示例)`,
    nameEn: `Mutual-aid agreement of ${province} (example)`,
    terms: model.terms,
    parties: members.flatMap(({ bureau, company }) => [
      { orgId: bureau, lends: true, borrows: true },
      { orgId: company, lends: true, borrows: false },
    ]),
  }));
}

const commitmentsOf = (depots: World["depots"], items: World["items"]): World["commitments"] =>
  depots
    .filter(({ reserveMode }) => reserveMode === "AGREEMENT")
    .map(({ id: depotId, ownerOrg: supplierOrg }, at) => ({
      ...{ id: `CX${String(at + 1).padStart(4, "0")}`, depotId, supplierOrg },
      ...{ contractingOrg: supplierOrg.replace(/M$/, "G"), item: items[0]?.sku ?? "" },
      ...{ maxQuantity: 5000, dailyRate: 1000, leadMinutes: 720, unitPriceFen: 5000 },
      ...{ validFromDays: -100, validToDays: 600 },
    }));

const principalsOf = ({ bureau, region }: Prefecture): PrincipalRow[] =>
  (["DISPATCHER", "APPROVER", "KEEPER"] as const).map((role) => ({
    id: `usr-${region.code.toLowerCase()}-${role.toLowerCase()}`,
    name: `${region.code} 应急局 ${role}(示例)`,
    kind: "PERSON",
    shown: region.code === "X10100",
    memberships: [{ orgId: bureau, roles: ["VIEWER", role] }],
  }));
