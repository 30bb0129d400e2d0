import { randomUUID } from "node:crypto";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import {
  changesSince,
  contentFrom,
  findByNumber,
  issueBriefing,
  listBriefings,
} from "../../src/conference/briefing.service.ts";
import {
  adoptResolution,
  closeResolution,
  listResolutions,
  proposeResolution,
  rejectResolution,
} from "../../src/conference/resolution.service.ts";
import {
  closeSupervision,
  listSupervision,
  openSupervision,
  reportProgress,
  returnSupervision,
} from "../../src/conference/supervision.service.ts";
import { dayInChina } from "../../src/kernel/day.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";
import { by, codes, done, eventsOf, personIn } from "../support/peace-world.ts";

const secretary = personIn("G01", ["CONFERENCE_SECRETARY"]);
const other = personIn("G02", ["APPROVER"]);
const firm = personIn("E01", ["CONFERENCE_SECRETARY"]);
const subject = { regionCode: "150300" };
const text = { titleZh: "补齐帐篷", textZh: "一个月内补齐。" };

onBothShapes("the joint conference", (open) => {
  let database: Database;
  const issue = (who: Principal = secretary, key?: string, more: object = {}) =>
    issueBriefing(database, by(who, key), { ...subject, titleZh: "汛前态势", ...more });
  const as = (who: Principal | Reader) => ("memberships" in who ? readerOf(who) : who);
  const read = (number: string, who: Principal | Reader = secretary) =>
    withTx(database, as(who), (tx) => findByNumber(tx, number));
  const all = async (who: Principal | Reader = secretary) =>
    withTx(database, as(who), async (tx) => {
      const listed = done(
        await listBriefings(tx, { first: 9 }, { org: null, subjectKind: null, subjectCode: null }),
      );
      return listed.edges.map(({ node }) => node);
    });

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    await layLots(database, [{ owner: "G01", item: "TENT", quantity: 60 }]);
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.reserve_target (depot_id, item, quantity, basis, status)
        values ('D-G01', 'TENT', 100, 'x', 'x')`),
    );
  });
  afterAll(() => database.close());

  const propose = (more: object = {}) =>
    proposeResolution(database, by(secretary), { ...subject, ...text, references: [], ...more });
  const adopt = (resolutionId: string, version = 1, agreed = ["G01", "G02"]) =>
    adoptResolution(database, by(secretary), { resolutionId, version, agreed });

  it("freezes a briefing that stays byte for byte what it was, while the world moves", async () => {
    const first = done(await issue(secretary, "briefing-key-1"));
    const number = `LX-${dayInChina(new Date()).slice(0, 4)}-0001`;
    const before = (await read(number))!;
    expect(before.id).toBe(first.id);
    expect(before.digest).toBe(createHash("sha256").update(before.content).digest("hex"));
    const content = contentFrom(before);
    expect(content).toMatchObject({
      position: [{ item: "TENT", unit: "件", onHand: 60, held: 0, out: null, target: 100 }],
      gaps: { short: 1, unknown: 0, top: [{ depot: "D-G01", gap: 40, ageDays: null }] },
      incidents: [{ nameZh: "凌汛", state: "ACTIVE", needs: [] }],
      previous: null,
    });
    await layLots(database, [{ owner: "G01", item: "TENT", quantity: 30 }]);
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.claim (id, kind, debtor_org, creditor_org, item, liability,
          opened, outstanding, state, due_anchor, due_days, due_on, opened_by)
        values (gen_random_uuid(), 'DAMAGES', 'G01', 'G02', 'CNY', 'AT_FAULT', 900, 900,
          'CONFIRMED', 'RECEIPT', 1, current_date - 9, gen_random_uuid())`),
    );
    expect(done(await issue(secretary, "briefing-key-1")).id).toBe(first.id);
    done(await issue());
    const [after, again] = await all();
    expect(again).toMatchObject(before);
    expect(after).toMatchObject({ previousId: before.id });
    const compare = (briefing: typeof before, since?: string) =>
      withTx(database, readerOf(secretary), (tx) => changesSince(tx, briefing, since));
    const changes = done(await compare(after!));
    expect(done(await compare(after!, before.number.toLowerCase()))).toEqual(changes);
    expect(changes).toMatchObject([
      { section: "POSITION", key: "TENT", field: "onHand", before: "60", after: "90" },
      { section: "OWED", kind: "ADDED", field: "outstanding", after: "900", unit: "分" },
      { section: "OWED", field: "overdue", after: "900" },
      { section: "OWED", field: "disputed", after: "0" },
      { section: "OVERDUE", kind: "ADDED", after: "900" },
    ]);
    expect(done(await compare(before))).toBeNull();
    // Neither with itself, nor with a later one, nor with one that is not there.
    expect(codes(await compare(before, before.number))).toEqual(["INVALID_INPUT since"]);
    expect(codes(await compare(before, after!.number))).toEqual(["INVALID_INPUT since"]);
    expect(codes(await compare(before, "LX-1999-0001"))).toEqual(["NOT_FOUND since"]);
    const [told] = await eventsOf(database, "BRIEFING_ISSUED");
    expect(told?.parties).toEqual(expect.arrayContaining(["G01", "G02", "G06"]));
    expect(told?.parties).not.toContain("E01");
  });

  it("is read by the governments of the table, and by nobody else", async () => {
    const number = (await all())[0]!.number;
    expect((await read(number, other))?.number).toBe(number);
    for (const who of [firm, personIn("C07", ["APPROVER"]), publicReader]) {
      expect(await read(number, who)).toBeUndefined();
      expect(await all(who)).toEqual([]);
    }
    expect(codes(await issue(other))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await issue(firm))).toEqual(["OUTSIDE_CONFERENCE regionCode"]);
    expect(codes(await issue(secretary, undefined, { regionCode: "999999" }))).toEqual([
      "UNKNOWN_CODE regionCode",
    ]);
    expect(codes(await issue(secretary, undefined, { clusterId: "C" }))).toEqual([
      "INVALID_INPUT regionCode",
    ]);
    expect(codes(await issue(secretary, undefined, { titleZh: " " }))).toEqual([
      "INVALID_INPUT titleZh",
    ]);
  });

  it("gives no number to what was refused, and no number twice", async () => {
    const both = await Promise.all([issue(), issue()]);
    both.forEach(done);
    const numbers = (await all()).map(({ number }) => Number(number.slice(-4)));
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4]);
  });

  it("adopts a resolution as it was amended, and keeps what it was", async () => {
    const briefing = (await all())[0]!;
    const reference = { kind: "BRIEFING" as const, id: briefing.id };
    const { id } = done(await propose({ references: [reference] }));
    expect(codes(await propose({ references: [{ kind: "CLAIM", id: "none" }] }))).toEqual([
      "NOT_FOUND claimId",
    ]);
    const stranger = { resolutionId: id, note: "x" };
    expect(codes(await rejectResolution(database, by(firm), stranger))).toEqual([
      "NOT_FOUND resolutionId",
    ]);
    expect(codes(await rejectResolution(database, by(other), stranger))).toEqual(["NOT_ALLOWED "]);
    done(await propose({ amends: { id, version: 1 }, titleZh: "补齐帐篷(二稿)" }));
    expect(codes(await adopt(id, 1))).toEqual(["STALE_VERSION version"]);
    expect(codes(await adopt(id, 2, ["E01"]))).toEqual([
      "OUTSIDE_CONFERENCE agreedOrganizationIds.0",
    ]);
    done(await adopt(id, 2));
    expect(codes(await adopt(id, 2))).toEqual(["ILLEGAL_TRANSITION resolutionId"]);
    const filter = { states: ["ADOPTED" as const], subjectKind: null, subjectCode: null };
    const listed = await withTx(database, readerOf(other), async (tx) =>
      done(await listResolutions(tx, { first: 9 }, filter)),
    );
    expect(listed.edges.map(({ node }) => node)).toMatchObject([
      { id, version: 2, agreed: ["G01", "G02"], referenceId: briefing.id },
    ]);
  });

  it("supervises a resolution until it is done, late or not", async () => {
    const { id } = done(await propose());
    const opening = {
      source: { kind: "RESOLUTION" as const, id },
      ...{ responsibleId: "G02", titleZh: "督促补库", dueOn: "2099-01-01" },
    };
    const start = (more: object = {}) =>
      openSupervision(database, by(secretary), { ...opening, ...more });
    expect(codes(await start())).toEqual(["ILLEGAL_TRANSITION sourceId"]);
    done(await adopt(id));
    expect(codes(await start({ responsibleId: "E01" }))).toEqual([
      "OUTSIDE_CONFERENCE responsibleOrganizationId",
    ]);
    const { id: supervisionId } = done(await start());
    const late = async () => {
      const filter = { states: null, responsible: "G02", overdueOnly: true };
      const page = await withTx(database, readerOf(other), (tx) =>
        listSupervision(tx, { first: 9 }, filter),
      );
      return done(page).edges.map(({ node }) => node.id);
    };
    expect(await late()).toEqual([]);
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.supervision_item set due_on = current_date - 3"),
    );
    expect(await late()).toEqual([supervisionId]);
    const said = { supervisionId, textZh: "已办" };
    expect(codes(await closeSupervision(database, by(secretary), said))).toEqual([
      "ILLEGAL_TRANSITION supervisionId",
    ]);
    expect(codes(await reportProgress(database, by(secretary), said))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await reportProgress(database, by(firm), said))).toEqual([
      "NOT_FOUND supervisionId",
    ]);
    done(await reportProgress(database, by(other), said));
    done(await returnSupervision(database, by(secretary), said));
    done(await reportProgress(database, by(other), said));
    done(await closeSupervision(database, by(secretary), said));
    expect(await late()).toEqual([]);
    done(await closeResolution(database, by(secretary), { resolutionId: id, note: "已落实" }));
    expect(await eventsOf(database, "SUPERVISION_REPORTED")).toHaveLength(2);
  });

  it("supervises a claim once it is overdue, and the task that is due with it", async () => {
    const claimId = await withTx(database, readerOf(secretary), async ({ client }) => {
      const { rows } = await client.query<{ id: string }>("select id from qipan.claim");
      return rows[0]!.id;
    });
    const taskId = randomUUID();
    await withOwnerTx(database, ({ client }) =>
      client.query(
        `insert into qipan.refill_task (id, owner_org, depot_id, item, lot_id, quantity,
           funder_org, performer_org, claim_id, opened_by)
         select $1, 'G02', depot_id, item, id, 5, 'G01', 'G01', $2, gen_random_uuid()
         from qipan.stock_lot limit 1`,
        [taskId, claimId],
      ),
    );
    const start = (kind: "CLAIM" | "REFILL_TASK" = "CLAIM", id = claimId) =>
      openSupervision(database, by(secretary), {
        source: { kind, id },
        ...{ titleZh: "督促付款", dueOn: "2099-01-01" },
      });
    done(await start());
    done(await start("REFILL_TASK", taskId));
    done(await issue());
    const [{ number } = { number: "" }] = await all();
    const { overdue } = contentFrom((await read(number))!);
    expect(overdue.map(({ source, id }) => `${source} ${id}`)).toContain(`REFILL_TASK ${taskId}`);
    await withOwnerTx(database, ({ client }) =>
      client.query("update qipan.claim set due_on = '2099-01-01'"),
    );
    expect(codes(await start())).toEqual(["NOT_OVERDUE sourceId"]);
    expect(codes(await start("REFILL_TASK", taskId))).toEqual(["NOT_OVERDUE sourceId"]);
  });
});
