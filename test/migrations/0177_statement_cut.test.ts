import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { issueOf } from "../support/audit-history.ts";
import { asAuditor } from "../support/audit-kit.ts";
import { onBothShapes } from "../support/database.ts";
import { lendAndLose } from "../support/ledger-history.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

onBothShapes("migration 0177_statement_cut", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const [lot] = await layLots(database, [{ quantity: 90 }]);
    await lendAndLose(database, lot!);
    await issueOf(database, ["G02"]);
  });
  afterAll(() => database.close());

  it("shows the auditor where a statement was cut, and movements by their numbers", async () => {
    const [cut] = await asAuditor<{ cut: number; reached: number }>(
      database,
      `select s.cut_seq as cut, max(j.seq) as reached from qipan_audit.statement s
       cross join qipan_audit.journal j group by s.cut_seq`,
    );
    expect(cut!.cut).toBeGreaterThanOrEqual(cut!.reached);
    const gaps = await asAuditor(
      database,
      `select account from (
         select origin as account, origin_version as version from qipan_audit.journal
         union all select target, target_version from qipan_audit.journal) m
       group by account having count(*) <> max(version) or min(version) <> 1`,
    );
    expect(gaps).toEqual([]);
  });
});
