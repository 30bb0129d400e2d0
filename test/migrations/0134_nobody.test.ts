import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { incidentId, layLots, layWorld, newId, type Lot } from "../support/ledger-world.ts";
import { debts } from "../support/netting-world.ts";
import { memberOf } from "../support/readers.ts";

/** The doors of the journal, tried by someone who speaks for no organization. */
onBothShapes("whoever speaks for nobody", (open) => {
  let database: Database;
  let lot: Lot;
  let claimId: string;
  const member: Reader = { principal: "usr-x", orgs: [], partners: [] };
  const ask = (reader: Reader, sql: string, values: readonly unknown[] = []) =>
    withTx(database, reader, async ({ client }) => {
      const { rows } = await client.query<{ answer: unknown }>(sql, [...values]);
      return rows[0]?.answer;
    });

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    [lot] = (await layLots(database, [{ owner: "G02" }])) as [Lot];
    const [line] = await debts(database, [["G02", "G01", 10]]);
    claimId = line!.claims.find(({ kind }) => kind === "REFILL")!.id;
  });
  afterAll(() => database.close());

  const shelf = () => ({
    ...{ owner: "G02", custodian: "G02", place: "D-G02", item: "TENT", lot: lot.id },
  });

  it("books nothing", async () => {
    const line = { origin: { ...shelf(), kind: "ON_HAND" }, target: { ...shelf(), kind: "HELD" } };
    const posting = {
      ...{ transferId: newId(), op: "HOLD", evidence: {}, actorOrg: "G02" },
      lines: [{ ...line, quantity: 5 }],
    };
    for (const reader of [publicReader, member])
      await expect(
        ask(reader, "select qipan.ledger_post($1) as answer", [JSON.stringify(posting)]),
      ).rejects.toMatchObject({ code: "42501" });
  });

  it("signs and disputes nothing", async () => {
    for (const reader of [publicReader, member])
      for (const side of ["DEBTOR", "CREDITOR"]) {
        const confirm = "select qipan.claim_confirm($1, $2) as answer";
        expect(await ask(reader, confirm, [claimId, side])).toBe("NOT_FOUND");
        const dispute = "select qipan.claim_dispute($1, $2, true) as answer";
        expect(await ask(reader, dispute, [claimId, side])).toBe("NOT_FOUND");
      }
  });

  it("decides nothing that a report found", async () => {
    const g01 = memberOf("G01");
    const write = `insert into qipan.investigation_report
      values (gen_random_uuid(), '${incidentId}', 'N', 'x', '2026-01-01', null, '[]', '[]', null,
        'G01', '{G01}', 'x', now())`;
    await ask(g01, write);
    const id = await ask(g01, "select id as answer from qipan.investigation_report");
    for (const reader of [publicReader, member])
      await expect(
        ask(reader, "select qipan.recourse_decide($1, '[]') as answer", [id]),
      ).rejects.toMatchObject({ code: "42501" });
  });
});
