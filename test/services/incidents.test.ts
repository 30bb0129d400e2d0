import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import { beginAftermath, closeIncident, endResponse } from "../../src/incidents/ending.service.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import { listNeeds } from "../../src/incidents/listing.service.ts";
import { declareNeeds, readNeedsOf, sumNeeds } from "../../src/incidents/need.service.ts";
import { setResponseLevel, startResponse } from "../../src/incidents/response.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import {
  hubReader,
  withOwnerTx,
  withTx,
  type Reader,
  type Tx,
} from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

onBothShapes("an incident", (open) => {
  let database: Database;
  let dispatcher: Principal;
  let approver: Principal;
  let incidentId: string;

  beforeAll(async () => {
    database = await open();
    await loadWorld(database, world(1, "tiny"));
    dispatcher = (await readPrincipal(database, "usr-g01-dispatcher"))!;
    approver = (await readPrincipal(database, "usr-g01-approver"))!;
    incidentId = idOf(await report({ node: "150304" }));
  });
  afterAll(() => database.close());

  const report = (more: object) =>
    reportIncident(database, keyed(dispatcher), {
      nameZh: "氯气泄漏",
      category: "ACCIDENT_DISASTER",
      hazard: "HAZCHEM",
      regionCode: "150304",
      ...more,
    });
  const asHub = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTx(database, hubReader, work);

  it("is reported for one's own organization, at the nearest node of the roads", async () => {
    const near = idOf(await report({ lon: 106.9, lat: 39.25 }));
    const { rows } = await asHub(({ client }) =>
      client.query("select node, lead_org, government_org from qipan.incident where id = $1", [
        near,
      ]),
    );
    expect(rows).toEqual([{ node: "640205", lead_org: "ORG-G01", government_org: "ORG-G01" }]);
    expect(await report({ node: "150304", leadOrg: "ORG-G06" })).toMatchObject({
      refused: [{ code: "NOT_ALLOWED" }],
    });
    const wrong = await report({ node: "nowhere", regionCode: "000000", responsibleOrg: "NOBODY" });
    expect(wrong.ok ? [] : wrong.refused.map(({ path }) => path).toSorted()).toEqual([
      "node",
      "regionCode",
      "responsibleOrg",
    ]);
  });

  it("names a firm at fault only by the region's government, or by the firm itself", async () => {
    const firm = { node: "150304", responsibleOrg: "ORG-E01" };
    const elsewhere = { ...firm, regionCode: "640200", node: "640205" };
    expect(await report(elsewhere)).toMatchObject({
      refused: [{ code: "NOT_ALLOWED", path: "responsibleOrg" }],
    });
    idOf(await report(firm));
  });

  it("lets nobody name another as the payer, and then draw on its goods", async () => {
    const level = { incidentId, responseLevel: "LEVEL_3", reason: "泄漏" } as const;
    const named = await startResponse(database, keyed(approver), {
      ...level,
      payerOrg: "ORG-G06",
    });
    expect(named).toMatchObject({ refused: [{ code: "NOT_ALLOWED", path: "payerOrg" }] });
    await withOwnerTx(database, async ({ client }) => {
      await client.query(
        `insert into qipan.organization (id, name_zh, sector, region_code)
         values ('ORG-ABOVE', '上级(示例)', 'GOVERNMENT', '150300')`,
      );
      await client.query(
        "update qipan.organization set superior_org = 'ORG-ABOVE' where id = 'ORG-G01'",
      );
    });
    const own = idOf(await report({ node: "150304" }));
    idOf(
      await startResponse(database, keyed(approver), {
        ...level,
        incidentId: own,
        payerOrg: "ORG-ABOVE",
      }),
    );
  });

  it("lets whoever pays hand that on, though it is none of the incident's sides then", async () => {
    const level = { incidentId: idOf(await report({ node: "150304" })), reason: "泄漏" };
    const as = (...orgs: string[]): Principal => ({
      ...{ ...approver, id: orgs.join(), orgId: orgs[0]! },
      memberships: orgs.map((orgId) => ({ orgId, roles: ["APPROVER"] })),
    });
    const change = (by: Principal, responseLevel: "LEVEL_2" | "LEVEL_3", payerOrg: string) =>
      setResponseLevel(database, keyed(by), { ...level, responseLevel, payerOrg });
    const first = { ...level, responseLevel: "LEVEL_3", payerOrg: "ORG-G06" } as const;
    idOf(await startResponse(database, keyed(as("ORG-G01", "ORG-G06")), first));
    idOf(await change(as("ORG-G06"), "LEVEL_2", "ORG-G01"));
    expect(await change(as("ORG-G06"), "LEVEL_3", "ORG-G06")).toMatchObject({
      refused: [{ code: "NOT_ALLOWED" }],
    });
  });

  it("tells every change on the feed, and nothing of what was refused", async () => {
    const input = { incidentId, responseLevel: "LEVEL_2", reason: "泄漏" } as const;
    expect(await startResponse(database, keyed(dispatcher), input)).toMatchObject({ ok: false });
    idOf(await startResponse(database, keyed(approver), input));
    const twice = await startResponse(database, keyed(approver), input);
    expect(twice).toMatchObject({ refused: [{ code: "ILLEGAL_TRANSITION" }] });
    const { rows } = await asHub(({ client }) =>
      client.query<{ kind: string }>(
        "select kind from qipan.event where subject_id = $1 order by id",
        [incidentId],
      ),
    );
    expect(rows.map(({ kind }) => kind)).toEqual(["INCIDENT_REPORTED", "INCIDENT_ACTIVATED"]);
  });

  it("takes needs all or nothing, and filters them by the state that the rule gives", async () => {
    const later = new Date(Date.now() + 3_600_000);
    const needs = [1, 2, 3, 4, 5].map((priority) => ({
      item: "EP-N95",
      quantity: 10,
      priority,
      deadlineAt: later,
    }));
    const bad = [...needs, { item: "EP-N95", quantity: 0 }];
    expect(
      await declareNeeds(database, keyed(dispatcher), { incidentId, needs: bad }),
    ).toMatchObject({ refused: [{ path: "needs.5.quantity" }] });
    expect(await asHub((tx) => readNeedsOf(tx, incidentId))).toEqual([]);
    idOf(await declareNeeds(database, keyed(dispatcher), { incidentId, needs }));
    const ids = (await asHub((tx) => readNeedsOf(tx, incidentId))).map(({ id }) => id);
    await withOwnerTx(database, async ({ client }) => {
      await client.query("update qipan.need set withdrawn_at = now() where id = $1", [ids[1]]);
      await client.query("update qipan.need set lapses_at = now() where id = $1", [ids[2]]);
      await client.query("update qipan.need set received = 3 where id = $1", [ids[3]]);
      await client.query("update qipan.need set received = 10 where id = $1", [ids[4]]);
    });
    const states = ["OPEN", "WITHDRAWN", "EXPIRED", "PARTLY_MET", "MET"] as const;
    for (const [at, state] of states.entries()) {
      const listed = await asHub((tx) => listNeeds(tx, { incidentId, first: 9, states: [state] }));
      expect(listed.ok && listed.value.edges.map(({ node }) => [node.id, node.state])).toEqual([
        [ids[at], state],
      ]);
    }
  });

  it("adds up what is promised and received from order lines alone", async () => {
    const needs = await asHub((tx) => readNeedsOf(tx, incidentId));
    const [need] = needs;
    const ids = [...needs.filter(({ received }) => received === 0), need!].map(({ id }) => id);
    await withTx(database, readerOf(dispatcher), (tx) => sumNeeds(tx, ids));
    expect(await asHub((tx) => readNeedsOf(tx, incidentId))).toEqual(needs);
    const figures = (reader: Reader) =>
      withTx(database, reader, ({ client }) =>
        client.query("update qipan.need set promised = 6 where id = $1", [need!.id]),
      );
    await expect(figures(readerOf(dispatcher))).rejects.toMatchObject({ code: "23514" });
    const stranger = (await readPrincipal(database, "usr-g06-dispatcher"))!;
    await expect(figures(readerOf(stranger))).rejects.toMatchObject({ code: "42501" });
    await expect(asHub((tx) => sumNeeds(tx, [randomUUID()]))).rejects.toThrow("belief broken");
  });

  it("does not close while goods are out, whoever owns them", async () => {
    const lead = keyed(approver);
    idOf(await endResponse(database, lead, { incidentId }));
    idOf(await beginAftermath(database, keyed(approver), { incidentId }));
    const out = (balance: number) =>
      withOwnerTx(database, ({ client }) =>
        client.query(
          `insert into qipan.account (owner, kind, item, counterparty, balance)
           values ('ORG-G06', 'IN_TRANSIT', 'EP-N95', $1, $2)
           on conflict on constraint account_key do update set balance = excluded.balance`,
          [incidentId, balance],
        ),
      );
    await out(5);
    expect(await closeIncident(database, keyed(approver), { incidentId })).toMatchObject({
      refused: [{ code: "GOODS_STILL_OUT", facts: { out: 5 } }],
    });
    await out(0);
    idOf(await closeIncident(database, keyed(approver), { incidentId }));
  });
});

const keyed = (principal: Principal) => ({ principal, key: randomUUID() });

function idOf(outcome: Outcome<{ readonly id: string }>): string {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value.id;
}
