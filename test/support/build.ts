import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * What tests load from dist is what src says. What is up to date is left alone: another run that
 * is under way in the same tree may be reading it.
 */
export function buildCode(): void {
  const config = join("tsconfig.build.json");
  const changed = Math.max(modified(config), modified("tsconfig.json"));
  const stale = codeFiles().some((file) => {
    const built = join("dist", file.replace(/\.ts$/, ".js"));
    return !existsSync(built) || modified(built) < Math.max(modified(file), changed);
  });
  // Types are `npm run check`'s to judge: the code is emitted all the same, and tests judge that.
  if (stale) node(join("node_modules", "typescript", "bin", "tsc"), "-p", config, "--noCheck");
  node(join("dist", "src", "postgres", "make-blank.js"));
}

export function buildDashboard(): void {
  const built = join("dist", "dashboard", "index.html");
  const made = existsSync(built) ? modified(built) : 0;
  const changed = ["vite.config.ts", "package-lock.json", ...filesIn(join("src", "dashboard"))];
  if (changed.some((file) => modified(file) > made))
    node(join("node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn");
}

function node(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) console.error(stdout, stderr);
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const codeFiles = (): string[] =>
  ["src", "schema", "seeds"]
    .filter(existsSync)
    .flatMap(filesIn)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .filter((file) => !file.startsWith(join("src", "dashboard")));

const modified = (file: string): number => statSync(file).mtimeMs;
