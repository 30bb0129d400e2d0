import "reflect-metadata";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { globalId } from "../support/sight-asking.ts";
import type { SightWorld } from "../support/sight-model.ts";
import { layScene, partsOf, scenes } from "../support/sight-scene.ts";
import { layFacts, layGround, sightWorlds } from "../support/sight-world.ts";
import { noting } from "../support/statements.ts";

const absent = "00000000-0000-4000-8f00-00000000dead";
const [scene] = fc.sample(scenes, { seed: 6, numRuns: 1 });
const [drawn] = fc.sample(sightWorlds, { seed: 6, numRuns: 1 });

/** Nothing of it is O5's to see. */
const world: SightWorld = {
  ...drawn!,
  agreements: [],
  depots: drawn!.depots.map((depot) => ({
    ...depot,
    ...{ owner: "O1", custodian: "O1", level: "PARTNER" as const },
  })),
  lots: drawn!.lots.map((lot) => ({ ...lot, owner: "O1" })),
  orders: drawn!.orders.map((order) => ({ ...order, parties: ["O1", "O2"] })),
  claims: drawn!.claims.map((claim) => ({ ...claim, debtor: "O1", creditor: "O2" })),
};
const stranger = { as: "u-O5" };

const things = [
  ["Depot", world.depots[0]!.code, "D99"],
  ["StockLot", world.lots[0]!.id, absent],
  ["DispatchOrder", world.orders[0]!.id, absent],
  ["Claim", world.claims[0]!.id, absent],
  ["OrderLine", partsOf(0).line, absent],
  ["Approval", partsOf(0).approval, absent],
  ["Leg", partsOf(0).leg, absent],
] as const;

describe("an id of what one may not see", () => {
  let hub: TestHub;
  let take: () => string[];

  beforeAll(async () => {
    const noted = noting(await openEmbeddedTest());
    ({ take } = noted);
    hub = await startTestHub(noted.database, { world: layGround, seals: false });
    await layFacts(hub.database, world);
    await layScene(hub.database, scene!, world);
  });
  afterAll(() => hub.close());

  /** What is answered and which statements it took, with the ids taken out. */
  const trace = async (
    operation: string,
    variables: Readonly<Record<string, unknown>>,
    ids: readonly string[],
  ) => {
    take();
    const { status, data, errors } = await hub.ask(operation, variables, stranger);
    const plain = (text: string) => ids.reduce((all, id) => all.replaceAll(id, "#"), text);
    const said = { status, data, errors: errors.map(({ message, path }) => ({ message, path })) };
    const keyless = take().filter((text) => !text.includes("qipan.api_key"));
    return {
      said: plain(JSON.stringify(said)),
      statements: keyless.map((text) => plain(text).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "uuid")),
    };
  };

  it.each(things)("is that of nothing: %s", async (type, foreign, none) => {
    const ask = (id: string) =>
      trace(
        "query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id } }",
        { id: globalId(type, id), ids: [globalId(type, id)] },
        [id, globalId(type, id)],
      );
    await ask(none);
    const there = await ask(foreign);
    expect(there).toEqual(await ask(none));
    expect(there.said).toContain('{"node":null,"nodes":[null]}');
    expect(there.statements.some((text) => text.includes("from"))).toBe(true);
  });

  it.each([
    ["depot(code: $id) { code }", "D01", "D99"],
    ["depots(first: 5, filter: { ownerCode: $id }) { edges { node { code } } }", "O1", "O9"],
    ["depots(first: 5, filter: { search: $id }) { edges { node { code } } }", "D01", "D99"],
    ["stocktakes(first: 5, depot: $id) { edges { node { id } } }", "D01", "D99"],
    ["gaps(first: 5, filter: { depot: $id }) { edges { node { onHand } } }", "D01", "D99"],
    ["asOf { lots(first: 5, depotCode: $id) { edges { node { onHand } } } }", ...["D01", "D99"]],
    ["publicSums(first: 5, cityCode: $id) { edges { node { quantity } } }", "150300", "150399"],
  ])("finds nothing by a filter: %s", async (field, foreign, none) => {
    const ask = (id: string) => trace(`query ($id: String!) { ${field} }`, { id }, [id]);
    await ask(none);
    expect(await ask(foreign)).toEqual(await ask(none));
  });

  it.each([
    ["blockLot", "lotId", "StockLot", world.lots[0]!.id, absent, 'reason: "x"'],
    ["acknowledgeOrder", "orderId", "DispatchOrder", world.orders[0]!.id, absent, ""],
    ["confirmClaim", "claimId", "Claim", world.claims[0]!.id, absent, ""],
    ["receiveLeg", "legId", "Leg", partsOf(0).leg, absent, 'code: "123456", lines: []'],
    ["decideApproval", "approvalId", "Approval", partsOf(0).approval, absent, "decision: GRANT"],
    ["openStocktake", "depot", "Depot", "D01", "D99", ""],
    ["setTarget", "depot", "Depot", "D01", "D99", 'item: "TENT", quantity: 5, basis: "x"'],
  ])("is refused as nothing is: %s", async (mutation, field, type, foreign, none, more) => {
    const ask = (id: string, key: string) => {
      const sent = field.endsWith("Id") ? globalId(type, id) : id;
      return trace(
        `mutation { ${mutation}(input: { idempotencyKey: "${key}", ${field}: "${sent}", ${more} }) {
          __typename ... on Refused { refusals { code message path next } } } }`,
        {},
        [id, sent, key],
      );
    };
    await ask(none, "warm-0001");
    const there = await ask(foreign, `foreign-${mutation}`);
    const nothing = await ask(none, `nothing-${mutation}`);
    expect(there.said).toContain("NOT_FOUND");
    expect(there.said).toBe(nothing.said);
    const shapes = ({ statements }: typeof there) =>
      statements.map((text) => text.replace(/'[^']*'/g, "'…'"));
    expect(shapes(there)).toEqual(shapes(nothing));
  });

  it("is null in every shape that is no id of ours", async () => {
    const others = ["Depot", "StockLot", "DispatchOrder", "Claim", "Incident", "Nothing", ""];
    const shapes = others.flatMap((type) =>
      [
        ...["", "'", "%", "../..", "00000000-0000-4000-8f00-00000000dead'--", "９９"],
        ...things.map(([, id]) => id),
      ].map((id) => globalId(type, id)),
    );
    const raw = ["", "=", "AAAA", "💥", globalId("Depot", "D01").slice(1), "D01", "null"];
    const all = [...shapes, ...raw];
    for (let from = 0; from < all.length; from += 100) {
      const ids = all.slice(from, from + 100);
      const { data, errors } = await hub.ask<{ nodes: readonly unknown[] }>(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        { ids },
        stranger,
      );
      expect(errors).toEqual([]);
      expect(data.nodes).toEqual(ids.map(() => null));
    }
  });
});
