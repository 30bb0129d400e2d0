import { randomUUID } from "node:crypto";
import { Buffer } from "node:buffer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readerOf } from "../../src/access/reader.ts";
import {
  confirmDonations,
  importById,
  previewDonations,
} from "../../src/donations/import.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { charity as org, codes, openDesk, type DonationDesk } from "../support/donation-desk.ts";
import { csvOf } from "../support/donation-files.ts";

const twoGifts = [
  { 捐赠编号: "A-1", 数量: "12", 单位: "箱", 批号: "B7", 定向用途: "凌汛" },
  {
    捐赠编号: "A-2",
    物资名称或代码: "棉被",
    数量: "30",
    单位: "床",
    捐赠方: "示例公司",
    同意公示捐赠方: "是",
  },
];

onBothShapes("donations that are imported", (open) => {
  let database: Database;
  let desk: DonationDesk;
  beforeAll(async () => {
    database = await open();
    desk = await openDesk(database);
  });
  afterAll(() => database.close());

  it("are looked at without a trace", async () => {
    const before = await desk.written();
    const seen = await desk.preview(csvOf([{}, { 数量: "-3" }]));
    expect(seen).toMatchObject({ total: 2, added: 1, errorRows: 1 });
    expect(await desk.written()).toEqual(before);
    const refused = await desk.confirm(csvOf([{}, { 数量: "-3" }]), seen.digest);
    expect(codes(refused)).toEqual(["IMPORT_HAS_ERRORS"]);
    expect(await desk.written()).toEqual(before);
  });

  it("are written once, however often they are asked for", async () => {
    const bytes = csvOf(twoGifts);
    const seen = await desk.preview(bytes);
    expect(seen).toMatchObject({ added: 2, changed: 0, same: 0, errorRows: 0 });
    const key = randomUUID();
    const first = await desk.confirm(bytes, seen.digest, key);
    expect(codes(first)).toEqual([]);
    const before = await desk.written();
    expect(await desk.confirm(bytes, seen.digest, key)).toEqual(first);
    expect(codes(await desk.confirm(bytes, seen.digest))).toEqual(["PREVIEW_STALE"]);
    expect(await desk.written()).toEqual(before);
  });

  it("are each a lot of their charity, received into the book", async () => {
    const lots = await withTx(database, readerOf(desk.publisher), async ({ client }) => {
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
    await desk.imported(rows);
    const before = await desk.count("entry");
    const again = await desk.preview(csvOf(rows));
    expect(again).toMatchObject({ added: 0, changed: 0, same: 1 });
    const id = await desk.imported(rows);
    expect(await desk.count("entry")).toBe(before);
    const told = await withTx(database, readerOf(desk.publisher), (tx) => importById(tx, id));
    expect(told).toMatchObject({ added: 0, changed: 0, same: 1 });
  });

  it("take more of the same as a further intake, and fewer as an error", async () => {
    await desk.imported([{ 捐赠编号: "M-1", 数量: "10" }]);
    expect(await desk.preview(csvOf([{ 捐赠编号: "M-1", 数量: "15" }]))).toMatchObject({
      changed: 1,
    });
    await desk.imported([{ 捐赠编号: "M-1", 数量: "15" }]);
    const fewer = await desk.preview(csvOf([{ 捐赠编号: "M-1", 数量: "9" }]));
    expect(fewer.findings).toMatchObject([{ row: 2, code: "QUANTITY_LOWERED" }]);
    const other = await desk.preview(
      csvOf([{ 捐赠编号: "M-1", 物资名称或代码: "BD-QUILT", 单位: "床" }]),
    );
    expect(other.findings).toMatchObject([{ row: 2, code: "GOODS_DIFFER" }]);
  });

  it("write valid rows alone when that is asked for", async () => {
    const bytes = csvOf([{ 捐赠编号: "V-1" }, { 捐赠编号: "V-2", 单位: "艘" }]);
    const { digest } = await desk.preview(bytes);
    const file = { org, bytes, digest, mode: "VALID_ROWS_ONLY" as const };
    expect(codes(await confirmDonations(database, desk.by(desk.publisher), file))).toEqual([]);
    expect((await desk.preview(csvOf([{ 捐赠编号: "V-1" }]))).same).toBe(1);
  });

  it("let one of two confirmations at once win", async () => {
    const bytes = csvOf([{ 捐赠编号: "R-1" }]);
    const { digest } = await desk.preview(bytes);
    const both = await Promise.all([desk.confirm(bytes, digest), desk.confirm(bytes, digest)]);
    expect(both.map(codes).toSorted()).toEqual([[], ["PREVIEW_STALE"]]);
  });

  it("are the publisher's, of its own charity", async () => {
    const bytes = csvOf([{}]);
    for (const other of [desk.stranger, desk.keeper]) {
      const outcome = await previewDonations(database, other, { org, bytes });
      expect(codes(outcome)).toEqual(["NOT_ALLOWED"]);
      const file = { org, bytes, digest: "x", mode: "ALL_OR_NOTHING" as const };
      expect(codes(await confirmDonations(database, desk.by(other), file))).toEqual([
        "NOT_ALLOWED",
      ]);
    }
    expect(codes(await previewDonations(database, undefined, { org, bytes }))).toEqual([
      "SIGN_IN_REQUIRED",
    ]);
  });

  it("are booked in batches of one transaction, and told how far that is", async () => {
    const rows = Array.from({ length: 1_200 }, (_none, at) => ({
      捐赠编号: `BULK-${at}`,
      批号: `L${at}`,
    }));
    const bytes = csvOf(rows);
    const { digest, added } = await desk.preview(bytes);
    expect(added).toBe(1_200);
    const told: number[] = [];
    const file = { org, bytes: Buffer.from(bytes), digest, mode: "ALL_OR_NOTHING" as const };
    const outcome = await confirmDonations(database, desk.by(desk.publisher), file, (done) =>
      told.push(done),
    );
    expect(codes(outcome)).toEqual([]);
    expect(told).toEqual([0, 500, 1_000, 1_200]);
  });
});
