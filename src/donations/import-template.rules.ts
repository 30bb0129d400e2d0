import { csvLine, csvMark } from "../kernel/csv.ts";
import { importField } from "./import.model.ts";

/** The template: one sheet, one header, one row that shows how it is meant. */
export function templateCsv(): string {
  const titles = Object.values(importField).map(({ zh }) => zh);
  const example = ["示例-001", "N95/KN95防护口罩", "2", "箱", "2026-01-05", "P001", "2025-12-01"];
  const rest = ["2028-11-30", "示例商贸有限公司", "是", "", "", "", "示例行,填写前请删除"];
  return `${csvMark}${csvLine(titles)}${csvLine([...example, ...rest])}`;
}
