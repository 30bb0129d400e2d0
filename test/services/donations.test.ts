import { randomUUID } from "node:crypto";
import { Buffer } from "node:buffer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { ringClocks } from "../../src/donations/clock.service.ts";
import { publishDisclosure } from "../../src/donations/disclosure.service.ts";
import { recordDistribution } from "../../src/donations/distribution.service.ts";
import type { Preview } from "../../src/donations/donation.model.ts";
import {
  confirmDonations,
  importById,
  previewDonations,
} from "../../src/donations/import.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import {
  hubReader,
  publicReader,
  withOwnerTx,
  withTx,
  type Reader,
} from "../../src/postgres/transaction.ts";
import { readerOf } from "../../src/access/reader.ts";
import { onBothShapes } from "../support/database.ts";
import { csvOf, type Goods } from "../support/donation-files.ts";

const org = "ORG-C07";
const codes = (outcome: Outcome<unknown>): string[] =>
  outcome.ok ? [] : outcome.refused.map(({ code }) => code);

onBothShapes("donations", (open) => {
  let database: Database;
  let publisher: Principal;
  let keeper: Principal;
  let stranger: Principal;
  beforeAll(async () => {
    database = await open();
    await loadWorld(database, world(1, "tiny"));
    const person = async (id: string): Promise<Principal> => {
      const found = await readPrincipal(database, id);
      if (found === undefined) throw new Error(id);
      return found;
    };
    publisher = await person("usr-c07-publisher");
    keeper = await person("usr-c07-keeper");
    stranger = await person("usr-g06-dispatcher");
  });
  afterAll(() => database.close());

  const by = (principal: Principal, key: string = randomUUID()) => ({ principal, key });
  const preview = async (bytes: Uint8Array): Promise<Preview> => {
    const outcome = await previewDonations(database, publisher, { org, bytes });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    return outcome.value;
  };
  const confirm = (bytes: Uint8Array, digest: string, key?: string) =>
    confirmDonations(database, by(publisher, key), { org, bytes, digest, mode: "ALL_OR_NOTHING" });
  const imported = async (rows: readonly Goods[]) => {
    const bytes = csvOf(rows);
    const outcome = await confirm(bytes, (await preview(bytes)).digest);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    return outcome.value.id;
  };
  const count = (table: string, reader: Reader = hubReader): Promise<number> =>
    withTx(database, reader, async ({ client }) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::integer as n from qipan.${table}`,
      );
      return rows[0]?.n ?? -1;
    });
  const written = async () =>
    Promise.all(
      [
        "donation",
        "donation_import",
        "donation_intake",
        "stock_lot",
        "entry",
        "event",
        "disclosure",
        "account",
      ].map((table) => count(table)),
    );

  it("are looked at without a trace", async () => {
    const before = await written();
    const seen = await preview(csvOf([{}, { 数量: "-3" }]));
    expect(seen).toMatchObject({ total: 2, added: 1, errorRows: 1 });
    expect(await written()).toEqual(before);
    const refused = await confirm(csvOf([{}, { 数量: "-3" }]), seen.digest);
    expect(codes(refused)).toEqual(["IMPORT_HAS_ERRORS"]);
    expect(await written()).toEqual(before);
  });

  it("are written once: each a lot of its charity, received into the book", async () => {
    const bytes = csvOf([
      { 捐赠编号: "A-1", 数量: "12", 单位: "箱", 批号: "B7", 定向用途: "凌汛" },
      {
        捐赠编号: "A-2",
        物资名称或代码: "棉被",
        数量: "30",
        单位: "床",
        捐赠方: "示例公司",
        同意公示捐赠方: "是",
      },
    ]);
    const seen = await preview(bytes);
    expect(seen).toMatchObject({ added: 2, changed: 0, same: 0, errorRows: 0 });
    const key = randomUUID();
    const first = await confirm(bytes, seen.digest, key);
    expect(codes(first)).toEqual([]);
    const before = await written();
    expect(await confirm(bytes, seen.digest, key)).toEqual(first);
    expect(codes(await confirm(bytes, seen.digest))).toEqual(["PREVIEW_STALE"]);
    expect(await written()).toEqual(before);
    const lots = await withTx(database, readerOf(publisher), async ({ client }) => {
      const { rows } = await client.query<object>(
        `select l.item, l.origin, l.earmark, l.owner_org as owner, a.balance, d.donor, d.given
         from qipan.donation d join qipan.stock_lot l on l.id = d.lot_id
         join qipan.account a on a.lot = l.id::text and a.kind = 'ON_HAND'
         where d.row_key in ('A-1', 'A-2') order by d.row_key`,
      );
      return rows;
    });
    expect(lots).toEqual([
      {
        item: "EP-N95",
        origin: "DONATED",
        earmark: "ICE_FLOOD",
        owner: org,
        balance: 4800,
        donor: null,
        given: "12 箱",
      },
      {
        item: "BD-QUILT",
        origin: "DONATED",
        earmark: null,
        owner: org,
        balance: 30,
        donor: "示例公司",
        given: null,
      },
    ]);
  });

  it("change nothing when the same file comes again, and say so", async () => {
    const rows = [{ 捐赠编号: "S-1" }];
    await imported(rows);
    const before = await count("entry");
    const again = await preview(csvOf(rows));
    expect(again).toMatchObject({ added: 0, changed: 0, same: 1 });
    const id = await imported(rows);
    expect(await count("entry")).toBe(before);
    const told = await withTx(database, readerOf(publisher), (tx) => importById(tx, id));
    expect(told).toMatchObject({ added: 0, changed: 0, same: 1 });
  });

  it("take more of the same as a further intake, and fewer as an error", async () => {
    await imported([{ 捐赠编号: "M-1", 数量: "10" }]);
    expect(await preview(csvOf([{ 捐赠编号: "M-1", 数量: "15" }]))).toMatchObject({ changed: 1 });
    await imported([{ 捐赠编号: "M-1", 数量: "15" }]);
    const fewer = await preview(csvOf([{ 捐赠编号: "M-1", 数量: "9" }]));
    expect(fewer.findings).toMatchObject([{ row: 2, code: "QUANTITY_LOWERED" }]);
    const other = await preview(
      csvOf([{ 捐赠编号: "M-1", 物资名称或代码: "BD-QUILT", 单位: "床" }]),
    );
    expect(other.findings).toMatchObject([{ row: 2, code: "GOODS_DIFFER" }]);
  });

  it("write valid rows alone when that is asked for", async () => {
    const bytes = csvOf([{ 捐赠编号: "V-1" }, { 捐赠编号: "V-2", 单位: "艘" }]);
    const { digest } = await preview(bytes);
    const file = { org, bytes, digest, mode: "VALID_ROWS_ONLY" as const };
    expect(codes(await confirmDonations(database, by(publisher), file))).toEqual([]);
    expect((await preview(csvOf([{ 捐赠编号: "V-1" }]))).same).toBe(1);
  });

  it("let one of two confirmations at once win", async () => {
    const bytes = csvOf([{ 捐赠编号: "R-1" }]);
    const { digest } = await preview(bytes);
    const both = await Promise.all([confirm(bytes, digest), confirm(bytes, digest)]);
    expect(both.map(codes).toSorted()).toEqual([[], ["PREVIEW_STALE"]]);
  });

  it("are the publisher's, of its own charity", async () => {
    const bytes = csvOf([{}]);
    for (const other of [stranger, keeper]) {
      const outcome = await previewDonations(database, other, { org, bytes });
      expect(codes(outcome)).toEqual(["NOT_ALLOWED"]);
      const file = { org, bytes, digest: "x", mode: "ALL_OR_NOTHING" as const };
      expect(codes(await confirmDonations(database, by(other), file))).toEqual(["NOT_ALLOWED"]);
    }
    expect(codes(await previewDonations(database, undefined, { org, bytes }))).toEqual([
      "SIGN_IN_REQUIRED",
    ]);
  });

  it("are seen by nobody else before they are published, and by everyone after", async () => {
    await imported([{ 捐赠编号: "P-1", 数量: "7" }]);
    const [drafts] = await withTx(database, readerOf(publisher), async ({ client }) => {
      const { rows } = await client.query<{ id: string; number: string; due: string | null }>(
        `select id, number, due_on::text as due from qipan.disclosure where subject_kind = 'REGION'`,
      );
      return rows;
    });
    expect(drafts?.due).toBe("2026-01-10");
    const id = drafts?.id ?? "";
    for (const reader of [publicReader, readerOf(stranger)]) {
      expect(await count("donation", reader)).toBe(0);
      expect(await count("donation_import", reader)).toBe(0);
      expect(await count("donation_intake", reader)).toBe(0);
      expect(await count("disclosure", reader)).toBe(1);
    }
    const shown = await count("disclosure_line", publicReader);
    expect(codes(await publishDisclosure(database, by(stranger), { disclosureId: id }))).toEqual([
      "NOT_FOUND",
    ]);
    const published = await publishDisclosure(database, by(publisher), { disclosureId: id });
    expect(codes(published)).toEqual([]);
    expect(await count("disclosure_line", publicReader)).toBeGreaterThan(shown);
    expect(await count("donation", publicReader)).toBe(0);
  });

  it("are corrected in a new version with a public note; the old one stays readable", async () => {
    await imported([{ 捐赠编号: "C-1", 数量: "50", 捐赠方: "甲公司", 同意公示捐赠方: "是" }]);
    const facts = async () =>
      withTx(database, readerOf(publisher), async ({ client }) => {
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
      publishDisclosure(database, by(publisher), { disclosureId: id, note });
    expect(codes(await publish())).toEqual([]);
    const { version, due } = await facts();
    expect(due).toBeNull();
    const given = [{ place: "海勃湾区示例社区", unit: "社区", quantity: 20, day: "2026-01-06" }];
    expect(
      codes(await recordDistribution(database, by(keeper), { number, distributed: given })),
    ).toEqual([]);
    expect(codes(await publish())).toEqual([]);
    expect(await facts()).toMatchObject({ state: "PUBLISHED", version: version + 1 });
    await imported([{ 捐赠编号: "C-1", 数量: "50", 捐赠方: "乙公司", 同意公示捐赠方: "是" }]);
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
    await imported([{ 捐赠编号: "K-1" }]);
    const due = (days: number) =>
      withOwnerTx(database, async ({ client }) => {
        await client.query(
          `update qipan.donation_intake set received_on = qipan.day_of(now()) - 5 + $1::integer
           where donation_id in (select id from qipan.donation where row_key <> 'x' and org = $2)`,
          [days, org],
        );
        await client.query(
          `update qipan.disclosure set due_rule = 'RECEIPTS_5D', due_on = qipan.day_of(now()) + $1::integer
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
    await due(3);
    expect(await ringClocks(database)).toBe(0);
    await due(0);
    await ringClocks(database);
    await ringClocks(database);
    expect(await told("DISCLOSURE_DUE_SOON")).toEqual([[org, "ORG-G01"]]);
    await due(-1);
    await ringClocks(database);
    await ringClocks(database);
    expect(await told("DISCLOSURE_OVERDUE")).toEqual([[org, "ORG-G01"]]);
  });

  it("hold no more than the shelf has, and no person, when they are given out", async () => {
    await imported([{ 捐赠编号: "D-1", 数量: "5" }]);
    const number = await withTx(database, hubReader, async ({ client }) => {
      const { rows } = await client.query<{ number: string }>(
        "select number from qipan.donation where row_key = 'D-1'",
      );
      return rows[0]?.number ?? "";
    });
    const give = (place: string, quantity: number) =>
      recordDistribution(database, by(publisher), {
        number,
        distributed: [{ place, unit: "社区", quantity, day: "2026-01-06" }],
      });
    expect(codes(await give("示例社区", 6))).toEqual(["SHORT_OF_STOCK"]);
    expect(codes(await give("王某 150302199001011234", 1))).toEqual(["PERSONAL_DATA"]);
    expect(codes(await give("示例社区", 5))).toEqual([]);
  });

  it("are booked in batches of one transaction, and told how far that is", async () => {
    const rows = Array.from({ length: 1_200 }, (_none, at) => ({
      捐赠编号: `BULK-${at}`,
      批号: `L${at}`,
    }));
    const bytes = csvOf(rows);
    const { digest, added } = await preview(bytes);
    expect(added).toBe(1_200);
    const told: number[] = [];
    const file = { org, bytes: Buffer.from(bytes), digest, mode: "ALL_OR_NOTHING" as const };
    const outcome = await confirmDonations(database, by(publisher), file, (done) =>
      told.push(done),
    );
    expect(codes(outcome)).toEqual([]);
    expect(told).toEqual([0, 500, 1_000, 1_200]);
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
