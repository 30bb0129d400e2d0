import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readerOf } from "../../src/access/reader.ts";
import { closeSettled, superviseLate } from "../../src/conference/supervise-due.service.ts";
import {
  closeSupervision,
  openSupervision,
  reportProgress,
} from "../../src/conference/supervision.service.ts";
import { readNotes, readSupervisionOf } from "../../src/conference/supervision.store.ts";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { waiveClaim } from "../../src/replenishment/claims.service.ts";
import { remindDue } from "../../src/replenishment/due-reminder.service.ts";
import { readReminders } from "../../src/replenishment/due-reminder.store.ts";
import { receiveRefill } from "../../src/replenishment/refill.service.ts";
import { onBothShapes } from "../support/database.ts";
import { asHub, layWorld } from "../support/ledger-world.ts";
import { debts } from "../support/netting-world.ts";
import { by, codes, done, eventsOf, keeperOf, personIn, wrongIn } from "../support/peace-world.ts";

const secretary = personIn("G01", ["CONFERENCE_SECRETARY"]);
const evidence = { note: "示例" };
const kinds = ["CLAIM_DUE_SOON", "CLAIM_OVERDUE", "REFILL_TASK_DUE_SOON", "REFILL_TASK_OVERDUE"];

onBothShapes("what is due", (open) => {
  let database: Database;
  let claimId: string;
  let taskId: string;

  const asOwner = (sql: string, values: readonly unknown[] = []) =>
    withOwnerTx(database, ({ client }) => client.query(sql, [...values]));
  /** As if so many days were left; negative: so many have passed since. */
  const left = (days: number) =>
    asOwner("update qipan.claim set due_on = qipan.day_of(now()) + $2::integer where id = $1", [
      claimId,
      days,
    ]);
  const told = async () => {
    const of = async (kind: string) => (await eventsOf(database, kind)).map((event) => event);
    const all = await Promise.all(kinds.map(async (kind) => [kind, await of(kind)] as const));
    return all.flatMap(([kind, events]) =>
      events
        .filter(({ subject }) => [claimId, taskId].includes(subject))
        .map(({ parties, facts }) => `${kind} ${parties.join()} ${String(facts["daysBefore"])}`),
    );
  };
  const items = () => asHub(database, (tx) => readSupervisionOf(tx, [claimId, taskId]));
  const supervise = (kind: "CLAIM" | "REFILL_TASK" = "CLAIM") =>
    openSupervision(database, by(secretary), {
      source: { kind, id: kind === "CLAIM" ? claimId : taskId },
      ...{ titleZh: "督促补库", dueOn: "2099-01-01" },
    });

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  /** Ten tents of G02 that G01 has used up: a claim and a task, of each test its own. */
  beforeEach(async () => {
    const [line] = await debts(database, [["G02", "G01", 10]]);
    claimId = line!.claims.find(({ kind }) => kind === "REFILL")!.id;
    const [task] = await asHub(database, (tx) => readTasks(tx, { claimIds: [claimId] }));
    taskId = task!.id;
  });
  afterAll(async () => {
    expect(await wrongIn(database)).toEqual([]);
    await database.close();
  });

  it("is told to its debtor before its day, by stages, and to both sides after it", async () => {
    await left(8);
    expect(await remindDue(database)).toBe(0);
    await left(7);
    expect(await remindDue(database)).toBe(2);
    expect(await remindDue(database)).toBe(0);
    expect(await told()).toEqual(["CLAIM_DUE_SOON G01 7", "REFILL_TASK_DUE_SOON G01 7"]);
    // Told of the same day once for each stage; of another day, anew.
    await asOwner("update qipan.claim set due_on = due_on + 9 where id = $1", [claimId]);
    expect(await remindDue(database)).toBe(0);
    await left(0);
    expect(await remindDue(database)).toBe(2);
    await left(-1);
    const nodes = await Promise.all([remindDue(database), remindDue(database)]);
    expect(nodes.reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(await told()).toEqual([
      ...["CLAIM_DUE_SOON G01 7", "CLAIM_DUE_SOON G01 1", "CLAIM_OVERDUE G01,G02 null"],
      ...["REFILL_TASK_DUE_SOON G01 7", "REFILL_TASK_DUE_SOON G01 1"],
      "REFILL_TASK_OVERDUE G01,G02 null",
    ]);
    const seen = (org: string) =>
      withTx(database, readerOf(personIn(org, ["VIEWER"])), (tx) => readReminders(tx, [claimId]));
    expect((await seen("G01")).map(({ stage }) => stage)).toEqual([7, 1, -1]);
    expect((await seen("G02")).map(({ stage }) => stage)).toEqual([-1]);
    expect(await seen("G06")).toEqual([]);
  });

  it("is told by the days of its agreement, from the day on which they begin", async () => {
    await asOwner(
      `insert into qipan.due_policy (agreement_id, valid_from, warn_days, supervise_after,
         auto_term, source_zh, source_en)
       values (null, qipan.day_of(now()), '{3}', 5, 15, 'x', 'x'),
         (null, qipan.day_of(now()) + 1, '{30}', 1, 15, 'x', 'x')`,
    );
    await left(4);
    expect(await remindDue(database)).toBe(0);
    await left(3);
    expect(await remindDue(database)).toBe(2);
    await left(-4);
    expect(codes(await supervise())).toEqual(["NOT_OVERDUE sourceId"]);
    await left(-5);
    done(await supervise());
    await asOwner("delete from qipan.due_policy where source_zh = 'x'");
  });

  it("says nothing of what is disputed or settled", async () => {
    await remindDue(database);
    await left(-1);
    await asOwner(
      "update qipan.claim set state = 'DISPUTED', disputed_by = 'DEBTOR' where id = $1",
      [claimId],
    );
    expect(await remindDue(database)).toBe(0);
    expect(codes(await supervise())).toEqual(["NOT_OVERDUE sourceId"]);
    await asOwner("update qipan.claim set state = 'CONFIRMED', disputed_by = null where id = $1", [
      claimId,
    ]);
  });

  it("is under one supervision at a time, which closes once the claim is settled", async () => {
    await left(-2);
    const both = await Promise.all([supervise(), supervise()]);
    expect(both.map((one) => codes(one).join()).toSorted()).toEqual([
      "",
      "ALREADY_SUPERVISED sourceId",
    ]);
    done(await supervise("REFILL_TASK"));
    const [item] = (await items()).filter(({ sourceKind }) => sourceKind === "CLAIM");
    expect(item).toMatchObject({ responsibleOrg: "G01", readers: ["G01", "G02"], state: "OPEN" });
    expect(await closeSettled(database)).toBe(0);
    done(
      await waiveClaim(database, by(personIn("G02", ["APPROVER"])), {
        ...{ claimId, quantity: 10, reason: "支援", evidence, occurredAt: new Date() },
      }),
    );
    const nodes = await Promise.all([closeSettled(database), closeSettled(database)]);
    expect(nodes.reduce((sum, n) => sum + n, 0)).toBe(1);
    const [closed] = (await items()).filter(({ sourceKind }) => sourceKind === "CLAIM");
    expect(closed).toMatchObject({ state: "CLOSED", version: 2 });
    const [note] = await asHub(database, (tx) => readNotes(tx, [item!.id]));
    expect(note).toMatchObject({ action: "SETTLE", org: "G01", textZh: "往来已了结" });
    // The shelf is still empty, and that is its owner's duty now: the task's item stays open.
    const lot = { batch: "补-1", expiresOn: "2999-12-31" };
    const refill = { taskId, arrived: 10, passed: 10, voucher: "FP-1", lot, evidence };
    const intake = { ...refill, occurredAt: new Date() };
    done(await receiveRefill(database, by(keeperOf("G02")), intake));
    expect(await closeSettled(database)).toBe(1);
    expect((await items()).map(({ state }) => state)).toEqual(["CLOSED", "CLOSED"]);
  });

  it("is supervised by itself where the policy says so, and never a second time", async () => {
    await asOwner(
      `insert into qipan.due_policy (agreement_id, valid_from, warn_days, supervise_after,
         auto_after, auto_org, auto_term, source_zh, source_en)
       values (null, '2001-01-01', '{}', 1, 30, 'G06', 15, 'auto', 'x')`,
    );
    await left(-29);
    expect(await superviseLate(database)).toBe(0);
    await left(-30);
    const nodes = await Promise.all([superviseLate(database), superviseLate(database)]);
    expect(nodes.reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(await superviseLate(database)).toBe(0);
    const [claim] = await asHub(database, (tx) => readClaims(tx, { ids: [claimId] }));
    const opened = await items();
    expect(opened.map(({ titleZh }) => titleZh).toSorted()).toEqual([
      `督促G01办理补库TENT10件(应于${claim!.dueOn!})`,
      `督促G01办理补库任务TENT10件(应于${claim!.dueOn!})`,
    ]);
    expect(opened[0]).toMatchObject({ org: "G06", readers: ["G01", "G02", "G06"] });
    for (const { id: supervisionId } of opened) {
      const said = { supervisionId, textZh: "另行协商" };
      done(await reportProgress(database, by(personIn("G01", ["FINANCE"])), said));
      const supervisor = personIn("G06", ["CONFERENCE_SECRETARY"]);
      done(await closeSupervision(database, by(supervisor), said));
    }
    expect(await superviseLate(database)).toBe(0);
  });
});
