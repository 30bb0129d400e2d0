import { rename, rm } from "node:fs/promises";
import { existsSync, createWriteStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { isFounded } from "../feed/feed.service.ts";
import { exportHub, type Exported } from "../moving/export.service.ts";
import { restoreHub } from "../moving/restore.service.ts";
import type { Database } from "../postgres/pool.ts";
import { admitSchema } from "./admit-schema.ts";
import { exitCode, pathOf, positional, printJson, WrongUse } from "./command.ts";
import type { Args, Command, Io } from "./command.ts";
import { progress } from "./progress.ts";
import { tellRefused } from "./tell-refused.ts";

/** `qipan export`: the whole hub in one file, which `qipan restore` makes a hub again. */
export const exportCommand: Command = {
  name: "export",
  says: "将整个枢纽导出为一个文件(- 为标准输出) / the whole hub as one file, - for standard output",
  usage: "qipan export FILE|- [--json]",
  run: { onDatabase: exportToFile },
};

async function exportToFile(database: Database, args: Args, io: Io): Promise<number> {
  const named = positional(args, 0, "FILE");
  const piped = named === "-";
  const path = pathOf(io, named);
  if (!piped && existsSync(path)) throw new WrongUse(`文件已存在 / the file exists: ${path}`);
  await admitSchema(database);
  if (!(await isFounded(database)))
    throw new WrongUse("数据库还不是枢纽 / the database is no hub yet");
  const draft = `${path}.partial`;
  const out = piped ? pipeOf(io) : createWriteStream(draft, { mode: 0o600 });
  try {
    const done = await exportTo(out, database, io);
    if (!piped) await rename(draft, path);
    tellExported(done, { ...io, out: piped ? io.err : io.out }, args);
    return exitCode.good;
  } catch (error) {
    if (!piped) await rm(draft, { force: true });
    throw error;
  }
}

/** Packed well enough, and fast: a book of years is many gigabytes of text. */
const packing = { level: 3 };

async function exportTo(out: Writable, database: Database, io: Io): Promise<Exported> {
  const gzip = createGzip(packing);
  let stop: ((error: unknown) => void) | undefined;
  const ended = pipeline(gzip, out);
  // A full disk ends the line that is being written, which zlib itself would leave open.
  ended.catch((error: unknown) => stop?.(error));
  const write = (text: string): Promise<void> =>
    new Promise((settle, fail) => {
      stop = fail;
      gzip.write(text, (error) => (error ? fail(error) : settle()));
    });
  try {
    const done = await exportHub(database, { write, onRows: progress(io) });
    gzip.end();
    await ended;
    return done;
  } catch (error) {
    gzip.destroy();
    const cause = await ended.then(() => error, identity);
    if (!(cause instanceof Error && "syscall" in cause)) throw error;
    throw new WrongUse(`写不出文件 / cannot write: ${cause.message}`);
  }
}

const identity = (error: unknown): unknown => error;

function pipeOf(io: Io): Writable {
  const { bytes } = io;
  if (bytes === undefined) throw new WrongUse("此处不能输出到 - / - cannot be written to here");
  return new Writable({
    write: (chunk: Uint8Array, _encoding, done) => void bytes(chunk).then(() => done(), done),
  });
}

function tellExported({ header, footer }: Exported, io: Io, args: Args): void {
  const { kind, at, epoch, shape } = header;
  const { counts, heads, content } = footer;
  if (args.values.json === true) {
    printJson(io, { kind, at, epoch, shape, counts, heads, content });
    return;
  }
  const rows = Object.values(counts).reduce((sum, n) => sum + n, 0);
  io.out(
    `${drill(kind)}已导出 / exported: ${String(rows)} 行 rows, ${String(heads.length)} 账册 books, ` +
      `SHA-256 ${content}\n含个人信息与密钥哈希,须妥善保管。/ It holds personal data: keep it safe.\n`,
  );
}

const drill = (kind: string): string => (kind === "EXERCISE" ? "【演练】" : "");

/** `qipan restore`: an empty database becomes the hub of a file, or nothing is changed. */
export const restoreCommand: Command = {
  name: "restore",
  says: "将导出文件恢复到空库,核对后生效 / make an empty database the hub of an export, once proven",
  usage: "qipan restore FILE [--json]",
  unfounded: true,
  run: { onDatabase: restoreFromFile },
};

async function restoreFromFile(database: Database, args: Args, io: Io): Promise<number> {
  const path = pathOf(io, positional(args, 0, "FILE"));
  await admitSchema(database);
  const done = await restoreHub(database, path, progress(io));
  if (!done.ok) return tellRefused(done.refused, args, io);
  const { header, footer, epoch, entries, unsealed } = done.value;
  const { kind, at } = header;
  const { heads, content } = footer;
  if (args.values.json === true)
    printJson(io, { kind, at, epoch, entries, unsealed, heads, content });
  else
    io.out(
      `${drill(kind)}已恢复并核对 / restored and verified: ${String(entries)} 分录 entries, ` +
        `${String(heads.length)} 账册 books, 截至 / as of ${at}, SHA-256 ${content}\n` +
        "旧游标已失效,跟随者须重新读取。/ Old cursors end: followers read anew.\n",
    );
  return exitCode.good;
}
