import "reflect-metadata";
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSheet } from "read-excel-file/node";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { dayInChina } from "../../src/kernel/day.ts";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openServerTest } from "../support/database.ts";
import { deliver, linesOf, respond, type StoryLine } from "../support/story-run.ts";
import { layStoryWorld, lots } from "../support/story-world.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");

const organization = (id: string): string => globalId("Organization", id);
const occurredAt = "2026-01-01T00:00:00Z";

interface Claims {
  readonly claims: { edges: { node: { id: string; kind: string; outstanding: number } }[] };
}

describe("claims over the API", () => {
  let hub: TestHub;
  let orderLineId: string;
  let team: StoryLine;

  beforeAll(async () => {
    hub = await startTestHub(await openServerTest(), { world: layStoryWorld });
    await respond(hub.database);
    await deliver(hub.database, ({ ordered }) => {
      return { accepted: ordered, rejected: 0, missing: 0 };
    });
    const lines = await linesOf(hub.database);
    const line = lines.find(({ lotId }) => lotId === lots.g06Caustic.id);
    orderLineId = globalId("OrderLine", line!.id);
    team = lines.find(({ teamId }) => teamId !== null)!;
  }, 120_000);

  afterAll(async () => {
    await plannerOf(hub.database).close();
    await hub.close();
  });

  const used = (consumed: number, as: string) => {
    const input = { idempotencyKey: randomUUID(), orderLineId, consumed, occurredAt };
    const text = operation("replenishment-record-use");
    return hub.ask<{ recordUse: object }>(text, { input }, { as });
  };

  it("books a use, and the line says what is out and what is owed", async () => {
    const { data, errors } = await used(140, "usr-G01");
    expect(errors).toEqual([]);
    expect(data.recordUse).toMatchObject({
      liability: "USER_REFILLS",
      goodsOut: [{ kind: "ON_SITE", quantity: 10, place: "SITE" }],
    });
    const { claims } = data.recordUse as { claims: { kind: string; outstanding: number }[] };
    expect(claims.map(({ kind, outstanding }) => [kind, outstanding]).toSorted()).toEqual([
      ["RECOURSE", 140],
      ["REFILL", 140],
      ["RETURN", 10],
    ]);
  });

  it("names what a shelf misses, and what its agreement lets come instead", async () => {
    const substitutes = [{ item: "CAUSTIC", substitute: "SCBA", give: 2, counts: 1 }];
    await withOwnerTx(hub.database, ({ client }) =>
      client.query(
        "update qipan.agreement set terms = jsonb_set(terms, '{equivalence}', $1) where true",
        [{ quality: "EQUAL", cashPercent: 100, shelfLifePercent: 0, substitutes }],
      ),
    );
    const { data, errors } = await hub.ask<{ refillTasks: { edges: { node: object }[] } }>(
      operation("dash-refills"),
      { first: 5 },
      { as: "usr-G06" },
    );
    expect(errors).toEqual([]);
    const one = { substitute: "SCBA", give: 2, counts: 1, substituteItem: { unitZh: "套" } };
    expect(data.refillTasks.edges.map(({ node }) => node)).toMatchObject([
      { itemCode: "CAUSTIC", item: { nameZh: "氢氧化钠" }, substitutes: [one] },
    ]);
  });

  it("refuses more than is out, and a stranger as if it were not there", async () => {
    expect((await used(11, "usr-G01")).data.recordUse).toMatchObject({
      refusals: [{ code: "RECOVERY_NOT_DUE", path: "consumed" }],
    });
    expect((await used(1, "usr-C07")).data.recordUse).toMatchObject({
      refusals: [{ code: "NOT_FOUND", path: "orderLineId" }],
    });
  });

  it("prints the row of the liability order that decided, in both languages", async () => {
    const { data } = await hub.ask<{ explainLiability: object }>(
      operation("claims-explain-liability"),
      { orderLineId },
      { as: "usr-G06" },
    );
    expect(data.explainLiability).toMatchObject({
      zh:
        "谁使用谁补库(依 PACT 第 1 版“清偿方式”条款):" +
        "乌海市人民政府(G01) 对 石嘴山市人民政府(G06)",
      en:
        "who uses, refills (the regime of PACT, version 1): " +
        "乌海市人民政府 (G01) towards 石嘴山市人民政府 (G06)",
      clause: "REGIME",
      agreement: { code: "PACT", version: 1 },
      debtors: [{ basisPoints: 10_000, organization: { nameZh: "乌海市人民政府" } }],
    });
  });

  it("lists claims to those who are party to them, and confirms one from both sides", async () => {
    const list = (as: string) =>
      hub.ask<Claims>(operation("claims-list"), { first: 10, kinds: ["REFILL"] }, { as });
    expect((await list("usr-C07")).data.claims.edges).toEqual([]);
    const [edge] = (await list("usr-G06")).data.claims.edges;
    expect(edge?.node).toMatchObject({ kind: "REFILL", outstanding: 140 });
    const confirm = async (as: string) => {
      const input = { idempotencyKey: randomUUID(), claimId: edge?.node.id };
      const text = operation("claims-confirm");
      return (await hub.ask<{ confirmClaim: object }>(text, { input }, { as })).data.confirmClaim;
    };
    expect(await confirm("usr-G06")).toMatchObject({ state: "PROVISIONAL" });
    expect(await confirm("usr-G06")).toMatchObject({ refusals: [{ code: "ALREADY_DECIDED" }] });
    expect(await confirm("usr-G01")).toMatchObject({ state: "CONFIRMED" });
  });

  it("adds up positions by region, kind and item, and never across units", async () => {
    const { data } = await hub.ask<{ regionPositions: object[] }>(
      operation("claims-positions"),
      {},
      { as: "usr-G01" },
    );
    expect(data.regionPositions).toContainEqual({
      ...{ duty: "TO_REFILL", kind: "REFILL", itemCode: "CAUSTIC", unit: "袋" },
      ...{ outstanding: 140, overdue: 0, disputed: 0 },
      debtor: { nameZh: "乌海市" },
      creditor: { nameZh: "石嘴山市" },
    });
  });

  it("books a time sheet that the parties of the order read again, and nobody else", async () => {
    const line = { day: dayInChina(new Date()), unit: "PERSON_DAY", quantity: 20, rateFen: 30_001 };
    const input = {
      ...{ idempotencyKey: randomUUID(), orderLineId: globalId("OrderLine", team.id), occurredAt },
      ...{ sheetNumber: "GS-1", rateTable: "工时费率表(示例)", lines: [line] },
      ...{ signedForTeam: "领队岗", signedForReceiver: "现场指挥岗" },
    };
    const text = operation("replenishment-record-service");
    expect((await hub.ask(text, { input }, { as: "usr-G01" })).errors).toEqual([]);
    const id = globalId("DispatchOrder", team.orderId);
    const spy = vi.spyOn(pg.Client.prototype, "query");
    type Read = { order: { lines: { timeSheets: object[] }[] } | null };
    const read = async (as: string) =>
      (await hub.ask<Read>(operation("dash-order"), { id }, { as })).data.order;
    const order = await read("usr-G06");
    const asked = spy.mock.calls.map(([sql]) => JSON.stringify(sql));
    spy.mockRestore();
    expect(asked.filter((sql) => sql.includes("qipan.time_sheets("))).toHaveLength(1);
    expect(order!.lines.length).toBeGreaterThan(1);
    expect(order!.lines.flatMap(({ timeSheets }) => timeSheets)).toEqual([
      expect.objectContaining({
        ...{ sheetNumber: "GS-1", signedForTeam: "领队岗", totalFen: 600_020 },
        days: [{ ...line, amountFen: 600_020, note: null }],
        // What the firm at fault owes the payer is not G06's to see.
        claims: [expect.objectContaining({ kind: "SERVICE", state: "PROVISIONAL" })],
      }),
    ]);
    expect(await read("usr-C07")).toBeNull();
  });

  const unsealed = () =>
    withTx(hub.database, hubReader, async ({ client }) => {
      const { rowCount } = await client.query(
        `select from qipan.entry e where not exists (
           select from qipan.sealed s where s.kind = 'ENTRY' and s.row_id = e.id)`,
      );
      return rowCount;
    });

  /** The files are for both sides; for others there is none. */
  async function filesOf(statementId: string): Promise<void> {
    for (const form of ["csv", "xlsx"]) {
      const get = async (as?: string) => {
        const authorization = as === undefined ? "" : `Bearer ${await hub.keyOf(as)}`;
        const headers = authorization === "" ? {} : { authorization };
        return fetch(`${hub.url}/statements/${statementId}.${form}`, { headers });
      };
      for (const stranger of ["usr-C07", undefined]) expect((await get(stranger)).status).toBe(404);
      const got = await get("usr-G01");
      expect(got.status).toBe(200);
      const bytes = Buffer.from(await got.arrayBuffer());
      const text =
        form === "csv" ? bytes.toString() : JSON.stringify((await readSheet(bytes)).flat());
      if (form === "csv") expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      for (const part of ["往来对账单", "各行凭证", "补库", "调拨单"]) expect(text).toContain(part);
    }
  }

  it("issues a statement at the sealed head that both sides sign", async () => {
    const books = organization("G06");
    const heads = async () => {
      const asked = { organizationId: books, kinds: ["RECEIVABLE"] };
      const text = operation("claims-book");
      const { data } = await hub.ask<{ ledgerHeads: object[] }>(text, asked, { as: "usr-G06" });
      return data.ledgerHeads.length;
    };
    // The hub seals by itself, once no older transaction of the server is open.
    await expect.poll(unsealed, { timeout: 20_000, interval: 200 }).toBe(0);
    expect(await heads()).toBe(1);
    const [organizationId, counterpartyId] = [organization("G06"), organization("G01")];
    const input = { idempotencyKey: randomUUID(), organizationId, counterpartyId };
    const issued = await hub.ask<{ issueStatement: { id: string; headSize: number } }>(
      operation("statements-issue"),
      { input },
      { as: "usr-G06" },
    );
    const { id: statementId, headSize } = issued.data.issueStatement;
    expect(headSize).toBeGreaterThan(0);
    expect(issued.data.issueStatement).toMatchObject({
      lines: expect.arrayContaining([
        expect.objectContaining({
          ...{ kind: "REFILL", opening: 0, opened: 140, closing: 140 },
          vouchers: [
            expect.objectContaining({
              ...{ op: "USE", quantity: 140, occurredOn: "2026-01-01" },
              orders: [expect.any(String)] as string[],
            }),
          ] as object[],
        }),
        expect.objectContaining({ kind: "RETURN", itemCode: "CAUSTIC", opened: 150, closing: 10 }),
      ]) as object[],
    });
    const text = operation("statements-countersign");
    const sign = { input: { idempotencyKey: randomUUID(), statementId } };
    const { data } = await hub.ask<Record<string, object>>(text, sign, { as: "usr-G01" });
    expect(data.countersignStatement).toMatchObject({
      countersignedAt: expect.any(String) as string,
    });
    await filesOf(statementId);
  });
});
