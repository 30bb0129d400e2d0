import { createHash } from "node:crypto";
import { readHubIn } from "../feed/feed.service.ts";
import { assert } from "../kernel/assert.ts";
import { sealOnce } from "../ledger/sealing.service.ts";
import { sha256 } from "../ledger/merkle.ts";
import type { Database } from "../postgres/pool.ts";
import { withOwnerTx, type Tx } from "../postgres/transaction.ts";
import {
  formatVersion,
  type Counts,
  type Footer,
  type Header,
  type Mark,
  type Table,
} from "./export.model.ts";
import {
  lockPlainText,
  readHeadsNow,
  readInstant,
  readReversed,
  readSealedEnd,
  readStretch,
  readTable,
  readUnsealed,
} from "./export.store.ts";
import { isJournal, journal, movingColumns, moves, ordered } from "./tables.rules.ts";
import { readCount, readForeignKeys, readMigrationRows, readTables } from "./tables.store.ts";

export interface Exported {
  readonly header: Header;
  readonly footer: Footer;
}

export interface ExportOptions {
  /** Takes some lines, each with its line feed; the next are read when it has them. */
  readonly write: (text: string) => Promise<void>;
  readonly onRows?: ((done: number, total: number) => void) | undefined;
  /** Seals per stretch of the journal. */
  readonly stretch?: number | undefined;
}

const stretchSeals = 5000;

/**
 * Tells a whole hub, table by table and at last the journal, as lines of JSON. What has committed
 * is sealed first; then all is read in one snapshot, while others write on, in constant memory.
 */
export async function exportHub(database: Database, options: ExportOptions): Promise<Exported> {
  await sealOnce(database);
  return withOwnerTx(
    database,
    async (tx) => {
      await lockPlainText(tx);
      const order = ordered((await readTables(tx)).filter(moves), await readForeignKeys(tx));
      const header = await headerOf(tx, database.shape, order);
      const told = new Telling(header, options);
      await told.begin();
      for (const table of order.filter((one) => !isJournal(one)))
        await told.rows(table, readTable(tx, table));
      await tellJournal(tx, order, told, options.stretch ?? stretchSeals);
      const footer = await told.end(await readHeadsNow(tx));
      return { header, footer };
    },
    "repeatable read",
  );
}

async function headerOf(tx: Tx, shape: Header["shape"], tables: readonly Table[]): Promise<Header> {
  const { kind, epoch } = await readHubIn(tx);
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = await readCount(tx, name);
  const [at, schema] = [await readInstant(tx), await readMigrationRows(tx)];
  return { qipan: formatVersion, kind, epoch, shape, at, schema, counts };
}

const idsPerLine = 500;

async function tellJournal(
  tx: Tx,
  order: readonly Table[],
  told: Telling,
  stretch: number,
): Promise<void> {
  const reversed = await readReversed(tx);
  for (let at = 0; at < reversed.length; at += idsPerLine)
    await told.mark({ reversed: reversed.slice(at, at + idsPerLine) });
  const tables = journal.map((name) => {
    const table = order.find((one) => one.name === name);
    assert(table !== undefined, `the journal has its table ${name}`);
    return table;
  });
  const end = await readSealedEnd(tx);
  for (let after = 0; after < end; after += stretch)
    for (const table of tables)
      await told.rows(table, readStretch(tx, table, after, Math.min(after + stretch, end)));
  for (const table of tables)
    if (told.missing(table.name) > 0) await told.rows(table, readUnsealed(tx, table, end));
}

/** Writes lines, counts rows and hashes the content as it goes by. */
class Telling {
  readonly #header: Header;
  readonly #options: ExportOptions;
  readonly #hash = createHash("sha256");
  readonly #counts = new Map<string, number>();
  readonly #total: number;
  #table = "";
  #done = 0;

  constructor(header: Header, options: ExportOptions) {
    this.#header = header;
    this.#options = options;
    this.#total = Object.values(header.counts).reduce((sum, n) => sum + n, 0);
  }

  begin(): Promise<void> {
    return this.#options.write(`${JSON.stringify(this.#header)}\n`);
  }

  missing(table: string): number {
    return (this.#header.counts[table] ?? 0) - (this.#counts.get(table) ?? 0);
  }

  mark(mark: Mark): Promise<void> {
    return this.#tell(`${JSON.stringify(mark)}\n`);
  }

  async rows(table: Table, batches: AsyncIterable<readonly string[]>): Promise<void> {
    for await (const lines of batches) {
      if (this.#table !== table.name) {
        this.#table = table.name;
        await this.mark({
          table: table.name,
          columns: movingColumns(table).map(({ name }) => name),
        });
      }
      await this.#tell(`${lines.join("\n")}\n`);
      this.#counts.set(table.name, (this.#counts.get(table.name) ?? 0) + lines.length);
      this.#done += lines.length;
      this.#options.onRows?.(this.#done, this.#total);
    }
  }

  async end(heads: Footer["heads"]): Promise<Footer> {
    const counts: Counts = Object.fromEntries(
      Object.keys(this.#header.counts).map((name) => [name, this.#counts.get(name) ?? 0]),
    );
    assert(
      JSON.stringify(counts) === JSON.stringify(this.#header.counts),
      "an export holds every row of its snapshot",
    );
    const header = sha256(`${JSON.stringify(this.#header)}\n`);
    const content = this.#hash.digest("hex");
    const footer: Footer = { end: formatVersion, counts, heads, header, content };
    await this.#options.write(`${JSON.stringify(footer)}\n`);
    return footer;
  }

  #tell(text: string): Promise<void> {
    this.#hash.update(text);
    return this.#options.write(text);
  }
}
