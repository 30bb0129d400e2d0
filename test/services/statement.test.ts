import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { StatementContent } from "../../schema/shapes/statement.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { disputeClaim, readTasks } from "../../src/ledger/ledger.service.ts";
import { refill } from "../../src/ledger/posting.refill.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { issueStatement, statementById } from "../../src/replenishment/statement.service.ts";
import { onBothShapes } from "../support/database.ts";
import { gone, sealAll } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
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

  async function issued(): Promise<StatementContent> {
    const asking = { principal, key: randomUUID() };
    const outcome = await issueStatement(database, asking, { org: "G02", counterparty: "G01" });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    const row = await asHub(database, (tx) => statementById(tx, outcome.value.id));
    return row!.content;
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
  });
});
