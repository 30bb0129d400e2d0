import { Buffer } from "node:buffer";
import { readSheet } from "read-excel-file/node";
import { expect, it } from "vitest";
import type { StatementContent, StatementVoucher } from "../../schema/shapes/statement.ts";
import { columnName, xlsxOf } from "../../src/replenishment/write-xlsx.ts";
import { statementCsv, statementSheet } from "../../src/replenishment/statement-file.rules.ts";
import { statementTable } from "../../src/replenishment/statement-table.rules.ts";
import { cellText } from "../../src/replenishment/statement-telling.rules.ts";
import type { StatementRow } from "../../src/replenishment/statement.model.ts";

const claim = { side: "OWE", counterparty: "ORG-G02", kind: "REFILL", unit: "套" } as const;
const figures = { opening: 4, opened: 10, reversed: -2, closing: 7, disputed: 3 };
const settled = [{ means: "GOODS", quantity: 5 }] as const;
const money = { opening: 0, opened: 123_456, reversed: 0, closing: 123_456, disputed: 0 };
const voucher: StatementVoucher = {
  ...{ occurredOn: "2026-06-28", recordedOn: "2026-07-02", transfer: "abcdef0123456789" },
  ...{ op: "REFILL", quantity: -5, orders: ["DB-1", "DB-2"], slips: ["0123456789"] },
  papers: ["发票 7"],
};
const content: StatementContent = {
  head: { size: 9, root: "root", hash: "hash", sealedAt: "2026-07-31T16:30:00Z" },
  fromSize: 3,
  fromCutAt: "2026-06-30T16:00:00Z",
  claims: [
    { ...claim, item: "PUMP", ...figures, settled, vouchers: [voucher] },
    { ...claim, kind: "PAY", unit: "分", item: null, ...money, settled: [] },
  ],
  goodsOut: [
    { kind: "ON_SITE", holder: "ORG-G02", place: "D1", item: "PUMP", unit: "套", quantity: 2 },
  ],
  tasks: [],
  late: [
    {
      ...{ occurredOn: "2026-06-28", recordedOn: "2026-07-02", transfer: "abcdef0123456789" },
      ...{ op: "USE", ...claim, item: "PUMP", quantity: -2 },
    },
  ],
};
const row: StatementRow = {
  ...{ id: "0a1b2c3d-0000-4000-8000-000000000000", org: "ORG-G01", counterparty: "ORG-G02" },
  ...{ incidentId: null, cutAt: new Date("2026-07-31T16:30:00Z"), onDay: "2026-08-01", content },
  ...{ headSize: "9", headRoot: "root", issuedBy: "one", issuedAt: new Date(0) },
  ...{ region: null, books: [], countersignedBy: null, countersignedAt: null },
};
const named = (zh: string, unit: string | null = null) => ({ zh, en: `${zh}-en`, unit });
const names = new Map([
  ["ORG-G01", named("甲局")],
  ["ORG-G02", named("=cmd|'/c calc'!A1")],
  ["PUMP", named("水泵", "set")],
]);
const table = statementTable(row, names, "zh");

it("tells parties, period, cut and head, and never adds units up", () => {
  expect(table.number).toBe("DZ-20260801-0A1B2C3D");
  const facts = Object.fromEntries(table.facts);
  expect(facts).toMatchObject({ 出具单位: "甲局", 账头哈希: "hash", 对方签认: "—" });
  expect(facts.期间).toBe("2026-07-01 00:00 — 2026-08-01 00:30 (UTC+8)");
  const [claims] = table.sections;
  expect(claims?.rows.map((cells) => cells.map(cellText).slice(3))).toEqual([
    ["应补", "补库", "水泵 PUMP", "套", "4", "10", "5", "-2", "7", "3"],
    ["应付", "货款", "金额", "元", "0.00", "1234.56", "0.00", "0.00", "1234.56", "0.00"],
  ]);
  expect(table.sections.map(({ code, rows }) => [code, rows.length])).toEqual([
    ["CLAIMS", 2],
    ["VOUCHERS", 1],
    ["GOODS_OUT", 1],
    ["TASKS", 0],
    ["LATE", 1],
  ]);
  for (const { headings, rows } of table.sections)
    for (const cells of rows) expect(cells).toHaveLength(headings.length);
});

it("names the papers of each movement by the number of its line", () => {
  const vouchers = table.sections.find(({ code }) => code === "VOUCHERS")!;
  expect(vouchers.rows.map((cells) => cells.map(cellText))).toEqual([
    [
      ...["1", "2026-06-28", "2026-07-02", "补库入库", "-5", "套", "DB-1; DB-2", "01234567"],
      ...["发票 7", "abcdef0123456789"],
    ],
  ]);
});

it("tells a region what stands outside, what within, and whose books are unknown", () => {
  const head = { size: 4, root: "r1", hash: "h1", sealedAt: "2026-07-31T16:30:00Z" };
  const within = [{ ...claim, org: "ORG-G01", item: "PUMP", ...figures, settled: [] }];
  const books = [
    { org: "ORG-G01", fromSize: 3, head },
    { org: "ORG-G03", fromSize: 0, head: null },
  ];
  const region = { ...content, head: null, books, untold: ["ORG-G02"], within };
  const rolled = { ...row, counterparty: null, region: "150300", books: ["ORG-G01"] };
  const told = statementTable({ ...rolled, content: region }, names, "zh");
  expect(told.title).toBe("区域往来汇总对账单");
  expect(Object.fromEntries(told.facts)).toMatchObject({
    ...{ 区域: "150300", 纳入单位: "甲局、ORG-G03" },
    "账簿 甲局": "分录 3 — 4 · 账头哈希 h1 · 默克尔根 r1",
    ...{ "未纳入单位(其数不详)": "=cmd|'/c calc'!A1", "账簿 ORG-G03": "—" },
  });
  const section = told.sections.find(({ code }) => code === "WITHIN")!;
  expect(section.rows[0]?.slice(0, 3)).toEqual(["3", "=cmd|'/c calc'!A1", "甲局"]);
  for (const { headings, rows } of told.sections)
    for (const cells of rows) expect(cells).toHaveLength(headings.length);
});

it("is told in English by every word but names that have none", () => {
  const { headings, rows } = statementTable(row, names, "en").sections[0]!;
  expect(headings.join()).not.toMatch(/[\u4e00-\u9fff]/);
  expect(rows[0]?.slice(4, 7)).toEqual(["refill", "水泵-en PUMP", "set"]);
});

it("is a CSV with a mark, whose text is never a formula and whose numbers keep their sign", () => {
  const csv = statementCsv(table);
  expect(csv.startsWith("\ufeff往来对账单\r\n")).toBe(true);
  expect(csv).toContain("对方单位,'=cmd|'/c calc'!A1");
  expect(csv).toContain(",5,-2,7,3\r\n");
});

it("is an XLSX with the same cells, read back", async () => {
  const rows = statementSheet(table);
  const read = await readSheet(Buffer.from(xlsxOf(table.number, rows)));
  const meant = rows.map((cells) =>
    cells.map((cell) => (typeof cell === "string" ? cell : cell.value)),
  );
  const width = Math.max(...meant.map(({ length }) => length));
  const padded = meant.map((cells) =>
    Array.from({ length: width }, (_none, at) => cells[at] ?? null),
  );
  expect(read).toEqual(padded);
  expect([0, 25, 26, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
});
