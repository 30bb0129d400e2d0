import { commitment, depot, stockLot } from "../../schema/tables/reserves.ts";
import { postOpening } from "../../src/ledger/ledger.service.ts";
import type { Tx } from "../../src/postgres/transaction.ts";
import { lots, orgs } from "./dispatch-names.ts";

const house = {
  lon: 106,
  lat: 39,
  nameZh: "库",
  regionCode: "640200",
  tier: "PREFECTURE",
  sector: "GOVERNMENT",
  reserveMode: "PHYSICAL",
  visibility: "PARTNER",
  node: "N-LENDS",
  readyMinutes: 10,
} as const;

const at = (id: string, ownerOrg: string, custodianOrg = ownerOrg) => ({
  ...house,
  id,
  ownerOrg,
  custodianOrg,
});

const depots = [
  at("D-LENDS", orgs.lends),
  at("D-KEPT", orgs.lends, orgs.keeps),
  at("D-TOO", orgs.lendsToo),
  at("D-OWN", orgs.asks),
  at("D-SUPPLIES", orgs.supplies),
];

const shelves = [
  { id: lots.tents, depotId: "D-LENDS" },
  { id: lots.more, depotId: "D-LENDS" },
  { id: lots.kept, depotId: "D-KEPT" },
  { id: lots.second, depotId: "D-TOO" },
  { id: lots.own, depotId: "D-OWN" },
  { id: lots.gone, depotId: "D-LENDS", expiresOn: "2001-01-01" },
].map((shelf) => ({ ...shelf, house: depots.find(({ id }) => id === shelf.depotId)! }));

/** Depots, one lot of tents on each shelf and a contract for more. */
export async function fillStock(tx: Tx, quantity: number): Promise<void> {
  await tx.db.insert(depot).values(depots);
  const lot = { item: "TENT", batch: "1", origin: "PURCHASED", countSource: "COUNT" } as const;
  await tx.db.insert(stockLot).values(
    shelves.map(({ house: { ownerOrg }, ...shelf }) => ({
      ...lot,
      ...shelf,
      code: shelf.id.slice(0, 8),
      ownerOrg,
      underNorm: true,
    })),
  );
  const opening = shelves.map(({ id, house: { id: depotId, ownerOrg, custodianOrg } }) => ({
    lot: id,
    item: "TENT",
    owner: ownerOrg,
    custodian: custodianOrg,
    depot: depotId,
    quantity,
  }));
  await postOpening(tx, opening, { document: "count" });
  await tx.db.insert(commitment).values({
    id: "C1",
    depotId: "D-SUPPLIES",
    supplierOrg: orgs.supplies,
    contractingOrg: orgs.asks,
    item: "TENT",
    maxQuantity: 50,
    dailyRate: 50,
    leadMinutes: 60,
    unitPriceFen: 90_000,
    validFrom: "2000-01-01",
    validTo: "2999-12-31",
  });
}
