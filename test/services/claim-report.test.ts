import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { settleInCash, confirmClaim, waiveClaim } from "../../src/replenishment/claims.service.ts";
import { disputeClaim } from "../../src/replenishment/dispute.service.ts";
import type { ReportInput } from "../../src/replenishment/report.model.ts";
import { attributeRecourse } from "../../src/replenishment/report.service.ts";
import { readReports, readRecourseDecisions } from "../../src/replenishment/report.store.ts";
import { onBothShapes } from "../support/database.ts";
import { gone, owed } from "../support/ledger-figures.ts";
import { lend } from "../support/ledger-history.ts";
import { asHub, fresh, incidentId, layLots, layWorld, newId } from "../support/ledger-world.ts";
import { userRefills } from "../support/ledger-world.ts";
import { by, codes, done, eventsOf, personIn, wrongIn } from "../support/peace-world.ts";

const chief = personIn("G01", ["APPROVER"]);
const evidence = { note: "示例" };
const occurredAt = new Date("2026-01-01T00:00:00Z");
const report = { issuedBy: "事故调查组(示例)", decidedOn: "2026-01-02", exceptions: [] };

onBothShapes("recourse after an accident", (open) => {
  let database: Database;
  let lines: Record<"lent" | "other" | "own", LineFacts>;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  /** 13 tents of G06, 7 of G02 and 10 of the payer's, G01's, are gone; E01 is at fault. */
  beforeEach(async () => {
    const lose = async (owner: string, quantity: number, liability: LineFacts["liability"]) => {
      const [lot] = await layLots(database, [{ owner, quantity }]);
      const recoverable = { ...liability, recourseFrom: "E01" };
      const out = await lend(database, lot!, quantity, { liability: recoverable });
      return gone(database, out, { destroyed: quantity });
    };
    const own = { rule: "OWNER_IS_PAYER", debtors: [], creditor: "G01" } as const;
    lines = {
      lent: await lose("G06", 13, userRefills("G01", "G06")),
      other: await lose("G02", 7, userRefills("G01", "G02")),
      own: await lose("G01", 10, own),
    };
  });
  afterAll(async () => {
    expect(await wrongIn(database)).toEqual([]);
    await database.close();
  });

  const attribute = (more: Partial<ReportInput>, who: Principal = chief, key = newId()) =>
    attributeRecourse(database, by(who, key), {
      ...{ incidentId, number: `乌安〔2026〕${newId().slice(0, 6)}号`, ...report },
      ...{ shares: [{ orgId: "E01", basisPoints: 10_000 }], ...more },
    });
  const recourseOf = (line: LineFacts) =>
    line.claims.filter(({ kind }) => kind === "RECOURSE").map(({ id }) => id);
  const statesOf = async (line: LineFacts) => {
    const { claims } = await fresh(database, line);
    return claims
      .filter(({ kind }) => kind === "RECOURSE")
      .map(({ debtorOrg, state, outstanding }) => `${debtorOrg} ${state} ${outstanding}`)
      .toSorted();
  };
  const now = () => owed(database, lines.lent, lines.other, lines.own);

  it("is confirmed whole by a report that finds the firm alone at fault", async () => {
    const before = await now();
    expect(before).toEqual({
      "E01 → G01 RECOURSE REFILL TENT": 30,
      "G01 → G02 REFILL TENT": 7,
      "G01 → G06 REFILL TENT": 13,
    });
    const key = newId();
    const input = { number: "乌安〔2026〕1号" };
    done(await attribute(input, chief, key));
    done(await attribute(input, chief, key));
    expect(await now()).toEqual(before);
    for (const [name, sum] of [
      ["lent", 13],
      ["other", 7],
      ["own", 10],
    ] as const)
      expect(await statesOf(lines[name])).toEqual([`E01 CONFIRMED ${sum}`]);
    expect(codes(await attribute(input))).toEqual(["ALREADY_DECIDED number"]);
    expect(codes(await attribute({}))).toEqual(["NOTHING_TO_ATTRIBUTE incidentId"]);
    const reports = (org: string) =>
      withTx(database, readerOf(personIn(org, ["VIEWER"])), (tx) => readReports(tx, [incidentId]));
    expect(await reports("E01")).toMatchObject([{ number: "乌安〔2026〕1号" }]);
    expect(await reports("G06")).toEqual([]);
    const [told] = await eventsOf(database, "RECOURSE_DECIDED");
    expect(told).toMatchObject({ subject: incidentId, parties: ["E01", "G01"] });
  });

  it("is shared by largest remainder, or line by line, and what is nobody's goes", async () => {
    const [line = ""] = recourseOf(lines.other);
    const shares = [
      { orgId: "E01", basisPoints: 6_000 },
      { orgId: "E02", basisPoints: 2_500 },
    ];
    const base = (all: Record<string, number>) =>
      Object.entries(all).filter(([name]) => !name.includes("RECOURSE"));
    const before = base(await now());
    done(await attribute({ shares, exceptions: [{ claimId: line, shares: [] }] }));
    // 13: 7.8, 3.25, and 1.95 that nobody answers for; 10: 6, 2.5, 1.5, the tie to the first-named.
    expect(await statesOf(lines.lent)).toEqual(["E01 CONFIRMED 8", "E02 CONFIRMED 3"]);
    expect(await statesOf(lines.own)).toEqual(["E01 CONFIRMED 6", "E02 CONFIRMED 3"]);
    expect(await statesOf(lines.other)).toEqual(["E01 REVERSED 0"]);
    expect(base(await now())).toEqual(before);
    const decided = await asHub(database, (tx) =>
      readRecourseDecisions(tx, [...recourseOf(lines.lent), line]),
    );
    const parts = decided.map((one) => [one.upheld, one.elsewhere, one.denied].join(" "));
    expect(parts.toSorted()).toEqual(["0 0 7", "8 3 2"]);
    const seen = await withTx(database, readerOf(personIn("E02", ["FINANCE"])), (tx) =>
      readClaims(tx, { debtors: ["E02"], orderLineIds: [lines.lent.orderLineId] }),
    );
    expect(seen).toMatchObject([{ kind: "RECOURSE", creditorOrg: "G01", outstanding: 3 }]);
  });

  it("is refused with every reason, and then nothing has changed", async () => {
    const before = await now();
    const [mine = ""] = recourseOf(lines.lent);
    const wrong = {
      ...{ number: " ", issuedBy: "", decidedOn: "2999-01-01" },
      shares: [
        { orgId: "E01", basisPoints: 9_000 },
        { orgId: "E01", basisPoints: 0 },
        { orgId: "X", basisPoints: 2_000 },
      ],
      exceptions: [
        { claimId: mine, shares: [] },
        { claimId: mine, shares: [] },
        { claimId: newId(), shares: [] },
      ],
    };
    expect(codes(await attribute(wrong))).toEqual([
      ...["INVALID_INPUT number", "INVALID_INPUT issuedBy", "INVALID_INPUT decidedOn"],
      ...["QUANTITY_OUT_OF_RANGE shares.1.basisPoints", "INVALID_INPUT shares.1.organizationId"],
      ...["INVALID_INPUT shares", "NOT_FOUND exceptions.1.claimId"],
      ...["NOT_FOUND exceptions.2.claimId", "UNKNOWN_CODE shares.2.organizationId"],
    ]);
    expect(codes(await attribute({}, personIn("G06", ["APPROVER"])))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await attribute({}, personIn("G01", ["FINANCE"])))).toEqual(["NOT_ALLOWED "]);
    expect(await now()).toEqual(before);
    const foreign = withTx(database, readerOf(personIn("G06", ["APPROVER"])), ({ client }) =>
      client.query("select count(*)::integer as n from qipan.incident_recourse($1)", [incidentId]),
    );
    expect((await foreign).rows).toEqual([{ n: 0 }]);
    done(await attribute({}));
  });

  it("is decided once by two at once, and whole if a loss is booked meanwhile", async () => {
    const [lot] = await layLots(database, [{ owner: "G06", quantity: 40 }]);
    const liability = { ...userRefills("G01", "G06"), recourseFrom: "E01" };
    const out = await lend(database, lot!, 40, { liability });
    const first = await gone(database, out, { destroyed: 5 });
    const half = [{ orgId: "E01", basisPoints: 5_000 }];
    const all = await Promise.all([
      attribute({ shares: half }),
      attribute({ shares: half }),
      gone(database, out, { destroyed: 4 }).then(() => null),
    ]);
    const told = all.flatMap((one) => (one === null ? [] : [codes(one).join()]));
    const [good, bad] = told.toSorted();
    expect([good, ["NOTHING_TO_ATTRIBUTE incidentId", ""].includes(bad!)]).toEqual(["", true]);
    await attribute({ shares: half });
    const { claims } = await fresh(database, first);
    const recourse = claims.filter(({ kind }) => kind === "RECOURSE");
    // Nine are gone. Halves of five and four, or of nine, and never of what was not there.
    expect(recourse.every(({ state }) => state === "CONFIRMED")).toBe(true);
    expect([4, 5]).toContain(recourse.reduce((sum, { outstanding }) => sum + outstanding, 0));
  });

  it("stays in step when what it mirrors is paid, split, disputed or forgiven", async () => {
    const { id: claimId } = lines.lent.claims.find(({ kind }) => kind === "REFILL")!;
    const finance = (org: string) => by(personIn(org, ["FINANCE"]));
    const recourse = async () => (await now())["E01 → G01 RECOURSE REFILL TENT"];
    const part = { claimId, disputed: true, quantity: 3, reason: "数目不符" };
    const child = done(await disputeClaim(database, finance("G01"), part)).id;
    expect(await recourse()).toBe(30);
    for (const org of ["G01", "G06"]) done(await confirmClaim(database, finance(org), { claimId }));
    const paid = { claimId, quantity: 4, unitPriceFen: 100, voucher: "FP-1", evidence, occurredAt };
    done(await settleInCash(database, finance("G06"), paid));
    expect(await recourse()).toBe(30);
    const waived = { claimId, quantity: 2, reason: "支援", evidence, occurredAt };
    done(await waiveClaim(database, by(personIn("G06", ["APPROVER"])), waived));
    expect(await recourse()).toBe(28);
    // The disputed part goes on being mirrored until it is decided.
    expect((await asHub(database, (tx) => readClaims(tx, { ids: [child] })))[0]?.state).toBe(
      "DISPUTED",
    );
    done(await attribute({ shares: [{ orgId: "E01", basisPoints: 10_000 }] }));
    done(await waiveClaim(database, by(personIn("G06", ["APPROVER"])), { ...waived, quantity: 1 }));
    expect(await recourse()).toBe(27);
    const tasks = await asHub(database, (tx) => readTasks(tx, { claimIds: [claimId, child] }));
    const own = tasks.filter(({ performerOrg }) => performerOrg === "G06");
    expect(own.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(7);
  });

  it("keeps its papers: none of another's incident, and none changed", async () => {
    const copy = (org: string) =>
      withTx(database, readerOf(personIn(org, ["APPROVER"])), ({ client }) =>
        client.query(
          `insert into qipan.investigation_report values (gen_random_uuid(), $1, 'x', 'x',
             '2026-01-01', null, '[]', '[]', null, $2, array[$2], 'x', now())`,
          [incidentId, org],
        ),
      );
    await expect(copy("G06")).rejects.toMatchObject({ code: "42501" });
    const change = withOwnerTx(database, ({ client }) =>
      client.query("update qipan.investigation_report set number = 'y'"),
    );
    await expect(change).rejects.toMatchObject({ code: "55000" });
  });
});
