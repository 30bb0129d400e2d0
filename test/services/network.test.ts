import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { routesTo } from "../../src/network/network.routes.ts";
import { findRoute, readClosedLinks, readNetwork } from "../../src/network/network.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("the roads", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await loadWorld(database, world(1, "demo"));
  });
  afterAll(() => database.close());

  const close = (link: string, from: string, until: string | null): Promise<unknown> =>
    withOwnerTx(database, ({ client }) =>
      client.query(
        `insert into qipan.road_closure
           (id, link_id, reason, closed_from, closed_until, reported_by_org)
         values ($1, $2, '测试', $3, $4, 'ORG-G06')`,
        [randomUUID(), link, from, until],
      ),
    );

  it("connect every place of the demo with every other", async () => {
    const network = await withTx(database, hubReader, readNetwork);
    expect(network.nodes.length).toBeGreaterThan(30);
    for (const { id } of network.nodes)
      expect(routesTo(network, id).size).toBe(network.nodes.length);
  });

  it("are closed from an instant until another, or until further notice", async () => {
    await close("R009", "2026-01-10T00:00:00Z", "2026-01-12T00:00:00Z");
    await close("R011", "2026-01-11T00:00:00Z", null);
    await withTx(database, hubReader, async (tx) => {
      const at = async (instant: string): Promise<string[]> =>
        [...(await readClosedLinks(tx, new Date(instant)))].toSorted();
      expect(await at("2026-01-09T23:59:59Z")).toEqual([]);
      expect(await at("2026-01-10T00:00:00Z")).toEqual(["R009"]);
      expect(await at("2026-01-11T12:00:00Z")).toEqual(["R009", "R011"]);
      expect(await at("2026-01-12T00:00:00Z")).toEqual(["R011"]);
    });
  });

  it("lead around what is closed", async () => {
    await withTx(database, hubReader, async (tx) => {
      const network = await readNetwork(tx);
      const way = async (instant: string) => {
        const asked = { from: "150302", to: "640205", speedFactor: 1, at: new Date(instant) };
        const found = await findRoute(tx, network, asked);
        return found.ok ? found.value : null;
      };
      const before = await way("2026-01-01T00:00:00Z");
      const during = await way("2026-01-11T12:00:00Z");
      expect(before?.links).toContain("R009");
      expect(during?.links).not.toContain("R009");
      expect(during?.minutes).toBeGreaterThan(before?.minutes ?? Infinity);
    });
  });

  it.each([
    [{ from: "nowhere" }, "NOT_FOUND", "from"],
    [{ to: "nowhere" }, "NOT_FOUND", "to"],
    [{ speedFactor: 0 }, "QUANTITY_OUT_OF_RANGE", "speedFactor"],
    [{ speedFactor: Number.NaN }, "QUANTITY_OUT_OF_RANGE", "speedFactor"],
  ])("refuse %j", async (wrong, code, path) => {
    await withTx(database, hubReader, async (tx) => {
      const asked = { from: "150302", to: "640205", speedFactor: 1, ...wrong };
      const found = await findRoute(tx, await readNetwork(tx), asked);
      expect(found.ok ? [] : found.refused).toMatchObject([{ code, path }]);
    });
  });
});
