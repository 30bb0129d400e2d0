import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StatementContent } from "../../schema/shapes/statement.ts";
import { post, readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import { settle } from "../../src/ledger/posting.settle.rules.ts";
import { use } from "../../src/ledger/posting.use.rules.ts";
import { sealOnce } from "../../src/ledger/sealing.service.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";
import type { StatementInput } from "../../src/replenishment/statement.model.ts";
import { issueStatement, statementById } from "../../src/replenishment/statement.service.ts";
import { asAuditor, auditStatements } from "../support/audit-kit.ts";
import { openServerTest } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";
import { lend, onSite } from "../support/ledger-history.ts";
import {
  asHub,
  book,
  evidence,
  freshIn,
  layLots,
  layWorld,
  newId,
} from "../support/ledger-world.ts";
import { finance } from "../support/netting-world.ts";
import { paused } from "../support/paused.ts";

/** Both governments of a use: what is told of it in G02's book stands in G01's too. */
const both = {
  ...finance("G02"),
  memberships: ["G01", "G02"].map((orgId) => ({ orgId, roles: ["FINANCE" as const] })),
};
const pair = { org: "G02", counterparty: "G01" };
const region = { org: "G02", region: "150300" };

describe("a statement among writers on PostgreSQL", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await layWorld(database);
  });
  afterAll(() => database.close());

  async function issued(input: StatementInput): Promise<StatementContent & { id: string }> {
    const outcome = await issueStatement(database, { principal: both, key: randomUUID() }, input);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    const { id } = outcome.value;
    return { id, ...(await asHub(database, (tx) => statementById(tx, id)))!.content };
  }
  const told = ({ claims, within = [] }: StatementContent) =>
    [...claims, ...within].map(({ kind, opening, opened, closing }) => [
      ...[kind, opening, opened, closing],
    ]);
  const headSeq = async (): Promise<number> => {
    const rows = await asAuditor<{ seq: number }>(
      database,
      "select max(seq)::integer as seq from qipan_audit.head where book = 'G02'",
    );
    return rows[0]!.seq;
  };

  /** A head falls behind the settling of a claim that is opened only by what is sealed next. */
  async function headBetween(): Promise<{ finish: () => Promise<void> }> {
    const [lot] = await layLots(database, [{ quantity: 10 }]);
    const line = await lend(database, lot!, 10);
    await sealAll(database);
    const seq = await headSeq();
    const forgive = async (tx: Tx): Promise<void> => {
      const claims = await readClaims(tx, { orderLineIds: [line.orderLineId] });
      const claim = claims.find(({ kind }) => kind === "REFILL")!;
      const tasks = await readTasks(tx, { claimIds: [claim.id] });
      const one = { claim, quantity: 4, means: "WAIVED" as const, tasks };
      const done = await post(tx, "G02", settle({ evidence }, [one], newId));
      if (!done.ok) throw new Error(JSON.stringify(done.refused));
    };
    // The first has the lowest id and books last; one between keeps the sealer from the second.
    const first = paused(database, forgive);
    await first.begun;
    const between = paused(database, () => Promise.resolve());
    await between.begun;
    await book(database, async (tx) => {
      const gone = { consumed: 6, distributed: 0, scrapped: 0, destroyed: 0 };
      return use({ evidence }, [{ line: await freshIn(tx, line), from: onSite, ...gone }], newId);
    });
    await first.finish();
    while ((await headSeq()) === seq) {
      await sealOnce(database);
      await pause(20);
    }
    return between;
  }

  it("is cut where no claim was settled before it was owed, whatever head came last", async () => {
    const before = await issued(pair);
    const beforeRegion = await issued(region);
    const between = await headBetween();
    const [one, all] = [await issued(pair), await issued(region)];
    const out = ["RETURN", 0, 10, 10];
    expect([told(one), told(all)]).toEqual([[out], [out]]);
    expect([one.id, all.id]).not.toContain(before.id);
    expect([one.id, all.id]).not.toContain(beforeRegion.id);
    expect([(await issued(pair)).id, (await issued(region)).id]).toEqual([one.id, all.id]);
    await between.finish();
    await sealAll(database);
    const after = [
      ["REFILL", 0, 6, 2],
      ["RETURN", 10, 0, 4],
    ];
    expect([told(await issued(pair)), told(await issued(region))]).toEqual([after, after]);
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    await auditStatements(database);
  });

  it("goes on from one told beyond the last cut, and both auditors name that one", async () => {
    const between = await headBetween();
    const last = await issued(pair);
    const change = (set: string, id: string) =>
      withOwnerTx(database, async ({ client }) => {
        await client.query("alter table qipan.statement disable trigger user");
        await client.query(`update qipan.statement set ${set} where id = '${id}'`);
        await client.query("alter table qipan.statement enable trigger user");
      });
    const beyond = `(select to_jsonb(h) from qipan.ledger_head h where book = 'G02'
      order by size desc limit 1)`;
    const head = `content = jsonb_set(content, '{head}', ${beyond})`;
    await change(`${head}, head_size = ${beyond} ->> 'size'`, last.id);
    const { problems } = await verifyBook(database);
    expect(problems).toEqual([expect.stringMatching(`^statement ${last.id}: tells `)]);
    await expect(auditStatements(database)).rejects.toThrow(/CLAIM|\.sql|due/);
    expect((await issued(pair)).id).toBe(last.id);
    await between.finish();
    await sealAll(database);
    expect((await issued(pair)).id).not.toBe(last.id);
  });
});
