import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");

interface Changed {
  readonly condition?: string;
  readonly quantity?: number;
  readonly onHand?: number;
  readonly version?: number;
  readonly refusals?: readonly { code: string; path: string; message: string }[];
}

onBothShapes("a lot", (open) => {
  let hub: TestHub;
  const lots = world(1, "tiny").lots.filter(({ depotId }) => depotId === "DEP003");
  beforeAll(async () => {
    const load = (database: TestHub["database"]) => loadWorld(database, world(1, "tiny"));
    hub = await startTestHub(await open(), { world: load });
  });
  afterAll(() => hub.close());

  let calls = 0;
  const change = async (
    verb: "block" | "recall" | "release",
    lot: string,
    as: string | undefined,
    more: Record<string, unknown> = {},
  ): Promise<Changed> => {
    calls += 1;
    const lotId = Buffer.from(`StockLot:${lot}`).toString("base64url");
    const input = { idempotencyKey: `lot-test-${calls}`, lotId, reason: "抽检", ...more };
    const who = as === undefined ? undefined : { as };
    const { data, errors } = await hub.ask<Record<string, Changed>>(
      operation(`reserves-${verb}-lot`),
      { input },
      who,
    );
    expect(errors).toEqual([]);
    return data[`${verb}Lot`] ?? {};
  };
  const balances = (lot: string): Promise<Record<string, number>> =>
    withTx(hub.database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ kind: string; balance: number }>(
        "select kind, balance from qipan.account where lot = $1 and balance > 0",
        [lot],
      );
      return Object.fromEntries(rows.map(({ kind, balance }) => [kind, balance]));
    });

  it("is blocked by its keeper: what lay free lies aside, and the feed tells", async () => {
    const [lot] = lots;
    const key = { idempotencyKey: "lot-test-once" };
    const blocked = await change("block", lot!.id, "usr-e01-keeper", key);
    expect(blocked).toMatchObject({ condition: "BLOCKED", quantity: 0, onHand: 0, version: 2 });
    expect(blocked).toMatchObject({ blocked: lot!.quantity });
    expect(await balances(lot!.id)).toEqual({ BLOCKED: lot!.quantity });
    expect(await change("block", lot!.id, "usr-e01-keeper", key)).toEqual(blocked);
    const again = await change("block", lot!.id, "usr-e01-keeper");
    expect(again.refusals).toMatchObject([{ code: "ILLEGAL_TRANSITION", path: "lotId" }]);
    const told = await withTx(hub.database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ parties: string[] }>(
        "select parties from qipan.event where kind = 'LOT_BLOCKED' and subject_id = $1",
        [lot!.id],
      );
      return rows;
    });
    expect(told).toHaveLength(1);
    expect(new Set(told[0]?.parties)).toEqual(new Set(["ORG-G01", "ORG-E01", "ORG-G06"]));
  });

  it("is released after inspection, and stays recalled for ever", async () => {
    const [lot] = lots;
    const released = await change("release", lot!.id, "usr-g01-keeper");
    expect(released).toMatchObject({ condition: "GOOD", onHand: lot!.quantity, version: 3 });
    const recalled = await change("recall", lot!.id, "usr-g01-keeper");
    expect(recalled).toMatchObject({ condition: "RECALLED", onHand: 0, version: 4 });
    const never = await change("release", lot!.id, "usr-g01-keeper");
    expect(never.refusals?.[0]?.code).toBe("ILLEGAL_TRANSITION");
    expect(await balances(lot!.id)).toEqual({ BLOCKED: lot!.quantity });
  });

  it("is changed by nobody else, by no stale hand, and for a reason", async () => {
    const lot = lots.at(-1)!.id;
    const code = async (...asked: Parameters<typeof change>): Promise<string | undefined> =>
      (await change(...asked)).refusals?.[0]?.code;
    expect(await code("block", lot, undefined)).toBe("SIGN_IN_REQUIRED");
    expect(await code("block", lot, "usr-g06-keeper")).toBe("NOT_ALLOWED");
    expect(await code("block", lot, "usr-g01-dispatcher")).toBe("NOT_ALLOWED");
    expect(await code("block", lot, "usr-c07-keeper")).toBe("NOT_FOUND");
    expect(await code("block", "no-such-lot", "usr-g01-keeper")).toBe("NOT_FOUND");
    expect(await code("block", lot, "usr-g01-keeper", { version: 9 })).toBe("STALE_VERSION");
    expect(await code("block", lot, "usr-g01-keeper", { reason: " " })).toBe("INVALID_INPUT");
    expect(await balances(lot)).toEqual({ ON_HAND: lots.at(-1)!.quantity });
  });
});
