import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { codeTableKind } from "../../schema/words/codes.ts";
import { isCode } from "../../schema/words/word.ts";
import type { Principal } from "../access/principal.model.ts";
import { readCodeTable, readEntries } from "../codes/code-reading.service.ts";
import { plainCode } from "../codes/code-row.rules.ts";
import { codesCsv } from "../codes/codes-csv.rules.ts";
import type { CodeTableKey, CodeTablePreview } from "../codes/codes.model.ts";
import { confirmCodeTable, previewCodeTable, type CodeFile } from "../codes/codes.service.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { errorRowsCsv } from "../sheets/error-rows.rules.ts";
import { isError } from "../sheets/finding.rules.ts";
import { readSheet } from "../sheets/read-sheet.ts";
import { exitCode, pathOf, positional, printJson, text, WrongUse } from "./command.ts";
import type { Args, Command, Io } from "./command.ts";
import { readBytes, saidFindings, showFindings } from "./findings.ts";
import { tellRefused } from "./tell-refused.ts";

/** `qipan import codes`: the operator does what the organization's administrator may do. */
export const importCodesCommand: Command = {
  name: "import codes",
  says: "预检码表,加 --confirm 则整表替换 / check a code table and, with --confirm, replace it",
  usage:
    "qipan import codes FILE --org ORG --system NAME [--kind KIND] [--edition TEXT]\n" +
    "      [--members | --own] [--confirm] [--errors FILE] [--json]",
  options: {
    org: { type: "string" },
    system: { type: "string" },
    kind: { type: "string" },
    edition: { type: "string" },
    members: { type: "boolean" },
    own: { type: "boolean" },
    confirm: { type: "boolean" },
    errors: { type: "string" },
  },
  run: { onDatabase: importCodes },
};

async function importCodes(database: Database, args: Args, io: Io): Promise<number> {
  const key = keyOf(args);
  const bytes = await readBytes(pathOf(io, positional(args, 0, "FILE")));
  const file: CodeFile = { ...key, bytes, edition: text(args, "edition") ?? null, ...sight(args) };
  const principal = operatorFor(key.org);
  const found = await previewCodeTable(database, principal, file);
  if (!found.ok) return tellRefused(found.refused, args, io);
  const { value: preview } = found;
  const errors = text(args, "errors");
  const reading = errors === undefined ? undefined : await readSheet(bytes);
  if (errors !== undefined && reading !== undefined && "sheet" in reading)
    await writeFile(pathOf(io, errors), errorRowsCsv(reading.sheet, preview.findings));
  if (args.values.confirm !== true) {
    show(preview, args, io);
    return preview.findings.some(isError) ? exitCode.refused : exitCode.good;
  }
  const asking = { principal, key: randomUUID() };
  const done = await confirmCodeTable(database, asking, { ...file, digest: preview.digest });
  if (!done.ok) {
    if (args.values.json !== true) show(preview, args, io);
    return tellRefused(done.refused, args, io);
  }
  if (args.values.json === true) printJson(io, shown(preview));
  else io.out(`已写入 / written: ${counted(preview)}\n`);
  return exitCode.good;
}

function keyOf(args: Args): CodeTableKey {
  const [org, system, kind = "ITEM"] = ["org", "system", "kind"].map((name) => text(args, name));
  if (org === undefined) throw new WrongUse("缺少 --org / missing --org");
  if (system === undefined) throw new WrongUse("缺少 --system / missing --system");
  if (!isCode(codeTableKind, kind))
    throw new WrongUse(`--kind: ${Object.keys(codeTableKind).join(" | ")}`);
  return { org, system: plainCode(system), kind };
}

function sight({ values }: Args): Pick<CodeFile, "sight"> {
  if (values.members === true) return { sight: "MEMBERS" };
  return { sight: values.own === true ? "OWN" : null };
}

const operatorFor = (orgId: string): Principal => ({
  id: "hub",
  kind: "SYSTEM",
  name: "qipan import",
  orgId,
  memberships: [{ orgId, roles: ["ADMIN"] }],
  partners: [],
});

const counted = ({ version, added, changed, removed, same }: CodeTablePreview): string =>
  `第 ${String(version)} 版 version · 新增 added ${String(added)} · 更新 changed ` +
  `${String(changed)} · 移除 removed ${String(removed)} · 不变 same ${String(same)}`;

const shown = ({ findings, ...preview }: CodeTablePreview) => ({
  ...preview,
  findings: saidFindings(findings),
});

function show(preview: CodeTablePreview, args: Args, io: Io): void {
  if (args.values.json === true) {
    printJson(io, shown(preview));
    return;
  }
  const { total, errorRows } = preview;
  io.out(
    `预检(未写入)/ dry run: ${String(total)} 行 rows · ${counted(preview)} · ` +
      `错误行 with errors ${String(errorRows)}\n`,
  );
  showFindings(preview.findings, io);
}

/** `qipan export codes`: a table in the columns that an import reads. */
export const exportCodesCommand: Command = {
  name: "export codes",
  says: "将一张码表导出为 CSV,可原样导回 / a code table as CSV, which an import takes back",
  usage: "qipan export codes FILE --org ORG --system NAME [--kind KIND] [--table-version N]",
  options: {
    org: { type: "string" },
    system: { type: "string" },
    kind: { type: "string" },
    "table-version": { type: "string" },
  },
  run: { onDatabase: exportCodes },
};

async function exportCodes(database: Database, args: Args, io: Io): Promise<number> {
  const key = keyOf(args);
  const path = pathOf(io, positional(args, 0, "FILE"));
  if (existsSync(path)) throw new WrongUse(`文件已存在 / the file exists: ${path}`);
  const asked = text(args, "table-version");
  const found = await withTx(database, hubReader, async (tx) => {
    const table = await readCodeTable(tx, key);
    if (table === undefined) throw new WrongUse("没有该码表 / there is no such code table");
    const version = asked === undefined ? table.version : Number(asked);
    if (!(version >= 1 && version <= table.version))
      throw new WrongUse(`--table-version: 1–${String(table.version)}`);
    return { version, rows: await readEntries(tx, table.id, version) };
  });
  await writeFile(path, codesCsv(key.kind, found.rows), { mode: 0o600 });
  if (args.values.json === true) printJson(io, { version: found.version, rows: found.rows.length });
  else io.out(`第 ${String(found.version)} 版 version · ${String(found.rows.length)} 行 rows\n`);
  return exitCode.good;
}
