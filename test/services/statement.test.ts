import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { StatementContent } from "../../schema/shapes/statement.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { disputeClaim, readTasks } from "../../src/ledger/ledger.service.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { refill } from "../../src/ledger/posting.refill.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { issueStatement, statementById } from "../../src/replenishment/statement.service.ts";
import { onBothShapes } from "../support/database.ts";
import { gone, sealAll } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { watch } from "../support/plans.ts";
import { asHub, book, evidence, layLots, layWorld, lineOf } from "../support/ledger-world.ts";

const principal: Principal = {
  ...{ id: "usr-G02", kind: "PERSON", name: "G02", orgId: "G02", partners: [] },
  memberships: [{ orgId: "G02", roles: ["FINANCE"] }],
};
const debtor = { principal: "of G01", orgs: ["G01"], partners: [] };

onBothShapes("a statement", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  afterAll(() => database.close());

  async function written(on = database): Promise<string> {
    const asking = { principal, key: randomUUID() };
    const outcome = await issueStatement(on, asking, { org: "G02", counterparty: "G01" });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    return outcome.value.id;
  }

  async function issued(): Promise<StatementContent> {
    const id = await written();
    return (await asHub(database, (tx) => statementById(tx, id)))!.content;
  }

  const bytesOf = (id: string): Promise<string> =>
    asHub(database, async ({ client }) => {
      const found = "select to_jsonb(s)::text as bytes from qipan.statement s where id = $1";
      const { rows } = await client.query<{ bytes: string }>(found, [id]);
      return rows[0]!.bytes;
    });

  /** Goods that G01 borrowed and used up. */
  async function lost(quantity: number): Promise<LineFacts> {
    const [lot] = await layLots(database, [{ quantity }]);
    return gone(database, await lend(database, lot!, quantity), { consumed: quantity });
  }

  async function readsOfIssue(): Promise<number> {
    await sealAll(database);
    const watched = watch(database);
    await written(watched.database);
    return watched.take().length;
  }

  const refillIn = ({ claims }: StatementContent) => claims.find(({ kind }) => kind === "REFILL");
  const missing = ({ tasks }: StatementContent) =>
    tasks.map((task) => [task.performer, task.missing]);

  it("stops at its cut: what comes later is in the next one", async () => {
    const [lot, empty] = await layLots(database, [{ quantity: 10 }, { quantity: 0 }]);
    const line = await gone(database, await lend(database, lot!, 10), { consumed: 10 });
    await sealAll(database);
    const claim = line.claims.find(({ kind }) => kind === "REFILL")!;
    const { orderLineId } = line;
    const [task] = await asHub(database, (tx) => readTasks(tx, { orderLineIds: [orderLineId] }));
    const one = { shelf: lineOf(empty!), task: task!, claim, quantity: 4 };
    await book(database, refill({ evidence }, [one]), "G02");
    const side = { claimId: claim.id, side: "DEBTOR" } as const;
    expect(await withTx(database, debtor, (tx) => disputeClaim(tx, side, true))).toMatchObject({
      ok: true,
    });
    const first = await issued();
    expect(refillIn(first)).toMatchObject({ opened: 10, closing: 10, disputed: 0 });
    expect(missing(first)).toEqual([["G01", 10]]);
    await sealAll(database);
    const second = await issued();
    expect(refillIn(second)).toMatchObject({ opening: 10, closing: 6, disputed: 6 });
    expect(missing(second)).toEqual([["G01", 6]]);
    expect(refillIn(first)?.vouchers).toMatchObject([{ op: "USE", quantity: 10, papers: [] }]);
  });

  it("tells a late fact next time, and never changes a byte of what was signed", async () => {
    const [empty] = await layLots(database, [{ quantity: 0 }]);
    const line = await lost(9);
    await sealAll(database);
    const signed = await written();
    const before = await bytesOf(signed);
    const claim = line.claims.find(({ kind }) => kind === "REFILL")!;
    const { orderLineId } = line;
    const [task] = await asHub(database, (tx) => readTasks(tx, { orderLineIds: [orderLineId] }));
    const one = { shelf: lineOf(empty!), task: task!, claim, quantity: 3 };
    const occasion = { evidence: { voucher: "发票 9" }, occurredAt: new Date(0) };
    await book(database, refill(occasion, [one]), "G02");
    await sealAll(database);
    const next = await issued();
    const late = { op: "REFILL", kind: "REFILL", quantity: -3, occurredOn: "1970-01-01" };
    expect(next.late).toMatchObject([late]);
    const { vouchers } = refillIn(next)!;
    expect(vouchers).toMatchObject([{ op: "REFILL", quantity: -3, papers: ["发票 9"] }]);
    expect(await bytesOf(signed)).toBe(before);
  });

  it("is the same one again while nothing new is sealed, also for two at once", async () => {
    await lost(1);
    await sealAll(database);
    const [first, other] = await Promise.all([written(), written()]);
    expect([other, await written()]).toEqual([first, first]);
  });

  it("is read in as many statements for many lines as for few", async () => {
    await lost(1);
    const few = await readsOfIssue();
    for (const quantity of [1, 2, 3, 4]) await lost(quantity);
    expect(await readsOfIssue()).toBe(few);
    expect(few).toBeLessThan(15);
  });
});
