import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import { foundHubRow } from "../../src/feed/feed.service.ts";
import { exportHub, type Exported } from "../../src/moving/export.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";

/** A folder for files of one test file. */
export interface Desk {
  file(name: string): string;
  clear(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), "qipan-moving-"));
  return {
    file: (name) => join(folder, name),
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

export const foundDrill = (database: Database): Promise<boolean> =>
  withOwnerTx(database, (tx) => foundHubRow(tx, "EXERCISE", null));

/** Exports as the command does; `between` runs after each piece, while the snapshot is open. */
export async function exportTo(
  path: string,
  database: Database,
  { stretch, between }: { stretch?: number; between?: () => Promise<void> } = {},
): Promise<Exported> {
  const gzip = createGzip({ level: 1 });
  const out = gzip.pipe(createWriteStream(path));
  const write = async (text: string): Promise<void> => {
    gzip.write(text);
    await between?.();
  };
  const done = await exportHub(database, { write, stretch });
  gzip.end();
  await once(out, "close");
  return done;
}

/** The lines of an export, to look at or to change. */
export const linesOf = async (path: string): Promise<string[]> =>
  gunzipSync(await readFile(path))
    .toString("utf8")
    .trimEnd()
    .split("\n");

export const packed = (lines: readonly string[]): Buffer => gzipSync(`${lines.join("\n")}\n`);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Signs changed lines off again, as whoever tampers with a file would. */
export function resigned(lines: readonly string[]): string[] {
  const body = lines.slice(1, -1);
  const footer = JSON.parse(lines.at(-1) ?? "") as Record<string, unknown>;
  const signed = {
    ...footer,
    header: sha256(`${lines[0] ?? ""}\n`),
    content: sha256(`${body.join("\n")}\n`),
  };
  return [lines[0] ?? "", ...body, JSON.stringify(signed)];
}

export const writeLines = (path: string, lines: readonly string[]): Promise<void> =>
  writeFile(path, packed(lines));

/** Changes the first row of a table that `change` changes; `column` is named as in the file. */
export function changeRow(
  lines: readonly string[],
  table: string,
  change: (row: Record<string, string | null>) => void,
): string[] {
  let columns: readonly string[] | undefined;
  let done = false;
  return lines.map((line) => {
    if (line.startsWith("{")) {
      const mark = JSON.parse(line) as { table?: string; columns?: string[] };
      columns = mark.table === table ? mark.columns : undefined;
      return line;
    }
    if (columns === undefined || done) return line;
    const values = JSON.parse(line) as (string | null)[];
    const row = Object.fromEntries(columns.map((name, at) => [name, values[at] ?? null]));
    change(row);
    const changed = JSON.stringify(columns.map((name) => row[name]));
    if (changed === JSON.stringify(values)) return line;
    done = true;
    return changed;
  });
}
