import { resolve } from "node:path";
import type { ParseArgsConfig } from "node:util";
import type { Database } from "../postgres/pool.ts";

/** Where a command speaks: a terminal, a pipe, or the socket of the hub that runs it. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Progress lines are for eyes only. */
  readonly terminal: boolean;
  /** Standard output for what is no text; resolves when more may follow. */
  readonly bytes?: ((chunk: Uint8Array) => Promise<void>) | undefined;
  /** Where relative paths begin, if not here: the asker's folder, when a hub runs its command. */
  readonly folder?: string | undefined;
}

/** A path as the person at the keyboard means it. */
export const pathOf = (io: Io, path: string): string => resolve(io.folder ?? ".", path);

export const exitCode = { good: 0, refused: 1, wrongUse: 2 } as const;

export interface Args {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Command {
  readonly name: string;
  /** One line, zh / en. */
  readonly says: string;
  readonly usage: string;
  readonly options?: NonNullable<ParseArgsConfig["options"]>;
  /** Needs a database without a hub in it: an embedded one is not founded first. */
  readonly unfounded?: boolean;
  /** A way to do it without any hub; undefined if these arguments need one. */
  readonly aside?: (args: Args, io: Io) => Promise<number> | undefined;
  /** With a database the command may run inside the hub that holds the data folder. */
  readonly run:
    | { readonly alone: (args: Args, io: Io) => Promise<number> }
    | { readonly onDatabase: (database: Database, args: Args, io: Io) => Promise<number> };
}

/** An input error of the person at the keyboard: printed as it is, exit 2. */
export class WrongUse extends Error {}

export function text(args: Args, option: string): string | undefined {
  const value = args.values[option];
  return typeof value === "string" ? value : undefined;
}

export function positional(args: Args, index: number, name: string): string {
  const value = args.positionals[index];
  if (value === undefined) throw new WrongUse(`缺少参数 ${name} / missing argument ${name}`);
  return value;
}

export const printJson = (io: Io, value: unknown): void => {
  io.out(`${JSON.stringify(value, undefined, 2)}\n`);
};
