import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import {
  readAgreementInForce,
  readBorrowers,
  readOpenAgreements,
} from "../../src/regions/agreement.service.ts";
import { listModeCriteria, setOperatingMode } from "../../src/regions/mode.service.ts";
import { readModeChanges } from "../../src/regions/mode.store.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("regions", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await loadWorld(database, world(1, "tiny"));
  });
  afterAll(() => database.close());

  const between = (lender: string, borrower: string, day?: string): Promise<string | undefined> =>
    withTx(database, hubReader, async (tx) => {
      const found = await readAgreementInForce(tx, lender, borrower, "BD-QUILT", "BEDDING", day);
      return found && `${found.id}@${found.version}`;
    });

  it.each([
    ["ORG-G06", "ORG-G01", "AG-CLUSTER@2"],
    ["ORG-C07", "ORG-G01", "AG-CHARITY@1"],
    ["ORG-G01", "ORG-C07", undefined],
    ["ORG-E01", "ORG-G01", undefined],
    ["ORG-G06", "ORG-NOBODY", undefined],
  ])("%s lends to %s under %s", async (lender, borrower, agreement) => {
    expect(await between(lender, borrower)).toBe(agreement);
  });

  it("asks the day: a pact that has not begun or has lapsed does not count", async () => {
    expect(await between("ORG-G06", "ORG-G01", "1999-01-01")).toBeUndefined();
    expect(await between("ORG-G06", "ORG-G01", "2999-01-01")).toBeUndefined();
  });

  it("a suspended pact does not count, and its older version does not come back", async () => {
    const suspend = (at: string): Promise<unknown> =>
      withOwnerTx(database, ({ client }) =>
        client.query(
          `update qipan.agreement set suspended_at = ${at} where id = 'AG-CLUSTER' and version = 2`,
        ),
      );
    await suspend("now() - interval '1 minute'");
    expect(await between("ORG-G06", "ORG-G01")).toBeUndefined();
    await suspend("now() + interval '1 day'");
    expect(await between("ORG-G06", "ORG-G01")).toBe("AG-CLUSTER@2");
    await suspend("null");
  });

  it("a borrower's pacts and a lender's borrowers come in one statement each", async () => {
    await withTx(database, hubReader, async (tx) => {
      const open = await readOpenAgreements(tx, ["ORG-G01"]);
      expect(open.map(({ id }) => id)).toEqual(["AG-CHARITY", "AG-CLUSTER"]);
      expect(await readBorrowers(tx, ["ORG-C07"])).toEqual(["ORG-G01", "ORG-G06"]);
      expect(await readBorrowers(tx, ["ORG-E01"])).toEqual([]);
    });
    const forPublic = await withTx(database, publicReader, (tx) =>
      readOpenAgreements(tx, ["ORG-G01"]),
    );
    expect(forPublic).toEqual([]);
  });

  const setMode = async (as: string | undefined, more: Record<string, string> = {}) => {
    const principal = as === undefined ? undefined : await readPrincipal(database, as);
    const change = {
      idempotencyKey: `mode-test-${as ?? "public"}-${JSON.stringify(more).length}`,
      regionCode: "150304",
      operatingMode: "EMERGENCY",
      reason: "三级响应",
      ...more,
    } as const;
    const outcome = await setOperatingMode(database, principal, change);
    return outcome.ok ? outcome.value : outcome.refused[0]?.code;
  };

  it.each([
    [undefined, {}, "SIGN_IN_REQUIRED"],
    ["usr-g01-dispatcher", {}, "NOT_ALLOWED"],
    ["usr-g06-approver", {}, "NOT_ALLOWED"],
    ["usr-e01-approver", {}, "NOT_ALLOWED"],
    ["usr-g01-approver", { regionCode: "999999" }, "NOT_FOUND"],
    ["usr-g01-approver", { operatingMode: "ROUTINE" }, "ALREADY_DECIDED"],
    ["usr-g01-approver", { reason: "  " }, "INVALID_INPUT"],
    ["usr-g01-approver", { idempotencyKey: "short" }, "INVALID_INPUT"],
  ])("%s setting %j is refused: %s", async (as, more, code) => {
    expect(await setMode(as, more)).toBe(code);
  });

  const incident = (sql: string) => withOwnerTx(database, ({ client }) => client.query(sql));

  it("is not entered while no approver has set a level", async () => {
    expect(await setMode("usr-g01-approver")).toBe("MODE_CRITERIA_NOT_MET");
    expect(await setMode("usr-g01-approver", { overrideReason: " " })).toBe("INVALID_INPUT");
    await incident(`insert into qipan.incident (id, name_zh, category, hazard, state, region_code,
        node, lon, lat, lead_org, government_org, payer_org, closed_roads, occurred_at, reported_at,
        response_level)
      select gen_random_uuid(), '凌汛', 'NATURAL_DISASTER', 'flood', 'ACTIVE', '150304', id, 1, 1,
        'ORG-G01', 'ORG-G01', 'ORG-G01', '[]', now(), now(), 'LEVEL_3'
      from qipan.road_node limit 1`);
    const level = (approved: boolean) =>
      incident(`insert into qipan.incident_level (id, incident_id, response_level, set_by,
          set_by_approver, set_at, reason)
        select gen_random_uuid(), id, 'LEVEL_3', 'x', ${String(approved)}, clock_timestamp(), 'x'
        from qipan.incident where region_code = '150304'`);
    await level(false);
    expect(await setMode("usr-g01-approver", { idempotencyKey: "mode-2-again" })).toBe(
      "MODE_CRITERIA_NOT_MET",
    );
    await level(true);
  });

  it("the city's approver changes a county's mode once, for all to see", async () => {
    expect(await setMode("usr-g01-approver")).toEqual({ kind: "REGION", id: "150304" });
    expect(await setMode("usr-g01-approver")).toEqual({ kind: "REGION", id: "150304" });
    await withTx(database, publicReader, async ({ client }) => {
      const { rows } = await client.query<{ mode: string; events: number }>(
        `select operating_mode as mode, (select count(*)::int from qipan.event
           where kind = 'REGION_MODE_CHANGED' and subject_id = code) as events
         from qipan.region where code = '150304'`,
      );
      expect(rows).toEqual([{ mode: "EMERGENCY", events: 1 }]);
    });
  });

  it("is not left while a response goes on, but on a word that stays with its name", async () => {
    const back = { operatingMode: "ROUTINE", reason: "解除" };
    expect(await setMode("usr-g01-approver", back)).toBe("MODE_CRITERIA_NOT_MET");
    const named = { ...back, overrideReason: "险情已转移至邻市", idempotencyKey: "mode-back-1" };
    expect(await setMode("usr-g01-approver", named)).toEqual({ kind: "REGION", id: "150304" });
    const kept = await withTx(database, hubReader, ({ client }) =>
      client.query(`select from_mode, to_mode, by_org, approver, override_reason, criteria
        from qipan.mode_change order by changed_at`),
    );
    expect(kept.rows).toEqual([
      {
        ...{ from_mode: "ROUTINE", to_mode: "EMERGENCY", by_org: "ORG-G01" },
        ...{ approver: "usr-g01-approver", override_reason: null },
        criteria: [{ code: "ENTER-LEVEL", holds: true }],
      },
      {
        ...{ from_mode: "EMERGENCY", to_mode: "ROUTINE", by_org: "ORG-G01" },
        ...{ approver: "usr-g01-approver", override_reason: "险情已转移至邻市" },
        criteria: [
          { code: "EXIT-RESPONSES", holds: false },
          { code: "EXIT-ROAD", holds: true },
        ],
      },
    ]);
    await expect(incident("update qipan.mode_change set reason = 'x'")).rejects.toMatchObject({
      code: "55000",
    });
  });

  it("tells the public the criteria and not whether they hold, nor who changed it", async () => {
    const seen = async (reader: typeof publicReader) =>
      withTx(database, reader, async (tx) => ({
        criteria: (await listModeCriteria(tx, "150304")).map(({ code, holds }) => [code, holds]),
        changes: (await readModeChanges(tx, ["150304"])).length,
      }));
    expect(await seen(publicReader)).toEqual({
      criteria: [
        ["ENTER-LEVEL", null],
        ["EXIT-RESPONSES", null],
        ["EXIT-ROAD", null],
      ],
      changes: 0,
    });
    expect(await seen({ principal: "p", orgs: ["ORG-E01"], partners: [] })).toEqual({
      criteria: [
        ["ENTER-LEVEL", true],
        ["EXIT-RESPONSES", false],
        ["EXIT-ROAD", true],
      ],
      changes: 2,
    });
  });
});
