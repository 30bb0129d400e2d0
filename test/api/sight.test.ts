import "reflect-metadata";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import {
  codesOf,
  dataOf,
  everyWay,
  globalId,
  idsOf,
  localOf,
  nodesOf,
  type Everything,
} from "../support/sight-asking.ts";
import {
  cityOf,
  sightOf,
  sumsOf,
  lendersTo,
  type LotFact,
  type Sight,
  type SightWorld,
} from "../support/sight-model.ts";
import { incidentId, layFacts, layGround, readers, sightWorlds } from "../support/sight-world.ts";

const sum = (figures: readonly number[]): number => figures.reduce((all, one) => all + one, 0);
const standpoints = Object.values(readers).filter((orgs) => orgs.length > 0);

onBothShapes("sight", (open) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await open(), { world: layGround, seals: false });
  });
  afterAll(() => hub.close());

  const asked = async (world: SightWorld, as?: string) => {
    const ids = [
      ...world.depots.map(({ code }) => globalId("Depot", code)),
      ...world.lots.map(({ id }) => globalId("StockLot", id)),
      ...world.orders.map(({ id }) => globalId("DispatchOrder", id)),
      ...world.claims.map(({ id }) => globalId("Claim", id)),
    ];
    return dataOf(
      await hub.ask<Everything>(everyWay, { ids }, as === undefined ? undefined : { as }),
    );
  };

  it("is in every way of asking what the words say, for every reader", async () => {
    const told = { shown: 0, kept: 0 };
    const outcome = await fc.check(
      fc.asyncProperty(sightWorlds, async (world) => {
        await layFacts(hub.database, world);
        const sums = Object.keys(sumsOf(world, "150300", standpoints)).length;
        told.shown += sums;
        told.kept += 2 - sums;
        expectAnswer(await asked(world), world, undefined);
        for (const [name, orgs] of Object.entries(readers))
          expectAnswer(await asked(world, name), world, orgs);
      }),
      { numRuns: 8, seed: 6, endOnFailure: true },
    );
    if (outcome.failed) throw outcome.errorInstance;
    expect(Math.min(told.shown, told.kept)).toBeGreaterThan(0);
  });
});

/** Row by row and figure by figure. */
function expectAnswer(data: Everything, world: SightWorld, orgs: readonly string[] | undefined) {
  const sight = sightOf(world, orgs);
  const mine = orgs ?? [];
  const codes = sight.depots.map(({ code }) => code);
  const shown = sight.lots.filter(({ depot }) => codes.includes(depot));
  const such = (test: (code: string) => boolean) => codes.filter(test).toSorted();
  const lotsIn = (code: string, item: string) =>
    world.lots.filter((lot) => lot.depot === code && lot.item === item);
  const fact = (code: string) => world.depots.find((depot) => depot.code === code)!;
  const inCity = (code: string) => cityOf[fact(code).region] === "150300";

  if (orgs !== undefined)
    expect(new Set(viewerOf(data).map(localOf))).toEqual(lendersTo(world, mine));
  expect(codesOf(data.depots)).toEqual(such(() => true));
  expect(codesOf(data.inRegion)).toEqual(such(inCity));
  expect(codesOf(data.region.depots)).toEqual(such(inCity));
  expect(codesOf(data.withItem)).toEqual(such((code) => lotsIn(code, "TENT").length > 0));
  expect(codesOf(data.ofOwner)).toEqual(such((code) => fact(code).owner === "O1"));
  expect(codesOf(data.found)).toEqual(such((code) => code.startsWith("D0")));
  expect(idsOf(data.nodes)).toEqual(
    [...codes, ...sight.lots.map(({ id }) => id), ...sight.orders, ...sight.claims].toSorted(),
  );
  expect(idsOf(nodesOf(data.orders))).toEqual(sight.orders.toSorted());
  expect(idsOf(nodesOf(data.claims))).toEqual(sight.claims.toSorted());
  expect(nodesOf(data.changes).map(({ version }) => version)).toEqual(sight.events);
  expect(idsOf(nodesOf(data.incidents))).toEqual(mine.length > 0 ? [incidentId] : []);
  expectFigures(data, world, { ...sight, lots: shown }, mine);
  expect(
    Object.fromEntries(nodesOf(data.publicSums).map(({ item, quantity }) => [item.sku, quantity])),
  ).toEqual(sumsOf(world, "150300", standpoints));
  expect(idsOf(nodesOf(data.expiringLots))).toEqual(
    sight.lots
      .filter(({ quantity }) => quantity > 0)
      .map(({ id }) => id)
      .toSorted(),
  );
}

const viewerOf = (data: Everything): string[] =>
  (data as unknown as { viewer: { partnerIds: string[] } }).viewer.partnerIds;

function expectFigures(
  data: Everything,
  world: SightWorld,
  { depots, lots }: Sight,
  mine: readonly string[],
): void {
  const keeps = ({ depot, owner }: LotFact): boolean =>
    mine.includes(owner) ||
    mine.includes(world.depots.find(({ code }) => code === depot)?.custodian ?? "");
  const told = nodesOf(data.depots).flatMap((depot) => nodesOf(depot.lots));
  expect(told.map(({ id, onHand, held }) => [localOf(id), onHand, held]).toSorted()).toEqual(
    lots.map((lot) => [lot.id, lot.quantity, keeps(lot) ? lot.held : null]).toSorted(),
  );
  expectNear(data, depots, lots);
  expectCity(data, depots, lots, keeps);
  const shelf = (code: string, sku: string) =>
    lots.filter(({ depot, item }) => depot === code && item === sku);
  expect(
    nodesOf(data.gaps).map(({ depot, item, onHand, promised }) => [
      depot.code,
      item.sku,
      onHand,
      promised,
    ]),
  ).toEqual(
    depots.flatMap(({ code }) =>
      ["BAG", "TENT"].flatMap((sku) => {
        const those = shelf(code, sku);
        const all = sum(those.map(({ quantity }) => quantity));
        const held = those.every(keeps) ? sum(those.map((lot) => lot.held)) : null;
        return those.length === 0 ? [] : [[code, sku, all, held]];
      }),
    ),
  );
}

function expectNear(data: Everything, depots: Sight["depots"], lots: Sight["lots"]): void {
  const near = depots
    .map(({ code }) => ({
      code,
      free: sum(
        lots
          .filter(({ depot, item }) => depot === code && item === "TENT")
          .map(({ quantity }) => quantity),
      ),
    }))
    .filter(({ free }) => free > 0);
  expect(
    nodesOf(data.stock).map(({ quantity, depot }) => ({ code: depot.code, free: quantity })),
  ).toEqual(near);
}

/** A sum is known if all that enters it is. */
function expectCity(
  data: Everything,
  depots: Sight["depots"],
  lots: Sight["lots"],
  keeps: (lot: LotFact) => boolean,
): void {
  const city = lots.filter((lot) =>
    depots.some(({ code, region }) => code === lot.depot && cityOf[region] === "150300"),
  );
  expect(
    nodesOf(data.position)
      .filter((line) => line.lots > 0)
      .map(({ item, onHand, held, lots: count }) => [item.sku, onHand, held, count]),
  ).toEqual(
    ["BAG", "TENT"].flatMap((sku) => {
      const those = city.filter(({ item }) => item === sku);
      const whole = those.every(keeps);
      return those.length === 0
        ? []
        : [
            [
              sku,
              sum(those.map(({ quantity }) => quantity)),
              whole ? sum(those.map(({ held }) => held)) : null,
              those.length,
            ],
          ];
    }),
  );
}
