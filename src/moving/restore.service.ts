import { readHubIn } from "../feed/feed.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { verifyIn } from "../ledger/verify.ts";
import type { Database } from "../postgres/pool.ts";
import { Rollback, sqlState, withOwnerTx, type Tx } from "../postgres/transaction.ts";
import { vacuum } from "../postgres/vacuum.ts";
import { ExportFile, unfit, type Part } from "./export-file.ts";
import type { AppliedMigration, Footer, Header, Table } from "./export.model.ts";
import { lockPlainText, readHeadsNow } from "./export.store.ts";
import {
  deleteGiven,
  insertLines,
  lockEmpty,
  updateFigures,
  updateGuards,
  updateSeals,
  updateSequences,
} from "./restore.store.ts";
import { looseKeys, movingColumns, moves, ordered } from "./tables.rules.ts";
import { readForeignKeys, readMigrationRows, readTables } from "./tables.store.ts";

export interface Restored {
  readonly header: Header;
  readonly footer: Footer;
  readonly epoch: string;
  readonly entries: number;
  /** Entries that the source had not sealed yet; the sealer of this hub does. */
  readonly unsealed: number;
}

export type OnRows = (done: number, total: number) => void;

/**
 * Makes a migrated, empty database the hub that a file tells of, all of it or nothing: in one
 * transaction that commits only when the file was whole, the book re-derived from its journal
 * holds, and its heads are those that the file was signed off with. The hub has a new epoch.
 */
export async function restoreHub(
  database: Database,
  path: string,
  onRows?: OnRows,
): Promise<Outcome<Restored>> {
  try {
    const file = await ExportFile.open(path);
    const restored = await withOwnerTx(database, (tx) => restore(tx, file, onRows));
    await vacuum(database);
    return ok(restored);
  } catch (error) {
    if (error instanceof Rollback) return error.answer as Outcome<never>;
    throw error;
  }
}

async function restore(tx: Tx, file: ExportFile, onRows: OnRows | undefined): Promise<Restored> {
  await lockPlainText(tx);
  admitSchema(file.header.schema, await readMigrationRows(tx));
  const here = await lockEmpty(tx);
  if (here !== undefined) unfit("HUB_FOUNDED", { kind: here });
  const keys = await readForeignKeys(tx);
  const order = ordered((await readTables(tx)).filter(moves), keys);
  const loose = looseKeys(order, keys);
  await updateGuards(tx, loose, "ASIDE");
  await deleteGiven(tx, order);
  await fill(tx, file, order, onRows);
  await updateSeals(tx);
  await updateSequences(tx, order);
  await settleKeys(() => updateGuards(tx, loose, "BACK"));
  await updateFigures(tx, order);
  return prove(tx, file);
}

/** The same migrations, letter by letter: a file says what rows were, not what they become. */
function admitSchema(there: readonly AppliedMigration[], here: readonly AppliedMigration[]): void {
  const only = (these: readonly AppliedMigration[], those: readonly AppliedMigration[]): string =>
    these
      .filter(({ name, hash }) => !those.some((one) => one.name === name && one.hash === hash))
      .map(({ name }) => name)
      .join(", ") || "—";
  const [fileOnly, hereOnly] = [only(there, here), only(here, there)];
  if (fileOnly !== "—" || hereOnly !== "—") unfit("FILE_OTHER_SCHEMA", { fileOnly, hereOnly });
}

async function fill(
  tx: Tx,
  file: ExportFile,
  order: readonly Table[],
  onRows: OnRows | undefined,
): Promise<void> {
  const tables = new Map(order.map((table) => [table.name, table]));
  const inserts = new Map(order.map((table) => [table.name, insertLines(table)]));
  const total = Object.values(file.header.counts).reduce((sum, n) => sum + n, 0);
  let done = 0;
  for await (const part of file.parts()) {
    if ("reversed" in part) continue;
    const insert = inserts.get(part.table);
    if (insert === undefined || !isAsHere(part, tables.get(part.table)))
      unfit("FILE_CHANGED", { line: part.at, what: part.table });
    await insert(tx, part.lines).catch(broken(part));
    done += part.lines.length;
    onRows?.(done, total);
  }
}

const isAsHere = (part: Exclude<Part, { reversed: unknown }>, table: Table | undefined): boolean =>
  table !== undefined &&
  movingColumns(table)
    .map(({ name }) => name)
    .join() === part.columns.join();

/** A row that the database does not take (class 22: no such value; 23: against a rule). */
const isBadRow = (error: unknown): boolean => /^2[23]/.test(sqlState(error) ?? "");

const broken =
  ({ at, table }: { readonly at: number; readonly table: string }) =>
  (error: unknown): never => {
    if (!isBadRow(error)) throw error;
    return unfit("FILE_CHANGED", { line: at, what: table });
  };

async function settleKeys(settle: () => Promise<void>): Promise<void> {
  await settle().catch((error: unknown) => {
    if (!isBadRow(error)) throw error;
    unfit("FILE_CHANGED", { line: 1, what: "references" });
  });
}

async function prove(tx: Tx, { header, footer }: ExportFile): Promise<Restored> {
  if (footer.counts.hub !== 1) unfit("FILE_CHANGED", { line: 1, what: "hub" });
  const { kind, epoch } = await readHubIn(tx);
  if (kind !== header.kind) unfit("FILE_OTHER_KIND", { said: header.kind, is: kind });
  const heads = await readHeadsNow(tx);
  if (JSON.stringify(heads) !== JSON.stringify(footer.heads.map(plainHead)))
    unfit("BOOK_NOT_WHOLE", { problem: "heads" });
  const { verified, problems, entries, unsealed } = await verifyIn(tx);
  if (!verified) unfit("BOOK_NOT_WHOLE", { problem: problems[0] ?? "" });
  return { header, footer, epoch, entries, unsealed };
}

const plainHead = ({ book, size, root, hash }: Footer["heads"][number]) => ({
  book,
  size,
  root,
  hash,
});
