import { afterAll, beforeAll, expect, it } from "vitest";
import { readerOf } from "../../src/access/reader.ts";
import { openSupervision } from "../../src/conference/supervision.service.ts";
import { ringClocks } from "../../src/donations/clock.service.ts";
import { publishDisclosure } from "../../src/donations/disclosure.service.ts";
import { recordDistribution } from "../../src/donations/distribution.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { charity as org, codes, openDesk, type DonationDesk } from "../support/donation-desk.ts";
import { personIn } from "../support/peace-world.ts";

onBothShapes("donations that are published", (open) => {
  let database: Database;
  let desk: DonationDesk;
  beforeAll(async () => {
    database = await open();
    desk = await openDesk(database);
  });
  afterAll(() => database.close());

  it("are seen by nobody else before they are published, and by everyone after", async () => {
    await desk.imported([{ 捐赠编号: "P-1", 数量: "7" }]);
    const [drafts] = await withTx(database, readerOf(desk.publisher), async ({ client }) => {
      const { rows } = await client.query<{ id: string; number: string; due: string | null }>(
        `select id, number, due_on::text as due from qipan.disclosure
         where subject_kind = 'REGION'`,
      );
      return rows;
    });
    expect(drafts?.due).toBe("2026-01-10");
    const id = drafts?.id ?? "";
    for (const reader of [publicReader, readerOf(desk.stranger)]) {
      expect(await desk.count("donation", reader)).toBe(0);
      expect(await desk.count("donation_import", reader)).toBe(0);
      expect(await desk.count("donation_intake", reader)).toBe(0);
      expect(await desk.count("disclosure", reader)).toBe(1);
    }
    const shown = await desk.count("disclosure_line", publicReader);
    expect(
      codes(await publishDisclosure(database, desk.by(desk.stranger), { disclosureId: id })),
    ).toEqual(["NOT_FOUND"]);
    const published = await publishDisclosure(database, desk.by(desk.publisher), {
      disclosureId: id,
    });
    expect(codes(published)).toEqual([]);
    expect(await desk.count("disclosure_line", publicReader)).toBeGreaterThan(shown);
    expect(await desk.count("donation", publicReader)).toBe(0);
  });

  it("are corrected in a new version with a public note; the old one stays readable", async () => {
    await desk.imported([{ 捐赠编号: "C-1", 数量: "50", 捐赠方: "甲公司", 同意公示捐赠方: "是" }]);
    const facts = async () =>
      withTx(database, readerOf(desk.publisher), async ({ client }) => {
        const { rows } = await client.query<{
          id: string;
          number: string;
          state: string;
          version: number;
          due: string | null;
        }>(
          `select c.id, d.number, c.state, c.version, c.due_on::text as due from qipan.donation d
           join qipan.disclosure c on c.id = d.disclosure_id where d.row_key = 'C-1'`,
        );
        return rows[0] ?? { id: "", number: "", state: "", version: 0, due: null };
      });
    const { id, number } = await facts();
    const publish = (note?: string) =>
      publishDisclosure(database, desk.by(desk.publisher), { disclosureId: id, note });
    expect(codes(await publish())).toEqual([]);
    const { version, due } = await facts();
    expect(due).toBeNull();
    const given = [{ place: "海勃湾区示例社区", unit: "社区", quantity: 20, day: "2026-01-06" }];
    expect(
      codes(
        await recordDistribution(database, desk.by(desk.keeper), { number, distributed: given }),
      ),
    ).toEqual([]);
    expect(codes(await publish())).toEqual([]);
    expect(await facts()).toMatchObject({ state: "PUBLISHED", version: version + 1 });
    await desk.imported([{ 捐赠编号: "C-1", 数量: "50", 捐赠方: "乙公司", 同意公示捐赠方: "是" }]);
    expect(codes(await publish())).toEqual(["CORRECTION_NEEDS_NOTE"]);
    expect(codes(await publish("联系13800138000"))).toEqual(["PERSONAL_DATA"]);
    expect(codes(await publish("捐赠方名称更正"))).toEqual([]);
    expect(await facts()).toMatchObject({ state: "CORRECTED", version: version + 2 });
    const lines = await withTx(database, publicReader, async ({ client }) => {
      const { rows } = await client.query<object>(
        `select donor, in_stock as stock, distributed, until_version is null as now
         from qipan.disclosure_line where number = $1 order by from_version`,
        [number],
      );
      return rows;
    });
    expect(lines).toEqual([
      { donor: "甲公司", stock: 50, distributed: 0, now: false },
      { donor: "甲公司", stock: 30, distributed: 20, now: false },
      { donor: "乙公司", stock: 30, distributed: 20, now: true },
    ]);
  });

  it("warn before a publication is due, and flag it once when it is overdue", async () => {
    await desk.imported([{ 捐赠编号: "K-1" }]);
    const regional = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ id: string }>(
        "select id from qipan.disclosure where subject_kind = 'REGION'",
      );
      return rows[0]?.id ?? "";
    });
    const due = (days: number) =>
      withOwnerTx(database, async ({ client }) => {
        await client.query(
          `update qipan.donation_intake set received_on = qipan.day_of(now()) - 5 + $1::integer
           where donation_id in (select id from qipan.donation where row_key <> 'x' and org = $2)`,
          [days, org],
        );
        await client.query(
          `update qipan.disclosure
           set due_rule = 'RECEIPTS_5D', due_on = qipan.day_of(now()) + $1::integer
           where subject_kind = 'REGION'`,
          [days],
        );
      });
    const told = (kind: string) =>
      withTx(database, hubReader, async ({ client }) => {
        const { rows } = await client.query<{ parties: string[] }>(
          "select parties from qipan.event where kind = $1",
          [kind],
        );
        return rows.map(({ parties }) => parties);
      });
    const supervise = () =>
      openSupervision(database, desk.by(personIn("ORG-G01", ["CONFERENCE_SECRETARY"])), {
        source: { kind: "DISCLOSURE", id: regional },
        ...{ titleZh: "督促公示", dueOn: "2099-01-01" },
      });
    await due(3);
    expect(await ringClocks(database)).toBe(0);
    await due(0);
    await ringClocks(database);
    await ringClocks(database);
    expect(await told("DISCLOSURE_DUE_SOON")).toEqual([[org, "ORG-G01"]]);
    expect(codes(await supervise())).toEqual(["NOT_OVERDUE"]);
    await due(-1);
    expect(codes(await supervise())).toEqual([]);
    await ringClocks(database);
    await ringClocks(database);
    expect(await told("DISCLOSURE_OVERDUE")).toEqual([[org, "ORG-G01"]]);
  });

  it("hold no more than the shelf has, and no person, when they are given out", async () => {
    await desk.imported([{ 捐赠编号: "D-1", 数量: "5" }]);
    const number = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ number: string }>(
        "select number from qipan.donation where row_key = 'D-1'",
      );
      return rows[0]?.number ?? "";
    });
    const give = (place: string, quantity: number) =>
      recordDistribution(database, desk.by(desk.publisher), {
        number,
        distributed: [{ place, unit: "社区", quantity, day: "2026-01-06" }],
      });
    expect(codes(await give("示例社区", 6))).toEqual(["SHORT_OF_STOCK"]);
    expect(codes(await give("王某 150302199001011234", 1))).toEqual(["PERSONAL_DATA"]);
    expect(codes(await give("示例社区", 5))).toEqual([]);
  });

  it("leave the owner out of it: no row has room for a telephone", async () => {
    await withOwnerTx(database, async ({ client }) => {
      const { rows } = await client.query<{ name: string }>(
        `select attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relname like 'donation%' and attnum > 0
           and attname ~ 'phone|mobile|id_card|address|email'`,
      );
      expect(rows).toEqual([]);
    });
  });
});
