import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Refusal } from "../kernel/refusal.ts";
import { refuseFor } from "../kernel/refusal.ts";
import { sha256 } from "../ledger/merkle.ts";
import { Rollback } from "../postgres/transaction.ts";
import { formatVersion, type Footer, type Header } from "./export.model.ts";
import { isFooter, isHeader, isMark } from "./export-lines.rules.ts";

/** A stretch of one table's rows, each a line as it stands in the file; or reversed transfers. */
export type Part =
  | {
      readonly table: string;
      readonly columns: readonly string[];
      readonly lines: readonly string[];
      /** The number of the first of them in the file, from 1. */
      readonly at: number;
    }
  | { readonly reversed: readonly string[] };

/** Ends all reading with a reason that is a value: whoever began it answers the refusal. */
export function unfit(code: Refusal["code"], facts: Refusal["facts"]): never {
  throw new Rollback(refuseFor(code, "", facts));
}

const lineMost = 64_000_000;

/**
 * Reads an export as a stream. Nothing in it is believed before its end was seen: the caller keeps
 * what it does undone until `parts` has returned, which it does only with a footer that is right.
 */
export class ExportFile {
  readonly path: string;
  readonly header: Header;
  #footer: Footer | undefined;
  readonly #batches: AsyncGenerator<readonly string[]>;
  readonly #rest: readonly string[];
  readonly #headerHash: string;
  readonly #hash: Hash = createHash("sha256");
  #line = 1;

  private constructor(
    path: string,
    first: readonly string[],
    batches: AsyncGenerator<readonly string[]>,
  ) {
    const [line = "", ...rest] = first;
    this.path = path;
    this.header = headerIn(path, line);
    this.#headerHash = sha256(`${line}\n`);
    this.#rest = rest;
    this.#batches = batches;
  }

  static async open(path: string): Promise<ExportFile> {
    const batches = readBatches(path);
    const first = await batches.next();
    if (first.done === true) unfit("FILE_UNREADABLE", { file: path });
    return new ExportFile(path, first.value, batches);
  }

  /** What the last line says; only after all parts were read. */
  get footer(): Footer {
    return this.#footer ?? unfit("FILE_CUT_SHORT", { line: this.#line });
  }

  async *parts(): AsyncGenerator<Part> {
    const counts = new Map<string, number>();
    let open: { table: string; columns: readonly string[] } | undefined;
    for await (const batch of this.#whole()) {
      for (let at = 0; at < batch.length;) {
        const until = endOfRows(batch, at);
        if (until > at) {
          if (open === undefined) this.#changed("row");
          const lines = batch.slice(at, until);
          this.#take(lines);
          counts.set(open.table, (counts.get(open.table) ?? 0) + lines.length);
          yield { ...open, lines, at: this.#line - lines.length + 1 };
          at = until;
          continue;
        }
        const mark = this.#mark(batch[at] ?? "");
        at += 1;
        if (mark === undefined) continue;
        if ("reversed" in mark) yield mark;
        else open = mark;
      }
    }
    this.#close(counts);
  }

  async *#whole(): AsyncGenerator<readonly string[]> {
    yield this.#rest;
    yield* this.#batches;
  }

  #mark(line: string) {
    if (this.#footer !== undefined) this.#changed("end");
    const value = parsed(line);
    if (isFooter(value)) {
      this.#footer = value;
      this.#line += 1;
      return undefined;
    }
    if (!isMark(value)) {
      this.#line += 1;
      this.#changed("mark");
    }
    this.#take([line]);
    return value;
  }

  #take(lines: readonly string[]): void {
    if (this.#footer !== undefined) this.#changed("end");
    this.#hash.update(`${lines.join("\n")}\n`);
    this.#line += lines.length;
  }

  #close(counts: ReadonlyMap<string, number>): void {
    const { header, content, counts: said } = this.footer;
    if (header !== this.#headerHash) this.#changed("header");
    if (content !== this.#hash.digest("hex")) this.#changed("content");
    for (const [name, n] of Object.entries(said))
      if (n !== (counts.get(name) ?? 0)) this.#changed(name);
    for (const [name, n] of Object.entries(this.header.counts))
      if (n !== (said[name] ?? 0)) this.#changed(name);
  }

  #changed(what: string): never {
    return unfit("FILE_CHANGED", { line: this.#line, what });
  }
}

function headerIn(path: string, line: string): Header {
  const value = parsed(line);
  if (typeof value !== "object" || value === null || !("qipan" in value))
    return unfit("FILE_UNREADABLE", { file: path });
  if (value.qipan !== formatVersion)
    return unfit("FILE_FORMAT", { found: String(value.qipan), known: formatVersion });
  return isHeader(value) ? value : unfit("FILE_CHANGED", { line: 1, what: "header" });
}

function endOfRows(batch: readonly string[], from: number): number {
  let until = from;
  while (batch[until]?.startsWith("[") === true) until += 1;
  return until;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** Whole lines of an unpacked file, as many as one piece of it holds. */
async function* readBatches(path: string): AsyncGenerator<readonly string[]> {
  const source = createReadStream(path);
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  source.on("error", (error) => unpacked.destroy(error));
  source.pipe(unpacked).setEncoding("utf8");
  let rest = "";
  let line = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<string>) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > lineMost) unfit("FILE_CHANGED", { line: line + 1, what: "length" });
      line += lines.length;
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    unreadable(error, path, line);
  } finally {
    source.destroy();
  }
  if (rest !== "") unfit("FILE_CUT_SHORT", { line });
}

/** What zlib and the file system say, in our words; anything else is a bug and goes on. */
function unreadable(error: unknown, file: string, line: number): never {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "Z_BUF_ERROR" && line > 0) unfit("FILE_CUT_SHORT", { line });
  if (code === "Z_DATA_ERROR" && line > 0) unfit("FILE_CHANGED", { line, what: "gzip" });
  if (/^(Z_|ENOENT|EISDIR|EACCES)/.test(String(code))) unfit("FILE_UNREADABLE", { file });
  throw error;
}
