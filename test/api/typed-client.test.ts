import "reflect-metadata";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changesAfter, nearest, Refused } from "../../docs/examples/typed-client.ts";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { typedSource } from "../support/published.ts";

let hub: TestHub;
let key: string;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), {
    world: (database) => loadWorld(database, world(1, "demo")),
  });
  key = await hub.keyOf("usr-g01-dispatcher");
});
afterAll(() => hub.close());

it("the example's types are those of the schema; `-u` writes them anew", async () => {
  await expect(
    await typedSource(["changes.graphql", "reserves-stock.graphql"]),
  ).toMatchFileSnapshot("../../docs/examples/typed-client.operations.ts");
});

it("the typed client finds what is near, and reads the feed to its end", async () => {
  const found = await nearest({ url: hub.url, key }, "BD-QUILT", "150302", 100);
  expect(found.length).toBeGreaterThan(0);
  const far = found.map(({ distanceKm }) => distanceKm);
  expect(far).toEqual(far.toSorted((one, other) => one - other));
  for (const { quantity } of found) expect(quantity).toBeGreaterThanOrEqual(100);
  for await (const { cursor } of changesAfter({ url: hub.url, key }, null))
    expect(cursor).toMatch(/^[\w-]+$/);
});

it("and tells every reason of a refusal by its code", async () => {
  const wrong = nearest({ url: hub.url, key: "qk_0000000000000000_x" }, "BD-QUILT", "150302", 1);
  await expect(wrong).rejects.toBeInstanceOf(Refused);
  await expect(wrong).rejects.toMatchObject({ codes: ["CREDENTIAL_NOT_GOOD"] });
  const none = nearest({ url: hub.url, key }, "NOTHING", "150302", 1);
  await expect(none).rejects.toBeInstanceOf(Refused);
});
