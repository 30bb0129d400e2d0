import { readFile } from "node:fs/promises";
import type { Finding } from "../sheets/finding.model.ts";
import { sayFinding } from "../sheets/finding.rules.ts";
import { WrongUse, type Io } from "./command.ts";
import { table } from "./table.ts";

export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new WrongUse(`读不到文件 / cannot read: ${path}`);
  }
}

/** Findings for a program: each in both languages. */
export const saidFindings = (findings: readonly Finding[]) =>
  findings.map((finding) => ({
    ...finding,
    zh: sayFinding(finding, "zh"),
    en: sayFinding(finding, "en"),
  }));

const listed = 200;

/** Findings for a person, as many as one reads. */
export function showFindings(findings: readonly Finding[], io: Io): void {
  if (findings.length === 0) return;
  const columns = [
    { title: "行", cell: ({ row }: Finding) => row },
    { title: "列", cell: ({ column }: Finding) => column },
    { title: "问题", cell: (one: Finding) => sayFinding(one, "zh").message },
    { title: "怎么改", cell: (one: Finding) => sayFinding(one, "zh").fix },
    { title: "建议", cell: ({ suggestion }: Finding) => suggestion },
  ];
  io.out(table(columns, findings.slice(0, listed)));
  if (findings.length > listed) io.out(`  … ${String(findings.length)} 条,见 --errors FILE\n`);
}
