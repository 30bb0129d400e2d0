import { readFile } from "node:fs/promises";
import { idOf } from "../graph/node.ts";
import type { KeptHead } from "../ledger/book.model.ts";
import { verifyBook, type Verification } from "../ledger/verify.ts";
import { keptHeadsIn } from "../moving/export-lines.rules.ts";
import { verifyFile } from "../moving/verify-file.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { statementCsv } from "../replenishment/statement-file.rules.ts";
import { statementNumber } from "../replenishment/statement-table.rules.ts";
import { namesIn, tableOfStatement } from "../replenishment/statement-table.service.ts";
import { cellText, stamp, telling } from "../replenishment/statement-telling.rules.ts";
import type { StatementRow, StatementTable } from "../replenishment/statement.model.ts";
import { listStatements, statementById } from "../replenishment/statement.service.ts";
import { exitCode, pathOf, printJson, text, WrongUse } from "./command.ts";
import type { Args, Command, Io } from "./command.ts";
import { progress } from "./progress.ts";
import { table } from "./table.ts";
import { tellRefused } from "./tell-refused.ts";

/** `qipan ledger verify`: re-derives the whole book from the journal alone. */
export const ledgerVerifyCommand: Command = {
  name: "ledger verify",
  says: "从分录重算全部余额、往来、补库任务与默克尔根 / re-derive the book from its journal",
  usage: "qipan ledger verify [--file EXPORT] [--head FILE] [--json]",
  options: { file: { type: "string" }, head: { type: "string" } },
  aside: (args, io) => {
    const file = text(args, "file");
    return file === undefined ? undefined : verifyAside(pathOf(io, file), args, io);
  },
  run: {
    onDatabase: async (database, args, io) =>
      tellVerified(await verifyBook(database, await keptHeads(args, io)), args, io),
  },
};

/** From an export alone: whoever has the file needs no hub and no database. */
async function verifyAside(path: string, args: Args, io: Io): Promise<number> {
  const outcome = await verifyFile(path, await keptHeads(args, io), progress(io));
  return outcome.ok
    ? tellVerified(outcome.value, args, io)
    : tellRefused(outcome.refused, args, io);
}

/** One head or a list of them, as `qipan export --json`, the API or a statement told them once. */
async function keptHeads(args: Args, io: Io): Promise<readonly KeptHead[]> {
  const named = text(args, "head");
  if (named === undefined) return [];
  const path = pathOf(io, named);
  const read = await readFile(path, "utf8").catch(() => "");
  const heads = keptHeadsIn(read);
  if (heads === undefined)
    throw new WrongUse(
      `${path}: 应为 JSON,含 book、size、root、hash / must be JSON with book, size, root, hash`,
    );
  return heads;
}

function tellVerified(report: Verification, args: Args, io: Io): number {
  if (args.values.json === true) printJson(io, report);
  else {
    io.out(
      `${report.verified ? "账实相符 / verified" : "不符 / NOT verified"}: ` +
        `${String(report.entries)} 分录 entries, ${String(report.heads)} 账册 heads, ` +
        `${String(report.unsealed)} 未封存 unsealed\n`,
    );
    for (const problem of report.problems) io.out(`  ${problem}\n`);
  }
  return report.verified ? exitCode.good : exitCode.refused;
}

/** `qipan ledger statement`: what was issued, from the same table as the page and its files. */
export const ledgerStatementCommand: Command = {
  name: "ledger statement",
  says: "列出最近的对账单,或打印一份 / list the newest statements, or print one",
  usage: "qipan ledger statement [ID] [--en] [--csv | --json]",
  options: { en: { type: "boolean" }, csv: { type: "boolean" } },
  run: { onDatabase: (database, args, io) => withTx(database, hubReader, statement(args, io)) },
};

const listed = 100;

const statement =
  ({ positionals: [id], values }: Args, io: Io) =>
  async (tx: Tx): Promise<number> => {
    const locale = values.en === true ? "en" : "zh";
    if (id === undefined) {
      const page = await listStatements(tx, { first: listed });
      const rows = page.ok ? page.value.edges.map(({ node }) => node) : [];
      if (values.json === true) printJson(io, rows.map(numbered));
      else io.out(await newest(tx, rows, locale));
      return exitCode.good;
    }
    const row = await statementById(tx, idOf("Statement", id) || id);
    if (row === undefined) {
      io.err(`没有这份对账单 / no such statement: ${id}\n`);
      return exitCode.refused;
    }
    const told = await tableOfStatement(tx, row, locale);
    if (values.json === true) printJson(io, numbered(row));
    else io.out(values.csv === true ? statementCsv(told) : statementText(told));
    return exitCode.good;
  };

const numbered = (row: StatementRow) => ({ number: statementNumber(row), ...row });

async function newest(tx: Tx, rows: readonly StatementRow[], locale: "zh" | "en"): Promise<string> {
  const { say, name } = telling(await namesIn(tx, rows), locale);
  const about = ({ region, counterparty }: StatementRow): string => {
    if (region !== null) return `${say("区域汇总", "region")} ${name(region)}`;
    return counterparty === null ? say("全部往来单位", "everyone") : name(counterparty);
  };
  const signed = ({ counterparty, countersignedAt }: StatementRow): string => {
    if (counterparty === null) return say("无须", "none needed");
    return countersignedAt === null ? say("待签认", "to be signed") : stamp(countersignedAt);
  };
  return table<StatementRow>(
    [
      { title: say("编号", "Number"), cell: statementNumber },
      { title: say("出具单位", "Issued by"), cell: ({ org }) => name(org) },
      { title: say("对方单位", "Other side"), cell: about },
      { title: say("截至", "Cut at"), cell: ({ cutAt }) => stamp(cutAt) },
      { title: say("出具时间", "Issued at"), cell: ({ issuedAt }) => stamp(issuedAt) },
      { title: say("对方签认", "Countersigned"), cell: signed },
      { title: "ID", cell: ({ id }) => id },
    ],
    rows,
  );
}

const statementText = ({ title, facts, sections }: StatementTable): string =>
  [
    `${title}\n${facts.map(([term, text]) => `  ${term}  ${text}\n`).join("")}`,
    ...sections.map(({ title: of, headings, rows }) => {
      const columns = headings.map((heading, at) => ({
        title: heading,
        right: typeof rows[0]?.[at] === "object",
        cell: (row: (typeof rows)[number]) => cellText(row[at] ?? ""),
      }));
      return `${of}\n${rows.length === 0 ? "  —\n" : table(columns, rows)}`;
    }),
  ].join("\n");
