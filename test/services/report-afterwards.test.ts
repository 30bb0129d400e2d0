import { afterAll, beforeAll, expect, it } from "vitest";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { recordUse } from "../../src/replenishment/goods.service.ts";
import { waiveClaim } from "../../src/replenishment/claims.service.ts";
import type { ReportInput } from "../../src/replenishment/report.model.ts";
import { attributeRecourse } from "../../src/replenishment/report.service.ts";
import { live, openClaims } from "../support/chlorine-story.ts";
import { onBothShapes } from "../support/database.ts";
import { runOut } from "../support/dispatch-state.ts";
import { codes, eventsOf, personIn } from "../support/peace-world.ts";
import { as, done } from "../support/story-run.ts";
import { layStoryWorld } from "../support/story-world.ts";

const chief: Principal = personIn("G01", ["APPROVER"]);
const evidence = { note: "示例" };
const occurredAt = new Date("2026-01-01T00:00:00Z");
const e01 = [{ orgId: "E01", basisPoints: 10_000 }];

onBothShapes("a report that names the firm at fault after the losses", (open) => {
  let database: Database;
  let incidentId: string;
  let before: string[];

  beforeAll(async () => {
    database = await open();
    await layStoryWorld(database);
    // Nobody was blamed when the orders were issued: no line knows whom to recover from.
    await live(database, async () => {
      await runOut(database, "update qipan.incident set responsible_org = null", []);
      const law = `update qipan.order_line set liability_terms = liability_terms - 'recourseFrom'
        where liability_terms ? 'recourseFrom'`;
      await runOut(database, law, []);
    });
    const { rows } = await read<{ id: string }>("select id from qipan.incident");
    incidentId = rows[0]!.id;
    before = await openClaims(database);
  }, 120_000);

  afterAll(async () => {
    expect(await verifyBook(database)).toMatchObject({ verified: true, problems: [] });
    await plannerOf(database).close();
    await database.close();
  });

  const read = <Row extends object>(sql: string, values: unknown[] = []) =>
    withTx(database, hubReader, ({ client }) => client.query<Row>(sql, values));

  const report = (number: string, more: Partial<ReportInput> = {}, principal = chief) =>
    attributeRecourse(
      database,
      { principal, key: `report-${number}-${principal.orgId}` },
      {
        ...{ incidentId, number, issuedBy: "调查组(示例)", decidedOn: "2026-01-02" },
        ...{ shares: e01, exceptions: [], ...more },
      },
    );

  it("finds nothing to mirror where it names nobody, or for whoever does not answer", async () => {
    expect(before.filter((claim) => claim.includes("RECOURSE"))).toEqual([]);
    expect(codes(await report("0", { shares: [] }))).toEqual(["NOTHING_TO_ATTRIBUTE incidentId"]);
    expect(codes(await report("0", {}, personIn("G06", ["APPROVER"])))).toEqual(["NOT_ALLOWED "]);
    const foreign = withTx(
      database,
      { principal: "x", orgs: ["G06"], partners: [] },
      ({ client }) => client.query("select qipan.incident_unmirrored($1, '{E01}')", [incidentId]),
    );
    expect((await foreign).rows).toEqual([]);
    expect(await openClaims(database)).toEqual(before);
  });

  it("mirrors them line by line, to the figures of a firm known from the start", async () => {
    const sides = { shares: [...e01], exceptions: [] };
    const [one, two] = await Promise.all([report("1", sides), report("2", sides)]);
    const told = [codes(one), codes(two)].toSorted();
    expect(told).toEqual([[], ["NOTHING_TO_ATTRIBUTE incidentId"]]);
    const after = await openClaims(database);
    expect(after.filter((claim) => !claim.includes("RECOURSE"))).toEqual(before);
    // The payer's own breathing sets too: 10 destroyed, and 10 that had to be restored.
    expect(after.filter((claim) => claim.includes("RECOURSE"))).toEqual([
      "E01 → G01 RECOURSE of COMPENSATE CNY 2375000",
      "E01 → G01 RECOURSE of REFILL CAUSTIC 140",
      "E01 → G01 RECOURSE of REFILL SCBA 23",
      "E01 → G01 RECOURSE of REPAIR SCBA 3",
      "E01 → G01 RECOURSE of RESTORE SCBA 26",
      "E01 → G01 RECOURSE of SERVICE CNY 1200000",
    ]);
    const { rows } = await read<{ lines: number; unlined: number; states: string }>(
      `select count(distinct order_line_id) as lines, string_agg(distinct state, ' ') as states,
         count(*) filter (where order_line_id is null) as unlined
       from qipan.claim where kind = 'RECOURSE'`,
    );
    expect(rows).toEqual([{ lines: 5, states: "CONFIRMED", unlined: 0 }]);
  });

  it("names the firm for whatever is issued from then on, and says so to all members", async () => {
    const { rows } = await read("select responsible_org as firm from qipan.incident");
    expect(rows).toEqual([{ firm: "E01" }]);
    const told = await eventsOf(database, "INCIDENT_RESPONSIBLE_NAMED");
    expect(told).toMatchObject([{ subject: incidentId, parties: ["*"] }]);
  });

  it("leaves a later report what was lost since; what was forgiven stays so", async () => {
    const { rows } = await read<{ id: string }>(
      "select id from qipan.claim where kind = 'REFILL' and creditor_org = 'G06' and item = 'SCBA'",
    );
    const waiver = { claimId: rows[0]!.id, quantity: 2, reason: "支援", evidence, occurredAt };
    const g06 = { ...(await as(database, "G06")), principal: personIn("G06", ["APPROVER"]) };
    done(await waiveClaim(database, g06, waiver));
    const recourse = (all: readonly string[]) => all.filter((one) => one.includes("REFILL SCBA"));
    const now = recourse(await openClaims(database));
    expect(now).toEqual(["E01 → G01 RECOURSE of REFILL SCBA 21", "G01 → G06 REFILL SCBA 11"]);
    expect(codes(await report("3"))).toEqual(["NOTHING_TO_ATTRIBUTE incidentId"]);
    expect(recourse(await openClaims(database))).toEqual(now);
  });

  it("answers for what is lost on older orders from then on, without another report", async () => {
    const { rows } = await read<{ line: string; lot: string }>(
      `select ref as line, lot from qipan.account
       where kind = 'ON_SITE' and item = 'SCBA' and balance > 0`,
    );
    const loss = { orderLineId: rows[0]!.line, consumed: 0, scrapped: 0, destroyed: 3 };
    const who = { ...(await as(database, "G01")), principal: personIn("G01", ["RECEIVER"]) };
    done(await recordUse(database, who, { ...loss, distributed: [], evidence, occurredAt }));
    const all = async () =>
      (await openClaims(database)).filter((one) => one.includes("REFILL SCBA"));
    expect(await all()).toEqual([
      "E01 → G01 RECOURSE of REFILL SCBA 24",
      "G01 → G06 REFILL SCBA 14",
    ]);
    const { rows: fresh } = await read<{ id: string; outstanding: number }>(
      "select id, outstanding from qipan.claim where kind = 'RECOURSE' and state = 'PROVISIONAL'",
    );
    expect(fresh).toMatchObject([{ outstanding: 3 }]);
    expect(codes(await report("4"))).toEqual([]);
    // What is forgiven of a recourse was asked once: no report asks for it again.
    const chiefs = { ...(await as(database, "G01")), principal: chief };
    const waiver = { claimId: fresh[0]!.id, quantity: 2, reason: "减免", evidence, occurredAt };
    done(await waiveClaim(database, chiefs, waiver));
    expect(codes(await report("5"))).toEqual(["NOTHING_TO_ATTRIBUTE incidentId"]);
    expect((await all())[0]).toBe("E01 → G01 RECOURSE of REFILL SCBA 22");
  });
});
