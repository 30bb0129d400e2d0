import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ForeignCodes } from "../../src/codes/foreign.rules.ts";
import { dayAfter, dueOf } from "../../src/donations/clock.rules.ts";
import { sayFinding } from "../../src/sheets/finding.rules.ts";
import type { Known } from "../../src/donations/import.model.ts";
import { checkSheet } from "../../src/donations/import.rules.ts";
import { numberOf, plainNumber } from "../../src/donations/number.rules.ts";
import { personalIn } from "../../src/sheets/personal.rules.ts";
import { readSheet } from "../../src/sheets/read-sheet.ts";
import { csvOf, rowsOf, titles, xlsxOf, type Goods } from "../support/donation-files.ts";

const known: Known = {
  items: [
    {
      sku: "EP-N95",
      nameZh: "N95/KN95防护口罩",
      nameEn: "N95 mask",
      unit: "piece",
      unitZh: "只",
      searchText: "n95/kn95防护口罩 n95kn95fanghukouzhao n95kn95fhkz n95 mask ep-n95",
      valueFen: 300,
      packs: [{ unitZh: "箱", unitEn: "carton", quantity: 400 }],
    },
    {
      sku: "BD-QUILT",
      nameZh: "棉被(2m×1.8m,真空压缩)",
      nameEn: "Quilt",
      unit: "piece",
      unitZh: "床",
      searchText: "棉被(2m×1.8m,真空压缩) mianbei2m18mzhenkongyasuo mb2m18mzkys quilt bd-quilt",
      valueFen: 9000,
      packs: [],
    },
  ],
  depots: [{ id: "DEP040", nameZh: "备灾仓(示例)", custodianOrg: "ORG-C07" }],
  campaigns: [],
  today: "2026-03-01",
  foreign: new ForeignCodes([]),
  spell: (text) => (text === "棉背" ? "mianbei" : text),
};

const check = async (bytes: Uint8Array) => {
  const reading = await readSheet(bytes);
  if ("fault" in reading) return { total: 0, rows: [], findings: [reading.fault] };
  return checkSheet(reading.sheet, known);
};
const found = async (bytes: Uint8Array) =>
  (await check(bytes)).findings.map(({ row, column, code }) => [row, column, code]);

