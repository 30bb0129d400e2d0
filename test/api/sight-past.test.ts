import "reflect-metadata";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { dataOf, globalId, localOf, nodesOf } from "../support/sight-asking.ts";
import type { SightWorld } from "../support/sight-model.ts";
import {
  layPast,
  pasts,
  times,
  toldOf,
  type Figures,
  type Moment,
  type Past,
  type Told,
} from "../support/sight-past.ts";
import { layFacts, layGround, orgs, readers, sightWorlds } from "../support/sight-world.ts";

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
type Named = { readonly id: string };
interface Answer {
  readonly asOf: {
    readonly cursor: string;
    readonly position: Page<Figures & { lots: number; item: { sku: string } }>;
    readonly stock: Page<Figures & { lots: number; depot: { code: string } | null }>;
    readonly claims: Page<{ outstanding: number; claim: Named | null }>;
  } & Readonly<Record<string, unknown>>;
}

const figures = "onHand usable held blocked";
const pairs = orgs.flatMap((debtor) =>
  orgs.filter((creditor) => creditor !== debtor).map((creditor) => [debtor, creditor] as const),
);
const depots = ["D01", "D02", "D03", "D04", "D05", "D06"];
/** A document may not have all pairs and all depots at once. */
const question = (half: number): string => `query ($time: DateTimeISO, $cursor: String) {
  asOf(time: $time, cursor: $cursor) { cursor
    position(regionCode: "150300", first: 10) { edges { node { ${figures} lots item { sku } } } }
    stock(item: "TENT", first: 20) { edges { node { ${figures} lots depot { code } } } }
    claims(first: 10) { edges { node { outstanding claim { id } } } }
    ${depots
      .map(
        (code) => `${code}: lots(depotCode: "${code}", first: 10) {
          edges { node { ${figures} lot { id } } } }`,
      )
      .join(" ")}
    ${pairs
      .filter((_, nth) => nth % 2 === half)
      .map(
        ([debtor, creditor]) => `${debtor}${creditor}: owed(
          debtorId: "${globalId("Organization", debtor)}",
          creditorId: "${globalId("Organization", creditor)}") { outstanding }`,
      )
      .join(" ")} } }`;

const worlds: fc.Arbitrary<{ world: SightWorld; past: Past }> = sightWorlds.chain((world) =>
  pasts(world).map((past) => ({ world, past })),
);

onBothShapes("sight of what was recorded by a time", (open) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await open(), { world: layGround, seals: false });
  });
  afterAll(() => hub.close());

  const cite = async (half: number, wish: object, as?: string): Promise<Answer["asOf"]> =>
    dataOf(
      await hub.ask<Answer>(question(half), { ...wish }, as === undefined ? undefined : { as }),
    ).asOf;

  it("is today's sight of the figures of that day, for every reader", async () => {
    const seen = { known: 0, untold: 0, owed: 0 };
    const outcome = await fc.check(
      fc.asyncProperty(worlds, async ({ world, past }) => {
        await layFacts(hub.database, world);
        await layPast(hub.database, world, past);
        for (const moment of ["BEFORE", "THEN", "NOW"] as const) {
          const { cursor } = await cite(0, { time: times[moment] });
          const everyone = [["", undefined] as const, ...Object.entries(readers)];
          for (const [nth, [name, held]] of everyone.entries()) {
            const half = nth % 2;
            const told = toldOf(world, past, moment, held);
            const lots = depots.flatMap((code) => told.lots[code] ?? []);
            seen.known += lots.filter(({ held: kept }) => kept !== null).length;
            seen.untold += lots.filter(({ held: kept }) => kept === null).length;
            seen.owed += Object.keys(told.owed).length;
            // Whoever cites a figure shows another its cursor, and never what is not his to see.
            const wish = nth % 3 === 0 ? { cursor } : { time: times[moment] };
            expectTold(await cite(half, wish, name === "" ? undefined : name), told, half, moment);
          }
        }
      }),
      { numRuns: 3, seed: 6, endOnFailure: true },
    );
    if (outcome.failed) throw outcome.errorInstance;
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });
});

function expectTold(asOf: Answer["asOf"], told: Told, half: number, moment: Moment): void {
  const at = { moment };
  expect({ ...at, position: nodesOf(asOf.position) }).toEqual({
    ...at,
    position: told.position.map(({ item: sku, ...rest }) => ({ ...rest, item: { sku } })),
  });
  expect({ ...at, stock: nodesOf(asOf.stock) }).toEqual({
    ...at,
    stock: told.stock.map(({ depot: code, ...rest }) => ({ ...rest, depot: { code } })),
  });
  const claims = nodesOf(asOf.claims).map(({ claim, outstanding }) => ({
    id: localOf(claim?.id ?? ""),
    outstanding,
  }));
  const byId = (list: readonly Named[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect({ ...at, claims: byId(claims) }).toEqual({ ...at, claims: byId(told.claims) });
  for (const code of depots) {
    const lots = nodesOf(asOf[code] as Page<Figures & { lot: Named | null }>);
    const known = lots.map(({ lot, ...rest }) => ({ id: localOf(lot?.id ?? ""), ...rest }));
    expect({ code, lots: byId(known) }).toEqual({ code, lots: byId(told.lots[code] ?? []) });
  }
  const owed = pairs
    .filter((_, nth) => nth % 2 === half)
    .flatMap(([debtor, creditor]) => {
      const sums = asOf[`${debtor}${creditor}`] as { outstanding: number }[];
      return sums.map(({ outstanding }) => [`${debtor} ${creditor}`, outstanding]);
    });
  const asked = pairs.filter((_, nth) => nth % 2 === half).map((pair) => pair.join(" "));
  const expected = Object.entries(told.owed).filter(([pair]) => asked.includes(pair));
  expect({ ...at, owed: owed.toSorted() }).toEqual({ ...at, owed: expected.toSorted() });
}
