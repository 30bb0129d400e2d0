import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeTableKind, type CodeTableKind } from "../../schema/words/codes.ts";
import { changesOf } from "../../src/codes/code-changes.rules.ts";
import { checkCodes, keyOf } from "../../src/codes/code-sheet.rules.ts";
import type { CodeRow, KnownTargets } from "../../src/codes/codes.model.ts";
import { codesCsv } from "../../src/codes/codes-csv.rules.ts";
import { converted, ratioText, readRatio, times } from "../../src/codes/ratio.rules.ts";
import { sayFinding } from "../../src/sheets/finding.rules.ts";
import { readSheet } from "../../src/sheets/read-sheet.ts";
import { csvText, xlsxOf } from "../support/donation-files.ts";

const item = (sku: string, nameZh: string, unitZh: string, unit: string) => ({
  ...{ sku, nameZh, nameEn: sku, unit, unitZh },
  searchText: `${nameZh} x x ${sku}`,
  packs: sku === "EP-N95" ? [{ unitZh: "箱", unitEn: "carton", quantity: 400 }] : [],
});
const knownOf = (kind: CodeTableKind): KnownTargets => ({
  kind,
  items:
    kind === "ITEM"
      ? [item("EP-N95", "N95防护口罩", "只", "piece"), item("SAND", "砂石料", "吨", "ton")]
      : [],
  codes: new Map([
    ["150300", "150300"],
    ["只", "只"],
    ["piece", "只"],
  ]),
  spell: (text) => text,
});
const titles = ["外部编码", "枢纽代码", "外部单位", "折合数", "外部名称"];

async function check(bytes: Uint8Array, kind: CodeTableKind = "ITEM") {
  const reading = await readSheet(bytes);
  if ("fault" in reading) throw new Error(reading.fault.code);
  return checkCodes(reading.sheet, knownOf(kind));
}
const csv = (...rows: readonly (readonly string[])[]) =>
  Buffer.from(csvText([titles, ...rows]), "utf8");
const plain = { unit: "", give: 1, counts: 1, name: null };

describe("a row of foreign codes", () => {
  it.each<[string, readonly string[], string, string]>([
    ["no code", ["", "EP-N95", "", "", ""], "外部编码", "REQUIRED"],
    ["a code that became a number", ["1.23E+11", "EP-N95"], "外部编码", "CODE_MANGLED"],
    ["a code that is too long", ["x".repeat(61), "EP-N95"], "外部编码", "TOO_LONG"],
    ["a formula", ["=A1", "EP-N95"], "外部编码", "FORMULA_CELL"],
    ["an item that is none", ["M1", "NOPE-99"], "枢纽代码", "UNKNOWN_ITEM"],
    ["a factor that is none", ["M1", "EP-N95", "盒", "zwanzig"], "折合数", "BAD_FACTOR"],
    ["a factor of nothing", ["M1", "EP-N95", "盒", "0"], "折合数", "BAD_FACTOR"],
    ["a factor by nothing", ["M1", "EP-N95", "盒", "1/0"], "折合数", "BAD_FACTOR"],
    ["a factor that is negative", ["M1", "EP-N95", "盒", "-2"], "折合数", "BAD_FACTOR"],
    ["a unit of which nobody knows", ["M1", "EP-N95", "盒"], "折合数", "FACTOR_MISSING"],
    ["a factor without a unit", ["M1", "EP-N95", "", "20"], "折合数", "FACTOR_UNASKED"],
    ["a base unit that is another", ["M1", "EP-N95", "只", "20"], "折合数", "BASE_UNIT_FACTOR"],
    [
      "a telephone in a name",
      ["M1", "EP-N95", "", "", "王 138 0013 8000"],
      "外部名称",
      "PERSONAL_DATA",
    ],
    ["a cell beyond the header", ["M1", "EP-N95", "", "", "", "x"], "", "EXTRA_CELLS"],
  ])("is refused for %s, in both languages", async (_what, row, column, code) => {
    const { findings, rows } = await check(csv(["OK", "EP-N95"], row));
    expect(findings.map((one) => [one.row, one.column, one.code])).toEqual([[3, column, code]]);
    expect(rows).toEqual([{ code: "OK", target: "EP-N95", ...plain }]);
    for (const finding of findings) {
      expect(sayFinding(finding, "zh").fix).toMatch(/[\u4e00-\u9fff]/);
      expect(sayFinding(finding, "en").message).not.toMatch(/[{}]/);
    }
  });

  it("tells all its faults at once", async () => {
    const { findings } = await check(csv(["", "NOPE-99", "盒", "x"]));
    const told = findings.map(({ code }) => code);
    expect(told.toSorted()).toEqual(["BAD_FACTOR", "REQUIRED", "UNKNOWN_ITEM"]);
  });

  it("may name an item, count in a pack or a part, and look like anybody's number", async () => {
    const { rows, findings } = await check(
      csv(
        ["13800138000", "N95防护口罩"],
        ["B", "EP-N95", "箱"],
        ["C", "SAND", "kg", "0.001", "沙"],
        ["D", "EP-N95", "PIECE", "1"],
      ),
    );
    expect(findings).toEqual([]);
    expect(rows).toEqual([
      { code: "13800138000", target: "EP-N95", ...plain },
      { ...plain, code: "B", target: "EP-N95", unit: "箱", counts: 400 },
      { code: "C", target: "SAND", unit: "kg", give: 1000, counts: 1, name: "沙" },
      { code: "D", target: "EP-N95", ...plain },
    ]);
  });

  it("is a broad code, an unmapped one, the same twice, or at odds with another row", async () => {
    const { rows, findings } = await check(
      csv(
        ["A", "EP-N95"],
        ["A", "SAND"],
        ["B", ""],
        ["A", "EP-N95"],
        ["C", "EP-N95", "盒", "20"],
        ["C", "EP-N95", "盒", "50"],
      ),
    );
    expect(findings.map(({ row, code, level }) => [row, code, level])).toEqual([
      [3, "CODE_BROAD", "NOTE"],
      [4, "CODE_NOT_MAPPED", "NOTE"],
      [5, "CODE_TWICE", "ERROR"],
      [7, "CODE_MIXED", "ERROR"],
    ]);
    expect(rows.map(({ code, target }) => [code, target])).toEqual([
      ["A", "EP-N95"],
      ["A", "SAND"],
      ["B", ""],
      ["C", "EP-N95"],
    ]);
  });

  it("of a region or a unit is held against the hub's own", async () => {
    const regions = await check(csv(["0903", "150300"], ["X", "999999"]), "REGION");
    expect(regions.rows).toEqual([{ code: "0903", target: "150300", ...plain }]);
    const told = regions.findings.map(({ row, code, level }) => [row, code, level]);
    // Units and factors are nothing that a region has.
    expect(told).toEqual([
      [1, "COLUMN_IGNORED", "NOTE"],
      [1, "COLUMN_IGNORED", "NOTE"],
      [3, "UNKNOWN_TARGET", "ERROR"],
    ]);
    const units = await check(csv(["DZN", "Piece", "", "12"], ["EA", "只"]), "UNIT");
    expect(units.rows).toEqual([
      { ...plain, code: "DZN", target: "只", counts: 12 },
      { ...plain, code: "EA", target: "只" },
    ]);
  });

  it("is read from .xlsx as from .csv", async () => {
    const table = [titles, ["0012", "EP-N95", "箱", "200", ""]];
    expect(await check(xlsxOf(table))).toEqual(await check(Buffer.from(csvText(table))));
  });
});

