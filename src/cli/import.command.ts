import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Principal } from "../access/principal.model.ts";
import type { Preview } from "../donations/donation.model.ts";
import { errorRowsCsv } from "../sheets/error-rows.rules.ts";
import { confirmDonations, importById, previewDonations } from "../donations/import.service.ts";
import { readSheet } from "../sheets/read-sheet.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { exitCode, pathOf, positional, printJson, text, WrongUse } from "./command.ts";
import type { Args, Command, Io } from "./command.ts";
import { readBytes, saidFindings, showFindings } from "./findings.ts";
import { tellRefused } from "./tell-refused.ts";

/** `qipan import donations`: the operator does what the charity's publisher may do. */
export const importDonationsCommand: Command = {
  name: "import donations",
  says: "预检并导入捐赠物资表 / check a table of donated goods and, with --confirm, write it",
  usage:
    "qipan import donations FILE --org ORG [--confirm] [--valid-only] [--errors FILE] [--json]",
  options: {
    org: { type: "string" },
    confirm: { type: "boolean" },
    "valid-only": { type: "boolean" },
    errors: { type: "string" },
  },
  run: { onDatabase: importDonations },
};

async function importDonations(database: Database, args: Args, io: Io): Promise<number> {
  const org = text(args, "org");
  if (org === undefined) throw new WrongUse("缺少 --org / missing --org");
  const bytes = await readBytes(pathOf(io, positional(args, 0, "FILE")));
  const principal = operatorFor(org);
  const found = await previewDonations(database, principal, { org, bytes });
  if (!found.ok) return tellRefused(found.refused, args, io);
  const preview = found.value;
  const errors = text(args, "errors");
  if (errors !== undefined) await writeErrors(bytes, preview, pathOf(io, errors));
  const hasErrors = preview.findings.some(({ level }) => level === "ERROR");
  if (args.values.confirm !== true) {
    show(preview, args, io);
    return hasErrors ? exitCode.refused : exitCode.good;
  }
  const mode = args.values["valid-only"] === true ? "VALID_ROWS_ONLY" : "ALL_OR_NOTHING";
  const file = { org, bytes, digest: preview.digest, mode } as const;
  const asking = { principal, key: randomUUID() };
  const done = await confirmDonations(database, asking, file, (booked, total) => {
    if (io.terminal) io.err(`\r${String(booked)} / ${String(total)}`);
  });
  if (io.terminal) io.err("\n");
  if (!done.ok) {
    if (args.values.json !== true) show(preview, args, io);
    return tellRefused(done.refused, args, io);
  }
  const row = await withTx(database, hubReader, (tx) => importById(tx, done.value.id));
  if (args.values.json === true) printJson(io, { preview: shown(preview), import: row });
  else
    io.out(
      `已写入 / written: 新增 ${String(row?.added)} 更新 ${String(row?.changed)} ` +
        `不变 ${String(row?.same)} 错误行 ${String(row?.refused)}\n`,
    );
  return exitCode.good;
}

/** Whoever holds the database stands in for the charity; the audit says that it was the hub. */
const operatorFor = (orgId: string): Principal => ({
  id: "hub",
  kind: "SYSTEM",
  name: "qipan import",
  orgId,
  memberships: [{ orgId, roles: ["PUBLISHER"] }],
  partners: [],
});

async function writeErrors(bytes: Uint8Array, { findings }: Preview, path: string): Promise<void> {
  const reading = await readSheet(bytes);
  if ("sheet" in reading) await writeFile(path, errorRowsCsv(reading.sheet, findings));
}

const shown = ({ findings, ...preview }: Preview) => ({
  ...preview,
  findings: saidFindings(findings),
});

function show(preview: Preview, args: Args, io: Io): void {
  if (args.values.json === true) {
    printJson(io, shown(preview));
    return;
  }
  const { total, added, changed, same, errorRows, findings } = preview;
  io.out(
    `预检(未写入)/ dry run: ${String(total)} 行 rows · 新增 ${String(added)} · ` +
      `更新 ${String(changed)} · 不变 ${String(same)} · 错误行 ${String(errorRows)}\n`,
  );
  showFindings(findings, io);
}