describe("a row of donated goods", () => {
  it.each<[string, Goods, string, string]>([
    ["a negative quantity", { 数量: "-5" }, "数量", "NEGATIVE"],
    ["none at all", { 数量: "0" }, "数量", "ZERO"],
    ["a fraction", { 数量: "1.5" }, "数量", "FRACTIONAL"],
    ["a number with its unit", { 数量: "12箱" }, "数量", "NOT_A_NUMBER"],
    ["too much", { 数量: "99999999999" }, "数量", "TOO_LARGE"],
    ["a unit of something else", { 单位: "艘" }, "单位", "WRONG_UNIT"],
    ["a day that is not there", { 接收日期: "2026-02-30" }, "接收日期", "BAD_DATE"],
    ["a day to come", { 接收日期: "2026-03-02" }, "接收日期", "DATE_IN_FUTURE"],
    ["goods that are expired", { 有效期至: "2026-02-28" }, "有效期至", "EXPIRED"],
    ["an unknown item", { 物资名称或代码: "棉背", 单位: "床" }, "物资名称或代码", "UNKNOWN_ITEM"],
    ["a telephone", { 备注: "联系 138 0013 8000" }, "备注", "PERSONAL_DATA"],
    ["an identity number", { 捐赠方: "某150302199001011234" }, "捐赠方", "PERSONAL_DATA"],
    ["a formula", { 备注: "=1+1" }, "备注", "FORMULA_CELL"],
    ["a line break", { 备注: "一\n二" }, "备注", "CONTROL_CHARACTER"],
    ["a long text", { 备注: "长".repeat(201) }, "备注", "TOO_LONG"],
    ["nothing where something must be", { 数量: "" }, "数量", "REQUIRED"],
    ["a depot of others", { 存放库: "别处" }, "存放库", "UNKNOWN_DEPOT"],
    ["a campaign of others", { 慈善项目: "别的" }, "慈善项目", "UNKNOWN_CAMPAIGN"],
    ["a purpose that is none", { 定向用途: "随便" }, "定向用途", "UNKNOWN_EARMARK"],
    ["neither yes nor no", { 同意公示捐赠方: "也许" }, "同意公示捐赠方", "YES_OR_NO"],
  ])(
    "is refused for %s, by row and column, in both languages",
    async (_what, row, column, code) => {
      const { findings, rows } = await check(csvOf([{}, row]));
      expect(findings.map((one) => [one.row, one.column, one.code])).toEqual([[3, column, code]]);
      expect(rows).toHaveLength(1);
      for (const finding of findings) {
        expect(sayFinding(finding, "zh").fix).toMatch(/[\u4e00-\u9fff]/);
        expect(sayFinding(finding, "en").message).not.toMatch(/\{/);
      }
    },
  );

  it("converts packs and shows it, honours consent, and suggests by sound", async () => {
    const { rows, findings } = await check(
      csvOf([
        { 数量: "2", 单位: "箱", 捐赠方: "甲", 同意公示捐赠方: "否" },
        { 物资名称或代码: "棉背" },
      ]),
    );
    expect(rows).toMatchObject([{ quantity: 800, given: "2 箱", donor: null }]);
    expect(findings).toMatchObject([
      { row: 2, level: "NOTE", code: "PACK_CONVERTED" },
      { row: 3, code: "UNKNOWN_ITEM", suggestion: "棉被(2m×1.8m,真空压缩)" },
    ]);
  });

  it("is told once: the same number, or the same lot, is refused with the first row", async () => {
    const twice = csvOf([
      { 捐赠编号: "1" },
      { 捐赠编号: "1" },
      { 捐赠编号: "2", 批号: "B" },
      { 捐赠编号: "3", 批号: "B" },
    ]);
    expect(await found(twice)).toEqual([
      [3, "", "ROW_TWICE"],
      [5, "", "LOT_TWICE"],
    ]);
  });
});

describe("a file of donated goods", () => {
  const table = [titles, ...rowsOf([{}, {}])];
  it("is read as UTF-8, as GBK, as pasted text and as .xlsx alike", async () => {
    const plain = await check(csvOf([{}, {}]));
    expect(plain.rows).toHaveLength(2);
    const tabs = Buffer.from(table.map((row) => row.join("\t")).join("\n"));
    expect(await check(tabs)).toEqual(plain);
    expect(await check(xlsxOf(table))).toEqual(plain);
    const gbk = Buffer.from("bee8d4f9b1e0bac5", "hex");
    expect((await check(gbk)).findings).toMatchObject([{ code: "HEADER_MISSING" }]);
  });
  it("names formulas, merged cells, repeated and late headers where they are", async () => {
    const twoHeads = [titles, ...rowsOf([{}]), titles];
    expect(await found(xlsxOf(twoHeads))).toEqual([[3, "", "HEADER_REPEATED"]]);
    expect(await found(xlsxOf([["某某捐赠表"], ...table]))).toEqual([[2, "", "HEADER_NOT_FIRST"]]);
    expect(await found(xlsxOf(table, { formulas: ["C2"] }))).toEqual([[2, "数量", "FORMULA_CELL"]]);
    expect(await found(xlsxOf(table, { merged: ["B2:B3"] }))).toEqual([
      [2, "物资名称或代码", "MERGED_CELL"],
      [3, "物资名称或代码", "MERGED_CELL"],
    ]);
  });
  it("is refused whole when it is too long, too large, no table, or a bomb", async () => {
    expect(await found(csvOf(Array.from({ length: 5_001 }, () => ({}))))).toEqual([
      [0, "", "TOO_MANY_ROWS"],
    ]);
    expect(await found(Buffer.alloc(10 * 1024 * 1024 + 1))).toEqual([[0, "", "FILE_TOO_LARGE"]]);
    expect(await found(Buffer.from("d0cf11e0a1b1", "hex"))).toEqual([[0, "", "FILE_KIND"]]);
    expect(await found(Buffer.from('捐赠编号,"数量'))).toEqual([[1, "", "QUOTE_NOT_CLOSED"]]);
    expect(await found(Buffer.alloc(0))).toEqual([[0, "", "FILE_EMPTY"]]);
    expect(await found(xlsxOf(table, { padding: 60_000_000 }))).toEqual([[0, "", "FILE_EXPANDS"]]);
    expect(await found(Buffer.from("504b030400000000", "hex"))).toEqual([[0, "", "FILE_BROKEN"]]);
  });
  it("refuses columns for personal data, and says which are missing", async () => {
    const text = "捐赠编号,物资名称,数量,联系电话\n1,EP-N95,1,\n";
    expect(await found(Buffer.from(text))).toEqual([
      [1, "联系电话", "PERSONAL_COLUMN"],
      [1, "单位", "COLUMN_MISSING"],
      [1, "接收日期", "COLUMN_MISSING"],
    ]);
  });
  it("never throws, and never lets a telephone through, whatever its cells hold", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.constantFrom("13800138000", "=A1", "-1", "EP-N95", "'", '"', "\u202e"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.constantFrom(...titles), cell), { maxLength: 4 }),
        async (rows) => {
          const { rows: accepted } = await check(csvOf(rows));
          for (const row of accepted) {
            expect(personalIn(Object.values(row).join(" | "))).toBeUndefined();
            expect(Number.isInteger(row.quantity) && row.quantity > 0).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("personal data", () => {
  it("is found beside what systems number their rows by, and not in it", () => {
    const row = "5d0c2f1e-77aa-4b1c-9d2e-13912345678a";
    expect(personalIn(row)).toBeUndefined();
    expect(personalIn(`${row} 13912345678`)).toMatchObject({ whatEn: "a mobile number" });
  });
});

describe("disclosure clocks", () => {
  const rules = [
    { code: "A", scope: "ALL", anchor: "UNPUBLISHED", days: 5, months: 0 },
    { code: "B", scope: "LONG", anchor: "PUBLICATION", days: 0, months: 3 },
    { code: "C", scope: "MAJOR", anchor: "PUBLICATION", days: 5, months: 0 },
  ] as const;
  const campaign = {
    startsOn: "2025-01-31",
    endsOn: null,
    major: true,
    filed: true,
    responseEndedOn: null,
  };
  const facts = {
    openedOn: "2025-01-31",
    publishedOn: "2026-02-01",
    unpublishedOn: null,
    campaign,
  };
  it("take the first day that is due, and stop with the response", () => {
    expect(dueOf(facts, rules)).toEqual({ rule: "C", on: "2026-02-06" });
    const over = { ...facts, campaign: { ...campaign, responseEndedOn: "2026-02-02" } };
    expect(dueOf(over, rules)).toEqual({ rule: "B", on: "2026-05-01" });
    expect(dueOf({ ...over, campaign: null }, rules)).toBeUndefined();
    expect(dueOf({ ...over, unpublishedOn: "2026-02-03" }, rules)).toEqual({
      rule: "A",
      on: "2026-02-08",
    });
  });
  it("count calendar months to a day that is there", () => {
    expect(dayAfter("2025-11-30", { days: 0, months: 3 })).toBe("2026-02-28");
    expect(dayAfter("2025-12-31", { days: 1, months: 0 })).toBe("2026-01-01");
  });
});

it("a public number has twelve plain digits and is found however it is typed", () => {
  const number = numberOf("123e4567-e89b-42d3-a456-426614174000");
  expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  expect(plainNumber(` ${number.toLowerCase()} `)).toBe(number);
});
