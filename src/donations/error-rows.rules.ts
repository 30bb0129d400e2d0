import { csvLine, csvMark } from "../kernel/csv.ts";
import { sayFinding } from "./import-columns.rules.ts";
import { importField, type Finding } from "./import.model.ts";
import type { Sheet } from "./sheet.model.ts";

/** 错误行.csv: the rows with errors as they stood, and beside each what is wrong and the fix. */
export function errorRowsCsv({ rows }: Sheet, findings: readonly Finding[]): string {
  const errors = new Map<number, string[]>();
  for (const finding of findings) {
    if (finding.level !== "ERROR") continue;
    const { message, fix } = sayFinding(finding, "zh");
    const where = finding.column === "" ? "" : `${finding.column}:`;
    const told = errors.get(finding.row) ?? [];
    errors.set(finding.row, [...told, `${where}${message},${fix}`]);
  }
  const [header] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const head = header === undefined ? "" : csvLine([...header.cells, "错误说明"]);
  const wrong = rows.filter(({ number }) => errors.has(number) && number !== header?.number);
  const body = wrong.map(({ number, cells }) => {
    const width = header?.cells.length ?? cells.length;
    const own = Array.from({ length: width }, (_none, at) => cells[at] ?? "");
    return csvLine([...own, `第 ${number} 行 ${(errors.get(number) ?? []).join(";")}`]);
  });
  return `${csvMark}${head}${body.join("")}`;
}

/** The template: one sheet, one header, one row that shows how it is meant. */
export function templateCsv(): string {
  const titles = Object.values(importField).map(({ zh }) => zh);
  const example = ["示例-001", "N95/KN95防护口罩", "2", "箱", "2026-01-05", "P001", "2025-12-01"];
  const rest = ["2028-11-30", "示例商贸有限公司", "是", "", "", "", "示例行,填写前请删除"];
  return `${csvMark}${csvLine(titles)}${csvLine([...example, ...rest])}`;
}
