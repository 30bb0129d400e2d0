import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { duePolicyRefusals } from "../../src/conference/due-policy.rules.ts";
import { listDuePolicies, setDuePolicy } from "../../src/conference/due-policy.service.ts";
import type { NewDuePolicy } from "../../src/conference/due-policy.store.ts";
import { adoptResolution, proposeResolution } from "../../src/conference/resolution.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { remindDue } from "../../src/replenishment/due-reminder.service.ts";
import { onBothShapes } from "../support/database.ts";
import { asHub, layWorld } from "../support/ledger-world.ts";
import { debts } from "../support/netting-world.ts";
import { by, codes, done, eventsOf, personIn } from "../support/peace-world.ts";

const secretary = personIn("G01", ["CONFERENCE_SECRETARY"]);
const all = ["G01", "G02", "G06"];

onBothShapes("a due policy", (open) => {
  let database: Database;
  let today: string;
  const later = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    today = await asHub(database, (tx) => Promise.resolve(tx.today));
    await withOwnerTx(database, async ({ client }) => {
      await client.query(`insert into qipan.agreement
          (id, version, name_zh, name_en, valid_from, valid_to, terms)
        values ('AG', 1, '互助', 'aid', '2020-01-01', '2099-12-31', '{}')`);
      await client.query(`insert into qipan.agreement_party values
        ('AG', 1, 'G02', true, true, null, null), ('AG', 1, 'G06', true, true, null, null),
        ('AG', 1, 'G03', true, true, '2020-02-01', 'x')`);
    });
  });
  afterAll(() => database.close());

  const adopted = async (agreed: readonly string[] = all): Promise<string> => {
    const text = {
      regionCode: "150300",
      titleZh: "到期规则",
      textZh: "提前十五日提醒。",
      references: [],
    };
    const { id: resolutionId } = done(await proposeResolution(database, by(secretary), text));
    const vote = { resolutionId, version: 1, agreed };
    done(await adoptResolution(database, by(secretary), vote));
    return resolutionId;
  };
  const set = (resolutionId: string, more: Partial<NewDuePolicy> = {}, who = secretary) =>
    setDuePolicy(database, by(who), {
      ...{ resolutionId, agreementId: null, validFrom: today, warnDays: [3, 15] },
      ...{ superviseAfterDays: 5, autoAfterDays: 30, autoTermDays: 10 },
      ...more,
    });
  const list = () => asHub(database, (tx) => listDuePolicies(tx, null));

  it("is set by an adopted resolution, from a day on, once, in its own name", async () => {
    const id = await adopted();
    done(await set(id));
    const [now, before] = await list();
    expect(now).toMatchObject({
      ...{ agreementId: null, validFrom: today, warnDays: [15, 3], superviseAfterDays: 5 },
      ...{ autoAfterDays: 30, autoOrg: "G01", autoTermDays: 10, decides: true },
    });
    expect(now?.sourceZh).toMatch(/^决议 JY-\d{4}-\d{4}$/);
    expect(before).toMatchObject({ validFrom: "2000-01-01", decides: false, resolutionId: null });
    expect(codes(await set(id, { validFrom: later(9) }))).toEqual(["ALREADY_DECIDED validFrom"]);
    expect(codes(await set(await adopted()))).toEqual(["ALREADY_DECIDED validFrom"]);
    const [told] = await eventsOf(database, "DUE_POLICY_SET");
    expect(told).toMatchObject({ subject: id, facts: { agreement: null, validFrom: today } });
    expect(told?.parties).toEqual(expect.arrayContaining(all));
  });

  it("decides who is told when, and only from its day on", async () => {
    done(await set(await adopted(), { validFrom: later(1), warnDays: [40] }));
    const [line] = await debts(database, [["G02", "G01", 10]]);
    const { id } = line!.claims.find(({ kind }) => kind === "REFILL")!;
    const due = "update qipan.claim set due_on = $2::date where id = $1";
    const dueOn = (day: string) =>
      withOwnerTx(database, ({ client }) => client.query(due, [id, day]));
    await dueOn(later(16));
    await remindDue(database);
    const told = async () => {
      const events = await eventsOf(database, "CLAIM_DUE_SOON");
      return events.filter(({ subject }) => subject === id).map(({ facts }) => facts["daysBefore"]);
    };
    expect(await told()).toEqual([]);
    await dueOn(later(15));
    await remindDue(database);
    expect(await told()).toEqual([15]);
  });

  it("of an agreement needs every party that has not left it", async () => {
    const mine = { agreementId: "AG" };
    expect(codes(await set(await adopted(["G01", "G02"]), mine))).toEqual([
      "PARTY_NOT_AGREED agreementId",
    ]);
    expect(codes(await set(await adopted(), { agreementId: "NO" }))).toEqual([
      "UNKNOWN_CODE agreementId",
    ]);
    done(await set(await adopted(["G02", "G06"]), mine));
    const own = (await list()).find(({ agreementId }) => agreementId === "AG");
    expect(own).toMatchObject({ validFrom: today, decides: true });
  });

  it("is refused with every reason, by whom it is not for, and before it is adopted", async () => {
    const id = await adopted();
    const wrong = { validFrom: later(-1), warnDays: [3, 3, 366], superviseAfterDays: 0 };
    expect(codes(await set(id, { ...wrong, autoAfterDays: 0, autoTermDays: 0 }))).toEqual([
      ...["INVALID_INPUT validFrom", "QUANTITY_OUT_OF_RANGE warnDays.2", "INVALID_INPUT warnDays"],
      ...["superviseAfterDays", "autoAfterDays", "autoTermDays"].map(
        (path) => `QUANTITY_OUT_OF_RANGE ${path}`,
      ),
    ]);
    for (const who of [personIn("G01", ["APPROVER"]), personIn("G02", ["CONFERENCE_SECRETARY"])])
      expect(codes(await set(id, {}, who))).toEqual(["NOT_ALLOWED "]);
    const outside = personIn("C07", ["CONFERENCE_SECRETARY"]);
    expect(codes(await set(id, {}, outside))).toEqual(["NOT_FOUND resolutionId"]);
    const text = { regionCode: "150300", titleZh: "拟议", textZh: "未表决。", references: [] };
    const open = done(await proposeResolution(database, by(secretary), text));
    expect(codes(await set(open.id, { validFrom: later(30) }))).toEqual([
      "ILLEGAL_TRANSITION resolutionId",
    ]);
  });

  it("is kept by the database too, whoever calls its door", async () => {
    const id = await adopted(["G01", "G02"]);
    const door = (reader: Reader, more: object) =>
      withTx(database, reader, ({ client }) =>
        client.query("select qipan.due_policy_set($1)", [
          JSON.stringify({
            ...{ resolutionId: id, agreementId: null, validFrom: later(50), warnDays: [] },
            ...{ superviseAfterDays: 1, autoAfterDays: null, autoTermDays: 1, ...more },
          }),
        ]),
      );
    const of = (org: string): Reader => ({ principal: org, orgs: [org], partners: [] });
    for (const reader of [of("G02"), of("C07"), publicReader])
      await expect(door(reader, {})).rejects.toMatchObject({ code: "42501" });
    const party = { agreementId: "AG" };
    await expect(door(of("G01"), party)).rejects.toMatchObject({ code: "42501" });
    const past = { validFrom: later(-1) };
    await expect(door(of("G01"), past)).rejects.toMatchObject({ code: "22023" });
    const row = "insert into qipan.due_policy default values";
    const direct = withTx(database, of("G01"), ({ client }) => client.query(row));
    await expect(direct).rejects.toMatchObject({ code: "42501" });
  });

  it("set twice at once for one day counts once", async () => {
    const ids = [await adopted(), await adopted()];
    const both = await Promise.all(ids.map((id) => set(id, { validFrom: later(60) })));
    expect(both.flatMap(codes)).toEqual(["ALREADY_DECIDED validFrom"]);
    expect((await list()).filter(({ validFrom }) => validFrom === later(60))).toHaveLength(1);
  });

  it("never refuses what is in order, and always what is not", () => {
    const days = fc.integer({ min: -2, max: 400 });
    fc.assert(
      fc.property(
        fc.array(days, { maxLength: 7 }),
        days,
        fc.option(days),
        days,
        (warn, a, b, t) => {
          const terms = { validFrom: today, warnDays: warn, superviseAfterDays: a };
          const refused = duePolicyRefusals(
            "ADOPTED",
            { ...terms, autoAfterDays: b, autoTermDays: t },
            today,
          );
          const fits = (value: number, min: number) => value >= min && value <= 365;
          const good =
            warn.every((one) => fits(one, 0)) &&
            new Set(warn).size === warn.length &&
            warn.length <= 5 &&
            fits(a, 1) &&
            fits(t, 1) &&
            (b === null || fits(b, Math.max(1, a)));
          expect(refused.length === 0).toBe(good);
        },
      ),
    );
  });
});
