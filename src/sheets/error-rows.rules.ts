import { csvLine, csvMark } from "../kernel/csv.ts";
import type { Finding } from "./finding.model.ts";
import { sayFinding } from "./finding.rules.ts";
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