const ratios = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 999_999 }));

describe("a factor", () => {
  it("is what was written, exactly, and read back as it is written", () => {
    fc.assert(
      fc.property(ratios, fc.integer({ min: 1, max: 1_000_000 }), ([counts, give], quantity) => {
        const read = readRatio(`${counts}/${give}`);
        if (!("value" in read)) throw new Error("a fraction is a factor");
        const { value } = read;
        expect(BigInt(value.counts) * BigInt(give)).toBe(BigInt(counts) * BigInt(value.give));
        expect(readRatio(ratioText(value))).toEqual({ value });
        const exact = BigInt(quantity) * BigInt(counts);
        const whole = exact % BigInt(give) === 0n ? Number(exact / BigInt(give)) : undefined;
        expect(converted(quantity, value)).toBe(whole);
      }),
    );
  });

  it("of a factor is their product, or is none where that is beyond reason", () => {
    expect(times({ give: 1, counts: 12 }, { give: 24, counts: 1 })).toEqual({ give: 2, counts: 1 });
    expect(times({ give: 1, counts: 999_983 }, { give: 1, counts: 2 })).toBeUndefined();
    for (const text of ["", "1e3", "½x", "１／２５", "1,200"])
      expect("value" in readRatio(text)).toBe(["１／２５", "1,200"].includes(text));
  });
});

const cell = fc.string({ unit: fc.constantFrom("a", "B", "0", "-", ",", '"', "码"), minLength: 1 });
const rowsOf = fc
  .array(
    fc.record({
      code: cell,
      target: fc.constantFrom("EP-N95", "SAND", ""),
      unit: fc.constantFrom("", "盒", "袋"),
      counts: fc.integer({ min: 2, max: 9 }),
      name: fc.option(cell),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ unit, counts, ...row }): CodeRow =>
      unit === "" || row.target === ""
        ? { ...row, unit: "", give: 1, counts: 1 }
        : { ...row, unit, give: 1, counts },
    ),
  )
  .map((rows) => [...new Map(rows.map((row) => [keyOf(row), row])).values()]);

describe("a code table", () => {
  it("becomes what a file says by what changes, and nothing else", () => {
    fc.assert(
      fc.property(rowsOf, rowsOf, (now, next) => {
        const { changes, added, changed, removed, same } = changesOf(now, next);
        const held = new Map(now.map((row) => [keyOf(row), row]));
        for (const { before, after } of changes) {
          if (before !== null) held.delete(keyOf(before));
          if (after !== null) held.set(keyOf(after), after);
        }
        const byKey = (a: CodeRow, b: CodeRow) => (keyOf(a) < keyOf(b) ? -1 : 1);
        expect([...held.values()].toSorted(byKey)).toEqual(next.toSorted(byKey));
        expect([added + changed + same, changed + removed + same]).toEqual([
          next.length,
          now.length,
        ]);
      }),
    );
  });

  it("that is exported and taken in again is the same, for every kind", async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async (drawn) => {
        const rows = drawn.filter(({ code }) => !/^[+-]\s*[A-Za-z(]/.test(code));
        fc.pre(rows.length > 0);
        const { rows: again } = await check(Buffer.from(codesCsv("ITEM", rows), "utf8"));
        expect(changesOf(rows, again).changes).toEqual([]);
      }),
    );
    for (const kind of Object.keys(codeTableKind) as CodeTableKind[]) {
      const target = { ITEM: "SAND", UNIT: "只" }[kind as string] ?? "150300";
      const row = { ...plain, code: "007", target, counts: kind === "UNIT" ? 12 : 1, name: "x" };
      const { rows } = await check(Buffer.from(codesCsv(kind, [row]), "utf8"), kind);
      expect(rows).toEqual([row]);
    }
  });
});
